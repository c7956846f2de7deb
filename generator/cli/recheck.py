"""`explainer recheck`: whether the quoted words still stand where readers are sent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from generator.archive.asking import Permission
from generator.cli import recheck_copies
from generator.cli import recheck_report as report
from generator.cli.common import CommandError, common
from generator.cli.content import find_content
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.clock import today
from generator.diagnostics.record import did_you_mean
from generator.load import RECHECKS_FILE
from generator.model import Rechecks
from generator.model.site import PLACE
from generator.rechecking.journal import Journal, Look, journal_file
from generator.rechecking.record import updated, write_record
from generator.rechecking.run import How, recheck
from generator.rechecking.site import Site, read_site


@click.command("recheck")
@click.argument("source", nargs=-1)
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    help="The folder of archived copies. [default: archive/ in the content folder]",
)
@click.option("--fresh", is_flag=True, help="Look at all pages, also those of an unfinished run.")
@click.option("--strict", is_flag=True, help="Let pages that could not be read count too.")
@click.option(
    "--find-copies",
    "is_finding",
    is_flag=True,
    help="Look for copies in a public archive instead, for sources without 'archive_url'.",
)
@click.option(
    "--timemap",
    metavar="ADDRESS",
    help=f"Where the archive lists its copies, with {PLACE} for a page's address. "
    "[default: 'timemap' in site.yml, else the Internet Archive's]",
)
@click.option("--write", "is_written", is_flag=True, help="Put found copies into the sources.")
@click.option("--allow-private", is_flag=True, help="Allow an address of a private network.")
@click.option(
    "--port", "ports", type=click.IntRange(1, 65535), multiple=True,
    help="Allow a port other than 80 and 443.",
)  # fmt: skip
@click.option(
    "--format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How it is told what was found: 'json' for programs.",
)
@common
def recheck_command(
    output: Output,
    config_file: Path,
    source: tuple[str, ...],
    archive: Path | None,
    **how: Any,
) -> int:
    """Look whether quoted words still stand on the live pages and in public archives.

    Each page is asked for once, politely, and what was found is written into rechecks.yml, which
    the pages of the site tell readers of. Words are called gone only where the page evidently is
    the report: an error, a wall or another page is told as such. A run that was interrupted goes on
    where it ended. Without SOURCE all sources are looked at.

    The exit code is 1 if words have changed or are gone, or a report is no longer at its address.
    """
    output.json = how["format"] == "json"
    if how["is_written"] and not how["is_finding"]:
        raise CommandError("--write needs --find-copies")
    content = find_content(output, config_file)
    site = read_site(content.site, content.folder, archive)
    if site is None:
        raise CommandError("site.yml cannot be used; 'explainer check' says why")
    ids = _chosen(site, source)
    asking = How(Permission(how["allow_private"], how["ports"]))
    if how["is_finding"]:
        timemap = recheck_copies.timemap_address(site, how["timemap"])
        found = recheck_copies.ask(output, site, ids, asking, timemap)
        return recheck_copies.tell(output, content.site, site, found, is_written=how["is_written"])
    file = content.site / content.folder / RECHECKS_FILE
    journal = Journal(journal_file(content.site, content.site / content.folder))
    if site.problems:
        output.warn(f"{RECHECKS_FILE} could not be read: it is written anew")
    looks = _look(output, site, ids, asking, journal, is_fresh=how["fresh"])
    known = {id: [*site.wanted(id)] for id in site.sources}
    # Nothing is forgotten of a source that cannot be read today.
    known |= {id: [] for id in site.broken}
    record = updated(site.record, journal.read(), known)
    write_record(record, file)
    journal.close()
    _tell(output, looks, record)
    failed = any(map(report.is_left, looks))
    failed |= how["strict"] and any(map(report.is_undecided, looks))
    return CONTENT_ERRORS if failed else PUBLISH


def _chosen(site: Site, named: Sequence[str]) -> list[str]:
    for id in named:
        if id in site.broken:
            raise CommandError(f"the source '{id}' has errors; 'explainer check' tells them")
        if id not in site.sources:
            raise CommandError(f"there is no source '{id}'. {did_you_mean(id, site.sources)}")
    return list(dict.fromkeys(named)) or list(site.sources)


def _look(
    output: Output,
    site: Site,
    ids: Sequence[str],
    how: How,
    journal: Journal,
    *,
    is_fresh: bool,
) -> list[Look]:
    """Look at pages; gives what was found in this run, and of the same in an unfinished one."""
    wanted = [each for id in ids for each in site.wanted(id)]
    day = today()
    keys = {(each.id, each.url, each.is_archive) for each in wanted}
    earlier = {look.key: look for look in journal.read() if look.day == day and look.key in keys}
    if is_fresh:
        earlier = {}
    elif earlier:
        output.say(f"{len(earlier)} pages were looked at by a run that was not finished")
    left = [each for each in wanted if (each.id, each.url, each.is_archive) not in earlier]
    looks = [*earlier.values()]
    with output.progress("Looking at pages", len(left)) as step:
        for look in recheck(left, how, journal, day):
            looks.append(look)
            step()
    return sorted(looks, key=lambda look: (look.source, look.is_archive))


def _tell(output: Output, looks: Sequence[Look], record: Rechecks) -> None:
    if output.json:
        output.show_json(report.document(looks, record))
        return
    for look in looks:
        for line in report.lines(look):
            if report.is_left(look) or report.is_undecided(look):
                output.warn(line)
            else:
                output.say(line)
    output.say(report.summary(looks))
