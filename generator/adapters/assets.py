"""The site's style sheet and scripts, joined from the files that we write them in.

A browser asks for one of each; whoever reads them finds a file per part of a page. They are joined
in the order of the files' names. A script begins with the words that it puts onto a page. The
second script is asked for when a reader wants to check the quotations of a source.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.package_data import package_folder

STYLE, SCRIPT = "assets/explainer.css", "assets/explainer.js"
CHECK = "assets/check.js"

_FOLDERS = {STYLE: ("style", "*.css"), SCRIPT: ("script", "*.js"), CHECK: ("check", "*.js")}
_WORDS = {SCRIPT: "sxSpoken", CHECK: "sxChecked"}


def joined_assets(spoken: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The text of each joined file, by its path in the site.

    Args:
        spoken: what the scripts say, as `render.spoken` gives it.

    Raises:
        FileNotFoundError: the installation is incomplete.
        OSError: a file cannot be read.
    """
    return {
        path: "\n".join([*_words(path, spoken), *map(_text, _parts(folder, pattern))])
        for path, (folder, pattern) in _FOLDERS.items()
    }


def _words(path: str, spoken: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    if name := _WORDS.get(path):
        words = json.dumps(dict(spoken.get(name, {})), ensure_ascii=False, separators=(",", ":"))
        yield f"const {name} = {words};"


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def _parts(folder: str, pattern: str) -> list[Path]:
    found = sorted((package_folder("site-templates") / folder).glob(pattern))
    if not found:
        raise FileNotFoundError(f"'site-templates/{folder}' is missing from the installation")
    return found
