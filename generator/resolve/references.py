"""The checks that need more than one value: ids that must be unique or known, dates in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from generator.diagnostics import Diagnostic
from generator.diagnostics.record import did_you_mean, meant
from generator.load import Document, Trail
from generator.load.mend import put_text
from generator.load.text import MAX_PROBLEMS, too_many
from generator.memory import FORGETFUL, Memory
from generator.model import Source
from generator.model.dates import parse_date
from generator.resolve.site import QuotationEntry, SourceEntry
from generator.validate import Content, Entry

# Each of so many is shown beside all the others.
MOST_JOINED = 100


def unique_ids(document: Document, trail: Trail, ids: Iterable[str], noun: str) -> list[Diagnostic]:
    """Report each id that stands a second time in the list at `trail`."""
    problems = []
    first: dict[str, int] = {}
    for index, id in enumerate(ids):
        before = first.setdefault(id, index)
        if before != index:
            line = document.place((*trail, before, "id")).line
            message = f"the {noun} '{id}' stands in line {line} already"
            place = document.place((*trail, index, "id"))
            problems.append(document.problem("duplicate-id", place, message))
    return problems


def unknown_reference(
    document: Document,
    trail: Trail,
    id: str,
    known: Collection[str],
    noun: str,
    *,
    own: str | None = None,
) -> list[Diagnostic]:
    """Report `id` if it is none of the known ones, or the one that refers: its `own`."""
    if id in known and id != own:
        return []
    known = [each for each in known if each != own]
    listed = f"Known: {', '.join(known[:10])}{' …' if len(known) > 10 else '.'}"
    listed = listed if known else f"There is no {noun} yet."
    message = f"there is no {noun} '{id}'"
    advice = did_you_mean(id, known) or listed
    name = meant(id, known)
    fix = put_text(document, trail, name) if name else ()
    return [document.problem("unknown-reference", document.place(trail), message, advice, fix)]


def date_order(
    document: Document, earlier: str | None, later: str | None, key: str, after: str
) -> list[Diagnostic]:
    """Report the date under `key` if all of it lies before the date under `after` begins."""
    if not (earlier and later) or parse_date(later).last >= parse_date(earlier).first:
        return []
    message = f"'{key}' ({later}) lies before '{after}' ({earlier})"
    return [document.problem("date-order", document.place((key,)), message)]


def collect_sources(
    content: Content, memory: Memory = FORGETFUL
) -> tuple[dict[str, SourceEntry], dict[str, QuotationEntry], list[Diagnostic]]:
    """All sources and quotations by id; an id given twice keeps its first quotation."""
    sources: dict[str, SourceEntry] = {}
    quotations: dict[str, QuotationEntry] = {}
    problems: list[Diagnostic] = []
    for entry in content.sources:
        document = entry.document
        own = memory.recall("entry", document.path, document.print, partial(_source, entry))
        sources[entry.id] = own.entry
        problems += own.problems
        for found in own.quotations:
            first = quotations.setdefault(found.quotation.id, found)
            if first is not found:
                where = f"{first.place.file}:{first.place.line}"
                message = f"the quotation '{found.quotation.id}' stands in {where} already"
                problems.append(document.problem("duplicate-id", found.place, message))
    problems += _linked_quotations(content, quotations)
    problems += _linked_without_end(content, quotations)
    for entry in content.sources:
        for at, ruling in enumerate(entry.model.rulings):
            trail = ("rulings", at, "other")
            problems += unknown_reference(
                entry.document, trail, ruling.other, sources, "other source", own=entry.id
            )
    return sources, quotations, problems


class _Source(NamedTuple):
    """What one file gives: the source, its quotations, what is wrong with its dates."""

    entry: SourceEntry
    quotations: tuple[QuotationEntry, ...]
    problems: list[Diagnostic]


def _source(entry: Entry[Source]) -> _Source:
    document, source = entry.document, entry.model
    placed = document.places(("quotations",), "id", "exact")
    return _Source(
        SourceEntry(entry.id, source, document.place(())),
        tuple(
            QuotationEntry(quotation, entry.id, place, words)
            for quotation, (place, words) in zip(source.quotations, placed, strict=True)
        ),
        date_order(document, source.published, source.accessed, "accessed", "published"),
    )


def _linked_quotations(
    content: Content, quotations: Mapping[str, QuotationEntry]
) -> list[Diagnostic]:
    problems = []
    for entry in content.sources:
        for index, quotation in enumerate(entry.model.quotations):
            for at, id in enumerate(quotation.same_statement_as):
                trail = ("quotations", index, "same_statement_as", at)
                found = unknown_reference(
                    entry.document, trail, id, quotations, "other quotation", own=quotation.id
                )
                problems += found
                if found and len(problems) > MAX_PROBLEMS:
                    line = entry.document.lines[found[0].place.line - 1]
                    return [*problems, too_many(found[0].place, line)]
    return problems


def _linked_without_end(
    content: Content, quotations: Mapping[str, QuotationEntry]
) -> list[Diagnostic]:
    """Report links that join more quotations than are shown beside each other."""
    documents = {entry.id: entry.document for entry in content.sources}
    seen: set[int] = set()
    problems = []
    for name, members in _joined(quotations).items():
        if len(members) > MOST_JOINED and id(members) not in seen:
            seen.add(id(members))
            entry = quotations[name]
            message = f"{len(members):,} quotations are linked as one statement; "
            message += f"{MOST_JOINED} are allowed"
            document = documents[entry.source]
            advice = "Link quotations only where they report the same utterance."
            problems.append(document.problem("too-large", entry.place, message, advice))
    return problems


def same_statement_groups(
    quotations: Mapping[str, QuotationEntry],
) -> dict[str, tuple[str, ...]]:
    """For each quotation the others that report the same utterance, however they are linked.

    A link counts both ways, and links join: if a names b and b names c, all three are one.
    """
    order = {id: at for at, id in enumerate(quotations)}
    return {
        id: tuple(sorted(members - {id}, key=order.__getitem__))
        if 1 < len(members) <= MOST_JOINED
        else ()
        for id, members in _joined(quotations).items()
    }


def _joined(quotations: Mapping[str, QuotationEntry]) -> dict[str, set[str]]:
    """For each quotation all that links join, itself among them; one set for all of these."""
    group: dict[str, set[str]] = {id: {id} for id in quotations}
    for id, entry in quotations.items():
        for other in entry.quotation.same_statement_as:
            if other in group and group[other] is not group[id]:
                small, large = sorted((group[id], group[other]), key=len)
                large |= small
                for member in small:
                    group[member] = large
    return group
