"""`explainer new` and `explainer schema`, as an editor runs them."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import ask, explainer
from generator.schema import modeline
from tests.compiled import compile_site
from tests.sites import explainer as run
from tests.sites import files_of
from tests.support import clean, codes, make_site, no_hang
from tests.test_schema import documents_of

NEEDED = ["--title", "The Lamp", "--publisher", "The Lamp editors", "--contact", "a@lamp.example"]
SOURCE = [
    "--url",
    "https://x.example/",
    "--title",
    "Lamp out",
    "--publisher",
    "X",
    "--date",
    "2025",
]


def new(*arguments: str | Path, answers: str = "") -> Result:
    return CliRunner().invoke(explainer, ["new", *map(str, arguments)], input=answers)


def in_site(site: Path, *arguments: str) -> Result:
    what, *options = arguments
    return new(what, "-f", site / "mkdocs.yml", *options)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    made = new("site", tmp_path / "lamp", *NEEDED)
    assert made.exit_code == 0, made.output
    return tmp_path / "lamp"


@pytest.fixture
def _at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "can_ask", lambda: True)


def test_a_new_site_builds_and_is_clean(tmp_path: Path) -> None:
    made = run("new", "site", "lamp", *NEEDED, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    built = run("build", "--strict", cwd=tmp_path / "lamp")
    assert (built.returncode, built.stdout) == (0, ""), built.stderr
    assert "warning" not in built.stderr
    page = (tmp_path / "lamp/site/stories/example-story.html").read_text("utf-8")
    assert "Who put out the light?" in page
    verified = run("verify", "--strict", cwd=tmp_path / "lamp")
    assert verified.returncode == 0, verified.stderr


def test_without_examples_the_folders_are_there_and_empty(tmp_path: Path) -> None:
    made = new("site", tmp_path / "lamp", *NEEDED, "--no-examples", "--language", "fr")
    assert made.exit_code == 0, made.output
    assert "in English" not in made.output
    content = tmp_path / "lamp/content"
    for name in ("sources", "glossary", "stories", "archive"):
        assert list((content / name).iterdir()) == []
    assert clean(tmp_path / "lamp").site is not None


@pytest.mark.parametrize("language", ["fr", "ar", "ja", "en-GB", "pt-BR"])
def test_a_new_site_in_any_language_is_clean(language: str, tmp_path: Path) -> None:
    made = new("site", tmp_path / "lamp", *NEEDED, "--language", language)
    assert made.exit_code == 0, made.output
    compiled = clean(tmp_path / "lamp")
    assert compiled.site is not None
    assert compiled.site.settings.language == language
    assert ("in English" in made.output) == (language != "en-GB")


def test_two_new_sites_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    for name in ("a", "b"):
        assert new("site", tmp_path / name, *NEEDED).exit_code == 0
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")
    story = (tmp_path / "a/content/stories/example-story/story.yml").read_text("utf-8")
    assert "published: 2030-03-17" in story


def test_a_new_site_has_what_is_needed_around_it(site: Path) -> None:
    files = files_of(site)
    assert {".gitignore", ".vscode/settings.json", ".vscode/extensions.json"} < set(files)
    assert "/content/archive/" in files[".gitignore"].decode()
    for name in json.loads(files[".vscode/settings.json"])["yaml.schemas"]:
        assert name.removeprefix("./") in files
    assert not [name for name, data in files.items() if b"{{" in data]
    for kind, document in documents_of(site):
        if kind != "lock":
            assert document.lines[0] == modeline(kind, document.path)


@pytest.mark.parametrize(
    ("option", "text", "why"),
    [
        ("--title", "", "the text is empty"),
        ("--title", "a\nb", "one line"),
        ("--title", "a\x07b", "U+0007"),
        ("--title", "a\u202eb", "U+202E"),
        ("--publisher", "  ", "the text is empty"),
        ("--language", "English", "no language tag"),
        ("--contact", "somewhere", "not an address"),
        ("--contact", "javascript:alert(1)", "not an address"),
    ],
)
def test_an_answer_that_cannot_be_used_is_told(
    option: str, text: str, why: str, tmp_path: Path
) -> None:
    made = new("site", tmp_path / "lamp", *NEEDED, option, text)
    assert made.exit_code == 2
    assert option in made.output
    assert why in " ".join(made.output.split())
    assert list(tmp_path.iterdir()) == []


HOSTILE = [
    "2018", "no", "null", "~", "- a", "a: b # c", "'", '"', "*a", "&a", "!!python/name:os.system",
    "{{today}}", "{{ 7*7 }}", "${HOME}", "$schema=x", "\\n", "<script>alert(1)</script>", "%41",
    "[a", "| a", "يوم", "\U0001f514", "../../x", "a" * 3000,
]  # fmt: skip


def test_a_name_may_be_any_text(tmp_path: Path) -> None:
    for number, (title, publisher) in enumerate(zip(HOSTILE[::2], HOSTILE[1::2], strict=False)):
        folder = tmp_path / str(number)
        made = new("site", folder, *NEEDED, "--title", title, "--publisher", publisher)
        assert made.exit_code == 0, made.output
        compiled = clean(folder)
        assert compiled.site is not None
        settings = compiled.site.settings
        assert (settings.title, settings.publisher.name) == (title, publisher)


def test_entries_may_be_named_by_any_text(site: Path) -> None:
    for text in HOSTILE:
        made = in_site(site, "story", "--title", text)
        assert made.exit_code == 0, made.output
        made = in_site(site, "source", *SOURCE, "--title", text, "--short", text)
        assert made.exit_code == 0, made.output
    compiled = clean(site, drafts=True)
    assert compiled.site is not None
    assert {story.story.title for story in compiled.site.told} == {
        *HOSTILE,
        "Who put out the light?",
    }
    assert {path.name for path in (site / "content").iterdir()} == {
        "archive", "glossary", "pages", "quotations.lock.yml", "site.yml", "sources", "stories",
    }  # fmt: skip


def test_without_a_terminal_all_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    made = run("new", "site", "lamp", "--title", "a", cwd=tmp_path)
    assert made.returncode == 2
    assert "--publisher and --contact are missing" in made.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("what", "missing"),
    [
        ("story", "--title is missing"),
        ("source", "--url, --title, --publisher and --date are missing"),
        ("term", "--term and --definition are missing"),
        ("quotation", "--source and --exact are missing"),
    ],
)
def test_without_a_terminal_an_entry_needs_its_options(what: str, missing: str, site: Path) -> None:
    before = files_of(site)
    made = in_site(site, what)
    assert made.exit_code == 2
    assert missing in made.output
    assert files_of(site) == before


@pytest.mark.usefixtures("_at_a_terminal")
def test_at_a_terminal_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    answers = ["The Lamp", "Lamp editors", "somewhere", "a@lamp.example", "fr", "", ""]
    made = new("site", tmp_path / "lamp", answers="\n".join([*answers, ""]))
    assert made.exit_code == 0, made.output
    assert "'somewhere' is not an address" in made.output
    text = (tmp_path / "lamp/content/site.yml").read_text("utf-8")
    assert "contact: mailto:a@lamp.example" in text
    assert "language: fr" in text
    site = tmp_path / "lamp"
    made = CliRunner().invoke(
        explainer,
        ["new", "source", "-f", str(site / "mkdocs.yml")],
        input="https://x.example/\nLamp out\nThe Post\n2025-13\n2025\n\n\n\n\n",
    )
    assert made.exit_code == 0, made.output
    assert (site / "content/sources/the-post-2025.yml").is_file()
    clean(site)


def test_a_real_terminal_is_seen(tmp_path: Path) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "generator", "new", "site", "lamp", *NEEDED[:4]]
    with no_hang(), subprocess.Popen(command, cwd=tmp_path, stdin=slave, stderr=slave) as started:
        os.write(master, b"a@lamp.example\n\n\n\n")
        assert started.wait() == 0
    os.close(slave)
    os.close(master)
    clean(tmp_path / "lamp")


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    made = run("new", "site", ".", *NEEDED, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    clean(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        ".explainer", ".gitattributes", ".gitignore", ".vscode", "content", "mkdocs.yml",
    }  # fmt: skip


@pytest.mark.parametrize("what", ["file", "folder with a file", "broken link", "no parent"])
def test_nothing_is_overwritten(what: str, tmp_path: Path) -> None:
    target = tmp_path / "lamp"
    match what:
        case "file":
            target.write_text("mine")
        case "folder with a file":
            target.mkdir()
            (target / "mine.txt").write_text("mine")
        case "broken link":
            target.symlink_to(tmp_path / "nowhere")
        case _:
            target = tmp_path / "no" / "lamp"
    before = files_of(tmp_path)
    made = new("site", target, *NEEDED)
    assert made.exit_code == 2
    assert str(target.parent) in made.output.replace("\n", "")
    assert files_of(tmp_path) == before
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    if os.geteuid() == 0:  # whom no permission stops: a name that is too long does
        made = new("site", tmp_path / ("x" * 254), *NEEDED)
    else:
        tmp_path.chmod(0o555)
        made = new("site", tmp_path / "lamp", *NEEDED)
        tmp_path.chmod(0o755)
    assert made.exit_code == 2
    assert "explainer: " in made.output
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(params=["new", "empty"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "lamp"
    if request.param == "empty":
        folder.mkdir()
    yield folder
    left = [path for path in tmp_path.rglob("*") if path != folder]
    assert left == []


def test_no_half_of_a_site_is_left(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.scaffold.site.write_schemas", fail)
    made = new("site", target, *NEEDED)
    assert made.exit_code == 2
    assert "No space left on device" in made.output


def test_a_move_that_fails_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.rename

    def rename(self: Path, to: Path) -> Path:
        if self.name == "content" and to.parent == tmp_path:
            raise OSError(28, "No space left on device")
        return real(self, to)

    monkeypatch.setattr(Path, "rename", rename)
    made = new("site", tmp_path, *NEEDED)
    assert made.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_story_a_source_a_term_and_a_quotation(site: Path) -> None:
    archive = site / "content/archive/x-2025.txt"
    archive.write_text("The lamp went out at sea. Nobody rang the great bell.\n")
    for arguments in (
        ["source", *SOURCE],
        ["quotation", "--source", "x-2025", "--exact", "Nobody rang the great bell."],
        ["term", "--term", "great bell", "--definition", "A bell that is rung in fog."],
        ["story", "--title", "Où est la cloche ?"],
    ):
        made = in_site(site, *arguments)
        assert made.exit_code == 0, made.output
    story = site / "content/stories/ou-est-la-cloche/story.yml"
    cited = "Nobody rang the great bell. [@x-2025-nobody-rang-the-great]"
    text = story.read_text("utf-8").replace("Begin here. [editor]", cited)
    story.write_text(text.replace("status: draft", "status: published"), "utf-8")
    assert run("verify", "--strict", cwd=site).returncode == 0
    built = run("build", "--strict", cwd=site)
    assert built.returncode == 0, built.stderr
    page = (site / "site/stories/ou-est-la-cloche.html").read_text("utf-8")
    assert "A bell that is rung in fog." in page
    ids = json.loads((site / ".explainer/schema/ids.json").read_text("utf-8"))["$defs"]
    assert "x-2025-nobody-rang-the-great" in ids["quotation"]["enum"]
    assert "ou-est-la-cloche" in ids["story"]["enum"]


def test_a_story_keeps_everything_that_its_comments_offer(site: Path) -> None:
    """Whoever takes the '#' away gets what the content format knows."""
    assert in_site(site, "story", "--title", "Lamp").exit_code == 0
    path = site / "content/stories/lamp/story.yml"
    before, mark, offered = path.read_text("utf-8").partition("and one space behind it.\n")
    lines = [line.removeprefix("# ") for line in offered.split("\n")]
    path.write_text(before + mark + "\n".join(lines), "utf-8")
    left = set(codes(compile_site(site, drafts=True)))
    assert left == {"unknown-citation"}


def test_comments_and_layout_of_a_source_stay(site: Path) -> None:
    path = site / "content/sources/example-report.yml"
    before = path.read_text("utf-8").replace("# letters", "#letters")
    made = in_site(
        site, "quotation", "--source", "example-report", "--exact", "nobody knows: why # not",
        "--speaker", "Ida Marsh", "--role", "the keeper", "--id", "why-not",
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    added = (
        '  - id: why-not\n    exact: "nobody knows: why # not"\n'
        "    speaker: Ida Marsh\n    role: the keeper\n"
    )
    assert path.read_text("utf-8") == before + added


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["story", "--title", "a", "--id", "example-story"], "there is a story"),
        (["story", "--title", "a", "--id", "../x"], "is no id"),
        (["story", "--title", "a", "--published", "soon"], "is not a date"),
        (["story", "--title", "a", "--published", "2 April 2025"], "Did you mean '2025-04-02'?"),
        (["story", "--title", "a", "--language", "Klingon!"], "is no language tag"),
        (["story", "--title", "a", "--language", "Arabic"], "Did you mean 'ar'?"),
        (["source", *SOURCE, "--id", "example-report"], "there is a source"),
        (["source", *SOURCE, "--kind", "rumour"], "'rumour' is none of 'news-report'"),
        (["source", *SOURCE, "--url", "file:///etc/passwd"], "not an address"),
        (["term", "--term", "a", "--definition", "b", "--id", "A"], "is no id"),
        (["source", *SOURCE, "--author", ""], "--author: the text is empty"),
        (["source", *SOURCE, "--upstream", "a\x07b"], "--upstream: it has the character U+0007"),
        (["source", *SOURCE, "--origin", " "], "--origin: the text is empty"),
        (
            ["term", "--term", "a", "--definition", "b. [@gazette-drak]"],
            "there is no quotation 'gazette-drak'. Did you mean 'gazette-dark'?",
        ),
        (["term", "--term", "a", "--definition", "b. [gazette-dark]"], "cannot be written: "),
        (["quotation", "--source", "nobody", "--exact", "a"], "there is no source 'nobody'"),
        (
            ["quotation", "--source", "example-report", "--exact", "a", "--id", "gazette-dark"],
            "there is a quotation",
        ),
    ],
)
def test_what_cannot_be_made_leaves_all_as_it_was(
    arguments: list[str], why: str, site: Path
) -> None:
    before = files_of(site)
    made = in_site(site, *arguments)
    assert made.exit_code == 2
    assert why in " ".join(made.output.split())
    assert files_of(site) == before


def test_an_id_that_is_taken_gets_a_number(site: Path) -> None:
    for expected in ("lamp", "lamp-2", "lamp-3"):
        assert in_site(site, "story", "--title", "Lamp!").exit_code == 0
        assert (site / "content/stories" / expected / "story.yml").is_file()
    assert in_site(site, "story", "--title", "日本").exit_code == 0
    assert (site / "content/stories/story/story.yml").is_file()


def test_a_source_named_in_another_script_gets_an_id_and_is_told_where_its_copy_goes(
    site: Path,
) -> None:
    made = in_site(site, "source", *SOURCE, "--publisher", "صحيفة المرفأ", "--language", "ar")
    assert made.exit_code == 0, made.output
    assert (site / "content/sources/source-2025.yml").is_file()
    assert "content/archive as source-2025.txt" in " ".join(made.output.split())


def test_a_site_without_schemas_gets_none(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "site_name: a\nplugins: [explainer]\n", "docs/a.md": "a"}
    site = make_site(tmp_path / "bell", files)
    made = in_site(site, "story", "--title", "Lamp")
    assert made.exit_code == 0, made.output
    text = (site / "content/stories/lamp/story.yml").read_text("utf-8")
    assert text.startswith("title: Lamp\nstatus: draft")
    assert not (site / ".explainer").exists()


def test_schemas_are_written_once_and_where_one_wants(site: Path, tmp_path: Path) -> None:
    done = run("schema", cwd=site)
    assert (done.returncode, done.stderr) == (0, "All schemas are current.\n")
    done = run("schema", "--out", tmp_path / "elsewhere", "-q", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    assert files_of(tmp_path / "elsewhere") == files_of(site / ".explainer/schema")
    done = run("schema", "--out", site / "mkdocs.yml", cwd=site)
    assert done.returncode == 2


def test_a_source_says_whose_report_it_is(site: Path) -> None:
    made = in_site(
        site, "source", *SOURCE, "--origin", "The Wire: a desk", "--author", "Ann # Reed",
        "--author", "Jun Marrow", "--upstream", "Europol",
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    text = (site / "content/sources/x-2025.yml").read_text("utf-8")
    assert (
        'author:\n  - "Ann # Reed"\n  - Jun Marrow\norigin: "The Wire: a desk"\n'
        "upstream:\n  - Europol\n# accessed:" in text
    )
    clean(site)
    assert in_site(site, "source", *SOURCE, "--id", "plain").exit_code == 0
    text = (site / "content/sources/plain.yml").read_text("utf-8")
    assert "# author: [Jane Doe, John Doe]\n# origin: The Associated Press  # the" in text


def test_a_term_has_its_other_names(site: Path) -> None:
    named = ["--alias", "Leuchtturm", "--alias", "no", "--definition", "A tower."]
    made = in_site(site, "term", "--term", "light station", *named)
    assert made.exit_code == 0, made.output
    written = (site / "content/glossary/light-station.yml").read_text("utf-8")
    assert 'aliases:\n  - Leuchtturm\n  - "no"\n' in written
    assert "# aliases" not in written
    assert in_site(site, "term", "--term", "x", "--alias", "", *named[4:]).exit_code == 2


def test_a_term_cites_what_is_there(site: Path) -> None:
    definition = ("--definition", "A light at sea. [@gazette-dark]")
    made = in_site(site, "term", "--term", "lamp", *definition)
    assert made.exit_code == 0, made.output
