"""Which ids a broken file seems to give.

What is wrong with such a file is reported once, not again at each reference to what is in it. So
the ids are looked for as a person would: whatever the mistake is, they stand there.
"""

from __future__ import annotations

import re

from generator.load.text import utf_16_order
from generator.model.base import ID_PATTERN

# What stands before an id: a comment's sign, a mark that is meant for a list; `Id` and 'id' too.
_ID_LINE = re.compile(r"""[\s#]*(?:[-–—−•*]\s*)?["']?id["']?\s*[:=\s]\s*["']?(.+)""", re.IGNORECASE)
_BEHIND = re.compile(r"""["']?\s*(?:#.*)?$""")
_NO_ID = re.compile(r"[^a-z0-9]+")
_ENDINGS = (".txt", ".text", ".yml", ".yaml")
# Longer ones are none, and not worth a look.
_LONGEST = 200


def alleged_ids(text: str) -> set[str]:
    """The ids that the lines of a broken source file seem to give to quotations.

    A value that is no id, such as 'Tide Weight', counts as the id that it comes nearest to.
    """
    found = set()
    for line in text.splitlines():
        if match := _ID_LINE.match(line[:_LONGEST]):
            found.add(_as_id(_BEHIND.sub("", match[1])))
    return found - {""}


def alleged_id(name: str) -> str:
    """The id that a file of this name is meant to have, whatever is wrong with the name."""
    stem = name.lower()
    while stem.endswith(_ENDINGS):
        stem = stem.rpartition(".")[0]
    return _as_id(stem)


def alleged_text(data: bytes) -> str:
    """The text of a file, as far as it can be read."""
    return data.decode(utf_16_order(data) or "utf-8", errors="replace")


def _as_id(text: str) -> str:
    if re.fullmatch(ID_PATTERN, text):
        return text
    return _NO_ID.sub("-", text.lower()).strip("-")
