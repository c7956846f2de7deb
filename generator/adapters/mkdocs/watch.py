"""Seeing what an editor saved.

The folders are looked through again and again instead of asking the system for events: that works
on every system and every kind of disk, and a folder that vanishes and comes back, or that is made
later, is nothing special.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from threading import Event

from generator.adapters.mkdocs.project import Project
from generator.files import State, state_of

_EVERY = 0.15
_SETTLE = 0.05
_LONGEST = 2.0


def roots_of(project: Project) -> list[Path]:
    """The folders and files that a site is made from."""
    config = project.config
    named = [config.config_file_path, config.docs_dir, config.theme.custom_dir, *config.watch]
    paths = [Path(name).resolve() for name in named if name]
    return list(dict.fromkeys([*paths, *project.plugin.folders(config)]))


def changed(before: State, now: State) -> list[str]:
    """The files that are new, gone or different, in order of their paths."""
    return sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))


def wait_for_change(roots: Iterable[Path], before: State, stop: Event) -> State:
    """Wait until something differs from `before` and has come to rest, or until `stop` is set.

    Editors save in more than one step, and tools many files at once.

    Returns:
        The files as they are then.
    """
    roots = list(roots)
    rest = _EVERY
    now = before
    while not stop.wait(rest):
        start = time.monotonic()
        now = state_of(roots)
        if now != before:
            return settled(roots, now, stop)
        # A large site is looked through less often, so that watching takes a tenth of one core.
        rest = max(_EVERY, 9 * (time.monotonic() - start))
    return now


def settled(roots: Iterable[Path], now: State, stop: Event) -> State:
    """The files as they are once nothing differs from `now` any more, or from one look to the next.

    What goes on changing is waited for, though not for ever.
    """
    roots = list(roots)
    end = time.monotonic() + _LONGEST
    while time.monotonic() < end and not stop.wait(_SETTLE):
        later = state_of(roots)
        if later == now:
            break
        now = later
    return now
