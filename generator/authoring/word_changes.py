"""Which words a sentence has left out of what it cites, and which it has put in.

That is no judgement: most sentences leave words out, and have to. Two sets are compared, word by
word, so that whoever reads the sentence against its quotations sees at once where a "believed" or
an "at least" has gone. Nothing is known here of any language but for the order of what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.folding import normalised
from generator.verify.function_words import is_negation, is_number_word, is_replaceable
from generator.verify.wording import compared_words, spelling_key

_POSSESSIVE = re.compile(r"'s?$")


def words(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text: what two of them have in common, and how each is written."""
    for word in compared_words(normalised(text)):
        bare = _POSSESSIVE.sub("", word.text)
        yield spelling_key(bare), bare


def left_out(quoted: str, sentence: str, language: str | None) -> tuple[str, ...]:
    """The words of a quotation that its sentence has not, each once.

    Args:
        quoted: the words cited, or their translation.
        sentence: the sentence.
        language: the language of the quoted words, by which negations and number words stand
            first, and pronouns and articles last; None if there are no rules for any.
    """
    own = {key for key, _ in words(sentence)}
    return _in_order(quoted, own, language)


def put_in(sentence: str, cited: Iterable[str], language: str | None) -> tuple[str, ...]:
    """The words of a sentence that stand in nothing that it cites, each once.

    Args:
        sentence: the sentence.
        cited: all that it cites: words, translations, names of speakers and of sources.
        language: the sentence's language, as in `left_out`.
    """
    known = {key for text in cited for key, _ in words(text)}
    return _in_order(sentence, known, language)


def _in_order(text: str, known: set[str], language: str | None) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for key, word in words(text):
        if key not in known:
            found.setdefault(key, word)
    return tuple(sorted(found.values(), key=lambda word: _rank(word, language)))


def _rank(word: str, language: str | None) -> int:
    lower = word.casefold()
    if is_negation(lower, language) or is_number_word(lower, language):
        return 0
    return 2 if is_replaceable(lower, language) else 1
