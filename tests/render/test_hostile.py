"""A site whose every text tries to be markup: it comes out as text, on every page."""

from __future__ import annotations

import json
import re
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import generator.model
from generator.model import SiteSettings, Source, Story, Term
from generator.model import base as kinds
from generator.model.base import Model
from tests.compiled import Compiled, compile_site
from tests.support import elements, page_html

ATTACK = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} {% raw %} ${7*7} "
    '&amp; " onmouseover="alert(3) \' </p></td></body>]]>--> `+[x](y)'
)
# In prose Markdown is read: its own marks are escaped, or left to other tests.
IN_PROSE = ATTACK.replace(" `+[x](y)", "").replace("*", "\\*")
PLAIN = ATTACK.replace(" `+[x](y)", "").replace("&amp;", "&")
TERM = "<script>term()</script>"
# What no page shows: it helps to find a passage, or this test gives it another value.
SILENT = {
    "Quotation.prefix", "Quotation.suffix", "Term.term", "Correction.now", "Acceptance.by",
    "Acceptance.of", "SiteSettings.reviewers", "TimeStampAuthority.name",
}  # fmt: skip
WEB = "https://a.example/?b=1&amp;c='onclick='alert(4)"


class Maker:
    """Makes a hostile value for every field of a model, whatever fields it has."""

    def __init__(self) -> None:
        self.numbers = count(100)
        self.texts: list[tuple[str, str]] = []

    def model(self, model: type[Model], **fixed: Any) -> dict[str, Any]:
        made = {name: self.field(model, name) for name in model.model_fields}
        return {**made, **fixed}

    def field(self, model: type[Model], name: str) -> Any:
        if name == "never_link":
            return ["outlet.example"]
        if name == "timemap":  # no page shows it
            return "https://a.example/{url}"
        kind = str(model.__annotations__[name]).removesuffix(" | None")
        if kind.startswith("list["):
            inner = kind[5:-1]
            again = 2 if name in ("answers", "aliases", "topics", "author", "upstream") else 1
            return [self.value(model, name, inner) for _ in range(again)]
        return self.value(model, name, kind)

    def value(self, model: type[Model], name: str, kind: str) -> Any:
        if kind == "Id":
            known = {"operation": "operation", "disputed": "disagreement", "see_also": "term",
                     "same_statement_as": "same", "other": "second",
                     "follows": "draft"}  # fmt: skip
            return known.get(name, model.NOUN.replace(" ", "-"))
        fixed = {
            "DateText": "2031-04-05", "Address": "mailto:a@b.example?subject='onclick='x",
            "WebAddress": WEB, "Country": "AQ", "Language": "en", "Digest": f"sha256:{'0' * 64}",
            "FileName": "<b onclick='x'>.txt", "Latitude": "-80.5", "Longitude": "45", "int": "5",
            "Truth": "true",
        }  # fmt: skip
        if kind in fixed:
            return fixed[kind]
        if kind == "Text":
            text = f"{next(self.numbers)} {ATTACK}"
            self.texts.append((f"{model.__name__}.{name}", text))
            return text
        if kind == "Prose":
            return f"{TERM} {IN_PROSE} [@quotation]\n\n*{TERM}* {IN_PROSE} [@same]\n"
        for other in (*Model.__subclasses__(), *_enums()):
            if other.__name__ == kind:
                return self.model(other) if issubclass(other, Model) else next(iter(other)).value
        raise LookupError(kind)


def _enums() -> list[type]:
    return [kind for kind in vars(generator.model).values() if isinstance(kind, type)]


@pytest.fixture(scope="module")
def maker() -> Maker:
    return Maker()


@pytest.fixture(scope="module")
def compiled(maker: Maker, tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    folder = tmp_path_factory.mktemp("hostile")
    source = maker.model(Source)
    # A page names whom words are attributed to only where nobody speaks them.
    attributed = source["quotations"][0].pop("attributed_to")
    source["quotations"].append({"id": "same", "exact": ATTACK, "attributed_to": attributed})
    story = maker.model(Story, status="published")
    # A part is disputed where the answers rest on different words.
    story["disagreements"][0]["answers"][1]["answer"] = f"{TERM} {IN_PROSE} [@apart]\n"
    story["corrections"][0]["now"] = f"{TERM} {PLAIN}"
    files = {
        "site.yml": maker.model(SiteSettings),
        "sources/source.yml": source,
        "sources/second.yml": {
            "title": "Second",
            "publisher": "Second",
            "short": "Second",
            "published": "2031",
            "url": "https://second.example/",
            "kind": "other",
            "quotations": [{"id": "apart", "exact": f"Second {ATTACK}"}],
        },
        "glossary/term.yml": maker.model(Term, term=TERM, see_also=["other"]),
        "glossary/other.yml": maker.model(Term, see_also=["term"]),
        "stories/story/story.yml": story,
        "stories/draft/story.yml": {
            "title": "Draft",
            "status": "draft",
            "published": "2031",
            "standfirst": "Draft. [editor]\n",
            "key_points": "Draft. [editor]\n",
            "sections": [{"id": "one", "title": "One", "body": "Draft. [editor]\n"}],
        },
    }
    for name, value in files.items():
        path: Path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_yaml(value), "utf-8")
    return compile_site(folder)


