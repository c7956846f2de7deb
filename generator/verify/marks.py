"""The two marks that an editor may set in a quotation: `[…]` omits, `[words]` inserts.

A mark parts the quotation into pieces, which must stand in the source in their order. What may
stand there in the place of a mark is said here:

- `[…]` or `[...]`: anything.
- `[words]`: nothing, or one pronoun, article or possessive that it stands for. Whoever leaves out
  more writes `[…]` beside it.
- `[T]he`: the same letters in either case. They belong to the piece behind them.

An insertion holds a letter and no digit, stands against no letter, and touches no number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.verify.function_words import is_number_word, is_replaceable
from generator.verify.words import is_word

_MARK = re.compile(r"\[([^\[\]]*)\]")
_OMISSION = re.compile(r" ?\.\.\. ?")
# The last word of a text and what is behind it; what is before the first word, and that word.
_AT_END = re.compile(r"(\w[^\s\[\]]{0,40}?)([^\w]{0,20})$")
_AT_BEGINNING = re.compile(r"([^\w]{0,20})(\w[^\s\[\]]{0,40})")
_STOP = re.compile(r"[,;:.!?()\"\[\]]\s|\s[(\"\[]|[\[\]]")
_JOINS_BEFORE = frozenset("'-_/&@#")
_JOINS_BEHIND = frozenset("'-_/&@#.,:")
_WORDS = re.compile(r"[^\W\d_]+")
_NEAR = 80

REACH = 24
"""How much text at most stands where an insertion stands: a short word and two spaces."""


class Flaw(StrEnum):
    """Why brackets are no mark: `empty`, `touching` a letter, with a `digit`, beside a `number`."""

    EMPTY = "empty"
    TOUCHING = "touching"
    DIGIT = "digit"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Gap:
    """What parts two pieces, or what stands before the first or behind the last.

    `inserted` are the bracketed words, mark by mark. A gap with no mark at all stands at a plain
    end, or (`is_joint`) before a piece that begins with bracketed letters; `has_space` says whether
    a space stands there.
    """

    inserted: tuple[str, ...] = ()
    is_omission: bool = False
    is_joint: bool = False
    has_space: bool = False

    @property
    def is_insertion(self) -> bool:
        """Whether bracketed words alone stand here."""
        return bool(self.inserted) and not self.is_omission

    @property
    def is_tight(self) -> bool:
        """Whether the pieces on both sides must follow each other in the source."""
        return self.is_joint or self.is_insertion

    def replaced(self, there: str, language: str | None) -> str | None:
        """The word of the source that an insertion stands for; None if this may not stand there.

        Args:
            there: what stands in the source between the two pieces.
            language: the quotation's language.
        """
        if self.is_omission:
            return ""
        word = there.strip()
        if self.is_joint and not self.inserted:
            return "" if there == " " * self.has_space else None
        if not word:
            return ""
        return word if is_replaceable(word, language) else None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that must stand in the source; the first letters, `head`, in either case.

    `text` begins with the head as the editor wrote it.
    """

    text: str
    head: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """A quotation's pieces, and its gaps: one before the first, one behind each piece.

    `flaw` is the first mark that may not be one, with the reason.
    """

    pieces: tuple[Piece, ...]
    gaps: tuple[Gap, ...]
    flaw: tuple[Flaw, str] | None = None

    @property
    def has_omission(self) -> bool:
        """Whether words of the source are left out."""
        return any(gap.is_omission for gap in self.gaps)

    @property
    def has_insertion(self) -> bool:
        """Whether words stand in it that are not the source's."""
        return any(gap.inserted for gap in self.gaps)

    def relaxed(self) -> Parts:
        """The same parts where each insertion may stand for any words: to see what it hides."""
        gaps = tuple(replace(gap, is_omission=bool(gap.inserted)) for gap in self.gaps)
        return replace(self, gaps=gaps)


def whole(words: str) -> Parts:
    """A quotation in which nothing is a mark."""
    return Parts((Piece(words),), (Gap(), Gap()))


def has_marks(words: str) -> bool:
    """Whether brackets stand in a quotation, as an editor wrote it."""
    return "[" in words and _MARK.search(words) is not None


