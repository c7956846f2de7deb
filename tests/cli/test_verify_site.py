"""`explainer verify-site` as somebody uses it who has a copy of a site."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import explainer as command
from generator.publishing.checksums import write_checksums
from tests.sites import explainer


def run(*arguments: str | Path, cwd: Path) -> Result:
    """The command, in this process."""
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(cwd)
        return CliRunner().invoke(command, ["verify-site", *map(str, arguments)])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "stories").mkdir(parents=True)
    for name in ("index.html", "stories/a.html", "stories/b.html"):
        (folder / name).write_text(f"<h1>{name}</h1>")
    write_checksums(folder)
    return folder


@pytest.mark.slow
def test_what_a_build_wrote_and_an_export_of_it(demo: Path) -> None:
    assert explainer("build", "-q", cwd=demo).returncode == 0
    number = len((demo / "site/SHA256SUMS").read_bytes().splitlines())
    done = explainer("verify-site", "site", cwd=demo)
    told = f"{number} files are as SHA256SUMS says\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, "", told)
    export = shutil.make_archive(str(demo / "export"), "gztar", demo, "site")
    (demo / "mkdocs.yml").unlink()
    done = explainer("verify-site", export, "--sums", "site/SHA256SUMS", "-q", cwd=demo)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_differences_are_told_with_their_places(site: Path) -> None:
    (site / "index.html").write_text("<script>")
    (site / "stories/b.html").unlink()
    (site / "evil\x1b[2J.html").write_text("")
    done = run(site, cwd=site.parent)
    assert (done.exit_code, done.stdout) == (1, "")
    rows = done.stderr.splitlines()
    assert rows[0] == "evil�[2J.html: extra: it is not in the list"
    assert rows[1].startswith("index.html: changed: its SHA-256 is ")
    assert rows[1].endswith("(SHA256SUMS:1)")
    assert rows[2] == "stories/b.html: missing: it is not in the copy (SHA256SUMS:3)"
    assert rows[3:] == ["1 extra, 1 changed, 1 missing"]
    done = run(site, "--json", "--ignore-missing", cwd=site.parent)
    told = json.loads(done.stdout)
    assert (done.exit_code, done.stderr, told["compared"]) == (1, "", 2)
    assert [(row["path"], row["kind"], row["line"]) for row in told["differences"]] == [
        ("evil\x1b[2J.html", "extra", 0), ("index.html", "changed", 1),
    ]  # fmt: skip


def test_a_copy_whose_list_was_changed_too_is_found_by_the_list_of_the_build(site: Path) -> None:
    copy = shutil.copytree(site, site.parent / "copy")
    (copy / "index.html").write_text("<script>")
    write_checksums(copy)
    assert run(copy, cwd=site.parent).exit_code == 0
    done = run(copy, "--sums", "site/SHA256SUMS", cwd=site.parent)
    assert done.exit_code == 1
    assert [row.split(":")[0] for row in done.stderr.splitlines()] == [
        "SHA256SUMS", "index.html", "2 changed",
    ]  # fmt: skip


def test_what_cannot_be_compared(site: Path) -> None:
    (site.parent / "empty").mkdir()
    (site.parent / "bad.zip").write_bytes(b"no zip")
    (site.parent / "bad.txt").write_text("no list\n")
    for arguments, told in (
        (["nowhere"], "does not exist"),
        (["empty"], "there is no SHA256SUMS in 'empty': give the list with --sums"),
        (["empty", "--sums", "site/SHA256SUMS", "--ignore-missing"], "holds none of the files"),
        (["bad.zip"], "'bad.zip' cannot be read"),
        (["site", "--sums", "bad.txt"], "bad.txt:1: this is no line of a list"),
    ):
        done = run(*arguments, cwd=site.parent)
        assert (done.exit_code, told in done.stderr) == (2, True), done.stderr
        assert "Traceback" not in done.stderr
