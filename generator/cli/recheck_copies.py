"""`explainer recheck --find-copies`: copies in a public archive, put into the files of sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.authoring.archive_address import with_archive_address
from generator.authoring.insert import InsertError
from generator.authoring.yaml_text import UnwritableError
from generator.cli.common import CommandError
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.files import FileChangedError, read_file, write_changes
from generator.load.parse import MAX_BYTES
from generator.model.site import timemap_problem
from generator.rechecking.copies import TIMEMAP, Proposal, find_copies
from generator.rechecking.run import How
from generator.rechecking.site import Site


def timemap_address(site: Site, named: str | None) -> str:
    """Where an archive lists its copies: as an option says, or `site.yml`, or as it is usual.

    Raises:
        CommandError: the option is no such address.
    """
    if named and (why := timemap_problem(named)):
        raise CommandError(f"'{named}' is no address of a TimeMap: {why}")
    return named or site.settings.timemap or TIMEMAP


def ask(output: Output, site: Site, ids: Sequence[str], how: How, timemap: str) -> list[Proposal]:
    """Ask for copies of the sources that name none."""
    sources = [site.sources[id] for id in ids if not site.sources[id].model.archive_url]
    found = []
    with output.progress("Asking for copies", len(sources)) as step:
        for proposal in find_copies(sources, how, timemap):
            found.append(proposal)
            step()
    return sorted(found, key=lambda each: each.source)


def tell(
    output: Output, folder: Path, site: Site, found: Sequence[Proposal], *, is_written: bool
) -> int:
    """Say which copies there are, and put them into the sources if that is wanted."""
    fine = True
    for each in found:
        if each.copy is None:
            output.warn(f"{each.source}: {each.told}")
            continue
        output.say(f"{each.source}: {each.copy.url} ({each.copy.made.date().isoformat()})")
        if is_written:
            fine &= _put_in(output, folder, site.sources[each.source].document.path, each.copy.url)
    if output.json:
        output.show_json({"copies": [_row(each) for each in found]})
    elif not is_written and any(each.copy for each in found):
        output.say("Run again with --write to put them into the sources.")
    return PUBLISH if fine else CONTENT_ERRORS


def _row(each: Proposal) -> dict[str, str]:
    if each.copy is None:
        return {"source": each.source, "told": each.told}
    made = each.copy.made.isoformat()
    return {"source": each.source, "archive_url": each.copy.url, "made": made}


def _put_in(output: Output, folder: Path, name: str, address: str) -> bool:
    data = read_file(folder / name, inside=folder, at_most=MAX_BYTES)
    try:
        write_changes(folder, {name: (data, with_archive_address(data, address))})
    except (InsertError, UnwritableError, FileChangedError) as error:
        output.warn(f"{name}: {error}")
        return False
    return True
