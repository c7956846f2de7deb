"""`explainer stamp`: time stamps of authorities over what was verified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from generator.archive.asking import NetworkError, Permission
from generator.cli.common import CommandError, common
from generator.cli.content import Content, archive_in, find_content
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.clock import now, today
from generator.diagnostics import CODES, Severity
from generator.diagnostics.record import did_you_mean
from generator.files import atomic_write, list_folder, read_file
from generator.load import (
    LOCK_FILE,
    MAX_STAMPED_LIST_BYTES,
    STAMPS_FOLDER,
    read_document,
)
from generator.load.stamps import StampFiles, sort_stamp_files
from generator.model import Lock, SiteSettings, TimeStampAuthority
from generator.passes.comparing import verify_site
from generator.stamping import lock_lines, read_list
from generator.stamping.asking import Asking, ask_for_stamp
from generator.stamping.plan import Wanted, wanted_stamps
from generator.stamping.tokens import MAX_CERTIFICATE_BYTES, StampError, can_check
from generator.validate import valid_entries
from generator.verify.compare import Comparison


@click.command("stamp")
@click.option(
    "--authority",
    "named",
    metavar="ID",
    multiple=True,
    help="Ask this authority alone. [default: all that site.yml names]",
)
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    help="The folder of archived copies. [default: archive/ in the content folder]",
)
@click.option("--allow-private", is_flag=True, help="Allow an address of a private network.")
@click.option(
    "--port", "ports", type=click.IntRange(1, 65535), metavar="NUMBER", multiple=True,
    help="Allow a port other than 80 and 443.",
)  # fmt: skip
@common
def stamp_command(
    output: Output,
    config_file: Path,
    named: tuple[str, ...],
    archive: Path | None,
    **how: Any,
) -> int:
    """Ask authorities for time stamps over what was verified, so that its age can be shown.

    The digests of the copies and of the quotations that stand in them become a list in
    content/stamps/, and each authority that site.yml names under 'time_stamps' is sent the digest
    of that list and nothing else. Its answer (RFC 3161) is kept beside the list if it is good: a
    build checks it again, offline, and pages say since when the comparison is known to have
    existed. What an authority has stamped already is not stamped again. A lock that 'explainer
    verify' would change or complain of is not stamped at all.

    The exit code is 1 if an authority that was asked gave no good stamp.
    """
    content = find_content(output, config_file)
    authorities = _authorities(content, named)
    if not can_check():
        raise CommandError(f"rfc3161-client is not installed. {CODES['unchecked-stamp'].advice}")
    lines = _verified_lines(output, content, archive_in(content, archive))
    if lines is None:
        return CONTENT_ERRORS
    folder = content.site / content.folder / STAMPS_FOLDER
    files = sort_stamp_files(each.name for each in _listed(folder, content.site))
    stamped = {
        each.id: {*_stamped_by(each.id, files, folder, content.site)} for each in authorities
    }
    wanted = {each.authority: each for each in wanted_stamps(lines, stamped, [*stamped])}
    asking = Asking(Permission(how["allow_private"], how["ports"]), now())
    fine = True
    for authority in authorities:
        if each := wanted.get(authority.id):
            fine &= _stamp(output, content, authority, each, asking)
        else:
            output.say(f"{authority.id}: all of it is stamped already, {len(lines)} lines")
    return PUBLISH if fine else CONTENT_ERRORS


def _authorities(content: Content, named: Sequence[str]) -> list[TimeStampAuthority]:
    """The authorities that are asked.

    Raises:
        CommandError: there are none, or none of a name that was given.
    """
    document = read_document(content.site / content.folder / "site.yml", content.site, "site", [])
    settings = valid_entries([document] if document else [], SiteSettings)
    if not settings:
        raise CommandError("site.yml cannot be used; 'explainer check' says why")
    known = {each.id: each for each in settings[0].model.time_stamps}
    for id in named:
        if id not in known:
            raise CommandError(f"site.yml names no authority '{id}'. {did_you_mean(id, known)}")
    asked = [known[id] for id in dict.fromkeys(named)]
    asked = asked or [each for each in known.values() if each.asked]
    if not asked:
        raise CommandError(
            "site.yml names no authority to ask under 'time_stamps'; "
            "'explainer docs time-stamps' says how"
        )
    return asked


def _verified_lines(output: Output, content: Content, archive: Path) -> list[str] | None:
    """The lines of what the lock has and the copies confirm; None if the two do not agree."""
    with output.progress("Comparing quotations", None):
        compared = verify_site(content.site, content.folder, archive, today())
    place = f"{content.folder}/{STAMPS_FOLDER}/"
    told = [each for each in compared.besides if each.place.file.startswith(place)]
    told += compared.diagnostics
    if any(each.severity is Severity.ERROR for each in told) or compared.comparison is None:
        output.report(told, strict=False)
        output.warn("nothing was stamped")
        return None
    lock = _lock(content)
    lines = lock_lines(lock) if lock else []
    if lines != lock_lines(compared.comparison.lock) or not lines:
        output.warn(
            "nothing was stamped: the lock does not say what stands in the copies. "
            "Run 'explainer verify' first."
        )
        return None
    return _without_unread(output, lines, compared.comparison)


def _lock(content: Content) -> Lock | None:
    document = read_document(content.site / content.folder / LOCK_FILE, content.site, "lock", [])
    entries = valid_entries([document] if document else [], Lock)
    return entries[0].model if entries else None


def _without_unread(output: Output, lines: list[str], comparison: Comparison) -> list[str]:
    """Leave out what was not compared, as its copy is not at hand."""
    if not comparison.unread:
        return lines
    sources = {comparison.lock.quotations[id].source for id in comparison.unread}
    gone = {f"quotation {id} " for id in comparison.unread} | {f"source {id} " for id in sources}
    output.say(f"{len(comparison.unread)} quotations are left out, as their copies are not at hand")
    return [line for line in lines if not line.startswith(tuple(gone))]


def _listed(folder: Path, site: Path) -> Sequence[Any]:
    return list_folder(folder, inside=site) if folder.is_dir() else ()


def _stamped_by(id: str, files: StampFiles, folder: Path, site: Path) -> Iterator[str]:
    """The lines that an authority has stamped; all its stamps were checked before."""
    for name in files.stamps:
        listed, _, authority = name.partition(".")
        if authority == id:
            path = folder / files.lists[listed]
            yield from read_list(read_file(path, inside=site, at_most=MAX_STAMPED_LIST_BYTES))


def _stamp(
    output: Output,
    content: Content,
    authority: TimeStampAuthority,
    wanted: Wanted,
    asking: Asking,
) -> bool:
    """Ask for a stamp and keep it; whether there is one."""
    folder = content.site / content.folder / STAMPS_FOLDER
    certificates = folder / f"{authority.id}.pem"
    if not certificates.is_file():
        advice = CODES["bad-certificates"].advice
        output.warn(f"{authority.id}: there is no file '{certificates.name}'. {advice}")
        return False
    pem = read_file(certificates, inside=content.site, at_most=MAX_CERTIFICATE_BYTES)
    try:
        answer, time = ask_for_stamp(wanted.data, authority.address, pem, asking)
    except (StampError, NetworkError) as error:
        output.warn(f"{authority.id}: no stamp: {error}")
        return False
    if not (folder / wanted.list_file).exists():
        atomic_write(folder / wanted.list_file, wanted.data)
    atomic_write(folder / wanted.file, answer)
    moment = time.strftime("%Y-%m-%d %H:%M:%S")
    output.say(
        f"{authority.id}: stamped at {moment} UTC, {wanted.lines} new lines, in "
        f"{content.folder}/{STAMPS_FOLDER}/{wanted.file}"
    )
    return True
