"""Plain text: nothing of the story is missing, every number leads to its words, lines are short."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.prose import plain_text
from generator.render import SITE_FILES
from generator.render.exports import LLMS_PATH
from generator.render.exports.llms import plain
from generator.render.exports.text import wrapped
from tests.compiled import Compiled, renderer_of
from tests.render.exports.conftest import Exports
from tests.support import DEMO, TESTS, clean


def text_of(made: Exports) -> str:
    return made.files["txt"].decode()


def joined(text: str) -> str:
    return " ".join(text.split())


def test_every_sentence_stands_in_it_with_its_numbers_and_its_address(made: Exports) -> None:
    text = joined(text_of(made))
    numbers = {note.quotation: str(note.number) for note in made.story.footnotes}
    for statement in made.story.statements():
        before, found, _ = text.partition(f" #{statement.anchor} ")
        assert found, statement.anchor
        line = before[max(0, before.rfind(" #")) :]
        bare = re.sub(r" \[[^\]]*\]", "", line)
        assert joined(plain_text(statement.nodes)) in bare
        shown = re.findall(r"\d+", " ".join(re.findall(r"\[[^\]]*\]", line)))
        assert {numbers[id] for id in statement.quotations} <= set(shown)


def test_every_citation_stands_at_its_end_in_full(made: Exports) -> None:
    text = text_of(made)
    blocks = re.split(r"\n\n(?=\[\d+\] )", text)[1:]
    assert len(blocks) == len(made.story.footnotes)
    for note, block in zip(made.story.footnotes, blocks, strict=True):
        entry = made.site.quotations[note.quotation]
        quotation, source = entry.quotation, made.site.sources[entry.source].source
        line = joined(block)
        assert line.startswith(f"[{note.number}] ")
        for part in (
            quotation.exact, quotation.translation, quotation.speaker, quotation.role,
            quotation.attributed_to, quotation.note, source.title, source.publisher, source.url,
            source.archive_url, f"#q.{note.quotation}",
        ):  # fmt: skip
            assert not part or joined(part) in line, part
        locked = made.site.verified.get(note.quotation)
        assert (made.site.digests.get(entry.source, "sha256:") in line) == bool(locked)
        if locked:
            assert made.renderer.wording.date(locked.verified) in line


def test_the_parts_of_the_story_are_all_in_it(made: Exports) -> None:
    text, story = joined(text_of(made)), made.story
    expected = [
        story.story.title,
        *(section.title for section in story.sections),
        *(event.event.title for event in story.events),
        *(each.operation.name for each in story.operations if story.has_map),
        *(each.place.name for each in story.places),
        *(entry.disagreement.question for entry in story.disagreements),
        *(entry.correction.why for entry in story.corrections),
        *(made.renderer.wording.country(each.country) for each in story.participations),
    ]
    assert [each for each in expected if joined(each) not in text] == []
    assert made.site.settings.publisher.name in text


def check_lines(text: str) -> None:
    assert text.endswith("\n")
    assert "\n\n\n" not in text
    for line in text.splitlines():
        assert line == line.rstrip()
        assert len(line) <= 78 or " " not in line.strip(), line
    # Nothing turns the direction of the text, and nothing is no character to be read.
    assert {
        character
        for character in text
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co")
        and character not in "\n\u200c\u200d\u00ad"
    } == set()


def test_lines_are_short_and_hold_nothing_but_characters(made: Exports) -> None:
    check_lines(text_of(made))


def test_a_story_in_a_language_that_is_written_from_right_to_left() -> None:
    compiled = clean(TESTS / "ar")
    texts = [file for file in compiled.rendered.files if file.path.endswith(".txt")]
    assert {file.path for file in texts} > {LLMS_PATH, "robots.txt"}
    for file in texts:
        if file.path.startswith("stories/"):
            check_lines(file.data.decode())
            assert "الاستشهادات" in file.data.decode()


WORDS = st.text(st.sampled_from("ab -[]"), max_size=300)


@given(WORDS, st.sampled_from([("", ""), ("* ", "  "), ("    ", "    ")]))
def test_lines_are_filled_as_textwrap_fills_them(text: str, indents: tuple[str, str]) -> None:
    head, indent = indents
    expected = textwrap.wrap(
        " ".join(text.split()),
        78,
        initial_indent=head,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    assert wrapped(text, head, indent) == "\n".join(expected)


def test_llms_txt_has_the_form_that_its_readers_know(compiled_demo: Compiled) -> None:
    assert compiled_demo.site
    (file,) = (each for each in compiled_demo.rendered.files if each.path == LLMS_PATH)
    lines = file.data.decode().splitlines()
    assert lines[0] == "# The Bell File"
    assert lines[2].startswith("> An invented story")
    sections = [line for line in lines if line.startswith("#")][1:]
    assert sections == ["## Stories", "## Look things up", "## Data"]
    links = [line for line in lines if line.startswith("- ")]
    paths = {file.path for file in compiled_demo.rendered.files}
    paths |= {f"{page.address}.html" for page in compiled_demo.rendered.pages}
    home = re.escape("https://bell-file.example/stories/")
    for line in links:
        found = re.fullmatch(rf"- \[[^\]]+\]\({home}(\S+)\)(: .+)?", line)
        assert found, line
        assert found[1] in {*paths, "data/site.db"}, line
    for story in compiled_demo.site.told:
        assert any(f"stories/{story.slug}.txt)" in line for line in links)


def test_llms_txt_names_the_newest_stories_and_where_all_are(
    compiled_demo: Compiled,
) -> None:
    assert compiled_demo.site
    story = compiled_demo.site.told[0]
    many = compiled_demo.site.with_stories([
        replace(story, slug=f"story-{number:03}") for number in range(130)
    ])  # fmt: skip
    renderer = renderer_of(many, DEMO)
    (file,) = (each for each in SITE_FILES["exports"](renderer) if each.path == LLMS_PATH)
    links = re.findall(r"stories/(story-\d+)\.txt", file.data.decode())
    assert links == [f"story-{number:03}" for number in range(100)]
    assert "[All 130 stories, by year](https://bell-file.example/stories/stories.html)" in (
        file.data.decode()
    )


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_text_of_an_editor_is_markup(text: str) -> None:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - of this test alone

    shown = plain(text)
    tokens = MarkdownIt("commonmark").parse(shown)
    if not shown:
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == " ".join(text.split())
