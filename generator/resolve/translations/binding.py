"""Which translation belongs to which text of the original, and which is of older words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.model import TranslatedText, Translation
from generator.resolve.addresses import Sentence, match_sentences
from generator.resolve.translations.texts import Original

# The sentences of a definition have no lasting addresses: they are known by their words.
_OF_DEFINITION = "t."


@dataclass(frozen=True, slots=True)
class Bound:
    """A translation and its original. `key` is what the file of translations knows it by."""

    key: str
    original: Original
    entry: TranslatedText

    @property
    def is_stale(self) -> bool:
        """Whether it was made from other words."""
        return not same_words(self.entry.made_from, self.original.text)


@dataclass(frozen=True, slots=True)
class Binding:
    """The translations of a file and its originals, side by side.

    Attributes:
        bound: what is translated, in the order of the originals.
        missing: the originals that nothing is the translation of.
        left_over: the keys of translations whose originals are gone.
    """

    bound: tuple[Bound, ...]
    missing: tuple[Original, ...]
    left_over: tuple[str, ...]

    @property
    def stale(self) -> tuple[Bound, ...]:
        """What was made from other words than the original has now."""
        return tuple(each for each in self.bound if each.is_stale)


def bind(translation: Translation, originals: Sequence[Original]) -> Binding:
    """Find the original of each translation.

    A text is known by its key. A key that the original does not have any more is looked for by
    the words that were translated.

    Args:
        translation: the file of translations.
        originals: the texts of the original.
    """
    entries = translation.texts
    by_key = {each.key: each for each in originals}
    key_of = _by_likeness(entries, originals)
    key_of |= {
        key: key
        for key in entries
        if key in by_key and not (key.startswith(_OF_DEFINITION) and by_key[key].statement)
    }
    taken = set(key_of.values())
    free = {_words(each.text): each.key for each in originals if each.key not in key_of}
    for key, entry in entries.items():
        if key not in taken and (now := free.pop(_words(entry.made_from), None)):
            key_of[now] = key
            taken.add(key)
    bound = [
        Bound(key_of[each.key], each, entries[key_of[each.key]])
        for each in originals
        if each.key in key_of
    ]
    return Binding(
        bound=tuple(each for each in bound if each.entry.text),
        missing=tuple(
            each
            for each in originals
            if each.key not in key_of or not entries[key_of[each.key]].text
        ),
        left_over=tuple(key for key in entries if key not in taken),
    )


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for the space between words."""
    return _words(one) == _words(other)


def _by_likeness(
    entries: Mapping[str, TranslatedText], originals: Iterable[Original]
) -> dict[str, str]:
    """For the sentences of a definition the keys of what was made from the same or like words."""
    now = [
        Sentence(each.key, _words(each.text))
        for each in originals
        if each.key.startswith(_OF_DEFINITION) and each.statement
    ]
    then = [
        Sentence(key, _words(entry.made_from))
        for key, entry in entries.items()
        if key.startswith(_OF_DEFINITION) and not key.endswith(".derived")
    ]
    if not (now and then):
        return {}
    matches = match_sentences(then, now, {}, [], ())
    return {now[at].address: then[old].address for at, (old, _) in matches.found.items()}


def _words(text: str) -> str:
    return " ".join(text.split())
