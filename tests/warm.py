"""Imported once by the process that all commands of these tests are forked from.

What a command would make anew in every process, such as the code of templates, is made here.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest  # noqa: F401 - the forks would import it, each for itself

from generator.cli import explainer
from tests.support import DEMO

with tempfile.TemporaryDirectory() as folder:
    before = os.environ.get("EXPLAINER_CACHE", "")
    os.environ |= {"EXPLAINER_CACHE": "off", "EXPLAINER_CORES": "1"}
    explainer(
        ["build", "-q", "-f", str(DEMO / "mkdocs.yml"), "-d", str(Path(folder) / "site")],
        standalone_mode=False,
    )
    os.environ["EXPLAINER_CACHE"] = before
