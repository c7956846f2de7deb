"""Which other sources of a story speak of what a sentence says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.authoring.word_changes import words
from generator.index import SiteIndex
from generator.prose import plain_text
from generator.resolve import QuotationEntry, ResolvedStory, Statement, flat

_MOST = 5
_LEAST_SHARED = 2


class Why(StrEnum):
    """Why a quotation is shown beside a sentence that does not cite it.

    `same-utterance`: it reports the same words of somebody. `same-question`: a disagreement of the
    story has it in another answer. `shared-names`: it has names or figures of the sentence that
    few other quotations have.
    """

    SAME_UTTERANCE = "same-utterance"
    SAME_QUESTION = "same-question"
    SHARED_NAMES = "shared-names"


@dataclass(frozen=True, slots=True)
class Related:
    """A quotation of another source, why it is shown, and what it shares with the sentence."""

    entry: QuotationEntry
    why: Why
    shared: tuple[str, ...] = ()


class RelatedQuotations:
    """Finds what other sources of one story say of a sentence.

    Names are words with a capital letter, figures words with a digit. They are rare where few
    quotations of the story's sources have them.
    """

    def __init__(self, index: SiteIndex, story: ResolvedStory) -> None:
        """Look through the quotations of all sources that the story cites."""
        self._index = index
        self._answers = tuple(_answers(story))
        cited = [id for statement in story.statements() for id in statement.quotations]
        sources = {index.quotations[id].source for id in cited}
        self._having: dict[str, dict[str, QuotationEntry]] = {}
        entries = _quotations_of(index, sources)
        for id, entry in entries.items():
            text = f"{entry.quotation.exact} {entry.quotation.translation or ''}"
            for key, _ in _names(text):
                self._having.setdefault(key, {})[id] = entry
        self._most_having = max(3, len(entries) // 12)

    def of(self, statement: Statement) -> list[Related]:
        """What other sources say of a sentence, the nearest first."""
        quotations = self._index.quotations
        own = {quotations[id].source for id in statement.quotations}
        found: dict[str, Related] = {}
        for id in statement.quotations:
            for other in self._index.same_statement[id]:
                found.setdefault(other, Related(quotations[other], Why.SAME_UTTERANCE))
        for answers in self._answers:
            if any(id in ids for ids in answers for id in statement.quotations):
                for other in self._nearest_first(statement, answers):
                    found.setdefault(other, Related(quotations[other], Why.SAME_QUESTION))
        for related in self._sharing(statement):
            found.setdefault(related.entry.quotation.id, related)
        return [
            each
            for id, each in found.items()
            if id not in statement.quotations and each.entry.source not in own
        ][:_MOST]

    def _nearest_first(self, statement: Statement, answers: list[set[str]]) -> list[str]:
        """What the answers to a question cite, first what has most of a sentence's words."""
        own = {key for key, _ in words(plain_text(statement.nodes))}
        shared = {
            id: len(own & {key for key, _ in words(self._index.quotations[id].quotation.exact)})
            for ids in answers
            for id in ids
        }
        return sorted(sorted(shared), key=lambda each: -shared[each])

    def _sharing(self, statement: Statement) -> list[Related]:
        shared: dict[str, list[str]] = {}
        entries: dict[str, QuotationEntry] = {}
        for key, word in dict(_names(plain_text(statement.nodes))).items():
            having = self._having.get(key, {})
            if len(having) <= self._most_having:
                for id, entry in having.items():
                    entries[id] = entry
                    shared.setdefault(id, []).append(word)
        near = sorted(sorted(shared), key=lambda each: -len(shared[each]))
        return [
            Related(entries[id], Why.SHARED_NAMES, tuple(shared[id]))
            for id in near
            if len(shared[id]) >= _LEAST_SHARED
        ]


def _answers(story: ResolvedStory) -> Iterator[list[set[str]]]:
    """What each answer of each disagreement cites."""
    for each in story.disagreements:
        yield [{id for s in flat(answer) for id in s.quotations} for answer in each.answers]


def _quotations_of(index: SiteIndex, sources: set[str]) -> Mapping[str, QuotationEntry]:
    entries = {}
    for source in sorted(sources):
        for quotation in index.sources[source].source.quotations:
            if (entry := index.quotations.get(quotation.id)) and entry.source == source:
                entries[quotation.id] = entry
    return entries


def _names(text: str) -> Iterator[tuple[str, str]]:
    return (
        (key, word)
        for key, word in words(text)
        if word[0].isupper() or any(sign.isdigit() for sign in word)
    )
