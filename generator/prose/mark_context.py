"""What stands beside a quotation mark, and what the mark can be for that."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_BEFORE_OPENING = frozenset("([{<¿¡")
_BEHIND_CLOSING = frozenset(")]}>.,;:!?…،؛؟。、，．！？；：")
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3041-\u30ff"
    r"\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)


class Token(NamedTuple):
    """A mark: what it is, where, what stands before and behind it."""

    mark: str
    start: int
    end: int
    before: str
    behind: str

    @property
    def in_word(self) -> bool:
        """Whether a single mark is an apostrophe between letters."""
        if not (is_word(self.before) and is_word(self.behind)):
            return False
        return _is_hebrew(self.before) or not (
            _is_attaching(self.before) or _UNSPACED.match(self.behind)
        )

    @property
    def in_hebrew_word(self) -> bool:
        """Whether a mark stands where gershayim do."""
        is_inside = _is_hebrew(self.before) and _is_hebrew(self.behind)
        return is_inside and self.mark in ('"', "”", "“")

    @property
    def looks_opening(self) -> bool:
        """Whether it can do nothing but open."""
        free = not self.before or self.before.isspace() or self.before in _BEFORE_OPENING
        return free and bool(self.behind) and not _ends_here(self.behind)

    @property
    def looks_closing(self) -> bool:
        """Whether it can do nothing but close."""
        return bool(self.before) and not self.before.isspace() and _ends_here(self.behind)

    @property
    def may_open(self) -> bool:
        """Whether it can open."""
        is_free = not is_word(self.before) or _is_attaching(self.before)
        return is_free and not _ends_here(self.behind)


def is_word(sign: str) -> bool:
    """Whether a character, if there is one, is part of a word."""
    return bool(sign) and (sign.isalnum() or unicodedata.category(sign)[0] == "M")


def _is_hebrew(sign: str) -> bool:
    return "\u0590" <= sign <= "\u05f2"


def _is_attaching(sign: str) -> bool:
    """Whether a letter may stand before an opening mark: small words of one letter, no spaces."""
    is_arabic = "\u0600" <= sign <= "\u08ff"
    return is_arabic or _is_hebrew(sign) or _UNSPACED.match(sign) is not None


def _ends_here(sign: str) -> bool:
    return not sign or sign.isspace() or sign in _BEHIND_CLOSING
