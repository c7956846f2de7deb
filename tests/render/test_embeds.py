"""Pages that other sites may frame."""

from __future__ import annotations

import gzip
import json
import posixpath
import re
from pathlib import Path

import pytest
from markupsafe import escape

from generator.adapters.mkdocs.policy import Allowed, headers, unframed
from tests.compiled import Compiled, compile_site
from tests.support import DEMO, ROOT, elements, make_site, page_html

THEME = ROOT / "site-templates" / "theme"


def with_embeds(folder: Path, *, address: bool = True) -> Compiled:
    """The demo with pages that may be framed, and with or without an address."""
    made = make_site(folder, base=DEMO)
    path = made / "content" / "site.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [each for each in lines if address or not each.startswith("address:")]
    path.write_text("".join(kept) + "embeds: true\n", "utf-8")
    return compile_site(made, drafts=False, directory_urls=False)


@pytest.fixture(scope="module")
def framed(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    return with_embeds(tmp_path_factory.mktemp("embeds") / "site")


def embeds(made: Compiled) -> dict[str, str]:
    return {
        file.path: file.data.decode()
        for file in made.rendered.files
        if file.path.startswith("embed/")
    }


def test_there_are_none_unless_the_site_says_so(compiled_demo: Compiled) -> None:
    assert embeds(compiled_demo) == {}
    assert not any("embed" in page_html(page) for page in compiled_demo.rendered.pages)


def test_each_sentence_with_sources_has_a_page_with_their_words(framed: Compiled) -> None:
    made = embeds(framed)
    page = made["embed/ostermill-bell/s.1.html"]
    refs = re.findall(r'<a target="_self" href="#([^"]+)"', page)
    assert refs
    for ref in refs:
        assert f'id="{ref}"' in page
    assert page.count("<blockquote") == len(set(refs))
    assert "<script" not in page
    assert "style=" not in re.sub(r"<code>.*?</code>", "", page)


def test_there_are_disagreements_timelines_and_maps(framed: Compiled) -> None:
    made = embeds(framed)
    for name in ("disagreement.how-many", "timeline", "map"):
        assert f"embed/ostermill-bell/{name}.html" in made
    assert "Tide Post" in made["embed/ostermill-bell/disagreement.how-many.html"]
    assert "<svg" in made["embed/ostermill-bell/map.html"]


def test_they_are_small_with_all_that_they_show(framed: Compiled) -> None:
    made = {file.path: file.data for file in framed.rendered.files}
    for path, text in embeds(framed).items():
        shown = re.findall(r'<(?:image|img|link rel="stylesheet") (?:href|src)="([^"]+)"', text)
        parts = [posixpath.normpath(f"{posixpath.dirname(path)}/{each}") for each in shown]
        assert ("assets/embed.css" in parts) == path.endswith(".html")
        held = [made.get(each) or (THEME / each).read_bytes() for each in parts]
        assert sum(len(gzip.compress(each, 9)) for each in [text.encode(), *held]) <= 30_000, path


def test_they_ask_not_to_be_found_and_name_the_page_that_they_are_part_of(
    framed: Compiled,
) -> None:
    made = embeds(framed)
    base = "https://bell-file.example/stories/stories/ostermill-bell"
    for name, canonical in (("s.1", f"{base}.html"), ("timeline", f"{base}/timeline.html")):
        page = made[f"embed/ostermill-bell/{name}.html"]
        assert '<meta name="robots" content="noindex">' in page
        assert f'<link rel="canonical" href="{canonical}">' in page
        whole = page.partition("The whole story, with its sources:")[2]
        assert whole.startswith(' <a href="../../stories/ostermill-bell')
        # A base with a target comes before all links.
        assert page.index("<base") < page.index("<link")
    for file in framed.rendered.files:
        if file.path.startswith("search") or file.path.endswith((".xml", ".jsonld")):
            assert b"embed/" not in file.data, file.path


def test_every_oembed_answer_has_safe_html(framed: Compiled) -> None:
    made = embeds(framed)
    answers = {path: json.loads(text) for path, text in made.items() if path.endswith(".json")}
    assert len(answers) == len(made) / 2
    base = "https://bell-file.example/stories/"
    for path, answer in answers.items():
        assert (answer["version"], answer["type"]) == ("1.0", "rich")
        assert answer["provider_url"] == base
        _, (tag, attributes, _) = elements(answer["html"])
        assert tag == "iframe"
        assert set(attributes) == {"src", "title", "width", "height", "loading", "style"}
        assert attributes["src"] == base + path.replace(".json", ".html")
        assert attributes["title"] == answer["title"]
        assert (attributes["width"], attributes["height"]) == (
            str(answer["width"]), str(answer["height"]),
        )  # fmt: skip
        page = made[path.replace(".json", ".html")]
        assert escape(answer["html"]) in page
        assert f'type="application/json+oembed" title="{escape(answer["title"])}"' in page
        assert f'href="{base}{path}"' in page


def test_a_page_of_the_story_leads_to_its_answer(framed: Compiled) -> None:
    told = {page.address: page.social for page in framed.rendered.pages}
    for address, path in (
        ("stories/ostermill-bell", "embed/ostermill-bell/s.1.json"),
        ("stories/ostermill-bell/timeline", "embed/ostermill-bell/timeline.json"),
        ("stories/ostermill-bell/map", "embed/ostermill-bell/map.json"),
    ):
        social = told[address]
        assert social
        assert social.oembed == f"https://bell-file.example/stories/{path}"
        assert path in embeds(framed)


def test_without_an_address_there_is_no_code(tmp_path: Path) -> None:
    made = with_embeds(tmp_path / "site", address=False)
    pages = embeds(made)
    assert pages
    assert not any(path.endswith(".json") for path in pages)
    assert not any("iframe" in text for text in pages.values())


def test_only_their_paths_may_be_framed() -> None:
    rules = unframed([("embed", True), ("stories", True), ("about.html", False)], "embed")
    assert rules == ["/", "/about.html", "/about", "/stories/*"]
    text = headers(Allowed(), ["about.html"], rules)
    parts = {part.split("\n")[0]: part for part in re.split(r"\n(?=/)", text)}
    assert "frame-ancestors" not in parts["/*"]
    assert "X-Frame-Options" not in parts["/*"]
    for rule in rules:
        assert "frame-ancestors 'none'" in parts[rule]
        assert "X-Frame-Options: DENY" in parts[rule]
    assert "Content-Disposition: attachment" in parts["/about.html"]
    assert "frame-ancestors 'none'" in headers(Allowed()).split("\n")[1]


def test_each_page_lists_those_of_what_it_shows_in_full(framed: Compiled) -> None:
    pages = {page.address: page_html(page) for page in framed.rendered.pages}
    story = "stories/ostermill-bell"
    listed = {
        address: set(
            re.findall(r'<a data-height="\d+" href="[^"]*/([^"/]+)\.html"', pages[address])
        )
        for address in (story, f"{story}/disagreements")
    }
    every = {
        posixpath.basename(path).removesuffix(".html")
        for path in embeds(framed)
        if path.endswith(".html")
    }
    points = {name for name in every if name.startswith("disagreement.")}
    assert listed[f"{story}/disagreements"] == points
    in_full = points & set(re.findall(r'<section class="[^"]*" id="([^"]+)"', pages[story]))
    assert listed[story] == {"timeline", "map", *in_full}
    assert in_full < points
