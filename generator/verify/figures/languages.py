"""Which languages can be read."""

from __future__ import annotations

from functools import lru_cache

from generator.verify.figures.claims import Language
from generator.verify.figures.cldr.data import locale_name, primary
from generator.verify.figures.cldr.reader import reader_of
from generator.verify.figures.english import English

_READERS: dict[str, Language] = {"en": English()}


@lru_cache(maxsize=256)
def for_language(tag: str) -> Language | None:
    """The reader for a language (BCP 47), or None: CLDR does not know it, nothing is checked."""
    if reader := _READERS.get(primary(tag)):
        return reader
    locale = locale_name(tag)
    return reader_of(locale) if locale else None


def same_language(one: str, other: str) -> bool:
    """Whether two tags (BCP 47) name one language, be it of two regions."""
    return primary(one) == primary(other)
