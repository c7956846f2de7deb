"""How well a story is sourced, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields

from generator.index import Coverage, SiteIndex
from generator.model import SourceKind
from generator.resolve import QuotationEntry, ResolvedStory, Statement, flat
from generator.verify.voices import Figures, statement_voices

_PRIMARY = {
    SourceKind.PRESS_RELEASE, SourceKind.OFFICIAL_DOCUMENT, SourceKind.INTERVIEW,
    SourceKind.RESEARCH, SourceKind.DATASET,
}  # fmt: skip


GATES = tuple(f.name for f in fields(Coverage) if f.name != "statements")
"""What can be asked for with `--fail-under`."""


def coverage(site: SiteIndex, story: ResolvedStory, figures: Figures | None = None) -> Coverage:
    """Count a story's statements.

    Args:
        site: the site.
        story: the story.
        figures: the figures of its statements that not all give which these cite, by anchor, if
            they are not in the index yet.
    """
    readings = {each.anchor for entry in story.disagreements for each in flat(entry.reading)}
    counts: Counter[str] = Counter()
    for statement in story.statements():
        counts["statements"] += 1
        counts["derived"] += bool(statement.derived)
        # The editor's own words stay so where they cite something.
        if statement.anchor in readings or statement.editor or not statement.supporting:
            counts["editor"] += 1
        else:
            counts.update(_numbers(statement, site, figures))
    return Coverage(**counts)


def _numbers(statement: Statement, site: SiteIndex, figures: Figures | None) -> Iterator[str]:
    """The numbers in which a statement counts that is not in the editor's own words."""
    yield "cited"
    if all(id in site.verified for id in statement.supporting):
        yield "verified"
    # What is worked out from what several voices say is said by none of them.
    if not statement.derived and statement_voices(site, statement, figures).count > 1:
        yield "two_voices"
    if any(_is_primary(site, site.quotations[id]) for id in statement.supporting):
        yield "primary"


def _is_primary(site: SiteIndex, entry: QuotationEntry) -> bool:
    return bool(entry.quotation.speaker) or site.sources[entry.source].source.kind in _PRIMARY
