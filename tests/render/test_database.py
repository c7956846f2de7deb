"""The database of a site: what stands in it, that it can be used, and what it keeps to itself."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from generator.documentation import QUERIES
from generator.index import Link, LinkKind, Relations
from generator.prose import plain_text
from generator.render import DataFile, LargeFile
from generator.render.database import (
    DATABASE_PATH,
    METADATA_PATH,
    TABLES,
    VIEWS,
    database_files,
    source_rows,
    story_rows,
)
from generator.resolve import disagreement_statements, flat
from tests.compiled import Compiled, Site, renderer_of
from tests.support import DEMO, page_html


def site_of(compiled: Compiled) -> Site:
    assert compiled.site
    return compiled.site


def bytes_of(site: Site) -> dict[str, bytes]:
    return {file.path: file.data for file in database_files(renderer_of(site, DEMO))}


@pytest.fixture(scope="module")
def path(compiled_demo: Compiled, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("database") / "site.db"
    file.write_bytes(bytes_of(site_of(compiled_demo))[DATABASE_PATH])
    return file


@pytest.fixture(scope="module")
def base(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as opened:
        yield opened


def column(base: sqlite3.Connection, sql: str) -> list[Any]:
    return [value for (value,) in base.execute(sql)]


def test_it_is_whole_and_every_reference_leads_to_a_row(base: sqlite3.Connection) -> None:
    assert column(base, "PRAGMA integrity_check") == ["ok"]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    # The same of the full-text indexes: these look into the tables themselves.
    memory = sqlite3.connect(":memory:")
    with closing(memory):
        base.backup(memory)
        for table in (each.name for each in TABLES if each.searched):
            values = f"{table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)"
            memory.execute(f"INSERT INTO {values}")


def test_it_has_the_tables_and_columns_that_are_described(base: sqlite3.Connection) -> None:
    listed = column(base, "SELECT name FROM sqlite_master WHERE type = 'table'")
    assert [n for n in listed if "_fts" not in n] == [each.name for each in TABLES]
    for table in TABLES:
        found = base.execute(f'PRAGMA table_info("{table.name}")').fetchall()
        assert [row[1:4] for row in found] == [
            (each.name, each.type, int(not each.optional)) for each in table.columns
        ]
        assert {row[1] for row in found if row[5]} == set(table.key)
    views = column(base, "SELECT name FROM sqlite_master WHERE type = 'view'")
    assert views == [each.name for each in VIEWS]


def test_no_table_of_the_demo_is_empty(base: sqlite3.Connection) -> None:
    names = [each.name for each in (*TABLES, *VIEWS)]
    counts = {n: column(base, f'SELECT count(*) FROM "{n}"')[0] for n in names}  # noqa: S608
    # No two of its sources have anything in common.
    assert [name for name, number in counts.items() if not number] == ["source_links"]


def test_links_of_sources_are_told_once_and_without_the_words_that_they_share(
    compiled_demo: Compiled,
) -> None:
    site = site_of(compiled_demo)
    links = [
        Link("gull-wire", "tide-post", LinkKind.TEXT, "words of both", joins=True, words=40),
        Link("gull-wire", "tide-post", LinkKind.ORIGIN, "Gull Wire", joins=False, overruled="No."),
    ]
    each = Relations(links=links)
    linked = replace(site, relations={"gull-wire": each, "tide-post": each})
    renderer = renderer_of(linked, DEMO)
    assert source_rows(renderer, linked.sources["gull-wire"])["source_links"] == [
        ("gull-wire", 1, "tide-post", "text", None, 40, 1, None),
        ("gull-wire", 2, "tide-post", "origin", "Gull Wire", None, 0, "No."),
    ]
    assert source_rows(renderer, linked.sources["tide-post"])["source_links"] == []


def test_every_quotation_is_in_it_with_exactly_its_words(
    compiled_demo: Compiled, base: sqlite3.Connection
) -> None:
    site = site_of(compiled_demo)
    expected = {
        id: (
            entry.source,
            entry.quotation.exact,
            entry.quotation.speaker,
            locked.verified if (locked := site.verified.get(id)) else None,
            locked.words if locked else None,
        )
        for id, entry in site.quotations.items()
    }
    rows = base.execute("SELECT id, source, exact, speaker, verified, words_digest FROM quotations")
    assert {id: tuple(rest) for id, *rest in rows} == expected
    assert column(base, "SELECT id FROM sources ORDER BY id") == sorted(site.sources)


def test_every_sentence_is_in_it_with_what_it_cites(
    compiled_demo: Compiled, base: sqlite3.Connection
) -> None:
    site = site_of(compiled_demo)
    told = [story for story in site.told if not site.stories[story.slug].is_draft]
    sentences = {
        f"{story.slug}#{each.anchor}": (plain_text(each.nodes), each.quotations)
        for story in told
        for each in story.statements()
    }
    sentences |= {
        f"glossary#{each.anchor}": (plain_text(each.nodes), each.quotations)
        for entry in site.terms.values()
        for each in flat(entry.definition)
    }
    cited: dict[str, list[str]] = {}
    for id, quotation in base.execute(
        "SELECT statement, quotation FROM citations ORDER BY statement, position"
    ):
        cited.setdefault(id, []).append(quotation)
    found = {
        id: (text, tuple(cited.get(id, ())))
        for id, text in base.execute("SELECT id, text FROM statements")
    }
    assert found == sentences
    # What a sentence belongs to.
    point = next(entry for story in told for entry in story.disagreements)
    ids = base.execute(
        "SELECT statements.id FROM statements JOIN disagreements ON "
        "disagreements.id = statements.disagreement WHERE disagreements.question = ?",
        (point.disagreement.question,),
    )
    anchors = {each.anchor for each in disagreement_statements([point])}
    assert anchors <= {id.partition("#")[2] for (id,) in ids}


def test_no_draft_is_in_it(compiled_demo: Compiled, path: Path, base: sqlite3.Connection) -> None:
    site = site_of(compiled_demo)
    drafts = [slug for slug, line in site.stories.items() if line.is_draft]
    assert drafts
    assert not set(drafts) & set(column(base, "SELECT id FROM stories"))
    for slug in drafts:
        assert slug.encode() not in path.read_bytes()
        assert story_rows(renderer_of(site, DEMO), site.documents[slug]) == {}


def test_no_word_of_a_copy_but_those_quoted(compiled_demo: Compiled, path: Path) -> None:
    site, data = site_of(compiled_demo), path.read_bytes()
    around = [
        part
        for locked in site.verified.values()
        for part in (locked.prefix.strip(), locked.suffix.strip())
        if len(part.split()) > 2
    ]
    # Titles and names stand in copies too.
    known = " ".join([
        *(entry.quotation.exact for entry in site.quotations.values()),
        *(f"{entry.source.title} {entry.source.publisher}" for entry in site.sources.values()),
    ])  # fmt: skip
    words = [each for each in around if each not in known]
    assert len(words) > 20
    assert [each for each in words if each.encode() in data] == []


def test_reviewers_are_named_only_where_the_site_names_them(
    compiled_demo: Compiled, base: sqlite3.Connection
) -> None:
    site = site_of(compiled_demo)
    assert site.settings.name_reviewers
    named = set(column(base, "SELECT reviewer FROM reviews"))
    assert named
    assert named <= set(site.settings.reviewers)
    silent = replace(site, settings=site.settings.model_copy(update={"name_reviewers": False}))
    renderer = renderer_of(silent, DEMO)
    readings = [
        row for story in silent.told for row in story_rows(renderer, story).get("reviews", [])
    ]
    assert readings
    assert {row[-1] for row in readings} == {None}


def test_addresses_lead_to_the_pages_and_to_places_on_them(
    compiled_demo: Compiled, base: sqlite3.Connection
) -> None:
    site = site_of(compiled_demo)
    ids = {
        f"{page.address}.html" if page.address else "index.html": set(
            re.findall(r' id="([^"]*)"', page_html(page))
        )
        for page in compiled_demo.rendered.pages
    }
    files = {file.path for file in compiled_demo.rendered.files}
    home = str(site.settings.address)
    found = [
        url
        for table in TABLES
        for each in table.columns
        if each.name in ("url", "text_url") and table.name != "term_same_as"
        for url in column(base, f'SELECT "{each.name}" FROM "{table.name}"')  # noqa: S608
    ]
    assert len(found) > 100
    for url in found:
        address, _, anchor = url.removeprefix(home).partition("#")
        assert address in ids or address in files, url
        assert not anchor or anchor in ids[address], url


def test_without_an_address_urls_are_relative_to_the_file(compiled_demo: Compiled) -> None:
    site = site_of(compiled_demo)
    bare = replace(site, settings=site.settings.model_copy(update={"address": None}))
    entry = next(iter(bare.sources.values()))
    (row,) = source_rows(renderer_of(bare, DEMO), entry)["sources"]
    assert urljoin(f"https://a.example/{DATABASE_PATH}", row[-1]) == (
        f"https://a.example/sources/{entry.id}.html"
    )


@pytest.mark.parametrize("question", QUERIES)
def test_the_documents_queries_have_answers(question: str, base: sqlite3.Connection) -> None:
    assert base.execute(QUERIES[question]).fetchall()


def test_views_say_what_the_pages_say(compiled_demo: Compiled, base: sqlite3.Connection) -> None:
    site = site_of(compiled_demo)
    expected = set()
    for story in site.told:
        if site.stories[story.slug].is_draft:
            continue
        sources = {site.quotations[note.quotation].source for note in story.footnotes}
        for entry in story.disagreements:
            said = [each for answer in entry.answers for each in flat(answer)]
            heard = {site.quotations[id].source for each in said for id in each.supporting}
            id = f"{story.slug}#disagreement.{entry.disagreement.id}"
            expected |= {(id, source) for source in sources - heard}
    assert expected
    found = base.execute("SELECT disagreement, source FROM silent_sources").fetchall()
    assert set(found) == expected
    (number,) = column(base, "SELECT count(*) FROM citations")
    assert column(base, "SELECT count(*) FROM cited_statements") == [number]


def test_words_are_found(base: sqlite3.Connection) -> None:
    found = column(
        base,
        "SELECT statements.text FROM statements_fts JOIN statements "
        "ON statements.rowid = statements_fts.rowid WHERE statements_fts MATCH 'belfry'",
    )
    expected = column(base, "SELECT text FROM statements WHERE text LIKE '%belfry%'")
    assert expected
    assert sorted(found) == sorted(expected)


def test_metadata_describe_the_database_as_datasette_reads_them(compiled_demo: Compiled) -> None:
    site = site_of(compiled_demo)
    made = json.loads(bytes_of(site)[METADATA_PATH])
    assert made["license_url"] == site.settings.licence_address
    assert "keep the rights" in made["description"]
    tables = made["databases"]["site"]["tables"]
    assert set(tables) == {each.name for each in (*TABLES, *VIEWS)}
    assert set(tables["statements"]["columns"]) == {
        each.name for table in TABLES if table.name == "statements" for each in table.columns
    }


def test_a_site_may_go_without(compiled_demo: Compiled) -> None:
    site = site_of(compiled_demo)
    bare = replace(site, settings=site.settings.model_copy(update={"database": False}))
    assert bytes_of(bare) == {}


def test_it_is_made_when_it_is_written_and_not_before(compiled_demo: Compiled) -> None:
    kinds = [type(each) for each in database_files(renderer_of(site_of(compiled_demo), DEMO))]
    assert kinds == [LargeFile, DataFile]
