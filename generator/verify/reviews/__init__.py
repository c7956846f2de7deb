"""reviews: which sentences a second reader has read against what they cite.

A review holds for the words that were read: the sentence, and the quotations that it cites. Their
digest says so, and an edit of either ends the review. Nothing here reads a file.
"""

from generator.verify.reviews.checks import check_entries, check_story
from generator.verify.reviews.digest import statement_digest
from generator.verify.reviews.people import People, may_review, person_key, same_person
from generator.verify.reviews.states import count_reviews, leftover_reviews, reviewed
from generator.verify.reviews.waiting import is_waiting, once_each

__all__ = [
    "People", "check_entries", "check_story", "count_reviews", "is_waiting", "leftover_reviews",
    "may_review", "once_each", "person_key", "reviewed", "same_person", "statement_digest",
]  # fmt: skip
