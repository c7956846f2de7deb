"""Figures and names: what a statement claims must stand in what it cites.

Every number, percentage, date and proper name of a statement must stand

- in the words that it cites, or in the metadata of these quotations and their sources,
- as another spelling of a glossary term that stands there,
- as the country to an adjective that stands there, or the other way round,

or the statement is marked as derived or as the editor's own. Numbers compare by value, dates by
the calendar: "Friday" in a report of 27 April 2018 supports "27 April 2018" and "April 2018".

    claims    the values that are compared, and the interface of a language
    english/  the English reader: numbers, dates, names, countries
    languages which languages can be read
    compare   whether evidence supports a claim
    cited     evidence by quotation and by source
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce

from generator.prose import plain_text
from generator.resolve import ResolvedStory, Site, Statement, flat
from generator.verify.figures.cited import Library, claimable, read_site
from generator.verify.figures.claims import (
    Claim,
    Counted,
    Evidence,
    Kind,
    Language,
    Name,
    Number,
    Vocabulary,
    When,
)  # fmt: skip
from generator.verify.figures.languages import for_language

__all__ = [
    "Claim", "Counted", "Evidence", "Kind", "Language", "Library", "Name", "Number", "Unsupported",
    "Vocabulary", "When", "check", "check_terms", "for_language", "read_site",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A claim that stands in nothing that its statement cites.

    `claim.start` and `claim.end` are offsets in the statement's plain text.
    """

    statement: Statement
    claim: Claim

    @property
    def text(self) -> str:
        """The words of the claim."""
        return self.claim.text

    @property
    def kind(self) -> Kind:
        """What sort of claim it is."""
        return self.claim.kind

    @property
    def start(self) -> int:
        """Where it begins in the statement's plain text."""
        return self.claim.start

    @property
    def end(self) -> int:
        """Where it ends in the statement's plain text."""
        return self.claim.end


def check(site: Site, story: ResolvedStory, *, library: Library | None = None) -> list[Unsupported]:
    """The unsupported claims of a story, in reading order.

    Args:
        site: the site.
        story: one of its stories.
        library: what `read_site` gives for the site and the story's language; whoever checks many
            stories reads the site once.

    Returns:
        Nothing if there is no reader for the story's language.
    """
    library = library or read_site(site, story.story.language or site.settings.language)
    if library is None:
        return []
    statements = list(claimable(story.statements()))
    vocabulary = _vocabulary(library, statements)
    return [found for s in statements for found in _unsupported(library, vocabulary, s)]


def check_terms(site: Site, *, library: Library | None = None) -> list[Unsupported]:
    """The unsupported claims of all glossary definitions, in the glossary's order."""
    library = library or read_site(site, site.settings.language)
    if library is None:
        return []
    found: list[Unsupported] = []
    for id, entry in site.terms.items():
        statements = list(claimable(flat(entry.definition)))
        vocabulary = _vocabulary(library, statements)
        for statement in statements:
            found += _unsupported(library, vocabulary, statement, defines=id)
    return found


def _vocabulary(library: Library, statements: Iterable[Statement]) -> Vocabulary:
    """How the statements and what they cite write their words."""
    ids = {id for statement in statements for id in statement.quotations}
    texts = "\n".join(plain_text(statement.nodes) for statement in statements)
    written = Vocabulary(common=library.language.vocabulary(texts).common)
    cited = (library.cited[id].vocabulary for id in ids if id in library.cited)
    return reduce(Vocabulary.__or__, cited, written | library.term_words)


def _unsupported(
    library: Library, vocabulary: Vocabulary, statement: Statement, defines: str = ""
) -> Iterator[Unsupported]:
    support = library.support(statement, defines)
    if support is None:
        return
    for claim in library.language.claims(plain_text(statement.nodes), vocabulary):
        if not support.supports(claim):
            yield Unsupported(statement, claim)
