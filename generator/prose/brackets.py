"""Brackets in prose that are meant as a citation or a mark, and are not written as one.

They would stand in the text as they are. In quotation marks they are the editor's insertions, and
are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Literal, NamedTuple, TypeAlias

from generator.model.base import ID_PATTERN
from generator.prose.quotation_marks import quotation_marks

_BRACKETS = re.compile(r"(?<!\\)\[(?!\s*(?:cf\.\s*)?@)([^\[\]]{1,200})\](?![(\[])")
_ROUND = re.compile(
    r"\(\s*((?:cf\.\s*)?@[^()\[\]@]{1,80}(?:[;,]\s*(?:cf\.\s*)?@[^()\[\]@]{1,80})*)\)"
)
_BARE = re.compile(rf"(?<![\w@/.;,\[(-])@{ID_PATTERN}(?![\w@/-])")
_NUMBER = re.compile(
    r"\^.*|(?:fn|note|ref)?[ .]{0,2}\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*", re.IGNORECASE
)
_PART = re.compile(rf"(cf\.\s*)?@?({ID_PATTERN})@?")
_EDITOR = frozenset({"editor", "editors", "ed", "eds", "editor's note", "editor's words"})
_DERIVED = re.compile(r"derived\b\s*:?\s*(.*)", re.IGNORECASE)
# Of one line so many are looked at: it is told of the first ones, and mended.
_MOST = 50
_STOP = re.compile(r"[.,;]?\s*$")
_NUMBERED = "The site numbers its footnotes itself. Cite a quotation by its id: [@id]."


KindOf: TypeAlias = Callable[[str], Literal["quotation", "source", ""]]
"""Says what has an id; nothing if it belongs to neither."""


class Meant(NamedTuple):
    """What stands from `start` to `end` of a line, and what it must be meant as.

    `text` is what has to stand there; it is empty where that is not certain.
    """

    start: int
    end: int
    message: str
    advice: str
    text: str = ""


def meant_brackets(line: str, kind_of: KindOf, *, is_uncited: bool) -> Iterator[Meant]:
    """Find what is meant as a citation or a mark.

    Args:
        line: the line without the marks at its end, with spaces in the place of code and of what
            it cites.
        kind_of: what has an id.
        is_uncited: whether the line cites nothing that can be read, so that brackets at its end
            are likely to be a citation even if nothing has their id.
    """
    found = [*_in_brackets(line, kind_of, is_uncited=is_uncited)]
    if "@" in line:
        found += _without_brackets(line, kind_of)
    if not found:
        return
    quoted = quotation_marks(line).quoted
    for each in found:
        if not any(mark.start < each.start < mark.end for mark in quoted):
            yield each


def _in_brackets(line: str, kind_of: KindOf, *, is_uncited: bool) -> Iterator[Meant]:
    for found in islice(_BRACKETS.finditer(line), _MOST):
        inside = found[1].strip()
        stop = _STOP.match(line, found.end())
        if _NUMBER.fullmatch(inside):
            yield Meant(*found.span(), f"'{found[0][:40]}' is no citation", _NUMBERED)
        elif inside.casefold().rstrip(".") in _EDITOR:
            yield _editor(found, len(line) if stop else 0)
        elif stop and (derived := _DERIVED.fullmatch(inside)):
            yield _derived(found, derived[1], len(line))
        else:
            yield from _ids(found, kind_of, is_likely=is_uncited and stop is not None)


def _editor(found: re.Match[str], end: int) -> Meant:
    """The mark of the editor's own words; `end` is that of the line if nothing stands behind it."""
    if not end:
        told = f"'{found[0]}' stands within the line, where it is text"
        return Meant(*found.span(), told, "Write [editor] at the very end of the line.")
    is_certain = found[1].strip().casefold() == "editor"
    told = f"'{found.string[found.start() : end].strip()}' is no mark"
    advice = "The editor's own words are marked with [editor], so and with nothing behind it."
    return Meant(found.start(), end, told, advice, "[editor]" if is_certain else "")


def _derived(found: re.Match[str], how: str, end: int) -> Meant:
    told = f"'{found[0][:40]}' is no mark"
    advice = "Say how it was worked out, at the very end of the line: [derived: how]."
    return Meant(found.start(), end, told, advice, f"[derived: {how}]" if how else "")


def _ids(found: re.Match[str], kind_of: KindOf, *, is_likely: bool) -> Iterator[Meant]:
    parts = [_PART.fullmatch(part.strip()) for part in re.split("[;,]", found[1])]
    ids = [part[2] for part in parts if part]
    if not ids or len(ids) < len(parts):
        return
    kinds = [kind_of(id) for id in ids]
    if not any(kinds) and not (is_likely and any(re.search(r"[\d-]", id) for id in ids)):
        return
    told = f"'{found[0][:80]}' is no citation: '@' stands before the id of a quotation"
    right = _group(part for part in parts if part)
    if "source" in kinds:
        source = ids[kinds.index("source")]
        advice = f"'{source}' is a source: cite one of its quotations, as in [@id]."
    elif all(kinds):
        advice = f"Did you mean {right}?"
    else:
        advice = f"Did you mean {right}? There is no such quotation yet."
    yield Meant(*found.span(), told, advice, right if set(kinds) == {"quotation"} else "")


def _without_brackets(line: str, kind_of: KindOf) -> Iterator[Meant]:
    for found in islice(_ROUND.finditer(line), _MOST):
        parts = [_PART.fullmatch(part.strip()) for part in re.split("[;,]", found[1])]
        if all(part and kind_of(part[2]) == "quotation" for part in parts):
            yield _to_bracket(found, _group(part for part in parts if part))
    rest = _ROUND.sub(lambda group: " " * len(group[0]), line)
    for found in islice(_BARE.finditer(rest), _MOST):
        if kind_of(found[0][1:]) == "quotation":
            yield _to_bracket(found, f"[{found[0]}]")


def _to_bracket(found: re.Match[str], right: str) -> Meant:
    told = f"'{found[0][:80]}' is no citation: it stands in no square brackets"
    return Meant(*found.span(), told, f"Did you mean {right}?", right)


def _group(parts: Iterator[re.Match[str]]) -> str:
    return f"[{'; '.join(f'cf. @{part[2]}' if part[1] else f'@{part[2]}' for part in parts)}]"