def _yaml(value: dict[str, Any]) -> str:
    """YAML whose texts are quoted, prose in blocks."""
    lines = []
    for key, inner in value.items():
        if isinstance(inner, str) and "\n" in inner:
            block = "".join(f"  {row}\n" if row else "\n" for row in inner.split("\n"))
            lines.append(f"{key}: |\n{block}")
        elif isinstance(inner, list) and any(isinstance(item, dict) for item in inner):
            items = [_yaml(item).replace("\n", "\n    ").rstrip(" ") for item in inner]
            lines.append(f"{key}:\n" + "".join(f"  - {item}" for item in items))
        elif isinstance(inner, dict):
            lines.append(f"{key}:\n  " + _yaml(inner).replace("\n", "\n  ").rstrip(" "))
        else:
            lines.append(f"{key}: {json.dumps(inner, ensure_ascii=False)}\n")
    return "".join(lines)


def test_the_site_is_built(compiled: Compiled) -> None:
    harmless = {
        "html-in-prose", "unused-term", "missing-lock", "unsupported-figure", "unreviewed-sentence",
    }  # fmt: skip
    assert {d.code for d in compiled.diagnostics} <= harmless
    assert len(compiled.rendered.pages) >= 10
    assert {page.kind for page in compiled.rendered.pages} == {
        "home", "story", "timeline", "map", "glossary", "quotations", "sources", "source",
        "corrections", "disagreements", "story-disagreements", "stories", "topics",
    }  # fmt: skip


def test_no_page_has_an_element_or_a_handler_of_the_content(compiled: Compiled) -> None:
    for page in compiled.rendered.pages:
        for tag, attributes, text in elements(page_html(page)):
            assert tag not in ("style", "iframe", "b", "body"), page.address
            if tag == "img":
                assert re.fullmatch(r"stories/[a-z0-9-]+\.picture\.svg", attributes["src"])
                assert attributes.keys() == {"src", "width", "height", "alt", "loading"}
            if tag == "script":
                if "type" in attributes:
                    # Data that no browser runs, on the home page; they hold the site's title.
                    assert (page.address, attributes) == ("", {"type": "application/ld+json"})
                    assert json.loads(text)["@type"] == "Dataset"
                    continue
                assert attributes["src"].endswith("assets/map/map.js")
                assert not text
            assert not [key for key in attributes if key.startswith("on")], page.address
            for key in ("href", "src", "cite", "action"):
                assert re.match(r"https?:|mailto:|\.|#|\w|$", attributes.get(key, ""))
                assert not attributes.get(key, "").startswith(("javascript:", "data:"))


def test_no_expression_is_worked_out(compiled: Compiled) -> None:
    for page in compiled.rendered.pages:
        text = " ".join(text for _, _, text in elements(f"<div>{page_html(page)}</div>"))
        assert "49" not in text
        assert "{{ 7*7 }}" in text + page.title + page.description
        assert "{% raw %}" in text + page.title + page.description


def test_every_text_comes_out_as_it_was_typed(compiled: Compiled, maker: Maker) -> None:
    shown = ""
    for page in compiled.rendered.pages:
        found = list(elements(f"<div>{page_html(page)}</div>"))
        values = [value for _, attributes, _ in found for value in attributes.values()]
        shown += " ".join([found[0][2], *values, page.title, page.description]) + "\n"
        assert PLAIN in shown or page.kind != "story"
    missing = {name for name, text in maker.texts if text not in shown}
    assert missing == SILENT


def test_a_term_is_marked_whatever_it_is_called(compiled: Compiled) -> None:
    (page,) = [page for page in compiled.rendered.pages if page.kind == "story"]
    found = elements(page_html(page))
    terms = [text for _, a, text in found if a.get("href", "").endswith("#term.term")]
    assert terms
    assert set(terms) == {TERM}


def test_the_reference_list_is_json(compiled: Compiled) -> None:
    (file,) = (f for f in compiled.rendered.files if f.path == "sources.csl.json")
    assert any("<script>" in row["title"] for row in json.loads(file.data))


def test_the_kinds_of_text_are_all_known() -> None:
    named = {"Text", "Prose", "Id", "DateText", "Address", "WebAddress", "Country", "Language",
             "Digest", "FileName", "Latitude", "Longitude", "Truth"}  # fmt: skip
    assert all(hasattr(kinds, name) for name in named)
