"""What stands between a site and publishing: the steps that are left, in the order to take them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.archive import find_copy
from generator.diagnostics import Diagnostic, Severity
from generator.index import SiteIndex
from generator.resolve import SourceEntry

UNCITED = {"uncited-statement"}
UNVERIFIED = {
    "missing-lock", "unverified-quotation", "changed-quotation", "stale-lock", "old-lock",
}  # fmt: skip
LEFT = {"left-live-page"}
UNUSED = {"unused-quotation", "unused-term"}
UNADDRESSED = {"stale-addresses"}
UNREAD = {
    "unreviewed-sentence", "review-asks-change", "leftover-reviews", "review-without-authors",
    "unknown-reviewer",
}  # fmt: skip
# So many are named where a step is about several.
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        name: what it is called, for programs.
        count: how many things it is about.
        told: what is left to do.
        where: what it is about, a few of them: places, ids or slugs.
        command: what does it, or begins with it.
    """

    name: str
    count: int
    told: str
    where: tuple[str, ...]
    command: str


def first_steps(problems: Sequence[Diagnostic]) -> Iterator[Step]:
    """What errors ask for; as long as there are any, nobody can see what else is left."""
    errors = [each for each in problems if each.severity is Severity.ERROR]
    uncited = [each for each in errors if each.code in UNCITED]
    others = [each for each in errors if each.code not in UNCITED]
    if fixable := [each for each in problems if each.fix]:
        yield _of(
            "fix", fixable, "{n} with exactly one right answer", "explainer fix, then with --write"
        )
    if others := [each for each in others if not each.fix]:
        yield _of("mend", others, "{n} to mend", "explainer check")
    if uncited:
        yield _of(
            "cite", uncited, "{n} for a citation that is missing", "explainer suggest --unsupported"
        )


def later_steps(
    problems: Sequence[Diagnostic], site: SiteIndex, archive: Path | None
) -> Iterator[Step]:
    """What is left of a site without errors.

    Args:
        problems: what is wrong.
        site: the site's index.
        archive: the folder of copies; None if there is none here.
    """
    sources = list(site.sources.values())
    if archive and (missing := [each for each in sources if not _has_copy(each, archive)]):
        ids = [each.id for each in missing]
        command = f"explainer capture {missing[0].source.url or 'URL'}"
        yield Step(
            "capture", len(ids), f"{_number(ids, 'source')} without a copy", _some(ids), command
        )
    quoted = {each.source for each in site.quotations.values()}
    if bare := [each.id for each in sources if each.id not in quoted]:
        command = f'explainer quote --source {bare[0]} "the words"'
        yield Step("quote", len(bare), f"{_number(bare, 'source')} of which nothing is quoted",
                   _some(bare), command)  # fmt: skip
    if found := _with(problems, UNVERIFIED):
        yield _of("verify", found, "{n} on what was verified", "explainer verify")
    if found := _with(problems, LEFT):
        command = "explainer recheck --find-copies, then with --write"
        yield _of("find-copies", found, "{n} on words that have left the live page", command)
    if found := _with(problems, UNUSED):
        yield _of("use", found, "{n} that no text uses", "explainer check")
    known = UNVERIFIED | LEFT | UNUSED | UNADDRESSED | UNREAD
    if found := [each for each in problems if each.code not in known and not each.fix]:
        yield _of("look", found, "{n} to look at", "explainer check")
    for name, codes, told in (
        ("addresses", UNADDRESSED, "sentences whose addresses are not recorded"),
        ("review", UNREAD, "sentences that a second person has not read, or wants changed"),
    ):
        if found := _with(problems, codes):
            slugs = sorted({PurePosixPath(each.place.file).parent.name for each in found})
            option = " --write" if name == "addresses" else ""
            yield Step(name, len(found), told, _some(slugs), f"explainer {name} {slugs[0]}{option}")
    if drafts := [each.slug for each in site.stories.values() if each.is_draft]:
        told = f"{_number(drafts, 'draft')}: write 'status: published' where a story is ready"
        yield Step("publish", len(drafts), told, _some(drafts), "explainer serve")


def _has_copy(entry: SourceEntry, archive: Path) -> bool:
    return find_copy(archive, entry.id, entry.source.archived_as) is not None


def _with(problems: Iterable[Diagnostic], codes: set[str]) -> list[Diagnostic]:
    return [each for each in problems if each.code in codes]


def _of(name: str, found: Sequence[Diagnostic], told: str, command: str) -> Step:
    """A step that some diagnostics ask for; the first of them comes first."""
    first = found[0]
    line = f":{first.place.line}" if first.place.line else ""
    noun = "error" if any(each.severity is Severity.ERROR for each in found) else "warning"
    return Step(
        name,
        len(found),
        told.format(n=_number(found, noun)),
        (f"{first.place.file}{line}: {first.message}",),
        command,
    )


def _number(things: Sequence[object], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


def _some(names: Sequence[str]) -> tuple[str, ...]:
    more = len(names) - _MOST_NAMED
    return (*names[:_MOST_NAMED], *([f"and {more} more"] if more > 0 else []))
