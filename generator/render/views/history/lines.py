"""The published versions of a story, and what was changed in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.index import StoryHistory
from generator.model import StoryVersion
from generator.model.history import HEADING
from generator.prose import read_recorded
from generator.render import contexts
from generator.render.views.history.words import marked_words, shown_words
from generator.render.views.quotations import quotation_href
from generator.render.views.renderer import (
    Renderer,
    part_address,
    story_address,
    version_address,
)
from generator.render.views.stories import correction_anchor, is_between, version_name
from generator.resolve import ResolvedStory
from generator.resolve.history import Change, ChangeKind, State, changes, versions_of

# Of so many versions, the last ones, the list shows what was changed.
_MOST_IN_FULL = 20


@dataclass(frozen=True, slots=True)
class Version:
    """A version, its number, what it says and what the one before did."""

    number: int
    version: StoryVersion
    says: State
    before: State


def version_states(history: StoryHistory) -> Iterator[Version]:
    """The versions of a story, the oldest first.

    Args:
        history: what was recorded.
    """
    before: State = {}
    for number, says in enumerate(versions_of(history.versions), 1):
        yield Version(number, history.versions[number - 1], says, before)
        before = says


def pending(renderer: Renderer, history: StoryHistory) -> str:
    """What is said of a story that is other than its last version; empty if it is not."""
    if not history.waiting:
        return ""
    number = renderer.wording.number(len(history.versions))
    return renderer.wording.count(
        history.waiting,
        "{n} sentence or heading has changed since version {version} and is in no version yet.",
        "{n} sentences or headings have changed since version {version} and are in no version yet.",
        version=number,
    )


def version_lines(
    renderer: Renderer, story: ResolvedStory, history: StoryHistory, here: str
) -> tuple[contexts.VersionLine, ...]:
    """The versions of a story with what was changed in each, the newest first."""
    lines = []
    claimed: set[str] = set()
    for each in reversed([*version_states(history)]):
        in_full = each.number > len(history.versions) - _MOST_IN_FULL
        lines.append(_version_line(renderer, story, history, here, each, claimed, in_full=in_full))
    return tuple(lines)


def _version_line(
    renderer: Renderer,
    story: ResolvedStory,
    history: StoryHistory,
    here: str,
    version: Version,
    claimed: set[str],
    *,
    in_full: bool,
) -> contexts.VersionLine:
    text, number = renderer.wording.text, version.number
    found = [*changes(version.before, version.says)] if version.before else []
    date = renderer.wording.date(version.version.date)
    said = text("Version {n}, {date}, said")
    before = history.versions[number - 2] if version.before else None
    was = (
        said.format(n=renderer.wording.number(number - 1), date=renderer.wording.date(before.date))
        if before
        else ""
    )
    views = [_change(renderer, story, history, here, each, number) for each in found]
    if in_full:
        # The latest change of a sentence is what its address on this page leads to.
        views = [_addressed(view, claimed) for view in views]
    return contexts.VersionLine(
        anchor=f"version.{number}",
        name=version_name(renderer, number),
        date=date,
        note=version.version.note or "",
        href=renderer.links.href(here, version_address(story.slug, number)),
        said=_counted(renderer, version, found),
        was=was,
        now=said.format(n=renderer.wording.number(number), date=date),
        corrections=tuple(_corrections(renderer, story, here, before, version.version)),
        changes=tuple(views) if in_full else (),
    )


def _addressed(view: contexts.ChangeView, claimed: set[str]) -> contexts.ChangeView:
    if view.of in claimed or not view.of:
        return view
    claimed.add(view.of)
    return replace(view, anchor=view.of)


def _counted(renderer: Renderer, version: Version, found: Sequence[Change]) -> str:
    """What was changed, in numbers."""
    count = renderer.wording.count
    if not version.before:
        sentences = sum(1 for key in version.says if not key.startswith(HEADING))
        return count(sentences, "{n} sentence", "{n} sentences")
    kinds = Counter(each.kind for each in found)
    changed, added, removed = (kinds[kind] for kind in ChangeKind)
    told = (
        count(changed, "{n} text changed", "{n} texts changed") if changed else "",
        count(added, "{n} text added", "{n} texts added") if added else "",
        count(removed, "{n} text removed", "{n} texts removed") if removed else "",
    )
    order = renderer.wording.text("another order")
    return renderer.wording.semicolon.join(filter(None, told)) or order


def _corrections(
    renderer: Renderer,
    story: ResolvedStory,
    here: str,
    before: StoryVersion | None,
    version: StoryVersion,
) -> Iterator[contexts.Anchor]:
    """The corrections that were made between two versions, those of a day together."""
    by_day: dict[str, list[int]] = {}
    for at, entry in enumerate(story.corrections):
        if before and is_between(before, entry.correction.date, version):
            by_day.setdefault(entry.correction.date, []).append(at)
    for date, found in by_day.items():
        page, anchor = story_address(story.slug), correction_anchor(story, found[0])
        told = renderer.wording.count(
            len(found),
            "{n} correction of {date}",
            "{n} corrections of {date}",
            date=renderer.wording.date(date),
        )
        yield contexts.Anchor(renderer.links.href(here, page, anchor), told)


def _change(
    renderer: Renderer,
    story: ResolvedStory,
    history: StoryHistory,
    here: str,
    change: Change,
    number: int,
) -> contexts.ChangeView:
    then, now = read_recorded(change.was), read_recorded(change.now)
    words = shown_words(renderer, change, change.was), shown_words(renderer, change, change.now)
    was, reads = marked_words(*words)
    of = "" if change.is_heading else history.leads.get(change.address, change.address)
    is_there = bool(of) and of in _present(renderer, story)
    text = renderer.wording.text
    told = text("The sentence now") if of == change.address else text("What stands there now")
    place = None
    if is_there:
        place = contexts.Anchor(renderer.links.href(here, part_address(story.slug, of), of), told)
    gone = [id for id in then.quotations if id not in now.quotations] if change.now else []
    new = [id for id in now.quotations if id not in then.quotations] if change.was else []
    return contexts.ChangeView(
        anchor=f"version.{number}.{change.address}",
        of=of if is_there else "",
        kind=change.kind.value,
        was=was,
        now=reads,
        cited=tuple(_cited(renderer, here, id) for id in gone),
        cites=tuple(_cited(renderer, here, id) for id in new),
        place=place,
    )


def _present(renderer: Renderer, story: ResolvedStory) -> frozenset[str]:
    return renderer.once(_anchors, story)


def _anchors(_: Renderer, story: ResolvedStory) -> frozenset[str]:
    return frozenset(each.anchor for each in story.statements())


def _cited(renderer: Renderer, here: str, id: str) -> contexts.Anchor:
    """A quotation that is cited or was: its source and its id, a link if it is still there."""
    entry = renderer.site.quotations.get(id)
    if entry is None:
        return contexts.Anchor("", id)
    source = renderer.site.sources[entry.source].source
    return contexts.Anchor(quotation_href(renderer, here, entry), f"{source.short} ({id})")
