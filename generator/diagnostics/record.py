"""The record of one problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from generator.diagnostics.codes import CODES


class Severity(StrEnum):
    """`error`: the site is not built. `warning`: it is, unless the build is strict."""

    ERROR = "error"
    WARNING = "warning"


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


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: its code, its place, the line it stands in, and what to do about it."""

    code: str
    place: Place
    message: str
    help: str
    source_line: str = ""

    @property
    def severity(self) -> Severity:
        """As the catalogue has it for the code."""
        return Severity(CODES[self.code].severity)


def found(code: str, place: Place, message: str, help: str = "", line: str = "") -> Diagnostic:
    """Make a diagnostic; without `help` it gets the advice that the catalogue gives for its code.

    Raises:
        KeyError: there is no such code in the catalogue.
    """
    return Diagnostic(code, place, message, help or CODES[code].advice, line)


def worst_first(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Errors before warnings, then by file, line and column; the same one is kept once."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda d: (d.severity != Severity.ERROR, d.place, d.code, d.message))


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `text` is most likely a misspelling of, or None if none is near."""
    folded = {name.casefold(): name for name in sorted(known)}
    best = process.extractOne(text.casefold(), list(folded), scorer=fuzz.ratio, score_cutoff=75)
    return folded[best[0]] if best else None


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """Advice that names the nearest known name, or an empty text."""
    near = nearest(text, known)
    return f"Did you mean '{near}'?" if near else ""
