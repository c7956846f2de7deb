"""A file of the glossary: how the term is spelled, and what it means."""

from __future__ import annotations

from typing import Any

from generator.diagnostics import Diagnostic
from generator.index import (
    row,
)
from generator.model import Term
from generator.passes.content.common import (
    Task,
    can_be_checked,
    figure_rows,
    found_rows,
    known_ids,
    quotations_of,
    quoted_words_problems,
    read_entry,
    use_rows,
)
from generator.passes.job import Findings, Job, Outcome, desk, sort_name
from generator.resolve import (
    flat,
    problems_of_invalid,
    resolve_term,
)
from generator.validate import (
    look_alikes,
    plain_names,
)
from generator.verify.figure_problems import lone_figures, unsupported_figures


def term_rule(job: Job, task: Task) -> Outcome:
    """How one term is spelled."""
    file, key = task
    work = desk(job)
    index = work.index()
    entry, document, _, problems = read_entry(work, index, file, Term)
    rows = []
    alike: tuple[Any, ...] = ()
    if entry:
        rows = [
            row("spelling rule", file.id, (file.id, entry.model), sort_name(file)),
            row("term name", file.id, plain_names(entry.document), sort_name(file)),
        ]
        alike = tuple(look_alikes(entry.document, entry.model))
    found = Findings(
        tuple(problems),
        is_read=document is not None,
        is_valid=entry is not None,
        look_alikes=alike,
    )
    return Outcome(file.shown, key, tuple(rows), frozenset(index.asked), found)


def definition(job: Job, task: Task) -> Outcome:
    """What one term means."""
    file, key = task
    work = desk(job)
    index = work.index()
    entry, document, _, _ = read_entry(work, index, file, Term)
    if entry is None or document is None:
        more = problems_of_invalid(document, known_ids(index)) if document else ()
        found = Findings(references=more, is_valid=False)
        return Outcome(file.shown, key, (), frozenset(index.asked), found)
    resolved = resolve_term(entry, known_ids(index), work.glossary(index), quotations_of(index))
    sort = f"{entry.model.term.casefold()}\0{sort_name(file)}"
    rows = [
        row("term", file.id, resolved.entry, sort),
        *use_rows(index, resolved, f"~{sort}"),
        *found_rows(resolved, file),
    ]
    later: list[Diagnostic] = []
    if can_be_checked(resolved) and index.has_settings and not job.is_reading:
        own = work.library(index, index.settings.language)
        own_statements = list(flat(resolved.entry.definition))
        rows += figure_rows(file, lone_figures(own_statements, own))
        later = (
            []
            if job.language
            else [
                *unsupported_figures(own_statements, document, own, file.id),
                *quoted_words_problems(
                    work, index, own_statements, document, index.settings.language
                ),
            ]
        )
    found = Findings(references=resolved.problems, later=tuple(later))
    return Outcome(file.shown, key, tuple(rows), frozenset(index.asked), found)
