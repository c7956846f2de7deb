"""How well a story is sourced, in numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

from generator.model import SourceKind
from generator.resolve import QuotationEntry, ResolvedStory, Site, Statement

_PRIMARY = {
    SourceKind.PRESS_RELEASE, SourceKind.OFFICIAL_DOCUMENT, SourceKind.INTERVIEW,
    SourceKind.RESEARCH, SourceKind.DATASET,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coverage:
    """Numbers of statements.

    Attributes:
        statements: all that must cite: every statement but the editor's readings.
        cited: with a citation.
        verified: all of whose quotations were found in copies of their sources, word for word.
        two_voices: that rest on two voices or more.
        primary: that rest on somebody's own words or on a source that is itself primary (a press
            release, an official document, an interview, research, a data set).
        editor: in the editor's own words.
        derived: that say something worked out from what they cite.
    """

    statements: int = 0
    cited: int = 0
    verified: int = 0
    two_voices: int = 0
    primary: int = 0
    editor: int = 0
    derived: int = 0

    def percent(self, name: str) -> float:
        """A number as a part of all statements that are not the editor's own words, in per cent.

        Raises:
            AttributeError: there is no such number.
        """
        whole = self.statements if name in ("editor", "derived") else self.statements - self.editor
        return 100.0 * int(getattr(self, name)) / whole if whole else 100.0

    def __add__(self, other: Coverage) -> Coverage:
        sums = {f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(Coverage)}
        return Coverage(**sums)


GATES = tuple(f.name for f in fields(Coverage) if f.name != "statements")
"""What can be asked for with `--fail-under`."""


def coverage(
    site: Site,
    story: ResolvedStory,
    verified: Iterable[str],
    voices: Callable[[Iterable[str]], int],
) -> Coverage:
    """Count a story's statements.

    Args:
        site: the site.
        story: the story.
        verified: ids of the quotations that are verified.
        voices: how many voices a number of sources (by id) are.
    """
    verified = frozenset(verified)
    rows = [_of(statement, site, verified, voices) for statement in story.claims()]
    return sum(rows, Coverage())


def _of(
    statement: Statement,
    site: Site,
    verified: frozenset[str],
    voices: Callable[[Iterable[str]], int],
) -> Coverage:
    cited = [site.quotations[id] for id in statement.quotations]
    return Coverage(
        statements=1,
        cited=bool(cited),
        verified=bool(cited) and verified.issuperset(statement.quotations),
        two_voices=voices({entry.source for entry in cited}) > 1,
        primary=any(_is_primary(site, entry) for entry in cited),
        editor=not cited,
        derived=bool(statement.derived),
    )


def _is_primary(site: Site, entry: QuotationEntry) -> bool:
    return bool(entry.quotation.speaker) or site.sources[entry.source].source.kind in _PRIMARY
