"""Which sentences somebody still has to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.index import ReviewState
from generator.model import ReviewVerdict
from generator.verify.reviews.people import People, same_person


def is_waiting(state: ReviewState, reviewer: str, people: People) -> bool:
    """Whether no second reader has a verdict on a sentence yet, nor has this reviewer.

    Args:
        state: what is known of the sentence.
        reviewer: who asks.
        people: who wrote the story, and who may review.
    """
    return not any(
        each.verdict is not ReviewVerdict.LATER
        and (same_person(each.by, reviewer) or people.is_second(each.by))
        for each in state.reviews
    )


def once_each(states: Mapping[str, ReviewState]) -> Iterator[tuple[str, ReviewState]]:
    """The sentences of a story, of each text one: what stands in two places is read once."""
    seen = set()
    for anchor, state in states.items():
        if state.of not in seen:
            seen.add(state.of)
            yield anchor, state
