"""The description of the data on the home page: schema.org, and safe in its element."""

from __future__ import annotations

import json
from dataclasses import replace

from generator.render import SITE_PAGES
from generator.render.exports.dataset import dataset
from generator.render.views import page_of
from tests.compiled import Compiled, Site, renderer_of
from tests.support import DEMO, elements, page_html


def with_settings(compiled: Compiled, **changes: object) -> Site:
    assert compiled.site
    return replace(compiled.site, settings=compiled.site.settings.model_copy(update=changes))


def home(site: Site) -> str:
    renderer = renderer_of(site, DEMO)
    outline = SITE_PAGES["home"](renderer)
    assert outline
    return page_html(page_of(renderer, outline))


def test_the_home_page_links_the_data_and_describes_them(compiled_demo: Compiled) -> None:
    found = list(elements(home(with_settings(compiled_demo))))
    links = {values.get("href") for name, values, _ in found if name == "a"}
    assert {"data/site.db", "llms.txt"} <= links
    (text,) = (text for name, values, text in found if name == "script")
    told = json.loads(text)
    assert told["@type"] == "Dataset"
    assert told["license"] == "https://bell-file.example/licence"
    assert told["creator"]["name"] == "The Bell File editors"
    assert told["distribution"] == {
        "@type": "DataDownload",
        "encodingFormat": "application/vnd.sqlite3",
        "contentUrl": "https://bell-file.example/stories/data/site.db",
    }


def test_no_title_ends_the_element(compiled_demo: Compiled) -> None:
    title = "</script><script>alert(1)</script>\u2028 <!-- & \\"
    text = str(dataset(renderer_of(with_settings(compiled_demo, title=title), DEMO)))
    assert "<" not in text
    assert "\u2028" not in text
    assert json.loads(text)["name"] == f"{title}: all data"


def test_a_site_without_a_database_links_and_describes_none(compiled_demo: Compiled) -> None:
    html = home(with_settings(compiled_demo, database=False))
    assert "site.db" not in html
    assert "<script" not in html
    assert "llms.txt" in html


def test_without_an_address_the_data_are_found_from_the_page(compiled_demo: Compiled) -> None:
    site = with_settings(compiled_demo, address=None)
    told = json.loads(dataset(renderer_of(site, DEMO)))
    assert told["distribution"]["contentUrl"] == "data/site.db"
