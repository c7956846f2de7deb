"""What a site says of its own making, and what it says that of."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator import __version__
from generator.publishing.provenance import (
    BUILD_FILE,
    REVISION_VARIABLE,
    BuildInfo,
    RevisionError,
    build_info,
    commit_from_environment,
)
from tests.sites import explainer
from tests.support import ROOT

Change = Callable[[Path], object]
# How docs/publishing.md says that anybody can work the revision out.
COMMAND = """find content -type f ! -path 'content/archive/*' ! -path '*/.*' -print0 |
LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum"""


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"#")


def build(site: Path) -> BuildInfo:
    return build_info(site, "content", site / "content/pages")


def test_anybody_can_work_the_revision_out(demo: Path) -> None:
    done = subprocess.run(["sh", "-c", COMMAND], cwd=demo, check=True, capture_output=True)
    assert build(demo).content == done.stdout.decode().split()[0]
    page = " ".join((ROOT / "docs/publishing.md").read_text("utf-8").split())
    assert " ".join(COMMAND.split()) in page


@pytest.mark.parametrize(
    "change",
    [
        lambda site: shutil.rmtree(site / "content/archive"),
        lambda site: (site / "content/.DS_Store").write_text("x"),
        lambda site: (site / "content/stories/.idea").mkdir(),
        lambda site: (site / "README.md").write_text("x"),
        lambda site: os.utime(site / "content/site.yml", (0, 0)),
        lambda site: (site / "content/site.yml").chmod(0o600),
        lambda site: (site / "content/ring").symlink_to("."),
    ],
)
def test_what_makes_no_difference(demo: Path, change: Change) -> None:
    before = build(demo)
    change(demo)
    assert build(demo) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda site: append(site / "content/site.yml"),
        lambda site: (site / "content/pages/picture.svg").write_text("<svg/>"),
        lambda site: (site / "content/pages/method.md").rename(site / "content/pages/way.md"),
        lambda site: append(site / "content/quotations.lock.yml"),
    ],
)
def test_what_makes_one(demo: Path, change: Change) -> None:
    before = build(demo)
    change(demo)
    assert build(demo).content != before.content


def test_pages_that_lie_elsewhere_count(demo: Path) -> None:
    (demo / "content/pages").rename(demo / "docs")
    one = build_info(demo, "content", demo / "docs")
    (demo / "docs/method.md").write_text("# Other\n")
    other = build_info(demo, "content", demo / "docs")
    assert one.files == other.files
    assert one.content != other.content


@pytest.mark.parametrize("said", ["", "0" * 40, "v1.2-3+x/y_z", "main"])
def test_a_commit_may_be_given(demo: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv(REVISION_VARIABLE, said)
    assert build(demo).commit == said


@pytest.mark.parametrize("said", ["a b", "<b>", "a" * 101, "-x", "a\n", "ü", '"'])
def test_what_is_no_commit_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv(REVISION_VARIABLE, said)
    with pytest.raises(RevisionError):
        commit_from_environment()


@pytest.mark.slow
def test_a_build_with_what_is_no_commit_says_so(demo: Path) -> None:
    for command in (("build",), ("render", "-o", "out")):
        done = explainer(*command, cwd=demo, env={REVISION_VARIABLE: "<b>"})
        assert done.returncode == 2
        assert f"{REVISION_VARIABLE} must be a commit" in done.stderr
        assert "Traceback" not in done.stderr
    assert not (demo / "site").exists()


@pytest.mark.slow
def test_every_page_names_the_program_and_the_file_that_names_the_content(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(REVISION_VARIABLE, "c0ffee")
    assert explainer("build", "--strict", cwd=demo).returncode == 0
    made = build(demo)
    site = demo / "site"
    assert json.loads((site / BUILD_FILE).read_bytes()) == {
        "generator": {"name": "story-explainer", "version": __version__},
        "content": {"sha256": made.content, "files": made.files},
        "lock": {"sha256": made.lock},
        "commit": "c0ffee",
    }
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 15
    for path in pages:
        html = path.read_text("utf-8")
        head = LexborHTMLParser(html).css_first("head")
        assert head
        names = [node.attributes["content"] for node in head.css('meta[name="generator"]')]
        assert f"story-explainer {__version__}" in names
        (link,) = head.css('link[rel="describedby"]')
        named = link.attributes["href"] or ""
        # Hosts show this page anywhere: its links begin at the site's address.
        if path.name == "404.html":
            assert named.startswith("/")
            assert named.endswith(f"/{BUILD_FILE}")
        else:
            assert (path.parent / named).resolve() == site / BUILD_FILE
        assert (made.content in html) == (path.name == "method.html")


@pytest.mark.slow
def test_a_hand_written_page_shows_it_in_the_site_s_language(tmp_path: Path) -> None:
    site = shutil.copytree(ROOT / "tests/ar", tmp_path / "ar")
    assert explainer("build", "--strict", cwd=site).returncode == 0
    (shown,) = LexborHTMLParser((site / "site/method.html").read_text("utf-8")).css("#sx-build")
    made = build(site)
    assert [node.text() for node in shown.css("dd code")] == [
        f"story-explainer {__version__}", made.content, made.lock,
    ]  # fmt: skip
    words = shown.text().replace(made.content, "").replace(made.lock, "")
    assert set(re.findall("[A-Za-z-]+", words)) <= {"story-explainer", "SHA-", "JSON"}
    assert not (site / "site/index.html").read_text("utf-8").count("sx-build")


@pytest.mark.slow
def test_another_commit_is_another_build(demo: Path, tmp_path: Path) -> None:
    memory = {"EXPLAINER_CACHE": str(tmp_path / "kept")}
    for commit in ("one", "two"):
        done = explainer("build", "--strict", cwd=demo, env={**memory, REVISION_VARIABLE: commit})
        assert "Nothing has changed" not in done.stderr
        assert json.loads((demo / "site" / BUILD_FILE).read_bytes())["commit"] == commit
