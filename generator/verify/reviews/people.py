"""Who is who among those who write and review."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's: case and spaces do not count."""
    return person_key(one) == person_key(other)


def person_key(name: str) -> str:
    """What two ways of writing a name have in common."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def may_review(name: str, reviewers: Iterable[str]) -> bool:
    """Whether somebody's reviews count at all: anybody's do where no reviewers are named."""
    return People.of(reviewers=reviewers).may_review(name)


@dataclass(frozen=True, slots=True)
class People:
    """Who wrote a story and who may review, by `person_key`; anybody may where nobody is named."""

    authors: frozenset[str]
    reviewers: frozenset[str]

    @classmethod
    def of(cls, authors: Iterable[str] = (), reviewers: Iterable[str] = ()) -> People:
        """Take the names."""
        return cls(frozenset(map(person_key, authors)), frozenset(map(person_key, reviewers)))

    def may_review(self, name: str) -> bool:
        """Whether somebody's reviews count at all."""
        return not self.reviewers or person_key(name) in self.reviewers

    def is_author(self, name: str) -> bool:
        """Whether somebody wrote the story."""
        return person_key(name) in self.authors

    def is_second(self, name: str) -> bool:
        """Whether somebody's reading is a second reader's.

        Where a story does not say who wrote it nobody can tell, so that none is.
        """
        return bool(self.authors) and not self.is_author(name) and self.may_review(name)
