"""What is wrong between files, once each has been read by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from generator.diagnostics import Diagnostic, Place
from generator.index import StoredIndex
from generator.passes.documents import Documents
from generator.passes.job import Findings, Job, Outcome, desk
from generator.resolve.order import check_order
from generator.resolve.terms import check_terms
from generator.verify.figure_problems import untranslated_quotation
from generator.verify.figures import same_language


def check_whole(
    documents: Documents,
    readable: Collection[str],
    alleged_terms: Collection[str],
    job: Job,
    key: bytes,
    *,
    is_whole: bool,
    complete: bool,
) -> Outcome:
    """The problems of the content as a whole.

    Args:
        documents: reads a file again.
        readable: the slugs of the stories whose files could be read, valid or not.
        alleged_terms: the ids of terms whose files have mistakes.
        job: the job.
        key: the unit's key.
        is_whole: whether these are all stories.
        complete: whether all stories and terms could be read: then what is used nowhere is told.
    """
    index = desk(job).index()
    problems = [
        *check_terms(index.table("spelling rule").values(), documents.term, alleged_terms),
        *check_order(
            dict(index.table("follows").items()),
            readable,
            documents.story,
            all_read=is_whole,
        ),
        *(_unused(index, documents) if complete else ()),
    ]
    found = Findings(
        references=tuple(problems),
        later=() if job.is_reading else (*_untranslated(index, documents),),
    )
    return Outcome("checks", key, (), frozenset(index.asked), found)


def _untranslated(index: StoredIndex, documents: Documents) -> Iterator[Diagnostic]:
    """Each quotation without translation that is cited in a text of another language."""
    foreign = dict(index.table("untranslated").items())
    if not foreign:
        return
    stories = {line.file: line.language for line in index.stories.values()}
    told: set[str] = set()
    for file, ids in index.table("cited").items():
        if file in stories or Path(file).stem != "story":
            language = stories.get(file) or index.settings.language
            told.update(
                id for id in ids if id in foreign and not same_language(foreign[id], language)
            )
    quotations = index.table("quotation")
    for id in foreign:
        if id in told:
            source, at, _ = quotations[id]
            document, place = documents.quotation(source, at)
            yield untranslated_quotation(id, document, place)


def _unused(index: StoredIndex, documents: Documents) -> Iterator[Diagnostic]:
    """Each quotation that nothing cites, each term that stands nowhere."""
    cited: set[str] = set()
    for ids in index.table("cited").values():
        cited.update(ids)
    for id, (source, at, _) in index.table("quotation").items():
        if id not in cited:
            document, place = documents.quotation(source, at)
            yield document.problem("unused-quotation", place, f"no statement cites '{id}'")
    found: set[str] = set()
    for ids in index.table("found term").values():
        found.update(ids)
    unused = [each for each in index.table("spelling rule").values() if each[0] not in found]
    elsewhere: dict[str, Place] = {}
    for places in index.table("other case").values() if unused else ():
        elsewhere = places | elsewhere
    for id, term in unused:
        document = documents.term(id)
        message, advice = f"'{term.term}' occurs in no text", ""
        if other := elsewhere.get(id):
            message += " with these capitals"
            advice = f"It stands otherwise in {other.file}:{other.line}:{other.column}. "
            advice += "Add that spelling as an alias, or 'case: any' to the term."
        yield document.problem("unused-term", document.place(("term",)), message, advice)
