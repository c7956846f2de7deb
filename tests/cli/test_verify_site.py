"""`explainer verify-site` as somebody uses it who has a copy of a site."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import explainer as command
from generator.publishing.checksums import write_checksums
from generator.publishing.online import root_of
from tests.sites import explainer
from tests.web import Reply, reply, serving


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


def pages(site: Path) -> dict[str, Reply]:
    """What a server says of a site's files, by path."""
    return {
        f"/pub/{path.relative_to(site).as_posix()}": reply(path.read_bytes())
        for path in site.rglob("*")
        if path.is_file()
    }


def ask(site: Path, served: dict[str, Reply], *arguments: str) -> tuple[Result, int]:
    """The command on an address of this machine, and how many files were asked for."""
    with serving(served) as (port, asked):
        how = ("--allow-private", "--port", str(port))
        done = run(f"http://127.0.0.1:{port}/pub", *how, *arguments, cwd=site.parent)
    return done, len(asked)


def test_a_site_at_its_address_is_held_against_a_list(site: Path) -> None:
    done, asked = ask(site, pages(site), "--sums", "site/SHA256SUMS")
    told = done.stderr.splitlines()
    assert (done.exit_code, told[0]) == (0, "4 files are as site/SHA256SUMS says")
    assert told[1].startswith("Fetched: 4 of 4 files, ")
    assert "not what others are served" in told[2]
    assert "Use --sums" not in told[2]
    assert asked == 4
    done, _ = ask(site, pages(site))
    assert done.exit_code == 0
    assert "Use --sums" in done.stderr


def test_what_an_address_serves_otherwise_is_told(site: Path) -> None:
    served = pages(site)
    served["/pub/index.html"] = reply("<script>")
    served["/pub/stories/a.html"] = reply(status=302, Location="https://elsewhere.example/a.html")
    served["/pub/stories/b.html"] = reply(status=301, Location="/pub/moved.html")
    served["/pub/moved.html"] = reply((site / "stories/b.html").read_bytes())
    done, _ = ask(site, served, "--sums", "site/SHA256SUMS")
    told = done.stderr
    assert done.exit_code == 1
    assert "index.html: changed" in told
    assert "stories/a.html: missing" in told
    assert "stories/a.html: not served: it is redirected to another site" in told
    assert "b.html" not in told


def test_nothing_is_asked_for_but_what_lies_within_the_site(site: Path) -> None:
    digest = "0" * 64
    hostile = ["../up.html", "//elsewhere.example/x", "a/../../b", "..\\\\x", "/etc/passwd"]
    rows = "".join(f"{digest}  {name}\n" for name in hostile)
    (site.parent / "sums").write_text(f"{rows}{digest}  https://elsewhere.example%2f\n")
    done, asked = ask(site, pages(site), "--sums", "sums")
    assert done.exit_code == 1
    assert done.stderr.count("was not asked for") == len(hostile) + 1
    assert asked == 1, "the list itself"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1/", "not on the public internet"),
        ("https://user:word@site.example/", "a name or a password"),
        ("https://site.example:8443/", "the port 8443"),
        ("https:///", "names no host"),
    ],
)
def test_an_address_that_is_not_asked(address: str, why: str, site: Path) -> None:
    done = run(address, cwd=site.parent)
    assert (done.exit_code, done.stdout) == (2, "")
    assert why in done.stderr


def test_the_folder_of_a_site_by_its_address() -> None:
    assert root_of("https://a.example") == "https://a.example/"
    assert root_of("https://a.example/b?x#y") == "https://a.example/b/"
