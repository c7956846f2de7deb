"""Stamped lists: a line for each source's copy and each quotation that was found in one.

A line holds digests alone, so that a list may be published, and whoever has the words and the copy
can make it anew. One that is made for a later lock has the same line for what has not changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.digests import sha256_hex
from generator.model import Lock, LockedQuotation

HEAD = "Story Explainer, list of what was verified, version 1"
"""The first line of every list."""
_NAME_DIGITS = 16
_DIGEST = "sha256:[0-9a-f]{64}"
_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_LINE = re.compile(
    rf"source {_ID} copy {_DIGEST}"
    rf"|quotation {_ID} words {_DIGEST} in {_ID} copy {_DIGEST}"
    r" at [0-9]+ to [0-9]+ of (?:static|rendered) by rules [0-9]+"
)


class BadListError(Exception):
    """The bytes are no stamped list; the message says why."""


def source_line(id: str, copy: str) -> str:
    """The line of a source; `copy` is the digest of its copy, as the lock has it."""
    return f"source {id} copy {copy}"


def quotation_line(id: str, locked: LockedQuotation, copy: str, rules: int) -> str:
    """The line of a quotation that was found.

    Args:
        id: its id.
        locked: what the lock says of it.
        copy: the digest of its source's copy, as the lock has it.
        rules: the version of the normalisation rules that is the lock's.
    """
    # Which text the place is one in; whether another has the words as well is no part of it.
    text = "rendered" if locked.reader == "rendered" else "static"
    return (
        f"quotation {id} words {locked.words} in {locked.source} copy {copy}"
        f" at {locked.start} to {locked.end} of {text} by rules {locked.normaliser or rules}"
    )


def lock_lines(lock: Lock) -> list[str]:
    """The lines of all that a lock says was found, in their order.

    A quotation of whose source no copy is named stands for nothing, and is left out.
    """
    copies = {id: source.digest for id, source in lock.sources.items()}
    lines = [source_line(id, copy) for id, copy in copies.items()]
    lines += [
        quotation_line(id, locked, copies[locked.source], lock.normaliser)
        for id, locked in lock.quotations.items()
        if locked.source in copies
    ]
    return sorted(lines)


def list_text(lines: Iterable[str]) -> bytes:
    """The bytes of a list: the same for the same lines."""
    return "".join(f"{line}\n" for line in (HEAD, *sorted(lines))).encode("ascii")


def list_name(data: bytes) -> str:
    """What a list is called: the beginning of its digest, which no other list has."""
    return sha256_hex(data)[:_NAME_DIGITS]


def read_list(data: bytes) -> list[str]:
    """The lines of a list, without the first.

    Raises:
        BadListError: it is no list, or not as `list_text` writes it.
    """
    try:
        head, *lines = data.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise BadListError("it has other characters than ASCII") from None
    if head != HEAD:
        raise BadListError(f"its first line is not '{HEAD}'")
    if not lines or lines.pop():
        raise BadListError("its last line has no end")
    for at, line in enumerate(lines, 2):
        if not _LINE.fullmatch(line):
            raise BadListError(f"line {at} is none of a source or a quotation")
    if lines != sorted(set(lines)):
        raise BadListError("its lines are not in order")
    return lines
