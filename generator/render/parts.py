"""The parts of a site, each made apart from the others, so that several are made at once.

Most pages belong to one story, or to one source, and depend on little: what still holds is not made
again. A part that is kept is not held in memory: its pages and files are read when they are written
out. The pages of the site as a whole are made with each build.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple, TypeAlias

from generator.diagnostics import Diagnostic
from generator.memory import Memory, digest
from generator.render import exports, pages
from generator.render.cards import card_files
from generator.render.exports.common import cited_quotations
from generator.render.maps import Frames, story_map
from generator.render.page import Block, DataFile, LazyBlocks, LazyFile, Page, headings_of
from generator.render.templates import BadTemplateError
from generator.render.trace import Fingerprints, Note, noting
from generator.render.views import Renderer
from generator.workers import each

_PART, _PAGE, _FILE = "part", "page", "file"
# What a process that goes on holds: its last one tells the next what has changed.
_PRINTS = ("fingerprints", "", b"")
_PROTOCOL = pickle.HIGHEST_PROTOCOL


class PartName(NamedTuple):
    """Whose part it is: `kind` is `story`, `source`, or `site` for what belongs to all."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs to one story or source: pages, files, and the frames of its map."""

    pages: tuple[Page, ...]
    files: tuple[DataFile, ...] = ()
    frames: Frames | None = None


class _Made(NamedTuple):
    """A part that was just made: what it was made from, what is said of it, and what is in it.

    `head` has the pages with their headings alone, and the files without their bytes. The blocks of
    each page are pickled by whoever made them: they only go through the hands of others.
    """

    trace: tuple[Note, ...]
    head: Part
    blocks: tuple[bytes, ...]
    data: tuple[bytes, ...]


SitePart: TypeAlias = Callable[[Renderer], Part]
"""What makes a part of the site as a whole."""


def all_parts(
    renderer: Renderer,
    base: bytes | None,
    memory: Memory,
    others: Mapping[str, SitePart],
    *,
    new_only: bool = False,
) -> tuple[dict[PartName, Part], list[Diagnostic]]:
    """The parts of every story, of every source, and of the site as a whole.

    Args:
        renderer: what all pages are made with.
        base: a digest of what all pages depend on; None if it is not known: nothing is kept then.
        memory: what was made before.
        others: what makes the parts of the site as a whole, by their names.
        new_only: whether parts that are kept are left out.

    Returns:
        The parts by name; and what is wrong with a template, in which case not all are there.
    """
    stories = [PartName("story", story.slug) for story in renderer.site.stories]
    sources = [PartName("source", id) for id in renderer.site.sources]
    maker = _Maker(renderer, others)
    kept = None
    if base and memory.stores:
        prints = Fingerprints(renderer, base, memory.find(*_PRINTS))
        memory.put(*_PRINTS, prints)
        kept = _Kept(maker, prints, memory)
    parts = dict.fromkeys([*stories, *sources], Part(()))
    missing = []
    for name in parts:
        if not kept or not (held := kept.find(name)):
            missing.append(name)
        elif not new_only:
            parts[name] = kept.part(name, *held)
    # A story first, with which all templates are read; then what takes longest.
    missing[1:1] = [PartName("site", id) for id in others]
    for name, made in zip(missing, each(maker.make, missing), strict=True):
        if isinstance(made, Diagnostic):
            return {}, [made]
        parts[name] = kept.keep(name, made) if kept and name.kind != "site" else _whole(made)
    if new_only:
        return {name: parts[name] for name in missing}, []
    # Whoever writes the pages may do so in several processes.
    memory.share()
    return parts, []


