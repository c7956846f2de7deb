"""Figures that stand in some of the quotations only which a statement cites."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.index import LoneFigure
from generator.resolve import Statement
from generator.verify.figures.cited import EvidenceIndex
from generator.verify.figures.claims import Claim, Counted, Kind, WordLookup

_FIGURES = (Kind.NUMBER, Kind.PERCENTAGE, Kind.DATE)
MOST_QUOTATIONS, MOST_CLAIMS = 100, 100
"""Of a statement with more quotations no figure is looked at; of one with more, the first ones."""
_OF_CITATIONS = (Counted.SOURCES, Counted.SPEAKERS, Counted.QUOTATIONS)


def lone_figures(
    evidence_index: EvidenceIndex,
    read: Iterable[tuple[Statement, str]],
    vocabulary: WordLookup,
) -> dict[str, tuple[LoneFigure, ...]]:
    """For each statement with such figures, by its anchor: who gives them.

    A figure that no quotation gives by itself is left out: it may come from several together. So
    is what counts the sources or quotations themselves, such as "two reports".

    Args:
        evidence_index: what can be cited.
        read: statements that stand together, each with its plain text.
        vocabulary: how they and what they cite write their words.
    """
    found = {}
    for statement, text in read:
        claims = [
            claim
            for claim in evidence_index.language.claims(text, vocabulary)
            if claim.kind in _FIGURES and claim.counted not in _OF_CITATIONS
        ]
        del claims[MOST_CLAIMS:]
        if claims and (lone := _lone(evidence_index, statement, claims)):
            found[statement.anchor] = lone
    return found


def cites_several(evidence_index: EvidenceIndex, statement: Statement) -> bool:
    """Whether quotations of several sources support a statement, and not too many of them."""
    cited = evidence_index.cited
    ids = statement.supporting
    return (
        1 < len(ids) <= MOST_QUOTATIONS and len({cited[id].source for id in ids if id in cited}) > 1
    )


def _lone(
    evidence_index: EvidenceIndex, statement: Statement, claims: Iterable[Claim]
) -> tuple[LoneFigure, ...]:
    ids = statement.supporting
    supports = {
        id: evidence_index.support(replace(statement, quotations=(id,), compared=())) for id in ids
    }
    lone = []
    for claim in claims:
        # What cannot be read is taken to give the figure, as nobody can say that it does not.
        giving = tuple(id for id, each in supports.items() if not each or each.supports(claim))
        if 0 < len(giving) < len(ids):
            lone.append(LoneFigure(claim.text, claim.start, giving))
    return tuple(lone)
