"""`explainer quote`: from words in a copy to a quotation that verifies."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import ask, explainer
from tests.sites import files_of

TIDE = "content/sources/tide-post.yml"


@pytest.fixture
def here(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(demo)
    return demo


def run(*arguments: str, typed: str | None = None) -> Result:
    """Run a command; what is typed comes from somebody at a terminal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ask, "can_ask", lambda: typed is not None)
        done = CliRunner().invoke(explainer, arguments, input=typed)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def added(before: str, path: Path) -> str:
    """What now stands behind what stood in a file before."""
    after = path.read_text("utf-8")
    assert after.startswith(before)
    return after.removeprefix(before)


def test_words_are_written_shown_and_verified(here: Path) -> None:
    before = (here / TIDE).read_text("utf-8")
    done = run("quote", "-y", "Nobody", "was", "hurt")
    assert done.exit_code == 0
    assert added(before, here / TIDE) == (
        "  - id: tide-post-nobody-was-hurt\n    exact: Nobody was hurt\n"
    )
    assert "+  - id: tide-post-nobody-was-hurt\n+    exact: Nobody was hurt\n" in done.stdout
    assert "Cite it as [@tide-post-nobody-was-hurt]. 'explainer verify' locks it." in done.stderr
    assert run("verify").exit_code == 0
    assert "tide-post-nobody-was-hurt" in (here / "content/quotations.lock.yml").read_text("utf-8")


def test_without_a_terminal_or_yes_nothing_is_written(here: Path) -> None:
    before = files_of(here)
    done = run("quote", "Nobody was hurt")
    assert done.exit_code == 1
    assert "+    exact: Nobody was hurt" in done.stdout
    assert "Use --yes" in done.stderr
    assert run("quote", "--dry-run", "-y", "Nobody was hurt").exit_code == 0
    assert run("quote", "Nobody was hurt", typed="n\n").exit_code == 1
    assert run("quote", "Nobody was hurt", typed="").exit_code == 1
    assert files_of(here) == before


def test_options_go_into_the_entry(here: Path) -> None:
    before = (here / TIDE).read_text("utf-8")
    options = ("--id", "my-id", "--speaker", "A: B", "--role", "# clerk", "--language", "en-GB")
    assert run("quote", "-y", *options, "Nobody was hurt").exit_code == 0
    assert added(before, here / TIDE) == (
        "  - id: my-id\n    exact: Nobody was hurt\n"
        '    speaker: "A: B"\n    role: "# clerk"\n    language: en-GB\n'
    )


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--id", "tide-cast"), "there is a quotation 'tide-cast' already"),
        (("--id", "No Id"), "--id: 'No Id' is not an id"),
        (("--language", "klingon!"), "--language: 'klingon!' is no language tag"),
        (("--source", "tide-pots"), "Did you mean 'tide-post'?"),
        (("--archive", "nowhere"), "there is no folder 'nowhere'"),
        (("--speaker", "a\x1b[31mb"), "'speaker' cannot be written: it has the character U+001B"),
    ],
)
def test_wrong_options(here: Path, arguments: tuple[str, ...], why: str) -> None:
    before = files_of(here)
    done = run("quote", "-y", *arguments, "Nobody was hurt")
    assert done.exit_code == 2
    assert why in done.stderr
    assert files_of(here) == before


def test_a_near_miss_is_shown_and_never_written(here: Path) -> None:
    before = files_of(here)
    done = run("quote", "-y", "It weighed some 800 kilograms")
    assert done.exit_code == 1
    assert "tide-post: these words do not stand in the copy" in done.stderr
    assert "in tide-post: It weighed some [-800-] {+900+} kilograms" in done.stderr
    assert "The source's own words: It weighed some 900 kilograms" in done.stderr
    assert run("quote", "It weighs some 900 kilos", typed="n\n").exit_code == 1
    assert files_of(here) == before
    done = run("quote", "--dry-run", "Customs men on the southern ice", typed="y\n")
    assert "+    exact: Customs officers on the southern ice" in done.stdout


