"""`content/reviews/SLUG.yml`: which sentences of a story somebody has read against its sources."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.base import DateText, Model, Text

SHORTEST_DIGEST = 12
"""How many digits tell the sentences of one story apart."""
DIGEST_PATTERN = f"[0-9a-f]{{{SHORTEST_DIGEST},64}}"
_LONGEST_SHOWN = 80


def _sentence_digest(text: str) -> str:
    if not re.fullmatch(DIGEST_PATTERN, text):
        raise PydanticCustomError(
            "bad-review-digest",
            "'{text}' is no digest of a sentence",
            {"text": text[:_LONGEST_SHOWN]},
        )
    return text


SentenceDigest = Annotated[
    Text,
    AfterValidator(_sentence_digest),
    Field(json_schema_extra={"pattern": f"^{DIGEST_PATTERN}$"}),
]
"""12 to 64 hexadecimal digits: the beginning of a SHA-256 digest."""


class ReviewVerdict(StrEnum):
    """What somebody found who read a sentence against what it cites."""

    SUPPORTED = "supported"
    CHANGE = "change"
    LATER = "later"


class Review(Model):
    """One person's reading of one sentence. It ends when the sentence or what it cites changes."""

    NOUN: ClassVar[str] = "review"
    of: SentenceDigest = Field(
        description="The digest of the sentence and of all that it cites; it says what was read. "
        "`explainer review` writes it.",
        examples=["3f9c2a71b04d5e66"],
    )
    by: Text = Field(description="Who read it.", examples=["Jane Doe"])
    on: DateText = Field(description="When.", examples=["2019-12-01"])
    verdict: ReviewVerdict = Field(description="What came of it.")
    note: Text | None = Field(
        None,
        description="What should change, and why; needed with the verdict `change`.",
        examples=["The report says 'at least eight'."],
    )
    sentence: Text | None = Field(
        None,
        description="The sentence's address on the story's page when it was read, for people who "
        "look through this file. It decides nothing.",
        examples=["s.what-happened.2"],
    )

    @model_validator(mode="after")
    def _change_says_what(self) -> Self:
        if self.verdict is ReviewVerdict.CHANGE and not self.note:
            raise PydanticCustomError(
                "missing-key", "the review asks for a change and has no 'note' that says which"
            )
        return self


class Reviews(Model):
    """The readings of one story's sentences. The file's name is the story's slug."""

    NOUN: ClassVar[str] = "file of reviews"
    reviews: list[Review] = Field(
        [], description="One entry for each sentence and each person, sorted by `of`."
    )
