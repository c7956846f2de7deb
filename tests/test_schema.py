"""The JSON Schemas say of a file what our own validator says, as far as a schema can say it."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from check_jsonschema import main as check_jsonschema
from check_jsonschema.parsers.yaml import construct_yaml_implementation, impl2loader
from click.testing import CliRunner
from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource
from ruamel.yaml import YAMLError

from generator.diagnostics import CODES, Diagnostic, Place
from generator.load import Document, find_content, load, read_document
from generator.model import base
from generator.model.base import Model
from generator.schema import FOLDER, IDS_FILE, KINDS, model_schemas, modeline, schemas_of_site
from generator.schema.ids import REFERENCES
from generator.schema.words import EXAMPLES, MEANINGS
from generator.validate import Content, valid_content, validate_document
from tests.sites import explainer, files_of
from tests.support import DEMO, ROOT, document, make_site
from tests.test_cases import CASES, build

# What a schema cannot tell. Whatever else a case shows, it must tell, on the same line.
BEYOND = {
    # what the text of a file is made of, before it has values
    "bad-character", "comment-cuts-text", "duplicate-key", "invisible-character", "not-utf8", "tab",
    "too-deep", "too-large", "merge-conflict",
    "yaml-feature", "yaml-syntax",
    # files and folders, and what is no content
    "address-collision", "bad-config", "bad-map", "bad-name", "bad-template", "bad-translation",
    "costly-page", "html-removed", "refused-file", "wrong-kind",
    "duplicate-file", "misnamed-file", "missing-file", "missing-folder", "missing-lock",
    "stray-file",
    "not-a-file", "outside-link", "too-many-files", "unreadable-file",
    # what a host is, and which letters pass for others
    "bad-host", "denied-address", "doubtful-address", "look-alike",
    # time stamps
    "altered-list", "bad-certificates", "stamp-of-other-list", "unchecked-stamp",
    "unknown-authority", "unreadable-stamp", "untrusted-stamp",
    # what stands within prose
    "bad-citation", "bad-link", "folded-prose", "html-in-prose", "uncited-statement",
    # what sources do to one another
    "contrasting-source", "not-disputed", "several-reports", "later-source",
    # one value beside others, of this file or of another
    "circular-order", "contrary-ruling", "country-without-shape", "date-order", "duplicate-alias",
    "duplicate-short",
    "duplicate-id", "duplicate-participation", "misplaced-place", "reserved-id",
    "misdated-event", "mistranslated-figure", "untranslated-quotation", "wrong-weekday",
    "stale-correction", "unknown-citation", "unknown-reference", "unsupported-figure",
    "bad-tag", "derived-elsewhere", "quoted-words", "unpaired-mark",
    "unused-quotation", "unused-term",
    "duplicate-review", "leftover-reviews", "review-asks-change", "review-without-authors",
    "unknown-reviewer", "unreviewed-sentence", "stale-addresses", "altered-history",
    "unrecorded-version",
    # what a translation has beside its original
    "citation-in-translation", "draft-translation", "leftover-translation", "stale-translation",
    "translated-lines", "translation-differs", "unaddressed-translation", "unlisted-language",
    # against the copies and the lock
    "ambiguous-quotation", "bad-mark", "changed-copy", "changed-quotation", "covering-insertion",
    "crossing-omission", "damaged-quotation", "forged-lock", "inserted-negation", "left-live-page",
    "misquotation",
    "missing-copy", "missing-page", "old-lock", "omitted-negation", "readers-disagree",
    "stale-acceptance", "stale-lock", "unreadable-copy", "unverified-quotation",
}  # fmt: skip
# Of codes that it does tell, the values that it takes for good.
BEYOND_IN_PART = {
    ("bad-date", "2031-05/2031-04"): "which end of an interval is the earlier",
    ("missing-key", "note"): "that one verdict of a review needs a note",
}
SHOWN = re.compile(
    r"^(\S.*?)(?::(\d+):(\d+))?: (?:error|warning) ([a-z0-9-]+): (.*)$", re.MULTILINE
)
READ = impl2loader(construct_yaml_implementation(pure=True))


def values_of(text: str) -> Any:
    """The file as most YAML readers take it: with numbers and truths."""
    return READ(io.BytesIO(text.encode()))


def validators(schemas: dict[str, str]) -> dict[str, Draft202012Validator]:
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(json.loads(text))) for name, text in schemas.items()
    )
    return {
        kind: Draft202012Validator(json.loads(schemas[f"{kind}.json"]), registry=registry)
        for kind in KINDS
    }


VALIDATORS = validators(schemas_of_site(Content()))


def documents_of(site: Path) -> Iterator[tuple[str, Document]]:
    documents = load(site)[0]
    files = find_content(site)[0].translations
    translations = [read_document(each.path, site, each.id, []) for each in files]
    for kind, found in (
        ("site", [documents.site]),
        ("lock", [documents.lock]),
        ("rechecks", [documents.rechecks]),
        ("source", documents.sources),
        ("term", documents.terms),
        ("story", documents.stories),
        ("reviews", documents.reviews),
        ("addresses", documents.addresses),
        ("history", documents.histories),
        ("translation", translations),
    ):
        yield from ((kind, one) for one in found if one)


def lines_of(error: ValidationError, read: Document) -> set[int]:
    """The lines that an error is about, where our diagnostics would point at them."""
    trail = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        known = error.schema["properties"]
        extra = [key for key in error.instance if key not in known]
        return {found.line for key in extra if (found := read.key((*trail, key)))}
    if "propertyNames" in error.absolute_schema_path:
        return {found.line for found in [read.key((*trail, error.instance))] if found}
    return {read.place(trail).line}


def lines_by_schema(kind: str, read: Document) -> set[int]:
    errors = list(VALIDATORS[kind].iter_errors(values_of("\n".join(read.lines))))
    # A misspelt key is one mistake to us and two to a schema: unknown, and missing.
    misspelt = {each.json_path for each in errors if each.validator == "additionalProperties"}
    return {
        line
        for error in errors
        if not (error.validator == "required" and error.json_path in misspelt)
        for line in lines_of(error, read)
    }


def schema_tells(problem: Diagnostic) -> bool:
    value = problem.message.split("'")[1] if "'" in problem.message else ""
    return problem.code not in BEYOND and (problem.code, value) not in BEYOND_IN_PART


def expected_of(case: Path) -> list[Diagnostic]:
    """What our validator says of a case, to which `test_cases.py` holds it."""
    rows = SHOWN.finditer(case.joinpath("expected.txt").read_text("utf-8"))
    return [
        Diagnostic(code, Place(file, int(line or 0), int(column or 0)), message, "")
        for file, line, column, code, message in (row.groups() for row in rows)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_case_is_judged_as_by_our_validator(case: Path, tmp_path: Path) -> None:
    site = build(case, tmp_path / "site")
    problems = expected_of(case)
    assert problems
    for kind, read in documents_of(site):
        try:
            found = lines_by_schema(kind, read)
        except YAMLError:
            own = {problem.code for problem in problems if problem.place.file == read.path}
            assert own & BEYOND, f"{read.path} is read by us only"
            continue
        own_lines = {
            problem.place.line
            for problem in problems
            if problem.place.file == read.path and schema_tells(problem)
        }
        assert found == own_lines, (read.path, problems)


def test_the_list_of_what_schemas_cannot_tell_names_codes_that_there_are() -> None:
    assert set(CODES) >= BEYOND


# Where a role says that it is disputed by it, an old kind is told together with the story's parts.
@pytest.mark.parametrize("code", sorted(set(CODES) - BEYOND - {"empty-file", "old-kind"}))
def test_what_is_not_in_the_list_is_told(code: str, tmp_path: Path) -> None:
    told = False
    for case in (case for case in CASES if case.parent.name == code):
        site = build(case, tmp_path / case.name)
        problems = [
            problem
            for kind, read in documents_of(site)
            for problem in validate_document(read, KINDS[kind])[1]
        ]
        for kind, read in documents_of(site):
            lines = {p.place.line for p in problems if p.code == code and p.place.file == read.path}
            told = told or bool(lines & (lines_by_schema(kind, read) if lines else set()))
    assert told


def test_an_empty_file_is_told() -> None:
    for kind in KINDS:
        assert not accepted(kind, "# nothing\n")


def accepted(kind: str, text: str) -> bool:
    return VALIDATORS[kind].is_valid(values_of(text))


PLACE = "id: a\nname: a\ntext: a\nlatitude: {}\nlongitude: {}"


def fragment(kind: str, definition: str) -> Draft202012Validator:
    whole = json.loads(schemas_of_site(Content())[f"{kind}.json"])
    part = {"$defs": whole["$defs"], "$ref": f"#/$defs/{definition}"}
    return VALIDATORS[kind].evolve(schema=part)


@pytest.mark.parametrize(
    ("latitude", "longitude", "good"),
    [
        ("52.08", "4", True), ("'52.08'", "-79.5", True), ("−52.08", "+4.5", True),
        ("90", "180", True), ("-90.0", "-180.00", True), ("'090'", "'079'", True),
        ("90.1", "4", False), ("52", "180.5", False), ("'91'", "4", False),
        ("52", "'181'", False), ("52,08", "4", False), ("52° N", "4", False), ("'1e1'", "4", False),
    ],
)  # fmt: skip
def test_coordinates_are_as_our_loader_takes_them(
    latitude: str, longitude: str, good: bool
) -> None:
    text = PLACE.format(latitude, longitude)
    assert fragment("story", "MapPlace").is_valid(values_of(text)) == good
    assert (validate_document(document(text), KINDS_IN["MapPlace"])[0] is not None) == good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2018", True), ("2018-04", True), ("2018-04-27", True), ("2018~", True),
        ("2018-04?", True), ("2018-04-27%", True), ("2018/..", True), ("../2018-04", True),
        ("2016-02-29", True), ("2018-04-25/2018-04-26", True), ("'2018'", True),
        ("2018-13", False), ("2018-00", False),
        ("2018-04-31", False), ("2018-02-30", False), ("0000", False), ("../..", False),
        ("18", False), ("2018-4-1", False), ("27 April 2018", False), ("20180427", False),
        ("2018-04-27T10:00", False), ("true", False), ("2018/2019/2020", False),
    ],
)  # fmt: skip
def test_dates_are_as_our_loader_takes_them(text: str, good: bool) -> None:
    text = f"id: a\nname: a\ndate: {text}"
    assert fragment("story", "Operation").is_valid(values_of(text)) == good
    assert (validate_document(document(text), KINDS_IN["Operation"])[0] is not None) == good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2018", True), ("007", True), ("true", True), ("no", True), ("a-1", True), ("'a'", True),
        ("A", False), ("-5", False), ("1.5", False), ("a--b", False), ("a_b", False),
        ("été", False), ("[a]", False),
    ],
)  # fmt: skip
def test_ids_are_as_our_loader_takes_them(text: str, good: bool) -> None:
    text = f"id: {text}\nexact: 12"
    assert fragment("source", "Quotation").is_valid(values_of(text)) == good
    assert (validate_document(document(text), KINDS_IN["Quotation"])[0] is not None) == good


@pytest.mark.parametrize("text", ["NO", "BE", "XK", "no", "EU", "Belgium", "[BE]"])
def test_countries_are_as_our_loader_takes_them(text: str) -> None:
    text = f"name: a\ncountry: {text}"
    ours = validate_document(document(text), KINDS_IN["Place"])[0] is not None
    assert fragment("story", "Place").is_valid(values_of(text)) == ours


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org", "http://user@example.org:80/a?b#c", "HTTPS://EXAMPLE.org/é",
        "mailto:a@example.org", "mailto:a@example.org?subject=x", "mailto:a", "mailto:a@b",
        "https://", "https:///a", "https://:80/", "javascript:alert(1)", "example.org",
        "https://example.org/a b", "https://example.org/<b>", "ftp://example.org", "12",
    ],
)  # fmt: skip
def test_addresses_are_as_our_loader_takes_them(address: str) -> None:
    text = (DEMO / "content/site.yml").read_text("utf-8")
    text = text.replace("mailto:corrections@bell-file.example", json.dumps(address))
    ours = validate_document(document(text), KINDS["site"])[0] is not None
    assert accepted("site", text) == ours


@pytest.mark.parametrize("nothing", ["", " null", " ~", " ''", ' "  "'])
def test_a_text_that_is_missing_is_told(nothing: str) -> None:
    text = (DEMO / "content/site.yml").read_text("utf-8")
    assert accepted("site", text)
    assert not accepted("site", text.replace("licence: CC BY 4.0", f"licence:{nothing}"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_says_what_it_is(kind: str) -> None:
    whole = json.loads(model_schemas()[f"{kind}.json"])
    for owner in (whole, *whole.get("$defs", {}).values()):
        for field in owner.get("properties", {}).values():
            assert field["title"]
            assert field["description"]
            assert field["examples"]
            part = VALIDATORS[kind].evolve(schema={"$defs": whole.get("$defs", {}), **field})
            for example in field["examples"]:
                part.validate(example)


def subclasses(model: type[Model]) -> Iterator[type[Model]]:
    for each in model.__subclasses__():
        yield each
        yield from subclasses(each)


KINDS_IN = {each.__name__: each for each in subclasses(Model)}


def test_no_mapping_takes_keys_that_it_does_not_know() -> None:
    for text in model_schemas().values():
        schema = json.loads(text)
        Draft202012Validator.check_schema(schema)
        for owner in (schema, *schema.get("$defs", {}).values()):
            if "properties" in owner:
                assert owner["additionalProperties"] is False


def test_the_words_of_every_list_are_explained() -> None:
    for words, meanings in MEANINGS.items():
        assert set(meanings) == {word.value for word in words}


def test_the_tables_name_fields_that_there_are() -> None:
    for model, field in (*REFERENCES, *EXAMPLES):
        assert field in model.model_fields


def types_in(hint: Any) -> list[Any]:
    """A field's type, or the ones that it may be one or several of."""
    single = get_origin(hint) in (list, Union, UnionType)
    return list(get_args(hint)) if single else [hint]


