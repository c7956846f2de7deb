"""Hand-written pages are found by their titles and texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.render.search.handwritten import handwritten_pages, plain


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("A *b* **c** `d` _e_ f_g", "A b c d e f_g"),
        ("## Head {: #head }\n\n- one\n- two\n1. three", "Head one two three"),
        ("[words](https://a.example 'title') ![alt](b.png)", "words alt"),
        ("[words][ref]\n\n[ref]: https://a.example", "words"),
        ("<p class='x'>a</p> b<br>c <!-- d\n e -->f", "a b c f"),
        ("a &amp; b &lt;c&gt; 1 < 2", "a & b <c> 1 < 2"),
        ("```python\ncode\n```\n> said", "code said"),
        ("|a|b|\n<https://a.example/>", "a b https://a.example/"),
    ],
)
def test_marks_give_way_to_words(markdown: str, text: str) -> None:
    assert plain(markdown) == text


def page(folder: Path, name: str, text: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def test_title(tmp_path: Path) -> None:
    page(tmp_path, "a.md", '---\ntitle: "From the front"\nx: y\n---\n# Not this\n\nText.\n')
    page(tmp_path, "b.md", "# The *heading*\r\n\r\nText.\r\n")
    page(tmp_path, "how-we-work.md", "Text.\n")
    found = [(each.title, each.text) for each in handwritten_pages(tmp_path)]
    assert found == [
        ("From the front", "Text."),
        ("The heading", "Text."),
        ("How we work", "Text."),
    ]


def test_addresses(tmp_path: Path) -> None:
    for name in ("index.md", "a.md", "sub/index.md", "sub/b.md", ".hidden/c.md"):
        page(tmp_path, name, "# T\n")
    assert [each.address for each in handwritten_pages(tmp_path)] == ["a", "sub/b", "sub/index"]
    pages = handwritten_pages(tmp_path, directory_urls=True)
    assert [each.address for each in pages] == ["a", "sub/b", "sub"]


def test_what_is_left_out(tmp_path: Path) -> None:
    page(tmp_path, "a.md", "---\nsearch: {exclude: true}\n---\n# A\n")
    page(tmp_path, "b.md", "---\nsearch:\n  exclude: true\n---\n# B\n")
    page(tmp_path, "c.md", b"\xff\xfe# C\n")
    assert handwritten_pages(tmp_path) == []
    assert handwritten_pages(tmp_path / "none") == []
