"""What the last `explainer check` of a site has found, told again while nothing has changed.

To import what checks a site takes ten times as long as to read all that it is made from. So what a
check has found is kept in the user's cache folder, with a digest of everything that it depends on:
mkdocs.yml, all files that the site is made from, the program and its libraries. No clock, locale or
environment variable has a say in a check.
"""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from generator.adapters.inputs import contents_of
from generator.cache_folder import is_own, kept_folder
from generator.diagnostics import Diagnostic
from generator.digests import digest, fingerprint_of
from generator.files import (
    MAX_ENTRIES,
    State,
    atomic_write,
    list_folder,
    read_file,
    state_of,
)
from generator.program_fingerprint import installed_state

INDEX = "check"
"""The use of the index that `explainer check` keeps, in whose folder its answers lie as well."""
# The largest mkdocs.yml, the largest answer.
_MAX_CONFIG = 2_000_000
_MAX_ANSWER = 100_000_000
# How many bytes `digest` gives.
_DIGEST = 16
# What was changed less than so many nanoseconds ago may be changed again without a sign of it, on
# a file system that counts in seconds.
UNSETTLED = 2_000_000_000
# What these say depends on how much time and memory the machine had.
_NOT_KEPT = {"costly-page", "wrong-kind"}


class MadeFrom(NamedTuple):
    """Where all lies that a check reads.

    Attributes:
        config_file: the site's mkdocs.yml.
        folders: the folders that the site is made from.
        archive: the folder of archived copies.
        strict: whether the copies are looked at.
    """

    config_file: Path
    folders: tuple[str, ...]
    archive: str
    strict: bool


class Watched(NamedTuple):
    """What nobody may touch while a check reads it, by when it was changed.

    Attributes:
        state: mkdocs.yml and the files of the folders.
        copies: the archived copies, if they are looked at; None if there is no folder of them.
        installed: the program and its libraries.
        changed: when the last of `copies` and `installed` was changed, in nanoseconds.
    """

    state: State
    copies: State | None
    installed: bytes
    changed: int


class Look(NamedTuple):
    """All that a check depends on, as it was before it: a digest, and what tells of a change."""

    inputs: bytes
    watched: Watched


def last_check(config_file: Path, *, strict: bool) -> tuple[Diagnostic, ...] | None:
    """What the last check of a site found; None if another one may find something else.

    Args:
        config_file: the site's mkdocs.yml.
        strict: whether the lock is compared with the archived copies.
    """
    if (place := answer_file(config_file, strict=strict)) is None:
        return None
    try:
        data = read_file(place, inside=place.parent, at_most=_MAX_ANSWER)
        if digest(data[_DIGEST:]) != data[:_DIGEST]:
            return None
        folders, archive, inputs, found = pickle.loads(data[_DIGEST:])  # noqa: S301 - this user's own
        made_from = MadeFrom(config_file, folders, archive, strict)
        if _inputs(made_from, _watch(made_from)) != inputs:
            return None
    except OSError:
        return None
    with suppress(OSError):
        # When it was used last: what nobody uses is removed.
        os.utime(place.parent)
    # Only now: the classes of another version of the program may be other ones.
    problems: tuple[Diagnostic, ...] = pickle.loads(found)  # noqa: S301
    return problems


def look(made_from: MadeFrom) -> Look | None:
    """Look at all that a check depends on; None if that is changing, or cannot be told."""
    try:
        watched = _watch(made_from)
        inputs = _inputs(made_from, watched)
    except OSError:
        return None
    is_settled = watched.changed < time.time_ns() - UNSETTLED
    return Look(inputs, watched) if is_settled and len(watched.state) < MAX_ENTRIES else None


def keep_check(made_from: MadeFrom, before: Look, problems: Sequence[Diagnostic]) -> None:
    """Keep what a check has found, unless somebody has changed something meanwhile.

    Args:
        made_from: where all lies that it has read.
        before: how that was before it began.
        problems: what it has found.
    """
    place = answer_file(made_from.config_file, strict=made_from.strict)
    if place is None or _NOT_KEPT & {problem.code for problem in problems}:
        return
    with suppress(OSError):
        if before.watched == _watch(made_from):
            found = pickle.dumps(tuple(problems), pickle.HIGHEST_PROTOCOL)
            answer = made_from.folders, made_from.archive, before.inputs, found
            data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
            atomic_write(place, digest(data) + data)


def answer_file(config_file: Path, *, strict: bool) -> Path | None:
    """Where the answer for a mkdocs.yml lies; None if nobody can vouch for what lies there."""
    folder = kept_folder(config_file.parent, INDEX)
    try:
        if folder is None or not (is_own(folder.parent) and is_own(folder)):
            return None
    except OSError:
        return None
    return folder / f"answer-{digest(os.fsencode(config_file.name), str(strict)).hex()}"


def _watch(made_from: MadeFrom) -> Watched:
    archive = Path(made_from.archive)
    state = state_of([made_from.config_file, *map(Path, made_from.folders)])
    copies = _copies(archive) if made_from.strict and archive.is_dir() else None
    installed, changed = installed_state()
    newest = max(changed, *(max(about[:2]) for about in (copies or {}).values()), 0)
    return Watched(state, copies, installed, newest)


def _inputs(made_from: MadeFrom, watched: Watched) -> bytes:
    """A digest of all that a check depends on.

    Raises:
        OSError: something cannot be read, or is no file.
    """
    archive = Path(made_from.archive)
    config = read_file(made_from.config_file, inside=None, at_most=_MAX_CONFIG)
    contents = contents_of(map(Path, made_from.folders), but=archive)
    where = os.path.realpath(archive), str(archive.is_dir())
    return digest(
        watched.installed, fingerprint_of(config), contents.whole, *where, repr(watched.copies)
    )


def _copies(archive: Path) -> State:
    """The archived copies, which are too large to be read each time, as they are now."""
    found: State = {}
    for entry in list_folder(archive, inside=archive):
        about = (archive / entry.name).lstat()
        found[entry.name] = about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino
    return found
