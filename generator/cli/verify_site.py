"""`explainer verify-site`: a published copy of a site held against its list of digests."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from generator.cli.common import without_site
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.digests import sha256_hex
from generator.files import read_file
from generator.publishing.checksums import (
    CHECKSUMS_FILE,
    ChecksumError,
    Finding,
    Kind,
    Listed,
    SiteCopy,
    compare,
    parse_checksums,
)
from generator.publishing.site_copy import MAX_CHECKSUMS_BYTES, read_copy

_MOST_TOLD = 20
_WORDS = {
    Kind.CHANGED: "changed",
    Kind.MISSING: "missing",
    Kind.EXTRA: "extra",
    Kind.NO_FILE: "no plain file",
    Kind.TWICE: "twice there",
    Kind.OUTSIDE: "outside of all files",
}


_UNPROVEN = (
    "This shows what one visitor was served just now: not what others are served, not who made the "
    "list, and not that any of it is true."
)
_OWN_LIST = "The list is the site's own: who changes a page there can change it too. Use --sums."


@click.command("verify-site")
@click.argument("copy")
@click.option(
    "--sums",
    "sums_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=f"The list of digests. [default: {CHECKSUMS_FILE} in the copy itself]",
)
@click.option("--ignore-missing", is_flag=True, help="Compare only the files that are there.")
@click.option("--json", is_flag=True, help="Print the differences as JSON, for programs.")
@click.option("--allow-private", is_flag=True, help="Allow an address of a private network.")
@click.option(
    "--port", "ports", type=click.IntRange(1, 65535), multiple=True,
    help="Allow a port other than 80 and 443.",
)  # fmt: skip
@without_site
def verify_site_command(
    output: Output,
    copy: str,
    sums_file: Path | None,
    *,
    ignore_missing: bool,
    allow_private: bool,
    ports: tuple[int, ...],
) -> int:
    """Hold a published COPY of a site against the digests that its build wrote down.

    COPY is a folder, or an export of one: a zip, a tar, a tar.gz. Whoever changes a copy can change
    the list in it as well: to find that out, give the list of your own build with --sums.

    COPY may also be the site's address, https://…: then the files that the list names are fetched
    from there, one after the other, and nothing else.
    """
    is_address = re.match(r"https?://", copy) is not None
    if not is_address and not Path(copy).exists():
        raise click.BadParameter(f"Path '{copy}' does not exist.", param_hint="'COPY'")
    try:
        if is_address:
            return _online(
                output, copy, sums_file, Permissions(allow_private, ports), partial=ignore_missing
            )
        found = read_copy(Path(copy))
        listed = _listed(found, copy, sums_file)
    except ChecksumError as error:
        return output.fail(str(error))
    return _tell(output, copy, sums_file, listed, found, partial=ignore_missing)


class Permissions(NamedTuple):
    """What may be asked beyond public addresses at the usual ports."""

    private: bool
    ports: tuple[int, ...]


def _online(
    output: Output, url: str, sums_file: Path | None, allowed: Permissions, *, partial: bool
) -> int:
    # Only an address needs the network, which takes a while to import.
    from generator.archive.network import Permission  # noqa: PLC0415
    from generator.publishing.online import fetch_site, fetch_sums  # noqa: PLC0415

    permission = Permission(allowed.private, allowed.ports)
    copy = SiteCopy(sums=None if sums_file else fetch_sums(url, permission))
    listed = _listed(copy, url, sums_file)
    with output.progress("Fetching the files", len(listed)) as told:
        online = fetch_site(url, listed, permission, told)
    code = _tell(output, url, sums_file, listed, online.copy, partial=partial)
    for path, why in list(online.unserved.items())[:_MOST_TOLD]:
        output.say(f"{_text(path)}: not served: {why}")
    if len(online.unserved) > _MOST_TOLD:
        output.say(f"and {len(online.unserved) - _MOST_TOLD} others")
    fetched = len(online.copy.digests)
    output.say(f"Fetched: {fetched} of {len(listed)} files, {online.size:,} bytes, from {url}")
    output.say(_UNPROVEN if sums_file else f"{_UNPROVEN} {_OWN_LIST}")
    return code


def _tell(
    output: Output,
    place: str,
    sums_file: Path | None,
    listed: Mapping[str, Listed],
    found: SiteCopy,
    *,
    partial: bool,
) -> int:
    """Say how a copy differs from a list. Returns the exit code."""
    findings = compare(listed, found, partial=partial)
    compared = len(listed.keys() & found.digests.keys())
    if output.json:
        output.show_json(_document(findings, compared))
    else:
        _print(output, findings, str(sums_file or CHECKSUMS_FILE))
    if not compared:
        return output.fail(f"'{place}' holds none of the files that the list names")
    if findings:
        return CONTENT_ERRORS
    output.say(f"{compared} files are as {sums_file or CHECKSUMS_FILE} says")
    return PUBLISH


def _listed(copy: SiteCopy, place: str, sums_file: Path | None) -> dict[str, Listed]:
    """What the copy is held against; a list from elsewhere stands for the one in the copy too."""
    own = copy.sums
    if sums_file is None:
        if own is None:
            raise ChecksumError(
                f"there is no {CHECKSUMS_FILE} in '{place}': give the list with --sums"
            )
        return parse_checksums(own)
    data = read_file(sums_file, inside=None, at_most=MAX_CHECKSUMS_BYTES)
    listed = parse_checksums(data, str(sums_file))
    listed[CHECKSUMS_FILE] = Listed(sha256_hex(data), 0)
    if own is not None:
        copy.digests[CHECKSUMS_FILE] = sha256_hex(own)
    return listed


def _document(findings: Sequence[Finding], compared: int) -> dict[str, object]:
    rows = [dataclasses.asdict(each) for each in findings]
    for row in rows:
        row["path"] = _text(row["path"])
    return {"compared": compared, "differences": rows}


def _print(output: Output, findings: Sequence[Finding], name: str) -> None:
    for each in findings:
        line = f" ({name}:{each.line})" if each.line else ""
        output.warn(f"{_text(each.path)}: {_WORDS[each.kind]}: {each.message}{line}")
    counts = Counter(_WORDS[each.kind] for each in findings)
    if findings:
        output.warn(", ".join(f"{number} {word}" for word, number in counts.items()))


def _text(name: str) -> str:
    """A path; bytes that are no text are shown as replacements."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
