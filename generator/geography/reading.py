"""The files in `maps/`, a site's own or the package's: read, or refused where they are wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, Place, found
from generator.files import ReadError, read_file
from generator.load import Document, Trail
from generator.load.parse import parse
from generator.package_data import package_folder

T = TypeVar("T")
_AT = re.compile(r" at line (\d+) column (\d+)$")
# pydantic names the kind of a geometry on the way to what is wrong with it; the file does not.
_KINDS = ("MultiPolygon", "Point")
# Four times the boundaries that come with the package.
MAX_MAP_BYTES = 20_000_000


class BadMapError(Exception):
    """The boundaries or the frames cannot be used; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class InvalidValueError(Exception):
    """What no model can say: the value at `trail` is wrong."""

    def __init__(self, trail: Trail, why: str) -> None:
        super().__init__(why)
        self.trail = trail


def read_map_file(folder: Path, name: str, what: str, read: Callable[[bytes], T]) -> T:
    """Read a file of the site in `folder` if it has it, or else the package's.

    Args:
        folder: the site's folder.
        name: the file's name.
        what: what the file holds, for messages.
        read: makes something of its bytes; raises ValidationError or InvalidValueError.

    Raises:
        BadMapError: the site's own file cannot be used.
    """
    own = folder / "maps" / name
    path, inside = own, folder
    if not own.exists() and not own.is_symlink():
        path, inside = package_folder("maps") / name, package_folder("maps")
    shown = f"maps/{name}"
    data = b""
    try:
        data = read_file(path, inside=inside, at_most=MAX_MAP_BYTES)
        return read(data)
    except ReadError as error:
        place, line, why = Place(shown), "", str(error)
    except ValidationError as error:
        row = error.errors(include_url=False)[0]
        place, line, why = _wrong(data, shown, row)
    except InvalidValueError as error:
        place, line = _at(data, shown, error.trail)
        why = f"{_dotted(error.trail)}: {error}"
    message = f"the {what} cannot be used: {why}"
    raise BadMapError(found("bad-map", place, message, line=line))


def _wrong(data: bytes, shown: str, row: Any) -> tuple[Place, str, str]:
    """Place, line and message of one of pydantic's error rows."""
    if row["type"] == "json_invalid":
        said = row["ctx"]["error"]
        why = f"no JSON: {_AT.sub('', said)}"
        if not (match := _AT.search(said)):
            return Place(shown), "", why
        lines = data.decode("utf-8", errors="replace").split("\n")
        number, column = int(match[1]), max(1, int(match[2]))
        line = lines[number - 1] if number <= len(lines) else ""
        return Place(shown, number, column), line, why
    trail = tuple(step for step in row["loc"] if step not in _KINDS)
    place, line = _at(data, shown, trail)
    return place, line, f"{_dotted(trail)}: {row['msg']}" if trail else row["msg"]


def _at(data: bytes, shown: str, trail: Trail) -> tuple[Place, str]:
    """Where the value at `trail` stands, with its line; JSON is YAML, whose reader knows places."""
    root, lines, _ = parse(data.decode("utf-8", errors="replace"), shown)
    if root is None:
        return Place(shown), ""
    place = Document("", shown, lines, root).place(trail)
    return place, lines[place.line - 1]


def _dotted(trail: Trail) -> str:
    return ".".join(map(str, trail))
