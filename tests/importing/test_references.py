"""References from CSL-JSON, RIS and BibTeX, what is wrong with some, and our own exports."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import explainer
from generator.importing.bibtex import read_bibtex
from generator.importing.csl import csl_reference, read_csl
from generator.importing.failure import ImportFailure
from generator.importing.reference import Reference, edtf
from generator.importing.ris import read_ris
from generator.importing.tex import from_tex
from generator.load import load
from generator.model import Source
from generator.render.exports.cite import story_bibtex, story_reference, story_ris
from generator.render.exports.csl import csl_item
from generator.validate import valid_content
from tests.compiled import Compiled, renderer_of
from tests.importing.support import empty_site, run_import, sources_of
from tests.render.exports.test_cite import HOSTILE
from tests.sites import files_of
from tests.support import DEMO, ROOT

ZOTERO_RIS = """\
TY  - NEWS
TI  - Bell gone
AU  - Quill, Ada
AU  - Marrow, Jun
T2  - The Tide Post
DA  - 2031/04/05/
PY  - 2031
Y2  - 2031/05/01/
LA  - en-GB
UR  - https://tide.example/a
SN  - 1234
ER  -

"""
ZOTERO_BIB = r"""
@article{quill_bell_2031,
	title = {Bell {Gone} -- caf\'{e} {\"O}l \& 5\,\%},
	author = {Quill, Ada and {The Bell Watch and Sons}},
	journal = {The Tide Post},
	year = {2031},
	month = apr,
	urldate = {2031-05-01},
	url = {https://tide.example/a_b},
	issn = {1234},
}
@online{second,
  title = "Second " # {one}, date = {2031-04-05/2031-04-06}, organization = {X},
  langid = {german}, url = {https://tide.example/second}
}
"""


def item(**given: Any) -> Reference:
    return csl_reference({"type": "article-newspaper", **given})


def test_zoteros_ris() -> None:
    (read,) = read_ris(ZOTERO_RIS.replace("\n", "\r\n").replace("\r\n", "\n"))
    assert read.title == "Bell gone"
    assert read.author == ("Ada Quill", "Jun Marrow")
    assert (read.publisher, read.published) == ("The Tide Post", "2031-04-05")
    assert (read.accessed, read.url) == ("2031-05-01", "https://tide.example/a")
    assert (read.language, str(read.kind), read.unread) == ("en-GB", "news-report", ("SN",))


def test_zoteros_bibtex() -> None:
    first, second = read_bibtex(ZOTERO_BIB)
    assert first.title == "Bell Gone – café Öl & 5 %"
    assert first.author == ("Ada Quill", "The Bell Watch and Sons")
    assert (first.publisher, first.published) == ("The Tide Post", "2031-04")
    assert [str(each.kind) for each in (first, second)] == ["news-report", "other"]
    (paper,) = read_bibtex("@article{a, title={A}, volume=3}")
    assert str(paper.kind) == "research"
    assert (first.url, first.unread) == ("https://tide.example/a_b", ("issn",))
    assert (second.title, second.published) == ("Second one", "2031-04-05/2031-04-06")
    assert second.language == "german"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ({"date-parts": [[2018, "4", 27]]}, "2018-04-27"),
        ({"date-parts": [[2018, 4]], "circa": True}, "2018-04~"),
        ({"date-parts": [[2018, 4, 1], [2018, 4, 3]]}, "2018-04-01/2018-04-03"),
        ({"raw": "27 April 2018"}, "2018-04-27"),
        ({"literal": "../2018"}, "../2018"),
        ({"date-parts": [[2018, 13]]}, ""),
        ({"date-parts": [[10**30]]}, ""),
        ({"date-parts": "x"}, ""),
        ({"season": 1}, ""),
        (["2018"], ""),
    ],
)
def test_dates_of_csl(text: Any, date: str) -> None:
    assert item(issued=text).published == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2018/04/27/", "2018-04-27"),
        ("2018///", "2018"),
        ("2018/4/", "2018-04"),
        ("2018-04-27T10:00:00Z", "2018-04-27"),
        ("27. April 2018", "2018-04-27"),
        ("04/05/2018", ""),
        ("n.d.", ""),
    ],
)
def test_dates_as_people_write_them(text: str, date: str) -> None:
    assert edtf(text) == date


def test_names_and_addresses_of_csl() -> None:
    read = item(
        author=[{"family": "Berg", "given": "A.", "non-dropping-particle": "van den"}, "x", {}],
        DOI="doi:10.1000/a<b", language="en", volume="3",
    )  # fmt: skip
    assert read.author == ("A. van den Berg",)
    assert read.url == "https://doi.org/10.1000/a%3Cb"
    assert read.unread == ("volume",)


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"{\ss}\o\ \c{c}\v s", "ßø çš"),
        (r"\'{\i}\'\i", "íí"),
        (r"\textbackslash{}n \{x\} \textbraceleft{}", r"\n {x} {"),
        (r"``a'' --- b", "“a” — b"),
        (r"\emph{a} \unknown{b}", "a b"),
        ("\\", "\\"),
    ],
)
def test_tex(tex: str, text: str) -> None:
    assert from_tex(tex) == text


BROKEN = {
    "a.json": [
        ("{", "is no JSON: line 1, column 2"),
        ("[" * 100_000, "too deep in each other"),
        ("[1" + "0" * 5_000 + "]", "a number too long"),
        ('["a"]', "item 1 has no 'type'"),
        ("3", "item 1 has no 'type'"),
        (json.dumps([{"type": "book"}] * 5_001), "5,000 are allowed"),
        (b"\xff\xfe\x00", "is cut off, or no text"),
        (b"\x00\x01", "is no text"),
        (b"\x81", "in no encoding"),
    ],
    "a.ris": [
        ("", "is no RIS"),
        ("hello", "line 1 stands in no record"),
        ("TY  - NEWS\nTI  - a\nTY  - NEWS\n", "line 3 begins a record before 'ER  -'"),
        ("TY  - NEWS\nTI  - a\n", "is cut off"),
        ("TY  - NEWS\nER  - \n" * 5_001, "more than 5,000 references"),
    ],
    "a.bib": [
        ("x", "is no BibTeX"),
        ("@online{a, title = {b}", "the entry of line 1 lacks a comma or '}'"),
        ("@online{a, title = {b", "the '}' that ends a value"),
        ("\n@online{a, = {b}}", "line 2 lacks 'name = value'"),
        ("@online{a, title = " + "{" * 200 + "}" * 200 + "}", "that ends a value"),
        ("@online{a, title = }", "lacks a value"),
        ("@a{b}\n" * 5_001, "more than 5,000 references"),
    ],
}


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [(name, data, why) for name, rows in BROKEN.items() for data, why in rows],
    ids=[why for rows in BROKEN.values() for _, why in rows],
)
def test_what_is_broken_has_a_message_and_writes_nothing(
    tmp_path: Path, name: str, data: str | bytes, why: str
) -> None:
    site = empty_site(tmp_path / "site")
    before = files_of(site)
    result = run_import(site, name, data)
    assert result.exit_code == 2
    assert why in result.output
    assert "nothing was written" in result.output
    assert "Traceback" not in result.output
    assert files_of(site) == before


def csl(*items: dict[str, Any]) -> str:
    rows = [{"type": "article-newspaper", "issued": {"raw": "2031"}, **each} for each in items]
    return json.dumps(rows, ensure_ascii=False)


def test_hostile_values_are_cleaned_or_listed(tmp_path: Path) -> None:
    site = empty_site(tmp_path / "site")
    result = run_import(site, "a.json", csl(
        {"id": "../x", "title": "a\u202eb\u200bc\n - d: [", "URL": "https://a.example/1",
         "publisher": "P"},
        {"id": "long", "title": "t" * 9_000, "URL": "https://a.example/2", "note": "n " * 9_000},
        {"id": "script", "title": "x", "URL": "javascript:alert(1)"},
        {"id": "index", "title": "=1+1", "URL": "https://a.example/3", "publisher": "P"},
        {"id": "bad-language", "title": "x", "URL": "https://a.example/4", "language": "Xyzzish"},
    ))  # fmt: skip
    assert result.exit_code == 0, result.output
    found = sources_of(site)
    assert set(found) == {"p-2031", "long", "p-2031-2", "bad-language"}
    assert found["p-2031"]["title"] == "a bc - d: ["
    assert len(found["long"]["title"]) <= 501
    assert found["p-2031-2"]["title"] == "=1+1"
    assert "'script' has no address on the web" in result.output
    assert "its 'note' was left out" in result.output
    assert "its 'language' was left out" in result.output


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    site = empty_site(tmp_path / "site")
    rows = csl(
        {"id": "one", "title": "One", "URL": "https://a.example/1", "publisher": "P"},
        {"id": "one", "title": "Same id", "URL": "https://a.example/2", "publisher": "P"},
        {"id": "two", "title": "Same address", "URL": "HTTPS://a.example:443/1/", "publisher": "P"},
    )
    first = run_import(site, "a.json", rows)
    assert "source one: One\nsource one-2: Same id" in first.output
    assert "'two': it is the source 'one' already" in first.output
    assert "Next: put a copy of each source into content/archive" in first.output
    assert {each["short"] for each in sources_of(site).values()} == {"P, 2031", "P, 2031 (2)"}
    before = files_of(site)
    again = run_import(site, "a.json", rows).output
    assert "0 new files" in again
    assert "Next:" not in again
    assert files_of(site) == before


def test_all_is_written_or_nothing(tmp_path: Path) -> None:
    site = empty_site(tmp_path / "site")
    # What no listing of sources shows: a link that leads nowhere.
    (site / "content/sources").mkdir(exist_ok=True)
    rows = csl(*(
        {"id": f"s{at}", "title": "T", "URL": f"https://a.example/{at}", "publisher": "P"}
        for at in range(3)
    ))  # fmt: skip
    (site / "content/sources/.s2.yml.new").mkdir()
    result = run_import(site, "a.json", rows)
    assert result.exit_code == 2
    assert [*(site / "content/sources").glob("*.yml")] == []


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    site = empty_site(tmp_path / "site")
    before = files_of(site)
    result = run_import(site, "a.txt", ZOTERO_RIS, "--as", "ris", "--dry-run")
    assert "1 new file; nothing was written" in result.output
    assert files_of(site) == before
    assert "say what it is with --as" in run_import(site, "a.txt", ZOTERO_RIS).output


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--id", "Bad"], "--id: 'Bad' is no id"),
        (["--language", "klingon"], "--language: 'klingon' is no language tag"),
        (["--archive", "nowhere"], "there is no folder 'nowhere'"),
        (["--title", " "], "--title: "),
        (["--as", "word"], "'word' is not one of"),
    ],
)
def test_options_are_checked(tmp_path: Path, options: list[str], why: str) -> None:
    result = run_import(empty_site(tmp_path / "site"), "a.ris", ZOTERO_RIS, *options)
    assert result.exit_code == 2
    assert why in result.output


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    site = empty_site(tmp_path / "site")
    for path, why in ((tmp_path, "ends with none of"), (tmp_path / "no.md", "No such file")):
        given = ["import", str(path), "-f", str(site / "mkdocs.yml")]
        result = CliRunner().invoke(explainer, given)
        assert result.exit_code == 2
        assert why in result.output


def test_gaps_are_filled_with_what_is_true_and_listed(tmp_path: Path) -> None:
    site = empty_site(tmp_path / "site")
    data = json.dumps([{"type": "webpage", "id": "page", "URL": "https://www.a.example/b"}])
    result = run_import(site, "a.json", data)
    assert "'title', 'publisher' and 'published' are not known" in result.output
    found = sources_of(site)["page"]
    assert (found["title"], found["publisher"]) == ("a.example/b", "a.example")
    assert found["published"].startswith("../")


def test_another_encoding_is_read_and_said(tmp_path: Path) -> None:
    site = empty_site(tmp_path / "site")
    text = ZOTERO_RIS.replace("Bell gone", "Café")
    result = run_import(site, "a.ris", text.encode("windows-1252"))
    assert "read as Windows-1252" in result.output
    (found,) = sources_of(site).values()
    assert found["title"] == "Café"
    run_import(empty_site(tmp_path / "other"), "a.ris", text.encode("utf-16"))
    (found,) = sources_of(tmp_path / "other").values()
    assert found["title"] == "Café"


CARRIED = {*Source.model_fields} - {"quotations", "rulings", "archived_as", "digest"}


@pytest.mark.parametrize("folder", [DEMO, ROOT], ids=["demo", "flagship"])
def test_our_own_csl_comes_back_whole(tmp_path: Path, folder: Path) -> None:
    entries = valid_content(load(folder, "content")[0]).sources
    rows = [csl_item(entry.id, entry.model, "en") for entry in entries]
    assert run_import(empty_site(tmp_path / "site"), "a.json", json.dumps(rows)).exit_code == 0
    made = valid_content(load(tmp_path / "site", "content")[0]).sources
    kept = {entry.id: entry.model.model_dump(include=CARRIED) for entry in made}
    wanted = {
        entry.id: entry.model.model_copy(
            update={"note": entry.model.note and " ".join(entry.model.note.split())}
        ).model_dump(include=CARRIED)
        for entry in entries
    }
    assert kept == wanted
    assert len(kept) > 2


@pytest.mark.parametrize("title", [None, *HOSTILE])
def test_our_own_references_to_stories_come_back(
    compiled_demo: Compiled, title: str | None
) -> None:
    assert compiled_demo.site
    renderer = renderer_of(compiled_demo.site, DEMO)
    for story in compiled_demo.site.told:
        told = story
        if title:
            told = replace(story, story=story.story.model_copy(update={"title": title}))
        (cited,) = read_csl(story_reference(renderer, told).data.decode())
        (ris,) = read_ris(story_ris(renderer, told).data.decode().replace("\r\n", "\n"))
        (bib,) = read_bibtex(story_bibtex(renderer, told).data.decode())
        date = told.story.updated or told.story.published
        for read in (cited, ris, bib):
            assert read.title == told.story.title
            assert read.publisher == renderer.site.settings.title
            assert read.label == told.slug
            assert read.url == cited.url != ""
        assert bib.published == date
        assert cited.published in (date, date.replace("?", "~").replace("%", "~"))
        assert ris.published == date.rstrip("?~%").partition("/")[0]
        publisher = renderer.site.settings.publisher.name
        assert cited.author == bib.author == (publisher,)
        assert ris.author == (publisher.replace(",", " "),)


def test_a_reader_says_that_it_failed() -> None:
    with pytest.raises(ImportFailure):
        read_csl("{}")
