"""Pages that other sites may frame."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from generator.adapters.mkdocs.policy import Allowed, headers, unframed
from tests.compiled import Compiled, compile_site
from tests.support import DEMO, make_site


def with_embeds(folder: Path, *, address: bool = True) -> Compiled:
    """The demo with pages that may be framed, and with or without an address."""
    made = make_site(folder, base=DEMO)
    path = made / "content" / "site.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [each for each in lines if address or not each.startswith("address:")]
    path.write_text("".join(kept) + "embeds: true\n", "utf-8")
    return compile_site(made, drafts=False, directory_urls=False)


def embeds(made: Compiled) -> dict[str, str]:
    return {
        file.path: file.data.decode()
        for file in made.rendered.files
        if file.path.startswith("embed/")
    }


@pytest.fixture(scope="module")
def framed(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    return with_embeds(tmp_path_factory.mktemp("embeds") / "site")


def test_there_are_none_unless_the_site_says_so(compiled_demo: Compiled) -> None:
    assert embeds(compiled_demo) == {}


def test_each_sentence_with_sources_has_a_page_with_their_words(framed: Compiled) -> None:
    made = embeds(framed)
    page = made["embed/ostermill-bell/s.1.html"]
    refs = re.findall(r'class="sx-ref" target="_self" href="#([^"]+)"', page)
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


def test_they_are_small(framed: Compiled) -> None:
    for path, text in embeds(framed).items():
        assert len(gzip.compress(text.encode(), 9)) <= 30_000, path


def test_an_oembed_answer_has_the_code_that_the_page_shows(framed: Compiled) -> None:
    made = embeds(framed)
    answer = json.loads(made["embed/ostermill-bell/timeline.json"])
    address = "https://bell-file.example/stories/embed/ostermill-bell/timeline.html"
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert f'src="{address}"' in answer["html"]
    page = made["embed/ostermill-bell/timeline.html"]
    assert answer["html"].replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;") in page
    assert 'type="application/json+oembed"' in page


def test_a_page_of_the_story_leads_to_its_answer(framed: Compiled) -> None:
    told = {page.address: page.social for page in framed.rendered.pages}
    for address, path in (
        ("stories/ostermill-bell", "embed/ostermill-bell/s.1.json"),
        ("stories/ostermill-bell/timeline", "embed/ostermill-bell/timeline.json"),
        ("stories/ostermill-bell/map", "embed/ostermill-bell/map.json"),
    ):
        social = told[address]
        assert social
        assert social.oembed == path
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
