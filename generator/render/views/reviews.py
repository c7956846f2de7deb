"""What a second reader has read of a story, in words that claim no more than that."""

from __future__ import annotations

from collections.abc import Collection

from generator.index import ReviewCounts, ReviewState, Standing
from generator.render.views.renderer import Renderer


def second_reading(renderer: Renderer, counts: ReviewCounts) -> str:
    """How many sentences a second reader has read against what they cite, last when, and who.

    Empty where nothing is cited. Names are told only if the site says so.
    """
    if not counts.of:
        return ""
    wording = renderer.wording
    if not counts.read:
        return wording.text("no second reading recorded")
    told = [
        wording.count(
            counts.read,
            "{n} of {all} sentences with citations read by a second reader beside what they cite",
            "{n} of {all} sentences with citations read by a second reader beside what they cite",
            all=wording.number(counts.of),
        ),
        wording.text("last on {date}").format(date=wording.date(counts.last)),
        reviewers(renderer, counts.by),
    ]
    return wording.comma.join(told)


def reviewers(renderer: Renderer, names: Collection[str]) -> str:
    """Who has read: by name if the site says so, otherwise how many."""
    wording = renderer.wording
    if renderer.site.settings.name_reviewers:
        return wording.text("by {names}").format(names=wording.comma.join(names))
    return wording.count(len(names), "by {n} reviewer", "by {n} reviewers")


def state_of(renderer: Renderer, slug: str, anchor: str) -> ReviewState | None:
    """What is known of a sentence; None if it cites nothing."""
    found = renderer.site.reviews.get(slug)
    return found.states.get(anchor) if found else None


def is_read(state: ReviewState | None) -> bool:
    """Whether a second reader has found a sentence supported, and nobody asks for a change."""
    return state is not None and state.standing is Standing.SUPPORTED


def sentence_reading(renderer: Renderer, slug: str, anchor: str) -> str:
    """When a second reader has read a sentence against what it cites, and who.

    Empty where none has.
    """
    state = state_of(renderer, slug, anchor)
    if state is None or not is_read(state):
        return ""
    wording = renderer.wording
    told = wording.text("read by a second reader beside what it cites, last on {date}")
    last = told.format(date=wording.date(state.last))
    return wording.comma.join((last, reviewers(renderer, state.by)))
