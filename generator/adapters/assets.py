"""The site's style sheet and script, joined from the files that we write them in.

A browser asks for one of each; whoever reads them finds a file per part of a page. Both are joined
in the order of the files' names. The script begins with the words that scripts put onto a page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from generator.package_data import package_folder

STYLE, SCRIPT = "assets/explainer.css", "assets/explainer.js"

_FOLDERS = {STYLE: ("style", "*.css"), SCRIPT: ("script", "*.js")}


def joined_assets(spoken: Mapping[str, str]) -> dict[str, str]:
    """The text of each joined file, by its path in the site.

    Args:
        spoken: what the script says, as `render.spoken` gives it.

    Raises:
        FileNotFoundError: the installation is incomplete.
        OSError: a file cannot be read.
    """
    words = json.dumps(dict(spoken), ensure_ascii=False, separators=(",", ":"))
    first = {SCRIPT: [f"const sxSpoken = {words};"]}
    return {
        path: "\n".join([*first.get(path, []), *map(_text, _parts(folder, pattern))])
        for path, (folder, pattern) in _FOLDERS.items()
    }


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def _parts(folder: str, pattern: str) -> list[Path]:
    found = sorted((package_folder("site-templates") / folder).glob(pattern))
    if not found:
        raise FileNotFoundError(f"'site-templates/{folder}' is missing from the installation")
    return found
