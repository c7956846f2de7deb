"""The two marks that an editor may set in a quotation: `[…]` omits, `[words]` inserts.

A mark parts the quotation into pieces, which must stand in the source in their order. What may
stand there in the place of a mark is said here:

- `[…]` or `[...]`: anything.
- `[words]`: nothing, one word without a digit, or the bracketed words themselves. More needs an
  omission as well.
- `walk[ed]`, set against a letter before it: at most four letters, no digit.
- `[T]he`, set against a letter behind it: nothing, or the same letters in either case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.verify.words import is_word

_MARK = re.compile(r"\[([^\[\]]*)\]")
_OMISSION = re.compile(r" ?\.\.\. ?")
_ONE_WORD = re.compile(r" ?[^ \d]{0,60} ?")
_FEW_LETTERS = re.compile(r"[^\W\d_]{0,4}")

REACH = 62
"""How much text at most stands where an insertion stands, the bracketed words apart."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What parts two pieces, or what stands before the first or behind the last.

    `inserted` is None for a plain end. `is_after_letter` and `is_before_letter` say whether a
    letter or digit stands against the mark with no space between.
    """

    inserted: str | None = None
    is_omission: bool = False
    is_after_letter: bool = False
    is_before_letter: bool = False

    @property
    def is_insertion(self) -> bool:
        """Whether bracketed words alone stand here."""
        return self.inserted is not None and not self.is_omission

    @property
    def reach(self) -> int:
        """How many characters at most may stand in the place of an insertion."""
        return max(REACH, len(self.inserted or "") + 4)

    def allows(self, there: str) -> bool:
        """Whether `there` may stand in the source where this mark stands."""
        if not self.is_insertion:
            return True
        if self.is_after_letter and self.is_before_letter:
            return _FEW_LETTERS.fullmatch(there) is not None
        if self.is_after_letter:
            return _FEW_LETTERS.fullmatch(there.removesuffix(" ")) is not None
        if self.is_before_letter:
            letters = there.removeprefix(" ").casefold()
            return letters in ("", str(self.inserted).casefold())
        return _ONE_WORD.fullmatch(there) is not None or there.strip(" []") == self.inserted


@dataclass(frozen=True, slots=True)
class Parts:
    """A quotation's pieces, and its gaps: one before the first, one behind each piece."""

    pieces: tuple[str, ...]
    gaps: tuple[Gap, ...]

    @property
    def has_omission(self) -> bool:
        """Whether words of the source are left out."""
        return any(gap.is_omission for gap in self.gaps)

    @property
    def has_insertion(self) -> bool:
        """Whether words stand in it that are not the source's."""
        return any(gap.inserted for gap in self.gaps)


def parts(words: str) -> Parts:
    """Take a normalised quotation apart at its marks; without marks it is one piece."""
    pieces: list[str] = []
    gaps = [Gap()]
    at = 0
    for mark in [*_MARK.finditer(words), None]:
        piece = words[at : mark.start() if mark else len(words)]
        if piece.strip():
            pieces.append(piece.strip())
            gaps.append(Gap())
        if mark is None:
            break
        at = mark.end()
        gaps[-1] = _with(gaps[-1], mark)
    return Parts(tuple(pieces), tuple(gaps))


def _with(gap: Gap, mark: re.Match[str]) -> Gap:
    """The gap with one more mark in it; marks side by side are one gap."""
    is_omission = _OMISSION.fullmatch(mark[1]) is not None
    before = mark.string[mark.start() - 1 : mark.start()]
    after = mark.string[mark.end() : mark.end() + 1]
    inserted = "" if is_omission else mark[1].strip()
    return Gap(
        inserted=" ".join(words for words in (gap.inserted, inserted) if words),
        is_omission=gap.is_omission or is_omission,
        is_after_letter=gap.is_after_letter if gap.inserted is not None else _is_letter(before),
        is_before_letter=_is_letter(after),
    )


def _is_letter(sign: str) -> bool:
    return bool(sign) and is_word(sign)
