"""The stages in a row."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.diagnostics import CODES
from tests.compiled import Compiled, compile_site
from tests.support import BASE, DEMO, ELSEWHERE, TESTS, clean, codes, make_site, said

Compile = Callable[..., Compiled]
SOURCE = (BASE / "content/sources/post.yml").read_text("utf-8")
STORY = (BASE / "content/stories/bell/story.yml").read_text("utf-8")

FIELDS = """title: Late
publisher: [Gull]
published: yesterday
url: https://gull.example/
kind: rumour
archived_as: a/b.txt
digest: md5:1
author: [""]
quotations:
  - id: gull-one
    exact: one
"""
WRONG = """title: The bell
standfirst: |
  It was gone.
status: published
published: 2031-05-02
updated: 2031-05-01
key_points: |
  It was heavy. [@post-wait]
sections:
  - id: the-night
    title: The night
    body: |
      It was <br> gone{word}. [@post-weight]
      It was gone. [@post-weight, p. 7]
      It [was](gone). [@post-weight]
  - id: the-night
    title: The night again
    body: >
      It was gone. [@post-weight]
  - id: sources
    title: The sources
    body: |
      It was gone, and the tower stood. [@gull-one; @broken-one; @deep-one; @latin-one]
operations:
  - {id: search, name: The search, date: 2031}
participations:
  - country: AQ
    operation: search
    roles: [{role: led, text: "It led. [@post-weight]", disputed: who}]
  - country: AQ
    operation: search
    roles: [{role: arrested, text: "It arrested. [@post-weight]"}]
places:
  - {id: a, name: A, country: AQ, latitude: 45, longitude: -80, disputed: b,
     text: "It lay. [@post-weight]"}
disagreements:
  - {id: a, question: a, kind: date, reading: c, answers: [{answer: "D. [@post-weight]"}]}
  - {id: b, question: b, kind: one-report, reading: c, answers: [{answer: "D. [@post-weight]"}]}
corrections:
  - {date: 2031-05-02, was: a, now: It was light., why: b}
