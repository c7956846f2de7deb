"""Spoofing: names and addresses that are valid, and may be taken for others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from generator.model.base import Model
from generator.model.hosts import address_risks
from generator.model.lookalikes import latin_skeleton, mixed_script_words

Steps: TypeAlias = tuple[str | int, ...]
"""The way from a model to a value in it: fields and indexes."""

NAMES = frozenset({
    "title", "publisher", "short", "origin", "upstream", "author", "term", "aliases", "topics",
    "name", "speaker", "role", "attributed_to", "licence", "corrected_by", "question",
    "archived_as", "authors", "by", "reviewers",
})  # fmt: skip
"""The fields whose text names something or somebody."""
QUOTED = frozenset({"exact", "prefix", "suffix"})
"""The fields that hold somebody else's words, which nobody may change."""
_ADDRESSES = ("http://", "https://", "mailto:")


class SpoofingRisk(NamedTuple):
    """One risk: the diagnostic's code, the path to the value, the words in it, the message."""

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


def spoofing_risks(model: Model) -> Iterator[SpoofingRisk]:
    """Yield names with look-alike letters, and addresses that lead elsewhere than they seem to."""
    for steps, text in texts(model):
        if text.lower().startswith(_ADDRESSES):
            for why in address_risks(text):
                yield SpoofingRisk("doubtful-address", steps, text, f"look at this address: {why}")
        elif field_of(steps) in NAMES:
            for mixture in mixed_script_words(text):
                message = f"look at '{mixture.word}': {mixture.why}"
                yield SpoofingRisk("look-alike", steps, mixture.word, message)


def latin_lookalike(name: str) -> str | None:
    """Return the Latin name, in lower case, that this name looks like; None if there is none.

    Names that mix scripts within a word are left to `spoofing_risks`.
    """
    like = "" if name.isascii() else latin_skeleton(name)
    return (
        like.casefold() if like and like.isascii() and not any(mixed_script_words(name)) else None
    )
