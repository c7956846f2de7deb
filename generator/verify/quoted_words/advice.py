"""What an editor is told of words in quotation marks that stand in nothing cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from generator.diagnostics import Diagnostic, Edit, Place
from generator.folding import Normalised, normalised
from generator.index import SiteIndex
from generator.load import Document
from generator.resolve import Statement
from generator.resolve.glossary import fold
from generator.verify.match import Reason
from generator.verify.near_miss import LOWEST_SCORE, nearest_passage
from generator.verify.quoted_words.stands import (
    Cited,
    cited_words,
    compared,
    stands_in,
    stands_whole,
    why_not,
)  # fmt: skip
from generator.verify.quoted_words.words import InMarks

_SHOWN = 80
_MOST_COMPARED = 50
"""After so many problems of a file no more nearest words are looked for."""
_MOST_WORDS = 3
_WORD = re.compile(r"[^\W_]+(?:['.,-][^\W_]+)*")
_TEACHES = "A title of a work is “Words”{title}, a word spoken of as a word “word”{word}."
_MARKS = {
    Reason.REPLACES: "Brackets may stand for a pronoun, an article or a possessive; write […] "
    "beside them where they stand for more.",
    Reason.EMPTY_MARK: "There is no word between brackets.",
    Reason.TOUCHING: "Brackets stand against a letter.",
    Reason.DIGIT: "There is a digit between brackets.",
    Reason.NUMBER: "Brackets stand beside a number.",
    Reason.INSIDE: "They stand there only inside longer words: quote whole words.",
    Reason.APART: "The pieces stand there, but not in this order.",
}


class Helper:
    """Makes the diagnostics of one file.

    Args:
        statements: the statements of the file.
        document: the file.
        site: where quotations and sources are looked up.
        language: the statements' language.
        is_term: says whether words are the name of something that is no work, in the glossary.
    """

    def __init__(
        self,
        statements: Sequence[Statement],
        document: Document,
        site: SiteIndex,
        language: str,
        is_term: Callable[[str], bool] | None,
    ) -> None:
        self._statements = statements
        self._document = document
        self._site = site
        self._language = language
        self._is_term = is_term
        self._known: dict[str, tuple[Cited, ...]] | None = None
        self._count = 0

    def problem(
        self, statement: Statement, words: InMarks, cited: Sequence[Cited], place: Place
    ) -> Diagnostic:
        """Report words that stand in none of `cited`; `place` is where they stand in the file."""
        self._count += 1
        shown = _cut(" ".join(words.words.split()))
        message = f"'{shown}' stands in quotation marks, and in nothing that the statement cites"
        if not statement.quotations:
            message = f"'{shown}' stands in quotation marks, and the statement cites nothing"
        if self._count > _MOST_COMPARED:
            return self._document.problem("quoted-words", place, message, _TEACHES)
        tag = self._tag(words)
        fix = self._tagged(words, place, tag) if tag else self._recased(words, cited, place)
        advice = (
            self._tag_advice(tag) or self._elsewhere(words, statement) or self._why(words, cited)
        )
        advice = advice if tag else f"{advice} {_TEACHES}".strip()
        return self._document.problem("quoted-words", place, message, advice, fix)

    def _tag(self, words: InMarks) -> str:
        """The tag that fits words which are a source's title, or a name in the glossary."""
        said = compared(words.words)
        titles = (
            self._site.sources[each.entry.source].source.title
            for own in self._all_cited().values()
            for each in own[:1]
        )
        if any(compared(title) == said for title in titles):
            return "title"
        return "word" if self._is_term and self._is_term(said) else ""

    def _tag_advice(self, tag: str) -> str:
        if not tag:
            return ""
        what = "the title of a source" if tag == "title" else "a name of the glossary"
        return f"It is {what}: write {{{tag}}} behind the closing quotation mark."

    def _tagged(self, words: InMarks, place: Place, tag: str) -> tuple[Edit, ...]:
        if not self._is_there(words, place):
            return ()
        closing = words.with_marks[-1]
        at = replace(place, column=place.column + len(words.with_marks) - 1, width=1)
        return (Edit(at, closing, f"{closing}{{{tag}}}", prose=True),)

    def _recased(self, words: InMarks, cited: Iterable[Cited], place: Place) -> tuple[Edit, ...]:
        """Write the quotation's own letters where nothing but their case differs."""
        written = words.words
        if not self._is_there(words, place) or not written.strip():
            return ()
        said = compared(written)
        found = {own for each in cited for own in _same_letters(said, each.text)}
        if len(found) != 1:
            return ()
        own = found.pop()
        stop = normalised(written)[len(own) :]
        if said + stop != written or len(stop) > 1:
            return ()
        if words.opens_sentence and own[0].upper() == written[0]:
            own = written[0] + own[1:]
        at = replace(
            place,
            column=place.column + words.with_marks.index(written),
            width=len(written),
        )
        return (Edit(at, written, own + stop, prose=True),)

    def _is_there(self, words: InMarks, place: Place) -> bool:
        """Whether the words stand in the file just as they are read."""
        line = self._document.lines[place.line - 1]
        return line.startswith(words.with_marks, place.column - 1)

    def _elsewhere(self, words: InMarks, statement: Statement) -> str:
        """The quotation that they do stand in: cited near the statement, or of the same sources."""
        every = self._all_cited()
        line = statement.place.line
        by_nearness = sorted(self._statements, key=lambda each: abs(each.place.line - line))
        near = dict.fromkeys(id for each in by_nearness for id in each.quotations)
        for id in dict.fromkeys([*near, *every]):
            if any(stands_in(words, each) for each in every.get(id, ())):
                return f"They stand in the quotation '{id}'. If that is meant, cite it: [@{id}]."
        return ""

    def _all_cited(self) -> Mapping[str, tuple[Cited, ...]]:
        """Every quotation that the file cites, and the others of their sources."""
        if self._known is None:
            ids = dict.fromkeys(id for each in self._statements for id in each.quotations)
            known = (id for id in ids if id in self._site.quotations)
            sources = dict.fromkeys(self._site.quotations[id].source for id in known)
            entries = (self._site.sources[source].source for source in sources)
            others = (each.id for entry in entries for each in entry.quotations)
            every = dict.fromkeys([*ids, *others])
            self._known = {id: tuple(cited_words(self._site, id, self._language)) for id in every}
        return self._known

    def _why(self, words: InMarks, cited: Sequence[Cited]) -> str:
        for each in cited:
            if told := _MARKS.get(why_not(words, each)):
                return told
        nearest = max(
            (near for each in cited if (near := _nearest(words, each))),
            key=lambda near: near[0],
            default=None,
        )
        if nearest is not None:
            return f"Nearest in '{nearest[2]}' is: {nearest[1]}."
        tongue = self._language.partition("-")[0]
        untranslated = [
            each.entry.quotation.id
            for each in cited
            if not each.entry.quotation.translation and each.language.partition("-")[0] != tongue
        ]
        if untranslated:
            return (
                f"The quotation '{untranslated[0]}' is in another language: give it a translation."
            )
        return ""


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _nearest(words: InMarks, cited: Cited) -> tuple[float, str, str] | None:
    """The likeness of what is nearest in a quotation, how it reads word by word, and its id."""
    id = cited.entry.quotation.id
    near = nearest_passage(compared(words.words), cited.text)
    if near is not None:
        return near.score, " ".join(near.shown), id
    said = compared(words.words)
    wanted = _WORD.findall(said)
    if not wanted or len(wanted) > _MOST_WORDS:
        return None
    there = list(_WORD.finditer(cited.text.text))
    spans = (
        cited.text.text[first.start() : last.end()]
        for first, last in zip(there, there[len(wanted) - 1 :], strict=False)
    )
    score, text = max(((fuzz.ratio(said, span), span) for span in spans), default=(0.0, ""))
    return (score, f"[-{said}-] {{+{text}+}}", id) if score >= LOWEST_SCORE else None


def _same_letters(words: str, text: Normalised) -> tuple[str, ...]:
    """The words of a text that differ from these in case alone, if they stand there once."""
    said, there = fold(words), fold(text.text)
    at = there.find(said)
    if at < 0 or there.find(said, at + 1) >= 0:
        return ()
    own = text.text[at : at + len(said)]
    return (own,) if stands_whole(own, text) else ()
