"""What is wrong with reviews, and what they ask for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.diagnostics import Diagnostic, Place, found
from generator.index import ReviewFile, ReviewState, Standing
from generator.load import Document
from generator.model import Review, ReviewRule, ReviewVerdict, SiteSettings, Status, Story
from generator.model.review import SHORTEST_DIGEST
from generator.resolve import Statement
from generator.verify.reviews.people import People, person_key
from generator.verify.reviews.states import leftover_reviews

# So many lines of a story are named that nobody has read.
_MOST_NAMED = 6
# So many characters of a note stand in a message; all of it stands in the file.
_LONGEST_NOTE = 400


def check_entries(
    document: Document, reviews: Iterable[Review], reviewers: Collection[str]
) -> Iterator[Diagnostic]:
    """What is wrong in a file of reviews, whatever the story says now.

    Args:
        document: the file.
        reviews: what it holds, in its order.
        reviewers: who may review; empty if anybody may.
    """
    people = People.of(reviewers=reviewers)
    seen: dict[tuple[str, str], tuple[int, Review]] = {}
    for at, each in enumerate(reviews):
        key = each.of[:SHORTEST_DIGEST], person_key(each.by)
        first, noted = seen.setdefault(key, (at, each))
        # A merge may leave the same line twice.
        if each != noted:
            line = document.place(("reviews", first)).line
            message = f"'{each.by}' has a verdict on this sentence in line {line} already"
            place = document.place(("reviews", at, "verdict"))
            yield document.problem("duplicate-review", place, message)
        if not people.may_review(each.by):
            place = document.place(("reviews", at, "by"))
            message = f"'{each.by}' is not among the reviewers of this site"
            yield document.problem("unknown-reviewer", place, message)


def check_story(
    story: Story,
    statements: Iterable[Statement],
    states: Mapping[str, ReviewState],
    file: ReviewFile | None,
    settings: SiteSettings,
    document: Document,
) -> Iterator[Diagnostic]:
    """What reviews ask for in a story, and whether it has those that the site requires.

    Args:
        story: the story.
        statements: its sentences.
        states: what is known of those that cite something.
        file: its file of reviews; None if there is none that can be used.
        settings: what `site.yml` says.
        document: the story's file.
    """
    statements = [each for each in statements if each.anchor in states]
    people = People.of(story.authors, settings.reviewers)
    told = set()
    for statement in statements:
        for each in states[statement.anchor].reviews:
            # A sentence may stand in several places, and has its reviews in each of them.
            if _asks(each, people) and (each.of, each.by) not in told:
                told.add((each.of, each.by))
                message = f"{each.by} asks for a change: {_shortened(each.note)}"
                yield document.problem("review-asks-change", statement.place, message)
    if file and file.reviews:
        if not story.authors:
            place = document.place(())
            message = "the story has reviews, and no 'authors'"
            yield document.problem("review-without-authors", place, message)
        if left := len(leftover_reviews(states, file.reviews)):
            what = "1 review is" if left == 1 else f"{left} reviews are"
            message = f"{what} of sentences that have changed"
            yield found("leftover-reviews", Place(file.path), message)
    if settings.review is ReviewRule.REQUIRED and story.status is Status.PUBLISHED:
        yield from _unread(statements, states, document)


def _asks(review: Review, people: People) -> bool:
    return review.verdict is ReviewVerdict.CHANGE and people.may_review(review.by)


def _shortened(note: str | None) -> str:
    text = " ".join((note or "").split())
    return text if len(text) <= _LONGEST_NOTE else f"{text[:_LONGEST_NOTE]}…"


def _unread(
    statements: Collection[Statement], states: Mapping[str, ReviewState], document: Document
) -> Iterator[Diagnostic]:
    lacking = [s for s in statements if states[s.anchor].standing is not Standing.SUPPORTED]
    if not lacking:
        return
    lines = [str(each.place.line) for each in lacking[:_MOST_NAMED]]
    more = len(lacking) - len(lines)
    named = ", ".join(lines) + (f" and {more} more" if more else "")
    message = (
        f"{len(lacking)} of {len(statements)} sentences have no second reader's reading: "
        f"line{'s' if len(lacking) > 1 else ''} {named}"
    )
    yield document.problem("unreviewed-sentence", lacking[0].place, message)
