"""The command line as a user meets it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.sites import explainer, files_of
from tests.support import ROOT


def break_content(site: Path) -> None:
    path = site / "content/site.yml"
    path.write_text(path.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")


def make_warning(site: Path) -> None:
    (site / "content/lost.yml").write_text("a: b\n")


def test_check_of_good_content(demo: Path) -> None:
    before = files_of(demo)
    done = explainer("check", "--strict", cwd=demo)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Nothing is wrong.\n")
    assert explainer("check", "-q", cwd=demo).stderr == ""
    assert files_of(demo) == before


def test_check_reports_with_place_caret_and_advice(demo: Path) -> None:
    break_content(demo)
    done = explainer("check", cwd=demo)
    assert done.returncode == 1
    assert "error unknown-key: 'titel' is no key of a site\n" in done.stderr
    assert re.search(r"\n +\d+ \| titel: .*\n +\| \^{5}\n +→ Did you mean 'title'\?\n", done.stderr)
    assert done.stderr.endswith("1 error, 0 warnings\n")


@pytest.mark.slow
def test_warnings_count_under_strict(demo: Path) -> None:
    make_warning(demo)
    assert explainer("check", cwd=demo).returncode == 0
    assert explainer("build", "-d", "out", cwd=demo).returncode == 0
    shutil.rmtree(demo / "out")
    for command in (("check",), ("build", "-d", "out"), ("render", "-o", "out")):
        done = explainer(*command, "--strict", cwd=demo)
        assert done.returncode == 1
        assert "warning stray-file" in done.stderr
        assert not (demo / "out").exists()


@pytest.mark.parametrize("command", [("check",), ("build", "-d", "out"), ("render", "-o", "out")])
def test_json_of_diagnostics(demo: Path, command: tuple[str, ...]) -> None:
    break_content(demo)
    done = explainer(*command, "--json", cwd=demo)
    document = json.loads(done.stdout)
    assert (done.returncode, document["errors"], document["warnings"]) == (1, 1, 0)
    (row,) = [row for row in document["diagnostics"] if row["code"] == "unknown-key"]
    assert (row["file"], row["severity"], row["column"]) == ("content/site.yml", "error", 1)
    assert row["help"] == "Did you mean 'title'?"


@pytest.mark.slow
def test_build_leaves_the_old_site_when_content_is_wrong(demo: Path) -> None:
    assert explainer("build", "-q", cwd=demo).returncode == 0
    before = files_of(demo / "site")
    break_content(demo)
    done = explainer("build", cwd=demo)
    assert done.returncode == 1
    assert "Nothing was built." in done.stderr
    assert files_of(demo / "site") == before


def test_drafts_are_built_on_demand(demo: Path) -> None:
    assert explainer("build", "--drafts", cwd=demo).returncode == 0
    assert (demo / "site/stories/la-cloche.html").is_file()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "there is no file"),
        ("site_name: x\nplugins: []\ndocs_dir: content/pages\n", "'explainer' is missing"),
        ("site_name: [\n", "parsing"),
        ("site_name: x\ndocs_dir: nowhere\nplugins: [explainer]\n", "docs_dir"),
        ("site_name: x\ndocs_dir: content/pages\nplugins: [explainer, nonesuch]\n", "nonesuch"),
    ],
)
def test_unusable_mkdocs_yml(demo: Path, text: str | None, told: str) -> None:
    config = demo / "mkdocs.yml"
    config.unlink()
    if text is not None:
        config.write_text(text)
    # All commands open a site in one way; one file stands for all that cannot be used.
    others = () if text else (("build",), ("render", "-o", "out"), ("serve",))
    for command in (("check",), *others):
        done = explainer(*command, cwd=demo)
        assert done.returncode == 2, done.stderr
        assert told in done.stderr
        assert "Traceback" not in done.stderr


def test_unknown_option_in_mkdocs_yml(demo: Path) -> None:
    config = demo / "mkdocs.yml"
    text = config.read_text("utf-8").replace("  - explainer\n", "  - explainer: {contents: x}\n")
    config.write_text(text, "utf-8")
    done = explainer("check", cwd=demo)
    assert done.returncode == 0
    assert "Unrecognised configuration name: contents" in done.stderr
    assert explainer("check", "--strict", cwd=demo).returncode == 2


@pytest.mark.parametrize("options", [("nonsense",), ("build", "--nonsense"), ("render",)])
def test_wrong_options(demo: Path, options: tuple[str, ...]) -> None:
    assert explainer(*options, cwd=demo).returncode == 2


def test_a_site_that_cannot_be_written(demo: Path) -> None:
    (demo / "taken").write_text("a file\n")
    done = explainer("build", "-d", "taken/site", cwd=demo)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert (demo / "taken").read_text() == "a file\n"


def test_render_replaces_only_its_own_folder(demo: Path) -> None:
    (demo / "out").mkdir()
    (demo / "out/precious.txt").write_text("mine\n")
    done = explainer("render", "-o", "out", cwd=demo)
    assert done.returncode == 2
    assert (demo / "out/precious.txt").read_text() == "mine\n"
    (demo / "out/precious.txt").unlink()
    assert explainer("render", "-o", "out", cwd=demo).returncode == 0
    (demo / "out/docs/old.md").write_text("# Old\n")
    assert explainer("render", "-o", "out", cwd=demo).returncode == 0
    assert not (demo / "out/docs/old.md").exists()
    assert [path.name for path in demo.iterdir() if path.name.startswith(".out")] == []


def test_a_broken_template_is_located(demo: Path) -> None:
    template = demo / "site-templates/pages/sources.html"
    template.parent.mkdir(parents=True)
    template.write_text('{{ heading(1, "top", "x") }}\n{{ nonesuch }}\n')
    done = explainer("build", cwd=demo)
    assert done.returncode == 1
    assert "site-templates/pages/sources.html:2:1: error bad-template" in done.stderr


def test_version_and_help() -> None:
    assert explainer("--version", cwd=ROOT).stdout.startswith("explainer, version ")
    text = explainer("--help", cwd=ROOT).stdout
    for command in ("build", "serve", "check", "render"):
        assert f"  {command} " in text
    assert "Exit codes: 0" in text
