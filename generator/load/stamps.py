"""The files in `stamps/`: lists of what was verified, time stamps over them, certificates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.model.base import ID_PATTERN

STAMPS_FOLDER = "stamps"
"""The folder of time stamps in the content folder, and on the site."""
_NAME = "[0-9a-f]{16}"
_KINDS = {
    "lists": re.compile(rf"({_NAME})\.txt"),
    "stamps": re.compile(rf"({_NAME}\.{ID_PATTERN})\.tsr"),
    "certificates": re.compile(rf"({ID_PATTERN})\.pem"),
    "proofs": re.compile(rf"({_NAME})\.txt\.ots"),
}


@dataclass(frozen=True, slots=True)
class StampFiles:
    """The names of the files in `stamps/`, each kind in their order.

    Attributes:
        lists: `NAME.txt` by its name.
        stamps: `NAME.AUTHORITY.tsr` by name and authority, with a full stop between.
        certificates: `AUTHORITY.pem` by the authority.
        proofs: `NAME.txt.ots`, proofs of OpenTimestamps, by the list's name.
        others: what is none of these.
    """

    lists: dict[str, str] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)
    certificates: dict[str, str] = field(default_factory=dict)
    proofs: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)


def sort_stamp_files(names: Iterable[str]) -> StampFiles:
    """Tell the files of a folder by their names."""
    files = StampFiles()
    for name in sorted(names):
        for kind, pattern in _KINDS.items():
            if match := pattern.fullmatch(name):
                getattr(files, kind)[match[1]] = name
                break
        else:
            files.others.append(name)
    return files
