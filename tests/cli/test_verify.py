"""`explainer verify` and `explainer report`, and what a build says of the lock."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.sites import explainer
from tests.support import DEMO, ROOT

LOCK = "content/quotations.lock.yml"


@pytest.fixture
def flagship(tmp_path: Path) -> Path:
    """A copy of the real content that a test may change."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def test_verifying_again_changes_nothing(demo: Path) -> None:
    before = (demo / LOCK).read_bytes()
    done = explainer("verify", "--strict", cwd=demo)
    assert done.returncode == 0, done.stderr
    assert re.search(r"\d+ quotations verified\n$", done.stderr)
    assert (demo / LOCK).read_bytes() == before


def test_quotations_that_a_machine_cannot_judge_are_named_once(demo: Path) -> None:
    (demo / LOCK).unlink()
    said = explainer("verify", cwd=demo).stderr
    assert "look once more at 'tide-sled': words are left out" in said
    assert "look once more at 'tide-sled': its sentence goes on after the words" in said
    assert "look once more" not in explainer("verify", cwd=demo).stderr


def test_the_date_of_a_verification_is_that_of_the_day(demo: Path) -> None:
    (demo / LOCK).unlink()
    assert explainer("check", "--strict", cwd=demo).returncode == 1
    done = explainer("verify", cwd=demo, env={"SOURCE_DATE_EPOCH": "1000000000"})
    assert done.returncode == 0
    assert "verified: '2001-09-09'" in (demo / LOCK).read_text("utf-8")
    assert explainer("check", "--strict", cwd=demo).returncode == 0
    kept = (demo / LOCK).read_bytes()
    assert explainer("verify", cwd=demo, env={"SOURCE_DATE_EPOCH": "1100000000"}).returncode == 0
    assert (demo / LOCK).read_bytes() == kept, "what has not changed keeps its date"


def test_a_misquotation_is_shown_beside_the_source(demo: Path) -> None:
    path = demo / "content/sources/gull-wire.yml"
    path.write_text(path.read_text("utf-8").replace("1,100 kilograms", "1,200 kilograms"), "utf-8")
    done = explainer("verify", cwd=demo)
    assert done.returncode == 1
    assert "error misquotation: 'gull-weight'" in done.stderr
    assert "[-1,200-] {+1,100+}" in done.stderr
    assert "write: The bell weighs 1,100 kilograms" in done.stderr
    assert "gull-weight" not in (demo / LOCK).read_text("utf-8"), "what is wrong is not locked"


def test_a_broken_lock_is_reported_and_can_be_made_anew(demo: Path) -> None:
    good = (demo / LOCK).read_text("utf-8")
    (demo / LOCK).write_text(f"<<<<<<< ours\n{good}", "utf-8")
    done = explainer("build", cwd=demo)
    assert done.returncode == 1
    assert f"{LOCK}:" in done.stderr
    assert explainer("verify", cwd=demo).returncode == 0
    assert explainer("check", "--strict", cwd=demo).returncode == 0


def test_verify_needs_an_archive(demo: Path) -> None:
    shutil.rmtree(demo / "content/archive")
    before = (demo / LOCK).read_bytes()
    done = explainer("verify", cwd=demo)
    assert (done.returncode, (demo / LOCK).read_bytes()) == (2, before)
    assert "there is no folder" in done.stderr
    elsewhere = explainer("verify", "--archive", DEMO / "content/archive", cwd=demo)
    assert (elsewhere.returncode, (demo / LOCK).read_bytes()) == (0, before)


def test_an_archive_without_copies_undoes_nothing(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    before = (demo / LOCK).read_bytes()
    done = explainer("verify", "--archive", tmp_path / "empty", cwd=demo)
    assert done.returncode == 0
    assert done.stderr.count("warning missing-copy") == 3
    assert (demo / LOCK).read_bytes() == before
    source = demo / "content/sources/gull-wire.yml"
    source.write_text(source.read_text("utf-8").replace("1,100", "1,200"), "utf-8")
    assert explainer("verify", "--archive", tmp_path / "empty", cwd=demo).returncode == 0
    assert "gull-weight" not in (demo / LOCK).read_text("utf-8"), "an edit is not verified"
    assert (
        explainer("verify", "--strict", "--archive", tmp_path / "empty", cwd=demo).returncode == 1
    )


def test_one_digit_less_in_a_quotation_of_the_first_story(flagship: Path) -> None:
    path = flagship / "content/sources/ap-2019.yml"
    text = path.read_text("utf-8")
    (line,) = (n for n, row in enumerate(text.split("\n"), 1) if "more than 26,000 items" in row)
    path.write_text(text.replace("more than 26,000 items", "more than 2,000 items"), "utf-8")
    done = explainer("build", "--strict", cwd=flagship)
    assert done.returncode == 1
    assert not (flagship / "site").exists()
    assert f"content/sources/ap-2019.yml:{line}:" in done.stderr
    assert "warning changed-quotation" in done.stderr
    assert "“26,000” became “2,000”" in done.stderr
    assert re.search(r"Verified was: “[^”]*more than 26,000 items", done.stderr)
    assert "Put these words back, or run 'explainer verify'" in done.stderr


def test_what_is_verified_and_what_is_not_stands_in_the_footnotes(demo: Path) -> None:
    path = demo / "content/sources/gull-wire.yml"
    path.write_text(path.read_text("utf-8").replace("1,100 kilograms", "1,200 kilograms"), "utf-8")
    assert explainer("build", cwd=demo).returncode == 0
    html = (demo / "site/sources/gull-wire.html").read_text("utf-8")
    assert "Compared word for word with our copy on" in html
    assert html.count("Not yet compared with a copy") == 1


def test_report_of_the_first_story() -> None:
    gates = ["--fail-under", "verified=100", "--fail-under", "cited=100"]
    done = explainer("report", "--json", *gates, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    everything = json.loads(done.stdout)["all"]
    assert everything["statements"] >= 70
    assert everything["cited"] == everything["verified"]
    assert everything["cited"] + everything["editor"] == everything["statements"]
    assert everything["percent"]["verified"] == 100


def test_report_as_a_table_and_a_gate(demo: Path) -> None:
    done = explainer("report", cwd=demo, env={"COLUMNS": "80"})
    assert done.returncode == 0
    assert "verified" in done.stdout
    assert "…" not in done.stdout, "something was cut off"
    wide = explainer("report", cwd=demo, env={"COLUMNS": "160"})
    assert "ostermill-bell" in wide.stdout
    done = explainer("report", "-q", "--fail-under", "two-voices=99.5", cwd=demo)
    assert (done.returncode, done.stdout) == (1, "")
    assert "two voices" in done.stderr
    for wrong in ("nonsense=5", "verified=much"):
        assert explainer("report", "--fail-under", wrong, cwd=demo).returncode == 2


def test_the_reports_of_the_first_story_are_three_voices(flagship: Path) -> None:
    assert explainer("build", "-q", "--strict", cwd=flagship).returncode == 0
    assert "5 reports, 3 voices" in (flagship / "site/sources.html").read_text("utf-8")
    html = (flagship / "site/sources/global-2018.html").read_text("utf-8")
    assert "One voice with Stock News Press" in html
    assert "Canada joined with the European Union and" in html
    html = (flagship / "site/sources/ap-2019.html").read_text("utf-8")
    assert "the text of both is by The Associated Press" in html
