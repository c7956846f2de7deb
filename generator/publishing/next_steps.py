"""What stands between a site and publishing: the steps that are left, in the order to take them."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.archive import find_copy
from generator.diagnostics import Diagnostic, Severity
from generator.index import SiteIndex
from generator.load import HISTORY_FOLDER, REVIEWS_FOLDER
from generator.render.wording import Wording
from generator.resolve import SourceEntry

UNCITED = {"uncited-statement"}
UNVERIFIED = {
    "missing-lock", "unverified-quotation", "changed-quotation", "stale-lock", "old-lock",
}  # fmt: skip
LEFT = {"left-live-page"}
UNUSED = {"unused-quotation", "unused-term"}
UNADDRESSED = {"stale-addresses"}
UNRECORDED = {"unrecorded-version"}
UNREAD = {
    "unreviewed-sentence", "review-asks-change", "leftover-reviews", "review-without-authors",
    "unknown-reviewer",
}  # fmt: skip
BUILD = "explainer build --strict"
"""What is left once all steps are done."""
# So many are named where a step is about several.
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        name: what it is called, for programs.
        count: how many things it is about.
        told: what is left to do, in the language of the wording.
        where: what it is about, a few of them: places, ids or slugs.
        command: what does it, or begins with it.
        problems: the diagnostics that ask for it; none where something else does.
        story: the slug of the story that comes first, where the step is about stories.
    """

    name: str
    count: int
    told: str
    where: tuple[str, ...]
    command: str
    problems: tuple[Diagnostic, ...] = ()
    story: str = ""


def next_steps(
    problems: Sequence[Diagnostic], site: SiteIndex | None, archive: Path, wording: Wording
) -> list[Step]:
    """The steps that are left until a site can be published, in the order to take them.

    Args:
        problems: what is wrong, the worst first.
        site: the site's index; None while there are errors: nobody can see what else is left then.
        archive: the folder of copies, which need not be there.
        wording: the language of what is told.
    """
    steps = [*_first_steps(problems, wording)]
    if site is not None:
        steps += _later_steps(problems, site, archive if archive.is_dir() else None, wording)
    return steps


def _first_steps(problems: Sequence[Diagnostic], wording: Wording) -> Iterator[Step]:
    """What errors ask for, and what is mended without anybody's judgement."""
    count = wording.count
    errors = [each for each in problems if each.severity is Severity.ERROR]
    uncited = [each for each in errors if each.code in UNCITED]
    if found := [each for each in problems if each.fix]:
        told = count(
            len(found),
            "{n} problem with exactly one right answer",
            "{n} problems with exactly one right answer",
        )
        yield _of("fix", found, told, "explainer fix")
    if found := [each for each in errors if each.code not in UNCITED and not each.fix]:
        told = count(len(found), "{n} error to mend", "{n} errors to mend")
        yield _of("mend", found, told, "explainer check")
    if uncited:
        told = count(
            len(uncited),
            "{n} sentence without a citation",
            "{n} sentences without a citation",
        )
        yield _of("cite", uncited, told, "explainer suggest --unsupported")


