"""Sources that stand under an answer where the kind of the disagreement does not let them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.diagnostics import Diagnostic, Place
from generator.index import SiteIndex
from generator.load import Document, Scalar
from generator.model import OLD_KINDS, DisagreementKind
from generator.resolve import Paragraphs, ResolvedStory, Statement, StoryDisagreement, flat


def contrasting_sources(
    site: SiteIndex, story: ResolvedStory, document: Document
) -> Iterator[Diagnostic]:
    """Report sources whose answers do not go with the kind of a disagreement.

    Each source that two answers of a contradiction cite is reported, once in an answer. A report
    that passes on what two people say is none: its quotations have different speakers, or are
    attributed to different ones. The same quotation in both answers always is. Disagreements of an
    old kind are left out, for nobody has said that they are contradictions.

    What one report alone says must have one source.

    Args:
        site: where all that the story cites is known.
        story: the story.
        document: its file.
    """
    old = set(_old(document, story))
    for entry in story.disagreements:
        disagreement = entry.disagreement
        if disagreement.kind is DisagreementKind.CONTRADICTION and disagreement.id not in old:
            yield from _contrasting(site, entry, document)
        elif disagreement.kind is DisagreementKind.ONE_REPORT:
            yield from _not_alone(site, entry, document)


def _old(document: Document, story: ResolvedStory) -> Iterator[str]:
    for at, disagreement in enumerate(story.story.disagreements):
        kind = document.node(("disagreements", at, "kind"))
        if isinstance(kind, Scalar) and kind.text in OLD_KINDS:
            yield disagreement.id


def _contrasting(
    site: SiteIndex, entry: StoryDisagreement, document: Document
) -> Iterator[Diagnostic]:
    quoted: dict[str, Statement] = {}
    heard: dict[tuple[str, str], Statement] = {}
    for answer in entry.answers:
        found = _by_source(site, answer)
        for source, quotations in found.items():
            voices = {id: (source, _voice(site, id)) for id in quotations}
            if id := next((id for id in quotations if id in quoted), ""):
                message, before = f"'{id}' supports two answers", quoted[id]
            elif id := next((id for id in quotations if voices[id] in heard), ""):
                message, before = f"'{source}' gives two answers", heard[voices[id]]
            else:
                continue
            message += f" that cannot both be true: here and in line {before.place.line}"
            place = citation(document, quotations[id], id)
            yield document.problem("contrasting-source", place, message)
        for source, quotations in found.items():
            for id, statement in quotations.items():
                quoted.setdefault(id, statement)
                heard.setdefault((source, _voice(site, id)), statement)


def _not_alone(
    site: SiteIndex, entry: StoryDisagreement, document: Document
) -> Iterator[Diagnostic]:
    first = ""
    for answer in entry.answers:
        for source, quotations in _by_source(site, answer).items():
            first = first or source
            if source != first:
                id, statement = next(iter(quotations.items()))
                message = f"'{source}' says it too, beside '{first}'"
                place = citation(document, statement, id)
                yield document.problem("several-reports", place, message)
                return


def _by_source(site: SiteIndex, answer: Paragraphs) -> dict[str, dict[str, Statement]]:
    """Each source that gives an answer → its quotations → the statements that cite them."""
    found: dict[str, dict[str, Statement]] = {}
    for statement in flat(answer):
        for id in statement.supporting:
            found.setdefault(site.quotations[id].source, {}).setdefault(id, statement)
    return found


def _voice(site: SiteIndex, id: str) -> str:
    """Who says the words; an empty text for the report itself."""
    quotation = site.quotations[id].quotation
    return " ".join((quotation.speaker or quotation.attributed_to or "").casefold().split())


def citation(document: Document, statement: Statement, id: str) -> Place:
    """Where a statement of a document cites a quotation; where it begins if that is not found."""
    place = statement.place
    line = document.lines[place.line - 1]
    found = re.compile(rf"@{re.escape(id)}(?![a-z0-9-])").search(line, place.column - 1)
    return replace(place, column=found.start() + 2, width=len(id)) if found else place
