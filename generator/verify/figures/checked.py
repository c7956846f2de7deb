"""What of a language's sentences is compared, for readers and editors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from generator.verify.figures.cldr.data import is_cased, languages, locale_name, primary
from generator.verify.figures.cldr.words import RELATIVE_DAYS, WITHOUT_CAPITALS_FOR_NAMES
from generator.verify.figures.rounding_words import ROUNDING
from generator.verify.figures.spelled import SPELLED_LANGUAGES

_ENGLISH = "en"


class NamesChecked(StrEnum):
    """Which proper names are found in a statement."""

    ALL = "all"
    AMONG_NOUNS = "behind other nouns, and known ones"
    KNOWN = "known ones"


@dataclass(frozen=True, slots=True)
class Checked:
    """What is compared of the sentences in one language, besides digits, dates and countries.

    Attributes:
        language: the first subtag.
        spelled: whether numbers that are spelled out are.
        names: which names are; others may be misspelt and nobody tells.
        rounded: whether "more than" and "almost" before a number are understood.
        relative: whether "yesterday" is, by the day of the report.
    """

    language: str
    spelled: bool
    names: NamesChecked
    rounded: bool
    relative: bool


@lru_cache(maxsize=512)
def checked(tag: str) -> Checked | None:
    """What is compared in a language (BCP 47); None if CLDR does not know it."""
    locale, language = locale_name(tag), primary(tag)
    if not locale:
        return None
    names = NamesChecked.ALL if is_cased(locale) else NamesChecked.KNOWN
    if language in WITHOUT_CAPITALS_FOR_NAMES:
        names = NamesChecked.AMONG_NOUNS
    return Checked(
        language,
        spelled=language == _ENGLISH or language in SPELLED_LANGUAGES,
        names=names,
        rounded=language in ROUNDING,
        relative=language == _ENGLISH or language in RELATIVE_DAYS,
    )


def checked_languages() -> tuple[Checked, ...]:
    """What is compared in each language that CLDR knows, by first subtag."""
    return tuple(found for tag in languages() if (found := checked(tag)))