follows: wrong
"""
MANY: dict[str, str | bytes] = {
    "content/site.yml": "titel: x\n" + (BASE / "content/site.yml").read_text("utf-8")
    .replace("language: en", "language: English").replace("mailto:", "fax:"),
    "content/notes.yml": "a: b\n",
    "content/sources/Bad Name.yml": SOURCE.replace("post-", "named-"),
    "content/sources/anchor.yml": "quotations: &x\n  - id: broken-one\n",
    "content/sources/comment.yml": SOURCE.replace("post-", "cut-").replace("Bell gone", "Bell #1"),
    "content/sources/con.yml": SOURCE.replace("post-", "con-")
    .replace("The Tide", "T\u0456de\u200b").replace("https://", "https://tide@", 1),
    "content/sources/control.yml": "title: a\x00b\n",
    "content/sources/deep.yml": "quotations:\n  - id: deep-one\n    exact: " + "[" * 40,
    "content/sources/double.yml": SOURCE.replace("post-", "double-") + "title: Again\n",
    "content/sources/empty.yml": "# later\n",
    "content/sources/fields.yml": FIELDS,
    "content/reviews/bell.yml": "reviews:\n"
    "  - {of: 3f9c2a71b04d, by: Odo, on: 2031-05-02, verdict: supported}\n"
    "  - {of: 3f9c2a71b04d, by: Odo, on: 2031-05-03, verdict: supported}\n",
    "content/history/bell.yml": "versions:\n"
    f"  - {{date: 2031-05-01, digest: sha256:{'0' * 64}, texts: {{h.title: Bell}}}}\n",
    "content/reviews/few.yml": "reviews:\n"
    "  - {of: the first, by: Odo, on: 2031-05-02, verdict: supported}\n",
    "content/sources/merged.yml": "<<<<<<< HEAD\ntitle: a\n=======\n>>>>>>> other\n",
    "content/sources/large.yml": "# large\n" * 300_000,
    "content/sources/lost.yml.txt": SOURCE.replace("post-", "lost-"),
    "content/sources/latin.yml": b"quotations:\n  - id: latin-one\n    exact: caf\xe9\n",
    "content/sources/syntax.yml": "title: a: b\n",
    "content/sources/tab.yml": "title:\n\ta: b\n",
    "content/sources/twice.yaml": SOURCE.replace("post-", "twice-"),
    "content/sources/twice.yml": SOURCE.replace("post-", "never-"),
    "content/glossary/tower.yml": "term: tower\nkind: place\naliases: [belfry]\n"
    "definition: |\n  It is high. [@post-weight]\n",
    "content/stories/few/addresses.yml": "sentences:\n  s.first: It was gone.\n",
    "content/stories/few/story.yml": STORY
    + "events:\n  - {id: a, date: 2031, title: b, text: 'C. [editor]',\n"
    "     places: [{name: d, country: Mars}]}\n"
    "places:\n  - {id: a, name: b, latitude: 91, longitude: 0, text: 'C. [editor]'}\n",
    "content/stories/few/story.fr.yml": "texts:\n  a\u00a0 b: {text: c}\n",
    "content/sources/post.de.yml": "texts: {post-weight.words: {text: Schwer}}\n",
    "content/stories/none/picture.txt": "a",
    "content/stories/wrong/story.yml": WRONG,
    "content/pages/evil.html": "<script>alert(1)</script>",
    "content/pages/no.png": "no picture",
    "content/pages/page.md": "<script>alert(1)</script>",
}  # fmt: skip


def test_forty_kinds_of_mistake_are_told_in_one_run(compile_files: Compile) -> None:
    compiled = compile_files(MANY)
    told = codes(compiled)
    # These need a folder or a template of their own, or are told only where all can be read.
    alone = {
        "missing-folder", "unreadable-file", "bad-template", "bad-translation", "unused-quotation",
        "unused-term", "bad-map", "country-without-shape", "outside-link", "not-a-file",
        "too-many-files",
    }  # fmt: skip
    # A 'site.yml' with errors says nothing of hosts, and names no authority.
    alone |= {"bad-host", "denied-address", "altered-list", "bad-certificates"}
    alone |= {"stamp-of-other-list", "unchecked-stamp", "unknown-authority", "unreadable-stamp"}
    alone |= {"untrusted-stamp"}
    # A site with errors is not held against its lock or its archive.
    alone |= {mark.parent.parent.name for mark in (TESTS / "cases").glob("*/*/verify")} | {
        "missing-lock", "unverified-quotation", "changed-quotation", "stale-lock", "old-lock",
        "misdated-event", "mistranslated-figure", "untranslated-quotation", "wrong-weekday",
        "unsupported-figure", "derived-elsewhere", "quoted-words", "unpaired-mark",
        "contrary-ruling", "forged-lock",
        "contrasting-source", "several-reports", "duplicate-short", "later-source",
        "left-live-page",
    }  # fmt: skip
    # Nor are its stories held against their reviews and the record of their addresses.
    alone |= {
        "stale-addresses", "unrecorded-version",
        "unknown-reviewer", "review-asks-change", "leftover-reviews", "review-without-authors",
        "unreviewed-sentence",
        # Nor its translations.
        "citation-in-translation", "draft-translation", "leftover-translation",
        "stale-translation", "translated-lines", "translation-differs", "unaddressed-translation",
        "unlisted-language",
    }  # fmt: skip
    assert sorted(told) == sorted(set(CODES) - alone - set(ELSEWHERE)), said(compiled)
    assert len(told) >= 30


def test_a_site_with_errors_is_not_rendered(compile_files: Compile) -> None:
    compiled = compile_files({"content/stories/bell/story.yml": STORY + "x: y\n"})
    assert compiled.blocked()
    assert compiled.rendered.pages == ()
    assert compiled.rendered.files == ()


def test_a_warning_blocks_only_a_strict_build(compile_files: Compile) -> None:
    compiled = compile_files({"content/notes.yml": "a: b\n"})
    assert codes(compiled) == ["stray-file"]
    assert not compiled.blocked()
    assert compiled.blocked(strict=True)
    assert compiled.rendered.pages


def test_a_clean_site_is_never_blocked(compiled_demo: Compiled) -> None:
    assert not compiled_demo.blocked(strict=True)


def test_without_a_folder_there_is_one_problem(tmp_path: Path) -> None:
    compiled = compile_site(tmp_path)
    assert codes(compiled) == ["missing-folder"]
    assert compiled.site is None


def test_a_new_site_without_a_story_is_clean(compile_files: Compile, tmp_path: Path) -> None:
    folder = make_site(tmp_path / "new")
    files = ("sources/post.yml", "glossary/belfry.yml", "stories/bell/story.yml")
    for name in (*files, "quotations.lock.yml"):
        (folder / "content" / name).unlink()
    (folder / "content/stories/bell").rmdir()
    compiled = clean(folder)
    assert "" in {page.address for page in compiled.rendered.pages}


def test_the_result_depends_on_the_content_alone(demo: Path) -> None:
    compiled = clean(DEMO)
    assert clean(demo).rendered == compiled.rendered
    assert clean(DEMO).rendered == compiled.rendered


def test_windows_files_give_the_same_pages(demo: Path) -> None:
    for path in (demo / "content").rglob("*.yml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert clean(demo).rendered == clean(DEMO).rendered


MARKS = st.sampled_from([
    "\n", "  ", ": ", "- ", " #", "'", '"', "|", ">", "[", "]", "{", "&", "*", "@", "\\", "x", "0",
    "<b>", "](", "`", "~", "..", "/",
])  # fmt: skip
FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yml"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_any_change_gives_pages_or_problems(data: st.DataObject, tmp_path: Path) -> None:
    name = data.draw(st.sampled_from(FILES))
    text = (BASE / name).read_text("utf-8")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 8))
        text = text[:at] + data.draw(MARKS) + text[at + cut :]
    compiled = compile_site(make_site(tmp_path / "site", {name: text}))
    assert bool(compiled.rendered.pages) != compiled.blocked()
    for diagnostic in compiled.diagnostics:
        assert re.match(r"content(/|$)", diagnostic.place.file)


@pytest.mark.parametrize("name", ["home", "story", "timeline", "map", "glossary", "source"])
def test_a_template_that_breaks_leaves_no_page(compile_files: Compile, name: str) -> None:
    more = "events:\n  - {id: a, date: 2031, title: b, text: 'c [@post-weight]'}\n"
    more += "operations:\n  - {id: o, name: p, date: 2031}\nparticipations:\n  - country: AQ\n"
    more += "    operation: o\n    roles: [{role: led, text: 'd [@post-weight]'}]\n"
    compiled = compile_files({
        "content/stories/bell/story.yml": STORY + more,
        f"site-templates/pages/{name}.html": '{{ heading(1, "top", "x") }}\n{{ nothing }}\n',
    })  # fmt: skip
    (problem,) = compiled.diagnostics
    assert problem.code == "bad-template"
    assert (problem.place.file, problem.place.line) == (f"site-templates/pages/{name}.html", 2)
    assert compiled.blocked()
    assert compiled.rendered.pages == ()
