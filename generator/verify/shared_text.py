"""What copies share with one another, and the quotations whose words stand in it: for the lock."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import accumulate
from typing import NamedTuple

from generator.model import Lock, LockedOverlap, LockedQuotation, LockedRun, Reader
from generator.verify.independence import Overlap, find_overlaps
from generator.verify.readers import Archived


def shared_text(
    before: Lock, read: Mapping[str, Archived], kept: Collection[str]
) -> list[LockedOverlap]:
    """What copies share.

    Args:
        before: the lock so far.
        read: the copies that are at hand, by source.
        kept: the sources of which the lock says what it said: what these share stays as it is.
    """
    found = find_overlaps({id: archived.own_text for id, archived in read.items()})
    known = {*kept, *read}
    stay = [
        each
        for each in before.overlaps
        if not {each.a, each.b}.isdisjoint(kept) and {each.a, each.b} <= known
    ]
    return sorted([*map(_locked_overlap, found), *stay], key=lambda each: (each.a, each.b))


def with_passages(
    quotations: Mapping[str, LockedQuotation],
    overlaps: Iterable[LockedOverlap],
    read: Mapping[str, Archived],
) -> dict[str, LockedQuotation]:
    """The lock's entries, each with the passages that hold most of its words and are shared.

    Those of copies that are not at hand stay as they are.
    """
    spans: dict[str, set[_Span]] = defaultdict(set)
    for overlap in overlaps:
        for run in overlap.runs:
            if run.passage:
                spans[overlap.a].add(_Span(run.a_start, run.a_end, run.passage))
                spans[overlap.b].add(_Span(run.b_start, run.b_end, run.passage))
    of_source = {id: _Passages(found) for id, found in spans.items() if id in read}
    result = dict(quotations)
    for id, locked in quotations.items():
        archived = read.get(locked.source)
        if archived is not None:
            passages = of_source.get(locked.source)
            place = _place(locked, archived) if passages else None
            shared = passages.holding(*place) if passages and place else []
            result[id] = locked.model_copy(update={"shared": shared})
    return result


def _place(locked: LockedQuotation, archived: Archived) -> tuple[int, int] | None:
    """Where a quotation stands in the text that is compared with others; None if in none of it."""
    rendered = locked.reader is Reader.RENDERED
    text = archived.texts.rendered if rendered else archived.texts.static
    return text.span(locked.start, locked.end) if text and text is archived.text else None


class _Span(NamedTuple):
    start: int
    end: int
    passage: str


class _Passages:
    """The shared words of one text by their places."""

    def __init__(self, spans: Iterable[_Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._reached = [*accumulate((span.end for span in self._spans), max)]

    def holding(self, start: int, end: int) -> list[str]:
        """The passages in which more than half of the characters from `start` to `end` stand."""
        covered: dict[str, int] = defaultdict(int)
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and self._reached[at] > start:
            span = self._spans[at]
            covered[span.passage] += max(0, min(end, span.end) - max(start, span.start))
            at -= 1
        return sorted(id for id, count in covered.items() if 2 * count > end - start)


def _locked_overlap(overlap: Overlap) -> LockedOverlap:
    return LockedOverlap(
        a=overlap.a,
        b=overlap.b,
        words=overlap.words,
        a_share=round(overlap.a_share, 4),
        b_share=round(overlap.b_share, 4),
        runs=[
            LockedRun(
                words=run.words,
                a_start=run.a_start,
                a_end=run.a_end,
                b_start=run.b_start,
                b_end=run.b_end,
                digest=run.digest,
                excerpt=run.excerpt,
                passage=run.passage,
            )
            for run in overlap.runs
        ],
    )
