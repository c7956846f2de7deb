"""`content/stories/SLUG/addresses.yml`: which sentence of a story has which address."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from generator.model.base import ID_PATTERN, LONGEST_ID, Model, Text, Truth
from generator.model.review import SentenceDigest

_NUMBER = r"[1-9][0-9]{0,7}"
SENTENCE_PATTERN = (
    rf"(?:[sk]|[seom]\.{ID_PATTERN}|p\.{ID_PATTERN}\.[a-z]{{2}}\.{_NUMBER}"
    rf"|d\.{ID_PATTERN}\.(?:{_NUMBER}|reading))\.{_NUMBER}"
)
_LONGEST = LONGEST_ID + 40
_LONGEST_SHOWN = 80


def address_check(pattern: str, what: str) -> Callable[[str], str]:
    """What takes the addresses of one kind, and refuses all else.

    Args:
        pattern: what they look like.
        what: what they are the addresses of, for the message.
    """

    def check(text: str) -> str:
        if len(text) > _LONGEST or not re.fullmatch(pattern, text):
            raise PydanticCustomError(
                "bad-sentence-address",
                "'{text}' is not the address of {what}",
                {"text": text[:_LONGEST_SHOWN], "what": what},
            )
        return text

    return check


SentenceAddress = Annotated[
    Text,
    AfterValidator(address_check(SENTENCE_PATTERN, "a sentence")),
    Field(json_schema_extra={"pattern": f"^{SENTENCE_PATTERN}$"}),
]
"""The part of the story that a sentence was first written into, and its number there."""


class GoneSentence(Model):
    """A sentence that does not stand in the story any more. Its address is given to no other."""

    NOUN: ClassVar[str] = "sentence that is gone"
    of: SentenceDigest = Field(
        description="The digest of its words, by which it is known: if it comes back, it gets its "
        "address back.",
        examples=["3f9c2a71b04d5e66"],
    )
    now: SentenceAddress = Field(
        description="The sentence that its address leads to now.", examples=["s.what-happened.1"]
    )
    unlinked: Truth = Field(
        default=False,
        description="Whether there can be no links to it: `true` if it was published before "
        "addresses were recorded, and got its address only for the history of the story.",
        examples=["true"],
    )


class Addresses(Model):
    """The addresses of one story's sentences. `explainer addresses --write` keeps this file."""

    NOUN: ClassVar[str] = "file of addresses"
    sentences: dict[SentenceAddress, Text] = Field(
        {},
        description="Each sentence by its address, in the order of the page, without its citations "
        "and marks. A sentence with other words is another sentence.",
    )
    gone: dict[SentenceAddress, GoneSentence] = Field(
        {}, description="The addresses of sentences that are gone, and where each leads."
    )
