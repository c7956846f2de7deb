"""The kit for verifiers: a second verifier, and our own, accept and refuse the same."""

from __future__ import annotations

import ast
import csv
import importlib.util
import io
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.cli import explainer
from generator.folding import normalise, normalised
from generator.index import Store
from generator.load.parse import dump
from generator.passes import Options, read_content
from generator.publishing.provenance import build_info
from generator.render.links import source_pieces
from generator.verify.match import Located, locate
from tests.once import real_site
from tests.support import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import kit_publication

import kit

KIT = ROOT / "kit"
MOST_LINES = 300
LOCK = "quotations.lock.yml"
Json = Any


def load_verifier(code: str) -> ModuleType:
    """The second verifier, from its code or from code with a bug put in."""
    spec = importlib.util.spec_from_file_location("second_verifier", KIT / "verify.py")
    assert spec
    module = importlib.util.module_from_spec(spec)
    exec(compile(code, spec.origin or "", "exec"), vars(module))  # noqa: S102 - our own file
    return module


CODE = (KIT / "verify.py").read_text("utf-8")
SECOND = load_verifier(CODE)
MADE = json.loads((KIT / "quotations.json").read_text("utf-8"))
COPIES: dict[str, str] = MADE["copies"]
QUOTATIONS: list[Json] = MADE["vectors"]
PUBLICATIONS: list[Json] = json.loads((KIT / "publications.json").read_text("utf-8"))["vectors"]


def lay_out(vector: Json, folder: Path) -> Path:
    """A publication: the base with the vector's changes."""
    shutil.copytree(KIT / "base", folder)
    for change in vector["changes"]:
        path = folder / change["file"]
        if "replace" in change:
            was, now = change["replace"]
            text = path.read_bytes().decode()
            assert text.count(was) == 1
            path.write_bytes(text.replace(was, now).encode())
        elif "write" in change or "hex" in change:
            path.parent.mkdir(parents=True, exist_ok=True)
            data = bytes.fromhex(change["hex"]) if "hex" in change else change["write"].encode()
            path.write_bytes(data)
        else:
            path.unlink()
            if "link" in change:
                path.symlink_to(change["link"])
    return folder


def list_of(folder: Path) -> Path | None:
    """The list that somebody kept elsewhere, if a vector has one."""
    return folder / "SHA256SUMS" if (folder / "SHA256SUMS").exists() else None


def second_finds(second: ModuleType, folder: Path) -> list[str]:
    found: list[str] = second.check(
        folder / "site", list_of(folder), folder / LOCK, folder / "copies"
    )
    return found


def second_place(second: ModuleType, vector: Json) -> tuple[int, int] | None:
    try:
        place: tuple[int, int] = second.locate(
            vector["exact"], second.Text(COPIES[vector["copy"]]), vector
        )
    except ValueError:
        return None
    return place


# What `explainer check` says of a publication's lock; whatever else is missing from so small a
# site is no matter of the kit.
OF_LOCKS = {
    "changed-copy", "changed-quotation", "duplicate-key", "forged-lock", "missing-lock", "old-lock",
    "unverified-quotation", "yaml-feature",
    "altered-list", "stamp-of-other-list", "unreadable-stamp", "untrusted-stamp",
}  # fmt: skip


class Told(NamedTuple):
    """What a publication's data files say: rows of tables, and annotations' targets by id."""

    rows: list[dict[str, str]]
    targets: dict[str, list[Json]]


def told_by(folder: Path) -> Told:
    published = folder / "site/stories"
    table = (published / "lamp.quotations.csv").read_bytes().decode()
    rows = [
        {key: cell.removeprefix("'") for key, cell in row.items()}
        for row in csv.DictReader(io.StringIO(table, newline=""))
    ]
    targets: dict[str, list[Json]] = {}
    told = json.loads((published / "lamp.annotations.json").read_text("utf-8"))
    for item in told["first"]["items"]:
        several = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in (each for each in several if isinstance(each, dict)):
            id = target["id"].removeprefix("#q.").split(".")[0]
            targets.setdefault(id, []).append(target)
    return Told(rows, targets)


def selectors(target: Json) -> list[Json]:
    found = target["selector"]
    return found if isinstance(found, list) else [found]


