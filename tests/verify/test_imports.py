"""Who needs one module of `verify` imports no others."""

from __future__ import annotations

import subprocess
import sys

from tests.support import ROOT


def test_the_matcher_brings_nothing_else_of_it() -> None:
    code = "import sys, generator.verify.match; print('generator.verify.figures' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
