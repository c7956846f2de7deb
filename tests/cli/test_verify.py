"""`explainer verify` and `explainer report`, and what a build says of the lock."""

from __future__ import annotations

import hashlib
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
    assert re.search(r"25 quotations compared: 25 verified, 0 refused\n$", done.stderr)
    assert (demo / LOCK).read_bytes() == before


def test_quotations_that_a_machine_cannot_judge_are_named_once(demo: Path) -> None:
    (demo / LOCK).unlink()
    said = explainer("verify", cwd=demo).stderr
    assert "look once more, words are left out: tide-sled" in said
    assert "look once more, its sentence goes on after the words: " in said
    assert "look once more" not in explainer("verify", cwd=demo).stderr
    again = explainer("verify", "--looks", cwd=demo).stderr
    assert "look once more, words are left out: tide-sled" in again


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


def test_a_story_half_written_keeps_no_quotation_from_being_verified(demo: Path) -> None:
    good = (demo / LOCK).read_bytes()
    (demo / LOCK).unlink()
    story = demo / "content/stories/la-cloche/story.yml"
    text = story.read_text("utf-8")
    story.write_text(text.replace("standfirst: |\n", "standfirst: |\n  Uncited 77.\n"), "utf-8")
    done = explainer("verify", cwd=demo)
    assert done.returncode == 0
    assert "1 error, 0 warnings on the content besides: 'explainer check'" in done.stderr
    assert (demo / LOCK).read_bytes().count(b"verified:") == good.count(b"verified:")
    told = explainer("check", cwd=demo)
    assert told.returncode == 1
    assert "error uncited-statement" in told.stderr


def test_a_citation_of_what_is_not_there_is_mended_first(demo: Path) -> None:
    before = (demo / LOCK).read_bytes()
    source = demo / "content/sources/gull-wire.yml"
    source.rename(demo / "gull-wire.yml")
    done = explainer("verify", cwd=demo)
    assert (done.returncode, (demo / LOCK).read_bytes()) == (1, before)
    assert "unknown-citation" in done.stderr


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


def test_the_reports_of_the_first_story_are_ten_voices(flagship: Path) -> None:
    assert explainer("build", "-q", "--strict", cwd=flagship).returncode == 0
    assert "12 reports, 10 voices" in (flagship / "site/sources.html").read_text("utf-8")
    html = (flagship / "site/sources/global-2018.html").read_text("utf-8")
    assert "One voice with" not in html, "one shared sentence joins no reports as wholes"
    assert "Canada joined with the European Union and" in html
    html = (flagship / "site/sources/ap-2019.html").read_text("utf-8")
    assert "the text of both is by The Associated Press" in html


def exchange(demo: Path) -> Path:
    """Put another copy of a source in the place of the one that was verified; give its lock."""
    copy = demo / "content/archive/tide-post.txt"
    text = copy.read_text("utf-8").replace("Nobody was hurt.", "All were well.")
    copy.write_text(text.replace("eleven crates", "twelve crates"), "utf-8")
    source = demo / "content/sources/tide-post.yml"
    text = re.sub(r"^digest: .*\n", "", source.read_text("utf-8"), flags=re.MULTILINE)
    source.write_text(text, "utf-8")
    return demo / LOCK


def test_another_copy_changes_no_lock_until_it_is_accepted(demo: Path) -> None:
    lock = exchange(demo)
    before = lock.read_bytes()
    done = explainer("verify", cwd=demo)
    assert (done.returncode, lock.read_bytes()) == (1, before)
    assert "content/sources/tide-post.yml:2:8: error changed-copy: the copy of" in done.stderr
    assert re.search(r"\d+ of its quotations stand where they stood; elsewhere: .*", done.stderr)
    assert "not there: tide-customs. 'explainer verify --accept tide-post'" in done.stderr
    other = explainer("verify", "--accept", "gull-wire", cwd=demo)
    assert (other.returncode, lock.read_bytes()) == (1, before)
    assert "there is no other copy of a source 'gull-wire'" in other.stderr
    done = explainer("verify", "--accept", "tide-post", cwd=demo)
    assert done.returncode == 1, "a quotation that is not there any more is a misquotation"
    assert "another copy of 'tide-post' is taken over" in done.stderr
    assert "error misquotation: 'tide-customs'" in done.stderr
    after = lock.read_text("utf-8")
    assert "tide-customs" not in after
    assert explainer("verify", cwd=demo).stderr.count("changed-copy") == 0