class _Maker:
    """Makes parts."""

    def __init__(self, renderer: Renderer, others: Mapping[str, SitePart]) -> None:
        self._renderer = renderer
        self._others = others
        self._stories = {story.slug: story for story in renderer.site.stories}

    def make(self, name: PartName) -> _Made | Diagnostic:
        """Make a part; a template that cannot be used gives a diagnostic."""
        renderer, notes = noting(self._renderer)
        try:
            if name.kind == "site":
                part = self._others[name.id](self._renderer)
            elif name.kind == "story":
                part = self._story(renderer, name.id)
            else:
                part = Part((pages.source_page(renderer, renderer.site.sources[name.id]),))
        except BadTemplateError as error:
            return error.diagnostic
        blocks = (pickle.dumps(tuple(page.blocks), _PROTOCOL) for page in part.pages)
        data = tuple(file.data for file in part.files)
        head = replace(
            part,
            pages=tuple(
                replace(page, blocks=tuple(headings_of(page.blocks))) for page in part.pages
            ),
            files=tuple(replace(file, data=b"") for file in part.files),
        )
        return _Made(tuple(notes), head, tuple(blocks), data)

    def _story(self, renderer: Renderer, slug: str) -> Part:
        story = self._stories[slug]
        made = [pages.story_page(renderer, story)]
        if story.events:
            made.append(pages.timeline_page(renderer, story))
        if story.has_map:
            made.append(pages.map_page(renderer, story))
        verified = renderer.verification.quotations
        positions = {
            id: (locked.start, locked.end)
            for id in cited_quotations(story)
            if (locked := verified.get(id))
        }
        files = [*exports.story_files(renderer, story, positions), *card_files(made)]
        shown = story_map(renderer, story)
        return Part(tuple(made), tuple(files), shown.frames if shown else None)


def _whole(made: _Made) -> Part:
    """A part with everything in it."""
    pages = zip(made.head.pages, made.blocks, strict=True)
    files = zip(made.head.files, made.data, strict=True)
    return replace(
        made.head,
        pages=tuple(replace(page, blocks=_blocks(data)) for page, data in pages),
        files=tuple(replace(file, data=data) for file, data in files),
    )


def _blocks(data: bytes) -> tuple[Block, ...]:
    blocks: tuple[Block, ...] = pickle.loads(data)  # noqa: S301 - made by this program
    return blocks


class _Kept:
    """Parts that are kept, each with what it depends on; what is in them is read when needed."""

    def __init__(self, maker: _Maker, fingerprints: Fingerprints, memory: Memory) -> None:
        self._maker = maker
        self._fingerprints = fingerprints
        self._memory = memory

    def find(self, name: PartName) -> tuple[Part, bytes] | None:
        """Head and key of a part that still holds, or None."""
        known = self._memory.trace(_PART, _row(name))
        if known is None:
            return None
        key, (trace, head) = known
        if self._fingerprints.of(*name, trace) != key:
            return None
        return head, key

    def keep(self, name: PartName, made: _Made) -> Part:
        """Keep a part that was just made."""
        key = self._fingerprints.of(*name, made.trace)
        self._memory.keep(_PART, _row(name), key, (made.trace, made.head), b"")
        for kind, pieces in ((_PAGE, made.blocks), (_FILE, made.data)):
            for at, data in enumerate(pieces):
                self._memory.write(kind, _row(name, at), data)
        return self.part(name, made.head, key)

    def part(self, name: PartName, head: Part, key: bytes) -> Part:
        """A part whose pages and files are read when they are asked for."""
        self._memory.use(_PART, _row(name))
        pages, files = [], []
        for at, page in enumerate(head.pages):
            fetch = partial(self._page, name, at)
            own = digest(key, page.address)
            pages.append(replace(page, blocks=LazyBlocks(headings_of(page.blocks), fetch, own)))
            self._memory.use(_PAGE, _row(name, at))
        for at, file in enumerate(head.files):
            files.append(LazyFile(file.path, file.origin, partial(self._data, name, at), key))
            self._memory.use(_FILE, _row(name, at))
        return replace(head, pages=tuple(pages), files=tuple(files))

    def _page(self, name: PartName, at: int) -> tuple[Block, ...]:
        return _blocks(self._memory.data(_PAGE, _row(name, at)) or self._again(name).blocks[at])

    def _data(self, name: PartName, at: int) -> bytes:
        data = self._memory.data(_FILE, _row(name, at))
        return self._again(name).data[at] if data is None else data

    def _again(self, name: PartName) -> _Made:
        """Make a part whose pages cannot be read any more; it comes to the same."""
        made = self._maker.make(name)
        if isinstance(made, Diagnostic):
            raise BadTemplateError(made)
        return made


def _row(name: PartName, at: int | None = None) -> str:
    return f"{name.kind} {name.id}" if at is None else f"{name.kind} {name.id} {at}"
