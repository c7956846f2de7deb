"""The bytes of a file → text that is bounded, and what no text may hold."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Place, found
from generator.load.lines import Lines

# Five times the longest story that is known. Whatever a file holds, no stage may be busy with it
# for seconds, so all that they go through one by one is bounded here.
MAX_BYTES = 300_000
# A machine writes the lock: 300 bytes for each quotation of the whole site.
MAX_LOCK_BYTES = 100_000_000
# And what live pages had of them: 200 bytes for each, and the words that have changed.
MAX_RECHECKS_BYTES = 30_000_000
# And the addresses of a story's sentences, with those of sentences that are gone.
MAX_ADDRESSES_BYTES = 1_000_000
# And translations, which have the original beside each of them.
MAX_TRANSLATION_BYTES = 1_000_000
# And a list of what was verified: 250 bytes for each quotation.
MAX_STAMPED_LIST_BYTES = 50_000_000
# And what a story said in each of its published versions.
MAX_HISTORY_BYTES = 2_000_000
MAX_LINE = 5_000
# What is wrong with a file is looked for no further when there is so much of it.
MAX_PROBLEMS = 1_000
# Lines, and values; a lock may have one for each 10 characters, which is twice what it has.
_MOST = 30_000
# C0 and C1 controls, DEL, lone CR and Unicode's own line ends (PyYAML counts those as lines, no
# editor does), bidirectional embeddings, overrides and isolates, surrogates, noncharacters, and a
# byte order mark that is not at the start.
BAD_CHARACTER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
    "\ufdd0-\ufdef"
    + "".join(chr(at) + chr(at + 1) for at in range(0xFFFE, 0x110000, 0x10000))
    + "]"
)  # fmt: skip
_ADVICE = {"\r": "Save the file with the line ends of Unix or of Windows."}
# A text with fewer zero bytes has them by mistake.
_FEWEST_ZEROS = 4
# The bytes of ASCII that content may hold.
_ORDINARY = bytes([0x09, 0x0A, *range(0x20, 0x7F)])


def decode(data: bytes, path: str, most: int = MAX_BYTES) -> tuple[str, list[Diagnostic]]:
    """Decode a file's bytes, `most` at the most; line ends become LF.

    Returns:
        The text, empty if something is wrong, and what that is.
    """
    if len(data) > most:
        message = f"the file has {len(data):,} bytes; {most:,} are allowed"
        return "", [found("too-large", Place(path), message)]
    if utf_16_order(data):
        return "", [found("not-utf8", Place(path), "the file is UTF-16 text")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace")
        column = len(before) - (before.rfind("\n") + 1) + 1
        place = Place(path, before.count("\n") + 1, column)
        message = f"the byte 0x{data[error.start]:02x} is not part of UTF-8 text"
        line = data.decode("utf-8", errors="replace").split("\n")[place.line - 1]
        shown = line if len(line) <= MAX_LINE else ""
        return "", [found("not-utf8", place, message, line=shown)]
    text = text.replace("\r\n", "\n")
    too_long = [*_too_long(text, path)]
    return ("", too_long) if too_long else (text, [])


def utf_16_order(data: bytes) -> str:
    """The codec for bytes that are UTF-16 text, with a byte order mark or without; else nothing.

    No other text has a zero byte; in this one every ASCII character has one, as in all keys,
    which a colon follows.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    zeros = data.count(0)
    is_share = len(data) <= zeros * 8 and zeros * 2 <= len(data) + 2
    if zeros < _FEWEST_ZEROS or not is_share or b":" not in data:
        return ""
    return "utf-16-be" if data[::2].count(0) > zeros // 2 else "utf-16-le"


def max_lines(text: str) -> int:
    """How many lines a text may have, or values."""
    return max(_MOST, len(text) // 10)


def _too_long(text: str, path: str) -> Iterator[Diagnostic]:
    """Where there is too much of a text: of its lines, or in one of them."""
    count, most = text.count("\n"), max_lines(text)
    if count > most:
        message = f"the file has {count:,} lines; {most:,} are allowed"
        yield found("too-large", Place(path), message)
        return
    start = number = 0
    while len(text) - start > MAX_LINE:
        # The last line that ends within reach: whatever ends before it is short enough.
        end = text.rfind("\n", start, start + MAX_LINE + 1)
        if end < 0:
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            message = f"the line has {end - start:,} characters; {MAX_LINE:,} are allowed"
            place = Place(path, number + 1, MAX_LINE + 1)
            yield found("too-large", place, message, line=text[start : start + MAX_LINE])
        number += text.count("\n", start, end + 1)
        start = end + 1


def has_bad_character(text: str) -> bool:
    """Whether a character stands in a text that content may not hold.

    It is asked of every file as a whole. Nearly all that stands there is plain ASCII, which goes
    away at once; of the rest each character is looked at once.
    """
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY)
    return BAD_CHARACTER.search("".join(set(rest.decode("utf-8", "surrogatepass")))) is not None


def bad_characters(lines: Lines, path: str) -> Iterator[Diagnostic]:
    """Where such characters stand."""
    left = MAX_PROBLEMS
    for number, line in enumerate(lines, 1):
        for match in BAD_CHARACTER.finditer(line):
            place = Place(path, number, match.start() + 1)
            if not left:
                yield too_many_problems(place, line)
                return
            left -= 1
            message = f"the character U+{ord(match[0]):04X} is not allowed"
            yield found("bad-character", place, message, _ADVICE.get(match[0], ""), line)


def merge_conflicts(lines: Lines, path: str) -> Iterator[Diagnostic]:
    """Where Git has left both versions of a place in a file."""
    if "<<<<<<<" not in lines.text:
        return
    left = MAX_PROBLEMS
    for number, line in enumerate(lines, 1):
        if not line.startswith("<<<<<<< ") and line != "<<<<<<<":
            continue
        place = Place(path, number, 1, 7)
        if not left:
            yield too_many_problems(place, line)
            return
        left -= 1
        yield found("merge-conflict", place, "a merge has left two versions here", line=line)


def too_many_problems(place: Place, line: str) -> Diagnostic:
    """The last diagnostic of a file that has no end of mistakes."""
    message = f"more than {MAX_PROBLEMS:,} mistakes: what follows has not been looked at"
    return found("too-large", place, message, "Fix what stands above it.", line)
