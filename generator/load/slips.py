"""Slips of the keyboard that make a file no YAML, and that YAML's own message does not name.

The parser stops where it can make no sense of a text any more, which may be lines below the slip.
So what people do is tried the other way round: a slip is named if the file reads on without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from generator.diagnostics import Diagnostic, Edit, Place, found

# Each is tried by reading the file once more: a file so long that this takes its time has fewer.
_MOST_TRIED = 40
_MOST_CHARACTERS = 2_000_000
# How far above the place where the parser stops a quote mark may have been opened.
_LINES_ABOVE = 200
_WIDE_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACED = re.compile(rf"(?P<margin>[ {_WIDE_SPACES}]*)(?:-(?P<dash>[ {_WIDE_SPACES}]+))?"
                     rf"(?:\w+:(?P<colon>[ {_WIDE_SPACES}]+))?")  # fmt: skip
_MARK = re.compile(rf"([ {_WIDE_SPACES}]*)([–—−•·‣*])(?=[ {_WIDE_SPACES}])")
_TIGHT_DASH = re.compile(r"( *)-(?=[A-Za-z_]+:(?: |$))")
_TIGHT_COLON = re.compile(r"( *(?:- +)?)([A-Za-z_]+):(?=[^\s:/])")
_KEY = re.compile(r"( {2,})([A-Za-z_]+):(?: |$)")
_OPENED = re.compile(r"""(?: *(?:- +)*(?:\w+: +)?)(?P<quote>["'])(?P<rest>.*)""")
_BLOCK = re.compile(r"( *)(?:- +)*\w+: *[|>][-+0-9]* *(?:#.*)?")
_NAMES = {"–": "an en dash", "—": "an em dash", "−": "a minus sign", "*": "a star"}
ENTRY = 'each entry of a list begins with "- "'
"""What is said where the mark of a list's entry is missing."""


@dataclass(frozen=True, slots=True)
class _Slip:
    """What may be meant: other lines in the place of some, and what is said if that is it."""

    lines: Mapping[int, str]
    place: Place
    message: str
    advice: str
    can_be_fixed: bool = True


def find_slip(
    lines: Sequence[str], path: str, stopped: int, reads_to: Callable[[str], int]
) -> Diagnostic | None:
    """The slip that keeps a file from being read, if it is one of those that are known.

    Args:
        lines: the file's lines.
        path: how diagnostics name the file.
        stopped: the line at which the parser stopped, 1 being the first; 0 if it did not say.
        reads_to: gives for a text the line at which the parser stops; 0 if it reads all of it
            without a problem.
    """
    rows = list(lines)
    length = sum(map(len, rows)) + len(rows)
    tries = min(_MOST_TRIED, _MOST_CHARACTERS // length)
    slips = _slips(rows, path, stopped) if tries and stopped else ()
    for slip in islice(slips, tries):
        text = "\n".join(slip.lines.get(number, row) for number, row in enumerate(rows, 1))
        end = reads_to(text)
        if end == 0 or end > stopped:
            fix = _edits(rows, path, slip.lines) if end == 0 and slip.can_be_fixed else ()
            row = rows[slip.place.line - 1]
            return found("yaml-syntax", slip.place, slip.message, slip.advice, row, fix)
    return None


def _edits(rows: Sequence[str], path: str, lines: Mapping[int, str]) -> tuple[Edit, ...]:
    """What turns lines into others; the part that both have stays."""
    edits = []
    for number, new in lines.items():
        old = rows[number - 1]
        start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
        back = 0
        while back < min(len(old), len(new)) - start and old[-1 - back] == new[-1 - back]:
            back += 1
        # An edit takes at least one character's place.
        back = min(back, len(old) - start - 1)
        was = old[start : len(old) - back]
        place = Place(path, number, start + 1, len(was))
        edits.append(Edit(place, was, new[start : len(new) - back]))
    return tuple(edits)


def _slips(rows: Sequence[str], path: str, stopped: int) -> Iterator[_Slip]:
    outside = dict(_outside_blocks(rows))
    near = [number for number in range(stopped, max(0, stopped - 4), -1) if number in outside]
    yield from _wide_spaces(outside, path)
    yield from _other_marks(outside, path, near)
    yield from _tight_dashes(outside, path)
    yield from _forgotten_dashes(outside, path, [*near, stopped + 1])
    for number in near:
        yield from _tight_colon(rows[number - 1], number, path)
    for number in range(min(stopped, len(rows)), max(0, stopped - _LINES_ABOVE), -1):
        yield from _open_quote(rows[number - 1], number, path)
    yield from _unindented(rows, path, stopped)


def _outside_blocks(rows: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that are not the text below a '|' or '>', by their numbers."""
    inside: int | None = None
    for number, row in enumerate(rows, 1):
        margin = len(row) - len(row.lstrip(" "))
        if inside is not None and (not row.strip() or margin > inside):
            continue
        inside = margin if _BLOCK.fullmatch(row) else None
        if row.strip() and not row.lstrip().startswith("#"):
            yield number, row


def _wide_spaces(outside: Mapping[int, str], path: str) -> Iterator[_Slip]:
    """No-break and other wide spaces where only those of the space bar count."""
    new: dict[int, str] = {}
    for number, row in outside.items():
        if row.isascii() or not (match := _SPACED.match(row)):
            continue
        made = row
        for name in ("margin", "dash", "colon"):
            start, end = match.span(name)
            made = made[:start] + " " * (end - start) + made[end:] if start >= 0 else made
        if made != row:
            new[number] = made
    if new:
        number, made = next(iter(new.items()))
        row = outside[number]
        at = next(at for at, (a, b) in enumerate(zip(row, made, strict=True)) if a != b)
        where = "where the line begins" if not row[:at].strip() else "here"
        name = "a no-break space" if row[at] == "\u00a0" else f"the wide space U+{ord(row[at]):04X}"
        message = f"{name} stands {where}, which looks like a space and does not count as one"
        advice = "Type the space once more with the space bar."
        yield _Slip(new, Place(path, number, at + 1), message, advice)


def _other_marks(outside: Mapping[int, str], path: str, near: Sequence[int]) -> Iterator[_Slip]:
    """A dash or a bullet that is no hyphen as the mark of a list's entry."""
    marked = {number: match for number, row in outside.items() if (match := _MARK.match(row))}
    for numbers in (marked, [number for number in near if number in marked]):
        new = {}
        for number in numbers:
            match, row = marked[number], outside[number]
            new[number] = f"{' ' * len(match[1])}- {row[match.end() + 1 :]}"
        if new:
            first = min(new)
            mark = marked[first][2]
            what = f"'{mark}' ({_NAMES[mark]})" if mark in _NAMES else f"'{mark}'"
            message = f"{ENTRY}; here stands {what}"
            advice = f"Put a hyphen in the place of '{mark}'; a space follows it."
            yield _Slip(new, Place(path, first, marked[first].start(2) + 1), message, advice)


def _tight_dashes(outside: Mapping[int, str], path: str) -> Iterator[_Slip]:
    """A hyphen without a space behind it."""
    tight = {number: match for number, row in outside.items() if (match := _TIGHT_DASH.match(row))}
    if tight:
        new = {
            number: f"{match[1]}- {outside[number][match.end() :]}"
            for number, match in tight.items()
        }
        first = min(new)
        place = Place(path, first, len(tight[first][1]) + 1)
        message = f"{ENTRY}; here the space is missing"
        yield _Slip(new, place, message, "Put a space behind the hyphen.")


def _forgotten_dashes(
    outside: Mapping[int, str], path: str, near: Sequence[int]
) -> Iterator[_Slip]:
    """A key that begins an entry elsewhere in the file, without the mark of one."""
    for number in near:
        row = outside.get(number, "")
        if not (match := _KEY.match(row)):
            continue
        begin = f"{match[1][:-2]}- {match[2]}:"
        if any(other.startswith(begin) for other in outside.values()):
            place = Place(path, number, len(match[1]) + 1, len(match[2]))
            message = f"{ENTRY}; before '{match[2]}' it is missing"
            new = {number: f"{match[1][:-2]}- {row[match.end(1) :]}"}
            yield _Slip(new, place, message, f"Write '- {match[2]}:' here.")


def _tight_colon(row: str, number: int, path: str) -> Iterator[_Slip]:
    """A key whose colon has no space behind it."""
    if match := _TIGHT_COLON.match(row):
        new = f"{row[: match.end()]} {row[match.end() :]}"
        place = Place(path, number, match.start(2) + 1, len(match[2]) + 1)
        message = f"no space stands behind the colon of '{match[2]}'"
        yield _Slip({number: new}, place, message, "Put a space behind the colon.")


def _open_quote(row: str, number: int, path: str) -> Iterator[_Slip]:
    """A quote mark that is not closed in its line."""
    match = _OPENED.match(row)
    if match and match["quote"] not in match["rest"].replace("\\\\", "").replace('\\"', ""):
        place = Place(path, number, match.start("quote") + 1)
        message = "a quote mark was opened here and never closed"
        advice = "Close it where the text ends, or take it away."
        new = {number: row.rstrip() + match["quote"]}
        yield _Slip(new, place, message, advice, can_be_fixed=False)


def _unindented(rows: Sequence[str], path: str, stopped: int) -> Iterator[_Slip]:
    """Text below a '|' that is not indented."""
    for number in range(min(stopped, len(rows)), max(1, stopped - 3), -1):
        above = next((row for row in reversed(rows[: number - 1]) if row.strip()), "")
        if match := _BLOCK.fullmatch(above):
            place = Place(path, number, 1, max(1, len(rows[number - 1])))
            new = {number: f"{match[1]}  {rows[number - 1].lstrip()}"}
            message = f"the text of '{above.strip(' -').partition(':')[0]}' is not indented"
            advice = "Begin each line of the text with more spaces than the line of its key."
            yield _Slip(new, place, message, advice)
