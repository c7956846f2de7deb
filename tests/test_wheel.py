"""The wheel builds a site in a folder that holds only mkdocs.yml and content/."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from generator.cli.docs import documents
from tests.sites import files_of
from tests.support import DEMO, ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, installed into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    # From a copy: the build must not need what only this checkout holds.
    source = folder / "source"
    for name in (
        "generator", "site-templates", "maps", "docs", "handbook",
        "pyproject.toml", "README.md", "LICENSE",
        "CONTENT-LICENSES.md",
    ):  # fmt: skip
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        source.mkdir(exist_ok=True)
        copy(ROOT / name, source / name)
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(source)]
    subprocess.run([*pip, *build], check=True, capture_output=True, timeout=300)
    (wheel,) = folder.glob("story_explainer-*.whl")
    target = ["install", "--no-deps", "--no-index", "--target", str(folder / "lib"), str(wheel)]
    subprocess.run([*pip, *target], check=True, capture_output=True, timeout=300)
    return folder


def test_it_carries_what_a_site_needs(installed: Path) -> None:
    (wheel,) = installed.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "site-templates/pages/story.html", "site-templates/style/10-colours.css",
        "site-templates/locale/ar.po", "site-templates/locale/interface.pot",
    ):  # fmt: skip
        assert f"generator/data/{name}" in names
    assert any(name.startswith("generator/data/maps/") for name in names)
    for path in documents().values():
        assert f"generator/data/{path.relative_to(ROOT).as_posix()}" in names
    assert not [name for name in names if name.startswith(("tests/", "content/"))]


def test_it_builds_in_another_folder(installed: Path, tmp_path: Path) -> None:
    site = tmp_path / "mine"
    site.mkdir()
    shutil.copy(DEMO / "mkdocs.yml", site)
    shutil.copytree(DEMO / "content", site / "content")
    env = {**os.environ, "PYTHONPATH": str(installed / "lib"), "PYTHONSAFEPATH": "1"}
    run = [sys.executable, "-c", "import generator; print(generator.__file__)"]
    found = subprocess.run(run, cwd=site, env=env, check=True, capture_output=True, text=True)
    assert found.stdout.startswith(str(installed)), "another installation was found"
    run = [sys.executable, "-m", "generator", "build", "--strict", "-q"]
    subprocess.run(run, cwd=site, env=env, check=True, timeout=300)
    (site / "site").rename(tmp_path / "by-wheel")
    env.pop("PYTHONPATH")
    subprocess.run(run, cwd=site, env=env, check=True, timeout=300)
    assert files_of(tmp_path / "by-wheel") == files_of(site / "site")


def test_it_prints_a_document_that_a_message_names(installed: Path, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(installed / "lib"), "PYTHONSAFEPATH": "1"}
    run = [sys.executable, "-m", "generator", "docs", "editing-in-a-browser"]
    done = subprocess.run(run, cwd=tmp_path, env=env, check=True, capture_output=True, timeout=300)
    assert done.stdout == (ROOT / "docs/editing-in-a-browser.md").read_bytes()


def test_it_begins_a_site_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(installed / "lib"), "PYTHONSAFEPATH": "1"}
    answers = ["--title", "A", "--publisher", "B", "--contact", "c@example.org", "-q"]
    run = [sys.executable, "-m", "generator"]
    for arguments, folder in (
        (["new", "site", "mine", *answers], tmp_path),
        (["new", "story", "--title", "C", "-q"], tmp_path / "mine"),
        (["build", "--strict", "-q"], tmp_path / "mine"),
    ):
        done = subprocess.run(
            [*run, *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False,
            timeout=300,
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "mine/site/stories/example-story.html").is_file()
    assert (tmp_path / "mine/.gitignore").is_file()