def site_of(folder: Path, told: Told, locked: dict[str, Json]) -> Path:
    """The content that a publication was built from, as far as its files tell.

    Where no story cites a quotation, or annotations have no place for the editor's context, the
    lock's serves.
    """
    site = folder / "content-of"
    sources: dict[str, list[Json]] = {id: [] for id in kit_publication.COPIES}
    cited = {row["id"]: row for row in told.rows}
    for id, row in {**locked, **cited}.items():
        quotation = {"id": id, "exact": row["exact"]}
        for target in told.targets.get(id, []):
            quotation["language"] = target["source"]["language"]
            quotation |= {
                key: each[key]
                for each in selectors(target)
                for key in ("prefix", "suffix")
                if key in each
            }
        for key, end in (("prefix", row["exact"][:1]), ("suffix", row["exact"][-1:])):
            if (id not in cited or end in "[]") and locked.get(id, {}).get(key):
                quotation[key] = locked[id][key]
        sources[row["source"]].append(quotation)
    (site / "content/sources").mkdir(parents=True)
    about_site = {
        "title": "Velm", "description": "A lamp.", "publisher": {"name": "Velm"},
        "language": "en", "contact": "mailto:a@velm.example", "corrected_by": "the editors",
        "time_stamps": [{"id": "tide", "name": "Tide", "address": "http://tide.example/"}],
    }  # fmt: skip
    (site / "content/site.yml").write_text(dump(about_site), "utf-8")
    (site / "content/stories").mkdir()
    for id, quotations in sources.items():
        source = {"title": id, "publisher": id, "short": id, "published": "2025-01-01",
                  "url": f"https://{id}.example/", "kind": "news-report",
                  "quotations": quotations}  # fmt: skip
        (site / f"content/sources/{id}.yml").write_text(dump(source), "utf-8")
    shutil.copy(folder / LOCK, site / "content" / LOCK)
    if (folder / "site/time-stamps").is_dir():
        shutil.copytree(folder / "site/time-stamps", site / "content/stamps")
    return site


def otherwise_shown(folder: Path, told: Told, locked: dict[str, Json]) -> Iterator[str]:
    """What a build from this lock would write otherwise: it takes words and places from there."""
    if {row["id"] for row in told.rows} != told.targets.keys():
        yield "annotations of other quotations"
    for id in told.targets.keys() & locked.keys():
        exact = locked[id]["exact"]
        places = {key: locked[id][key] for key in ("start", "end")}
        for each in (each for target in told.targets[id] for each in selectors(target)):
            if any(each.get(key, place) != place for key, place in places.items()):
                yield f"{id}: another place"
            if each.get("exact", exact) not in (exact, *source_pieces(exact)):
                yield f"{id}: other words"
    shown: list[tuple[str, str]] = []
    for path in sorted((folder / "site/sources").iterdir()):
        for figure in LexborHTMLParser(path.read_text("utf-8")).css('[id^="q."]'):
            id = (figure.attributes["id"] or "").removeprefix("q.")
            shown.append((path.stem, id))
            block = figure.css_first("blockquote")
            words = normalised(block.text()) if block else ""
            if id in locked and normalised(locked[id]["exact"]) not in words:
                yield f"{id}: the page shows other words"
    if sorted(shown) != sorted((each["source"], id) for id, each in locked.items()):
        yield "the pages show other quotations"


def we_find(folder: Path, store: Store) -> list[str]:
    """What our own commands say: `verify-site`, and `check` with the copies."""
    sums = list_of(folder)
    arguments = ["verify-site", str(folder / "site"), *(["--sums", str(sums)] if sums else [])]
    done = CliRunner().invoke(explainer, arguments)
    found = [] if done.exit_code == 0 else [done.output]
    try:
        lock = yaml.safe_load((folder / LOCK).read_text("utf-8"))
        locked, told = lock["quotations"], told_by(folder)
    except (yaml.YAMLError, OSError) as error:
        return [*found, str(error)]
    found += [*otherwise_shown(folder, told, locked)]
    site = site_of(folder, told, locked)
    built = json.loads((folder / "site/build.json").read_text("utf-8"))["lock"]["sha256"]
    if build_info(site, "content", site / "content/pages").lock != built:
        found.append("another lock")
    checked = read_content(site, "content", store, Options(archive=folder / "copies"))
    return found + [
        f"{each.place.file}: {each.code}"
        for each in checked.problems
        if each.code in OF_LOCKS or each.place.file.endswith(LOCK)
    ]


