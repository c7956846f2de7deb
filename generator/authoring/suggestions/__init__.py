"""suggestions: a sentence → the passages of the archived copies that could support it.

    keys         what a sentence is looked for by
    windows      a text → its passages
    shelf        the passages of all copies
    ranking      passages by their words (BM25)
    search       passages by their words, and by what these mean
    offers       a passage as it is cited or quoted
    find         all of these, for some sentences
    finder       the same, of a site as its files are
    unsupported  the sentences that a check finds unsupported

Nothing here reads what a story cites: the passages are ranked by the sentence alone.
"""

from generator.authoring.suggestions.find import suggest
from generator.authoring.suggestions.finder import Finder
from generator.authoring.suggestions.keys import MOST_CHARACTERS, Asked
from generator.authoring.suggestions.offers import Quotable, Suggestion, quote_command
from generator.authoring.suggestions.unsupported import Unsupported, unsupported

__all__ = [
    "MOST_CHARACTERS", "Asked", "Finder", "Quotable", "Suggestion", "Unsupported",
    "quote_command", "suggest", "unsupported",
]  # fmt: skip
