"""What only a person can judge, for a reviewer: marks by which an editor silences a check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.diagnostics import Place
from generator.index import SiteIndex
from generator.model import LockedQuotation, words_language
from generator.prose import plain_text
from generator.resolve import Statement, flat
from generator.verify.figures import silenced
from generator.verify.quoted_words import silenced_words
from generator.verify.review import findings, fingerprint


@dataclass(frozen=True, slots=True)
class Silenced:
    """Something that would be reported if a mark were not there.

    Attributes:
        place: where it stands.
        mark: `[editor]`, `[derived: …]`, `{title}`, `{word}`, or who accepted a quotation, and
            when.
        what: what would be reported, in words; nothing if nothing would be.
        text: the statement or the quotation.
    """

    place: Place
    mark: str
    what: tuple[str, ...]
    text: str


def silenced_checks(site: SiteIndex) -> list[Silenced]:
    """Everything of a site that an editor has silenced, file by file."""
    found = [*_statements(site), *_accepted(site)]
    return sorted(found, key=lambda each: each.place)


def _statements(site: SiteIndex) -> Iterator[Silenced]:
    for story in site.documents.values():
        tag = story.story.language or site.settings.language
        statements = list(story.statements())
        for statement, claims in silenced(site, statements, tag):
            yield _statement(statement, claims)
        yield from _tagged(site, statements, tag)
    for id, entry in site.terms.items():
        own = list(flat(entry.definition))
        for statement, claims in silenced(site, own, site.settings.language, id):
            yield _statement(statement, claims)
        yield from _tagged(site, own, site.settings.language)


def _tagged(site: SiteIndex, statements: Iterable[Statement], tag: str) -> Iterator[Silenced]:
    """Titles and words used as words: they need not stand in what is cited."""
    for statement in statements:
        for mark, words, is_missed in silenced_words(site, statement, tag):
            what = (f"quoted-words '{words}'",) if is_missed else ()
            yield Silenced(statement.place, mark, what, plain_text(statement.nodes))


def _statement(statement: Statement, claims: tuple[str, ...]) -> Silenced:
    what = [f"unsupported-figure '{claim}'" for claim in claims]
    if not statement.quotations:
        what.insert(0, "uncited-statement")
    mark = f"[derived: {statement.derived}]" if statement.derived else "[editor]"
    return Silenced(statement.place, mark, tuple(what), plain_text(statement.nodes))


def _accepted(site: SiteIndex) -> Iterator[Silenced]:
    for id, entry in site.quotations.items():
        accepted, locked = entry.quotation.accepted, site.verified.get(id)
        if accepted and locked and accepted.of == fingerprint(locked):
            source = site.sources[entry.source].source
            language = words_language(entry.quotation, source, site.settings)
            yield Silenced(
                entry.words,
                f"accepted by {accepted.by} on {accepted.on}",
                _messages(locked, language),
                entry.quotation.exact,
            )


def _messages(locked: LockedQuotation, language: str) -> tuple[str, ...]:
    return tuple(f"{code} ({text})" for code, _, text in findings(locked, language))
