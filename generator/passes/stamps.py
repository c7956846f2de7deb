"""Time stamps, each checked against its list and the pinned certificates → rows.

A stamp in which anything is wrong is an error, and nothing is shown of it. What is not stamped is
no error.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, found, refusal_diagnostic
from generator.digests import digest
from generator.files import ReadError, read_file
from generator.index import Row, Stamp, row
from generator.load import MAX_STAMPED_LIST_BYTES, STAMPS_FOLDER, StampFiles
from generator.model import SiteSettings, TimeStampAuthority
from generator.passes.job import Findings, Outcome
from generator.passes.stages import Stages
from generator.stamping import BadListError, list_name, read_list
from generator.stamping.tokens import (
    MAX_CERTIFICATE_BYTES,
    MAX_STAMP_BYTES,
    StampError,
    can_check,
    check_stamp,
    read_certificates,
)

UNIT = "stamp "
"""What the names of the units of this module begin with; no quotation's id has a space."""
_MAX_PROOF_BYTES = 1_000_000


def stamp_stage(stages: Stages, files: StampFiles, settings: SiteSettings | None) -> list[Findings]:
    """Check the time stamps that are new, and those whose list or certificates have changed.

    Args:
        stages: the stages.
        files: the names of the files.
        settings: what `site.yml` says; where it cannot be used, no stamp is looked at.
    """
    if settings is None:
        return []
    named = settings.time_stamps
    folder = _Folder(stages.job.folder, f"{stages.job.content}/{STAMPS_FOLDER}")
    work = _Work(stages, files, folder, {each.id: each for each in named})
    for name in files.stamps:
        work.stamp(name)
    stamped = {name.partition(".")[0] for name in files.stamps} | files.proofs.keys()
    given = {name.partition(".")[2] for name in files.stamps}
    work.publish(
        *(file for name, file in files.lists.items() if name in stamped),
        *(file for id, file in files.certificates.items() if id in given),
    )
    work.publish(*files.proofs.values(), at_most=_MAX_PROOF_BYTES)
    known = stages.store.keys("lock").keys()
    stages.drop("lock", {each for each in known if each.startswith(UNIT)} - work.kept)
    return [Findings(tuple(work.problems), is_valid=not work.problems)]


@dataclass(frozen=True, slots=True)
class _Folder:
    """The folder of time stamps: the site's own, and its path in that."""

    site: Path
    name: str

    def shown(self, file: str) -> str:
        return f"{self.name}/{file}"

    def read(self, file: str, at_most: int) -> bytes:
        """The bytes of a file.

        Raises:
            ReadError: it is not read.
        """
        return read_file(self.site / self.name / file, inside=self.site, at_most=at_most)


@dataclass(slots=True)
class _Work:
    stages: Stages
    files: StampFiles
    folder: _Folder
    authorities: dict[str, TimeStampAuthority]
    problems: list[Diagnostic] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)

    def stamp(self, name: str) -> None:
        """Check a stamp, unless it and all that it is checked with are as they were."""
        file = self.files.stamps[name]
        lists, _, authority = name.partition(".")
        if lists not in self.files.lists:
            self._report("unreadable-stamp", file, f"its list '{lists}.txt' is not there")
        elif authority not in self.authorities:
            message = f"'site.yml' names no authority '{authority}'"
            self._report("unknown-authority", file, message)
        elif authority not in self.files.certificates:
            message = f"there is no file '{authority}.pem' with the authority's certificates"
            self._report("bad-certificates", file, message)
        elif not can_check():
            message = "the library that checks time stamps, rfc3161-client, is not installed"
            self._report("unchecked-stamp", file, message)
        else:
            self._check(file, self.files.lists[lists], self.files.certificates[authority])

    def _check(self, file: str, listed: str, certificates: str) -> None:
        parts = [
            self._read(file, MAX_STAMP_BYTES),
            self._read(listed, MAX_STAMPED_LIST_BYTES),
            self._read(certificates, MAX_CERTIFICATE_BYTES),
        ]
        if any(part is None for part in parts):
            return
        stamp, data, pem = (part or b"" for part in parts)
        key = digest(stamp, data, pem)
        if self.stages.store.keys("lock").get(UNIT + file) != key:
            rows = self._rows(file, listed, certificates, (stamp, data, pem))
            if rows is None:
                return
            self.stages.put("lock", Outcome(UNIT + file, key, tuple(rows)))
        self.kept.add(UNIT + file)

    def _rows(
        self, file: str, listed: str, certificates: str, parts: tuple[bytes, bytes, bytes]
    ) -> list[Row] | None:
        stamp, data, pem = parts
        if list_name(data) != listed.partition(".")[0]:
            message = "the list was altered: its digest does not begin with its name"
            self._report("altered-list", listed, message)
            return None
        try:
            lines = read_list(data)
        except BadListError as error:
            self._report("altered-list", listed, f"it is no list of what was verified: {error}")
            return None
        try:
            pinned = read_certificates(pem)
        except StampError as error:
            self._report(error.flaw, certificates, str(error))
            return None
        try:
            time = check_stamp(stamp, data, pinned)
        except StampError as error:
            self._report(error.flaw, file, str(error))
            return None
        name, _, authority = file.removesuffix(".tsr").partition(".")
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ")
        given = Stamp(name, authority, moment, len(lines))
        return [
            row("time stamp", f"{name}.{authority}", given, f"{moment} {name}.{authority}"),
            row("stamp file", file, stamp, file),
            *(row("stamped", line, given, f"{moment} {name}.{authority}") for line in lines),
        ]

    def publish(self, *files: str, at_most: int = MAX_STAMPED_LIST_BYTES) -> None:
        """Put files that are published beside the stamps into the index, as they are."""
        for file in files:
            data = self._read(file, at_most)
            if data is None:
                continue
            key = digest(data)
            if self.stages.store.keys("lock").get(UNIT + file) != key:
                rows = (row("stamp file", file, data, file),)
                self.stages.put("lock", Outcome(UNIT + file, key, rows))
            self.kept.add(UNIT + file)

    def _read(self, file: str, at_most: int) -> bytes | None:
        try:
            return self.folder.read(file, at_most)
        except ReadError as error:
            told = refusal_diagnostic(self.folder.shown(file), error)
            if told not in self.problems:
                self.problems.append(told)
            return None

    def _report(self, code: str, file: str, message: str) -> None:
        told = found(code, Place(self.folder.shown(file)), message)
        if told not in self.problems:
            self.problems.append(told)
