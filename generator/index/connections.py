"""Connections to SQLite files, which are closed when whoever opened them is gone.

Python no longer closes a connection in silence: from 3.13 on it warns of one that is dropped open.
"""

from __future__ import annotations

import sqlite3
import weakref
from contextlib import suppress


def close_with(owner: object, connections: dict[str, sqlite3.Connection]) -> None:
    """Close what stands in a dictionary when its owner is garbage; it need not be full yet."""
    weakref.finalize(owner, close_all, connections)


def close_all(connections: dict[str, sqlite3.Connection]) -> None:
    """Close connections and forget them."""
    while connections:
        _, base = connections.popitem()
        with suppress(sqlite3.Error):
            base.close()
