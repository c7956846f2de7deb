"""What reviewers are shown of a site that is edited meanwhile, and where their verdicts go."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from generator.authoring.cards import Card, Cards
from generator.authoring.reviews import put_review, review_path
from generator.index import Reader, ReviewState, StoredIndex
from generator.load import REVIEWS_FOLDER
from generator.model import Review, ReviewVerdict
from generator.passes.job import Desk, Job
from generator.render import Renderer
from generator.verify.reviews import People, is_waiting, once_each, person_key, same_person

ARCHIVE = "archive"
"""The folder of copies in the content folder."""

# So many seconds a request waits while the content is being read.
_LONGEST = 20.0
# Of so many stories the cards that were made are kept.
_MOST_STORIES = 4


class NotReadyError(Exception):
    """The content is being read, or could not be read yet."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on somebody's way through a story.

    Attributes:
        anchor: its address on the story's page.
        of: its digest, as a review writes it down.
        said: what this reviewer has said of it as it stands; None if nothing.
        note: the note with that.
    """

    anchor: str
    of: str
    said: ReviewVerdict | None
    note: str


class ReviewDesk:
    """The sentences of a site as the index has them, and what was said of them here.

    The index is written by the thread that builds the site; requests read it in between. Whoever
    wants either has the lock. Cards are kept for as long as nothing but reviews has changed: they
    take the time of reading copies.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._states: Desk | None = None
        self._words: Desk | None = None
        self._cards: OrderedDict[str, Cards] = OrderedDict()
        # How often the index was written, and what was said here that may not be in it yet, by
        # story, sentence and person, with how often it had been written then.
        self._updates = 0
        self._said: dict[tuple[str, str, str], tuple[Review, int]] = {}
        self._walked: set[tuple[str, str, str]] = set()

    @contextmanager
    def updating(self, *, only_reviews: bool) -> Iterator[Callable[[Job], None]]:
        """Keep requests from the index while it is written.

        What this gives is called with a job of a stage after those of the content, once these are
        written. If it is not called there is nothing to review until the next time.

        Args:
            only_reviews: whether no other content is different from before.
        """
        with self._lock:
            self._close(self._states)
            self._states = None
            self._updates += 1
            if not only_reviews:
                self._close(self._words)
                self._words = None
                self._cards.clear()
            yield self._take

    def _take(self, job: Job) -> None:
        self._states = Desk(job, Reader(job.index))
        self._words = self._words or Desk(job, Reader(job.index))

    @staticmethod
    def _close(desk: Desk | None) -> None:
        if desk:
            desk.reader.close()

    @contextmanager
    def reading(self) -> Iterator[OpenDesk]:
        """The site as it stands, for one request.

        Raises:
            NotReadyError: the content is being read, or cannot be.
        """
        if not self._lock.acquire(timeout=_LONGEST):
            raise NotReadyError
        try:
            if self._states is None or self._words is None:
                raise NotReadyError
            index = self._states.index()
            if not index.has_settings:
                raise NotReadyError
            yield OpenDesk(self, index, self._states.renderer(index))
        finally:
            self._lock.release()

    def cards(self, slug: str) -> Cards:
        """The cards of a story; for whoever has the lock.

        Raises:
            KeyError: there is no such story.
        """
        if self._words is None:
            raise KeyError(slug)
        if slug not in self._cards:
            job = self._words.job
            archive = job.folder / job.content / ARCHIVE
            copies = archive if archive.is_dir() else None
            self._cards[slug] = Cards(self._words.index(), slug, copies)
            if len(self._cards) > _MOST_STORIES:
                self._cards.popitem(last=False)
        self._cards.move_to_end(slug)
        return self._cards[slug]

    def said(self, slug: str, state: ReviewState, reviewer: str) -> Review | None:
        """What somebody has said of a sentence, whether the index knows of it already or not."""
        key = slug, state.of, person_key(reviewer)
        known = next((each for each in state.reviews if same_person(each.by, reviewer)), None)
        review, updates = self._said.get(key, (known, 0))
        # The update after the next has seen the file for certain: from there on the file counts,
        # whoever changes it.
        if review == known or self._updates > updates + 1:
            self._said.pop(key, None)
            return known
        return review

    def is_walked(self, slug: str, of: str, reviewer: str) -> bool:
        """Whether somebody has a verdict on a sentence that was given here."""
        return (slug, of, person_key(reviewer)) in self._walked

    def write(self, slug: str, review: Review) -> None:
        """Write a review into the story's file of reviews.

        Raises:
            NotReadyError: nobody knows where that is.
            InsertError: as `put_review` does.
            UnwritableError: as `put_review` does.
            OSError: as `put_review` does.
        """
        desk = self._words
        if desk is None:
            raise NotReadyError
        folder = desk.job.folder / desk.job.content / REVIEWS_FOLDER
        put_review(review_path(folder, slug), review)
        key = slug, review.of, person_key(review.by)
        with self._lock:
            self._said[key] = review, self._updates
            self._walked.add(key)


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """The site as it stands for one request, with what pages are made with."""

    desk: ReviewDesk
    index: StoredIndex
    renderer: Renderer

    def walk(self, slug: str, reviewer: str) -> list[Sentence]:
        """The sentences that wait for somebody, and those that have a verdict given here.

        Raises:
            KeyError: there is no such story, or none that can be shown.
        """
        story = self.index.reviews[slug]
        people = People.of(story.authors, self.index.settings.reviewers)
        found = []
        for anchor, state in once_each(story.states):
            if is_waiting(state, reviewer, people) or self.desk.is_walked(slug, state.of, reviewer):
                said = self.desk.said(slug, state, reviewer)
                found.append(
                    Sentence(
                        anchor,
                        state.of,
                        said.verdict if said else None,
                        (said.note if said else None) or "",
                    )
                )
        return found

    def card(self, slug: str, anchor: str) -> Card:
        """A sentence with all that a reviewer needs, and what is known of it now.

        Raises:
            KeyError: there is no such sentence.
        """
        card = self.desk.cards(slug).card(anchor)
        return replace(card, state=self.index.reviews[slug].states[anchor])
