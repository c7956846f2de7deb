"""The second pass and the third: a story, a source, the site as a whole → pages and files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics import Diagnostic
from generator.index import StoredIndex, row
from generator.passes.job import Job, Outcome, desk
from generator.passes.stages import Stages, stale
from generator.render import (
    SITE_FILES,
    SITE_PAGES,
    BadTemplateError,
    BadTranslationError,
    Made,
    Outline,
    make_files,
    make_page,
    make_source,
    make_story,
    outlines,
)

STORY, SOURCE, PAGE, FILES = "story/", "source/", "page/", "files/"
"""How the names of units begin."""
LATE = (FILES + "database",)
"""Units that nobody looks at while a site is edited, and that take long."""
_CHECKED = b"checked"


def second_pass(index: StoredIndex) -> list[str]:
    """The units of stories and sources."""
    return [*(STORY + slug for slug in index.stories), *(SOURCE + id for id in index.sources)]


def third_pass() -> list[str]:
    """The units of the site as a whole, those that take longest first."""
    return [
        *(FILES + name for name in reversed(SITE_FILES)),
        *(PAGE + name for name in SITE_PAGES),
    ]


def make(job: Job, index: StoredIndex, unit: str) -> Made:
    """What becomes of a unit.

    Args:
        job: the job.
        index: the unit's index, which takes note of what is asked.
        unit: its name.

    Raises:
        BadTemplateError: a template has a mistake in it.
        KeyError: there is no such unit.
    """
    work = desk(job)
    kind, _, id = unit.partition("/")
    if kind == "story":
        has_map = index.stories[id].has_map
        return make_story(work.renderer(index, with_map=has_map), id)
    if kind == "source":
        return make_source(work.renderer(index), id)
    if kind == "page":
        return make_page(work.renderer(index), id)
    return make_files(
        work.renderer(index, with_map=id == "maps" and bool(len(index.map_frames))), id
    )


def site_outlines(job: Job) -> Mapping[str, Outline] | Diagnostic:
    """What the navigation shows of the site's own pages, or what keeps them from being made."""
    work = desk(job)
    try:
        return outlines(work.renderer(work.index()))
    except BadTranslationError as error:
        return error.diagnostic


def all_made(job: Job, units: list[str]) -> Iterator[Made | Diagnostic]:
    """What becomes of some units, one after the other, in this process."""
    for unit in units:
        try:
            yield make(job, desk(job).index(), unit)
        except BadTemplateError as error:
            yield error.diagnostic


def check_pages(stages: Stages) -> list[Diagnostic]:
    """Make all pages and files, and write none; gives what is wrong with templates."""
    problems: list[Diagnostic] = []
    second = second_pass(desk(stages.next_job()).index())
    for stage, units in (("pages", second), ("site", third_pass())):
        known = stages.store.keys(stage)
        stages.drop(stage, known.keys() - {*units, "checks"})
        for outcome in stages.map(
            stage, check_unit, stages.next_job(), stale(known, units, _CHECKED)
        ):
            problems += [outcome.result] if outcome.result else []
        stages.finish(stage)
    return problems


def check_unit(job: Job, unit: str) -> Outcome:
    """Make what becomes of a unit, and keep what the site's own pages will want to know of it."""
    index = desk(job).index()
    try:
        made = make(job, index, unit)
        for _ in made.files:
            pass
    except BadTemplateError as error:
        return Outcome(unit, b"", (), frozenset(index.asked), error.diagnostic)
    rows = tuple(row(*each[:3], sort=each[3]) for each in made.rows)
    return Outcome(unit, _CHECKED, rows, frozenset(index.asked))
