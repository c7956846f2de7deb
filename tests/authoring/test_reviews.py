"""Reviews written into files, by one program, by several at once, and by people on branches."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
from pathlib import Path

import pytest

from generator.authoring.insert import InsertError
from generator.authoring.reviews import prune_reviews, put_review
from generator.authoring.yaml_text import UnwritableError
from generator.load import Document
from generator.load.parse import parse
from generator.load.tree import plain_value
from generator.model import Review, Reviews, ReviewVerdict
from generator.verify.reviews import check_entries


def review(of: str, by: str = "Ada Quill", note: str | None = None, **more: str) -> Review:
    verdict = ReviewVerdict.CHANGE if note else ReviewVerdict.SUPPORTED
    values = {"of": of, "by": by, "on": "2031-05-04", "verdict": verdict, "note": note, **more}
    return Review.model_validate(values)


def digest(number: int) -> str:
    return f"{number * 7919 % 65521:04x}{number:012x}"


def read(path: Path) -> list[Review]:
    root, _, problems = parse(path.read_text("utf-8"), "")
    assert root is not None
    assert problems == []
    return Reviews.model_validate(plain_value(root)).reviews


def test_a_first_review_makes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "reviews/bell.yml"
    put_review(path, review("3f9c2a71b04d5e66", sentence="s.1"))
    assert path.read_text("utf-8").splitlines()[2:] == [
        "reviews:",
        (
            "  - {of: 3f9c2a71b04d5e66, by: Ada Quill, on: 2031-05-04, verdict: supported, "
            "sentence: s.1}"
        ),
    ]
    assert [each.name for each in path.parent.iterdir()] == ["bell.yml"]


def test_reviews_stand_by_digest(tmp_path: Path) -> None:
    path = tmp_path / "bell.yml"
    numbers = [5, 3, 9, 1, 7]
    for number in numbers:
        put_review(path, review(digest(number)))
    assert [each.of for each in read(path)] == sorted(map(digest, numbers))


def test_the_same_person_s_review_gives_way(tmp_path: Path) -> None:
    path = tmp_path / "bell.yml"
    put_review(
        path, review(digest(1), note="Say 'at least', as the report does: {nine}, [ten] # x")
    )
    put_review(path, review(digest(1), by="Bo Fennel"))
    put_review(path, review(digest(1), by="ada  quill"))
    assert [(each.by, each.verdict.value) for each in read(path)] == [
        ("ada quill", "supported"),
        ("Bo Fennel", "supported"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_all_else_stays_as_it_is(tmp_path: Path, end: str) -> None:
    path = tmp_path / "bell.yml"
    rows = [
        "# ours",
        "reviews:",
        "    # the first",
        f"    - of: {digest(1)}  # kept",
        "      by: 'Ada Quill'",
        "      on: 2031-05-04",
        "      verdict: change",
        "      note: |",
        "        Two lines",
        "        of it.",
        "",
        "    # the second",
        f"    - {{of: ffff{digest(2)}, by: Bo, on: '2031', verdict: later}}  # soon",
        "    # the end",
    ]
    path.write_bytes(end.join(rows).encode())
    put_review(path, review(f"eeee{digest(3)}"))
    put_review(path, review(f"ffff{digest(2)}", by="Bo"))
    made = path.read_bytes().decode().split(end)
    at = rows.index("")
    assert made[:at] == rows[:at]
    assert made[at].startswith(f"    - {{of: eeee{digest(3)}")
    assert made[at + 1 : at + 3] == rows[at : at + 2]
    assert made[at + 3].endswith("verdict: supported}  # soon")
    assert made[at + 4 :] == [rows[-1], ""]
    assert prune_reviews(path, lambda of: of == digest(1)) == 1
    assert [each.by for each in read(path)] == ["Ada Quill", "Bo"]
    assert b"# the second" in path.read_bytes()


@pytest.mark.parametrize(
    "text",
    ["reviews: []\n", "reviews:\n", "reviews:  # none yet\n", "# only this\nreviews: []", ""],
)
def test_an_empty_list_is_filled(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bell.yml"
    path.write_text(text, "utf-8")
    put_review(path, review(digest(1)))
    assert [each.of for each in read(path)] == [digest(1)]


@pytest.mark.parametrize(
    "text",
    [
        "reviews: {a: b}\n", "reviews: [{of: 3f9c2a71b04d, by: A, on: 2031, verdict: later}]\n",
        "reviews:\n- a\n", "- a\n", "reviews: |\n  text\n", "a: b: c\n",
        "<<<<<<< ours\nreviews:\n=======\nreviews: []\n>>>>>>> theirs\n", "\tx: y\n",
    ],
)  # fmt: skip
def test_a_file_that_is_not_understood_is_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bell.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(InsertError):
        put_review(path, review(digest(1)))
    assert path.read_text("utf-8") == text


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bell.yml").mkdir()
    with pytest.raises(InsertError):
        put_review(tmp_path / "bell.yml", review(digest(1)))


def test_a_text_that_no_file_may_hold_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bell.yml"
    put_review(path, review(digest(1)))
    before = path.read_bytes()
    for note in ("turned \u202e round", "x" * 6_000):
        with pytest.raises((UnwritableError, InsertError)):
            put_review(path, review(digest(2), note=note))
    assert path.read_bytes() == before


@pytest.mark.parametrize("of", ["123456789012", "1234e5678901", "0b1010101010", "000000000000"])
def test_a_digest_is_no_number_to_other_programs(tmp_path: Path, of: str) -> None:
    path = tmp_path / "bell.yml"
    put_review(path, review(of))
    assert f'"{of}"' in path.read_text("utf-8")
    assert [each.of for each in read(path)] == [of]


def document_of(path: Path) -> Document:
    root, lines, _ = parse(path.read_text("utf-8"), "")
    assert root is not None
    return Document("bell", "bell.yml", lines, root)


def _write_many(path: Path, by: str, first: int) -> None:
    for number in range(first, first + 25):
        put_review(path, review(digest(number), by=by))


def test_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bell.yml"
    fork = multiprocessing.get_context("spawn")
    people = [("Ada", 0), ("Bo", 0), ("Cy", 100)]
    writers = [fork.Process(target=_write_many, args=(path, *each)) for each in people]
    for each in writers:
        each.start()
    for each in writers:
        each.join(300)
    assert [each.exitcode for each in writers] == [0, 0, 0]
    assert len(read(path)) == 75
    assert [each.name for each in tmp_path.iterdir()] == ["bell.yml"]


def test_a_disk_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bell.yml"
    put_review(path, review(digest(1)))
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        put_review(path, review(digest(2)))
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["bell.yml"]


def _git(folder: Path, *words: str) -> str:
    command = [
        "git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-C", str(folder), *words,
    ]  # fmt: skip
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("union", [False, True])
def test_reviews_of_two_people_on_branches_merge(tmp_path: Path, union: bool) -> None:
    """Without a word in .gitattributes where they read other sentences, with one everywhere."""
    path = tmp_path / "content/reviews/bell.yml"
    _git(tmp_path, "init", "-q", "-b", "main")
    for number in range(0, 60, 3):
        put_review(path, review(digest(number), by="Cy"))
    if union:
        (tmp_path / ".gitattributes").write_text("content/reviews/*.yml merge=union\n", "utf-8")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-q", "-m", "first")
    order = sorted(range(0, 60, 3), key=digest)
    # Between two that were there before, only one of the two people adds something.
    halves = {"Ada": order[:9], "Bo": order[11:]}
    for name, of in halves.items():
        _git(tmp_path, "switch", "-q", "-c", name, "main")
        for number in order if union else of:
            put_review(path, review(digest(number), by=name))
        _git(tmp_path, "commit", "-q", "-a", "-m", name)
    _git(tmp_path, "merge", "-q", "-m", "both", "Ada")
    found = read(path)
    assert len({(each.of, each.by) for each in found}) == (60 if union else 20 + 9 + 9)
    # What a merge leaves twice is the same, and goes with the next review of it.
    document = document_of(path)
    assert [*check_entries(document, found, [])] == []
    for each in found:
        put_review(path, each)
    assert len(read(path)) == (60 if union else 20 + 9 + 9)
    assert {each.by for each in found} == {"Ada", "Bo", "Cy"}
