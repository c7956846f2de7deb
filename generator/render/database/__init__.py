"""The whole site as one SQLite file, for whoever wants to work with it: `data/site.db`.

A table stands in one place, with its columns and with what gives its rows: in `stories`, `sources`
or `site`. The rows of a story or a source are made with its pages and kept in the index; the file
is put together from them, story by story. `docs/data.md` is made from the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pydantic_core import to_json

from generator.index.database import Rows, database_pieces
from generator.render.database.common import DATABASE_PATH
from generator.render.database.schema import (
    Column,
    Table,
    Values,
    View,
    create,
    full_text,
    indexes,
    insert,
)
from generator.render.database.site import RIGHTS, SCHEMA_VERSION, SITE_TABLES, VIEWS
from generator.render.database.sources import SOURCE_TABLES
from generator.render.database.stories import STORY_TABLES
from generator.render.exports.common import without_empty
from generator.render.page import DataFile, LargeFile
from generator.render.views import Renderer
from generator.resolve import ResolvedStory, SourceEntry

__all__ = [
    "DATABASE_PATH", "METADATA_PATH", "TABLES", "VIEWS", "Column", "Table", "View",
    "database_files", "source_rows", "story_rows",
]  # fmt: skip

METADATA_PATH = "data/metadata.json"
"""What Datasette shows of the database: titles, licence, what is in each column."""
TABLES: tuple[Table, ...] = (*SITE_TABLES, *SOURCE_TABLES, *STORY_TABLES)
"""All tables, in the order in which they stand in the file."""
# "SxDb", as `file` and others may know it by.
_APPLICATION = int.from_bytes(b"SxDb", "big")


def story_rows(renderer: Renderer, story: ResolvedStory) -> dict[str, list[Values]]:
    """The rows of a story, by the names of their tables; none if it is a draft."""
    if renderer.site.stories[story.slug].is_draft:
        return {}
    return {each.name: list(each.of_story(renderer, story)) for each in TABLES if each.of_story}


def source_rows(renderer: Renderer, entry: SourceEntry) -> dict[str, list[Values]]:
    """The rows of a source and of its quotations, by the names of their tables."""
    return {each.name: list(each.of_source(renderer, entry)) for each in TABLES if each.of_source}


def database_files(renderer: Renderer) -> Iterator[DataFile | LargeFile]:
    """The database, and a file with which Datasette shows it; none if the site wants none."""
    if not renderer.site.settings.database:
        return
    origin = renderer.site.place.file
    yield LargeFile(DATABASE_PATH, origin, lambda: _database(renderer))
    yield DataFile(METADATA_PATH, _metadata(renderer), origin)


def _database(renderer: Renderer) -> Iterator[bytes]:
    keys = {each.name: each.key[0] for each in TABLES if len(each.key) == 1}
    schema = [create(each, keys) for each in TABLES]
    schema += [f'CREATE VIEW "{each.name}" AS{each.sql}' for each in VIEWS]
    ending = [statement for each in TABLES for statement in (*indexes(each), *full_text(each))]
    return database_pieces(
        schema, _rows(renderer), ending, application=_APPLICATION, version=SCHEMA_VERSION
    )


def _rows(renderer: Renderer) -> Iterator[Rows]:
    inserts = {each.name: insert(each) for each in TABLES}
    for each in TABLES:
        if each.of_site:
            yield Rows(inserts[each.name], each.of_site(renderer))
    for entry in renderer.site.terms.values():
        for each in TABLES:
            if each.of_term:
                yield Rows(inserts[each.name], each.of_term(renderer, entry))
    kept: Iterable[Mapping[str, list[Values]]] = renderer.site.data[""]
    for rows in kept:
        for name, values in rows.items():
            yield Rows(inserts[name], values)


def _metadata(renderer: Renderer) -> bytes:
    """Metadata as Datasette reads it (https://docs.datasette.io/en/stable/metadata.html)."""
    settings = renderer.site.settings
    described = {each.name: _described(each) for each in TABLES}
    described |= {each.name: {"description": each.about} for each in VIEWS}
    return (
        to_json(
            without_empty(
                title=settings.title,
                description=f"{settings.description} {RIGHTS}",
                license=settings.licence,
                license_url=settings.licence_address if settings.licence else None,
                source=settings.title if settings.address else None,
                source_url=settings.address,
                databases={"site": {"tables": described}},
            ),
            indent=2,
        )
        + b"\n"
    )


def _described(table: Table) -> dict[str, object]:
    return without_empty(
        description=table.about,
        columns={each.name: each.about.replace("`", "") for each in table.columns},
        label_column=table.label,
        units={"latitude": "°", "longitude": "°"} if table.name == "places" else None,
    )
