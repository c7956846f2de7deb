"""Hand-written pages are found by their titles and texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.pages import PagesFolder, read_pages
from generator.render.search.handwritten import FoundPage, found_pages


def page(folder: Path, name: str, text: str) -> None:
    path = folder / "pages" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def pages(folder: Path, *, directory_urls: bool = False) -> list[FoundPage]:
    written, problems = read_pages(folder, folder, PagesFolder(folder / "pages"))
    assert problems == []
    return found_pages(written.pages, directory_urls=directory_urls)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("A *b* **c** `d` _e_ f_g", "A b c d e f_g"),
        ("## Head {: #head }\n\n- one\n- two\n\n1. three", "Head one two three"),
        ("[words](https://a.example 'title') ![alt](b.png)", "words"),
        ("[words][ref]\n\n[ref]: https://a.example", "words"),
        ("<p class='x'>a</p> b<br>c <!-- d\n e -->f", "a b c f"),
        ("a &amp; b &lt;c&gt; 1 < 2", "a & b <c> 1 < 2"),
        ("```python\ncode\n```\n> said", "code said"),
        ("|a|b|\n|-|-|\n|c|d|", "a b c d"),
        ("un*believ*able", "unbelievable"),
    ],
)
def test_marks_give_way_to_words(tmp_path: Path, markdown: str, text: str) -> None:
    page(tmp_path, "a.md", markdown)
    (found,) = pages(tmp_path)
    assert found.text == text


def test_title(tmp_path: Path) -> None:
    page(tmp_path, "a.md", '---\ntitle: "From the front"\nx: y\n---\n# Not this\n\nText.\n')
    page(tmp_path, "b.md", "# The *heading* & more\r\n\r\nText.\r\n")
    page(tmp_path, "how-we-work.md", "Text.\n")
    assert [(each.title, each.text) for each in pages(tmp_path)] == [
        ("From the front", "Text."),
        ("The heading & more", "Text."),
        ("How we work", "Text."),
    ]


def test_addresses(tmp_path: Path) -> None:
    for name in ("index.md", "a.md", "sub/index.md", "sub/b.md", ".hidden/c.md"):
        page(tmp_path, name, "# T\n")
    assert [each.address for each in pages(tmp_path)] == ["a", "sub/b", "sub/index"]
    assert [each.address for each in pages(tmp_path, directory_urls=True)] == ["a", "sub/b", "sub"]


def test_what_is_left_out(tmp_path: Path) -> None:
    page(tmp_path, "a.md", "---\nsearch: {exclude: true}\n---\n# A\n")
    page(tmp_path, "b.md", "---\nsearch:\n  exclude: true\n---\n# B\n")
    assert pages(tmp_path) == []
