"""A story with lasting addresses in the place of those by position."""

from __future__ import annotations

from dataclasses import replace

from generator.resolve.addresses.give import Addressing
from generator.resolve.site import Paragraphs, ResolvedStory, Statement


def readdressed(story: ResolvedStory, addressing: Addressing) -> ResolvedStory:
    """The story with its sentences' lasting addresses in the place of those by position."""

    def one(statement: Statement) -> Statement:
        address = addressing.given.get(statement.anchor, statement.anchor)
        return replace(statement, anchor=address, former=addressing.former.get(address, ()))

    def text(paragraphs: Paragraphs) -> Paragraphs:
        return tuple(tuple(map(one, paragraph)) for paragraph in paragraphs)

    return replace(
        story,
        standfirst=text(story.standfirst),
        key_points=tuple(map(one, story.key_points)),
        sections=tuple(replace(each, body=text(each.body)) for each in story.sections),
        events=tuple(replace(each, text=text(each.text)) for each in story.events),
        operations=tuple(replace(each, text=text(each.text)) for each in story.operations),
        participations=tuple(
            replace(each, roles=tuple(replace(role, text=text(role.text)) for role in each.roles))
            for each in story.participations
        ),
        places=tuple(replace(each, text=text(each.text)) for each in story.places),
        disagreements=tuple(
            replace(each, answers=tuple(map(text, each.answers)), reading=text(each.reading))
            for each in story.disagreements
        ),
    )
