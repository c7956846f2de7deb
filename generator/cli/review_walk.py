"""Walks through sentences, one after the other, and writes each verdict down before the next."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.authoring.cards import Card, Cards
from generator.authoring.insert import InsertError
from generator.authoring.reviews import put_review, review_path
from generator.authoring.yaml_text import UnwritableError
from generator.cli.ask import can_ask, read_key, read_line
from generator.cli.output import Output, ask
from generator.cli.review_card import VERDICTS, show_card
from generator.index import StoredIndex
from generator.model import Review, ReviewVerdict

_CHOICE = "[s]upported, [c]hange, [l]ater, [b]ack, [q]uit, [f]ind, [?] help:"
_HELP = (
    "s: what it cites says what it says.",
    "c: something should change; you are asked what.",
    "l: you leave it for another time; it counts as not reviewed.",
    "b: the sentence before this one.",
    "q: the end. All verdicts are written down already.",
    "f: find what else the copies have that could support it.",
    "1 to 6 are the same keys, in this order, in the digits of any script.",
)
_VERDICTS = {
    "s": ReviewVerdict.SUPPORTED,
    "c": ReviewVerdict.CHANGE,
    "l": ReviewVerdict.LATER,
}
# For keyboards without Latin letters.
_BY_NUMBER = {1: "s", 2: "c", 3: "l", 4: "b", 5: "q", 6: "f"}


@dataclass(slots=True)
class Walk:
    """One person's way through some sentences.

    Attributes:
        output: where to print.
        index: the site.
        folder: the folder of reviews.
        archive: the folder of copies; None if there is none.
        reviewer: who reads.
        day: the day to write down.
        passages: a sentence and its language → the passages that could support it, as lines.
        said: the last verdict on each sentence, by the story's slug and the address.
    """

    output: Output
    index: StoredIndex
    folder: Path
    archive: Path | None
    reviewer: str
    day: str
    passages: Callable[[str, str], Iterator[str]]
    said: dict[tuple[str, str], ReviewVerdict] = field(default_factory=dict)
    _cards: dict[str, Cards] = field(default_factory=dict)

    def go(self, sentences: Sequence[tuple[str, str]]) -> None:
        """Show sentences, each a story's slug and an address, until the last or until `q`.

        Raises:
            InsertError: a file of reviews cannot be written to. What was said before is there.
            OSError: the same, for the disk's reasons.
            KeyboardInterrupt: somebody has had enough.
        """
        at = 0
        shown = -1
        while at < len(sentences):
            slug, anchor = sentences[at]
            card = self._card(slug, anchor)
            if at != shown:
                show_card(self.output, card, self.index, f"[{at + 1}/{len(sentences)}]")
                shown = at
                self._prepare(sentences[at + 1 :])
            key = self._key()
            if key in ("q", ""):
                return
            if key in _VERDICTS:
                at += self._judge(slug, card, _VERDICTS[key])
            elif key == "b" and at > 0:
                at -= 1
            elif key == "b":
                self.output.show_text("This is the first sentence.")
            elif key == "f":
                self._find(slug, card)
            else:
                for line in _HELP:
                    self.output.show_text(line, indent=2)

    def _key(self) -> str:
        """What somebody presses, in lower case; empty if nothing comes any more."""
        self.output.show_choice(_CHOICE)
        try:
            key = read_key().lower() if can_ask() else read_line()[:1].lower() or "?"
            key = _BY_NUMBER.get(unicodedata.digit(key[:1], 0), key)
        except EOFError:
            key = ""
        self.output.show_text(key if key.isprintable() else "?")
        return key

    def _judge(self, slug: str, card: Card, verdict: ReviewVerdict) -> int:
        """Write a verdict down; how many sentences to go on."""
        note = None
        if verdict is ReviewVerdict.CHANGE:
            note = self._note()
            if not note:
                self.output.show_text("Without a note nothing is written down.")
                return 0
        review = Review(
            of=card.state.of,
            by=self.reviewer,
            on=self.day,
            verdict=verdict,
            note=note,
            sentence=card.anchor,
        )
        try:
            put_review(review_path(self.folder, slug), review)
        except UnwritableError as error:
            self.output.warn(f"Nothing is written down: {error}")
            return 0
        self.said[slug, card.anchor] = verdict
        return 1

    def _find(self, slug: str, card: Card) -> None:
        """Show the passages of all copies that could support a sentence."""
        language = self.index.documents[slug].story.language or self.index.settings.language
        for line in self.passages(card.sentence, language):
            self.output.show_text(line, indent=2)

    def _note(self) -> str:
        try:
            if can_ask():
                return str(ask("What should change, and why?", "")).strip()
            self.output.show_choice("What should change, and why?")
            note = read_line()
        except EOFError:
            return ""
        self.output.show_text(note)
        return note

    def _card(self, slug: str, anchor: str) -> Card:
        if slug not in self._cards:
            if len(self._cards) > 1:
                self._cards.clear()
            self._cards[slug] = Cards(self.index, slug, self.archive)
        return self._cards[slug].card(anchor)

    def _prepare(self, following: Sequence[tuple[str, str]]) -> None:
        """Make the next card while somebody reads this one."""
        for slug, anchor in following[:1]:
            self._card(slug, anchor)

    def summary(self) -> str:
        """How many sentences were read, and what came of it."""
        counts = Counter(self.said.values())
        told = [f"{counts[each]} {VERDICTS[each]}" for each in VERDICTS if counts[each]]
        read = len(self.said)
        sentences = "1 sentence" if read == 1 else f"{read} sentences"
        return f"{sentences} read" + (f": {', '.join(told)}" if told else "")


__all__ = ["InsertError", "Walk"]
