"""Reads one whole number from the pieces of number words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from generator.verify.figures.spelled.grammar import Atom, Grammar, Part


class Piece(NamedTuple):
    """An atom with its place; `joint` is what parts it from the last: "", " " or "-"."""

    atom: Atom
    start: int
    end: int
    joint: str


class Cardinal(NamedTuple):
    """A number read: its value, where the next piece is, and how it was made.

    `bare` marks a scale or hundred that nothing multiplies, `vague` one in the plural.
    """

    value: int | Fraction
    next: int
    bare: bool = False
    vague: bool = False


_HALF = Fraction(1, 2)
_ABOVE_ALL = 10**30
_NO_ATOM = Atom(Part.STOP)


def cardinal(pieces: Sequence[Piece], start: int, grammar: Grammar) -> Cardinal | None:
    """The longest number that begins with a piece, or None.

    Looks at a bounded number of pieces: each part of a number is smaller than the last.
    """
    reader = _Reader(pieces, start, grammar)
    while reader.step():
        pass
    return reader.result()


class _Reader:
    """A number being read: finished parts with their scales, and a group below a thousand."""

    def __init__(self, pieces: Sequence[Piece], start: int, grammar: Grammar) -> None:
        self._pieces = pieces
        self._start = start
        self._grammar = grammar
        self._at = start
        self._parts: list[tuple[int | Fraction, int]] = []
        self._group: int | Fraction = 0
        self._has_group = False
        # What the next addend of the group must be smaller than, now and before the last one.
        self._room = self._room_before = 1000
        self._last = 0
        self._group_after_and = False
        # What was read before the group, and before its last addends below a hundred.
        self._before_group: Cardinal | None = None
        self._before_small: Cardinal | None = None
        self._cut: Cardinal | None = None
        self._bare = self._vague = False

    def step(self) -> bool:
        """Read the next piece, if it belongs to the number."""
        begun = self._at > self._start
        at, joined = self._at, False
        if begun and self._atom(at).part is Part.AND:
            at, joined = at + 1, True
        atom = self._atom(at)
        if at >= len(self._pieces):
            return False
        if joined and not self._may_join(at):
            return self._half_more(at)
        match atom.part:
            case Part.ADD:
                done = (
                    self._add(int(atom.value), joined, at)
                    if (atom.value.denominator == 1)
                    else self._add_fraction(atom.value)
                )
            case Part.HUNDRED:
                done = self._hundred(atom, joined, at)
            case Part.SCALE | Part.DUAL:
                done = self._scale(atom, joined)
            case Part.HALF_MORE:
                done = self._more(1)
            case _:
                return self._half_more(at) if joined else False
        if done:
            self._at = at + 1
        return done

    def result(self) -> Cardinal | None:
        """What was read."""
        return self._cut or (self._so_far() if self._at > self._start else None)

    def _atom(self, at: int) -> Atom:
        return self._pieces[at].atom if at < len(self._pieces) else _NO_ATOM

    def _so_far(self) -> Cardinal:
        total = self._group + sum(value for value, _ in self._parts)
        return Cardinal(total, self._at, self._bare, self._vague)

    def _apart(self, at: int) -> bool:
        return " " in (self._pieces[at].joint, self._pieces[at - 1].joint)

    def _may_join(self, at: int) -> bool:
        """Whether "and" may stand before a piece; in compounds it always may."""
        if self._grammar.and_required or not self._apart(at):
            return True
        value = self._atom(at).value
        last = self._last if self._has_group else self._parts[-1][1]
        return any(last in before and value in behind for before, behind in self._grammar.ands)

    def _add(self, value: int, joined: bool, at: int) -> bool:  # noqa: FBT001
        grammar = self._grammar
        begun = self._has_group or bool(self._parts)
        merged = 0 if joined else grammar.merges.get((self._last, value), 0)
        if self._has_group and merged and merged < self._room_before:
            self._group += merged - self._last
            value, room = merged, self._room_before
        elif self._is_tens_behind_units(value, joined, at):
            self._group += value
            room = self._room_before
        elif begun and (value == 0 or (grammar.and_required and not joined)):
            return False
        elif value < self._room:
            if not self._has_group:
                self._open_group(joined)
            elif value < 100 <= self._room:
                self._before_small = self._so_far()
            self._group += value
            room = self._room
        else:
            return False
        self._has_group, self._bare = True, False
        self._room_before, self._last, self._room = room, value, self._room_behind(value)
        return True

    def _is_tens_behind_units(self, value: int, joined: bool, at: int) -> bool:  # noqa: FBT001
        grammar = self._grammar
        if not (grammar.units_first and joined and self._has_group):
            return False
        if self._apart(at) and not grammar.units_apart:
            return False
        is_tens = value % 10 == 0 and 20 <= value <= 90
        return is_tens and 1 <= self._last <= 9 and value < self._room_before

    def _room_behind(self, value: int) -> int:
        if value in self._grammar.rooms:
            return self._grammar.rooms[value]
        if value and value % 100 == 0:
            return 100
        tens = value and value % 10 == 0 and value > 10 and not self._grammar.units_first
        return 10 if tens else 1

    def _open_group(self, joined: bool) -> None:  # noqa: FBT001
        if self._parts:
            self._before_group = self._so_far()
        self._group_after_and = joined

    def _add_fraction(self, value: int | Fraction) -> bool:
        if self._has_group or self._parts:
            return False
        self._group, self._has_group, self._room = value, True, 0
        return True

    def _more(self, unit: int) -> bool:
        """Add half of a unit to the number."""
        if not (self._has_group or self._parts) or self._group.denominator != 1:
            return False
        self._group += unit * _HALF
        self._has_group, self._room, self._last = True, 0, 0
        return True

    def _half_more(self, at: int) -> bool:
        """Read "and a half"."""
        if self._atom(at).part is Part.ADD and self._atom(at).value == 1:
            at += 1
        if self._atom(at).part is not Part.HALF:
            return False
        scale = self._parts[-1][1] if self._parts and not self._has_group else 1
        following = self._atom(at + 1)
        if following.part is Part.COLLECTIVE:
            return False
        # Half of another scale is a number by itself.
        if following.part is Part.SCALE and scale not in (1, following.value):
            return False
        if not self._more(scale):
            return False
        self._at = at + 1
        if scale != 1 and following.part is Part.SCALE:
            # "A million and a half million": Arabic names the scale again.
            self._at += 1
            return False
        return True

    def _hundred(self, atom: Atom, joined: bool, at: int) -> bool:  # noqa: FBT001
        if not self._has_group or joined:
            if atom.plural and not self._has_group:
                return False
            bare = not self._has_group and not self._parts
            done = self._add(100, joined, at)
            self._bare = done and bare
            return done
        below = self._last if self._group >= 100 else self._group
        if self._group >= 100 or not 1 <= below < self._grammar.hundreds_to:
            self._cut = self._before_small
            return False
        lowest = self._parts[-1][1] if self._parts else 10**6
        if self._group * 100 >= lowest or self._group.denominator != 1:
            self._cut = self._before_group
            return False
        self._group *= 100
        self._room = self._room_before = self._last = 100
        return True

    def _scale(self, atom: Atom, joined: bool) -> bool:  # noqa: FBT001
        scale = int(atom.value)
        if atom.part is Part.DUAL and atom.plural and not self._is_dual():
            atom = Atom(Part.SCALE, scale)
        alone = joined or atom.part is Part.DUAL
        if alone and self._has_group:
            # A scale behind "and" multiplies nothing, and the group before it is a part.
            return False
        begun = self._has_group or bool(self._parts)
        if not begun:
            is_scale = atom.part is Part.SCALE
            self._bare, self._vague = is_scale, is_scale and atom.plural
        elif self._bare and self._vague:
            return False
        elif self._parts and not self._has_group:
            self._bare = False
        if alone or not begun:
            product = scale * (2 if atom.part is Part.DUAL else 1)
            return self._push(product, scale)
        return self._multiply(atom, scale)

    def _is_dual(self) -> bool:
        """Whether "ألفا" is two thousand ("ألفا شخص"), and not a thousand that is counted."""
        return not self._has_group and self._atom(self._at + 1).part is not Part.AND

    def _multiply(self, atom: Atom, scale: int) -> bool:
        most = self._grammar.plural_to if atom.plural else 0
        if self._has_group and most and self._group > most:
            self._cut = self._before_group
            return False
        counted, parts = self._group, list(self._parts)
        stacks = not (most and self._group_after_and)
        while parts and parts[-1][1] < scale and stacks:
            counted += parts.pop()[0]
        lowest = parts[-1][1] if parts else _ABOVE_ALL
        if counted * scale >= lowest or counted == 0:
            self._cut = self._before_group if self._has_group else None
            return False
        self._parts = parts
        self._before_group = None
        # "Hunderttausende", but "hundert Millionen".
        self._vague = atom.plural and not self._pieces[self._at].joint
        return self._push(counted * scale, scale)

    def _push(self, product: int | Fraction, scale: int) -> bool:
        if self._parts and product >= self._parts[-1][1]:
            return False
        self._parts.append((product, scale))
        self._group, self._has_group, self._last = 0, False, 0
        self._room = self._room_before = min(1000, scale)
        self._before_small = None
        return True
