"""The change of places of a new site and the one before, killed at a step; and who reads meanwhile.

Only the end of a build runs here, in a process of its own: what is published was made before.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections import Counter
from multiprocessing.synchronize import Event
from pathlib import Path

from generator.publishing.atomic_swap import Publication
from tests.faults.kernel import KILLED, NO_EXCHANGE, Steps, strike


def publish_killed(site: Path, place: Path, at: int, counted: Path, *, exchanges: bool) -> None:
    """Publish a finished site, and die before a step of the change of places.

    Args:
        site: the site.
        place: where it is published.
        at: before which step from 1, or 0 for never.
        counted: the file that the number of steps is written to.
        exchanges: whether the system can let two folders change places at once.
    """
    # Files are removed by names that are relative to a folder; the steps count those in this one.
    os.chdir(place.parent)
    if not exchanges:
        strike(NO_EXCHANGE)
    publication = Publication(place)
    shutil.copytree(site, publication.folder, dirs_exist_ok=True)
    steps = Steps(place.parent.resolve(), KILLED if at else None, at)
    publication.finish()
    counted.write_text(str(steps.count), "utf-8")


def read_over_and_over(place: Path, known: dict[str, str], over: Event, told: Path) -> None:
    """Look at a published folder until it is over, and write down what was seen how often.

    Args:
        place: the folder.
        known: the names of the sites that may stand there, by their digests.
        over: says when to stop.
        told: the file for a line `NAME COUNT` for each that was seen; `none` is no folder at all.
    """
    seen: Counter[str] = Counter()
    while not over.is_set():
        before = _identity(place)
        digest = digest_of_folder(place)
        if before != _identity(place):
            continue  # two folders were looked at, one after the other
        seen["none" if before is None else known.get(digest, f"unknown:{digest}")] += 1
    told.write_text("".join(f"{name} {count}\n" for name, count in seen.items()), "utf-8")


def _identity(place: Path) -> tuple[int, int] | None:
    try:
        state = place.stat()
    except FileNotFoundError:
        return None
    # A number may be given to another folder once its own is gone; its time is another one then.
    return state.st_ino, state.st_ctime_ns


def digest_of_folder(place: Path) -> str:
    """One digest of all files below a folder, with their names."""
    whole = hashlib.sha256()
    for folder, folders, files in os.walk(place):
        folders.sort()
        for name in sorted(files):
            path = Path(folder, name)
            try:
                data = path.read_bytes()
            except OSError:
                data = b"gone"
            for part in (path.relative_to(place).as_posix().encode(), data):
                whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()
