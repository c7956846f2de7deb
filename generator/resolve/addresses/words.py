"""The words of a sentence, as they are recorded."""

from __future__ import annotations

import unicodedata

from generator.digests import sha256_hex
from generator.load.parse import BAD_CHARACTER
from generator.model.invisible import find_needless_invisible

# What is longer is recorded by its beginning and a digest: a line of content has its limit, and
# signs in it may count twice.
_LONGEST = 2_300
_DIGITS = 16


def recorded_words(text: str) -> str:
    """The words of a sentence as they are recorded, and compared with the record.

    Args:
        text: its plain text.
    """
    text = BAD_CHARACTER.sub(" ", unicodedata.normalize("NFC", text))
    unseen = {at for at, _ in find_needless_invisible(text)}
    text = "".join(char for at, char in enumerate(text) if at not in unseen) if unseen else text
    words = " ".join(text.split())
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST].rstrip()} … ({words_digest(words)})"


def words_digest(words: str) -> str:
    """Sixteen digits for the words of a sentence."""
    return sha256_hex(words)[:_DIGITS]
