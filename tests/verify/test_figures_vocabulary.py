"""Words looked up in texts are found as if all texts had been cut into words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.verify.figures import Vocabulary, for_language
from generator.verify.figures.vocabulary import StoryVocabulary

WORDS = ("Police", "police", "Bell", "bell", "O’Neill", "O'Neill", "US", "U.S.", "us", "al-Hadid",
         "Hadid", "bell’s", "bells", "doorbell", "The", "two-day", "day", "É", "é")  # fmt: skip
TEXT = st.lists(st.sampled_from((*WORDS, ". ", ", ", "“")), max_size=8).map(" ".join)
TEXTS = st.lists(TEXT, max_size=4)


@given(TEXTS, TEXTS, st.frozensets(st.sampled_from(WORDS), max_size=2), st.sampled_from(WORDS))
def test_words_are_those_of_all_texts(
    texts: list[str], cited: list[str], terms: frozenset[str], word: str
) -> None:
    language = for_language("en")
    assert language
    read = [language.vocabulary(text) for text in cited]
    whole = Vocabulary(
        names=frozenset().union(*(each.names for each in read)),
        common=frozenset().union(*map(language.common_words, (*cited, *texts))),
        terms=terms,
    )
    looked_up = StoryVocabulary(language, texts, cited, terms)
    assert looked_up.is_common(word) == whole.is_common(word)
    assert looked_up.is_name(word) == whole.is_name(word)
    assert set(looked_up.all_names()) == set(whole.all_names())
