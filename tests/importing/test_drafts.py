"""Drafts in Markdown and in Wikipedia's markup: a story, its sources, quotations, what is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.importing.draft import NOTE_MARK, Draft
from generator.importing.failure import ImportFailure
from generator.importing.markdown import read_markdown
from generator.importing.notes import note_references
from generator.importing.prose import escaped
from generator.importing.sentences import sentences_of
from generator.importing.wikitext import read_wikitext
from generator.prose import parse_inline, plain_text
from tests.compiled import compile_site
from tests.importing.support import run_import, site_with_copy, sources_of
from tests.sites import files_of
from tests.support import codes, no_hang

MARKDOWN = """\
---
title: "The bell of Ostermill"
---
A *bell* left its belfry by night.[^1]

It weighed "some 900 kilograms".[^1] The town “mourns its bell”, said the mayor.[^2] A "so-called"
thief. It's [reported](https://gazette.example/x?a=1) that 5 * 3 < 7 @x] {title} <b>.

## What happened next
- "I saw it," she said.[^3] “Unpaired words.

### Deeper
Nobody knows.[^9]

[^1]: https://tide-post.example/bell-gone
[^2]: Jane Doe, “Town mourns”, The Gazette, 5 April 2031, https://gazette.example/mourns.
    Accessed 1 May 2031.
[^3]: A book without an address.
[^4]: Nobody refers to this.
"""
STORY = """\
standfirst: |
  A bell left its belfry by night. [editor]
key_points: |
  What readers should take away, one point a line. [editor]
sections:
  - id: what-happened
    title: What happened
    body: |
      It weighed "some 900 kilograms". [@post-weight]
      The town “mourns its bell”, said the mayor. [@the-gazette-2031-mourns-its-bell]
      A *so-called* thief. [editor]
      It's reported that 5 \\* 3 < 7 &#64;x\\] &#123;title} . [editor]
  - id: what-happened-next
    title: What happened next
    body: |
      *I saw it,* she said. [editor]
      Unpaired words. [editor]
  - id: deeper
    title: Deeper
    body: |
      Nobody knows. [editor]
