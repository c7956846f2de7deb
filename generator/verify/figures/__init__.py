"""Figures and names: what a statement claims must stand in what it cites.

Every number, percentage, date and proper name of a statement must stand

- in the words that it cites, or in the metadata of these quotations and their sources,
- as another spelling of a glossary term that stands there,
- as the country to an adjective that stands there, or the other way round,

or the statement is marked as derived or as the editor's own. Numbers compare by value, dates by
the calendar: "Friday" in a report of 27 April 2018 supports "27 April 2018" and "April 2018".

    claims        the values that are compared, and the interface of a language
    vocabulary    how a story and what it cites write their words
    cldr/         the reader of any language, by what CLDR says of it
    spelled/      numbers in words, of some languages
    english/      the English reader, which knows more
    languages     which reader reads what
    checked       what is compared in each language
    compare       whether evidence supports a claim; beside it
                  values, approximate, units, standing, similar
    cited         evidence by quotation and by source
    alone         figures that stand in some only of what a statement cites
    translations  translations against the words that they translate
    events        dates of events against their own text
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.index import LoneFigure
from generator.prose import plain_text
from generator.resolve import Statement
from generator.verify.figures import alone
from generator.verify.figures.absence import Clause, clauses
from generator.verify.figures.checked import (
    Checked,
    NamesChecked,
    checked,
    checked_languages,
)  # fmt: skip
from generator.verify.figures.cited import Citable, EvidenceIndex, claimable, read_site
from generator.verify.figures.claims import (
    Claim,
    Counted,
    Evidence,
    Kind,
    Language,
    Meaning,
    Name,
    Number,
    PartialDate,
    Vocabulary,
)  # fmt: skip
from generator.verify.figures.compare import Support
from generator.verify.figures.events import other_day
from generator.verify.figures.languages import for_language, same_language
from generator.verify.figures.sides import Side, only_here
from generator.verify.figures.translations import is_untranslated, mistranslated, not_in_original
from generator.verify.figures.values import has_wrong_weekday
from generator.verify.figures.vocabulary import StoryVocabulary

__all__ = [
    "Checked",
    "Citable",
    "Claim",
    "Counted",
    "Evidence",
    "EvidenceIndex",
    "Kind",
    "Language",
    "Meaning",
    "Name",
    "NamesChecked",
    "Number",
    "PartialDate",
    "Side",
    "Unsupported",
    "Vocabulary",
    "checked",
    "checked_languages",
    "for_language",
    "is_untranslated",
    "lone_figures",
    "mistranslated",
    "not_in_original",
    "only_here",
    "other_day",
    "read_site",
    "same_language",
    "silenced",
    "unsupported",
    "worked_out",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A claim that stands in nothing that its statement cites.

    `claim.start` and `claim.end` are offsets in the statement's plain text. `weekday` (1 for Monday
    to 7) is that of a date that is given with another one.
    """

    statement: Statement
    claim: Claim
    weekday: int = 0

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


def unsupported(
    evidence_index: EvidenceIndex, statements: Iterable[Statement], defines: str = ""
) -> Iterator[Unsupported]:
    """The unsupported claims of statements that stand together, in reading order.

    They depend on the statements, on the quotations that these cite and their sources, on how the
    glossary spells its terms and on the site's language; nothing else of the site is looked at.

    Args:
        evidence_index: what can be cited.
        statements: the statements of a story, or of a definition.
        defines: the glossary term that they define.
    """
    return _unsupported(evidence_index, claimable(statements), defines)


def worked_out(
    evidence_index: EvidenceIndex, statements: Iterable[Statement], defines: str = ""
) -> Iterator[Unsupported]:
    """The numbers and dates that derived statements have and what they cite has not.

    Args:
        evidence_index: what can be cited.
        statements: statements that stand together.
        defines: the glossary term that they define.
    """
    derived = [each for each in statements if each.derived and each.supporting]
    for found in _unsupported(evidence_index, derived, defines):
        if found.kind is not Kind.NAME:
            yield found


def lone_figures(
    evidence_index: EvidenceIndex, statements: Iterable[Statement]
) -> dict[str, tuple[LoneFigure, ...]]:
    """The figures that not all quotations of a statement give, by its anchor.

    Args:
        evidence_index: what can be cited.
        statements: statements of one file.
    """
    several = [each for each in statements if alone.cites_several(evidence_index, each)]
    read = [(statement, plain_text(statement.nodes)) for statement in several]
    vocabulary = _vocabulary(evidence_index, read)
    return alone.lone_figures(evidence_index, read, vocabulary)


def silenced(
    site: Citable, statements: Iterable[Statement], tag: str, defines: str = ""
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
    evidence_index = read_site(site, tag) if marked else None
    claims: dict[str, list[str]] = {each.anchor: [] for each in marked}
    if evidence_index is not None:
        for found in _unsupported(evidence_index, statements, defines):
            if found.statement.anchor in claims:
                claims[found.statement.anchor].append(found.text)
    return [(each, tuple(claims[each.anchor])) for each in marked]


def _unsupported(
    evidence_index: EvidenceIndex, statements: Iterable[Statement], defines: str = ""
) -> Iterator[Unsupported]:
    """The unsupported claims of statements that stand together."""
    read = [(statement, plain_text(statement.nodes)) for statement in statements]
    vocabulary = _vocabulary(evidence_index, read)
    supports: dict[tuple[str, ...], Support | None] = {}
    for statement, text in read:
        cited = statement.quotations
        if cited not in supports:
            people = vocabulary.names_of_people
            supports[cited] = evidence_index.support(statement, defines, people)
        support = supports[cited]
        if support is not None:
            claims = evidence_index.language.claims(text, vocabulary)
            found = _of_statement(statement, support, claims)
            yield from _without_absent(found, text, evidence_index.language, support)


def _without_absent(
    found: Iterator[Unsupported], text: str, language: Language, support: Support
) -> Iterator[Unsupported]:
    """What is found, but for what a report is said to leave out."""
    absent: list[Clause] | None = None
    for each in found:
        if absent is None:
            absent = [
                clause
                for clause in clauses(text, language.language)
                if clause.names_report or support.names_source(text[clause.start : clause.end])
            ]
        if each.weekday or not any(c.start <= each.start < c.end for c in absent):
            yield each


def _of_statement(
    statement: Statement, support: Support, claims: tuple[Claim, ...]
) -> Iterator[Unsupported]:
    found = {claim.start for claim in support.unsupported(claims)}
    for claim in claims:
        meaning = claim.meaning
        weekday = has_wrong_weekday(meaning) if isinstance(meaning, PartialDate) else 0
        if weekday or claim.start in found:
            yield Unsupported(statement, claim, weekday)


def _vocabulary(
    evidence_index: EvidenceIndex, read: Iterable[tuple[Statement, str]]
) -> StoryVocabulary:
    """How statements with these texts, and what they cite, write their words."""
    ids = dict.fromkeys(id for statement, _ in read for id in statement.quotations)
    cited = [evidence_index.cited[id] for id in ids if id in evidence_index.cited]
    return StoryVocabulary(
        evidence_index.language,
        [text for _, text in read],
        [entry.text for entry in cited],
        evidence_index.term_words,
        dict.fromkeys(entry.speaker for entry in cited if entry.is_person),
        dict.fromkeys(entry.speaker for entry in cited if not entry.is_person),
    )
