"""What the tables of a language's number words are made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from fractions import Fraction
from typing import NamedTuple


class Part(Enum):
    """What a word, or a piece of a compound, does in a number."""

    ADD = auto()
    """Has a value of its own: "drei", "veinte", "doscientos"."""
    HUNDRED = auto()
    """Multiplies what stands before it in its group: "cent"."""
    SCALE = auto()
    """Multiplies the group before it: "tausend", "millones"."""
    DUAL = auto()
    """Two of a scale in one word: "ألفان"; if marked as plural, one behind a group: "ألفا"."""
    COLLECTIVE = auto()
    """Counts in lots: "douzaine", "decenas"."""
    AND = auto()
    """Joins the pieces of a number: "und", "et", "و"."""
    OF = auto()
    """Stands between a collective and a scale: "de" in "dizaines de milliers"."""
    HALF = auto()
    """Half of a scale that follows, or a half more after "and": "halbe", "demi", "medio".

    Its value is that of the percentage if it is a share by itself, otherwise 0."""
    HALF_MORE = auto()
    """A half more, with its "and": "einhalb" in "zweieinhalb"."""
    SHARE = auto()
    """A share by itself; the value is that of the percentage: "Hälfte"."""
    BELOW = auto()
    """What stands below the line of a share: "Drittel"."""
    ARTICLE = auto()
    """Stands for "one" before a `BELOW`: "le" in "le tiers"."""
    FIXED = auto()
    """A number that joins with no other: "beide", "doblado"."""
    PERCENT = auto()
    """Makes a percentage of the number before it."""
    STOP = auto()
    """Ends a number: "tägig" in "zweitägig"."""


class Atom(NamedTuple):
    """A piece of a number; `plural` marks a scale or a collective that is vague by itself."""

    part: Part
    value: int | Fraction = 0
    plural: bool = False


class Reading(NamedTuple):
    """How a word is read: `skip` letters at its beginning are no part of the number."""

    atoms: tuple[Atom, ...]
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Guard:
    """Where a word that also means something else is a number.

    All patterns are matched with the folded text right before the word, or right behind it.
    """

    after: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    either: bool = False
    """One of `after` and `before` is enough."""
    not_capital: bool = False
    """A capital says that it is a noun, but for the first word of a sentence."""
    not_capitals: bool = False
    """In capitals it is an abbreviation, unless all beside it is in capitals."""


def guard(
    *,
    after: str = "",
    not_after: str = "",
    before: str = "",
    not_before: str = "",
    either: bool = False,
    not_capital: bool = False,
    not_capitals: bool = False,
) -> Guard:
    """A guard from patterns; `after` and `not_after` say what stands before the word."""
    return Guard(
        after=re.compile(rf"(?:{after})\Z") if after else None,
        not_after=re.compile(rf"(?:{not_after})\Z") if not_after else None,
        before=re.compile(before) if before else None,
        not_before=re.compile(not_before) if not_before else None,
        either=either,
        not_capital=not_capital,
        not_capitals=not_capitals,
    )


@dataclass(frozen=True)
class Grammar:
    """The number words of a language, and how they go together.

    Words are written as `folded` folds them: in small letters, and with the letters of `letters`
    replaced.

    Attributes:
        words: single words, and how each is read.
        phrases: how two words in a row are read.
        scales: what may stand behind digits.
        letters: letters that are read as others, one for one.
        glued: reads compounds that are too many to be listed, such as "vierundzwanzig".
        heads: the first three letters of all words that `glued` reads.
        guards: words that are numbers only here and there.
        vague_after: words that make a bare scale vague, such as "mehrere" in "mehrere hundert".
        ands: values between which "and" may stand as a word, before and behind.
        and_required: whether every addend but the first needs an "and".
        units_first: whether the units stand before the tens ("vierundzwanzig").
        units_apart: whether they do so in words that are not glued.
        rooms: what must be smaller than this after a number, if it is not what decimals say.
        merges: two numbers in a row that are one by another rule ("quatre-vingt").
        hundreds_to: the hundreds are multiplied by numbers below this.
        plural_to: a plural scale counts no more of it than this; 0 means any number.
        ordinal_next: what behind a number makes an ordinal of it.
        hyphen_parts: whether a number with a hyphen and another word is no figure.
    """

    words: Mapping[str, Reading]
    scales: Mapping[str, int]
    phrases: Mapping[tuple[str, ...], Reading] = field(default_factory=dict)
    letters: tuple[tuple[str, str], ...] = ()
    glued: Callable[[str], Reading | None] | None = None
    heads: frozenset[str] = frozenset()
    guards: Mapping[str, Guard] = field(default_factory=dict)
    vague_after: frozenset[str] = frozenset()
    ands: tuple[tuple[frozenset[int], frozenset[int]], ...] = ()
    and_required: bool = False
    units_first: bool = False
    units_apart: bool = False
    rooms: Mapping[int, int] = field(default_factory=dict)
    merges: Mapping[tuple[int, int], int] = field(default_factory=dict)
    hundreds_to: int = 100
    plural_to: int = 0
    ordinal_next: re.Pattern[str] | None = None
    hyphen_parts: bool = False


def one(part: Part, value: int | Fraction = 0, *, plural: bool = False) -> Reading:
    """A word that does one thing."""
    return Reading((Atom(part, value, plural),))


def add(**values: int) -> dict[str, Reading]:
    """Words with a value of their own."""
    return {word: one(Part.ADD, value) for word, value in values.items()}


def read(
    part: Part, words: Mapping[str, int | Fraction], *, plural: bool = False
) -> dict[str, Reading]:
    """Words that do something else, with their values."""
    return {word: one(part, value, plural=plural) for word, value in words.items()}


def all_as(part: Part, words: str, value: int | Fraction = 0) -> dict[str, Reading]:
    """Words of a list, written as one text, that all mean the same."""
    return read(part, dict.fromkeys(words.split(), value))


def letters(these: str, those: str) -> tuple[tuple[str, str], ...]:
    """Letters, and what each is read as."""
    return tuple(zip(these, those, strict=True))
