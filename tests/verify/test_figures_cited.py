"""What is read of a site to check one story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Generic, TypeVar

import pytest

from generator.resolve import Statement, flat
from generator.verify.figures import cited, read_site
from generator.verify.figures.cited import claimable
from tests.compiled import Compiled, Site
from tests.verify.figures_of_site import check, check_terms

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
    story = next(story for story in site.told if not story.story.language)
    first = next(claimable(story.statements()))
    short = replace(
        story, standfirst=((first,),), key_points=(), sections=(), events=(), operations=(),
        participations=(), places=(), disagreements=(),
    )  # fmt: skip
    alone = replace(site, stories={}, documents={})
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
    evidence_index = read_site(site, "en")
    assert evidence_index
    assert quotations.looked_at == set()
    story = next(story for story in site.told if not story.story.language)
    first = check(site, story, evidence_index=evidence_index)
    before = quotations.looked_at.copy()
    quotations.looked_at.clear()
    assert check(site, story, evidence_index=evidence_index) == first
    # It is looked up again, since whoever asks depends on it; what was read is the same object.
    assert quotations.looked_at == before
    id = next(iter(before))
    assert evidence_index.cited[id] is evidence_index.cited[id]


def test_what_cannot_be_found_is_not_cited(compiled_demo: Compiled) -> None:
    assert compiled_demo.site
    evidence_index = read_site(compiled_demo.site, "en")
    assert evidence_index
    assert "no-such-quotation" not in evidence_index.cited
    assert all(id in evidence_index.cited for id in compiled_demo.site.quotations)


def test_what_was_read_is_forgotten_when_it_is_too_much(
    compiled_demo: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, *_ = seen(compiled_demo)
    story = next(story for story in site.told if not story.story.language)
    known = check(site, story)
    monkeypatch.setattr(cited, "MOST_KEPT", 2)
    evidence_index = read_site(site, "en")
    assert evidence_index
    assert compiled_demo.site
    first, second, third, *_ = compiled_demo.site.quotations
    read = {id: evidence_index.cited[id] for id in (first, second, third)}
    assert evidence_index.cited[third] is read[third]
    assert evidence_index.cited[first] is not read[first]
    assert check(site, story, evidence_index=evidence_index) == known
