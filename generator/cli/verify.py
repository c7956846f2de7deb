"""`explainer verify`: quotations compared with archived copies of their sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli.common import common, every_option
from generator.cli.content import archive_in, find_content
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.clock import today
from generator.diagnostics import summary
from generator.model import Look
from generator.passes.comparing import verify_site
from generator.verify.compare import Comparison
from generator.verify.lock import write_lock

# How many quotations are named that were not compared.
_MOST_NAMED = 12
_MOST_LOOKS = 5
_LOOKS = {
    Look.OMISSION: "words are left out",
    Look.INSERTION: "words are put in",
    Look.STARTS_LATE: "its sentence begins before the words",
    Look.STOPS_EARLY: "its sentence goes on after the words",
}


@click.command("verify")
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    help="The folder of archived copies. [default: archive/ in the content folder]",
)
@click.option(
    "--accept",
    metavar="SOURCE",
    multiple=True,
    help="Take the copy of this source over though it is not the one of the lock.",
)
@click.option(
    "--looks", is_flag=True, help="Say again at which quotations a person should look once more."
)
@every_option
@click.option("--json", is_flag=True, help="Print the problems as JSON, for programs.")
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@common
def verify_command(
    output: Output,
    config_file: Path,
    archive: Path | None,
    accept: tuple[str, ...],
    *,
    looks: bool,
    every: bool,
    strict: bool,
) -> int:
    """Compare every quotation with the archived copy of its source, word for word.

    What stands there is written down in quotations.lock.yml, with which a site is built where
    there is no archive. A copy that is not the one of the lock is an error, and the lock keeps
    what it says of that source, until --accept takes the copy over.
    """
    output.every, output.shows_every = every, "explainer verify --all"
    content = find_content(output, config_file, strict=strict)
    folder = archive_in(content, archive)
    with output.progress("Comparing quotations", None):
        compared = verify_site(content.site, content.folder, folder, today(), accept)
    fine = output.report(compared.diagnostics, strict=strict)
    if compared.besides:
        told = summary(compared.besides)
        output.say(f"{told} on the content besides: 'explainer check' shows what is wrong")
    if compared.comparison is None:
        return CONTENT_ERRORS
    taken = {id for id, _ in compared.comparison.taken_over}
    for id in accept:
        if id not in taken:
            output.warn(f"there is no other copy of a source '{id}' to take over")
    write_lock(compared.comparison.lock, compared.lock_file)
    for id, touched in compared.comparison.taken_over:
        output.say(f"another copy of '{id}' is taken over: {touched}")
    _say_compared(output, compared.comparison, all_looks=looks)
    return PUBLISH if fine else CONTENT_ERRORS


def _say_compared(output: Output, comparison: Comparison, *, all_looks: bool) -> None:
    """Say what was compared, kept and refused, and what a person should look at."""
    for id, note in comparison.notes:
        output.say(f"the copy of '{id}': {note}")
    looks: dict[Look, list[str]] = {}
    for id, why, is_new in comparison.looks:
        if is_new or all_looks:
            looks.setdefault(why, []).append(id)
    for why, ids in looks.items():
        named = _named(ids, len(ids) if all_looks else _MOST_LOOKS)
        output.say(f"look once more, {_LOOKS[why]}: {named}")
    verified = len(comparison.lock.quotations) - len(comparison.unread)
    refused = comparison.compared - verified
    output.say(f"{comparison.compared} quotations compared: {verified} verified, {refused} refused")
    if comparison.unread:
        output.say(
            f"{len(comparison.unread)} not compared and kept from the lock, as their copies are "
            f"not at hand: {_named(comparison.unread, _MOST_NAMED)}"
        )


def _named(ids: Sequence[str], most: int) -> str:
    more = len(ids) - most
    return f"{', '.join(ids[:most])}{f' and {more} more' if more > 0 else ''}"