def test_words_that_stand_twice_get_a_context(here: Path) -> None:
    before = (here / TIDE).read_text("utf-8")
    done = run("quote", "-y", "The tower was locked")
    assert done.exit_code == 1
    assert "There are 2 places." in done.stderr
    assert "  2  tide-post:" in done.stderr
    assert run("quote", "-y", "--place", "3", "The tower was locked").exit_code == 1
    assert run("quote", "-y", "--place", "2", "The tower was locked").exit_code == 0
    assert added(before, here / TIDE) == (
        "  - id: tide-post-the-tower-was-locked\n    exact: The tower was locked\n"
        "    prefix: hurt.\n"
    )
    assert run("verify").exit_code == 0
    done = run("quote", "The tower was locked", typed="1\n")
    assert "quoted already. Cite them as [@tide-locked]" in done.stderr


def test_words_of_several_sources(here: Path) -> None:
    for name in ("tide-post", "gull-wire"):
        source = here / f"content/sources/{name}.yml"
        copy = here / f"content/archive/{name}.txt"
        copy.write_text(copy.read_text("utf-8") + "\nThe same words.\n", "utf-8")
        lines = source.read_text("utf-8").split("\n")
        source.write_text("\n".join(x for x in lines if not x.startswith("digest:")), "utf-8")
    assert run("quote", "-y", "The same words").exit_code == 1
    assert run("quote", "-y", "--source", "gull-wire", "The same words").exit_code == 0
    assert "gull-wire-the-same-words" in (here / "content/sources/gull-wire.yml").read_text("utf-8")


def test_who_said_it_is_asked(here: Path) -> None:
    words = "that is what frightens us"
    done = run("quote", "-y", "--dry-run", words)
    assert "say whose, with --speaker" in done.stderr
    done = run("quote", words, typed="Tom Fennel\nthe keeper\ny\n")
    assert done.exit_code == 0
    text = (here / TIDE).read_text("utf-8")
    assert f"    exact: {words}\n    speaker: Tom Fennel\n    role: the keeper\n" in text


def test_a_passage_by_its_first_and_last_words(here: Path) -> None:
    done = run("quote", typed="tide-post\nNobody\nagain at noon.\ny\n")
    assert done.exit_code == 0
    assert "exact: Nobody was hurt. The tower was locked again at noon.\n" in (
        here / TIDE
    ).read_text("utf-8")
    done = run("quote", "--source", "tide-post", typed="noon\nNobody\n")
    assert done.exit_code == 1
    assert "no passage begins and ends" in done.stderr
    assert run("quote").exit_code == 2


def test_what_steers_a_terminal_is_neither_written_nor_shown(here: Path) -> None:
    (here / "content/archive/odd.txt").write_text(
        "A \x1b[31mred\x1b[0m bell rings loudly.", "utf-8"
    )
    (here / "content/sources/odd.yml").write_text(
        "title: a\npublisher: a\nshort: odd\npublished: 2031\nkind: other\n"
        "url: https://a.example/\n"
    )
    done = run("quote", "-y", "--source", "odd", "A \x1b[31mred\x1b[0m bell")
    assert done.exit_code == 2
    assert "it has the character U+001B" in done.stderr
    done = run("quote", "-y", "--source", "odd", "A rad bell rings loudly now")
    assert done.exit_code == 1
    assert "\x1b" not in done.output


def test_files_that_cannot_be_used(here: Path) -> None:
    (here / TIDE).write_text((here / TIDE).read_text("utf-8").replace("kind:", "kin:"), "utf-8")
    done = run("quote", "-y", "--source", "tide-post", "Nobody was hurt")
    assert (done.exit_code, "'explainer check'" in done.stderr) == (2, True)
    (here / "content/archive/gull-wire.txt").write_text("changed")
    done = run("quote", "-y", "--source", "gull-wire", "changed")
    assert (done.exit_code, "not the one" in done.stderr) == (2, True)


