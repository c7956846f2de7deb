"""What a table of the published database is, and the SQL that makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from generator.render.views import Renderer
from generator.resolve import ResolvedStory, SourceEntry, TermEntry

Values: TypeAlias = tuple[Any, ...]
"""A row: a value for each column."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: its name.
        about: what stands in it.
        type: `TEXT`, `INTEGER` or `REAL`; truths are the integers 1 and 0.
        references: the table whose row it names by that row's key; empty if none.
        optional: whether it may be NULL.
    """

    name: str
    about: str
    type: str = "TEXT"
    references: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and what gives its rows.

    Attributes:
        name: its name.
        about: what a row is.
        columns: its columns.
        key: the names of those that tell its rows apart.
        of_story: the rows of a published story.
        of_source: those of a source.
        of_term: those of a term of the glossary.
        of_site: those of the site as a whole.
        is_shared: whether several may give the same row.
        label: the column that a row is shown by elsewhere; empty if none.
        searched: the columns that can be searched for words.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    of_story: Callable[[Renderer, ResolvedStory], Iterable[Values]] | None = None
    of_source: Callable[[Renderer, SourceEntry], Iterable[Values]] | None = None
    of_term: Callable[[Renderer, TermEntry], Iterable[Values]] | None = None
    of_site: Callable[[Renderer], Iterable[Values]] | None = None
    is_shared: bool = False
    label: str = ""
    searched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A view: a question that is often asked. `sql` is the SELECT that answers it."""

    name: str
    about: str
    sql: str


def create(table: Table, keys: dict[str, str]) -> str:
    """The statement that makes a table.

    Args:
        table: the table.
        keys: the key of each table that may be referred to, which is one column.
    """
    lines = [_column(each, keys) for each in table.columns]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    # The full-text index knows a row by its number.
    ending = "" if table.searched else " WITHOUT ROWID"
    return f'CREATE TABLE "{table.name}" (\n  {_LINE.join(lines)}\n){ending}'


_LINE = ",\n  "


def _column(column: Column, keys: dict[str, str]) -> str:
    parts = [f'"{column.name}" {column.type}']
    if not column.optional:
        parts.append("NOT NULL")
    if column.references:
        parts.append(f'REFERENCES "{column.references}" ("{keys[column.references]}")')
    return " ".join(parts)


def insert(table: Table) -> str:
    """The statement that puts a row into a table."""
    verb = "INSERT OR IGNORE" if table.is_shared else "INSERT"
    marks = ", ".join("?" * len(table.columns))
    return f'{verb} INTO "{table.name}" VALUES ({marks})'


def indexes(table: Table) -> Iterator[str]:
    """Statements that make an index for each column by which other tables' rows are looked up."""
    for column in table.columns:
        if column.references and column.name != table.key[0]:
            name = f"{table.name}_{column.name}"
            some = f' WHERE "{column.name}" IS NOT NULL' if column.optional else ""
            yield f'CREATE INDEX "{name}" ON "{table.name}" ("{column.name}"){some}'


def full_text(table: Table) -> Iterator[str]:
    """Statements that make the full-text index of a table, and those that fill it."""
    if table.searched:
        name = f"{table.name}_fts"
        yield (
            f'CREATE VIRTUAL TABLE "{name}" USING fts5('
            f'{_names(table.searched)}, content="{table.name}", '
            "tokenize='unicode61 remove_diacritics 2')"
        )
        yield f'INSERT INTO "{name}" ("{name}") VALUES (\'rebuild\')'  # noqa: S608 - the same


def _names(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
