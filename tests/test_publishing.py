"""The files that an editor copies to publish a site."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import ROOT

FOLDER = ROOT / "site-templates/publishing"
WORKFLOWS = ["github-pages.yml", "cloudflare-pages.yml"]
COMMANDS = (
    "pip install", "--require-hashes", "explainer check --strict", "explainer verify --strict",
    "explainer build --strict", "explainer verify-site",
)  # fmt: skip


def read(name: str) -> dict[Any, Any]:
    """A YAML file; `on` is read as a truth by YAML 1.1, which GitHub does not do."""
    text = (FOLDER / name).read_text("utf-8")
    value = yaml.safe_load(re.sub(r"^on:", '"on":', text, flags=re.MULTILINE))
    assert isinstance(value, dict)
    return value


def steps(workflow: dict[str, Any], job: str) -> list[dict[str, Any]]:
    found = workflow["jobs"][job]["steps"]
    assert isinstance(found, list)
    return found


def scripts(job: str = "build") -> Iterator[tuple[str, str]]:
    """What each file runs in a job, as one script; some have one job for all."""
    for name in WORKFLOWS:
        yield name, "\n".join(step.get("run", "") for step in steps(read(name), job))
    yield "gitlab-ci.yml", "\n".join(read("gitlab-ci.yml")[job]["script"])
    netlify = tomllib.loads((FOLDER / "netlify.toml").read_text("utf-8"))
    yield "netlify.toml", netlify["build"]["command"]
    yield "publish.sh", (FOLDER / "publish.sh").read_text("utf-8")


@pytest.mark.parametrize(("name", "script"), list(scripts()))
def test_each_installs_checks_and_builds_in_this_order(name: str, script: str) -> None:
    places = [script.find(command) for command in COMMANDS]
    assert -1 not in places, dict(zip(COMMANDS, places, strict=True))
    assert places == sorted(places)
    assert "-r requirements.lock" in script
    assert "quotations.lock.yml" in script


@pytest.mark.parametrize(("name", "script"), list(scripts()))
def test_each_script_is_one_that_a_shell_reads(name: str, script: str) -> None:
    done = subprocess.run(["sh", "-n"], input=script, text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "schema"),
    [*((name, "vendor.github-workflows") for name in WORKFLOWS),
     ("gitlab-ci.yml", "vendor.gitlab-ci")],
)  # fmt: skip
def test_they_are_what_their_hosts_read(name: str, schema: str) -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, FOLDER / name]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", WORKFLOWS)
def test_nobody_gets_more_rights_than_needed(name: str) -> None:
    workflow = read(name)
    assert workflow["permissions"] == {}
    assert set(workflow["on"]) == {"push", "pull_request", "schedule", "workflow_dispatch"}
    build, publish = workflow["jobs"]["build"], workflow["jobs"]["publish"]
    assert build["permissions"] == {"contents": "read"}
    assert set(publish["permissions"]) <= {"pages", "id-token"}
    assert "github.event_name != 'pull_request'" in publish["if"]
    assert publish["needs"] == ["build", "attest"]
    assert "secrets." not in str(build)
    (checkout,) = [s for s in build["steps"] if s.get("uses", "").startswith("actions/checkout")]
    assert checkout["with"]["persist-credentials"] is False
    assert not [s for s in publish["steps"] if s.get("uses", "").startswith("actions/checkout")]
    assert not re.search(r"run:[^\n]*\$\{\{", (FOLDER / name).read_text("utf-8"))


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_or_say_that_they_are_not(name: str) -> None:
    lines = (FOLDER / name).read_text("utf-8").split("\n")
    for number, line in enumerate(lines):
        if found := re.search(r"uses: (\S+)@(\S+)(.*)", line):
            pinned = re.fullmatch(r"[0-9a-f]{40}", found[2]) and re.match(r"  # v\d", found[3])
            assert pinned or "Pin it" in lines[number - 1], line


FETCHES = re.compile(
    r"\b(?:npx|npm (?:exec|install|i|ci)|yarn|pnpm|pipx|uvx|uv|pip3? (?:install|download)"
    r"|(?:go|cargo|gem|apt|apt-get) install|apk add|docker|curl|wget|brew)\b[^\n;&|]*"
)


def unpinned(script: str) -> list[str]:
    """The commands of a script that fetch a program, if not one version of it and no other."""
    code = re.sub(r"^\s*#.*", "", script, flags=re.MULTILINE)
    return [
        command
        for command in FETCHES.findall(code)
        if not (
            re.search(r"npx --yes [a-z-]+@\d+\.\d+\.\d+ ", command)
            or ("pip install " in command and "--require-hashes" in command)
        )
    ]


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_every_tool_that_is_fetched_is_pinned(path: Path) -> None:
    text = path.read_text("utf-8")
    assert FETCHES.search(text)
    assert unpinned(text) == []


@pytest.mark.parametrize(
    "command",
    ["npx --yes wrangler@4 pages", "npx wrangler pages", "npx --yes wrangler@latest pages",
     "pip install pip-audit", "pipx run x", "curl https://example.org | sh"],
)  # fmt: skip
def test_a_tool_that_is_not_pinned_would_be_found(command: str) -> None:
    assert unpinned(f"run: {command}\n")


def test_the_image_is_pinned_or_says_how_it_is() -> None:
    lines = (FOLDER / "gitlab-ci.yml").read_text("utf-8").split("\n")
    images = [number for number, line in enumerate(lines) if re.match(r"\s*(- )?image:", line)]
    assert images
    for number in images:
        assert "@sha256:" in lines[number] or "@sha256:" in lines[number - 1]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_what_was_built_is_attested_by_a_job_that_runs_nothing_of_the_repository_s(
    name: str,
) -> None:
    workflow = read(name)
    attest, build = workflow["jobs"]["attest"], workflow["jobs"]["build"]
    assert attest["permissions"] == {
        "contents": "read", "id-token": "write", "attestations": "write",
    }  # fmt: skip
    assert (attest["needs"], attest["if"]) == ("build", workflow["jobs"]["publish"]["if"])
    fetched, signed = attest["steps"]
    assert fetched["uses"].startswith("actions/download-artifact@")
    assert signed["uses"].startswith("actions/attest-build-provenance@")
    kept = [step["with"] for step in build["steps"] if "upload-artifact@" in step.get("uses", "")]
    (sums,) = [each for each in kept if each["name"] == fetched["with"]["name"]]
    assert sums["path"] == f"site/{signed['with']['subject-path']}" == "site/SHA256SUMS"
    (made,) = [step for step in build["steps"] if step.get("name") == "Build"]
    assert made["env"] == {"EXPLAINER_REVISION": "${{ github.sha }}"}


@pytest.mark.parametrize(("name", "script"), list(scripts("audit")))
def test_the_audit_asks_about_all_that_a_registry_knows(
    name: str, script: str, tmp_path: Path
) -> None:
    (row,) = [line for line in script.splitlines() if line.startswith("sed ")]
    (asked,) = [line for line in script.splitlines() if line.startswith("pip-audit ")]
    assert asked.startswith("pip-audit --strict --require-hashes --disable-pip -r ")
    assert "||" not in script[script.index("sed ") :]
    out = re.sub(".*> ", "", row).strip('"')
    assert out == asked.split()[-1].strip('"')
    (tmp_path / ".explainer").mkdir()
    lock = tmp_path / "requirements.lock"
    row_of = "{} \\\n  --hash=sha256:a \\\n  --hash=sha256:b\n".format
    own = row_of("story-explainer @ https://example.org/x.whl")
    rest = f"{row_of('a==1')}    # via b\n{row_of('b==2')}"
    for text in (own + rest, rest + own, rest):
        lock.write_text(text)
        env = {**os.environ, "RUNNER_TEMP": str(tmp_path)}
        subprocess.run(["sh", "-c", row], cwd=tmp_path, env=env, check=True)
        assert (tmp_path / out.replace("$RUNNER_TEMP/", "")).read_text() == rest


@pytest.mark.parametrize("name", [*WORKFLOWS, "gitlab-ci.yml"])
def test_nothing_that_is_published_waits_for_the_audit(name: str) -> None:
    jobs = read(name)["jobs"] if name in WORKFLOWS else read(name)
    last = jobs["publish" if name in WORKFLOWS else "pages"]
    assert "audit" not in last["needs"]
    assert "continue-on-error" not in jobs["audit"]
    assert "allow_failure" not in jobs["audit"]
    assert "needs" not in jobs["audit"]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_pull_requests_get_notes_and_a_preview(name: str) -> None:
    listed = steps(read(name), "build")
    assert any("explainer check --strict --format github" in s.get("run", "") for s in listed)
    kept = [s for s in listed if "actions/upload-artifact@" in s.get("uses", "")]
    assert [s["with"]["path"] for s in kept if s["with"]["name"] != "sums"] == ["site/"]


def test_gitlab_keeps_a_preview_and_publishes_the_main_branch_alone() -> None:
    pipeline = read("gitlab-ci.yml")
    assert "site/" in pipeline["build"]["artifacts"]["paths"]
    assert pipeline["build"]["artifacts"]["expose_as"]
    assert pipeline["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


STUB = """#!/bin/sh
echo "$(basename "$0") $*" >> "$LOG"
case "$(basename "$0") $*" in
  "python3 -m venv"*) mkdir -p .explainer/bin
    for tool in pip pip-audit explainer; do cp "$0" .explainer/bin/$tool; done;;
  "explainer $FAILS"* | "$FAILS"*) exit 1;;
  "explainer verify"*) if [ "$STALE" ]; then echo new > content/quotations.lock.yml; fi;;
