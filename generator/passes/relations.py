"""What sources have to do with one another, worked out once all of them have been read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial

from generator.diagnostics import Diagnostic, Place
from generator.index import Relations, Row, StoredIndex, Totals, row
from generator.load import Document
from generator.model import Source
from generator.model.dates import parse_date
from generator.passes.documents import Documents
from generator.passes.job import Findings, Job, Outcome, desk
from generator.resolve.references import (
    MOST_JOINED,
    Link,
    check_groups,
    check_links,
    same_statement_groups,
    unknown_reference,
)
from generator.verify.contrary import contrary
from generator.verify.independence import Overlap, Ruling, Voices, find_voices


def relations(documents: Documents, job: Job, key: bytes) -> Outcome:
    """Voices, shared utterances and totals, and what is wrong between sources.

    Args:
        documents: reads the sources' files again.
        job: the job.
        key: the unit's key.
    """
    index = desk(job).index()
    sources: dict[str, Source] = dict(index.table("independence").items())
    links = dict(index.table("statement link").items())
    overlaps: tuple[Overlap, ...] = index.table("lock").get("overlaps", ())
    rulings = [
        Ruling(sources=[id, each.other], verdict=each.verdict, reason=each.reason)
        for id, source in sources.items()
        for each in source.rulings
    ]
    voices = find_voices(sources, overlaps, rulings)
    groups = _groups(index, links)
    rows = [
        *(row("voice", id, voice) for id, voice in voices.of_sources().items()),
        *relation_rows(sources, voices, overlaps),
        *_statement_rows(index, groups),
        row("total", "", _totals(index, sources, voices)),
    ]
    problems = [
        *_duplicates(index, documents),
        *check_links(links.items(), _quotations(index), documents.source),
        *check_groups(groups, partial(_place_of, index, documents)),
        *_unknown_rulings(sources, index.table("alleged source"), documents),
    ]
    later = [
        contrary(conflict, _ruled(conflict.sources, sources, documents))
        for conflict in voices.conflicts
    ]
    later += _same_short_names(sources, documents)
    found = Findings(references=tuple(problems), later=tuple(later))
    return Outcome("relations", key, tuple(rows), frozenset(index.asked), found)


def _groups(index: StoredIndex, links: Mapping[str, tuple[Link, ...]]) -> list[tuple[str, ...]]:
    order = index.table("quotation")

    def place(id: str) -> str | None:
        found = order.get(id)
        return found[2] if found else None

    return same_statement_groups((link for rows in links.values() for link in rows), place)


def _statement_rows(index: StoredIndex, groups: Iterable[tuple[str, ...]]) -> Iterator[Row]:
    places = index.table("quotation")
    for members in groups:
        if len(members) <= MOST_JOINED:
            for id in members:
                place = places[id][2]
                for at, other in enumerate(members):
                    if other != id:
                        yield row("same statement", id, other, f"{place}\0{at:04}")


def relation_rows(
    sources: Mapping[str, Source], voices: Voices, overlaps: Iterable[Overlap]
) -> Iterator[Row]:
    """What names each source, in the order in which the site has it."""
    found = {id: Relations() for id in sources}

    def of(*ids: str) -> Iterator[Relations]:
        # The lock may name a source that is not there any more.
        return (found[id] for id in dict.fromkeys(ids) if id in found)

    for link in voices.links:
        for each in of(link.a, link.b):
            each.links.append(link)
    for id, source in sources.items():
        for ruling in source.rulings:
            for each in of(id, ruling.other):
                each.rulings.append((id, ruling))
    for overlap in overlaps:
        for each in of(overlap.a, overlap.b):
            each.overlaps.append(overlap)
    return (row("relation", id, each) for id, each in found.items())


def _totals(index: StoredIndex, sources: Mapping[str, Source], voices: Voices) -> Totals:
    days = (parse_date(each.accessed or each.published).first for each in sources.values())
    return Totals(
        sources=len(sources),
        voices=len(set(voices.of_sources().values())),
        quotations=len(index.table("quotation")),
        newest=max((day.isoformat() for day in days), default="1970-01-01"),
    )


def _duplicates(index: StoredIndex, documents: Documents) -> Iterator[Diagnostic]:
    """Each quotation whose id another one has already."""
    for id in index.repeated("quotation"):
        first, *others = index.lists("quotation")[id]
        _, place = documents.quotation(first[0], first[1])
        for source, at, _ in others:
            document, here = documents.quotation(source, at)
            message = f"the quotation '{id}' stands in {place.file}:{place.line} already"
            yield document.problem("duplicate-id", here, message)


def _same_short_names(sources: Mapping[str, Source], documents: Documents) -> Iterator[Diagnostic]:
    """Each source whose `short` is that of one before it: no footnote tells them apart."""
    owners: dict[str, str] = {}
    for id, source in sources.items():
        owner = owners.setdefault(" ".join(source.short.casefold().split()), id)
        if owner != id:
            document, first = documents.source(id), documents.source(owner).place(("short",))
            message = (
                f"'{source.short}' is the 'short' of '{owner}' too ({first.file}:{first.line})"
            )
            yield document.problem("duplicate-short", document.place(("short",)), message)


def _place_of(index: StoredIndex, documents: Documents, id: str) -> tuple[Document, Place]:
    source, at, _ = index.table("quotation")[id]
    return documents.quotation(source, at)


def _quotations(index: StoredIndex) -> dict[str, None]:
    """The ids of all quotations, and what looks like one in a broken file."""
    return dict.fromkeys((*index.table("quotation"), *index.table("alleged quotation")))


def _unknown_rulings(
    sources: Mapping[str, Source], alleged: Collection[str], documents: Documents
) -> Iterator[Diagnostic]:
    for id, source in sources.items():
        for at, ruling in enumerate(source.rulings):
            is_known = ruling.other in sources or ruling.other in alleged
            if not is_known or ruling.other == id:
                trail = ("rulings", at, "other")
                yield from unknown_reference(
                    documents.source(id), trail, ruling.other, sources, "other source", own=id
                )


def _ruled(ids: Iterable[str], sources: Mapping[str, Source], documents: Documents) -> Document:
    """The file of the first of some sources that has a ruling, or of any source."""
    named = (id for id in sources if id in set(ids) and sources[id].rulings)
    return documents.source(next(named, next(iter(sources))))
