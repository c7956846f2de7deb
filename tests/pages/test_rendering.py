"""Hand-written pages are rendered within bounds, and what Markdown gives survives the sanitiser."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import limits
from generator.diagnostics import Diagnostic, as_text
from generator.pages import Markdown, PagesFolder, Written, read_pages
from tests.support import no_hang

EXTENSIONS = (
    "toc", "tables", "fenced_code", "attr_list", "footnotes", "def_list", "admonition", "abbr",
    "pymdownx.highlight", "pymdownx.superfences", "pymdownx.details",
)  # fmt: skip
ALL_OF_IT = """\
# The *title* & more

[one](other.md#x){ .md-button target=_blank } and a note[^1]. HTML is short.

*[HTML]: Hypertext

| left | right |
|:-----|------:|
| a    | b     |

``` python hl_lines="1" linenums="1"
def f(): pass
```

Term
:   What it means.

!!! note "Heads up"
    Text.

??? tip
    Folded.

## Part <b>two</b> {: #part-two .mine data-x=1 }

[^1]: The note.
"""


def read(folder: Path, text: str, how: Markdown | None = None) -> tuple[Written, list[Diagnostic]]:
    pages = folder / "pages"
    pages.mkdir(exist_ok=True)
    (pages / "a.md").write_text(text, "utf-8")
    return read_pages(folder, folder, PagesFolder(pages, how or Markdown()))


def test_what_markdown_gives_survives(tmp_path: Path) -> None:
    settings = {"toc": {"permalink": True}}
    written, problems = read(tmp_path, ALL_OF_IT, Markdown(EXTENSIONS, settings))
    (page,) = written.pages
    html = page.rendered.html
    for part in (
        '<a class="md-button" href="other.md#x" target="_blank">one</a>',
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
        '<abbr title="Hypertext">HTML</abbr>',
        '<td style="text-align: left;">a</td>', '<td style="text-align: right;">b</td>',
        '<span class="k">def</span>', 'class="linenos"', '<dt>Term</dt>',
        '<div class="admonition note">', '<p class="admonition-title">Heads up</p>',
        '<details class="tip">', '<h2 class="mine" id="part-two">Part <b>two</b>',
        'href="#part-two" title="Permanent link"', '<a class="footnote-backref"',
    ):  # fmt: skip
        assert part in html, part
    assert page.title == "The title &amp; more"
    (top,) = page.rendered.toc
    assert [child["name"] for child in top["children"]] == ["Part two"]
    assert [problem.message for problem in problems] == ["data-x= in <h2> is not published"]


@pytest.mark.parametrize(
    "text", [("[" * 4_000 + "\n") * 5, ("*a_ " * 1_000 + "\n") * 8, ("![" * 2_000 + "\n") * 10]
)
def test_a_page_that_takes_too_long_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(limits, "MAX_SECONDS", 1)
    with no_hang():
        written, problems = read(tmp_path, text)
    if problems:
        told = "pages/a.md: error costly-page: to make HTML of the page takes more than 1 seconds"
        assert [as_text(problem).split("\n")[0] for problem in problems] == [told]
        assert written.pages == ()
    # Some are quick by now; the first is known to have no end.
    assert problems or not text.startswith("[")


def test_a_page_that_grows_without_end_is_reported(tmp_path: Path) -> None:
    text = f"*[a]: {'x' * 4000}\n\n" + "a " * 2_000 + "\n" + "a " * 2_000
    with no_hang():
        written, problems = read(tmp_path, text, Markdown((*EXTENSIONS,)))
    assert [problem.code for problem in problems] == ["costly-page"]
    assert "gives more than 5,000,000 characters" in problems[0].message
    assert written.pages == ()


@pytest.mark.parametrize(
    "front",
    ["a: &x [1]\nb: *x", "a: !!python/object:os.system x", "<<: {a: 1}", "a: 1\na: 2", "a: [" * 30],
)
def test_a_front_matter_is_read_as_strictly_as_content(tmp_path: Path, front: str) -> None:
    _, problems = read(tmp_path, f"---\n{front}\n---\n# x\n")
    assert problems
    assert all(problem.place.file == "pages/a.md" for problem in problems)


def test_truth_values_of_a_front_matter_are_that(tmp_path: Path) -> None:
    written, _ = read(tmp_path, "---\nsearch: {exclude: true}\nhide: [toc]\nn: 010\n---\n# x\n")
    assert written.pages[0].meta == {"search": {"exclude": True}, "hide": ["toc"], "n": "010"}
