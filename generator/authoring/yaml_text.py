"""Text → YAML that the strict loader reads back as that very text.

Several ways of writing are tried, the plainest first, and the loader itself says whether one will
do: there are no rules here that could differ from its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.load import plain_value
from generator.load.parse import BAD_CHARACTER, parse
from generator.model.invisible import find_needless_invisible

Fields: TypeAlias = Mapping[str, str | Sequence[str]]
"""Keys with their texts or lists of texts, in the order in which they are written."""

# What other programs would take for a number, a truth, nothing or a merge of mappings; our loader
# takes all for text.
_NO_TEXT = re.compile(
    r"[-+]?(?:\d[\d_,]*\.?\d*(?:e[-+]?\d+)?|\.\d+|\.inf|0[xo][\da-f]+)|\.nan|~"
    r"|0b[01_]+|[-+]?\d+(?::[0-5]?\d)+(?:\.\d*)?|[-+]\.inf"
    r"|true|false|yes|no|on|off|null|[yn]|<<|=",
    re.IGNORECASE,
)


LONGEST = 4_500
"""A line of content has no more than `MAX_LINE` characters, some of them margin, key and quotes."""


class UnwritableError(ValueError):
    """The text has a character that content may not hold; the message says which."""


def scalar(text: str) -> str:
    """Write one line of text as a YAML value.

    Raises:
        UnwritableError: no way of writing it is read back as the same text.
    """
    if bad := BAD_CHARACTER.search(text):
        raise UnwritableError(f"it has the character U+{ord(bad[0]):04X}")
    if len(text) > LONGEST:
        raise UnwritableError(f"it has more than {LONGEST:,} characters")
    for written in _candidate_styles(text):
        root, _, problems = parse(f"- key: {written}\n", "")
        if root is not None and not problems and plain_value(root) == [{"key": text}]:
            return written
    raise UnwritableError("it cannot be written in one line")


def flow_mapping(fields: Mapping[str, str]) -> str:
    """Write a mapping in braces, on one line.

    Raises:
        UnwritableError: a text cannot be written; the message names its key.
    """
    pairs = []
    for key, text in fields.items():
        try:
            written = scalar(text)
        except UnwritableError as error:
            raise UnwritableError(f"'{key}' cannot be written: {error}") from error
        for each in (written, f'"{text}"', "'" + text.replace("'", "''") + "'"):
            root, _, problems = parse(f"- {{key: {each}, next: one}}\n", "")
            if root and not problems and plain_value(root) == [{"key": text, "next": "one"}]:
                pairs.append(f"{key}: {each}")
                break
        else:
            raise UnwritableError(f"'{key}' cannot be written in one line")
    return f"{{{', '.join(pairs)}}}"


def without_bad_characters(text: str) -> str:
    """A text on one line without the characters that content may not hold, or that nobody sees."""
    text = BAD_CHARACTER.sub(" ", text)
    # What is needless may be so only once another is gone.
    while unseen := {at for at, _ in find_needless_invisible(text)}:
        text = "".join(char for at, char in enumerate(text) if at not in unseen)
    return " ".join(text.split())


def _candidate_styles(text: str) -> Iterator[str]:
    if not _NO_TEXT.fullmatch(text):
        yield text
    if '"' not in text and "\\" not in text:
        yield f'"{text}"'
    yield "'" + text.replace("'", "''") + "'"


def mapping_lines(fields: Fields) -> list[str]:
    """The lines `key: value`; a list has a line for each of its texts.

    Raises:
        UnwritableError: a text cannot be written; the message names its key.
    """
    lines = []
    for key, value in fields.items():
        try:
            if isinstance(value, str):
                lines.append(f"{key}: {scalar(value)}")
            else:
                lines += [f"{key}:", *(f"  - {scalar(each)}" for each in value)]
        except UnwritableError as error:
            raise UnwritableError(f"'{key}' cannot be written: {error}") from error
    return lines
