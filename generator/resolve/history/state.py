"""What a story says now, as a version would have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.history import TITLE
from generator.resolve.history.versions import State
from generator.resolve.site import Paragraphs, ResolvedStory, Statement, flat


def said_by(story: ResolvedStory) -> State:
    """What a story says: its headings and sentences, as they are written, in reading order.

    Args:
        story: the story, without errors, with the addresses that its sentences shall have.
    """
    return dict(_told(story))


def _told(story: ResolvedStory) -> Iterator[tuple[str, str]]:
    model = story.story
    yield TITLE, _line(model.title)
    yield from _prose(model.standfirst, story.standfirst)
    yield from _prose(model.key_points, (story.key_points,))
    for section, own in zip(story.sections, model.sections, strict=True):
        yield f"h.s.{section.id}", _line(section.title)
        yield from _prose(own.body, section.body)
    for entry in story.events:
        event = entry.event
        yield f"h.e.{event.id}", _line(event.title)
        yield f"h.e.{event.id}.date", event.date
        yield from _prose(event.text, entry.text)
    yield from _map(story)
    for point in story.disagreements:
        disagreement = point.disagreement
        yield f"h.d.{disagreement.id}", _line(disagreement.question)
        for answer, said in zip(disagreement.answers, point.answers, strict=True):
            yield from _prose(answer.answer, said)
        yield from _prose(disagreement.reading, point.reading)


def _map(story: ResolvedStory) -> Iterator[tuple[str, str]]:
    """Who took part: operation by operation, then places of none."""
    roles = {(part.country, part.operation): part.roles for part in story.story.participations}
    for entry in story.operations:
        operation = entry.operation
        yield f"h.o.{operation.id}", _line(operation.name)
        yield f"h.o.{operation.id}.date", operation.date
        yield from _prose(operation.text or "", entry.text)
        for part in story.participations:
            if part.operation.id != operation.id:
                continue
            own = roles[part.country, operation.id]
            for role, written in zip(part.roles, own, strict=True):
                name = role.role.value
                yield f"h.p.{operation.id}.{part.country.lower()}.{name}", name
                yield from _prose(written.text, role.text)
        yield from _places(story, operation.id)
    yield from _places(story, None)


def _places(story: ResolvedStory, operation: str | None) -> Iterator[tuple[str, str]]:
    for entry in story.places:
        if entry.place.operation == operation:
            yield f"h.m.{entry.place.id}", _line(entry.place.name)
            yield from _prose(entry.place.text, entry.text)


def _prose(written: str, paragraphs: Paragraphs) -> Iterator[tuple[str, str]]:
    lines = (line for line in written.split("\n") if line.strip())
    statements: Iterable[Statement] = flat(paragraphs)
    for statement, line in zip(statements, lines, strict=True):
        yield statement.anchor, _line(line)


def _line(text: str) -> str:
    return " ".join(text.split())
