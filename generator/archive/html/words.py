"""The text of a marked tree → the words that a reader sees.

The marks are those of `visibility`: U+0000 and a letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.archive.copytext import CopyText, Mark, Stretch
from generator.archive.html.raised import set_raised

_QUOTES = (("“", "”"), ("‘", "’"))
# Pushed by one mark and popped by another; of each kind the last that is not popped holds.
_PUSH = {"A": ("visibility", "hidden"), "B": ("visibility", ""), "C": ("size", "hidden"),
         "D": ("size", ""), "I": ("ink", "hidden"), "J": ("ink", ""), "K": ("indent", "hidden"),
         "L": ("indent", ""), "S": ("svg", "hidden"), "T": ("svg", ""), "U": ("case", "upper"),
         "W": ("case", "lower"), "X": ("case", "title"), "Y": ("case", "")}  # fmt: skip
_POP = {"b": "visibility", "d": "size", "j": "ink", "l": "indent", "t": "svg", "y": "case"}
_KEPT = frozenset("^*_.Ff")
_WORD_START = re.compile(r"(?<![\w'’])[^\W\d_]")


@dataclass(slots=True)
class _Reader:
    """The words so far, and what holds of the next."""

    parts: list[str] = field(default_factory=list)
    depth: int = 0
    unseen: int = 0
    quotes: int = 0
    stacks: dict[str, list[str]] = field(default_factory=dict)
    pictures: list[int] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Add what is seen."""
        if not text or self.depth or self.unseen:
            return
        case = self.stacks.get("case")
        if case and case[-1]:
            text = _in_case(text, case[-1], self.parts[-1][-1:] if self.parts else "")
        self.parts.append(text)

    def push(self, key: str, value: str) -> None:
        """From here on a value holds."""
        stack = self.stacks.setdefault(key, [])
        self.unseen += (value == "hidden") - (stack[-1:] == ["hidden"])
        stack.append(value)

    def pop(self, key: str) -> None:
        """From here on the value before holds."""
        stack = self.stacks.get(key)
        if stack:
            value = stack.pop()
            self.unseen += (stack[-1:] == ["hidden"]) - (value == "hidden")


def read_words(text: str, alternatives: Sequence[str]) -> CopyText:
    """The words of a marked text.

    Args:
        text: the text of the marked tree.
        alternatives: the texts that stand for pictures, in the order of their marks' numbers.

    Returns:
        The words; behind them, each on a line of its own, the texts of the pictures that are
        shown. Captions and these are told as such.
    """
    first, *rest = text.split("\0")
    reader = _Reader()
    reader.add(first)
    for part in rest:
        _apply_mark(reader, part[:1], part[1:])
    words, stretches = _captions(set_raised("".join(reader.parts)))
    for number in reader.pictures:
        alternative = alternatives[number]
        words += "\n"
        end = len(words) + len(alternative)
        stretches.append(Stretch(Mark.ALTERNATIVE, len(words), end))
        words += alternative
    return CopyText(words, tuple(stretches))


def _apply_mark(reader: _Reader, mark: str, text: str) -> None:
    """Do what a mark says, and add the text behind it."""
    if mark == "H":
        reader.depth += 1
    elif mark == "h":
        reader.depth -= 1
    elif mark in _PUSH:
        reader.push(*_PUSH[mark])
    elif mark in _POP:
        reader.pop(_POP[mark])
    elif mark in _KEPT:
        # These stand in pairs; what is empty between two of them is dropped later.
        reader.parts.append("\0" + mark)
    elif mark == "q":
        reader.add(_QUOTES[reader.quotes % 2][0])
        reader.quotes += 1
    elif mark == "Q":
        reader.quotes -= 1
        reader.add(_QUOTES[reader.quotes % 2][1])
    elif mark == "a":
        number, _, text = text.partition(";")
        if not reader.depth and not reader.unseen:
            reader.pictures.append(int(number))
    reader.add(text)


def _in_case(text: str, case: str, before: str) -> str:
    if case == "upper":
        return text.upper()
    if case == "lower":
        return text.lower()
    start = 1 if before.isalnum() and text[:1].isalpha() else 0
    return text[:start] + _WORD_START.sub(lambda found: found[0].title(), text[start:])


def _captions(text: str) -> tuple[str, list[Stretch]]:
    """The text without the marks of captions, and where the captions are."""
    parts: list[str] = []
    stretches: list[Stretch] = []
    opened: list[int] = []
    length = 0
    for at, part in enumerate(text.split("\0")):
        if at:
            if part[:1] == "F":
                opened.append(length)
            elif part[:1] == "f" and opened:
                start = opened.pop()
                if length > start:
                    stretches.append(Stretch(Mark.CAPTION, start, length))
        words = part[1:] if at else part
        parts.append(words)
        length += len(words)
    return "".join(parts), sorted(stretches, key=lambda each: (each.start, -each.end))
