"""Finds the data files that come with the package: templates, theme, maps, documents.

A wheel holds them inside the package, a checkout beside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def package_folder(name: str) -> Path:
    """Return the path of a folder of package data.

    Args:
        name: `site-templates`, `maps`, `docs` or `handbook/content/pages`.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for base in (_PACKAGE / "data", _PACKAGE.parent):
        folder = base / name
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"'{name}' is missing from the installation")
