"""The record of one problem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.diagnostics.codes import CODES
from generator.pickling import pickled_by_values


class Severity(StrEnum):
    """`error`: the site is not built. `warning`: it is, unless the build is strict."""

    ERROR = "error"
    WARNING = "warning"


@pickled_by_values
@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands.

    `file` is a path with `/`, relative to the site's folder; `line` and `column` count from 1,
    in characters, and are 0 where the file as a whole is meant. `width` is how many characters
    are marked.
    """

    file: str
    line: int = 0
    column: int = 0
    width: int = 1


@pickled_by_values
@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Characters of one line, and what is to stand there in their place.

    `was` is what stands at `place` now: an edit of a text that has changed since is not made.
    `prose` marks an edit of what readers read: a statement, the words of a quotation.
    """

    place: Place
    was: str
    text: str
    prose: bool = False


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: its code, its place, the line it stands in, and what to do about it.

    `fix` holds edits that belong together, where there is exactly one right answer.
    """

    code: str
    place: Place
    message: str
    help: str
    source_line: str = ""
    fix: tuple[Edit, ...] = ()

    @property
    def severity(self) -> Severity:
        """As the catalogue has it for the code."""
        return Severity(CODES[self.code].severity)


def found(
    code: str,
    place: Place,
    message: str,
    help: str = "",
    line: str = "",
    fix: tuple[Edit, ...] = (),
) -> Diagnostic:
    """Make a diagnostic; without `help` it gets the advice that the catalogue gives for its code.

    Raises:
        KeyError: there is no such code in the catalogue.
    """
    return Diagnostic(code, place, message, help or CODES[code].advice, line, fix)


def worst_first(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Errors before warnings, causes before what follows from them, then by file, line and column.

    The same one is kept once.
    """
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=_rank)


def _rank(diagnostic: Diagnostic) -> tuple[bool, bool, Place, str, str]:
    is_warning, follows = diagnostic.severity != Severity.ERROR, CODES[diagnostic.code].follows
    return is_warning, follows, diagnostic.place, diagnostic.code, diagnostic.message


def closest_match(text: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like `text`, or None if none is near."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most content has nothing wrong

    folded = {name.casefold(): name for name in sorted(known)}
    best = process.extractOne(text.casefold(), list(folded), scorer=fuzz.ratio, score_cutoff=75)
    return folded[best[0]] if best else None


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """Advice that names the nearest known name, or an empty text."""
    near = closest_match(text, known)
    return f"Did you mean '{near}'?" if near else ""


def which_is_meant(names: Sequence[str]) -> str:
    """Advice that names all that a value may mean; there is one at least."""
    *others, last = (f"'{each}'" for each in names)
    return f"Did you mean {', '.join(others)} or {last}?" if others else f"Did you mean {last}?"


def certain_match(text: str, known: Iterable[str]) -> str | None:
    """Return the known name of which `text` must be a misspelling, or None if there is any doubt.

    It is stricter than `closest_match`, which is only shown to an editor: one or two letters may
    be wrong, no digit, and no other name may be nearly as close.
    """
    known = set(known)
    near = closest_match(text, known)
    if near is None or _digits(near) != _digits(text):
        return None
    shortest = min(len(text), len(near))
    most = 2 if shortest > 5 else 1 if shortest > 3 else 0
    away = _edit_distance(text, near)
    others = (_edit_distance(text, other) for other in known - {near})
    return near if away <= most and all(other > away + 1 for other in others) else None


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _edit_distance(one: str, other: str) -> int:
    """How many letters are wrong, swapped, missing or too many; case and hyphens are none."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    first, second = (re.sub(r"[-_ ]", "", name.casefold()) for name in (one, other))
    return int(OSA.distance(first, second))
