"""The audit of the lock never takes silence for an answer."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import audit

LOCK = """\
jinja2==3.1.5 \\
    --hash=sha256:aa
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:bb
ruamel.yaml==1.0 \\
    --hash=sha256:cc
"""
BAD = {"id": "PYSEC-1", "fix_versions": ["3.1.6"], "aliases": [], "description": "x"}


def row(name: str, *vulnerabilities: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "version": "3.1.5", "vulns": list(vulnerabilities)}


LEFT = "NOT AUDITED: 1 of 2 could not be asked about: ruamel-yaml"
SKIPPED = {"name": "ruamel-yaml", "skip_reason": "not found and could not be audited"}


@pytest.mark.parametrize(
    ("rows", "code", "told"),
    [
        ([row("jinja2"), row("ruamel-yaml")], 0, ["2 pinned versions: no vulnerability is known"]),
        (
            [row("jinja2", BAD), row("ruamel-yaml")],
            1,
            ["VULNERABLE: jinja2 3.1.5: PYSEC-1, fixed in 3.1.6"],
        ),
        ([row("jinja2"), SKIPPED], 2, [LEFT]),
        ([row("jinja2")], 2, [LEFT]),
        ([], 2, ["NOT AUDITED: 2 of 2 could not be asked about: jinja2, ruamel-yaml"]),
        (
            [row("jinja2", BAD), SKIPPED],
            1,
            ["VULNERABLE: jinja2 3.1.5: PYSEC-1, fixed in 3.1.6",
             LEFT],
        ),
    ],
)  # fmt: skip
def test_what_an_answer_means(rows: list[dict[str, Any]], code: int, told: list[str]) -> None:
    assert audit.judge({"dependencies": rows}, audit.pinned(LOCK)) == (code, told)


def test_a_lock_that_names_nothing_is_no_good_news() -> None:
    assert audit.judge({}, audit.pinned(""))[0] == 2


def test_every_pinned_version_of_ours_is_asked_about() -> None:
    names = audit.pinned((ROOT / "requirements.lock").read_text("utf-8"))
    assert len(names) > 80
    assert {"jinja2", "mkdocs", "pillow", "pyyaml"} <= names


@pytest.mark.parametrize(
    ("answer", "code", "told"),
    [
        ("import sys; sys.exit('no network')", 2, "pip-audit: no network"),
        (f"print({json.dumps(json.dumps({'dependencies': [row('a')]}))})", 0, "1 pinned versions"),
        (f"print({json.dumps(json.dumps({'dependencies': [row('a', BAD)]}))})", 1, "VULNERABLE"),
    ],
)
def test_what_it_runs_and_says(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: str,
    code: int,
    told: str,
) -> None:
    (tmp_path / "pip_audit.py").write_text(answer)
    (tmp_path / "lock").write_text("a==1 \\\n    --hash=sha256:aa\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert audit.main([str(tmp_path / "lock")]) == code
    assert told in capsys.readouterr().err
