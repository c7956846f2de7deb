"""A story as a reference: read by bibtexparser, rispy and citeproc, whatever its title holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)  # fmt: skip

from generator.render.exports.cite import story_bibtex, story_reference, story_ris
from generator.render.links import Links
from generator.render.views import Renderer
from generator.resolve import ResolvedStory
from tests.render.exports.conftest import Exports

ADDRESS = "https://bell-file.example/stories/stories/ostermill-bell.html"
HOSTILE = [
    'Braces {one} and } and { "two"',
    r"A backslash \ and \end{document} \} \{",
    "100 % of #1 & $5 ~ x^2 _y_",
    "@online{x, title = {y}}",
    "κώδων, колокол, جرس البلدة, 鐘",
    "ER - TY - JOUR",
    "} = {",
    "Smith, John and Jones, Ann",
]


def decoder() -> LatexNodes2Text:
    """What turns TeX into text; it is told of three names of LaTeX's own that it lacks."""
    names = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    context = get_default_latex_context_db()
    context.add_context_category(
        "own", prepend=True, macros=[MacroTextSpec(name, sign) for name, sign in names.items()]
    )
    return LatexNodes2Text(latex_context=context)


def bibtex(renderer: Renderer, story: ResolvedStory) -> tuple[str, dict[str, str]]:
    """The kind of the one entry and its fields, decoded to plain text."""
    text = story_bibtex(renderer, story).data.decode()
    decoding = LatexDecodingMiddleware(decoder=decoder())
    raw = bibtexparser.parse_string(text)
    library = bibtexparser.parse_string(text, append_middleware=[decoding])
    assert library.failed_blocks == raw.failed_blocks == []
    (entry,) = library.entries
    assert library.blocks == [entry]
    assert entry.key == story.slug
    fields = {field.key: str(field.value) for field in entry.fields}
    # BibLaTeX takes these as they stand.
    fields |= {name: raw.entries[0][name] for name in ("date", "url") if name in fields}
    return entry.entry_type, fields


def ris(renderer: Renderer, story: ResolvedStory) -> dict[str, Any]:
    data = story_ris(renderer, story).data
    assert data.endswith(b"ER  - \r\n")
    (entry,) = rispy.loads(data.decode())
    return dict(entry)


def csl(renderer: Renderer, story: ResolvedStory) -> dict[str, Any]:
    (item,) = json.loads(story_reference(renderer, story).data)
    return dict(item)


def with_model(story: ResolvedStory, **changed: Any) -> ResolvedStory:
    return replace(story, story=story.story.model_copy(update=changed))


def test_all_three_say_the_same(demo_exports: Callable[..., Exports]) -> None:
    made = demo_exports()
    title = "Who took the bell of Ostermill, and how many went looking"
    kind, fields = bibtex(made.renderer, made.story)
    assert kind == "online"
    assert fields["title"] == title
    assert fields["author"] == "The Bell File editors"
    assert fields["organization"] == "The Bell File"
    assert fields["date"] == "2031-05-02"
    assert fields["url"] == ADDRESS
    assert fields["langid"] == "english"
    entry = ris(made.renderer, made.story)
    assert entry["type_of_reference"] == "ELEC"
    assert entry["title"] == title
    assert entry["authors"] == ["The Bell File editors"]
    assert (entry["year"], entry["date"]) == ("2031", "2031/05/02/")
    assert entry["urls"] == [ADDRESS]
    assert entry["keywords"] == ["lost property", "bells & towers"]
    item = csl(made.renderer, made.story)
    assert item["type"] == "webpage"
    assert item["title"] == title
    assert item["author"] == [{"literal": "The Bell File editors"}]
    assert item["issued"] == {"date-parts": [[2031, 5, 2]]}
    assert item["original-date"] == {"date-parts": [[2031, 5, 1]]}
    assert item["URL"] == ADDRESS


@pytest.mark.parametrize("text", HOSTILE)
def test_any_title_comes_out_as_it_was_typed(
    text: str, demo_exports: Callable[..., Exports]
) -> None:
    made = demo_exports()
    story = with_model(made.story, title=text, topics=["one", text.replace(",", "")])
    settings = made.site.settings
    publisher = settings.publisher.model_copy(update={"name": text})
    settings = settings.model_copy(update={"title": text, "publisher": publisher})
    renderer = replace(made.renderer, site=replace(made.site, settings=settings))
    _, fields = bibtex(renderer, story)
    for name in ("title", "author", "organization"):
        assert fields[name] == text
    entry = ris(renderer, story)
    assert entry["title"] == entry["secondary_title"] == text
    assert len(entry["authors"]) == 1
    item = csl(renderer, story)
    assert item["title"] == item["container-title"] == text


def test_braces_balance_where_a_reader_of_bibtex_counts_them(
    demo_exports: Callable[..., Exports],
) -> None:
    made = demo_exports()
    story = with_model(made.story, title=" ".join(HOSTILE))
    text = story_bibtex(made.renderer, story).data.decode()
    # BibTeX counts a brace even behind a backslash.
    assert text.count("{") == text.count("}")
    assert "\\{" not in text.split("title = ")[1].split("organization")[0]


def test_a_title_of_two_lines_is_one(demo_exports: Callable[..., Exports]) -> None:
    made = demo_exports()
    story = with_model(made.story, title="One\r\nER  - \r\n\r\nTY  - JOUR\n@misc{x,}")
    assert ris(made.renderer, story)["title"] == "One ER - TY - JOUR @misc{x,}"
    assert bibtex(made.renderer, story)[1]["title"] == "One ER - TY - JOUR @misc{x,}"


@pytest.mark.parametrize(
    ("date", "year", "shown"),
    [
        ("2031-06", "2031", "2031/06//"),
        ("2031", "2031", "2031///"),
        ("2031-05-02~", "2031", "2031/05/02/"),
        ("2031-05-02/2031-05-04", "2031", "2031/05/02/"),
        ("2031-05-02/..", None, None),
    ],
)
def test_dates_are_no_more_exact_than_the_content(
    date: str, year: str | None, shown: str | None, demo_exports: Callable[..., Exports]
) -> None:
    made = demo_exports()
    story = with_model(made.story, published=date, updated=None)
    entry = ris(made.renderer, story)
    assert (entry.get("year"), entry.get("date")) == (year, shown)
    assert bibtex(made.renderer, story)[1]["date"] == date
    assert "original-date" not in csl(made.renderer, story)


def test_every_site_and_story_has_them(made: Exports) -> None:
    kind, fields = bibtex(made.renderer, made.story)
    url = fields.get("url")
    assert (kind == "online") == bool(made.site.settings.address) == bool(url)
    assert ris(made.renderer, made.story).get("urls", []) == ([url] if url else [])
    item = csl(made.renderer, made.story)
    assert item.get("URL") == url
    # It is an item that a processor of citations takes.
    assert list(CiteProcJSON([item])) == [made.story.slug]
    language = made.story.story.language or made.site.settings.language
    assert item["language"] == ris(made.renderer, made.story)["language"] == language


def test_the_address_follows_the_form_of_the_sites(demo_exports: Callable[..., Exports]) -> None:
    made = demo_exports()
    renderer = replace(made.renderer, links=Links(directory_urls=True))
    assert bibtex(renderer, made.story)[1]["url"] == ADDRESS.replace(".html", "/")