def parts(words: str, language: str | None = None, literal: Collection[str] = ()) -> Parts:
    """Take a normalised quotation apart at its marks; without marks it is one piece.

    Args:
        words: the quotation.
        language: its language, for words that belong to a number.
        literal: brackets with what is in them that are the source's own, and no marks.
    """
    pieces: list[Piece] = []
    gaps = [Gap()]
    flaw: tuple[Flaw, str] | None = None
    at, head = 0, ""
    marks = [mark for mark in _MARK.finditer(words) if mark[0] not in literal]
    for mark in [*marks, None]:
        text = words[at : mark.start() if mark else len(words)]
        if text.strip():
            pieces.append(Piece(head + text.strip(), head))
            gaps.append(Gap(has_space=text[-1:].isspace()))
            head = ""
        if mark is None:
            break
        at = mark.end()
        if _changes_case(words, mark):
            head = mark[1]
            gap = gaps[-1]
            gaps[-1] = replace(gap, is_joint=bool(pieces) and gap == Gap(has_space=gap.has_space))
            continue
        if _OMISSION.fullmatch(mark[1]):
            gaps[-1] = replace(gaps[-1], is_omission=True)
            continue
        if flaw is None and (kind := _flaw(words, mark, language)):
            flaw = kind, mark[0]
        gaps[-1] = replace(gaps[-1], inserted=(*gaps[-1].inserted, mark[1].strip()))
    return Parts(tuple(pieces), tuple(gaps), flaw)


def brackets(words: str) -> tuple[str, ...]:
    """All brackets of a normalised quotation with what is in them."""
    return tuple(mark[0] for mark in _MARK.finditer(words))


def _changes_case(words: str, mark: re.Match[str]) -> bool:
    """Whether bracketed letters begin a word, as in `[T]he`.

    `[un]happy` looks the same; the source decides, since only its own letters pass.
    """
    after = words[mark.end() : mark.end() + 1]
    return (
        mark[1].isalpha()
        and len(mark[1].casefold()) == len(mark[1])
        and after.isalpha()
        and not _is_attached(words, mark.start(), -1)
    )


def _flaw(words: str, mark: re.Match[str], language: str | None) -> Flaw | None:
    inside = mark[1]
    if any(sign.isnumeric() or sign.isdigit() for sign in inside):
        return Flaw.DIGIT
    if not any(sign.isalpha() for sign in inside):
        return Flaw.EMPTY
    if _is_attached(words, mark.start(), -1) or _is_attached(words, mark.end(), 1):
        return Flaw.TOUCHING
    return Flaw.NUMBER if _is_by_number(words, mark, language) else None


def _is_attached(words: str, at: int, step: int) -> bool:
    """Whether a letter or digit stands here with no space, or a sign that joins one to the mark.

    Args:
        words: the quotation.
        at: where the mark begins or ends.
        step: -1 to look before it, 1 to look behind.
    """
    first, second = (at - 1, at - 2) if step < 0 else (at, at + 1)
    sign = words[first] if 0 <= first < len(words) else ""
    beyond = words[second] if 0 <= second < len(words) else ""
    if not sign:
        return False
    joins = _JOINS_BEFORE if step < 0 else _JOINS_BEHIND
    return is_word(sign) or (sign in joins and bool(beyond) and is_word(beyond))


def _is_by_number(words: str, mark: re.Match[str], language: str | None) -> bool:
    """Whether a number stands beside a mark, or a number word beside one that changes it."""
    own = any(is_number_word(word, language) for word in _WORDS.findall(mark[1]))
    before = words[max(0, mark.start() - _NEAR) : mark.start()]
    after = words[mark.end() : mark.end() + _NEAR]
    return (
        _is_number(_last_token(before), language, words_too=own)
        or _is_number(_first_token(after), language, words_too=own)
        or (own and _parts_a_number(before, after, language))
    )


def _parts_a_number(before: str, after: str, language: str | None) -> bool:
    """Whether a number stands beyond omissions: `17 […] [thousand] people`."""
    left, right = _MARK.sub(" ", before), _MARK.sub(" ", after)
    return any(
        _is_number(token, language, words_too=True)
        for token in (_last_token(left), _first_token(right))
    )


def _last_token(before: str) -> str:
    """The word at the end of a text; nothing where a stop or a mark stands behind it."""
    found = _AT_END.search(before)
    return found[1] if found and not _STOP.search(found[2]) else ""


def _first_token(after: str) -> str:
    """The word at the beginning of a text; nothing where a stop or a mark stands before it."""
    found = _AT_BEGINNING.match(after)
    return found[2] if found and not _STOP.search(found[1]) else ""


def _is_number(token: str, language: str | None, *, words_too: bool) -> bool:
    return any(sign.isnumeric() for sign in token) or (
        words_too and any(is_number_word(word, language) for word in _WORDS.findall(token))
    )


def letters_alike(one: str, other: str) -> bool:
    """Whether two texts are the same letters in either case."""
    return unicodedata.normalize("NFC", one.casefold()) == unicodedata.normalize(
        "NFC", other.casefold()
    )
