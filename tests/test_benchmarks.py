"""The benchmarks measure what they say: the same content, for every tool."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import afternoon, other_tools, quote, stories, suggest
from benchmarks.build import BEGIN, DOCS, END, markdown
from benchmarks.content import Story
from benchmarks.invented import Language, glossary
from benchmarks.invented import stories as invented
from benchmarks.measure import CommandError, run, written
from benchmarks.plain_pages import pages
from benchmarks.sites import FIRST, Site, Tool, sweep
from benchmarks.stages import POINTS, Watch, watched
from generator.authoring.suggestions import Suggestion
from generator.load import load
from generator.validate import valid_content
from tests.sites import explainer, files_of
from tests.support import ROOT, clean

COUNT = 3
DEMO = ROOT / "tests/demo"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("benchmark") / "site"
    assert stories.make(COUNT, folder), "so few quotations fit into a lock"
    return folder


@pytest.fixture(scope="module")
def told() -> list[Story]:
    language = Language()
    return list(invented(COUNT, language, glossary(language)))


def test_the_site_has_nothing_wrong_with_it(site: Path) -> None:
    compiled = clean(site)
    assert compiled.site is not None
    assert len(compiled.site.told) == COUNT
    assert len(compiled.site.verified) == 25 * COUNT


def test_the_site_is_what_it_is_said_to_be(told: list[Story]) -> None:
    for story in told:
        assert len(story.sources) == 5
        assert sum(len(source.quotations) for source in story.sources) == 25
        assert [sum(map(len, section.body)) for section in story.sections] == [12] * 4
        assert (len(story.events), len(story.participations)) == (10, 5)
        assert story.sources[0].copy != story.sources[1].copy


def test_the_site_is_the_same_each_time(site: Path, tmp_path: Path) -> None:
    stories.make(COUNT, tmp_path / "again")
    assert files_of(tmp_path / "again") == files_of(site)


def test_a_story_is_the_same_however_many_there_are(told: list[Story]) -> None:
    language = Language()
    assert next(invented(1, language, glossary(language))) == told[0]


def test_the_other_tools_have_our_pages(site: Path) -> None:
    ours = {page.address or "index" for page in clean(site).rendered.pages}
    theirs = [page.path for page in pages(COUNT)]
    assert len(theirs) == len(set(theirs))
    own = ("stories/", "sources/")
    assert {p for p in theirs if p.startswith(own)} == {p for p in ours if p.startswith(own)}
    assert set(theirs) - ours == {"about", "method"}, "those are hand-written"


@pytest.mark.parametrize("tool", other_tools.WRITERS)
def test_a_tool_gets_every_page(tool: str, tmp_path: Path) -> None:
    other_tools.make(tool, COUNT, tmp_path / tool)
    root = tmp_path / tool / ("docs" if tool in ("material", "zensical") else "content")
    names = {path.relative_to(root).with_suffix("").as_posix() for path in root.rglob("*.md")}
    wanted = {page.path for page in pages(COUNT)}
    assert names == (wanted - {"index"} | {"_index"} if tool == "hugo" else wanted)


@pytest.mark.parametrize("tool", ["material", "eleventy"])
def test_the_pages_have_all_statements_and_quotations(
    tool: str, told: list[Story], tmp_path: Path
) -> None:
    other_tools.make(tool, COUNT, tmp_path / tool)
    root = tmp_path / tool / ("docs" if tool == "material" else "content")
    for story in told:
        text = (root / "stories" / f"{story.slug}.md").read_text("utf-8")
        for section in story.sections:
            for statement in (each for row in section.body for each in row):
                assert statement.text in text
        for source in story.sources:
            quoted = (root / "sources" / f"{source.id}.md").read_text("utf-8")
            for quotation in source.quotations:
                assert quotation.exact in text
                assert quotation.exact in quoted


def test_links_of_other_tools_lead_somewhere(tmp_path: Path) -> None:
    other_tools.make("material", COUNT, tmp_path / "site")
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict")
    run(command, tmp_path / "site", {"NO_MKDOCS_2_WARNING": "1"})
    html = (tmp_path / "site" / "site" / "stories" / "story-0.html").read_text("utf-8")
    assert "<abbr title=" in html
    assert 'class="footnote-ref"' in html


def test_a_site_is_edited_cleared_and_put_back(tmp_path: Path) -> None:
    script = "import pathlib; pathlib.Path('site').mkdir(exist_ok=True); open('site/a.html', 'w')"
    tool = Tool("material", (sys.executable, "-c", script), "docs/stories/story-0.md")
    made = Site.make(tool, COUNT, tmp_path)
    before = files_of(made.folder)
    with made.editable():
        assert made.build().cpu > 0
        assert written(made.folder / "site") == (1, 1, 0)
        words = [made.edit(), made.edit()]
        text = (made.folder / tool.story).read_text("utf-8")
        assert f"{FIRST[:-1]} {words[1]}." in text
        assert words[0] != words[1]
    made.clear()
    assert files_of(made.folder) == before
    assert any(name.endswith("a.html") for name in files_of(tmp_path))
    sweep(tmp_path)
    assert not any(name.endswith("a.html") for name in files_of(tmp_path))
    assert Site.make(tool, COUNT, tmp_path).own == made.own


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="exit code 3"):
        run((sys.executable, "-c", "raise SystemExit(3)"), tmp_path)


@pytest.mark.parametrize("kind", ["txt", "html"])
def test_the_passages_that_are_looked_for_are_there(kind: str, tmp_path: Path) -> None:
    quote.make(tmp_path / "site", COUNT, kind)
    done = explainer("quote", "--dry-run", quote.SOUGHT, cwd=tmp_path / "site")
    assert (done.returncode, "source-2.yml" in done.stdout) == (0, True), done.stderr
    done = explainer("quote", "--from", "table.csv", cwd=tmp_path / "site")
    assert f"Written: {COUNT} quotations in {COUNT} files" in done.stderr


def test_every_stage_that_is_timed_is_there(site: Path, tmp_path: Path) -> None:
    watch = watched(site, tmp_path / "out")
    assert watch.missing == []
    labels = {label for path in watch.spent for label in path}
    assert {label for label, _, _ in POINTS} <= labels
    assert (tmp_path / "out" / "stories" / "story-0.html").is_file()


def test_a_stage_has_no_time_of_those_within_it(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([0.0, 1.0, 3.0, 7.0])
    monkeypatch.setattr("benchmarks.stages.time.process_time", lambda: next(now))
    watch = Watch()
    watch.enter("outer")
    watch.enter("inner")
    watch.leave()
    watch.leave()
    assert watch.spent["outer",].seconds == 5.0
    assert watch.spent["outer", "inner"].seconds == 2.0


def test_the_docs_have_a_place_for_the_table() -> None:
    text = DOCS.read_text("utf-8")
    assert text.index(BEGIN) < text.index(END)
    assert markdown(("a", "b", "c"), [("1", "2", "3")]).splitlines() == [
        "| a | b | c |",
        "| --- | --- | ---: |",
        "| 1 | 2 | 3 |",
    ]


@pytest.mark.parametrize("site", [ROOT, DEMO], ids=["the first site", "the demo"])
def test_the_cited_passage_is_among_the_first_five(site: Path) -> None:
    rates = dict(suggest.measured(site, made_up=site == ROOT))
    assert rates["known"].sentences > 50
    assert rates["known"].shares[0] >= 0.85
    assert rates["unknown"].shares[0] >= 0.85
    assert len(rates["known"].missed) == rates["known"].sentences - rates["known"].among


def test_a_hit_has_most_words_of_what_is_cited_in_its_source() -> None:
    words = "The bell, cast in 1702, fell."
    passage = Suggestion(
        "a", "A", "", 0, "", words, "", (), is_quoted=False, quotable=None, score=1
    )
    assert suggest.is_hit(passage, [("a", "cast in 1702")])
    assert suggest.is_hit(passage, [("b", "x"), ("a", "the bell […] fell at sea")])
    assert not suggest.is_hit(passage, [("b", "cast in 1702")])
    assert not suggest.is_hit(passage, [("a", "the bell of Ostermill fell into the southern sea")])


def test_stand_ins_are_the_same_each_time_and_hold_what_is_quoted(tmp_path: Path) -> None:
    sources = valid_content(load(DEMO, "content")[0]).sources
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        made = suggest.stand_ins(sources, tmp_path / name)
        assert {each.model.digest for each in made} == {None}
    assert files_of(tmp_path / "one") == files_of(tmp_path / "other")
    assert "The clapper was left behind." in (tmp_path / "one/tide-post.txt").read_text("utf-8")


@pytest.mark.slow
def test_from_reports_to_a_build_it_is_few_commands_and_few_lines(tmp_path: Path) -> None:
    # What the handbook's worked example runs as well, and leaves the site as it is.
    elsewhere = {"suggest", "next", "report", "review", "addresses", "verify-site"}

    def run(words: Sequence[str], here: Path, typed: str) -> afternoon.Told:
        if words[0] in elsewhere or words == ("check", "--strict"):
            return afternoon.Told(0, "")
        done = explainer(*words, cwd=here)
        return afternoon.Told(done.returncode, done.stdout + done.stderr)

    walked = afternoon.walk(tmp_path, run)
    named = [command.split()[0] for command, _ in walked.commands]
    assert named[-2:] == ["build", "verify-site"]
    assert len(named) <= 25
    verify, check = walked.first("verify"), walked.first("check")
    assert "45 quotations compared: 45 verified" in verify.text
    assert "5 errors, 4 warnings" in check.text
    assert verify.lines + check.lines <= 40
    assert re.match(r"\d+ pages in ", walked.first("build").text)
