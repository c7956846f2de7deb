"""What breaks no rule of the format and may deceive a reader: names and addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from generator.model.base import Model
from generator.model.hosts import doubts
from generator.model.lookalikes import looks_like, mixtures

Steps: TypeAlias = tuple[str | int, ...]
"""The way from a model to a value in it: fields and indexes."""

NAMES = frozenset({
    "title", "publisher", "short", "origin", "upstream", "author", "term", "aliases", "topics",
    "name", "speaker", "role", "attributed_to", "licence", "corrected_by", "question",
    "archived_as", "by",
})  # fmt: skip
"""The fields whose text names something or somebody."""
QUOTED = frozenset({"exact", "prefix", "suffix"})
"""The fields that hold somebody else's words, which nobody may change."""
_ADDRESSES = ("http://", "https://", "mailto:")


class Doubt(NamedTuple):
    """Something to look at: the code of its diagnostic, the value, the words in it, and why."""

    code: str
    steps: Steps
    words: str
    message: str


def texts(value: object, steps: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """Every text below a model, or in lists and mappings, with the way to it."""
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), (*steps, name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, (*steps, str(key)))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from texts(inner, (*steps, at))


def field_of(steps: Steps) -> str:
    """The last field on the way to a value."""
    return next((step for step in reversed(steps) if isinstance(step, str)), "")


def names(model: Model) -> Iterator[tuple[Steps, str]]:
    """Every text of a model that names something or somebody."""
    return ((steps, text) for steps, text in texts(model) if field_of(steps) in NAMES)


def doubts_about(model: Model) -> Iterator[Doubt]:
    """Every name with letters that pass for others, and every address that leads elsewhere."""
    for steps, text in texts(model):
        if text.lower().startswith(_ADDRESSES):
            for why in doubts(text):
                yield Doubt("doubtful-address", steps, text, f"look at this address: {why}")
        elif field_of(steps) in NAMES:
            for mixture in mixtures(text):
                message = f"look at '{mixture.word}': {mixture.why}"
                yield Doubt("look-alike", steps, mixture.word, message)


def taken_for(name: str) -> str | None:
    """The name in Latin letters that a reader takes this one for, in small letters; None for none.

    Of a name whose words mix letters is said more by `doubts_about`.
    """
    like = "" if name.isascii() else looks_like(name)
    return like.casefold() if like and like.isascii() and not any(mixtures(name)) else None
