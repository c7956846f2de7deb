"""How many things a text lists: "in Norwegen, Malta und Chad" lists three."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.verify.figures.cldr.data import data, is_cased

_CLAUSE = re.compile(r"[;:.!?()\[\]|؛؟。]")
_COMMA = re.compile(r"[,،、]")
_LEAST = 3


def list_lengths(text: str, locale: str) -> frozenset[int]:
    """The lengths that lists of three things or more in a text may have."""
    found: set[int] = set()
    for clause in _CLAUSE.split(text):
        commas, joints = len(_COMMA.findall(clause)), len(_joint(locale).findall(clause))
        found.update((commas + 1, commas + joints + 1, commas + min(joints, 1) + 1))
    return frozenset(length for length in found if length >= _LEAST)


@lru_cache(maxsize=64)
def _joint(locale: str) -> re.Pattern[str]:
    """What stands before the last thing of a list, such as "and"."""
    joint = data(locale)["list_patterns"]["standard"]["end"].replace("{0}", "").replace("{1}", "")
    joint = joint.strip(" ,،、\u00a0")
    stop = r"\s" if is_cased(locale) else ""
    return re.compile(rf"\s{re.escape(joint)}{stop}" if joint else "(?!)")
