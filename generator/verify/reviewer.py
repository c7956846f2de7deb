"""What only a person can judge, for a reviewer: marks by which an editor silences a check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Place
from generator.model import LockedQuotation
from generator.prose import plain_text
from generator.resolve import Site, Statement, flat
from generator.verify.figures import silenced
from generator.verify.lock import Verified
from generator.verify.review import findings, fingerprint, language_of


@dataclass(frozen=True, slots=True)
class Silenced:
    """Something that would be reported if a mark were not there.

    Attributes:
        place: where it stands.
        mark: `[editor]`, `[derived: …]`, or who accepted a quotation, and when.
        what: what would be reported, in words; nothing if nothing would be.
        text: the statement or the quotation.
    """

    place: Place
    mark: str
    what: tuple[str, ...]
    text: str


def review_list(site: Site, verified: Verified) -> list[Silenced]:
    """Everything of a site that an editor has silenced, file by file.

    Args:
        site: the resolved content.
        verified: the quotations that are verified.
    """
    found = [*_statements(site), *_accepted(site, verified)]
    return sorted(found, key=lambda each: each.place)


def _statements(site: Site) -> Iterator[Silenced]:
    for story in site.stories:
        tag = story.story.language or site.settings.language
        for statement, claims in silenced(site, story.statements(), tag):
            yield _statement(statement, claims)
    for id, entry in site.terms.items():
        own = flat(entry.definition)
        for statement, claims in silenced(site, own, site.settings.language, id):
            yield _statement(statement, claims)


def _statement(statement: Statement, claims: tuple[str, ...]) -> Silenced:
    what = [f"unsupported-figure '{claim}'" for claim in claims]
    if not statement.quotations:
        what.insert(0, "uncited-statement")
    mark = f"[derived: {statement.derived}]" if statement.derived else "[editor]"
    return Silenced(statement.place, mark, tuple(what), plain_text(statement.nodes))


def _accepted(site: Site, verified: Verified) -> Iterator[Silenced]:
    for id, entry in site.quotations.items():
        accepted, locked = entry.quotation.accepted, verified.get(id)
        if accepted and locked and accepted.of == fingerprint(locked):
            yield Silenced(
                entry.words,
                f"accepted by {accepted.by} on {accepted.on}",
                _told(locked, language_of(site, entry)),
                entry.quotation.exact,
            )


def _told(locked: LockedQuotation, language: str) -> tuple[str, ...]:
    return tuple(f"{code} ({text})" for code, _, text in findings(locked, language))
