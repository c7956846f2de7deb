"""Which languages can be read."""

from __future__ import annotations

from generator.verify.figures.claims import Language
from generator.verify.figures.english import English

_READERS: dict[str, Language] = {"en": English()}


def for_language(tag: str) -> Language | None:
    """The reader for a language (BCP 47), or None: then nothing of it is checked."""
    return _READERS.get(tag.split("-", maxsplit=1)[0].lower())
