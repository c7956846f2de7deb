"""Chinese and Japanese, which put no space where a line ends."""

from __future__ import annotations

import re

BARE_LINE_ENDS = (
    "\u2e80-\u2fdf\u3001-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uff9f\U00020000-\U0003ffff"
)
"""Han, kana, and their punctuation, as ranges: a line end between two of these says nothing."""
_SIGN = re.compile(f"[{BARE_LINE_ENDS}]")
_LINE_END = re.compile(f"(?<=[{BARE_LINE_ENDS}])[^\\S\\n\\r]*[\\n\\r]\\s*(?=[{BARE_LINE_ENDS}])")


def without_line_ends(text: str) -> str:
    """The text without the line ends, and the spaces at them, between two such characters."""
    return _LINE_END.sub("", text) if "\n" in text or "\r" in text else text


def ends_nothing(before: str, after: str, space: str) -> bool:
    """Whether white space between two characters is such a line end."""
    is_line_end = "\n" in space or "\r" in space
    return is_line_end and bool(_SIGN.fullmatch(before) and _SIGN.fullmatch(after))
