"""The scripts of `explainer serve`: no built site has them."""

from __future__ import annotations

from pathlib import Path

from generator.files import read_file

_HERE = Path(__file__).resolve().parent


def read_script(path: Path) -> bytes:
    """A script of this folder, behind what all of them share."""
    files = (_HERE / "kept.js", path)
    return b"".join(read_file(each, inside=_HERE, at_most=100_000) for each in files)
