"""Ids from titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_LONGEST = 60


def proposed_id(title: str, taken: Collection[str], otherwise: str) -> str:
    """An id that is like a title and is not taken.

    Args:
        title: any text; accents are dropped, and what has no Latin letters gives nothing.
        taken: the ids that there are.
        otherwise: the id where the title gives none.
    """
    plain = unicodedata.normalize("NFKD", title.casefold())
    plain = re.sub(r"['’´`]|[\u0300-\u036f]", "", plain)
    id = ""
    for word in re.findall(r"[a-z0-9]+", plain):
        if len(id) + len(word) >= _LONGEST:
            break
        id += f"-{word}" if id else word
    id = id or otherwise
    found, number = id, 2
    while found in taken:
        found, number = f"{id}-{number}", number + 1
    return found
