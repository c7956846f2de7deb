"""How the statements of a story, and what they cite, write their words; looked up text by text.

Few words are ever asked for: most texts are searched as they are, and not cut into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain

from generator.verify.figures.claims import Language, Vocabulary


class StoryVocabulary:
    """The vocabulary of several texts and the glossary's names, as `WordLookup`."""

    def __init__(
        self,
        language: Language,
        texts: Sequence[str],
        cited: Sequence[str],
        terms: frozenset[str],
        people: Iterable[str] = (),
        bodies: Iterable[str] = (),
    ) -> None:
        """Keep what may be asked for.

        Args:
            language: reads the texts.
            texts: what the statements say; it tells which words are common.
            cited: what they cite; it also tells which words are names.
            terms: the words of the glossary's spellings that have a capital.
            people: the names of the persons whose words they cite.
            bodies: the names of all others that what they cite is said to be by.
        """
        self._language = language
        self._cited = cited
        self._terms = terms
        self._people = tuple(people)
        self._bodies = tuple(bodies)
        self._texts = (*cited, *texts)
        self._common: dict[str, frozenset[str]] = {}
        self._vocabularies: dict[str, Vocabulary] = {}
        self._is_common: dict[str, bool] = {}

    def is_name(self, word: str) -> bool:
        """Whether the word is a name wherever it stands."""
        known = word in self._terms or word in self.names_of_people or self._is_cited(word)
        return known and not self.is_common(word)

    def is_common(self, word: str) -> bool:
        """Whether the word is also written without a capital."""
        small = word.lower()
        known = self._is_common.get(small)
        if known is None:
            known = self._is_common[small] = self._stands_small(small)
        return known

    def all_names(self) -> Iterable[str]:
        """All words that are names somewhere."""
        return chain(self._cited_names, self._terms, self.names_of_people)

    @cached_property
    def people(self) -> frozenset[tuple[str, ...]]:
        """The names, as words, of those whom the quotations are said to be by."""
        named = (*self._people, *self._bodies)
        return frozenset(filter(None, map(self._language.words, named)))

    @cached_property
    def names_of_people(self) -> frozenset[str]:
        """The words of `people` that are names by themselves."""
        people, bodies = (
            [self._language.words(name) for name in names] for names in (self._people, self._bodies)
        )
        # "Harbour" and "Office" of the Harbour Office are common words.
        words = (name for name in (*people, *(body for body in bodies if len(body) == 1)))
        sure = (word for body in self._bodies for word in self._language.sure_names(body))
        names = frozenset(word for name in words for word in name if word[:1].isupper())
        return names.union(sure)

    def _stands_small(self, small: str) -> bool:
        if small.isalpha():
            if small not in self._joined:
                return False
            texts: Iterable[str] = (text for text in self._texts if small in text)
        else:
            # Words are compared without possessives and with one form of the apostrophe.
            texts = self._texts
        return any(small in self._common_words(text) for text in texts)

    def _is_cited(self, word: str) -> bool:
        # Only the letters of an acronym stand apart in the text.
        if word.isalpha() and not word.isupper():
            return any(
                word in text and word in self._vocabulary(text).names for text in self._cited
            )
        return word in self._cited_names

    @cached_property
    def _joined(self) -> str:
        return "\n".join(self._texts)

    @cached_property
    def _cited_names(self) -> frozenset[str]:
        return frozenset().union(*(self._vocabulary(text).names for text in self._cited))

    def _common_words(self, text: str) -> frozenset[str]:
        found = self._common.get(text)
        if found is None:
            found = self._common[text] = self._language.common_words(text)
        return found

    def _vocabulary(self, text: str) -> Vocabulary:
        found = self._vocabularies.get(text)
        if found is None:
            found = self._vocabularies[text] = self._language.vocabulary(text)
        return found
