"""Which passage `explainer quote` means: words looked for in the copies, or asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from generator.authoring.passages import (
    MOST_PASSAGES,
    Passage,
    explain_no_match,
    find_passages,
    find_passages_between,
    near_miss,
)
from generator.cli import ask as terminal
from generator.cli.output import ask, confirm
from generator.cli.quote_workspace import Workspace

if TYPE_CHECKING:
    from generator.folding import Normalised


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage: the id of its source, and the text of the copy in which it stands."""

    source: str
    passage: Passage
    copy: Normalised


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for.

    Attributes:
        workspace: the site.
        ids: the sources whose copies are looked in.
        words: the words; empty to ask for the first and the last ones.
        language: the language of the words, if it is not the source's.
    """

    workspace: Workspace
    ids: Sequence[str]
    words: str
    language: str | None

    def language_in(self, id: str) -> str:
        """The language of the words if they are this source's."""
        return self.language or self.workspace.language_of(self.workspace.sources[id].model)


def find(search: Search) -> list[Hit]:
    """The passages meant."""
    copies = search.workspace.copies
    if not search.words.strip():
        return _ask_for_passage(search)
    texts = {id: copies[id].static for id in search.ids if copies.may_have(search.words, id)}
    if found := _hits(search, texts)[0]:
        return found
    texts = {id: shown for id in search.ids if (shown := copies[id].rendered)}
    if found := _hits(search, texts)[0]:
        return found  # a script has put them into the page
    texts = {id: copies[id].static for id in search.ids}
    found, reasons = _hits(search, texts)
    if found:
        return found
    for reason in reasons or ["these words stand so often that nothing tells them apart"]:
        search.workspace.output.warn(reason)
    return _offer_nearest(search, texts)


def _hits(search: Search, texts: dict[str, Normalised]) -> tuple[list[Hit], list[str]]:
    """The passages in some texts; and why there are none."""
    found: list[Hit] = []
    reasons = []
    for id, copy in texts.items():
        passages = find_passages(search.words, copy, search.language_in(id))
        if isinstance(passages, list):
            found += [Hit(id, passage, copy) for passage in passages]
        else:
            reasons.append(f"{id}: {explain_no_match(passages)}")
    return found, reasons


def _ask_for_passage(search: Search) -> list[Hit]:
    if not terminal.can_ask():
        raise click.UsageError("Say which words to quote; without a terminal nobody can be asked.")
    id = search.ids[0]
    if len(search.ids) > 1:
        id = ask("Source", type=click.Choice(sorted(search.ids)))
    first = ask("First words of the passage")
    last = ask("Last words of the passage")
    copy = search.workspace.copies[id].static
    found = find_passages_between(first, last, copy)
    if not found:
        search.workspace.output.warn(f"{id}: no passage begins and ends with these words")
    return [Hit(id, passage, copy) for passage in found]


def _offer_nearest(search: Search, texts: dict[str, Normalised]) -> list[Hit]:
    """Show the nearest passage; only an editor who says so gets the source's own words instead."""
    misses = [(id, near_miss(search.words, copy)) for id, copy in texts.items()]
    scored = [(near.score, id, near) for id, near in misses if near]
    if not scored:
        return []
    _, id, near = max(scored, key=lambda each: each[0])
    output = search.workspace.output
    output.warn(f"Nearest is, in {id}: {' '.join(near.shown)}")
    output.warn(f"The source's own words: {near.passage}")
    if terminal.can_ask() and confirm("Quote the source's own words?", default=False):
        passages = find_passages(near.passage, texts[id])
        return [Hit(id, p, texts[id]) for p in passages] if isinstance(passages, list) else []
    return []


def choose(search: Search, found: Sequence[Hit], place: int | None) -> Hit | None:
    """The one that is meant; None if that is not known."""
    if len(found) == 1 and place in (None, 1):
        return found[0]
    if not found:
        return None
    output = search.workspace.output
    if place is None or place > len(found):
        most = f"; the first {MOST_PASSAGES} of a source are shown"
        output.warn(f"There are {len(found)} places{most if len(found) >= MOST_PASSAGES else ''}.")
        for number, hit in enumerate(found, 1):
            before, after = hit.passage.shown
            output.warn(f"  {number}  {hit.source}: {before} »{hit.passage.exact}« {after}")
        if not terminal.can_ask():
            output.warn("Say which with --place, or give more words.")
            return None
        place = ask("Which", type=click.IntRange(1, len(found)))
    return found[int(place or 1) - 1]
