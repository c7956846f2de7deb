"""`site.yml` → the first row of the index. Where it or the program is another, all else is too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.digests import digest
from generator.files import ReadError, read_file, walk_files
from generator.geography import MAX_MAP_BYTES
from generator.index import Row, row
from generator.load import ContentFile
from generator.model import SiteSettings
from generator.passes.job import Findings, Job, Outcome
from generator.passes.reading import read_model
from generator.passes.stages import Stages
from generator.program_fingerprint import program_fingerprint
from generator.validate import (
    Entry,
    check_denied_addresses,
    wrong_hosts,
)


def read_settings(
    stages: Stages, file: ContentFile | None
) -> tuple[list[Findings], SiteSettings | None]:
    """Read `site.yml`; an index that was made with another one, or by another program, is emptied.

    Args:
        stages: the stages.
        file: the file, None if there is none.

    Returns:
        What is wrong with it, and what it says; None if it cannot be used.
    """
    findings, entry = _read(stages.job, file)
    rows: tuple[Row, ...] = ()
    said = b""
    if entry:
        said = digest(repr(entry.model), repr(entry.document.place(())))
        rows = (row("site", "", (entry.model, entry.document.place(()))),)
    job = stages.job
    own = (each for name in ("site-templates", "maps") for each in _contents(job.folder, name))
    key = digest(
        program_fingerprint(), said, job.content, str(job.drafts), str(job.directory_urls),
        str(job.archive), job.language, *own,
    )  # fmt: skip
    if stages.store.keys("lock").get("site") != key:
        stages.store.clear()
        stages.put("lock", Outcome("site", key, rows))
    return [findings], entry.model if entry else None


def _read(job: Job, file: ContentFile | None) -> tuple[Findings, Entry[SiteSettings] | None]:
    if file is None:
        return Findings(is_valid=False), None
    model, document, _, problems = read_model(job.folder, file, SiteSettings)
    if model is None or document is None:
        return Findings(tuple(problems), is_valid=False), None
    entry = Entry(document, model)
    problems += [*wrong_hosts(entry), *check_denied_addresses(document, model.never_link)]
    alike: tuple[Any, ...] = ()
    return Findings(tuple(problems), look_alikes=alike), entry


def _contents(folder: Path, name: str) -> Iterator[str | bytes]:
    """The path and the bytes of each file in a folder of the site's; what is refused is left out.

    Who uses such a file says what is wrong with it.
    """
    root = folder / name
    for path in walk_files(root, inside=folder, refused=lambda _: None) if root.is_dir() else ():
        with suppress(ReadError):
            yield path.relative_to(folder).as_posix()
            yield read_file(path, inside=folder, at_most=MAX_MAP_BYTES)