def _later_steps(
    problems: Sequence[Diagnostic], site: SiteIndex, archive: Path | None, wording: Wording
) -> Iterator[Step]:
    """What is left of a site without errors."""
    count = wording.count
    sources = list(site.sources.values())
    if not sources:
        told = wording.text("there is no source yet")
        yield Step("collect", 1, told, (), "explainer capture URL")
    if not site.stories:
        told = wording.text("there is no story yet")
        yield Step("write", 1, told, (), 'explainer new story --title "…"')
    if archive and (missing := [each for each in sources if not _has_copy(each, archive)]):
        ids = [each.id for each in missing]
        told = count(len(ids), "{n} source without a copy", "{n} sources without a copy")
        command = f"explainer capture {shlex.quote(missing[0].source.url or 'URL')}"
        yield Step("capture", len(ids), told, _some(ids, wording), command)
    if bare := [each.id for each in sources if not each.source.quotations]:
        told = count(
            len(bare),
            "{n} source of which nothing is quoted",
            "{n} sources of which nothing is quoted",
        )
        command = f'explainer quote --source {bare[0]} "the words"'
        yield Step("quote", len(bare), told, _some(bare, wording), command)
    if found := _with(problems, UNVERIFIED):
        told = count(
            len(found), "{n} warning on what was verified", "{n} warnings on what was verified"
        )
        yield _of("verify", found, told, "explainer verify")
    if found := _with(problems, LEFT):
        told = count(
            len(found),
            "{n} warning on words that have left the live page",
            "{n} warnings on words that have left the live page",
        )
        yield _of("find-copies", found, told, "explainer recheck --find-copies --write")
    if found := _with(problems, UNUSED):
        told = count(
            len(found), "{n} warning of what no text uses", "{n} warnings of what no text uses"
        )
        yield _of("use", found, told, "explainer check")
    known = UNVERIFIED | LEFT | UNUSED | UNADDRESSED | UNREAD | UNRECORDED
    if found := [each for each in problems if each.code not in known and not each.fix]:
        told = count(len(found), "{n} warning to look at", "{n} warnings to look at")
        yield _of("look", found, told, "explainer check")
    yield from _story_steps(problems, site, wording)


def _story_steps(
    problems: Sequence[Diagnostic], site: SiteIndex, wording: Wording
) -> Iterator[Step]:
    """What is left to do with stories that are written."""
    if found := _with(problems, UNADDRESSED):
        told = wording.text("sentences whose addresses are not recorded")
        yield _of_stories("addresses", found, told, "explainer addresses {slug} --write", wording)
    if found := _with(problems, UNREAD):
        told = wording.text("sentences that a second person has not read, or wants changed")
        yield _of_stories("review", found, told, "explainer review {slug}", wording)
    if found := _with(problems, UNRECORDED):
        told = wording.text("text that no version of the story's history has yet")
        yield _of_stories("version", found, told, "explainer publish-version {slug}", wording)
    if drafts := [each.slug for each in site.stories.values() if each.is_draft]:
        told = wording.count(
            len(drafts),
            "{n} draft, to be published (status: published) once it is ready",
            "{n} drafts, to be published (status: published) once they are ready",
        )
        yield Step("publish", len(drafts), told, _some(drafts, wording), "explainer serve")


def _has_copy(entry: SourceEntry, archive: Path) -> bool:
    return find_copy(archive, entry.id, entry.source.archived_as) is not None


def _with(problems: Iterable[Diagnostic], codes: set[str]) -> list[Diagnostic]:
    return [each for each in problems if each.code in codes]


def _of(name: str, found: Sequence[Diagnostic], told: str, command: str) -> Step:
    """A step that some diagnostics ask for; the first of them comes first."""
    first = found[0]
    line = f":{first.place.line}" if first.place.line else ""
    where = (f"{first.place.file}{line}: {first.message}",)
    return Step(name, len(found), told, where, command, tuple(found))


def _of_stories(
    name: str, found: Sequence[Diagnostic], told: str, command: str, wording: Wording
) -> Step:
    """A step that diagnostics in the files of stories ask for, one story after the other."""
    slugs = sorted({story_of(each.place.file) for each in found})
    command = command.format(slug=slugs[0])
    return Step(name, len(found), told, _some(slugs, wording), command, tuple(found), slugs[0])


def story_of(file: str) -> str:
    """The slug of the story that a file belongs to: its own, its reviews or its history."""
    path = PurePosixPath(file)
    return path.stem if path.parent.name in (REVIEWS_FOLDER, HISTORY_FOLDER) else path.parent.name


def _some(names: Sequence[str], wording: Wording) -> tuple[str, ...]:
    more = len(names) - _MOST_NAMED
    if more <= 0:
        return tuple(names)
    return (*names[:_MOST_NAMED], wording.count(more, "and {n} more", "and {n} more"))
