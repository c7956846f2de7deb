"""What an import makes: new files, changed files and a report, all of it or nothing."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from generator.files import write_changes
from generator.scaffold.files import write_new


@dataclass
class Plan:
    """What is to be written, and what is to be said of it.

    Attributes:
        new: the texts of new files by their paths, which are relative to the site's folder.
        changed: what files had, and what they get.
        made: the report: one line for each thing.
        todo: what is left for the editor to do.
    """

    new: dict[str, str] = field(default_factory=dict)
    changed: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    todo: list[str] = field(default_factory=list)


def write_plan(plan: Plan, site: Path) -> None:
    """Write all files of a plan; if one cannot be written, none is left.

    Raises:
        ScaffoldError: a new file's place is taken.
        FileChangedError: a file that is added to was changed by somebody else.
        OSError: something cannot be written.
    """
    folders: list[Path] = []
    written: list[Path] = []
    try:
        for name, text in plan.new.items():
            _make_folders((site / name).parent, folders)
            write_new(site / name, text.encode())
            written.append(site / name)
        write_changes(site, plan.changed)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        for folder in reversed(folders):
            folder.rmdir()
        raise


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and note which were not there."""
    if os.path.lexists(folder):
        return
    _make_folders(folder.parent, made)
    folder.mkdir()
    made.append(folder)