def test_what_refers_to_something_is_an_id_that_is_completed() -> None:
    """Every id but those that name their own mapping, and the keys of the lock."""
    own = {"id", "a", "b"}
    fields = {
        (model, name)
        for model in KINDS_IN.values()
        for name in model.model_fields
        if name not in own and base.Id in types_in(get_type_hints(model, include_extras=True)[name])
    }
    assert fields == set(REFERENCES)


def test_ids_are_advice(tmp_path: Path) -> None:
    schemas = schemas_of_site(valid_content(load(DEMO)[0]))
    ids = json.loads(schemas[IDS_FILE])["$defs"]
    assert "tide-vanished" in ids["quotation"]["enum"]
    assert {"belfry"} < set(ids["term"]["enum"])
    assert set(ids["source"]["enum"]) == {"gull-wire", "harbour-leaflet", "tide-post"}
    assert all(len(kind["enum"]) == len(kind["enumDescriptions"]) for kind in ids.values())
    checks = validators(schemas)["term"]
    text = (DEMO / "content/glossary/belfry.yml").read_text("utf-8")
    assert checks.is_valid(values_of(f"{text}see_also: [belfry, somewhere-else]"))
    assert not checks.is_valid(values_of(f"{text}see_also: [Somewhere]"))


@pytest.mark.parametrize("site", [DEMO, ROOT], ids=["demo", "first site"])
def test_good_files_pass_with_a_common_tool(site: Path, tmp_path: Path) -> None:
    for name, text in schemas_of_site(valid_content(load(site)[0])).items():
        (tmp_path / name).write_text(text, "utf-8")
    files: dict[str, list[str]] = {}
    for kind, read in documents_of(site):
        files.setdefault(kind, []).append(str(site / read.path))
    assert set(files) >= set(KINDS) - {"reviews", "rechecks", "translation"}
    for kind, paths in files.items():
        arguments = ["--no-cache", "--schemafile", str(tmp_path / f"{kind}.json"), *paths]
        done = CliRunner().invoke(check_jsonschema, arguments)
        assert done.exit_code == 0, done.output


