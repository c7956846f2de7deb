"""Whether a build would give what is there already.

What a site is made from is read and digested, which takes a hundredth of the time that a build
takes. Where that is the same as at the last build, and nobody has touched what it wrote, there is
nothing to do.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.adapters.mkdocs.project import Project
from generator.adapters.provenance import REVISION_VARIABLE
from generator.archive import copy_digest
from generator.diagnostics import Diagnostic
from generator.files import MAX_ENTRIES, ReadError, list_folder, read_file, walk_files
from generator.memory import Memory, digest
from generator.program import program_print

_KIND = "build"
# What is larger is too large for a build as well.
_MOST = 100_000_000


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build of a site had to say."""

    pages: int
    diagnostics: tuple[Diagnostic, ...]
    warnings: tuple[str, ...]


def inputs_of(project: Project, *, drafts: bool, strict: bool = False) -> bytes | None:
    """A digest of everything that the site is made from.

    Args:
        project: the opened site.
        drafts: whether stories that are not published are shown.
        strict: whether the archived copies are looked at too.

    Returns:
        None if other code has a say, which may look at anything: other plugins, or hooks; or if
        something cannot be read that may be meant, which a build reports.
    """
    config = project.config
    if set(config.plugins) != {"explainer"} or config.hooks:
        return None
    given = [repr(part) for part in config.user_configs]
    environment = [os.environ.get(name, "") for name in ("SOURCE_DATE_EPOCH", REVISION_VARIABLE)]
    folders = [*project.plugin.folders(config), Path(config.docs_dir)]
    if config.theme.custom_dir:
        folders.append(Path(config.theme.custom_dir))
    archive = project.folder / project.plugin.config.content / "archive"
    try:
        files = [
            part
            for folder in dict.fromkeys(path.resolve() for path in folders)
            for path in _files(folder, but=archive.resolve())
            for part in (os.fsencode(path), _digest_of(path, folder))
        ]
        copies = [*_copies(archive)] if strict else []
    except ReadError:
        return None
    return digest(program_print(), *given, *environment, str(drafts), *files, *copies)


def _copies(archive: Path) -> Iterator[str]:
    """The names of the archived copies, and a digest of each."""
    yield "copies"
    if archive.is_dir():
        for entry in list_folder(archive, inside=archive):
            yield entry.name
            yield str(copy_digest(archive / entry.name))


def _files(folder: Path, but: Path) -> Iterator[Path]:
    """All files below a folder in order, without those in one folder that nothing is made from."""
    if folder.is_dir():
        # A large site has a folder for each story.
        most = 50 * MAX_ENTRIES
        yield from walk_files(
            folder,
            inside=folder,
            skip=lambda below, entry: folder / below / entry.name == but,
            at_most=most,
        )


def _digest_of(path: Path, inside: Path) -> bytes:
    return hashlib.blake2b(read_file(path, inside=inside, at_most=_MOST)).digest()


def outputs_of(site_dir: Path) -> bytes:
    """A digest of what lies in a folder: which files, how large, and when each was written."""
    rows = []
    waiting = [os.fspath(site_dir)] if site_dir.is_dir() else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                    continue
                status = entry.stat(follow_symlinks=False)
                times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
                rows.append(f"{entry.path}\0{status.st_size} {times} {status.st_ino}")
    return digest(*sorted(rows))


def last_build(memory: Memory, site_dir: Path, inputs: bytes | None) -> LastBuild | None:
    """The last build, if another would give the same."""
    known = memory.trace(_KIND, str(site_dir))
    data = memory.data(_KIND, str(site_dir))
    if not inputs or not known or known[0] != inputs or not data:
        return None
    outputs, build = pickle.loads(data)  # noqa: S301 - this user's own
    same = outputs == outputs_of(site_dir)
    return build if same and isinstance(build, LastBuild) else None


def keep_build(memory: Memory, site_dir: Path, inputs: bytes | None, build: LastBuild) -> None:
    """Remember a build that has just been written."""
    if inputs:
        data = pickle.dumps((outputs_of(site_dir), build))
        memory.keep(_KIND, str(site_dir), inputs, None, data)
