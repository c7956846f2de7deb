"""What holds for all exports: their names, the same bytes each time, addresses that lead on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st

from generator.render.exports import site_files, story_files
from generator.render.exports.common import json_file
from tests.compiled import Compiled
from tests.render.exports.conftest import Exports, exports, renderer_of, without_address
from tests.support import DEMO, page_html

JSON = ("jsonld", "annotations.json", "csl.json", "cite.json", "prov.json", "geojson")


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def test_the_files_stand_beside_the_story(made: Exports) -> None:
    paths = [file.path for file in story_files(made.renderer, made.story)]
    names = ["jsonld", "annotations.json", "csl.json", "prov.json", "statements.csv",
             "quotations.csv", "bib", "ris", "cite.json", "txt",
             *(["geojson"] if made.story.has_map else [])]  # fmt: skip
    assert paths == [f"stories/{made.story.slug}.{name}" for name in names]
    assert {file.origin for file in story_files(made.renderer, made.story)} == {
        made.story.place.file
    }


def test_the_same_content_gives_the_same_bytes(made: Exports) -> None:
    assert exports(made.renderer, made.story).files == made.files


def test_json_is_utf8_with_a_line_for_each_entry(made: Exports) -> None:
    for name in set(JSON) & set(made.files):
        text = made.files[name].decode()
        assert text.endswith("\n")
        assert "\\u" not in text
        assert len(text.splitlines()) >= len(json.loads(text))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text('ab"\n'), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(value=VALUES, depth=st.integers(0, 4))
def test_lines_change_nothing_in_what_json_says(
    compiled_demo: Compiled, value: Any, depth: int
) -> None:
    assert compiled_demo.site
    file = json_file("a.json", value, compiled_demo.site.told[0], depth=depth)
    text = file.data.decode()
    assert text.endswith("\n")
    assert json.loads(text) == value
    compact = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert text.replace("\n", "") == compact


def test_every_address_on_the_site_leads_to_a_page_and_a_place_on_it(
    compiled_demo: Compiled, demo_exports: Callable[..., Exports]
) -> None:
    made = demo_exports()
    base = str(made.site.settings.address)
    ids = {
        f"{page.address}.html": set(re.findall(r'id="([^"]*)"', page_html(page)))
        for page in compiled_demo.rendered.pages
    }
    ids[""] = set()
    found = {
        text.removeprefix(base)
        for name in JSON
        if name != "prov.json"
        for text in strings(made.json(name))
        if text.startswith(base)
    }
    # JSON-LD tells addresses from the site's own.
    graph = made.json("jsonld")["@graph"]
    found |= {
        text for text in strings(graph) if re.match(r"(stories|sources|glossary)\b\S*$", text)
    }
    files = {f"stories/{made.story.slug}.{name}" for name in made.files}
    assert len(found) > 100
    for link in found:
        path, _, anchor = link.partition("#")
        assert path in ids or path in files, link
        assert not anchor or path in files or anchor in ids[path], link


def test_without_an_address_of_the_site_there_is_no_feed_and_no_broken_address(
    compiled_demo: Compiled,
) -> None:
    assert compiled_demo.site
    site = without_address(compiled_demo.site)
    renderer = renderer_of(site, DEMO)
    assert [file.path for file in site_files(renderer)] == ["llms.txt"]
    story = next(story for story in site.told if story.participations)
    made = exports(renderer, story)
    assert "feed.xml" not in made.files
    assert all(b"None" not in data for data in made.files.values())
    claim = next(node for node in made.json("jsonld")["@graph"] if node["@type"] == "Claim")
    assert claim["@id"] == f"{story.slug}.html#s.1"
    for text in strings(made.json("jsonld")):
        assert urlsplit(text).scheme != "urn"
    assert made.json("prov.json")["prefix"]["site"] == "tag:bell-file.example,2031-05-01:"


def test_robots_are_told_where_the_list_of_pages_is(demo_exports: Callable[..., Exports]) -> None:
    (file,) = (f for f in site_files(demo_exports().renderer) if f.path == "robots.txt")
    lines = file.data.decode().splitlines()
    assert lines == [
        "User-agent: *", "Allow: /", "",
        "Sitemap: https://bell-file.example/stories/sitemap.xml",
    ]  # fmt: skip