def test_a_bad_file_fails_with_a_common_tool(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", {"content/site.yml": "title: 1\nlanguage: English\n"})
    for name, text in schemas_of_site(Content()).items():
        (tmp_path / name).write_text(text, "utf-8")
    arguments = ["--schemafile", str(tmp_path / "site.json"), str(site / "content/site.yml")]
    done = CliRunner().invoke(check_jsonschema, arguments)
    assert done.exit_code == 1
    assert "'publisher' is a required property" in done.output


def test_the_schemas_of_the_first_site_are_current() -> None:
    for name, text in model_schemas().items():
        assert (ROOT / FOLDER / name).read_text("utf-8") == text, "run 'make schema'"
    assert json.loads((ROOT / FOLDER / IDS_FILE).read_text("utf-8"))["$defs"]


def test_every_file_of_the_first_site_names_its_schema() -> None:
    for kind, read in documents_of(ROOT):
        if kind != "lock":  # which 'explainer verify' writes anew
            assert read.lines[0] == modeline(kind, read.path)
            path = read.lines[0].partition("$schema=")[2]
            assert (ROOT / read.path).parent.joinpath(path).resolve().is_file()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_schemas_are_the_same_whatever_the_order_of_sets(seed: str, tmp_path: Path) -> None:
    shutil.copytree(DEMO, tmp_path / "demo")
    made = explainer("schema", cwd=tmp_path / "demo", env={"PYTHONHASHSEED": seed}, forked=False)
    assert made.returncode == 0, made.stderr
    expected = schemas_of_site(valid_content(load(DEMO)[0]))
    written = files_of(tmp_path / "demo" / FOLDER)
    assert {name: data.decode() for name, data in written.items()} == expected
