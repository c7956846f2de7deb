"""What a page was made from: a note of everything that was looked up while it was made.

A page of one story looks up what the story cites and names, and nothing else. So it is good for as
long as the story is the same, and what was looked up would give the same again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from generator.memory import digest
from generator.render.views import Renderer
from generator.verify import NOTHING

Note: TypeAlias = tuple[str, str | None]
"""A table and the key that was looked up in it; None stands for the whole table."""
Trace: TypeAlias = tuple[Note, ...]

# Whose tables can be looked up in, and the names of the tables.
_TABLES = {
    "site": ("sources", "quotations", "terms", "uses", "same_statement", "spellings",
             "term_stories", "read_next"),
    "verification": ("quotations", "voice_of", "digests"),
    "renderer": ("titles", "languages", "dates", "relations"),
}  # fmt: skip


class _Noting(Mapping[str, Any]):
    """A table that notes what is looked up in it."""

    def __init__(self, name: str, table: Mapping[str, Any], notes: dict[Note, None]) -> None:
        self._name = name
        self._table = table
        self._notes = notes

    def __getitem__(self, key: str) -> Any:
        self._notes[self._name, key] = None
        return self._table[key]

    def __iter__(self) -> Iterator[str]:
        self._notes[self._name, None] = None
        return iter(self._table)

    def __len__(self) -> int:
        self._notes[self._name, None] = None
        return len(self._table)


def _owner(renderer: Renderer, name: str) -> Any:
    return renderer if name == "renderer" else getattr(renderer, name)


def noting(renderer: Renderer) -> tuple[Renderer, dict[Note, None]]:
    """A renderer that notes what is looked up, and the notes that it will make.

    What lists the whole site is empty in it, so that no page of one story can depend on that
    unseen.
    """
    notes: dict[Note, None] = {}
    tables: list[dict[str, Any]] = [
        {
            table: _Noting(f"{owner}.{table}", getattr(_owner(renderer, owner), table), notes)
            for table in names
        }
        for owner, names in _TABLES.items()
    ]
    site, verification, own = tables
    return replace(
        renderer,
        site=replace(renderer.site, stories=(), glossary_footnotes=(), **site),
        verification=replace(NOTHING, **verification),
        updated="",
        **own,
    ), notes


class Fingerprints:
    """What can be looked up, as digests: where they are equal, pages made from it are."""

    def __init__(self, renderer: Renderer, base: bytes) -> None:
        """Take what pages are made with, and a digest of all that every page depends on."""
        self._renderer = renderer
        self._base = base
        self._known: dict[Note, bytes] = {}

    def of(self, kind: str, id: str, trace: Iterable[Note]) -> bytes:
        """One digest of all that a part was made from.

        Args:
            kind: `story` or `source`.
            id: the slug of the story, or the id of the source.
            trace: what was looked up besides.
        """
        prints = self._renderer.site.prints
        own = (prints.stories if kind == "story" else prints.sources)[id]
        return digest(self._base, own, *map(self._of_note, trace))

    def _of_note(self, note: Note) -> bytes:
        if note not in self._known:
            self._known[note] = self._digest(*note)
        return self._known[note]

    def _digest(self, name: str, key: str | None) -> bytes:
        owner, _, attribute = name.partition(".")
        table: Mapping[str, Any] = getattr(_owner(self._renderer, owner), attribute)
        if key is None:
            return digest(*(part for key in table for part in (key, self._of_note((name, key)))))
        value = table.get(key)
        if value is None:
            return b""
        prints = self._renderer.site.prints
        if name == "site.terms":
            return prints.terms[key]
        if name in ("site.sources", "site.quotations"):
            return prints.sources[key if name == "site.sources" else value.source]
        return digest(repr(value))
