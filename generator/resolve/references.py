"""The checks that need more than one value: ids that must be unique or known, dates in order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple

from generator.diagnostics import Diagnostic, Place
from generator.diagnostics.record import certain_match, did_you_mean
from generator.load import Document, Trail
from generator.load.edits import replace_text
from generator.load.text import MAX_PROBLEMS, too_many_problems
from generator.model import Source
from generator.model.dates import parse_date
from generator.resolve.site import QuotationEntry, SourceEntry
from generator.validate import Entry

# For so many unknown ids of a file the one that must be meant is looked for among all of the site.
MOST_SOUGHT = 50
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
    is_sought: bool = True,
) -> list[Diagnostic]:
    """Report `id` if it is none of the known ones, or the one that refers: its `own`.

    If it is sought, the known one is named that must be meant.
    """
    if id in known and id != own:
        return []
    known = [each for each in known if each != own]
    listed = f"Known: {', '.join(known[:10])}{' …' if len(known) > 10 else '.'}"
    listed = listed if known else f"There is no {noun} yet."
    message = f"there is no {noun} '{id}'"
    advice = (did_you_mean(id, known) if is_sought else "") or listed
    name = certain_match(id, known) if is_sought else None
    fix = replace_text(document, trail, name) if name else ()
    return [document.problem("unknown-reference", document.place(trail), message, advice, fix)]


def date_order(
    document: Document, earlier: str | None, later: str | None, trail: Trail, after: str
) -> list[Diagnostic]:
    """Report the date at `trail` if all of it lies before the date under `after` begins."""
    if not (earlier and later) or parse_date(later).last >= parse_date(earlier).first:
        return []
    message = f"'{trail[-1]}' ({later}) lies before '{after}' ({earlier})"
    return [document.problem("date-order", document.place(trail), message)]


class Link(NamedTuple):
    """The quotations that one says to be the same statement; `at` counts it in its source."""

    quotation: str
    at: int
    others: tuple[str, ...]


class ReadSource(NamedTuple):
    """What one file gives: the source, its quotations, what is wrong with its dates."""

    entry: SourceEntry
    quotations: tuple[QuotationEntry, ...]
    problems: list[Diagnostic]


def read_source(entry: Entry[Source]) -> ReadSource:
    """A source and its quotations with their places."""
    document, source = entry.document, entry.model
    placed = document.places(("quotations",), "id", "exact")
    return ReadSource(
        SourceEntry(entry.id, source, document.place(())),
        tuple(
            QuotationEntry(quotation, entry.id, place, words)
            for quotation, (place, words) in zip(source.quotations, placed, strict=True)
        ),
        date_order(document, source.published, source.accessed, ("accessed",), "published"),
    )


def check_links(
    links: Iterable[tuple[str, Sequence[Link]]],
    known: Collection[str],
    document_of: Callable[[str], Document],
) -> list[Diagnostic]:
    """Report each link between quotations that leads nowhere, or from a quotation to itself.

    Args:
        links: for each source that has some, its id and the links of its quotations.
        known: the ids of all quotations.
        document_of: gives the file of a source by its id.
    """
    problems: list[Diagnostic] = []
    for source, rows in links:
        for link in rows:
            for at, id in enumerate(link.others):
                if id in known and id != link.quotation:
                    continue
                document = document_of(source)
                trail = ("quotations", link.at, "same_statement_as", at)
                found = unknown_reference(
                    document,
                    trail,
                    id,
                    known,
                    "other quotation",
                    own=link.quotation,
                    is_sought=len(problems) < MOST_SOUGHT,
                )
                problems += found
                if len(problems) > MAX_PROBLEMS:
                    line = document.lines[found[0].place.line - 1]
                    return [*problems, too_many_problems(found[0].place, line)]
    return problems


def check_groups(
    groups: Iterable[Sequence[str]], place_of: Callable[[str], tuple[Document, Place]]
) -> list[Diagnostic]:
    """Report links that join more quotations than are shown beside each other.

    Args:
        groups: the ids of quotations that are joined, in the order of the sources.
        place_of: gives the file of a quotation and its place there.
    """
    problems = []
    for members in groups:
        if len(members) > MOST_JOINED:
            document, place = place_of(members[0])
            message = f"{len(members):,} quotations are linked as one statement; "
            message += f"{MOST_JOINED} are allowed"
            advice = "Link quotations only where they report the same utterance."
            problems.append(document.problem("too-large", place, message, advice))
    return problems


def same_statement_groups(
    links: Iterable[Link], order: Callable[[str], Any | None]
) -> list[tuple[str, ...]]:
    """The quotations that report the same utterance, however they are linked.

    A link counts both ways, and links join: if a names b and b names c, all three are one.

    Args:
        links: all links.
        order: gives something that sorts the quotations, None for an id that there is not.

    Returns:
        Groups of two or more, each in order, and in the order of their first members.
    """
    places: dict[str, Any] = {}
    group: dict[str, set[str]] = {}

    def is_known(id: str) -> bool:
        if id not in places:
            places[id] = order(id)
        return places[id] is not None

    for link in links:
        for other in link.others:
            if not (is_known(link.quotation) and is_known(other)):
                continue
            own, its = (group.setdefault(id, {id}) for id in (link.quotation, other))
            if own is its:
                continue
            small, large = sorted((own, its), key=len)
            large |= small
            for member in small:
                group[member] = large
    distinct = {id(members): members for members in group.values() if len(members) > 1}
    found = [tuple(sorted(members, key=places.__getitem__)) for members in distinct.values()]
    return sorted(found, key=lambda members: places[members[0]])
