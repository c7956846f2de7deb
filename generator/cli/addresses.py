"""`explainer addresses`: the lasting addresses of sentences, shown or recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from generator.authoring.addresses import (
    AddressesError,
    StoryAddresses,
    find_addresses,
    write_addresses,
)
from generator.cli.common import CommandError, common
from generator.cli.content import Content, find_content
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.load import find_content as find_files
from generator.load import shown_path
from generator.model.base import ID_PATTERN
from generator.resolve import AddressChange, ChangedAddress

# So many characters of a sentence are shown: they are to know it by.
_LONGEST_SHOWN = 120


@click.command("addresses")
@click.argument("slug", nargs=-1)
@click.option("--write", "is_written", is_flag=True, help="Record the addresses.")
@click.option(
    "--replaced",
    metavar="ADDRESS",
    multiple=True,
    help="The sentence at this address was not reworded: another stands in its place.",
)
@common
def addresses_command(
    output: Output,
    config_file: Path,
    slug: tuple[str, ...],
    replaced: tuple[str, ...],
    *,
    is_written: bool,
) -> int:
    """Record the addresses of sentences, so that links to them last.

    They stand in addresses.yml beside a story, by which its sentences keep their addresses when
    others come or go before them. A sentence with other words keeps its address if a correction
    says so, or if it is much like the one that stood in its place. What is new gets an address
    that no sentence has had; the address of what is gone leads to what stands in its place.

    Without --write the changes are shown, and the exit code is 1 if there are any. Without SLUG
    these are all stories that are published or have such a file.
    """
    content = find_content(output, config_file)
    if replaced and len(slug) != 1:
        raise CommandError("--replaced needs the SLUG of one story")
    count, fine = 0, True
    for name in slug or _every_slug(content):
        if not re.fullmatch(ID_PATTERN, name) or not _folder(content, name).exists():
            raise CommandError(f"there is no story '{name}'")
        try:
            found = find_addresses(content.site, content.folder, name, replaced)
            is_meant = isinstance(found, StoryAddresses) and bool(
                slug or found.is_published or found.record
            )
            if is_meant and is_written:
                found = write_addresses(content.site, content.folder, name, replaced)
        except AddressesError as error:
            raise CommandError(str(error)) from error
        if not isinstance(found, StoryAddresses):
            output.report(found, strict=False)
            fine = False
        elif is_meant and found.has_changes:
            _say(output, found, shown_path(found.path, content.site), is_written=is_written)
            count += 1
    if not count and fine:
        output.say("All addresses are recorded.")
    elif count and not is_written:
        output.say("Run again with --write to record them.")
    return PUBLISH if fine and (is_written or not count) else CONTENT_ERRORS


def _folder(content: Content, slug: str) -> Path:
    return content.site / content.folder / "stories" / slug


def _every_slug(content: Content) -> list[str]:
    return [file.id for file in find_files(content.site, content.folder)[0].stories]


def _say(output: Output, found: StoryAddresses, path: str, *, is_written: bool) -> None:
    """Say what changes in a file, or has changed."""
    changes = found.addressing.changes
    if found.record is None:
        have = "have" if is_written else "get"
        output.say(f"{path}: {len(changes)} sentences {have} the addresses of their places")
        return
    if not changes:
        output.say(f"{path}: the sentences stand in another order")
        return
    output.say(f"{path}:")
    for each in changes:
        for line in _lines(each):
            output.say(f"  {line}")
    if not is_written and any(each.change is AddressChange.REWORDED for each in changes):
        output.say("  If one of those reworded is another sentence: --replaced ADDRESS")


def _lines(each: ChangedAddress) -> Iterator[str]:
    if each.change is AddressChange.GONE:
        yield f"gone: {each.address}, which leads to {each.anchor}: {_shortened(each.was)}"
    elif each.was:
        yield f"{each.change}: {each.address}"
        yield f"  was: {_shortened(each.was)}"
        yield f"  now: {_shortened(each.now)}"
    else:
        yield f"{each.change}: {each.address}: {_shortened(each.now)}"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