def test_the_kit_is_current() -> None:
    for name, text in kit.kit_files().items():
        assert (KIT / name).read_bytes() == text.encode(), f"{name}: run 'make kit'"


def test_every_vector_says_what_is_expected_and_why() -> None:
    vectors = [*QUOTATIONS, *PUBLICATIONS]
    assert len({each["id"] for each in vectors}) == len(vectors) > 150
    assert all(each["why"] and each["expect"] in ("accept", "refuse") for each in vectors)


@pytest.mark.parametrize("vector", QUOTATIONS, ids=lambda vector: vector["id"])
def test_both_find_a_quotation_or_neither(vector: Json) -> None:
    copy = normalise(COPIES[vector["copy"]])
    context = vector.get("prefix"), vector.get("suffix")
    found = locate(vector["exact"], copy, *context, vector["language"])
    ours = (found.start, found.end) if isinstance(found, Located) else None
    assert second_place(SECOND, vector) == ours
    assert (ours is not None) == (vector["expect"] == "accept"), vector["why"]


def test_both_normalise_alike() -> None:
    for text in COPIES.values():
        assert SECOND.Text(text).text == normalise(text).text


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One index for all publications: to make one takes longer than to check a publication."""
    made = Store(tmp_path_factory.mktemp("index"), is_kept=False)
    yield made
    made.close()


@pytest.mark.parametrize("vector", PUBLICATIONS, ids=lambda vector: vector["id"])
def test_both_accept_a_publication_or_neither(vector: Json, tmp_path: Path, store: Store) -> None:
    folder = lay_out(vector, tmp_path / "vector")
    for found in (second_finds(SECOND, folder), we_find(folder, store)):
        assert (found == []) == (vector["expect"] == "accept"), (vector["why"], found)


def test_the_second_verifier_shares_nothing_and_is_short() -> None:
    tree = ast.parse(CODE)
    roots = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [each.name for each in node.names] if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        )
    }  # fmt: skip
    assert roots <= sys.stdlib_module_names
    # Every line counts but comments, docstrings and empty ones.
    notes = {
        number
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for number in range(node.lineno, (node.end_lineno or 0) + 1)
    }
    lines = [
        line
        for number, line in enumerate(CODE.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#") and number not in notes
    ]
    assert len(lines) <= MOST_LINES
    assert f"at most {MOST_LINES} lines" in (ROOT / "docs/verifying.md").read_text("utf-8")
    assert max(map(len, CODE.splitlines())) <= 100


BUGS = {
    "a stamp of anything will do": ("stamped not in digests or ", ""),
    "a digest anywhere in a stamp will do": (
        "stamped not in digests or", "not any(each in path.read_bytes() for each in digests) or"),
    "a list may have any name": (" or sha256(data)[:16] != name", ""),
    "a stamp is SHA-256": ("for bits in (256, 384, 512)", "for bits in (256,)"),
    "no digest is compared": (
        "(listed - there) + (there - listed)", "{row[64:] for row in listed} ^ {row[64:] for row in there}"),
    "what is missing is not missed": ("(listed - there) + (there - listed)", "there - listed"),
    "a list may name a file twice": (" for line in lines if line)", " for line in {*lines} if line)"),
    "links are followed": ("path.is_file() and not path.is_symlink()", "path.is_file()"),
    "another lock will do": ("if build.get(\"sha256\") != sha256(", "if sha256(b\"\") == sha256("),
    "any rules will do": ('lock["normaliser"] != str(', 'lock["normaliser"] == 1 and str('),
    "the words need no digest": ('if locked["words"] != f"', 'if locked["words"] == f"'),
    "the first place will do": ("if len(fitting) != 1:", "if not fitting:"),
    "no context is compared": (".endswith(before.text)", ".endswith('')"),
    "words may be cut": ("or not cuts(copy, at, start=start)", "or True"),
    "case is folded": ("re.escape(piece[head:])", "'(?i:' + re.escape(piece[head:]) + ')'"),
    "dashes are kept": (".translate(HYPHENS)", ""),
    "nothing is composed": ('unicodedata.normalize("NFC", original.translate(REPLACED))', "original.translate(REPLACED)"),
    "pieces may stand in any order": ("if a >= end and may_stand", "if may_stand"),
    "an insertion may hold a digit": ("any(sign.isnumeric() or sign.isdigit() for sign in inserted)", "False"),
    "an insertion may stand for anything": (
        'there.strip().casefold() in {"", *MARKS["replaceable"].get(language, ())}', "True"),
    "no number is beside an insertion": ("or beside_number(words[:mark.start()], inserted, words[at:], language)", ""),
    "the place is not compared": ("told != (start, end, *around)", "told[2:] != around"),
    "copies may change": ('if source["digest"] != f"', 'if source["digest"] == "" and f"'),
    "keys may stand twice": (" or key in levels[depth]:", ":"),
    "paths are not unescaped": ("""row if row.endswith(name) else "\\\\" + row""", "row"),
    "lines end with LF alone": (r're.split("\r?\n"', r're.split("\n"'),
    "a marker may hold anything": (
        'del there[f"{sha256(MARKER)}  .explainer-site"]',
        "[there.pop(row) for row in [*there] if row.endswith('  .explainer-site')]"),
    "anything may stand behind overlaps": (r"(?:[ -].*\n|\n)*", r"(?:.*\n)*"),
    "any escape stands for its letter": ("ESCAPES[code]", "ESCAPES.get(code, code)"),
    "empty lines in values are spaces": ('.get(breaks, breaks.removeprefix("\\n"))', '.get(breaks, " ")'),
    "no plain value begins with a hyphen": (r"(?![-?:][ \n]|", r"(?![-?:]|"),
    "pages are not read": ("if Text(exact).text not in shown:", "if False:"),
    "the first of two elements will do": (
        'Text(words).text if key not in shown else ""', "shown.get(key, Text(words).text)"),
    "another element's words will do": (
        """page.read_text("utf-8").split(' id="q.')[1:]:""",
        """(page.read_text("utf-8")[found.end():] for found in re.finditer(' id="q.', page.read_text("utf-8"))):"""),
    "pages may show more": ("shown.keys() ^ known", "known - shown.keys()"),
    "annotations may stand elsewhere": ('if key != "type"', 'if key not in ("type", "start", "end")'),
    "annotations may have other words": ('if not same:', 'if not same and key != "piece":'),
    "annotations may be of others": ('if {row["id"] for row in rows} != {id for id, _ in targets}', "if False"),
    "cells keep their apostrophe": ('.removeprefix("\'") for key', " for key"),
    "cells lose all apostrophes": ('.removeprefix("\'") for key', '.lstrip("\'") for key'),
    "every site is English": ('target["source"].get("language", "")', '"en"'),
    "the lock's context never serves": ('if "language" not in about or end in "[]"}', "if False}"),
    "it never serves at marks": ('if "language" not in about or end in "[]"}', 'if "language" not in about}'),
    "a text may be rendered": ('locked.get("reader", "static") != "static"', "False"),
    "marks may be told of none": (
        'locked.get("marks") != ("1" if marked else None)', 'marked and locked.get("marks") != "1"'),
    "insertions ask for whole words": ('gap == "insertion" and not sign.isalnum()', "False"),
    "insertions ask for no whole words": ('gap == "insertion" and not sign.isalnum()', 'gap == "insertion"'),
    "nothing parts numbers and marks": (r"""[,;:.!?()\"\[\]]\s|\s[(\"\[]|""", ""),
    "a comma without a space parts them": (r"""[,;:.!?()\"\[\]]\s|""", r"""[,;:.!?()\"\[\]]|"""),
    "only letters attach": (r"['\-_/&@#]?$", "$"),
    "full stops attach nothing": ("&@#.,:]?", "&@#]?"),
    "number words never count": ("number_word(inserted, language), before", "False, before"),
    "number words always count": ("number_word(inserted, language), before", "True, before"),
    "case marks may be attached": (
        'words[at:at + 1].isalpha() and not attached', "words[at:at + 1].isalpha()"),
    "anything may stand before a case mark": ('gap in ("omission", there)', "True"),
    "some brackets are never the source's": ("{each for each in brackets if each in copy.text}", "set()"),
    "brackets alone are words": ("for text, _ in pieces):", "for text in [words]):"),
    "nb is not no": ('MARKS["same_language"].get(language, language)', "language"),
    "marks may be cut off": ("if letters[at] != after:", "if False:"),
    "Chinese numbers may be cut": (" and not (before.isnumeric() and after.isnumeric()):", ":"),
    "signs are asked for at ends": ("if start and hyphen", "if hyphen"),
    "no sign is asked for": ("if start and hyphen", "if False and hyphen"),
    "a long dash is a sign": ("and copy.shadow[at - 1] not in LONG", ""),
    "years may be cut": ("(digits or not long_dash)", "not long_dash"),
    "long dashes join": ("(digits or not long_dash)", "True"),
    "exponents may be cut off": (r"|[⁺⁻⁽₊₋₍]+[^\\W_]+", ""),
    "raised signs may be cut off": ("|[⁺⁻₊₋])*", ")*"),
    "unreadable signs part words": (r"|\ufffd)+", ")+"),
    "a possessive may go on": ('tail.lower() == "\'s"', 'tail.lower().startswith("\'s")'),
    "any word may end in an article": (
        'head[:-1].lower() in MARKS["articles"]', 'head[:-1].lower().endswith((*MARKS["articles"],))'),
    "articles have small letters": ("head[:-1].lower() in", "head[:-1] in"),
    "any line end parts digits": (
        """"\\n" if "\\n" in run[0] else""", """"\\n" if {*"\\n\\r\\u2028"} & {*run[0]} else"""),
    "number words are English": ("in words for words in known)", 'in MARKS["number_words"]["en"] for _ in known)'),
}  # fmt: skip


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every publication, by its vector's id; nothing is written there any more."""
    place = tmp_path_factory.mktemp("kit")
    return {vector["id"]: lay_out(vector, place / vector["id"]) for vector in PUBLICATIONS}


