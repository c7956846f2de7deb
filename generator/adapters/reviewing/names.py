"""Who reads: the name that somebody types once, and the browser keeps."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, unquote

from generator.adapters.reviewing.desk import OpenDesk
from generator.adapters.reviewing.messages import ROOT
from generator.load.parse import BAD_CHARACTER
from generator.model.invisible import find_needless_invisible
from generator.verify.reviews import may_review

LONGEST = 200
"""How many characters a name may have."""
_COOKIE = "explainer-reviewer"
_HALF_A_YEAR = 180 * 24 * 3600


def tidy(name: str) -> str:
    """A name with single spaces and none around it."""
    return " ".join(name.split())


def name_problem(desk: OpenDesk, name: str) -> str:
    """What is wrong with the name of a reviewer, in the words of the site; empty if nothing is."""
    text, reviewers = desk.renderer.wording.text, desk.index.settings.reviewers
    if not name:
        return text("Say who you are first.")
    if (
        len(name) > LONGEST
        or BAD_CHARACTER.search(name)
        or any(find_needless_invisible(name))
        or not any(map(str.isalnum, name))
    ):
        return text("This cannot be a name.")
    if not may_review(name, reviewers):
        return text("This name is not among the reviewers in site.yml.")
    return ""


def cookie_of(name: str) -> str:
    """The value of a `Set-Cookie` that keeps a name."""
    return (
        f"{_COOKIE}={quote(name, safe='')}; Path={ROOT}; Max-Age={_HALF_A_YEAR}; HttpOnly; "
        "SameSite=Strict"
    )


def name_in_cookie(values: Iterable[str]) -> str:
    """The name that a browser has kept; empty if it has none."""
    for row in ";".join(values).split(";"):
        key, _, value = row.strip().partition("=")
        if key == _COOKIE:
            return tidy(unquote(value, errors="replace"))
    return ""