def test_what_is_said_of_words_goes_into_the_entry(here: Path) -> None:
    before = (here / TIDE).read_text("utf-8")
    said = ("--attributed-to", "the clerk", "--translation", "Niemand", "--note", "Said twice.")
    assert run("quote", "-y", "--id", "mine", *said, "Nobody was hurt").exit_code == 0
    assert added(before, here / TIDE) == (
        "  - id: mine\n    exact: Nobody was hurt\n    attributed_to: the clerk\n"
        "    translation: Niemand\n    note: Said twice.\n"
    )
    done = run("quote", "-y", "--attributed-to", " ", "The clapper was left")
    assert (done.exit_code, "--attributed-to: the text is empty" in done.stderr) == (2, True)


def test_a_quotation_gets_other_words(here: Path) -> None:
    before = (here / TIDE).read_text("utf-8")
    options = ("--replace", "tide-locked", "--speaker", "the clerk")
    done = run("quote", "--dry-run", *options, "Nobody was hurt")
    assert (done.exit_code, (here / TIDE).read_text("utf-8")) == (0, before)
    assert "-    exact: The tower was locked\n" in done.stdout
    assert run("quote", *options, "Nobody was hurt").exit_code == 1
    done = run("quote", "-y", *options, "Nobody was hurt")
    assert done.exit_code == 0
    assert "Of the words as they were: note. See whether it fits." in done.stderr
    assert (here / TIDE).read_text("utf-8") == before.replace(
        "    exact: The tower was locked\n"
        '    prefix: frightens us," said Tom Fennel, the keeper of the tower.\n'
        '    suffix: ". The clapper was left behind"\n',
        "    exact: Nobody was hurt\n    speaker: the clerk\n",
    )
    assert run("verify").exit_code == 0
    after = files_of(here)
    done = run("quote", "-y", "--replace", "tide-locked", "Nobody was hurt")
    assert (done.exit_code, "reads like this already" in done.stderr) == (0, True)
    done = run("quote", "-y", "--replace", "tide-locked", "The clapper was left behind")
    assert (done.exit_code, "quoted already, as [@tide-clapper]" in done.stderr) == (1, True)
    done = run("quote", "-y", "--replace", "tide-locked", "The bell of Gull")
    assert (done.exit_code, "do not stand in the copy" in done.stderr) == (1, True)
    assert files_of(here) == after


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("tide-lokced",), "there is no quotation 'tide-lokced'. Did you mean 'tide-locked'?"),
        (("tide-locked", "--id", "mine"), "--replace keeps the quotation's id"),
        (("tide-locked", "--source", "gull-wire"), "is a quotation of 'tide-post', not of 'gull"),
    ],
)
def test_what_cannot_be_replaced(here: Path, arguments: tuple[str, ...], why: str) -> None:
    before = files_of(here)
    done = run("quote", "-y", "--replace", *arguments, "Nobody was hurt")
    assert (done.exit_code, why in done.stderr) == (2, True)
    assert files_of(here) == before


def test_words_are_read_in_the_language_of_the_site_if_the_source_names_none(here: Path) -> None:
    """`[qui]` stands for the source's `elle` in French, and for nothing in English."""
    (here / "content/archive/odd.txt").write_text("La cloche, elle sonne fort.", "utf-8")
    (here / "content/sources/odd.yml").write_text(
        "title: a\npublisher: a\nshort: odd\npublished: 2031\nkind: other\n"
        "url: https://a.example/\n"
    )
    words = ("quote", "-y", "--source", "odd", "--dry-run", "La cloche, [qui] sonne fort")
    assert run(*words).exit_code == 1
    settings = here / "content/site.yml"
    settings.write_text(settings.read_text("utf-8").replace("language: en", "language: fr"))
    assert run(*words).exit_code == 0
