"""What the package `verify` offers is imported when it is asked for, and is all there."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

from generator import verify
from tests.support import ROOT


def test_every_name_is_there_and_named_once() -> None:
    for name in verify.__all__:
        assert not isinstance(getattr(verify, name), ModuleType), name
    assert len(set(verify.__all__)) == len(verify.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = verify.nothing  # type: ignore[attr-defined]


def test_the_matcher_brings_nothing_else_of_it() -> None:
    code = "import sys, generator.verify.match; print('generator.verify.figures' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
