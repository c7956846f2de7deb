"""The checks that need more than one value: ids that must be unique or known, dates in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.diagnostics import Diagnostic
from generator.diagnostics.record import did_you_mean, meant
from generator.load import Document, Trail
from generator.load.mend import put_text
from generator.model.dates import parse_date
from generator.resolve.site import QuotationEntry, SourceEntry
from generator.validate import Content


def unique_ids(document: Document, trail: Trail, ids: Iterable[str], noun: str) -> list[Diagnostic]:
    """Report each id that stands a second time in the list at `trail`."""
    problems = []
    first: dict[str, int] = {}
    for index, id in enumerate(ids):
        place = document.place((*trail, index, "id"))
        if id in first:
            message = f"the {noun} '{id}' stands in line {first[id]} already"
            problems.append(document.problem("duplicate-id", place, message))
        else:
            first[id] = place.line
    return problems


def unknown_reference(
    document: Document, trail: Trail, id: str, known: Iterable[str], noun: str
) -> list[Diagnostic]:
    """Report `id` if it is none of the known ones."""
    known = list(known)
    if id in known:
        return []
    listed = f"Known: {', '.join(known[:10])}{' …' if len(known) > 10 else '.'}"
    listed = listed if known else f"There is no {noun} yet."
    message = f"there is no {noun} '{id}'"
    advice = did_you_mean(id, known) or listed
    name = meant(id, known)
    fix = put_text(document, trail, name) if name else ()
    return [document.problem("unknown-reference", document.place(trail), message, advice, fix)]


def date_order(
    document: Document, earlier: str | None, later: str | None, key: str, after: str
) -> list[Diagnostic]:
    """Report the date under `key` if all of it lies before the date under `after` begins."""
    if not (earlier and later) or parse_date(later).last >= parse_date(earlier).first:
        return []
    message = f"'{key}' ({later}) lies before '{after}' ({earlier})"
    return [document.problem("date-order", document.place((key,)), message)]


def collect_sources(
    content: Content,
) -> tuple[dict[str, SourceEntry], dict[str, QuotationEntry], list[Diagnostic]]:
    """All sources and quotations by id; an id given twice keeps its first quotation."""
    sources: dict[str, SourceEntry] = {}
    quotations: dict[str, QuotationEntry] = {}
    problems: list[Diagnostic] = []
    for entry in content.sources:
        document = entry.document
        sources[entry.id] = SourceEntry(entry.id, entry.model, document.place(()))
        problems += date_order(
            document, entry.model.published, entry.model.accessed, "accessed", "published"
        )
        for index, quotation in enumerate(entry.model.quotations):
            place = document.place(("quotations", index, "id"))
            if first := quotations.get(quotation.id):
                where = f"{first.place.file}:{first.place.line}"
                message = f"the quotation '{quotation.id}' stands in {where} already"
                problems.append(document.problem("duplicate-id", place, message))
                continue
            words = document.place(("quotations", index, "exact"))
            quotations[quotation.id] = QuotationEntry(quotation, entry.id, place, words)
    problems += _linked_quotations(content, quotations)
    for entry in content.sources:
        for at, ruling in enumerate(entry.model.rulings):
            others = [id for id in sources if id != entry.id]
            problems += unknown_reference(
                entry.document, ("rulings", at, "other"), ruling.other, others, "other source"
            )
    return sources, quotations, problems


def _linked_quotations(
    content: Content, quotations: Mapping[str, QuotationEntry]
) -> list[Diagnostic]:
    problems = []
    for entry in content.sources:
        for index, quotation in enumerate(entry.model.quotations):
            for at, id in enumerate(quotation.same_statement_as):
                others = [each for each in quotations if each != quotation.id]
                trail = ("quotations", index, "same_statement_as", at)
                problems += unknown_reference(entry.document, trail, id, others, "other quotation")
    return problems


def same_statement_groups(
    quotations: Mapping[str, QuotationEntry],
) -> dict[str, tuple[str, ...]]:
    """For each quotation the others that report the same utterance, however they are linked.

    A link counts both ways, and links join: if a names b and b names c, all three are one.
    """
    group: dict[str, set[str]] = {id: {id} for id in quotations}
    for id, entry in quotations.items():
        for other in entry.quotation.same_statement_as:
            if other in group and group[other] is not group[id]:
                merged = group[id] | group[other]
                for member in merged:
                    group[member] = merged
    order = {id: at for at, id in enumerate(quotations)}
    return {
        id: tuple(sorted(members - {id}, key=order.__getitem__)) for id, members in group.items()
    }
