"""`explainer publish-version`: what a story says, kept as a version that can be cited."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from generator.adapters.mkdocs import Project
from generator.authoring.addresses import AddressesError
from generator.authoring.history import (
    HistoryError,
    NextVersion,
    next_version,
    publish_earlier,
    publish_version,
)
from generator.cli.common import CommandError, common
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.cli.site import content_of, open_site
from generator.diagnostics import Diagnostic, Severity
from generator.load import shown_path
from generator.model.history import HEADING
from generator.prose import plain_text, read_recorded
from generator.resolve.history import Change, ChangeKind

# So many changes are shown, and so many characters of a text: they are to know them by.
_MOST_SHOWN = 40
_LONGEST_SHOWN = 160


@click.command("publish-version")
@click.argument("slug", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Take every published story.")
@click.option("--note", help="What was changed and why, for readers.")
@click.option(
    "--date", metavar="DATE", help="When this is published; the story's own date if left out."
)
@click.option(
    "--earlier",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with what the story said before, to begin its history with.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be added, and write nothing.")
@common
def publish_version_command(  # noqa: PLR0913 - one for each option
    output: Output,
    config_file: Path,
    slug: tuple[str, ...],
    note: str | None,
    date: str | None,
    earlier: Path | None,
    *,
    every: bool,
    dry_run: bool,
) -> int:
    """Keep what a story says as a version, which readers can look up, compare and cite.

    What is other than in the last version is added to content/history/SLUG.yml, and nothing in
    that file is changed. A story that says what its last version says gets none. Run it when you
    publish, once 'explainer check' finds nothing and the addresses are recorded.

    A site that is older than its history can begin one with --earlier, such as with the file that
    `git show COMMIT:content/stories/SLUG/story.yml` prints.

    With --dry-run the exit code is 1 if there is something to add.
    """
    if bool(slug) == every:
        raise CommandError("name the stories by their SLUG, or say --all")
    if earlier and (every or dry_run or len(slug) != 1):
        raise CommandError("--earlier needs the SLUG of one story, and no --dry-run")
    project = open_site(output, config_file)
    names = _published(output, project, slug)
    if names is None:
        return CONTENT_ERRORS
    do: Callable[..., NextVersion | list[Diagnostic]] = next_version if dry_run else publish_version
    do = partial(publish_earlier, earlier=earlier) if earlier else do
    do = partial(do, project.folder, project.plugin.config.content, note=note, date=date)
    added = 0
    for name in names:
        found = _done(do, name)
        if not isinstance(found, NextVersion):
            # It has changed since it was checked.
            output.report(found, strict=False)
            return CONTENT_ERRORS
        added += found.version is not None
        for line in _told(found, name, shown_path(found.path, project.folder), dry_run=dry_run):
            output.say(line)
    return CONTENT_ERRORS if dry_run and added else PUBLISH


def _published(output: Output, project: Project, slugs: Sequence[str]) -> Sequence[str] | None:
    """The stories that are meant, all that are published if none is named.

    None if the site has errors, which are told: nothing of it can be published.
    """
    with content_of(output, project, drafts=True) as content:
        if content.blocked():
            errors = [each for each in content.diagnostics if each.severity is Severity.ERROR]
            output.report(errors, strict=False)
            return None
        stories = content.index().stories
        if unknown := [slug for slug in slugs if slug not in stories]:
            raise CommandError(f"there is no story '{unknown[0]}'")
        return slugs or [each.slug for each in stories.values() if not each.is_draft]


def _done(
    do: Callable[..., NextVersion | list[Diagnostic]], slug: str
) -> NextVersion | list[Diagnostic]:
    try:
        return do(slug)
    except (HistoryError, AddressesError) as error:
        raise CommandError(str(error)) from error


def _told(found: NextVersion, slug: str, path: str, *, dry_run: bool) -> Iterator[str]:
    """What a version says, line by line."""
    version = found.version
    if version is None:
        yield f"{slug}: it says what version {found.number - 1} says"
        return
    would = "would be" if dry_run else "is"
    yield f"{path}: version {found.number} {would} what was published on {version.date}"
    if found.number == 1:
        sentences = sum(1 for key in version.texts if not key.startswith(HEADING))
        yield f"  {sentences} sentences, with what they cite"
        return
    if version.date == found.said_on:
        yield "  The version before has the same date: give 'updated' in story.yml, or --date."
    for each in found.changes[:_MOST_SHOWN]:
        yield f"  {each.kind}: {each.address}"
        yield from (f"    was: {_shortened(each.was)}",) if each.was else ()
        yield from (f"    now: {_shortened(each.now)}",) if each.now else ()
    if len(found.changes) > _MOST_SHOWN:
        yield f"  and {len(found.changes) - _MOST_SHOWN} more"
    if not found.changes:
        yield "  Only the order is another."
    if open_changes := list(_not_corrected(found)):
        count = len(open_changes)
        what = "1 sentence reads" if count == 1 else f"{count} sentences read"
        yield (
            f"  {what} otherwise, and no correction of the story says so. If what was said was "
            "wrong, say it under 'corrections'."
        )


def _not_corrected(found: NextVersion) -> Iterator[Change]:
    for each in found.changes:
        was = plain_text(read_recorded(each.was).nodes)
        if each.kind is ChangeKind.CHANGED and not each.is_heading:
            now = plain_text(read_recorded(each.now).nodes)
            if was != now and not any(words in was for words in found.corrected):
                yield each


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
