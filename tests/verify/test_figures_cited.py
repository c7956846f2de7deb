"""What is read of a site to check one story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Generic, TypeVar

from generator.pipeline import Compiled
from generator.resolve import Site, Statement, flat
from generator.verify.figures import check, check_terms, read_site
from generator.verify.figures.cited import claimable

Entry = TypeVar("Entry")


class Seen(Mapping[str, Entry], Generic[Entry]):
    """Entries by id, with those that were looked at."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self.looked_at: set[str] = set()

    def __getitem__(self, id: str) -> Entry:
        self.looked_at.add(id)
        return self._entries[id]

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("a story's check goes through all entries")

    def __contains__(self, id: object) -> bool:
        return id in self._entries

    def __len__(self) -> int:
        return len(self._entries)


def seen(compiled: Compiled) -> tuple[Site, Seen, Seen]:  # type: ignore[type-arg]
    """The site, and its quotations and sources with what was looked at of them."""
    site = compiled.site
    assert site
    quotations, sources = Seen(site.quotations), Seen(site.sources)
    return replace(site, quotations=quotations, sources=sources), quotations, sources


def cited_by(statements: Iterator[Statement]) -> set[str]:
    return {id for statement in claimable(statements) for id in statement.quotations}


def test_a_story_reads_what_it_cites_alone(compiled_demo: Compiled) -> None:
    site, quotations, sources = seen(compiled_demo)
    story = next(story for story in site.stories if not story.story.language)
    first = next(claimable(story.statements()))
    short = replace(
        story, standfirst=((first,),), key_points=(), sections=(), events=(), operations=(),
        participations=(), places=(), disagreements=(),
    )  # fmt: skip
    alone = replace(site, stories=())
    assert check(alone, short) == []
    assert quotations.looked_at == set(first.quotations)
    assert sources.looked_at == {site.quotations[id].source for id in first.quotations}
    assert len(quotations.looked_at) < len(quotations)


def test_definitions_read_what_they_cite_alone(compiled_demo: Compiled) -> None:
    site, quotations, _ = seen(compiled_demo)
    check_terms(site)
    statements = (s for entry in site.terms.values() for s in flat(entry.definition))
    assert quotations.looked_at == cited_by(statements) != set()


def test_a_quotation_is_read_once(compiled_demo: Compiled) -> None:
    site, quotations, _ = seen(compiled_demo)
    library = read_site(site, "en")
    assert library
    assert quotations.looked_at == set()
    story = next(story for story in site.stories if not story.story.language)
    first = check(site, story, library=library)
    quotations.looked_at.clear()
    assert check(site, story, library=library) == first
    assert quotations.looked_at == set()


def test_what_cannot_be_found_is_not_cited(compiled_demo: Compiled) -> None:
    assert compiled_demo.site
    library = read_site(compiled_demo.site, "en")
    assert library
    assert "no-such-quotation" not in library.cited
    assert set(library.cited) == set(compiled_demo.site.quotations)
    assert len(library.cited) == len(compiled_demo.site.quotations)
