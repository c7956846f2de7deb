"""The parts of a site that depend on little: what belongs to one story, or to one source.

Most pages of a site do. Each part is made apart from the others, so that several are made at once,
and what still holds is not made again. A part that is kept is not held in memory: its pages and
files are read when they are written out.
"""

from __future__ import annotations

import pickle
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple, TypeAlias

from generator.diagnostics import Diagnostic
from generator.memory import Memory
from generator.render import exports, pages
from generator.render.cards import card_files
from generator.render.exports.common import cited_quotations
from generator.render.maps import Frames, story_map
from generator.render.page import Block, DataFile, LazyBlocks, LazyFile, Page
from generator.render.templates import BadTemplateError
from generator.render.trace import Fingerprints, Note, noting
from generator.render.views import Renderer
from generator.workers import each

_KIND = "part"
# A story's pages and files are written one after the other.
_HELD = 4


class PartName(NamedTuple):
    """Whose part it is: `kind` is `story` or `source`."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs to one story or source: pages, files, and the frames of its map."""

    pages: tuple[Page, ...]
    files: tuple[DataFile, ...] = ()
    frames: Frames | None = None


_Body: TypeAlias = tuple[tuple[tuple[Block, ...], ...], tuple[bytes, ...]]
"""The blocks of a part's pages, and the bytes of its files."""


class _Made(NamedTuple):
    """A part that was just made: what it was made from, what is said of it, and what is in it."""

    trace: tuple[Note, ...]
    head: Part
    body: _Body


def all_parts(
    renderer: Renderer, base: bytes | None, memory: Memory
) -> tuple[dict[PartName, Part], list[Diagnostic]]:
    """The parts of every story and source.

    Args:
        renderer: what all pages are made with.
        base: a digest of what all pages depend on; None if it is not known: nothing is kept then.
        memory: what was made before.

    Returns:
        The parts by name; and what is wrong with a template, in which case not all are there.
    """
    stories = [PartName("story", story.slug) for story in renderer.site.stories]
    sources = [PartName("source", id) for id in renderer.site.sources]
    maker = _Maker(renderer)
    kept = _Kept(maker, Fingerprints(renderer, base), memory) if base and memory.stores else None
    parts = dict.fromkeys([*stories, *sources], Part(()))
    missing = []
    for name in parts:
        part = kept.find(name) if kept else None
        if part:
            parts[name] = part
        else:
            missing.append(name)
    for name, made in zip(missing, each(maker.make, missing), strict=True):
        if isinstance(made, Diagnostic):
            return {}, [made]
        parts[name] = kept.keep(name, made) if kept else _whole(made)
    return parts, []


class _Maker:
    """Makes parts."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._stories = {story.slug: story for story in renderer.site.stories}

    def make(self, name: PartName) -> _Made | Diagnostic:
        """Make a part; a template that cannot be used gives a diagnostic."""
        renderer, notes = noting(self._renderer)
        try:
            if name.kind == "story":
                part = self._story(renderer, name.id)
            else:
                part = Part((pages.source_page(renderer, renderer.site.sources[name.id]),))
        except BadTemplateError as error:
            return error.diagnostic
        blocks = tuple(tuple(page.blocks) for page in part.pages)
        body = blocks, tuple(file.data for file in part.files)
        head = replace(
            part,
            pages=tuple(replace(page, blocks=()) for page in part.pages),
            files=tuple(replace(file, data=b"") for file in part.files),
        )
        return _Made(tuple(notes), head, body)

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
    blocks, data = made.body
    return replace(
        made.head,
        pages=tuple(
            replace(page, blocks=own) for page, own in zip(made.head.pages, blocks, strict=True)
        ),
        files=tuple(
            replace(file, data=own) for file, own in zip(made.head.files, data, strict=True)
        ),
    )


class _Kept:
    """Parts that are kept, each with what it depends on; what is in them is read when needed."""

    def __init__(self, maker: _Maker, fingerprints: Fingerprints, memory: Memory) -> None:
        self._maker = maker
        self._fingerprints = fingerprints
        self._memory = memory
        self._held: OrderedDict[PartName, _Body] = OrderedDict()

    def find(self, name: PartName) -> Part | None:
        """A part that still holds, or None."""
        known = self._memory.trace(_KIND, _key(name))
        if known is None:
            return None
        key, (trace, head) = known
        if self._fingerprints.of(*name, trace) != key:
            return None
        self._memory.use(_KIND, _key(name))
        return self._lazy(name, head)

    def keep(self, name: PartName, made: _Made) -> Part:
        """Keep a part that was just made."""
        key = self._fingerprints.of(*name, made.trace)
        data = pickle.dumps(made.body, pickle.HIGHEST_PROTOCOL)
        self._memory.keep(_KIND, _key(name), key, (made.trace, made.head), data)
        return self._lazy(name, made.head)

    def _lazy(self, name: PartName, head: Part) -> Part:
        pages = (
            replace(page, blocks=LazyBlocks(partial(self._blocks, name, at)))
            for at, page in enumerate(head.pages)
        )
        files = (
            LazyFile(file.path, file.origin, partial(self._data, name, at))
            for at, file in enumerate(head.files)
        )
        return replace(head, pages=tuple(pages), files=tuple(files))

    def _blocks(self, name: PartName, at: int) -> tuple[Block, ...]:
        return self._body(name)[0][at]

    def _data(self, name: PartName, at: int) -> bytes:
        return self._body(name)[1][at]

    def _body(self, name: PartName) -> _Body:
        """What is in a part; what cannot be read any more is made anew, and comes to the same."""
        if name not in self._held:
            data = self._memory.data(_KIND, _key(name))
            body = pickle.loads(data) if data else self._again(name)  # noqa: S301 - our own
            self._held[name] = body
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        return self._held[name]

    def _again(self, name: PartName) -> _Body:
        made = self._maker.make(name)
        if isinstance(made, Diagnostic):
            raise BadTemplateError(made)
        return made.body


def _key(name: PartName) -> str:
    return f"{name.kind} {name.id}"
