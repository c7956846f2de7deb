"""`explainer fix` as an editor meets it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import explainer, files_of

SITE = "content/site.yml"
STORY = "content/stories/ostermill-bell/story.yml"


@pytest.fixture
def broken(demo: Path) -> Path:
    """The demo with a key, a country and a citation that are mistyped."""
    for name, was, now in (
        (SITE, "title:", "titel:"),
        (STORY, "  - country: HM", "  - country: hm  # far away"),
        (STORY, "@gull-message", "@gull-mesage"),
    ):
        path = demo / name
        text = path.read_text("utf-8")
        assert was in text
        path.write_text(text.replace(was, now), "utf-8")
    return demo


def test_good_content_needs_no_mend(demo: Path) -> None:
    before = files_of(demo)
    for options in ((), ("--write", "--prose")):
        done = explainer("fix", *options, cwd=demo)
        assert (done.returncode, done.stdout) == (0, "")
        assert done.stderr == "Nothing to fix. 0 errors, 0 warnings\n"
    assert files_of(demo) == before


def test_a_diff_is_shown_and_nothing_is_written(broken: Path) -> None:
    before = files_of(broken)
    done = explainer("fix", cwd=broken)
    assert done.returncode == 1
    assert files_of(broken) == before
    assert "-titel: The Bell File\n+title: The Bell File\n" in done.stdout
    assert "-  - country: hm  # far away\n+  - country: HM  # far away\n" in done.stdout
    assert "gull-message]\n+" not in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stderr.endswith(
        "1 more could be fixed in prose: add --prose\n"
        "2 problems in 2 files can be fixed: run again with --write\n"
    )


def test_what_a_pipe_gets_can_be_applied(broken: Path, tmp_path: Path) -> None:
    patch = explainer("fix", cwd=broken).stdout
    subprocess.run(["git", "apply", "-"], cwd=broken, input=patch, text=True, check=True)
    assert explainer("fix", cwd=broken).stdout == ""


def test_fixes_are_written_and_what_remains_is_told(broken: Path) -> None:
    done = explainer("fix", "--write", cwd=broken)
    assert done.returncode == 1, "citations are still wrong"
    assert done.stdout == ""
    assert done.stderr.startswith("2 problems in 2 files fixed\n1 more could be")
    assert done.stderr.count("error unknown-citation") == 1
    assert "  - country: HM  # far away\n" in (broken / STORY).read_text("utf-8")
    done = explainer("fix", "--write", "--prose", cwd=broken)
    assert done.returncode == 0
    assert done.stderr == "1 problem in 1 file fixed\nNothing is wrong any more.\n"
    assert explainer("check", "--strict", cwd=broken).returncode == 0
    assert explainer("fix", "--prose", cwd=broken).returncode == 0


def test_only_the_codes_that_are_named(broken: Path) -> None:
    done = explainer("fix", "--write", "unknown-key", cwd=broken)
    assert done.stderr.startswith("1 problem in 1 file fixed\n")
    assert "country: hm" in (broken / STORY).read_text("utf-8")
    done = explainer("fix", "unknown-keys", cwd=broken)
    assert done.returncode == 2
    assert "Did you mean 'unknown-key'?" in done.stderr


def test_quiet_leaves_the_diff(broken: Path) -> None:
    done = explainer("fix", "-q", cwd=broken)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("--- a/content/site.yml\n")


def test_a_folder_that_cannot_be_written_ends_it(broken: Path) -> None:
    before = files_of(broken)
    # A folder in the way of the file that is written beside.
    (broken / "content/.site.yml.new").mkdir()
    done = explainer("fix", "--write", cwd=broken)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert files_of(broken) == before


def test_a_terminal_gets_colours_and_nothing_that_steers_it(broken: Path) -> None:
    path = broken / SITE
    path.write_bytes(b"# \xc2\xad\n" + path.read_bytes())
    here, there = pty.openpty()
    with os.fdopen(here, "rb", buffering=0) as end:
        env = {**os.environ, "TERM": "xterm-256color"}
        env.pop("NO_COLOR", None)
        command = [sys.executable, "-m", "generator", "fix"]
        run = subprocess.run(
            command, cwd=broken, stdout=there, stderr=subprocess.DEVNULL, env=env, check=False
        )
        os.close(there)
        shown = b""
        try:
            while part := end.read(65536):
                shown += part
        except OSError:
            pass  # the other end is closed
    text = shown.decode()
    assert run.returncode == 1
    assert "\x1b[32m+title: The Bell File" in text
    assert "\u00ad" not in text
