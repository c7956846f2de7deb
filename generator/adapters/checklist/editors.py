"""Addresses that open a file in somebody's own program, at a line and a column."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import PurePath, PureWindowsPath
from urllib.parse import quote

_FILE = "://file{path}:{line}:{column}"
_OPEN = "://open?file={path}&line={line}&column={column}"
_OPEN_URL = "://open?url=file://{path}&line={line}&column={column}"
EDITORS = {
    "cursor": f"cursor{_FILE}",
    "idea": f"idea{_OPEN}",
    "macvim": f"mvim{_OPEN_URL}",
    "none": "",
    "pycharm": f"pycharm{_OPEN}",
    "sublime": f"subl{_OPEN_URL}",
    "textmate": f"txmt{_OPEN_URL}",
    "vscode": f"vscode{_FILE}",
    "vscode-insiders": f"vscode-insiders{_FILE}",
    "vscodium": f"vscodium{_FILE}",
    "windsurf": f"windsurf{_FILE}",
    "zed": f"zed{_FILE}",
}
"""Templates of addresses by the names that people choose; an empty one makes no links."""

_TEMPLATE = re.compile(r"[a-z][a-z0-9+.-]*://[!-~]*")
# What a browser opens itself, or hands to something other than an editor.
_NOT_EDITORS = {
    "about", "blob", "chrome", "data", "file", "filesystem", "ftp", "ftps", "gopher", "http",
    "https", "intent", "javascript", "jar", "mailto", "moz-extension", "chrome-extension",
    "ms-msdt", "ms-appinstaller", "resource", "search-ms", "sms", "ssh", "tel", "telnet",
    "vbscript", "view-source", "ws", "wss",
}  # fmt: skip
# Characters of an address that could end the attribute that it stands in, or are no part of one.
_UNSAFE = re.compile(r"[\"'<>\\^`|]")
_FIELD = re.compile(r"\{([^{}]*)\}")
_FIELDS = {"path", "line", "column"}
_LONGEST = 500


class EditorError(ValueError):
    """What somebody chose is no editor; the message says why."""


@dataclass(frozen=True, slots=True)
class Editor:
    """Where files are opened.

    Attributes:
        template: the address, with `{path}`, `{line}` and `{column}`; empty if there are no links.
    """

    template: str

    def link(self, path: PurePath, line: int = 0, column: int = 0) -> str:
        """The address that opens a file; empty if there are no links.

        Args:
            path: the file's absolute path.
            line: the line, from 1; 0 opens the first.
            column: the column, from 1; 0 opens the first.
        """
        values = {
            "path": path_in_address(path),
            "line": str(max(line, 1)),
            "column": str(max(column, 1)),
        }
        return _FIELD.sub(lambda found: values[found[1]], self.template)


NO_EDITOR = Editor("")
"""Nothing is opened."""


def editor_of(choice: str) -> Editor:
    """The editor that somebody chose: one of `EDITORS` by its name, or a template of an address.

    Raises:
        EditorError: it is neither.
    """
    choice = choice.strip()
    if choice in EDITORS:
        return Editor(EDITORS[choice])
    if "://" not in choice:
        raise EditorError(f"there is no editor '{choice}'. Known are: {', '.join(EDITORS)}.")
    if len(choice) > _LONGEST or not _TEMPLATE.fullmatch(choice) or _UNSAFE.search(choice):
        raise EditorError(
            "an address begins with a scheme in small letters and '://', and has neither blanks "
            "nor quotation marks"
        )
    scheme = choice.partition(":")[0]
    if scheme in _NOT_EDITORS:
        raise EditorError(f"'{scheme}:' opens no editor")
    fields = _FIELD.findall(choice)
    if unknown := [each for each in fields if each not in _FIELDS]:
        raise EditorError(f"'{{{unknown[0]}}}' is none of {{path}}, {{line}} and {{column}}")
    if fields.count("path") != 1 or re.search(r"[{}]", _FIELD.sub("", choice)):
        raise EditorError("an address has {path} in it once, and no other braces than its fields'")
    return Editor(choice)


def path_in_address(path: PurePath) -> str:
    r"""An absolute path as part of an address: it begins with `/`, and all else is encoded.

    `C:\news\a b.yml` is `/C:/news/a%20b.yml`: programs look for the drive's colon.
    """
    drive, rest = "", os.fsencode(path.as_posix())
    if isinstance(path, PureWindowsPath) and re.fullmatch(rb"[A-Za-z]:", rest[:2]):
        drive, rest = f"/{rest[:2].decode()}", rest[2:]
    return drive + quote(rest, safe="/")
