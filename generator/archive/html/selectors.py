"""What can be told of a selector by looking at it."""

from __future__ import annotations

import re

from generator.archive.html.stylesheet import split_list

_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_NEEDED = re.compile(r"[.#](-?[\w-]+)")
_PART = re.compile(
    r"(?P<id>#)|(?P<function>:[\w-]+)\(|(?P<middle>\.|\[[^\]]*\]|(?<!:):(?=[\w-]))"
    r"|(?P<low>::|(?<![\w.#:\\-])[a-zA-Z])"
)
# A rule with such a thing in its list of selectors is none.
_NO_SELECTOR = re.compile(r"[%!?$;{}/]")


def is_invalid(selector: str) -> bool:
    """Whether it can be no selector, so that a rule with it in its list is no rule."""
    return not selector or _NO_SELECTOR.search(bare(selector)) is not None


def needed_names(selector: str) -> set[str]:
    """The classes and ids without which a selector matches nothing."""
    outer = bare(selector)
    if "\\" in outer:
        return set()
    return {name.lower() for name in _NEEDED.findall(outer)}


def bare(selector: str) -> str:
    """A selector without what stands in its brackets."""
    if "(" not in selector and "[" not in selector:
        return selector
    while (shorter := _IN_BRACKETS.sub("", selector)) != selector:
        selector = shorter
    return selector


def specificity(selector: str) -> tuple[int, int, int]:
    """How specific a selector is: its ids, its classes and the like, its elements."""
    total = [0, 0, 0]
    at = 0
    while found := _PART.search(selector, at):
        at = found.end()
        if found["function"]:
            inner, at = _argument(selector, at)
            for place, count in enumerate(_of_function(found["function"][1:].lower(), inner)):
                total[place] += count
        else:
            total[0 if found["id"] else 1 if found["middle"] else 2] += 1
    return total[0], total[1], total[2]


def _of_function(name: str, inner: str) -> tuple[int, int, int]:
    if name == "where":
        return 0, 0, 0
    if name in ("is", "not", "has", "matches", "-webkit-any"):
        return max(map(specificity, split_list(inner)), default=(0, 0, 0))
    return 0, 1, 0


def _argument(selector: str, at: int) -> tuple[str, int]:
    """What stands in the bracket that was opened before `at`, and where that ends."""
    depth = 1
    for end in range(at, len(selector)):
        depth += {"(": 1, ")": -1}.get(selector[end], 0)
        if depth == 0:
            return selector[at:end], end + 1
    return selector[at:], len(selector)
