"""Templates filled in, and files that come to be whole or not at all, never over another."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.files import list_folder, read_file
from generator.package_data import package_folder
from generator.scaffold.answers import ScaffoldError

_MAX_BYTES = 100_000
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_EMPTY_LINE = re.compile(r"^\{\{(\w+)\}\}\n", re.MULTILINE)


def template(name: str) -> str:
    """The text of a file of the scaffold."""
    folder = package_folder("site-templates") / "scaffold"
    return read_file(folder / name, inside=folder, at_most=_MAX_BYTES).decode()


def fill_template(text: str, values: Mapping[str, str]) -> str:
    """Put values into the places `{{name}}`, once: a value is no template.

    A line that is such a place alone goes away with an empty value.
    """
    text = _EMPTY_LINE.sub(lambda found: found[0] if values[found[1]] else "", text)
    return _PLACE.sub(lambda found: values[found[1]], text)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that there was not.

    Raises:
        ScaffoldError: something is there already.
        OSError: it cannot be written.
    """
    aside = path.with_name(f".{path.name}.new")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        aside.write_bytes(data)
        _move(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def _move(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)  # fails where something is, which a rename does not
    except FileExistsError:
        raise ScaffoldError(f"'{path}' is there already") from None
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EACCES):
            raise
        if os.path.lexists(path):
            raise ScaffoldError(f"'{path}' is there already") from None
        aside.replace(path)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Give a folder to fill, which takes the place `path` when all went well.

    `path` may be an empty folder.

    Raises:
        ScaffoldError: something is there already, or there is no folder to make it in.
        OSError: it cannot be written.
    """
    if path.is_dir() and not path.is_symlink():
        if list_folder(path, inside=path):
            raise ScaffoldError(f"'{path}' is not empty; nothing was changed")
        aside = path / ".explainer-new"
    elif os.path.lexists(path):
        raise ScaffoldError(f"'{path}' is there already")
    elif not path.parent.is_dir():
        raise ScaffoldError(f"there is no folder '{path.parent}' to make it in")
    else:
        aside = path.with_name(f".{path.name}.new")
        if os.path.lexists(aside):
            raise ScaffoldError(f"'{aside}' is left from another run: remove it")
    aside.mkdir()
    try:
        yield aside
        if aside.parent == path:
            _move_up(aside)
        else:
            aside.rename(path)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _move_up(aside: Path) -> None:
    """Move all that is in a folder beside it; if one thing cannot be, none is."""
    moved: list[Path] = []
    try:
        for entry in list_folder(aside, inside=aside):
            target = aside.parent / entry.name
            (aside / entry.name).rename(target)
            moved.append(target)
    except BaseException:
        for each in moved:
            each.rename(aside / each.name)
        raise
