"""What the tables share: addresses, and statements as rows."""

from __future__ import annotations

from generator.prose import plain_text
from generator.render.exports.common import Addresses, addresses
from generator.render.views import Renderer
from generator.resolve import Statement

DATABASE_PATH = "data/site.db"
"""The path of the database in the site."""


def to_page(renderer: Renderer, address: str, anchor: str = "") -> str:
    """The address of a page, or of an anchor on it: absolute if the site has an address."""
    return _addresses(renderer).page(address, anchor)


def to_file(renderer: Renderer, path: str) -> str:
    """The address of a data file."""
    return _addresses(renderer).file(path)


def _addresses(renderer: Renderer) -> Addresses:
    return addresses(renderer, DATABASE_PATH)


def words(statement: Statement) -> str:
    """The words of a statement, without marks and citations."""
    return plain_text(statement.nodes)
