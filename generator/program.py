"""What the program itself is: everything but content and settings that decides what comes out."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from generator.files import read_file, walk_files
from generator.memory import digest
from generator.resources import resource

_DISTRIBUTION = "story-explainer"
_NOT_READ = {"__pycache__"}
_MAX_BYTES = 100_000_000


@cache
def program_print() -> bytes:
    """A digest of the program's own files and of the versions of what it stands on."""
    folders = [Path(__file__).resolve().parent, resource("site-templates"), resource("maps")]
    files = (
        part
        for folder in dict.fromkeys(folders)
        for path in walk_files(folder, inside=folder, skip=lambda _, entry: entry.name in _NOT_READ)
        for part in (path.name, read_file(path, inside=folder, at_most=_MAX_BYTES))
    )
    return digest(sys.version, *_versions(), *files)


def _versions() -> list[str]:
    """Names and versions of the libraries that this one asks for."""
    try:
        names = [row for row in requires(_DISTRIBUTION) or () if "extra ==" not in row]
        return [f"{row} {version(_name(row))}" for row in names]
    except PackageNotFoundError:
        return []


def _name(requirement: str) -> str:
    """The name at the beginning of a requirement such as `babel>=2.16,<3`."""
    return re.split(r"[\s<>=!~;\[(]", requirement, maxsplit=1)[0]
