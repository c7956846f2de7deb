"""Where the files lie that the package brings along: templates, theme, maps.

A wheel carries them inside the package; a checkout has them beside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The folder `site-templates` or `maps`.

    Raises:
        FileNotFoundError: the installation is not whole.
    """
    for base in (_PACKAGE / "data", _PACKAGE.parent):
        folder = base / name
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"'{name}' is missing from the installation")
