"""`explainer verify-site`: a published copy of a site held against its list of digests."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

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

_WORDS = {
    Kind.CHANGED: "changed",
    Kind.MISSING: "missing",
    Kind.EXTRA: "extra",
    Kind.NO_FILE: "no plain file",
    Kind.TWICE: "twice there",
    Kind.OUTSIDE: "outside of all files",
}


@click.command("verify-site")
@click.argument("copy", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--sums",
    "sums_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=f"The list of digests. [default: {CHECKSUMS_FILE} in the copy itself]",
)
@click.option("--ignore-missing", is_flag=True, help="Compare only the files that are there.")
@click.option("--json", is_flag=True, help="Print the differences as JSON, for programs.")
@without_site
def verify_site_command(
    output: Output, copy: Path, sums_file: Path | None, *, ignore_missing: bool
) -> int:
    """Hold a published COPY of a site against the digests that its build wrote down.

    COPY is a folder, or an export of one: a zip, a tar, a tar.gz. Whoever changes a copy can change
    the list in it as well: to find that out, give the list of your own build with --sums.
    """
    try:
        found = read_copy(copy)
        listed = _listed(found, copy, sums_file)
    except ChecksumError as error:
        return output.fail(str(error))
    findings = compare(listed, found, partial=ignore_missing)
    compared = len(listed.keys() & found.digests.keys())
    if output.json:
        output.show_json(_document(findings, compared))
    else:
        _print(output, findings, str(sums_file or CHECKSUMS_FILE))
    if not compared:
        return output.fail(f"'{copy}' holds none of the files that the list names")
    if findings:
        return CONTENT_ERRORS
    output.say(f"{compared} files are as {sums_file or CHECKSUMS_FILE} says")
    return PUBLISH


def _listed(copy: SiteCopy, place: Path, sums_file: Path | None) -> dict[str, Listed]:
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
