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
    "silenced",
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

    They depend on the story, on the quotations that it cites and their sources, on how the glossary
    spells its terms and on the site's language; nothing else of the site is looked at.

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
    return list(_unsupported(library, claimable(story.statements())))


def check_terms(site: Site, *, library: Library | None = None) -> list[Unsupported]:
    """The unsupported claims of all glossary definitions, in the glossary's order."""
    library = library or read_site(site, site.settings.language)
    if library is None:
        return []
    return [
        found
        for id, entry in site.terms.items()
        for found in _unsupported(library, claimable(flat(entry.definition)), defines=id)
    ]


def silenced(
    site: Site, statements: Iterable[Statement], tag: str, defines: str = ""
) -> list[tuple[Statement, tuple[str, ...]]]:
    """The statements marked as derived or as the editor's own, each with what it need not prove.

    Args:
        site: the site.
        statements: statements that stand together.
        tag: their language; without a reader for it no claims are told.
        defines: the glossary term that they define.

    Returns:
        Each such statement with the figures, dates and names that would be reported if the mark
        were not there.
    """
    statements = list(statements)
    marked = [each for each in statements if each.editor or each.derived]
    library = read_site(site, tag) if marked else None
    claims: dict[str, list[str]] = {each.anchor: [] for each in marked}
    if library is not None:
        for found in _unsupported(library, statements, defines):
            if found.statement.anchor in claims:
                claims[found.statement.anchor].append(found.text)
    return [(each, tuple(claims[each.anchor])) for each in marked]


def _unsupported(
    library: Library, statements: Iterable[Statement], defines: str = ""
) -> Iterator[Unsupported]:
    """The unsupported claims of statements that stand together."""
    read = [(statement, plain_text(statement.nodes)) for statement in statements]
    vocabulary = _vocabulary(library, read)
    for statement, text in read:
        support = library.support(statement, defines)
        if support is not None:
            for claim in library.language.claims(text, vocabulary):
                if not support.supports(claim):
                    yield Unsupported(statement, claim)


def _vocabulary(library: Library, read: Iterable[tuple[Statement, str]]) -> Vocabulary:
    """How statements with these texts, and what they cite, write their words."""
    ids = {id for statement, _ in read for id in statement.quotations}
    cited = [library.cited[id].vocabulary for id in ids if id in library.cited]
    written = [library.language.common_words(text) for _, text in read]
    return Vocabulary(
        names=frozenset().union(*(each.names for each in cited)),
        common=frozenset().union(*written, *(each.common for each in cited)),
        terms=library.term_words,
    )
