"""Who speaks: whether a name is a person's or an organisation's, as far as the content says."""

from __future__ import annotations

from enum import StrEnum

from generator.model import TermKind
from generator.render.exports.common import terms_of
from generator.render.views import Renderer
from generator.resolve import ResolvedStory


class SpeakerKind(StrEnum):
    """What a speaker is; the values are the names that schema.org and PROV both have."""

    PERSON = "Person"
    ORGANISATION = "Organization"
    UNKNOWN = ""


_KINDS = {
    TermKind.PERSON: SpeakerKind.PERSON,
    TermKind.ORGANISATION: SpeakerKind.ORGANISATION,
    TermKind.OUTLET: SpeakerKind.ORGANISATION,
}


def speaker_kinds(renderer: Renderer, story: ResolvedStory) -> dict[str, SpeakerKind]:
    """By name, what the glossary says of the people and organisations that a story mentions."""
    return renderer.once(_speaker_kinds, story)


def _speaker_kinds(renderer: Renderer, story: ResolvedStory) -> dict[str, SpeakerKind]:
    kinds: dict[str, SpeakerKind] = {}
    for id in terms_of(renderer, story):
        term = renderer.site.terms[id].term
        if kind := _KINDS.get(term.kind):
            kinds.update(dict.fromkeys((term.term, *term.aliases), kind))
    return kinds


def speaker_kind(kinds: dict[str, SpeakerKind], name: str, role: str | None) -> SpeakerKind:
    """What the speaker `name` is: the glossary's word for it, or a person if a role is given."""
    return kinds.get(name, SpeakerKind.PERSON if role else SpeakerKind.UNKNOWN)
