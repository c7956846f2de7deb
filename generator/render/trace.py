"""What a page was made from: a note of everything that was looked up while it was made.

A page of one story looks up what the story cites and names, and nothing else. So it is good for as
long as the story is the same, and what was looked up would give the same again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

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


class _Key(NamedTuple):
    """The digest of a part, the part's own file, and what was looked up for it."""

    own: bytes
    trace: Trace
    key: bytes


class Fingerprints:
    """What can be looked up, as digests: where they are equal, pages made from it are.

    Attributes:
        renderer: what pages are made with.
        base: a digest of all that every page depends on.
        known: the digest of everything that was looked up.
        keys: the digest of every part that was asked for.
    """

    def __init__(self, renderer: Renderer, base: bytes, before: Fingerprints | None = None) -> None:
        """Begin with what still holds of `before`, which are those of the site as it was."""
        self.renderer = renderer
        self.base = base
        self.known: dict[Note, bytes] = {}
        self.keys: dict[tuple[str, str], _Key] = {}
        self._keys_before: dict[tuple[str, str], _Key] = {}
        if before and before.base == base:
            self.known = dict(_still(renderer, before))
            self._keys_before = before.keys
        self._same = frozenset(self.known)

    def of(self, kind: str, id: str, trace: Trace) -> bytes:
        """One digest of all that a part was made from.

        Args:
            kind: `story` or `source`.
            id: the slug of the story, or the id of the source.
            trace: what was looked up besides.
        """
        prints = self.renderer.site.prints
        own = (prints.stories if kind == "story" else prints.sources)[id]
        before = self._keys_before.get((kind, id))
        if before and before.own == own and before.trace is trace and self._same.issuperset(trace):
            key = before.key
        else:
            key = digest(self.base, own, *map(self._of_note, trace))
        self.keys[kind, id] = _Key(own, trace, key)
        return key

    def _of_note(self, note: Note) -> bytes:
        if note not in self.known:
            self.known[note] = self._digest(*note)
        return self.known[note]

    def _digest(self, name: str, key: str | None) -> bytes:
        table = _table(self.renderer, name)
        if key is None:
            return digest(*(part for key in table for part in (key, self._of_note((name, key)))))
        value = table.get(key)
        if value is None:
            return b""
        return _print(self.renderer, name, key, value) or digest(repr(value))


def _table(renderer: Renderer, name: str) -> Mapping[str, Any]:
    owner, _, attribute = name.partition(".")
    table: Mapping[str, Any] = getattr(_owner(renderer, owner), attribute)
    return table


def _print(renderer: Renderer, name: str, key: str, value: Any) -> bytes | None:
    """The digest of the file in which something stands, if it stands in one alone."""
    prints = renderer.site.prints
    if name == "site.terms":
        return prints.terms[key]
    if name == "site.sources":
        return prints.sources[key]
    return prints.sources[value.source] if name == "site.quotations" else None


def _still(renderer: Renderer, before: Fingerprints) -> Iterator[tuple[Note, bytes]]:
    """The digests of what is as it was."""
    names = {name for name, _ in before.known}
    tables = {name: (_table(renderer, name), _table(before.renderer, name)) for name in names}
    for (name, key), value in before.known.items():
        now, then = tables[name]
        if key is None:
            # What depends on a whole table is hardly anything: that is looked at again.
            continue
        one, other = now.get(key), then.get(key)
        if one is None or other is None:
            is_same = one is other
        elif own := _print(renderer, name, key, one):
            is_same = own == value
        else:
            is_same = one is other or one == other
        if is_same:
            yield (name, key), value
