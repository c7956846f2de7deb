"""Speakers: those whose own words are quoted, as a page lists and the search finds them."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from generator.folding import normalised
from generator.render.views.renderer import Renderer

SPEAKERS = "quotations/speakers"
"""The address of the page that lists them."""


class Speaker(NamedTuple):
    """One speaker: the anchor on the page of speakers, the name, and what was said.

    Attributes:
        anchor: made from the name, so that it stays when others speak too.
        name: the name as the quotations have it.
        roles: what the quotations say the speaker is, each once.
        ids: the quotations.
    """

    anchor: str
    name: str
    roles: tuple[str, ...]
    ids: tuple[str, ...]


def _letters(text: str) -> str:
    return "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text)


def speakers(renderer: Renderer) -> tuple[Speaker, ...]:
    """All speakers of the site by name."""
    found: dict[str, tuple[dict[str, None], list[str]]] = {}
    for id, entry in renderer.site.quotations.items():
        if entry.quotation.speaker:
            roles, ids = found.setdefault(entry.quotation.speaker, ({}, []))
            ids.append(id)
            if entry.quotation.role:
                roles[entry.quotation.role] = None
    taken: dict[str, int] = {}
    made = []
    for name, (roles, ids) in sorted(found.items(), key=lambda row: row[0].casefold()):
        slug = "-".join(_letters(normalised(name).casefold()).split())
        taken[slug] = number = taken.get(slug, 0) + 1
        # No slug ends in `.2`, as none holds a full stop.
        anchor = f"speaker.{slug}" if number == 1 else f"speaker.{slug}.{number}"
        made.append(Speaker(anchor, name, tuple(roles), tuple(ids)))
    return tuple(made)
