"""What several workers of a run need, and one of them makes."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import explainer
from tests.support import ROOT


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that is made by the worker that needs it first, and changed by nobody.

    Args:
        factory: of pytest.
        name: the same for all that want the same.
        make: makes the folder.
    """
    base = factory.getbasetemp()
    base = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = base / "once" / name
    folder.parent.mkdir(exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        finished = folder.with_suffix(".finished")
        if not finished.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            finished.touch()
    return folder


def real_site(factory: pytest.TempPathFactory) -> Path:
    """The site of this repository, built as `make site` builds it."""
    return made_once(factory, "real", lambda folder: _build(ROOT, folder))


def handbook_site(factory: pytest.TempPathFactory) -> Path:
    """The handbook, built as `make handbook` builds it."""
    return made_once(factory, "handbook", lambda folder: _build(ROOT / "handbook", folder))


def _build(site: Path, folder: Path) -> None:
    done = explainer("build", "--strict", "-q", "-d", folder, cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
