"""What reviews say of the sentences of a story as it stands now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from generator.index import ReviewCounts, ReviewState, Standing
from generator.index.reviews import latest
from generator.model import Review, ReviewVerdict
from generator.model.review import SHORTEST_DIGEST
from generator.resolve import QuotationEntry, Statement
from generator.verify.reviews.digest import statement_digest
from generator.verify.reviews.people import People


def reviewed(
    statements: Iterable[Statement],
    quotations: Mapping[str, QuotationEntry],
    reviews: Iterable[Review],
    authors: Collection[str],
    reviewers: Collection[str],
) -> dict[str, ReviewState]:
    """What is known of each sentence that cites something.

    Args:
        statements: all sentences of a story.
        quotations: the quotations by id.
        reviews: what its file of reviews holds.
        authors: who wrote it.
        reviewers: who may review; empty if anybody may.

    Returns:
        The states by the sentences' addresses, in reading order.
    """
    people = People.of(authors, reviewers)
    by_digest: dict[str, list[Review]] = {}
    for each in reviews:
        by_digest.setdefault(each.of[:SHORTEST_DIGEST], []).append(each)
    states = {}
    for statement in statements:
        if statement.quotations:
            of = statement_digest(statement, quotations)
            own = tuple(r for r in by_digest.get(of[:SHORTEST_DIGEST], ()) if _fits(r.of, of))
            states[statement.anchor] = _state(of, own, people)
    return states


def _fits(noted: str, of: str) -> bool:
    """Whether a digest in a file is that of a sentence; either may be the longer one."""
    return noted.startswith(of) or of.startswith(noted)


def _state(of: str, reviews: tuple[Review, ...], people: People) -> ReviewState:
    standing, by, days = Standing.UNREAD, set(), list[str]()
    for each in reviews:
        if each.verdict is ReviewVerdict.LATER or not people.may_review(each.by):
            continue
        if each.verdict is ReviewVerdict.CHANGE:
            standing = Standing.CHANGE
        elif people.is_second(each.by):
            by.add(each.by)
            days.append(each.on)
            standing = Standing.CHANGE if standing is Standing.CHANGE else Standing.SUPPORTED
        elif standing is Standing.UNREAD:
            standing = Standing.FIRST
    return ReviewState(of, standing, tuple(sorted(by)), latest(days), reviews)


def count_reviews(states: Mapping[str, ReviewState]) -> ReviewCounts:
    """How many of some sentences a second reader has read, of how many; when last, and who."""
    good = [each for each in states.values() if each.standing is Standing.SUPPORTED]
    return ReviewCounts(
        read=len(good),
        of=len(states),
        last=latest(each.last for each in good),
        by=tuple(sorted({name for each in good for name in each.by})),
    )


def leftover_reviews(states: Mapping[str, ReviewState], reviews: Iterable[Review]) -> list[Review]:
    """The reviews of what does not stand in the story any more."""
    now = {each.of[:SHORTEST_DIGEST]: each.of for each in states.values()}
    return [each for each in reviews if not _is_there(each.of, now)]


def _is_there(noted: str, now: Mapping[str, str]) -> bool:
    of = now.get(noted[:SHORTEST_DIGEST])
    return of is not None and _fits(noted, of)
