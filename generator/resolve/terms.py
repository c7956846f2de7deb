"""The terms of the glossary: each one resolved, and what is wrong between them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from generator.diagnostics import Diagnostic
from generator.folding import normalised
from generator.load import Document, Trail
from generator.model import Term
from generator.resolve.glossary import Glossary, any_case, fold
from generator.resolve.prose import ProseResolver, QuotationsOf
from generator.resolve.references import unknown_reference
from generator.resolve.result import Resolved, summed_up
from generator.resolve.site import TermEntry, flat
from generator.validate import Entry


def resolve_term(
    entry: Entry[Term],
    quotations: Collection[str] | None,
    glossary: Glossary,
    quotations_of: QuotationsOf | None = None,
) -> Resolved[TermEntry]:
    """Resolve one term.

    Args:
        entry: the valid term.
        quotations: the ids that it may cite; None if they are not known, and not checked then.
        glossary: all terms.
        quotations_of: gives the quotations of a source, for what is told where one is cited.
    """
    document = entry.document
    resolver = ProseResolver(document, quotations, glossary, quotations_of)
    name = f"t.{entry.id}"
    definition = resolver.read(("definition",), name, set(), defines=entry.id)
    term = TermEntry(entry.id, entry.model, definition, document.place(()))
    return summed_up(term, flat(definition), resolver, resolver.problems, term=entry.id)


def check_terms(
    terms: Iterable[tuple[str, Term]],
    document_of: Callable[[str], Document],
    alleged: Collection[str] = (),
) -> list[Diagnostic]:
    """Report each `see_also` that leads nowhere, and each spelling that two terms claim.

    Args:
        terms: id and term of each valid one, in the order of their files.
        document_of: gives the file of a term by its id.
        alleged: the ids of those that are not valid.
    """
    problems: list[Diagnostic] = []
    terms = list(terms)
    ids = {id: None for id, _ in terms}
    claimed: dict[str, str] = {}
    for own, term in terms:
        for at, id in enumerate(term.see_also):
            if (id not in ids and id not in alleged) or id == own:
                trail: Trail = ("see_also", at)
                document = document_of(own)
                problems += unknown_reference(document, trail, id, ids, "other term", own=own)
        aliases: list[tuple[Trail, str]] = [
            (("aliases", at), alias) for at, alias in enumerate(term.aliases)
        ]
        for trail, spelling in [(("term",), term.term), *aliases]:
            written = normalised(spelling)
            key = fold(written) if any_case(spelling, term.case) else written
            owner = claimed.setdefault(key, own)
            if owner != own or (trail != ("term",) and key == normalised(term.term)):
                document = document_of(own)
                message = f"'{spelling}' belongs to the term '{owner}' already"
                problems.append(document.problem("duplicate-alias", document.place(trail), message))
    return problems
