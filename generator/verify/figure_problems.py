"""What is wrong with the figures, dates and names of sentences, events and translations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.diagnostics import Diagnostic, Place
from generator.index import LoneFigure
from generator.load import Document
from generator.model import SiteSettings, Source
from generator.prose import plain_text
from generator.resolve import ResolvedStory, Statement, flat
from generator.verify import figures

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def unsupported_figures(
    statements: Iterable[Statement],
    document: Document,
    evidence_index: figures.EvidenceIndex | None,
    defines: str = "",
    *,
    with_names: bool = True,
) -> list[Diagnostic]:
    """Figures and names of statements that stand in nothing that these cite.

    A figure that another statement of the file works out is reported as repeated without its mark.

    Args:
        statements: statements of one file that stand together.
        document: the file.
        evidence_index: what can be cited, None if there are no rules for the statements' language.
        defines: the glossary term that they define.
        with_names: whether names are looked at.
    """
    if evidence_index is None:
        return []
    statements = list(statements)
    found = [
        each
        for each in figures.unsupported(evidence_index, statements, defines)
        if with_names or each.kind is not figures.Kind.NAME
    ]
    if not found:
        return []
    derived: dict[figures.Meaning, Statement] = {}
    for each in figures.worked_out(evidence_index, statements, defines):
        derived.setdefault(each.claim.meaning, each.statement)
    return [_unsupported_figure(each, derived.get(each.claim.meaning), document) for each in found]


def lone_figures(
    statements: Iterable[Statement], evidence_index: figures.EvidenceIndex | None
) -> dict[str, tuple[LoneFigure, ...]]:
    """The figures of statements that not all give which these cite, by the statement's anchor.

    Where there are no rules for the statements' language, none is known.
    """
    return figures.lone_figures(evidence_index, statements) if evidence_index else {}


def _unsupported_figure(
    found: figures.Unsupported, derived: Statement | None, document: Document
) -> Diagnostic:
    place = narrowed(found.statement.place, found.text, document)
    if found.weekday:
        day = _DAYS[found.weekday - 1]
        message = f"'{found.text}' has the wrong weekday: that date is a {day}"
        return document.problem("wrong-weekday", place, message)
    message = f"'{found.text}' does not stand in what the statement cites"
    if derived is not None:
        message += f"; line {derived.place.line} works it out: {derived.derived}"
        return document.problem("derived-elsewhere", place, message)
    return document.problem("unsupported-figure", place, message)


def narrowed(place: Place, text: str, document: Document) -> Place:
    """The place of some words in a line, or that of the whole if they do not stand there."""
    at = document.lines[place.line - 1].find(text, place.column - 1)
    return replace(place, column=at + 1, width=len(text)) if at >= 0 else place


def mistranslated_figures(
    source: Source, settings: SiteSettings, document: Document
) -> list[Diagnostic]:
    """What the translations of a source's quotations claim that does not stand in the words.

    Args:
        source: the source, with its quotations.
        settings: the site's.
        document: the source's file.
    """
    problems = []
    for at, quotation in enumerate(source.quotations):
        for claim in figures.mistranslated(quotation, source, settings):
            whole = document.place(("quotations", at, "translation"))
            place = narrowed(whole, claim.text, document)
            message = f"'{claim.text}' does not stand in the words that are translated"
            problems.append(document.problem("mistranslated-figure", place, message))
    return problems


def untranslated_quotation(id: str, document: Document, place: Place) -> Diagnostic:
    """Report a quotation that is cited, in another language than the site's, and not translated."""
    message = f"'{id}' has no translation: of what cites it, only what needs none is compared"
    return document.problem("untranslated-quotation", place, message)


def misdated_events(
    story: ResolvedStory, settings: SiteSettings, document: Document
) -> list[Diagnostic]:
    """The events and operations of a story whose date is none that their own text names.

    Args:
        story: the story.
        settings: the site's.
        document: the story's file.
    """
    language = figures.for_language(story.story.language or settings.language)
    if language is None:
        return []
    dated = [
        *(("events", each.event.id, each.event.date, each.event.title, each.text)
          for each in story.events),
        *(("operations", each.operation.id, each.operation.date, each.operation.name, each.text)
          for each in story.operations),
    ]  # fmt: skip
    order = {
        "events": [each.id for each in story.story.events],
        "operations": [each.id for each in story.story.operations],
    }
    problems = []
    for kind, id, when, title, text in dated:
        texts = [title, *(plain_text(statement.nodes) for statement in flat(text))]
        claim = figures.other_day(language, texts, when)
        if claim:
            place = document.place((kind, order[kind].index(id), "date"))
            message = f"the date is {when}, and the text names '{claim.text}' and no other day"
            problems.append(document.problem("misdated-event", place, message))
    return problems


def what_is_checked(tag: str) -> figures.Checked | None:
    """What of sentences in a language (BCP 47) is compared; None if nothing is."""
    return figures.checked(tag)
