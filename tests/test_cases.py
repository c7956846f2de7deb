"""One folder per diagnostic: `cases/CODE/NAME/` holds a mistake and what an editor reads about it.

`in/` is laid over the small site in `cases/_base/`. Beside it may stand `remove` (paths to take
away, one a line) and `raw.json` (files that no editor can write down: `{"path": {"hex": "…"}}`,
`{"path": {"symlink": "target"}}`, `{"path": {"fifo": ""}}`, `{"path": {"repeat": ["text",
times]}}`). `expected.txt` holds every diagnostic as it is printed; with a file `verify`, those of
`explainer verify`; with a file `held`, those of a strict build, which holds the lock against the
archive.
`pytest --update-cases` writes it anew.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from generator.diagnostics import CODES, as_text
from generator.passes.comparing import verify_site
from tests.compiled import compile_site
from tests.support import BASE, ELSEWHERE, TESTS, clean, make_site

CASES = sorted(path for path in (TESTS / "cases").glob("*/*") if path.parent.name != "_base")


def build(case: Path, folder: Path) -> Path:
    """Make the site of a case in `folder`."""
    make_site(folder)
    for name in _lines(case / "remove"):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    if (case / "in").is_dir():
        shutil.copytree(case / "in", folder, dirs_exist_ok=True)
    raw = case / "raw.json"
    for name, how in (json.loads(raw.read_text("utf-8")) if raw.is_file() else {}).items():
        _write_raw(folder / name, how)
    return folder


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").split() if path.is_file() else []


def _write_raw(path: Path, how: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    match how:
        case {"hex": str(digits)}:
            path.write_bytes(bytes.fromhex(digits))
        case {"symlink": str(target)}:
            path.symlink_to(target)
        case {"fifo": ""}:
            os.mkfifo(path)
        case {"repeat": [str(text), int(times)]}:
            path.write_text(text * times, "utf-8")
        case _:
            raise ValueError(how)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_case_says_what_is_expected(
    case: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    site = build(case, tmp_path / "site")
    archive = site / "content/archive"
    if (case / "verify").is_file():
        diagnostics = verify_site(site, "content", archive, "2031-05-01").diagnostics
    else:
        held = archive if (case / "held").is_file() else None
        diagnostics = compile_site(site, archive=held).diagnostics
    text = "\n".join(map(as_text, diagnostics)) + "\n"
    expected = case / "expected.txt"
    if request.config.getoption("--update-cases"):
        expected.write_text(text, "utf-8")
    assert text == expected.read_text("utf-8")
    assert case.parent.name in {diagnostic.code for diagnostic in diagnostics}


def test_the_base_of_all_cases_has_nothing_wrong() -> None:
    compiled = clean(BASE)
    assert compiled.rendered.pages


def test_every_code_has_a_case() -> None:
    with_case = {case.parent.name for case in CASES}
    assert with_case | set(ELSEWHERE) == set(CODES)
    assert not with_case & set(ELSEWHERE)


@pytest.mark.parametrize(("code", "file"), ELSEWHERE.items())
def test_a_code_without_a_case_is_tested_elsewhere(code: str, file: str) -> None:
    assert f"error {code}" in (TESTS / file).read_text("utf-8")


def test_a_folder_of_cases_holds_nothing_that_is_not_run() -> None:
    known = {"in", "remove", "raw.json", "verify", "held", "expected.txt"}
    for case in CASES:
        assert {path.name for path in case.iterdir()} <= known, case
