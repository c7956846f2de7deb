"""The order in which stories are to be read: each may name one that comes before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.diagnostics import Diagnostic
from generator.load import Documents
from generator.model import Story
from generator.resolve.references import unknown_reference
from generator.resolve.site import ResolvedStory
from generator.validate import Entry

# A circle of more stories than these is not told in full.
_MOST_TOLD = 6


def check_order(stories: Sequence[Entry[Story]], documents: Documents) -> list[Diagnostic]:
    """Report each `follows` that names no story, and each circle once.

    Args:
        stories: the valid stories.
        documents: all documents, so that a story in an invalid file is not called unknown.
    """
    known = {document.id for document in documents.stories}
    all_read = len(known) == documents.story_files
    problems = []
    for entry in stories:
        named = entry.model.follows
        if named and named not in known and all_read:
            problems += unknown_reference(entry.document, ("follows",), named, known, "story")
    entries = {entry.id: entry for entry in stories}
    before = {id: named for id, entry in entries.items() if (named := entry.model.follows)}
    for circle in _circles(before):
        document = entries[circle[0]].document
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


def read_next(stories: Iterable[ResolvedStory]) -> dict[str, tuple[str, ...]]:
    """For each story that others follow, the slugs of those, the first published first.

    Args:
        stories: the stories that are shown, the newest first; a story that is not shown is in no
            order.
    """
    stories = list(stories)
    shown = {story.slug for story in stories}
    found: dict[str, list[str]] = {}
    for story in reversed(stories):
        if story.story.follows in shown:
            found.setdefault(str(story.story.follows), []).append(story.slug)
    return {slug: tuple(slugs) for slug, slugs in found.items()}
