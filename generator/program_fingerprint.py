"""A fingerprint of the program: the inputs of a build that are neither content nor settings."""

from __future__ import annotations

import re
import site
import sys
from functools import cache
from pathlib import Path

from generator.digests import digest
from generator.files import State, importable, read_file, state_of, walk_files
from generator.package_data import package_folder

_DISTRIBUTION = "story-explainer"
_NOT_READ = {"__pycache__"}
_MAX_BYTES = 100_000_000


@cache
def program_fingerprint() -> bytes:
    """Return a digest of Python's version, the libraries' versions and the program's own files."""
    files = (
        part
        for folder in own_folders()
        for path in walk_files(folder, inside=folder, skip=lambda _, entry: entry.name in _NOT_READ)
        for part in (path.name, read_file(path, inside=folder, at_most=_MAX_BYTES))
    )
    return digest(sys.version, *_versions(), *files)


@cache
def readers_fingerprint() -> bytes:
    """Return a digest of what decides how a copy is read.

    That is Python's version, and when the modules that read copies and the folders of installed
    libraries were changed last, which is known at once.
    """
    libraries = [Path(folder) for folder in (*site.getsitepackages(), site.getusersitepackages())]
    there = [f"{path} {path.stat().st_mtime_ns}" for path in libraries if path.is_dir()]
    modules = _state_of([Path(__file__).resolve().parent / "archive"])
    return digest(sys.version, *there, *(f"{path} {about}" for path, about in modules.items()))


def installed_state() -> tuple[bytes, int]:
    """Return a digest of what is installed by when it was changed, which is known at once.

    That is Python's version, what it finds where it looks for modules, and the program's own files.
    A library that is replaced by another version has that in the name of a folder.

    Returns:
        The digest, and when anything of it was changed last, in nanoseconds.
    """
    modules, folders = importable(sys.path)
    files = {**modules, **_state_of(own_folders())}
    changed = max(time for about in files.values() for time in about[:2])
    return digest(sys.version, repr(sys.path), repr(folders), repr(files)), changed


def _state_of(folders: list[Path]) -> State:
    """When the program's own files were changed, without what Python compiles of them."""
    found = state_of(folders).items()
    return {path: about for path, about in found if Path(path).parent.name not in _NOT_READ}


def own_folders() -> list[Path]:
    """The folders of the program's modules, templates and maps, each once."""
    data = [package_folder("site-templates"), package_folder("maps")]
    return list(dict.fromkeys([Path(__file__).resolve().parent, *data]))


def _versions() -> list[str]:
    """The requirements of this distribution, each with the installed version."""
    # It takes longer to import than all else here together.
    from importlib.metadata import PackageNotFoundError, requires, version  # noqa: PLC0415

    try:
        names = [row for row in requires(_DISTRIBUTION) or () if "extra ==" not in row]
        return [f"{row} {version(_name(row))}" for row in names]
    except PackageNotFoundError:
        return []


def _name(requirement: str) -> str:
    """The distribution's name in a requirement such as `babel>=2.16,<3`."""
    return re.split(r"[\s<>=!~;\[(]", requirement, maxsplit=1)[0]
