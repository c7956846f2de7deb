"""The files of a site: what is read, what is reported, what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load import LOCK_FILE, alleged_ids, alleged_text, find_content, load
from tests.support import BASE, DEMO, make_site, no_hang

SOURCE = (BASE / "content/sources/post.yml").read_text("utf-8")


def test_every_file_of_the_demo_is_read() -> None:
    documents, problems = load(DEMO)
    assert problems == []
    assert documents.site is not None
    assert documents.site.path == "content/site.yml"
    assert [d.id for d in documents.sources] == ["gull-wire", "harbour-leaflet", "tide-post"]
    assert [d.id for d in documents.stories] == ["la-cloche", "ostermill-bell"]
    assert documents.stories[1].path == "content/stories/ostermill-bell/story.yml"
    assert len(documents.terms) == 10


def test_the_content_may_lie_elsewhere(tmp_path: Path) -> None:
    make_site(tmp_path)
    (tmp_path / "content").rename(tmp_path / "texts")
    documents, problems = load(tmp_path, "texts")
    assert problems == []
    assert documents.sources[0].path == "texts/sources/post.yml"


def test_files_of_other_kinds_are_left_alone(tmp_path: Path) -> None:
    make_site(tmp_path, {
        "content/sources/.post.yml.swp": b"\x00",
        "content/sources/.hidden.yml": "a: b",
        "content/sources/_draft.yml": "a: b",
        "content/sources/notes.txt": "a",
        "content/archive/post.yml": "a: b",
        "content/pages/data/table.yml": "a: b",
        "content/quotations.lock.yml": "a: b",
        "content/stories/.git/story.yml": "a: b",
        "content/stories/bell/picture.png": b"\x89PNG",
        "notes.yml": "a: b",
    })  # fmt: skip
    documents, problems = load(tmp_path)
    assert problems == []
    assert [d.id for d in documents.sources] == ["post"]
    assert len(documents.stories) == 1


def test_both_endings_are_read(tmp_path: Path) -> None:
    make_site(tmp_path, {"content/sources/gull.yaml": SOURCE})
    documents, problems = load(tmp_path)
    assert problems == []
    assert [d.id for d in documents.sources] == ["gull", "post"]


@pytest.mark.parametrize("name", ["gull.YML", "gull.Yaml"])
def test_an_ending_in_capitals_is_not_lost_without_a_word(tmp_path: Path, name: str) -> None:
    make_site(tmp_path, {f"content/sources/{name}": SOURCE.replace("post-", "gull-")})
    documents, problems = load(tmp_path)
    assert problems or "gull" in {d.id for d in documents.sources}


def test_a_file_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    make_site(tmp_path)
    (tmp_path / "content" / "sources" / "b\udcffd.yml").write_text("a: b")
    _, problems = load(tmp_path)
    assert [problem.code for problem in problems] == ["bad-id"]
    assert f"{problems[0].place.file}{problems[0].message}".encode()


def test_ids_in_a_file_that_cannot_be_read_are_known_all_the_same(tmp_path: Path) -> None:
    make_site(tmp_path, {
        "content/sources/broken.yml": "quotations:\n  - id: one\n    - id: 'two'\n"
        "  id: \"three\" #x\n",
        "content/sources/invalid.yml": "quotations:\n  - id: four\n    exact: id: five\n",
    })  # fmt: skip
    documents, problems = load(tmp_path)
    assert {problem.code for problem in problems} == {"yaml-syntax"}
    assert documents.ids_in_broken_sources(["post"]) == {"one", "two", "three", "four"}


@pytest.mark.parametrize(
    "line",
    [
        "# - id: one",
        "  - Id: one",
        "  – id: one",
        "\u00a0\u00a0- id: one",
        "  -id:one",
        "  id one",
        "  - id: One",
        '  - "id": "one"  # first',
    ],
)
def test_an_id_is_seen_whatever_is_wrong_with_its_line(line: str) -> None:
    assert alleged_ids(f"quotations:\n{line}\n  idle: two\n") == {"one"}
    assert alleged_ids(alleged_text(f"a: b\n{line}\n".encode("utf-16-le"))) == {"one"}


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("content/sources/gull.yml.txt", "gull.yml"),
        ("content/sources/gull.txt", "gull.yml"),
        ("content/sources/Gull Wire.YML", "gull-wire.yml"),
        ("content/glossary/gull.yaml.txt", "gull.yml"),
        ("content/stories/two/story.yml.txt", "story.yml"),
        ("content/stories/two/Story.yml", "story.yml"),
        ("content/stories/two/two.yaml", "story.yml"),
    ],
)
def test_a_file_is_not_lost_by_its_name(tmp_path: Path, name: str, right: str) -> None:
    make_site(tmp_path, {name: SOURCE})
    files, problems = find_content(tmp_path)
    assert [(each.code, each.place.file) for each in problems] == [("misnamed-file", name)]
    assert problems[0].help.startswith(f"Rename it to '{right}'.")
    assert len(files.sources) == len(files.terms) == 1


def test_the_settings_are_not_lost_by_their_name(tmp_path: Path) -> None:
    make_site(tmp_path)
    (tmp_path / "content/site.yml").rename(tmp_path / "content/Site.yaml")
    _, problems = find_content(tmp_path)
    assert [(each.code, each.place.file) for each in problems] == [
        ("misnamed-file", "content/Site.yaml")
    ]


def test_a_copy_beside_a_file_of_the_right_name_is_left_alone(tmp_path: Path) -> None:
    make_site(tmp_path, {"content/sources/post.yml.txt": SOURCE})
    assert find_content(tmp_path)[1] == []


def test_a_long_line_in_a_broken_source_costs_little(tmp_path: Path) -> None:
    make_site(tmp_path, {"content/sources/broken.yml": "[\n" + (" " * 4_000 + "x\n") * 10})
    documents, problems = load(tmp_path)
    assert [problem.code for problem in problems] == ["yaml-syntax"]
    with no_hang():
        assert documents.ids_in_broken_sources(["post"]) == set()


def test_a_story_that_cannot_be_read_is_counted(tmp_path: Path) -> None:
    make_site(tmp_path, {
        "content/stories/two/story.yml": "a: [",
        "content/stories/three/notes.txt": "a",
        "content/glossary/broken.yml": "a: [",
        "content/glossary/Bad Name.yml": "a",
    })  # fmt: skip
    files, problems = find_content(tmp_path)
    assert sorted(p.code for p in problems) == ["bad-id", "missing-file"]
    assert (len(files.stories), files.missing_stories) == (2, 1)
    assert (len(files.terms), len(files.misnamed_terms)) == (2, 1)
    documents, problems = load(tmp_path)
    assert sorted(p.code for p in problems) == [
        "bad-id", "missing-file", "yaml-syntax", "yaml-syntax",
    ]  # fmt: skip
    assert (len(documents.stories), len(documents.terms)) == (1, 1)


def test_the_lock_of_a_large_site_may_be_larger_than_what_people_write(tmp_path: Path) -> None:
    folder = make_site(tmp_path)
    padding = "# a line of padding\n" * 100_000
    lock = folder / "content" / LOCK_FILE
    lock.write_text(padding + lock.read_text("utf-8"), "utf-8")
    documents, problems = load(folder)
    assert problems == []
    assert documents.lock
