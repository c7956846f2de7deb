"""What a release is held against, by its small parts; `make release-check` does the whole."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from generator import __version__
from tests.support import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import release_check

WORKFLOW = ROOT / ".github/workflows/release.yml"
INFO = f"story_explainer-{__version__}.dist-info"
WHEEL = (
    "generator/__main__.py", "generator/py.typed", "generator/cli/table.py",
    "generator/adapters/mkdocs/preview.js", "generator/data/maps/world.json",
    "generator/data/site-templates/pages/story.html",
    "generator/data/site-templates/publishing/publish.sh",
    f"{INFO}/METADATA", f"{INFO}/RECORD", f"{INFO}/WHEEL", f"{INFO}/entry_points.txt",
    f"{INFO}/licenses/LICENSE", f"{INFO}/licenses/CONTENT-LICENSES.md",
)  # fmt: skip
METADATA = f"""\
Metadata-Version: 2.4
Name: story-explainer
Version: {__version__}
License-Expression: MIT
Requires-Python: >=3.11
Description-Content-Type: text/markdown

# Words
"""


def test_a_wheel_with_what_it_needs_is_let_through() -> None:
    assert list(release_check.wheel_problems(WHEEL)) == []


@pytest.mark.parametrize(
    "name",
    [
        "content/site.yml", "tests/test_release.py", "handbook/content/archive/tin-post.txt",
        "kit/verify.py", "generator/cli/secret.env", "generator/data/other/a.html", "LICENSE",
        "generator/data/../../a.py",
    ],
)  # fmt: skip
def test_what_has_no_place_in_a_wheel_is_named(name: str) -> None:
    (found,) = release_check.wheel_problems([*WHEEL, name])
    assert found == f"{name} has no place in the wheel"


@pytest.mark.parametrize("name", [each for each in WHEEL if "/licenses/" in each or "maps" in each])
def test_what_is_missing_from_a_wheel_is_named(name: str) -> None:
    (found,) = release_check.wheel_problems(each for each in WHEEL if each != name)
    assert "is not in the wheel" in found


@pytest.mark.parametrize(
    ("was", "now", "wanted"),
    [
        ("Words", "Words", ""),
        (f"Version: {__version__}", "Version: 0.1", "the version is 0.1"),
        (f"Version: {__version__}", "Version: new", "metadata: "),
        ("text/markdown", "text/plain", "no description in Markdown"),
        ("License-Expression: MIT\n", "", "the licence or the wanted Python"),
    ],
)
def test_metadata(was: str, now: str, wanted: str) -> None:
    assert was in METADATA
    found = list(release_check.metadata_problems(METADATA.replace(was, now), __version__))
    assert bool(found) == bool(wanted)
    assert all(wanted in each for each in found)


def test_the_changelog_has_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert list(release_check.changelog_problems(changelog, __version__)) == []
    assert len(list(release_check.changelog_problems(changelog, "99.0.0"))) == 1
    without = changelog.replace("\n## [Unreleased]\n", "\n")
    assert len(list(release_check.changelog_problems(without, __version__))) == 1


def test_the_kit_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        made.append(release_check.build_kit(tmp_path / name))
    assert made[0].read_bytes() == made[1].read_bytes()
    names = zipfile.ZipFile(made[0]).namelist()
    assert {"docs/verifying.md", "kit/verify.py", "kit/base/site/SHA256SUMS"} <= {*names}


def test_the_workflow_is_what_github_reads() -> None:
    check = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run(
        [sys.executable, *check, WORKFLOW], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_workflow_gives_no_right_that_is_not_needed() -> None:
    text = WORKFLOW.read_text("utf-8")
    workflow = yaml.safe_load(re.sub(r"^on:", '"on":', text, flags=re.MULTILINE))
    assert workflow["permissions"] == {}
    assert workflow["on"] == {"push": {"tags": ["v[0-9]+.[0-9]+.[0-9]+"]}}
    rights = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert rights == {
        "build": {"contents": "read"},
        "attest": {"contents": "read", "id-token": "write", "attestations": "write"},
        "pypi": {"id-token": "write"},
        "assets": {"contents": "write"},
    }
    assert workflow["jobs"]["pypi"]["environment"]["name"] == "pypi"
    assert "secrets." not in text
    assert not re.search(r"run:[^\n]*\$\{\{", text)
    for name, job in workflow["jobs"].items():
        uses = [step["uses"].split("@") for step in job["steps"] if "uses" in step]
        assert all(re.fullmatch(r"[0-9a-f]{40}", pin) for _, pin in uses)
        # Who may publish runs nothing of the repository's.
        assert name == "build" or "actions/checkout" not in dict(uses)
