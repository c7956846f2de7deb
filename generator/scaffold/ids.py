"""Ids from titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from generator.authoring.ids import unused_id

_LONGEST = 60


def proposed_id(title: str, taken: Collection[str], otherwise: str) -> str:
    """An id that is like a title and is not taken.

    Args:
        title: any text; accents are dropped, and of other scripts only the digits are left.
        taken: the ids that there are.
        otherwise: the id where the title gives no letters; it stands before the title's digits.
    """
    plain = unicodedata.normalize("NFKD", title.casefold())
    plain = re.sub(r"['’´`]|[\u0300-\u036f]", "", plain)
    id = ""
    for word in re.findall(r"[a-z0-9]+", plain):
        if len(id) + len(word) >= _LONGEST:
            break
        id += f"-{word}" if id else word
    if not re.search(r"[a-z]", id):
        id = f"{otherwise}-{id}" if id else otherwise
    return unused_id(id, taken)
