"""The configuration of the editor in the browser: current, complete, by its reader's rules.

Its reader publishes a JSON Schema in its npm package, which needs the network and is large; the
rules here are those of it that this configuration comes near.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from generator.cli.admin import admin_command
from generator.cms import BACKENDS, WARNING, Repository, cms_config, cms_files
from generator.load.parse import parse
from generator.model import SiteSettings, Source, Story, Term
from generator.model.base import Model
from tests.sites import explainer
from tests.support import no_hang

HERE = Repository("github", "example/site", "main")
CONFIG = cms_config(HERE, "content")
COLLECTIONS = {each["name"]: each for each in CONFIG["collections"]}
ROOTS: dict[str, type[Model]] = {
    "stories": Story, "sources": Source, "glossary": Term, "site": SiteSettings,
}  # fmt: skip

COMMON = {"name", "label", "widget", "required", "hint", "default"}
ALLOWED = {
    "string": {"pattern"},
    "text": {"pattern"},
    "select": {"options"},
    "relation": {
        "collection", "value_field", "search_fields", "display_fields", "multiple", "min",
    },
    "number": {"value_type", "min", "max"},
    "boolean": {"default"},
    "object": {"fields"},
    "list": {"fields", "field", "min", "collapsed", "summary", "label_singular"},
}  # fmt: skip


def fields_of(name: str) -> list[dict[str, Any]]:
    collection = COLLECTIONS[name]
    (holder,) = collection.get("files", [collection])
    return list(holder["fields"])


def all_fields(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for field in fields:
        yield field
        inner = [field["field"]] if "field" in field else field.get("fields", [])
        yield from all_fields(inner)


def plain(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def compare(model: type[Model], fields: list[dict[str, Any]]) -> None:
    """Every field of the model is there, in its order, with the kind that it needs."""
    assert [field["name"] for field in fields] == list(model.model_fields)
    hints = get_type_hints(model)
    for field in fields:
        about = model.model_fields[field["name"]]
        assert field["required"] is about.is_required()
        assert field["hint"].startswith(about.description or "?")
        hint = plain(hints[field["name"]])
        many = get_origin(hint) is list
        hint = get_args(hint)[0] if many else hint
        if many and field["widget"] == "relation":
            assert field["multiple"]
        elif many:
            assert field["widget"] == "list"
        if isinstance(hint, type) and issubclass(hint, Model):
            compare(hint, field["fields"])
        elif isinstance(hint, type) and issubclass(hint, StrEnum):
            assert field.get("field", field)["options"] == [word.value for word in hint]


@pytest.mark.parametrize("name", list(ROOTS))
def test_every_field_of_every_model_can_be_edited(name: str) -> None:
    compare(ROOTS[name], fields_of(name))


@pytest.mark.parametrize("name", list(ROOTS))
def test_fields_keep_to_the_rules_of_the_editor(name: str) -> None:
    for field in all_fields(fields_of(name)):
        assert set(field) <= COMMON | ALLOWED[field["widget"]], field["name"]
        assert {"name", "label", "widget"} <= set(field)
        if "pattern" in field:
            pattern, told = field["pattern"]
            re.compile(pattern)
            assert told
        if field["widget"] == "list":
            assert ("field" in field) != ("fields" in field)
        if "summary" in field:
            inner = {each["name"] for each in field["fields"]}
            assert re.findall(r"\{\{fields\.(\w+)\}\}", field["summary"])[0] in inner


def test_relations_lead_to_fields_that_are_there() -> None:
    relations = [
        field
        for name in ROOTS
        for field in all_fields(fields_of(name))
        if field["widget"] == "relation"
    ]
    assert {field["name"] for field in relations} == {"same_statement_as", "other", "see_also"}
    for field in relations:
        fields = fields_of(field["collection"])
        for path in [field["value_field"], *field["search_fields"], *field["display_fields"]]:
            if path == "{{slug}}":
                continue
            here = fields
            for part in path.replace(".*", "").split("."):
                found = next(each for each in here if each["name"] == part)
                here = found.get("fields", [])


def test_texts_of_several_lines_are_never_put_into_one() -> None:
    kinds = {f["name"]: f["widget"] for name in ROOTS for f in all_fields(fields_of(name))}
    for name in ("body", "standfirst", "key_points", "text", "exact", "definition", "note", "was"):
        assert kinds[name] == "text"


def test_the_editor_looks_where_the_generator_does() -> None:
    assert COLLECTIONS["stories"]["folder"] == "content/stories"
    assert COLLECTIONS["stories"]["path"] == "{{slug}}/story"
    for name, identifier in (("stories", "title"), ("sources", "short"), ("glossary", "term")):
        assert COLLECTIONS[name]["extension"] == "yml"
        assert COLLECTIONS[name]["identifier_field"] == identifier
        assert identifier in ROOTS[name].model_fields
    assert COLLECTIONS["site"]["files"][0]["file"] == "content/site.yml"


@pytest.mark.parametrize("backend", list(BACKENDS))
def test_the_page_takes_scripts_from_the_site_alone(backend: str) -> None:
    files = cms_files(Repository(backend, "a/b", "main"), "content", "<b>A & B</b>")
    page = files["index.html"]
    assert "<title>&lt;b&gt;A &amp; B&lt;/b&gt;</title>" in page
    assert re.findall(r'<script src="([^"]*)"', page) == ["sveltia-cms.js"]
    assert "script-src 'self';" in page
    assert "font-src 'self';" in page
    assert page.count("http") - page.count("http-equiv") == len(BACKENDS[backend]) + 1  # img-src


def test_the_command_writes_the_same_each_time(demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "admin"
    for seed in ("1", "2"):
        done = explainer(
            "admin",
            "--repo",
            "example/site",
            "--out",
            out,
            cwd=demo,
            env={"PYTHONHASHSEED": seed},
            forked=False,
        )
        assert done.returncode == 0, done.stderr
        assert "sveltia-cms.js" in done.stderr
        assert "its comments are lost" in " ".join(done.stderr.split())
        text = (out / "config.yml").read_text("utf-8")
        assert json.loads(text.partition("\n")[2]) == CONFIG
    with no_hang():
        root, _, problems = parse(text, "config.yml")
    assert root is not None
    assert problems == []


def test_whoever_saves_is_told_first_that_comments_are_lost() -> None:
    assert [each["description"] for each in COLLECTIONS.values()] == [WARNING] * len(ROOTS)
    assert "comments are lost" in WARNING
    assert WARNING in cms_files(HERE, "content", "A")["config.yml"].partition("\n")[0]
    assert "comments are lost" in " ".join(str(admin_command.help).split())


@pytest.mark.parametrize("repo", [(), ("--repo", "nothing"), ("--repo", "a b/c")])
def test_a_repository_is_needed(demo: Path, tmp_path: Path, repo: tuple[str, ...]) -> None:
    config = demo / "mkdocs.yml"
    config.write_text(re.sub(r"(?m)^repo_url:.*\n", "", config.read_text("utf-8")), "utf-8")
    done = explainer("admin", *repo, "--out", tmp_path / "admin", cwd=demo)
    assert done.returncode == 2
    assert "--repo OWNER/NAME" in done.stderr
    assert not (tmp_path / "admin").exists()


@pytest.mark.slow
def test_the_files_do_not_hurt_the_site(demo: Path) -> None:
    assert explainer("admin", "--repo", "example/site", cwd=demo).returncode == 0
    done = explainer("build", "--strict", cwd=demo)
    assert done.returncode == 0, done.stderr
    assert (demo / "site/admin/config.yml").is_file()
    assert (demo / "site/admin/index.html").is_file()