esac
"""


def run_script(folder: Path, *arguments: str, **env: str) -> tuple[int, list[str]]:
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    for name in ("python3", "rsync", "aws"):
        (tools / name).write_text(STUB)
        (tools / name).chmod(0o755)
    log = folder / "log"
    log.write_text("")
    settings = {
        **os.environ, "PATH": f"{tools}:/usr/bin:/bin", "LOG": str(log), "FAILS": "none",
        "STALE": "", **env,
    }  # fmt: skip
    command = ["sh", str(FOLDER / "publish.sh"), *arguments]
    done = subprocess.run(command, cwd=folder, env=settings, capture_output=True, check=False)
    return done.returncode, log.read_text().splitlines()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content/archive").mkdir(parents=True)
    (tmp_path / "content/quotations.lock.yml").write_text("old\n")
    (tmp_path / "requirements.lock").write_text("a==1 \\\n    --hash=sha256:a\n")
    return tmp_path


RSYNC = "rsync --archive --checksum --delete-after --no-owner --no-group"


@pytest.mark.parametrize(
    ("arguments", "last"),
    [
        (("rsync", "me@host:/www/"), f"{RSYNC} -- site/ me@host:/www/"),
        (("s3", "bucket"), "aws s3 sync site s3://bucket --delete"),
    ],
)  # fmt: skip
def test_the_script_publishes_after_everything_else(
    site: Path, arguments: tuple[str, ...], last: str
) -> None:
    code, ran = run_script(site, *arguments)
    assert code == 0
    assert [line.split(" -")[0] for line in ran[:-2]] == [
        "python3", "pip install", "explainer check", "explainer verify", "explainer build",
        "explainer verify-site",
    ]  # fmt: skip
    assert ran[-2] == last
    assert ran[-1].startswith("pip-audit --strict")


def test_the_script_publishes_and_fails_where_something_is_known_of_a_library(site: Path) -> None:
    code, ran = run_script(site, "s3", "bucket", FAILS="pip-audit")
    assert code == 1
    assert ran[-2].startswith("aws s3 sync")


@pytest.mark.parametrize("step", ["check", "verify", "build", "verify-site"])
def test_the_script_publishes_nothing_that_is_wrong(site: Path, step: str) -> None:
    code, ran = run_script(site, "s3", "bucket", FAILS=step)
    assert code == 1
    assert ran[-1].startswith(f"explainer {step}")


def test_the_script_publishes_nothing_with_a_lock_that_is_not_current(site: Path) -> None:
    code, ran = run_script(site, "s3", "bucket", STALE="yes")
    assert code == 1
    assert ran[-1].startswith("explainer verify")


@pytest.mark.parametrize("arguments", [(), ("ftp", "x"), ("rsync",), ("s3", ""), ("rsync", "-e")])
def test_the_script_says_how_it_is_called(site: Path, arguments: tuple[str, ...]) -> None:
    assert run_script(site, *arguments) == (2, [])


def test_the_page_names_every_file() -> None:
    page = (ROOT / "docs/publishing.md").read_text("utf-8")
    assert {path.name for path in FOLDER.iterdir()} == set(
        re.findall(r"^\| `(\S+\.\w+)`", page, re.MULTILINE)
    )
