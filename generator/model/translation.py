"""`content/stories/SLUG/story.LANGUAGE.yml` and its like: the texts of a file in another language.

Beside `sources/ID.yml` and `glossary/ID.yml` such files stand too, and beside `site.yml`.
"""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from generator.model.base import Model, Text

_LONGEST_KEY = 300
_LONGEST_SHOWN = 80
TEXT_KEY_PATTERN = rf"(?:\S|[^\S\t\r\n](?!\s)){{1,{_LONGEST_KEY}}}"
"""One line, its words apart by single spaces."""


def _text_key(text: str) -> str:
    if not re.fullmatch(TEXT_KEY_PATTERN, text):
        raise PydanticCustomError(
            "bad-text-key", "'{text}' is not what a text is known by",
            {"text": text[:_LONGEST_SHOWN]},
        )  # fmt: skip
    return text


TextKey = Annotated[Text, AfterValidator(_text_key)]
"""What a text is known by: the lasting address of a sentence, or the name of another text."""


class TranslatedText(Model):
    """One text in the other language, and the words that it was made from."""

    NOUN: ClassVar[str] = "translation"
    original: Text | None = Field(
        None,
        description="What the original said when this was translated; of a quotation's words a "
        "digest, for they stand in the source's file alone. Where the original says something else "
        "now, the translation is stale.",
        examples=["Eight people rang the bell."],
    )
    now: Text | None = Field(
        None,
        description="What the original says since then, as `explainer translate` wrote it. Once "
        "the translation says the same, remove the line `original`, and this takes its place.",
        examples=["Nine people rang the bell."],
    )
    text: Text | None = Field(
        None,
        description="The translation, without citations: those of the original hold. What is left "
        "out is not translated yet.",
        examples=["Huit personnes ont sonné la cloche."],
    )

    @property
    def made_from(self) -> str:
        """The words of the original that it stands for."""
        return self.original or self.now or ""


class Translation(Model):
    """The texts of one file in another language. The file's name says in which."""

    NOUN: ClassVar[str] = "file of translations"
    texts: dict[TextKey, TranslatedText] = Field(
        {},
        description="Each text by what it is known by: a sentence by its lasting address, anything "
        "else by its name in the original.",
    )
    aliases: list[Text] = Field(
        [],
        description="Of a glossary term: other spellings and forms of its name in this language.",
        examples=[["Amak", "de l’Amaq"]],
    )
