"""The stages of a build, the tables that each fills, and what a row and a question are."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

KEYS, ALL = "\0keys", "\0all"
"""What is asked for in place of a key: which keys a table has in which order; all that it holds."""

Question: TypeAlias = tuple[str, str]
"""A table and a key in it, or `KEYS` or `ALL`."""

TABLES: Mapping[str, Sequence[str]] = {
    "lock": ("locked", "locked source", "lock", "rechecked", "left page",
             "stamped", "time stamp", "stamp file", "site"),
    "written": ("written page",),
    "terms": ("spelling rule", "term name"),
    "sources": ("source", "quotation", "alleged quotation", "alleged source", "statement link",
                "independence", "spelling", "source name", "untranslated"),
    "relations": ("voice", "relation", "same statement", "total"),
    "reviews": ("review", "addresses", "recorded history"),
    "translations": ("translated source", "translated term", "source translation"),
    "stories": ("story", "document", "use", "term", "term story", "successor", "disagreement",
                "corrected", "recent", "lone figure", "cited", "found term", "other case",
                "follows", "story name", "reviewed", "history"),
    "translated": ("translation",),
    "pages": ("map frame", "search", "data", "page"),
    "site": (),
}  # fmt: skip
"""Which tables each stage fills."""
STAGES = tuple(TABLES)
"""The stages of a build in their order."""
_STAGE_OF = {table: stage for stage, tables in TABLES.items() for table in tables}


class Row(NamedTuple):
    """A row of a table; rows of one key, and all rows of a table, stand in the order of `sort`."""

    table: str
    key: str
    sort: str
    value: bytes


def row(table: str, key: str, value: object, sort: str = "") -> Row:
    """A row with any value that can be pickled."""
    return Row(table, key, sort, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


def stage_file(folder: Path, stage: str) -> Path:
    """The file of a stage in the folder of an index."""
    return folder / f"{STAGES.index(stage)}-{stage}.db"


def stage_of(table: str) -> str:
    """The stage that fills a table.

    Raises:
        KeyError: there is no such table.
    """
    return _STAGE_OF[table]
