"""The ids of a site, for completion."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import (
    Event,
    LockedQuotation,
    MapPlace,
    Participation,
    Quotation,
    RolePlayed,
    Ruling,
    Story,
    Term,
)  # fmt: skip
from generator.model.base import Model
from generator.schema.texts import JsonSchema
from generator.validate import Content

IDS_FILE = "ids.json"
_SHOWN = 120
REFERENCES: dict[tuple[type[Model], str], str] = {
    (Quotation, "same_statement_as"): "quotation",
    (Ruling, "other"): "source",
    (LockedQuotation, "source"): "source",
    (Term, "see_also"): "term",
    (Story, "follows"): "story",
    (Event, "operation"): "operation",
    (Participation, "operation"): "operation",
    (MapPlace, "operation"): "operation",
    (MapPlace, "disputed"): "disagreement",
    (RolePlayed, "disputed"): "disagreement",
}


def reference(model: type[Model], field: str) -> str | None:
    """What kind of thing the ids in a field refer to; None if they refer to nothing."""
    return REFERENCES.get((model, field))


def known_ids(content: Content) -> JsonSchema:
    """Every id that something of the site has, with words to know it by."""
    stories = [entry.model for entry in content.stories]
    kinds: dict[str, Iterable[tuple[str, str]]] = {
        "quotation": (
            (quotation.id, quotation.exact)
            for source in content.sources
            for quotation in source.model.quotations
        ),
        "source": ((entry.id, entry.model.title) for entry in content.sources),
        "term": ((entry.id, entry.model.term) for entry in content.terms),
        "story": ((entry.id, entry.model.title) for entry in content.stories),
        "operation": ((one.id, one.name) for story in stories for one in story.operations),
        "disagreement": (
            (one.id, one.question) for story in stories for one in story.disagreements
        ),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Ids of this site",
        "description": "Made by 'explainer schema'. For completion only: other ids are accepted.",
        "$defs": {kind: _known(ids) for kind, ids in kinds.items()},
    }


def _known(ids: Iterable[tuple[str, str]]) -> JsonSchema:
    words: dict[str, str] = {}
    for id, about in ids:
        words.setdefault(id, _short(about))
    if not words:
        return {"not": {}}
    return {"enum": sorted(words), "enumDescriptions": [words[id] for id in sorted(words)]}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"
