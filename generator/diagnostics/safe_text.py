"""Text of strangers made safe for terminals, code hosts, SARIF viewers and logs.

Values and file names come by pull request. A newline in one begins a line of its own, an escape
byte steers the terminal, a bidirectional control turns a message round, and a CI runner obeys
`::add-mask::` at the start of a line and `##[add-mask]` anywhere in it. Every character stands for
one character of the original, so that a caret below a line still points at its place.
"""

from __future__ import annotations

import json
import logging
import re
from typing import Any

REPLACEMENT = "�"

# C0 and C1 controls with DEL, bidirectional controls, line and paragraph separators, lone
# surrogates, marks and tags that nobody sees, noncharacters.
_UNSAFE_CLASS = (
    "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
_UNSAFE = re.compile(f"[{_UNSAFE_CLASS}]")
_UNSAFE_BUT_NEWLINE = re.compile(f"(?!\n)[{_UNSAFE_CLASS}]")
_SPACES = frozenset("\t\n\x0b\x0c\r\x85\u2028\u2029")
# Runners of GitHub and Azure look for the second kind in the whole line, that of TeamCity too.
_COMMAND = re.compile(r"\A\s*:(?=:)|##(?=\[|vso\[|teamcity\[)")


def safe_text(text: str) -> str:
    """One line of text without what steers a terminal or a CI runner.

    Tabs and line ends become spaces; other controls, bidirectional controls and lone surrogates
    become `�`, and so does the first sign of what a CI runner would take for a command.
    """
    if text.isascii() and text.isprintable() and ":" not in text and "#" not in text:
        return text
    return _COMMAND.sub(_disarmed, _UNSAFE.sub(_shown, text))


def safe_lines(text: str) -> str:
    """Text of several lines, each of them safe.

    Only for text whose values are safe already: a newline in a value would be kept.
    """
    return "\n".join(map(safe_text, text.split("\n")))


def safe_diff_line(line: str) -> str:
    """A line of a diff; its tabs and a carriage return at its end are kept, as `patch` needs."""
    body = line.removesuffix("\r")
    shown = "\t".join(_UNSAFE.sub(_shown, part) for part in body.split("\t"))
    return _COMMAND.sub(_disarmed, shown) + line[len(body) :]


def safe_json(value: Any) -> str:
    """A JSON document that reads as `value`, but holds none of these characters raw.

    Lone surrogates become `�`: many programs refuse a document with an escaped one.
    """
    document = json.dumps(value, ensure_ascii=False, indent=2)
    escaped = _UNSAFE_BUT_NEWLINE.sub(_escaped, document)
    # A string's `##[` is written otherwise; outside of strings there is none.
    return re.sub(r"##(?=\[|vso\[|teamcity\[)", r"#\\u0023", escaped)


class SafeValues(logging.Filter):
    """Makes the values that are put into a log's messages safe; the messages are the program's."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record's values; every record is kept."""
        if isinstance(record.args, tuple):
            record.args = tuple(map(_safe_value, record.args))
        return True


SAFE_VALUES = SafeValues()
"""The one filter: a logger that gets it twice has it once."""


class SafeFormatter(logging.Formatter):
    """Writes any logger's records, of other programs too, without what steers a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """A record's text; the lines of a message stay lines."""
        return safe_lines(super().format(record))


def _safe_value(value: object) -> object:
    return value if isinstance(value, int | float) else safe_text(str(value))


def _shown(found: re.Match[str]) -> str:
    return " " if found[0] in _SPACES else REPLACEMENT


def _disarmed(found: re.Match[str]) -> str:
    return found[0][:-1] + REPLACEMENT if found[0].endswith(":") else f"{REPLACEMENT}#"


def _escaped(found: re.Match[str]) -> str:
    if "\ud800" <= found[0] <= "\udfff":
        return REPLACEMENT
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