@pytest.mark.parametrize("command", [("check",), ("build",)])
def test_a_strict_run_holds_the_lock_against_the_copies(
    demo: Path, command: tuple[str, ...]
) -> None:
    assert explainer(*command, "--strict", cwd=demo).returncode == 0
    lock = exchange(demo)
    assert explainer(*command, cwd=demo).returncode == 0, "only where it is asked for"
    done = explainer(*command, "--strict", cwd=demo)
    assert done.returncode == 1
    assert "error changed-copy: the copy of 'tide-post' is not the one of the lock" in done.stderr
    shutil.rmtree(demo / "content/archive")
    assert explainer(*command, "--strict", cwd=demo).returncode == 0, "there is no copy"
    assert lock.is_file()


def test_a_forged_lock_is_found_where_the_copy_is(demo: Path) -> None:
    assert explainer("build", "--strict", cwd=demo).returncode == 0
    source, lock = demo / "content/sources/gull-wire.yml", demo / LOCK
    exact = "The bell weighs 1,100 kilograms"
    forged = "The bell weighs 9,900 kilograms"
    source.write_text(source.read_text("utf-8").replace(exact, forged), "utf-8")
    text = lock.read_text("utf-8").replace(exact, forged)
    old, new = (hashlib.sha256(words.encode()).hexdigest() for words in (exact, forged))
    assert old in text
    lock.write_text(text.replace(old, new), "utf-8")
    story = demo / "content/stories/ostermill-bell/story.yml"
    story.write_text(story.read_text("utf-8").replace("1,100", "9,900"), "utf-8")
    for _ in "12":
        done = explainer("build", "--strict", cwd=demo)
        assert done.returncode == 1
        assert re.search(rf"{LOCK}:\d+:\d+: error forged-lock: 'gull-weight'", done.stderr)


def test_the_reviewer_sees_what_is_silenced(demo: Path) -> None:
    story = demo / "content/stories/ostermill-bell/story.yml"
    lines = story.read_text("utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if "The night was quiet, we think." in line)
    lines[at] = "      They were 77 in all. [@gull-weight] [derived: a sum]"
    story.write_text("\n".join(lines), "utf-8")
    said = explainer("report", "--reviewer", cwd=demo).stderr
    place = f"content/stories/ostermill-bell/story.yml:{at + 1}:"
    assert f"{place} [derived: a sum] silences unsupported-figure '77': They were 77" in said
    assert "[editor] silences uncited-statement: Belfries were never so quiet." in said
    assert "accepted by Ines Quarrel on 2031-05-02 silences covering-insertion" in said
    assert "{title} silences quoted-words 'The Saucepan': The message carried the code" in said
    assert "{word} silences quoted-words 'lead': A search has one leader" in said
    listed = json.loads(explainer("report", "--reviewer", "--json", cwd=demo).stdout)["silenced"]
    assert {"file", "line", "mark", "silences", "text"} == set(listed[0])
    assert "silenced" not in json.loads(explainer("report", "--json", cwd=demo).stdout)


def test_an_edit_ends_an_acceptance(demo: Path) -> None:
    assert explainer("check", "--strict", cwd=demo).returncode == 0
    source = demo / "content/sources/tide-post.yml"
    text = source.read_text("utf-8")
    source.write_text(text.replace("[from the tower]", "[from its tower]"), "utf-8")
    done = explainer("verify", "--strict", cwd=demo)
    assert done.returncode == 1
    assert "warning stale-acceptance: 'tide-sled': what Ines Quarrel accepted" in done.stderr
    assert "warning covering-insertion: 'tide-sled'" in done.stderr


def test_a_replaced_word_is_shown(demo: Path) -> None:
    assert explainer("build", cwd=demo).returncode == 0
    for page in ("sources/tide-post.html", "stories/ostermill-bell.html"):
        html = (demo / "site" / page).read_text("utf-8")
        assert re.search(r"\[from the tower\]</bdi> · in the source: <bdi[^>]*>“too”", html), page
