"""What the script in the page returns → words."""

from __future__ import annotations

import re

from generator.archive.raised import lowered, raised

RAISED, LOWERED, END = "\ufdd1", "\ufdd2", "\ufdd3"
"""Around characters that stand higher or lower than the line. No text holds noncharacters."""

_PARTS = re.compile(f"([{RAISED}{LOWERED}])([^{RAISED}{LOWERED}{END}]*){END}")
_LEFT = re.compile(f"[\ufdd0{RAISED}{LOWERED}{END}]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\f\r]+")
_LINE_ENDS = re.compile(r" ?\n[ \n]*")


def plain_words(text: str) -> str:
    """The words as other readers of copies give them.

    One space stands between words and one line end between blocks; raised and lowered figures
    become characters of their own.
    """
    parts: list[str] = []
    end = 0
    tail = ""
    for found in _PARTS.finditer(text):
        parts.append(text[end : found.start()])
        tail = (tail + parts[-1])[-12:]
        is_raised = found[1] == RAISED
        parts.append(raised(tail, found[2]) if is_raised else lowered(found[2]))
        tail = (tail + parts[-1])[-12:]
        end = found.end()
    parts.append(text[end:])
    words = _SURROGATES.sub("\ufffd", _LEFT.sub("", "".join(parts)))
    return _LINE_ENDS.sub("\n", _SPACES.sub(" ", words)).strip()
