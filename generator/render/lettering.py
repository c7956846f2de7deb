"""How wide a text is where it is drawn, and what of it fits. Fonts differ, so it is an estimate."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTER = 0.56  # the width of a Latin letter, of the height; system fonts have up to this


@lru_cache(maxsize=1024)
def text_width(text: str, size: int) -> float:
    """About how wide a text is; letters of full width, such as Chinese, count double.

    Args:
        text: the text.
        size: the height of its letters, in whatever unit the width shall have.
    """
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return size * (_LETTER * (len(text) - wide) + wide)


def fitted(text: str, size: int, most: float) -> str:
    """A text, or what of it is no wider than `most`: cut at the end of a word if there is one."""
    if text_width(text, size) <= most:
        return text
    kept = text
    while kept and text_width(f"{kept}…", size) > most:
        kept = kept[:-1]
    if not text[len(kept)].isspace():
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip(" ,;:–—-(“„«") + "…"
