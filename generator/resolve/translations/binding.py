"""Which translation belongs to which text of the original, and which is of older words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model import TranslatedText, Translation
from generator.resolve.addresses import Sentence, match_sentences
from generator.resolve.translations.texts import Original, is_digest, recorded

# The sentences of a definition have no lasting addresses: they are known by their words.
_OF_DEFINITION = "t."
_DERIVED = ".derived"
ASIDE = "gone."
"""Before the key of a translation whose original is gone, where its own is needed."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A translation and its original. `key` is what the file of translations knows it by."""

    key: str
    original: Original
    entry: TranslatedText

    @property
    def is_stale(self) -> bool:
        """Whether it was made from other words."""
        made_from = self.entry.made_from
        if is_digest(made_from):
            return made_from != recorded(self.original.key, self.original.text)
        return not same_words(made_from, self.original.text)

    @property
    def was(self) -> str:
        """The words that it was made from, as far as they are known."""
        made_from = self.entry.made_from
        if not is_digest(made_from):
            return made_from
        return "" if self.is_stale else self.original.text


@dataclass(frozen=True, slots=True)
class Binding:
    """The translations of a file and its originals, side by side.

    Attributes:
        bound: what is translated, in the order of the originals.
        missing: the originals that nothing is the translation of.
        left_over: the keys of translations whose originals are gone.
        keys: for the key of an original that of its place in the file, translated or not.
    """

    bound: tuple[Bound, ...]
    missing: tuple[Original, ...]
    left_over: tuple[str, ...]
    keys: Mapping[str, str]

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
    by_key = {each.key for each in originals}
    key_of = _by_likeness(entries, originals)
    key_of |= {key: key for key in entries if key in by_key and not _is_of_definition(key)}
    taken = set(key_of.values())
    free: dict[str, list[str]] = {}
    for each in originals:
        if each.key not in key_of:
            free.setdefault(_words(each.text), []).append(each.key)
    # What is translated comes first.
    for key, entry in sorted(entries.items(), key=lambda item: not item[1].text):
        open_ = free.get(_words(entry.made_from))
        if key not in taken and open_:
            now = key if key in open_ else open_[0]
            open_.remove(now)
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
        left_over=tuple(key for key in entries if key not in taken and entries[key].text),
        keys=key_of,
    )


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for the space between words."""
    return _words(one) == _words(other)


def _by_likeness(
    entries: Mapping[str, TranslatedText], originals: Sequence[Original]
) -> dict[str, str]:
    """For the sentences of a definition the keys of what was made from the same or like words."""
    now = [
        Sentence(each.key, _words(each.text))
        for each in originals
        if _is_of_definition(each.key) and each.statement
    ]
    keys = [
        key
        for key, entry in entries.items()
        if entry.text and _is_of_definition(key) and not key.endswith(_DERIVED)
    ]
    if not (now and keys):
        return {}
    then = [
        Sentence(f"{_OF_DEFINITION}{at}", _words(entries[key].made_from))
        for at, key in enumerate(keys, 1)
    ]
    matches = match_sentences(then, now, {}, [], ())
    found = {now[at].address: keys[old] for at, (old, _) in matches.found.items()}
    # How a sentence was derived goes where the sentence goes.
    derived = {f"{key}{_DERIVED}": f"{old}{_DERIVED}" for key, old in found.items()}
    wanted = {each.key for each in originals}
    return found | {key: old for key, old in derived.items() if key in wanted and old in entries}


def _is_of_definition(key: str) -> bool:
    while key.startswith(ASIDE):
        key = key.removeprefix(ASIDE)
    return key.startswith(_OF_DEFINITION)


def _words(text: str) -> str:
    return " ".join(text.split())
