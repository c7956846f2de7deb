"""addresses: the lasting addresses of a story's sentences.

Without a record a sentence has the number of its place. With one it keeps the address that it was
given first, wherever it moves and whatever comes before it. No address is given twice: that of a
sentence that is gone leads to what stands in its place.
"""

from generator.resolve.addresses.give import (
    AddressChange,
    Addressing,
    ChangedAddress,
    give_addresses,
)
from generator.resolve.addresses.matching import Sentence, match_sentences
from generator.resolve.addresses.record import check_record
from generator.resolve.addresses.story import readdressed
from generator.resolve.addresses.words import recorded_words

__all__ = [
    "AddressChange", "Addressing", "ChangedAddress", "Sentence", "check_record", "give_addresses",
    "match_sentences", "readdressed", "recorded_words",
]  # fmt: skip
