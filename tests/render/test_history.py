"""The pages on a story's versions, what other pages say of them, and what a hostile text does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

import pytest

from generator.authoring.history import with_version
from generator.index import StoryHistory
from generator.model import StoryVersion
from generator.render import Page
from generator.render.views.history.words import marked_words
from generator.resolve.history import State, new_version
from tests.compiled import Compiled
from tests.hostile.vectors import ALL
from tests.sites import read_html
from tests.support import BASE, codes, page_html

FILE = "content/history/bell.yml"
RECORD = "content/stories/bell/addresses.yml"
STORY_FILE = "content/stories/bell/story.yml"
STORY = (BASE / STORY_FILE).read_text("utf-8")
NOW = {
    "h.title": "Who took the bell?",
    "s.1": "A bell left its belfry by night. [@post-vanished]",
    "k.1": "It was heavy. [@post-weight]",
    "h.s.the-night": "The night",
    "s.the-night.1": "The bell was gone. [@post-vanished]",
}
THEN = {
    "h.title": "Who has the bell?",
    "s.1": "A bell left its tower by night. [@post-vanished; @post-lost]",
    "s.the-night.4": "Nobody *saw* it. [editor]",
    "h.e.fall": "It falls",
    "h.e.fall.date": "2031-04~",
    "s.the-night.9": "It fell, at five. [cf. @post-weight] [derived: so]",
}
ADDRESSES = (
    "sentences:\n  s.1: A bell left its belfry by night.\n  k.1: It was heavy.\n"
    "  s.the-night.1: The bell was gone.\n"
    "gone:\n  s.the-night.4: {of: 3f9c2a71b04d5e66, now: s.the-night.1}\n"
    '  s.the-night.9: {of: 3f9c2a71b04d5e67, now: k.1, unlinked: "true"}\n'
)
CORRECTION = (
    "corrections:\n  - {date: 2031-05-09, was: its tower, now: its belfry, why: It has none.}\n"
)
Compile = Callable[..., Compiled]


def history(*said: tuple[str, State], note: str = "Because.") -> bytes:
    text, then = b"", dict[str, str]()
    last: StoryVersion | None = None
    for date, now in said:
        last = new_version(last, then, now, date, note)
        text, then = with_version(text, last, "bell"), dict(now)
    return text


def compiled(compile_files: Compile, text: bytes, story: str = STORY) -> Compiled:
    made = compile_files({FILE: text, STORY_FILE: story, RECORD: ADDRESSES})
    assert isinstance(made, Compiled)
    return made


TWO = (("2031-05-01", THEN), ("2031-05-09", NOW))


@pytest.fixture
def made(compile_files: Compile) -> Compiled:
    found = compiled(compile_files, history(*TWO), STORY + CORRECTION)
    assert codes(found) == []
    return found


def pages(made: Compiled) -> dict[str, Page]:
    return {page.address: page for page in made.rendered.pages}


def html(made: Compiled, address: str) -> str:
    return page_html(pages(made)[address])


def change(text: str, of: str) -> str:
    found = re.findall(rf'<li id="[^"]*" data-of="{re.escape(of)}".*?</li>', text, re.DOTALL)
    assert found, of
    return "\n".join(found)


def test_without_a_history_a_site_is_as_it_was(compile_files: Compile) -> None:
    made = compile_files({RECORD: ADDRESSES})
    assert not [page for page in made.rendered.pages if "history" in page.address]
    text = html(made, "stories/bell")
    for each in ("sx-versions", "data-was", "history"):
        assert each not in text


def test_versions_are_told_the_newest_first_with_what_was_changed(made: Compiled) -> None:
    text = html(made, "stories/bell/history")
    names = re.findall(r'<h3 id="version\.(\d)">(.*?)</h3>', text)
    assert names == [("2", "Version 2 · May 9, 2031"), ("1", "Version 1 · May 1, 2031")]
    assert "2 texts changed; 3 texts added; 4 texts removed" in text
    assert '<a href="../bell.html#correction.bell.1">1 correction of May 9, 2031</a>' in text
    first = change(text, "s.1")
    assert "A bell left its <del>tower</del> by night." in first
    assert "A bell left its <ins>belfry</ins> by night." in first
    assert "<dt>No longer cited</dt>\n<dd>post-lost</dd>" in first
    assert '<a href="../bell.html#s.1">The sentence now</a>' in first
    # What is gone is shown as such, and leads to what stands in its place.
    gone = change(text, "s.the-night.1")
    assert "<del>Nobody saw it. [editor’s words]</del>" in gone
    assert '<a href="../bell.html#s.the-night.1">What stands there now</a>' in gone


def test_ids_are_there_once_and_links_lead_to_them(made: Compiled) -> None:
    for address, page in pages(made).items():
        if "/history" in address:
            read = read_html(page_html(page))
            assert len(read.ids) == len(set(read.ids))
    ids = set(read_html(html(made, "stories/bell/history")).ids)
    # A sentence's address leads to its latest change.
    assert {"s.1", "s.the-night.1", "version.1", "version.2"} <= ids


def test_a_version_says_what_the_story_said(made: Compiled) -> None:
    page = pages(made)["stories/bell/history/1"]
    text = page_html(page)
    assert page.title == "Who has the bell? (version 1, May 1, 2031)"
    assert not page.is_indexed
    assert (
        "<strong>Version 1.</strong> This is the story as of May 1, 2031. It has changed since."
        in text
    )
    assert re.search(r'<p id="s\.1"[^>]*>A bell left its tower by night\.', text)
    assert "Nobody <em>saw</em> it." in text
    assert "worked out: so" in text
    assert re.search(r"<h3[^>]*>[^<]*2031[^<]*: It falls</h3>", text)
    # A quotation that is no more is named.
    assert re.search(r"<code>post-lost</code> This quotation is no longer on the site\.", text)
    assert "Version 1, as of May 1, 2031" in text
    assert made.site is not None
    assert made.site.histories["bell"].versions[0].digest in text
    now = html(made, "stories/bell/history/2")
    assert "This is the story as of May 9, 2031, as it stands now." in now


def test_the_story_leads_to_its_versions_and_marks_what_read_otherwise(made: Compiled) -> None:
    text = html(made, "stories/bell")
    assert '<a class="sx-versions" href="bell/history.html">Version 2</a>' in text
    marked = re.findall(r'id="([^"]+)"[^>]* data-was', text)
    assert sorted(marked) == ["k.1", "s.1", "s.the-night.1"]
    # The correction leads to the version without it and to the one with it.
    assert (
        '<a href="bell/history/1.html">Version 1</a> · <a href="bell/history/2.html">Version 2'
        in text
    )
    assert 'class="sx-former" id="s.the-night.4"' in text
    assert "s.the-night.9" not in text


def test_a_story_that_has_changed_since_claims_no_version(compile_files: Compile) -> None:
    story = STORY.replace("The night\n", "That night\n")
    made = compiled(compile_files, history(*TWO), story)
    assert codes(made) == ["unrecorded-version"]
    text = html(made, "stories/bell")
    assert '<a class="sx-versions" href="bell/history.html">changed since version 2</a>' in text
    told = "1 sentence or heading has changed since version 2 and is in no version yet."
    assert told in html(made, "stories/bell/history")
    assert "its last version. It has changed since." in html(made, "stories/bell/history/2")
    assert "version" not in article(made)


def article(made: Compiled) -> dict[str, object]:
    (data,) = (f.data for f in made.rendered.files if f.path == "stories/bell.jsonld")
    (found,) = (each for each in json.loads(data)["@graph"] if each["@id"] == "bell.html")
    assert isinstance(found, dict)
    return found


def test_data_files_know_the_versions(made: Compiled) -> None:
    found = article(made)
    assert found["version"] == "2"
    assert [(each["version"], each.get("isBasedOn")) for each in found["workExample"]] == [  # type: ignore[attr-defined]
        ("1", None),
        ("2", {"@id": "bell/history/1.html"}),
    ]
    (data,) = (f.data for f in made.rendered.files if f.path == "stories/bell.prov.json")
    prov = json.loads(data)
    revisions = [
        (row["prov:generatedEntity"], row["prov:usedEntity"])
        for row in prov["wasDerivedFrom"].values()
        if row.get("prov:type", {}).get("$") == "prov:Revision"
    ]
    assert revisions == [("site:stories/bell/history/2.html", "site:stories/bell/history/1.html")]


def test_a_draft_shows_no_history(compile_files: Compile) -> None:
    draft = STORY.replace("status: published", "status: draft")
    made = compile_files(
        {FILE: history(*TWO), STORY_FILE: draft, RECORD: ADDRESSES},
        drafts=True,
    )
    assert "stories/bell" in pages(made)
    assert not [address for address in pages(made) if "history" in address]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("It was red.", "It was blue.", ("It was <del>red.</del>", "It was <ins>blue.</ins>")),
        ("A b c", "A c", ("A <del>b</del> c", "A c")),
        ("One: red", "One red", ("<del>One:</del> red", "<ins>One</ins> red")),
        ("one is two", "three is four", ("<del>one is two</del>", "<ins>three is four</ins>")),
        ("", "<b>", ("", "&lt;b&gt;")),
        ("<i> x", "<i> y", ("&lt;i&gt; <del>x</del>", "&lt;i&gt; <ins>y</ins>")),
        ("鐘不見了這是晚上的事情發生在鎮上", "鐘不見了這是早上的事情發生在鎮上", None),
    ],
)
def test_words_that_differ_are_marked(was: str, now: str, expected: tuple[str, str] | None) -> None:
    first, second = marked_words(was, now)
    if expected:
        assert (first.strip(), second.strip()) == expected
    else:
        assert "<del>晚</del>" in first
        assert "<ins>早</ins>" in second


ELEMENTS = {
    "a", "blockquote", "cite", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2",
    "h3", "h4", "i", "ins", "li", "ol", "p", "small", "strong", "summary", "sup", "ul",
}  # fmt: skip


def test_no_text_of_a_version_becomes_markup(compile_files: Compile) -> None:
    vectors = [text for each in ALL if (text := writable(each))]
    assert len(vectors) > 100
    said = {"h.title": vectors[0]}
    for at, text in enumerate(vectors, 1):
        said[f"s.{at}"] = text
        said[f"h.d.x{at}"] = text
        said[f"h.e.x{at}.date"] = text
    then = {key: f"{text} more" for key, text in said.items()}
    gone = "".join(
        f"  s.{at}: {{of: 3f9c2a71b04d5e66, now: k.1}}\n" for at in range(2, len(vectors) + 1)
    )
    made = compile_files(
        {
            FILE: history(("2031-05-01", then), ("2031-05-02", said), note=vectors[5]),
            RECORD: ADDRESSES + gone,
        }
    )
    assert "altered-history" not in codes(made)
    shown = [page for page in made.rendered.pages if "/history" in page.address]
    assert len(shown) == 3
    for page in shown:
        for element in elements(page_html(page)):
            name, attributes = element
            assert name in ELEMENTS
            assert not [each for each in attributes if each.startswith("on")]
            href = attributes.get("href", "")
            assert re.fullmatch(r"(?:\.\./)*[a-z0-9/.-]*(?:\.html)?(?:#[\w.-]*)?", href), href


def writable(text: str) -> str:
    text = " ".join(text.split())
    try:
        with_version(b"", new_version(None, {}, {"h.title": text}, "2031", None), "bell")
    except Exception:
        return ""
    return text


def elements(text: str) -> Sequence[tuple[str, dict[str, str]]]:
    import html5lib  # noqa: PLC0415 - here alone

    tree = html5lib.parseFragment(text, namespaceHTMLElements=False)
    return [
        (each.tag, dict(each.attrib)) for each in [*tree.iter()][1:] if isinstance(each.tag, str)
    ]


def test_a_long_history_shows_its_last_versions_in_full(compile_files: Compile) -> None:
    said = [("2031-05-01", {**NOW, "k.1": f"It was heavy, {n}."}) for n in range(30)]
    made = compiled(compile_files, history(*said, ("2031-05-01", NOW)))
    text = html(made, "stories/bell/history")
    assert text.count('<h3 id="version.') == 31
    assert text.count('<ul class="sx-changes"') == 20
    assert made.site is not None
    assert isinstance(made.site.histories["bell"], StoryHistory)
    assert len([page for page in pages(made) if "/history/" in page]) == 31
