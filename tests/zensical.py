"""The demo as Zensical builds it from what `explainer render` writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.once import made_once
from tests.sites import explainer
from tests.support import DEMO, make_site


def build_with_zensical(factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The demo built twice: with our plugin, and with Zensical.

    Returns:
        The folders of the two sites.
    """
    folder = made_once(factory, "zensical", _build)
    return folder / "demo/site", folder / "plain/site"


def _build(folder: Path) -> None:
    demo = make_site(folder / "demo", base=DEMO)
    config = demo / "mkdocs.yml"
    # Without an address to edit at: another builder knows no YAML to lead to.
    text = config.read_text("utf-8").replace("edit_uri: edit/main/content/pages/", "edit_uri: ''")
    config.write_text(text, "utf-8")
    for arguments in (("build", "--strict"), ("render", "--strict", "-o", folder / "plain")):
        done = explainer(*arguments, cwd=demo)
        assert done.returncode == 0, done.stderr
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=folder / "plain",
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr + done.stdout
