"""The site's style sheet and script, joined from the files that we write them in.

A browser asks for one of each; whoever reads them finds a file per part of a page. Both are joined
in the order of the files' names.
"""

from __future__ import annotations

from pathlib import Path

from generator.package_data import package_folder

STYLE, SCRIPT = "assets/explainer.css", "assets/explainer.js"

_FOLDERS = {STYLE: ("style", "*.css"), SCRIPT: ("script", "*.js")}


def joined_assets() -> dict[str, str]:
    """The text of each joined file, by its path in the site.

    Raises:
        FileNotFoundError: the installation is incomplete.
        OSError: a file cannot be read.
    """
    return {
        path: "\n".join(part.read_text("utf-8") for part in _parts(folder, pattern))
        for path, (folder, pattern) in _FOLDERS.items()
    }


def _parts(folder: str, pattern: str) -> list[Path]:
    found = sorted((package_folder("site-templates") / folder).glob(pattern))
    if not found:
        raise FileNotFoundError(f"'site-templates/{folder}' is missing from the installation")
    return found