"""
WIKI = """\
{{Infobox event|name=x|{{nested|a}}}}
[[File:a.jpg|thumb|A [[bell]]<ref name="post"/>]]
The '''bell''' of [[Ostermill|the town]] vanished.<ref name="post">{{cite news |last=Quill
|first=Ada |title={{lang|fr|La cloche}} gone |work=[[The Tide Post]] |date=5 April 2031 |pages=3
|url=https://tide-post.example/bell-gone |quote=some 900 kilograms}}</ref>
It was heavy.<ref>{{Cite web|url=https://b.example/y|title=No end|agency=Wire}}</ref>

== Weight ==
It weighed "some 900 kilograms".<ref name=post /> They said “gone”.<ref>[https://c.example/z Gone],
3 May 2031</ref>
{| class="wikitable"
| a || {|
| nested
|}
|}
See [https://d.example/ the site]. End.<ref>never closed
* {{cite book|title=A book|last=Doe|year=2001|isbn=123}}
"""


def story(site: Path, slug: str) -> str:
    return (site / f"content/stories/{slug}/story.yml").read_text("utf-8")


def errors(site: Path) -> list[str]:
    """The codes of what is wrong, apart from what an import cannot know."""
    unknown = {"missing-lock", "unverified-quotation", "unused-term", "unused-quotation"}
    return [code for code in codes(compile_site(site, drafts=True)) if code not in unknown]


def test_a_markdown_draft_becomes_a_story(tmp_path: Path) -> None:
    site = site_with_copy(tmp_path / "site")
    result = run_import(site, "draft.md", MARKDOWN)
    assert result.exit_code == 0, result.output
    made = story(site, "the-bell-of-ostermill")
    assert made.partition("standfirst:")[2].startswith(STORY.removeprefix("standfirst:"))
    assert errors(site) == []
    for told in (
        "story the-bell-of-ostermill: The bell of Ostermill (8 sentences, 2 with a quotation)",
        "The mark of note '9' has no note.",
        "No mark leads to note '4': Nobody refers to this.",
        "'note 3: A book without an address.' has no address on the web",
        "'note 1': it is the source 'post' already",
        "story.yml:6: “A bell left its belfry by night.” rests on post in the draft",
        "“so-called” stood in quotation marks and could not be cited",
        "1 of its quotations have the draft's words",
    ):
        assert told in result.output
    assert "# - line 6: “A bell left its belfry by night.” rests on post" in made


def test_a_page_of_wikipedia_becomes_a_story(tmp_path: Path) -> None:
    site = site_with_copy(tmp_path / "site")
    result = run_import(site, "bell.wiki", WIKI, "--title", "A bell", "--id", "bell-2")
    assert result.exit_code == 0, result.output
    made = story(site, "bell-2")
    assert "The bell of the town vanished. [@post-weight]\n" in made
    assert 'It weighed "some 900 kilograms". [@post-weight]\n' in made
    assert "They said “gone”. [@c-example-2031-gone]\n" in made
    assert errors(site) == []
    found = sources_of(site)
    assert found["b-example"]["origin"] == "Wire"
    assert (found["c-example-2031"]["title"], found["c-example-2031"]["published"]) == (
        "Gone", "2031-05-03",
    )  # fmt: skip
    for told in (
        "2 × table left out", "1 × template 'infobox event' left out", "1 × picture or category",
        "<ref> is never closed", "'A book' has no address", "pages of cite news (1)",
    ):  # fmt: skip
        assert told in result.output


def test_words_of_a_copy_become_a_quotation_of_it(tmp_path: Path) -> None:
    site = site_with_copy(tmp_path / "site")
    draft = (
        'It is said that "nobody  heard it go".[^a] "Nobody saw it", says one.[^a]\n\n'
        "[^a]: https://tide-post.example/bell-gone\n"
    )
    result = run_import(site, "draft.md", draft)
    assert result.exit_code == 0, result.output
    source = (site / "content/sources/post.yml").read_text("utf-8")
    assert source.endswith("  - id: post-nobody-heard-it-go\n    exact: nobody heard it go\n")
    made = story(site, "draft")
    assert 'It is said that "nobody heard it go". [@post-nobody-heard-it-go]\n' in made
    assert "*Nobody saw it*, says one. [editor]\n" in made
    assert "changed: content/sources/post.yml" in result.output
    assert errors(site) == []


def test_nothing_is_written_where_something_is_in_the_way(tmp_path: Path) -> None:
    site = site_with_copy(tmp_path / "site")
    assert run_import(site, "draft.md", MARKDOWN).exit_code == 0
    again = run_import(site, "draft.md", MARKDOWN)
    assert again.exit_code == 0
    assert "story the-bell-of-ostermill-2: " in again.output
    before = files_of(site)
    taken = run_import(site, "draft.md", MARKDOWN, "--id", "the-bell-of-ostermill")
    assert taken.exit_code == 2
    assert "there is a story 'the-bell-of-ostermill' already" in taken.output
    (site / "content/stories/new").write_bytes(b"")
    assert run_import(site, "draft.md", MARKDOWN, "--id", "new").exit_code == 2
    (site / "content/stories/new").unlink()
    assert files_of(site) == before


def test_a_failure_takes_back_what_was_changed(tmp_path: Path) -> None:
    site = site_with_copy(tmp_path / "site")
    before = files_of(site)
    draft = 'A "nobody heard it go".[^a]\n\n[^a]: https://tide-post.example/bell-gone\n'
    (site / "content/sources/.post.yml.new").mkdir()  # in the way of a change to post.yml
    assert run_import(site, "draft.md", draft).exit_code == 2
    assert files_of(site) == before
    assert not (site / "content/stories/draft").exists()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.md", "", "has no text"),
        ("a.md", "[^1]: only a note\n", "has no text"),
        ("a.md", "".join(f"a[^{n}]\n" for n in range(10_000)), "more than 5,000 notes"),
        ("a.wiki", "a<ref>b</ref>\n" * 10_000, "more than 5,000 notes"),
        ("a.md", "a\n\n" * 10_001, "more than 10,000 paragraphs"),
        ("a.md", f"{'word ' * 400}. " * 160, "300,000 are allowed"),
        ("a.md", "x" * 1_000_001, "more than 1,000,000 characters"),
        ("a.md", b"\x00", "is no text"),
    ],
)
def test_what_cannot_be_a_story_is_refused(
    tmp_path: Path, name: str, data: str | bytes, why: str
) -> None:
    site = site_with_copy(tmp_path / "site")
    before = files_of(site)
    result = run_import(site, name, data)
    assert result.exit_code == 2
    assert why in result.output
    assert "nothing was written" in result.output
    assert files_of(site) == before


HOSTILE = [
    "[^a]: [^b]: x\n[^a][^b]",
    "{{" * 3_000 + "}}" * 3_000,
    "[[" * 5_000,
    "<ref>" * 5_000,
    "{|" * 5_000 + "|}" * 10,
    "[a](" * 5_000,
    "^[" * 5_000,
    "*" * 20_000 + "a" + "*" * 20_000,
    "> " * 5_000 + "x",
    "<!--" * 5_000,
    "`" * 9_000,
    '"' * 9_000,
    "a\u202eb\u200bc \ufdd20\ufdd3 \x00".replace("\x00", "\x07") + " words here.",
    "[@post-weight] [editor]\n\nx [derived: y]\n\n{title}\n\n&lt;b&gt; <script>alert(1)</script> x",
    "# - {a: b}\n\n: x #y\n\n- # z\n\n## !tag &anchor *alias\n\nText %.",
    "w" * 20_000,
    ("." * 9_000 + "'" * 9_000 + " ") * 9,
    "” said one of them.\n\n“” said another.\n\n# “\n\nText.",
    "=1+1\n\n@SUM(A1)\n\n+x",
]


def test_hostile_drafts_are_read_or_refused(tmp_path: Path) -> None:
    site = site_with_copy(tmp_path / "site")
    for at, (text, ending) in enumerate((text, end) for text in HOSTILE for end in ("md", "wiki")):
        slug = f"hostile-{at}"
        with no_hang():
            result = run_import(site, f"a.{ending}", f"{text}\n\nOne more.\n", "--id", slug)
        assert result.exit_code in (0, 2), result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert (site / f"content/stories/{slug}").exists() == (result.exit_code == 0)
    assert errors(site) == []


def test_prose_is_read_back_as_it_was() -> None:
    for text in ("a *b* _c_ `d` [e](f) [@x] {y} <b> &amp; \\ &lt; ![i](u) a_b @x] # h", "\\*&#64;"):
        assert plain_text(parse_inline(escaped(text), [])) == text


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Dr. A. Doe of the U.S. Army came e.g. Today. Yes.",
         ["Dr. A. Doe of the U.S. Army came e.g. Today.", "Yes."]),
        ("Am 5. Mai ging es los. „Ja.“ Dann nicht.",
         ["Am 5. Mai ging es los.", "„Ja.“", "Dann nicht."]),
        ("It cost 3.5 million ... they say. ok", ["It cost 3.5 million ... they say. ok"]),
        ("鐘が消えた。誰も聞かなかった。", ["鐘が消えた。", "誰も聞かなかった。"]),
        ("اختفى الجرس. هل سمع أحد؟ لا", ["اختفى الجرس.", "هل سمع أحد؟", "لا"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [each.text for each in sentences_of(text)] == sentences


def marked(draft: Draft) -> list[tuple[str, list[str]]]:
    """The sentences of a draft, each with the labels of its notes."""
    return [
        (sentence.text, [draft.notes[number].label for number in sentence.notes])
        for paragraph in draft.paragraphs
        for sentence in sentences_of(paragraph.text)
    ]


def test_a_note_belongs_to_the_sentence_that_it_stands_behind() -> None:
    draft = read_markdown("One[^a] here.[^b] [^c] Two.[^d]\nThree. [^e]\n\n[^a]: x")
    assert marked(draft) == [("One here.", ["a", "b", "c"]), ("Two.", ["d"]), ("Three.", ["e"])]


def test_blocks_of_markdown() -> None:
    draft = read_markdown(
        "Title\n=====\n\n> quoted\n> on\n\n1. one\n2. two\n\n```\ncode[^x]\n```\n\n| a | b |\n"
        "|---|---|\n| c | d |\n\n***\n<!-- gone\n[^y] -->\n\\*a\\* [b][r] ![i](p.png) <i>c</i>"
        " &eacute;\n\n[r]: https://r.example/ \"R\"\n"
    )  # fmt: skip
    assert [(NOTE_MARK.sub("^", each.text), each.level) for each in draft.paragraphs] == [
        ("Title", 1), ("quoted on", 0), ("one", 0), ("two", 0), ("a; b", 0), ("c; d", 0),
        ("*a* b^ c é", 0),
    ]  # fmt: skip
    assert draft.remarks == (
        "2 rows of tables became paragraphs.",
        "1 blocks of code were left out.",
    )


def test_notes_name_addresses_dates_and_titles() -> None:
    first, second = note_references(
        "n", "See https://a.example/b_(c). “The end”, in: The Post, 5. Mai 2020, "
        "https://web.archive.org/web/2020/https://p.example/x, accessed 6 May 2021.",
    )  # fmt: skip
    assert first.url == "https://a.example/b_(c)"
    assert (second.title, second.publisher) == ("The end", "The Post")
    assert (second.published, second.accessed) == ("2020-05-05", "2021-05-06")
    assert second.url == "https://p.example/x"
    assert second.archive_url == "https://web.archive.org/web/2020/https://p.example/x"
    (tin,) = note_references("n", "“Lake”, The Tin Post, 2031-02-03, https://a.example/")
    assert tin.publisher == "The Tin Post"
    (doi,) = note_references("n", "Doe 2020, doi:10.1000/182.")
    assert doi.url == "https://doi.org/10.1000/182"
    (none,) = note_references("n", "javascript:alert(1)")
    assert none.url == ""


def test_templates_in_other_languages() -> None:
    draft = read_wikitext(
        "A.<ref>{{Internetquelle|url=https://a.example/|titel=Das Ende|werk=Die Post"
        "|datum=2020-05-05|abruf=2021-01-01|autor=A. Doe}}</ref> "
        "B.<ref>{{Lien web|titre=La fin|url=https://b.example/|date=5 mai 2020|site=La Poste"
        "}}</ref>"
    )
    (first,), (second,) = (note.references for note in draft.notes)
    assert (first.title, first.publisher, first.published) == ("Das Ende", "Die Post", "2020-05-05")
    assert (first.accessed, first.author) == ("2021-01-01", ("A. Doe",))
    assert (second.title, second.publisher, second.published) == (
        "La fin",
        "La Poste",
        "2020-05-05",
    )


def test_the_list_stands_in_the_file_where_there_is_room(tmp_path: Path) -> None:
    site = site_with_copy(tmp_path / "site")
    note = "\n[^1]: https://tide-post.example/bell-gone\n"
    for count in (2, 140):
        words = "word " * 400
        result = run_import(site, f"n{count}.md", f"A {words}.[^1]\n\n" * count + note)
        assert "rests on post" in result.output
        assert ("# Left to do:" in story(site, f"n{count}")) == (count == 2)
        assert len(story(site, f"n{count}").encode()) <= 300_000


def test_too_many_notes_end_the_reading() -> None:
    with pytest.raises(ImportFailure, match="notes"):
        read_markdown("^[a]" * 5_001)
