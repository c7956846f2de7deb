"""`explainer quote --from`: all passages of a table, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.authoring import copies
from tests.cli.test_quote import TIDE, added, run
from tests.sites import files_of

GULL = "content/sources/gull-wire.yml"


@pytest.fixture
def here(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(demo)
    return demo


def table(here: Path, text: str, name: str = "table.csv") -> str:
    (here.parent / name).write_text(text, "utf-8")
    return f"../{name}"


NOWHERE = "Customs men on the southern ice;;;;;;;\n"
GOOD = f"""\
words;source;speaker;role;id;translation;note;place
Nobody was hurt;tide-post;;;;;=1+1;
that is what frightens us;;Tom Fennel;"keeper; of the tower";;;;
{NOWHERE}\
The tower was locked;tide-post;;;locked-again;Der Turm war zu;;2
It weighed some 900 kilograms;;;;;;;
"Nobody was hurt";;;;;;;
"""


def test_all_rows_are_written_at_once(here: Path) -> None:
    name = table(here, GOOD.replace(NOWHERE, ""))
    before = (here / TIDE).read_text("utf-8")
    files = files_of(here)
    done = run("quote", "--from", name, "--dry-run")
    assert (done.exit_code, files_of(here)) == (0, files)
    assert "All can be quoted: 3 quotations in 1 file. Nothing was written" in done.stderr
    done = run("quote", "--from", name)
    assert done.exit_code == 0, done.stderr
    assert added(before, here / TIDE) == (
        "  - id: tide-post-nobody-was-hurt\n    exact: Nobody was hurt\n    note: =1+1\n"
        "  - id: tide-post-that-is-what-frightens\n    exact: that is what frightens us\n"
        "    speaker: Tom Fennel\n    role: keeper; of the tower\n"
        "  - id: locked-again\n    exact: The tower was locked\n"
        "    translation: Der Turm war zu\n    prefix: hurt.\n"
    )
    assert f"{name}:2: [@tide-post-nobody-was-hurt] → tide-post → 420 to 435: " in done.stderr
    assert f"{name}:5: quoted already: [@tide-weight] in tide-post" in done.stderr
    assert f"{name}:6: quoted already: [@tide-post-nobody-was-hurt] in tide-post" in done.stderr
    assert run("verify").exit_code == 0
    after = files_of(here)
    done = run("quote", "--from", name)
    assert (done.exit_code, files_of(here)) == (0, after)
    assert "There is nothing to write." in done.stderr


def test_one_bad_row_keeps_all_from_being_written(here: Path) -> None:
    before = files_of(here)
    done = run("quote", "--from", table(here, GOOD))
    assert done.exit_code == 1
    assert "../table.csv:4: these words stand in no copy\n" in done.stderr
    assert "The source's own words: Customs officers on the southern ice" in done.stderr
    assert "Nothing was written: 1 row cannot be quoted as it stands; 5 can." in done.stderr
    assert files_of(here) == before


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("It weighed some 800 kilograms,tide-post", "tide-post: these words do not stand in the c"),
        ("It weighed some 800 kilograms,", "Nearest is, in tide-post: It weighed some [-800-] {+9"),
        ("obody was hur,", "tide-post: these words stand in the copy only inside longer words"),
        ("The tower was locked,", "there are 2 places; say which in 'place', or give more words"),
        ("Nobody was hurt,tide-post,3", "there is one place only, not 3"),
        ("The tower was locked,tide-post,3", "there are 2 places only, not 3"),
        ("Nobody was hurt,tide-pots", "no source 'tide-pots' that can be used. Did you mean 'tide"),
        ("Nobody was hurt,,,tide-cast", "there is a quotation 'tide-cast' already"),
        ("Nobody was hurt,,,No Id", "'id': 'No Id' is not an id"),
        ("Nobody was hurt,,,,klingon!", "'language': 'klingon!' is no language tag"),
        ("Nobody was hurt,,,,,a\x1bb", "'note' cannot be written: it has the character U+001B"),
        ("Nobody was hurt,,,,,,b", "there are 7 cells for 6 columns"),
        ("Nobody was hurt,,,,,a\nNobody was hurt,,,,,b", ":3: this is the passage of line 2, with"),
        ("Nobody was hurt,,,x\nThe clapper was left,,,x", ":3: a row above has the id 'x' too"),
        ("[…],", "there is no word to compare"),
        (",tide-post", "there are no words"),
    ],
)
def test_what_is_wrong_with_a_row_is_told(here: Path, row: str, why: str) -> None:
    before = files_of(here)
    done = run("quote", "--from", table(here, f"words,source,place,id,language,note\n{row}\n"))
    assert done.exit_code == 1
    assert why in done.stderr
    assert "\x1b" not in done.stderr
    assert files_of(here) == before


def test_a_table_that_cannot_be_read_is_told(here: Path) -> None:
    before = files_of(here)
    for text, why in (("wrods\na\n", "line 1: "), ("", "the table is empty")):
        done = run("quote", "--from", table(here, text))
        assert done.exit_code == 2
        assert f"../table.csv: {why}" in done.stderr
    done = run("quote", "--from", "nowhere.csv")
    assert (done.exit_code, "nowhere.csv: the file cannot be read" in done.stderr) == (2, True)
    done = run("quote", "--from", "content")
    assert (done.exit_code, "it is a folder" in done.stderr) == (2, True)
    done = run("quote", "--from", "nowhere.csv", "--speaker", "A")
    assert (done.exit_code, "from the table" in done.stderr) == (2, True)
    assert files_of(here) == before


def test_files_of_several_sources_change_together(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = (here / "content/archive/gull-wire.txt").read_text("utf-8")
    words = next(line for line in copy.splitlines() if line.startswith("OSTERMILL"))[:40]
    words = words.rpartition(" ")[0]
    text = f"- words: {words!r}\n  source: gull-wire\n- words: Nobody was hurt\n"
    name = table(here, text, "table.yaml")
    before = files_of(here)
    real = Path.replace

    def replace(self: Path, to: Path) -> Path:
        if to.name == "tide-post.yml" and self.name.endswith(".new"):
            monkeypatch.setattr(Path, "replace", real)
            raise OSError(28, "No space left on device")
        return real(self, to)

    monkeypatch.setattr(Path, "replace", replace)
    assert run("quote", "--from", name).exit_code == 2
    assert files_of(here) == before
    done = run("quote", "--from", name)
    assert done.exit_code == 0, done.stderr
    assert "Written: 2 quotations in 2 files" in done.stderr
    assert {path for path, data in files_of(here).items() if before[path] != data} == {TIDE, GULL}


def test_only_the_copies_that_are_named_are_read(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    real = copies.read_words
    monkeypatch.setattr(
        copies, "read_words", lambda path, *about: read.append(path.stem) or real(path, *about)
    )
    name = table(here, "words,source\nNobody was hurt,tide-post\nNobody was seen,tide-post\n")
    assert run("quote", "--from", name).exit_code == 1
    assert read == ["tide-post"]


def test_a_table_without_sources_is_of_the_one_that_is_named(here: Path) -> None:
    done = run("quote", "--from", table(here, "words\nNobody was hurt\n"), "--source", "gull-wire")
    assert (done.exit_code, "gull-wire: these words" in done.stderr) == (1, True)


def test_words_of_somebody_without_a_name_are_told(here: Path) -> None:
    done = run("quote", "--from", table(here, "words\nthat is what frightens us\n"), "--dry-run")
    assert "These rows have no speaker, and their words stand in quotation marks: 2." in done.stderr


def test_ten_thousand_rows_take_one_look_at_each_copy(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []
    real = copies.find_copy
    monkeypatch.setattr(copies, "find_copy", lambda *about: looked.append(about) or real(*about))
    rows = "".join(f"There were {number} bells in the tower\n" for number in range(9_999))
    done = run("quote", "--from", table(here, f"words\n{rows}Nobody was hurt\n"))
    assert done.exit_code == 1
    assert "… and 9,799 rows more that cannot be quoted." in done.stderr
    assert "9,999 rows cannot be quoted as they stand; 1 can." in done.stderr
    assert len(looked) == len([*(here / "content/sources").iterdir()])
