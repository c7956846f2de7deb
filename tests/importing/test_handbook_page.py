"""The handbook's page on imports: its example is what the command makes."""

from __future__ import annotations

import re
from pathlib import Path

from generator.importing.readers import ENDINGS
from tests.importing.support import empty_site, run_import
from tests.support import ROOT

PAGE = (ROOT / "handbook/content/pages/importing.md").read_text("utf-8")
FENCE = re.compile(r"^```\{([^\n]*)\}\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_example_is_what_the_command_makes(tmp_path: Path) -> None:
    fences = {fence[1]: fence[2] for fence in FENCE.finditer(PAGE)}
    assert fences[".sh .import"] == "explainer import balloon.md\n"
    site = empty_site(tmp_path / "site")
    result = run_import(site, "balloon.md", fences[".markdown .draft"])
    assert result.exit_code == 0, result.output
    (named,) = re.findall(r"`(content/stories/[^`]+)`", PAGE)
    assert fences[".yaml .made"] in (site / named).read_text("utf-8")
    source = (site / "content/sources/the-tin-post-2031.yml").read_text("utf-8")
    assert "publisher: The Tin Post\n" in source
    assert "published: 2031-02-03\n" in source
    assert "# not known: mend it" in (site / "content/sources/wire-example.yml").read_text("utf-8")


def test_every_ending_is_documented() -> None:
    reference = (ROOT / "docs/importing.md").read_text("utf-8")
    assert [ending for ending in ENDINGS if f"`{ending}`" not in reference] == []
