"""The order in which stories are to be read: each may name one that comes before it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from generator.diagnostics import Diagnostic
from generator.load import Document
from generator.resolve.references import unknown_reference

# A circle of more stories than these is not told in full.
_MOST_TOLD = 6


def check_order(
    before: Mapping[str, str],
    known: Collection[str],
    document_of: Callable[[str], Document],
    *,
    all_read: bool,
) -> list[Diagnostic]:
    """Report each `follows` that names no story, and each circle once.

    Args:
        before: the story that each story follows, by slug, for those that follow one.
        known: the slugs of all stories that could be read, valid or not.
        document_of: gives the file of a story by its slug.
        all_read: whether these are all that there are.
    """
    problems = []
    for slug, named in before.items():
        if named not in known and all_read:
            document = document_of(slug)
            problems += unknown_reference(document, ("follows",), named, known, "story")
    for circle in _circles(before):
        document = document_of(circle[0])
        place = document.place(("follows",))
        problems.append(document.problem("circular-order", place, _told(circle)))
    return problems


def _circles(before: Mapping[str, str]) -> list[list[str]]:
    """Each circle once, from the first of its stories by id. Every story is looked at once."""
    seen: set[str] = set()
    circles = []
    for start in before:
        way: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in seen:
            seen.add(at)
            way[at] = len(way)
            at = before.get(at)
        if at in way:
            circle = list(way)[way[at] :]
            first = circle.index(min(circle))
            circles.append([*circle[first:], *circle[:first]])
    return circles


def _told(circle: list[str]) -> str:
    if len(circle) == 1:
        return f"the story '{circle[0]}' follows itself"
    steps = circle[:_MOST_TOLD]
    more = ["…"] if len(circle) > _MOST_TOLD else []
    return "'" + "' follows '".join([*steps, *more, circle[0]]) + "'"