@pytest.mark.parametrize("bug", BUGS)
def test_a_vector_finds_each_bug(bug: str, laid_out: dict[str, Path]) -> None:
    was, now = BUGS[bug]
    assert CODE.count(was) == 1, was
    second = load_verifier(CODE.replace(was, now))
    assert any(wrong(second, laid_out))


def wrong(second: ModuleType, laid_out: dict[str, Path]) -> Iterator[str]:
    """The vectors that a verifier with a bug judges otherwise than is expected."""
    for vector in QUOTATIONS:
        if (second_place(second, vector) is not None) != (vector["expect"] == "accept"):
            yield vector["id"]
    for vector in PUBLICATIONS:
        found = second_finds(second, laid_out[vector["id"]])
        if (found == []) != (vector["expect"] == "accept"):
            yield vector["id"]


def text() -> st.SearchStrategy[str]:
    signs = st.characters(exclude_categories=["Cs", "Cc", "Cn"])
    return st.text(st.one_of(st.sampled_from("a b :#'\"-[]{}\n\\"), signs), max_size=160)


@settings(deadline=None, max_examples=150)
@given(text())
def test_whatever_our_lock_quotes_the_second_verifier_reads(exact: str) -> None:
    lock = {"normaliser": 2, "sources": {}, "quotations": {"q-1": {"exact": exact, "end": 3}}}
    read = SECOND.read_lock(dump(lock))
    assert read["quotations"]["q-1"] == {"exact": exact, "end": "3"}
    assert read["normaliser"] == "2"


@pytest.mark.slow
def test_the_real_site_and_its_lock(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    built, lock = real_site(tmp_path_factory), ROOT / "content" / LOCK
    assert SECOND.check(built, None, lock, None) == []
    # What a changed page shows is found, though its list was made anew.
    site = shutil.copytree(built, tmp_path / "site")
    page = site / "sources/afp-2018.html"
    page.write_text(
        page.read_text("utf-8").replace("punching a hole”<", "making a hole”<"), "utf-8"
    )
    sums = site / "SHA256SUMS"
    before, now = (
        SECOND.sha256((each / "sources/afp-2018.html").read_bytes()) for each in (built, site)
    )
    assert before != now
    sums.write_text(sums.read_text("utf-8").replace(before, now), "utf-8")
    (found,) = SECOND.check(site, None, lock, None)
    assert found == "afp18-punching: its source's page does not show the words of the lock"
