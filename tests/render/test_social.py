"""What pages tell other sites about themselves, in the built site and in the pages on disk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from lxml import html

from generator.adapters.markdown import markdown_file, page_meta
from generator.render import CARD_SIZE, Page
from generator.render.social import locale_of
from tests.compiled import Compiled
from tests.sites import explainer, files_of
from tests.support import DEMO, make_site

STORY = "stories/ostermill-bell"
HOSTILE = "A \"bell\" <script>alert(1)</script> & 'more'"


def told(page: bytes) -> dict[str, list[str]]:
    """Every `meta` element of Open Graph and of its relatives: name → contents in order."""
    found: dict[str, list[str]] = {}
    for element in html.document_fromstring(page.decode()).iter("meta"):
        name = element.get("property") or element.get("name") or ""
        if name.startswith(("og:", "article:", "twitter:")):
            found.setdefault(name, []).append(element.get("content"))
    return found


def built(folder: Path, out: Path) -> Mapping[str, bytes]:
    done = explainer("build", "-q", "-d", out, cwd=folder)
    assert done.returncode == 0, done.stderr
    return files_of(out)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    folder = tmp_path_factory.mktemp("social")
    return built(DEMO, folder / "out")


def test_a_story_is_an_article_with_its_dates_and_its_picture(demo: Mapping[str, bytes]) -> None:
    found = told(demo[f"{STORY}.html"])
    base = "https://bell-file.example/stories/"
    assert found["og:type"] == ["article"]
    assert found["og:title"] == ["Who took the bell of Ostermill, and how many went looking"]
    assert found["og:description"][0].startswith("In April 2031 a bell of some 900 kilograms")
    assert found["og:site_name"] == ["The Bell File"]
    assert found["og:locale"] == ["en_US"]
    assert found["og:url"] == [f"{base}{STORY}.html"]
    assert found["article:published_time"] == ["2031-05-01"]
    assert found["article:modified_time"] == ["2031-05-02"]
    assert found["article:tag"] == ["lost property", "bells & towers"]
    assert found["og:image"] == [f"{base}{STORY}.card.png"]
    assert f"{STORY}.card.png" in demo
    assert (found["og:image:width"], found["og:image:height"]) == (["1200"], ["630"])
    assert CARD_SIZE == (1200, 630)
    assert found["og:image:alt"][0].startswith("Who took the bell of Ostermill")
    assert (
        "Told from 3 reports of 3 origins. They contradict one another on "
        in found["og:image:alt"][0]
    )
    assert found["twitter:card"] == ["summary_large_image"]


def test_every_page_says_once_what_it_is(demo: Mapping[str, bytes]) -> None:
    pages = [name for name in demo if name.endswith(".html")]
    assert len(pages) > 12
    for name in pages:
        found = told(demo[name])
        for need in ("og:type", "og:title", "og:site_name", "og:image", "twitter:card"):
            assert len(found[need]) == 1, (name, need)
        image = found["og:image"][0].removeprefix("https://bell-file.example/stories/")
        assert image in demo, name
        article = name.startswith(STORY)
        assert found["og:type"] == ["article" if article else "website"], name
        assert image == (f"{STORY}.card.png" if article else "card.png"), name


def test_without_an_address_there_is_no_picture_and_no_address(tmp_path: Path) -> None:
    folder = make_site(tmp_path / "site")
    (folder / "mkdocs.yml").write_bytes((DEMO / "mkdocs.yml").read_bytes())
    (folder / "content/pages").mkdir()
    site = built(folder, tmp_path / "out")
    for name in ("index.html", "stories/bell.html", "sources.html"):
        found = told(site[name])
        assert found["og:title"]
        assert found["twitter:card"] == ["summary"]
        assert not [key for key in found if key.startswith(("og:image", "og:url"))]
    assert not [name for name in site if name.endswith("card.png")]


def test_a_text_cannot_leave_its_attribute(tmp_path: Path) -> None:
    folder = make_site(tmp_path / "site", base=DEMO)
    story = folder / "content" / STORY / "story.yml"
    text = story.read_text("utf-8")
    title = "Who took the bell of Ostermill, and how many went looking"
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    text = text.replace(title, quoted).replace("lost property", quoted)
    # Nobody said its words in quotation marks.
    prose = re.sub(r"""("bell"|'more')""", r"\1{word}", HOSTILE).replace("&", "&amp;")
    text = text.replace("*another* number.", f"*another* number {prose}.")
    story.write_text(text, "utf-8")
    page = built(folder, tmp_path / "out")[f"{STORY}.html"]
    found = told(page)
    assert found["og:title"] == [HOSTILE]
    assert found["article:tag"][0] == HOSTILE
    assert found["og:image:alt"][0].startswith(HOSTILE)
    assert f"another number {HOSTILE}." in found["og:description"][0]
    root = html.document_fromstring(page.decode())
    assert not [e for e in root.iter("script") if "alert" in (e.text or "")]
    assert root.findtext("head/title") == f"{HOSTILE} - The Bell File"
    (description,) = root.xpath("//meta[@name='description']/@content")
    assert f"another number {HOSTILE}." in description


def test_the_pages_on_disk_carry_the_same(compiled_demo: Compiled) -> None:
    for page in compiled_demo.rendered.pages:
        front = markdown_file(page).split("---\n")[1]
        assert yaml.safe_load(front) == page_meta(page)
        assert page_meta(page)["social"], page.address


def test_a_date_that_is_not_sure_is_not_told(compiled_demo: Compiled) -> None:
    (page,) = [p for p in compiled_demo.rendered.pages if p.address == "stories/la-cloche"]
    social = page_meta(page)["social"]
    assert isinstance(social, dict)
    assert "published" not in social  # it is 2031-06, without a day
    assert social["locale"] == "fr_FR"


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("en-GB", "en_GB"), ("en", "en_US"), ("fr", "fr_FR"), ("ar", "ar_EG"), ("pt-BR", "pt_BR"),
        ("zh-Hant", "zh_TW"), ("sr-Latn", "sr_RS"),
    ],
)  # fmt: skip
def test_a_language_is_told_with_a_country(language: str, locale: str) -> None:
    assert locale_of(language) == locale


def test_a_page_without_it_has_none() -> None:
    page = Page("a", "A", "B", "kind", (), "content/site.yml", "2031-05-01")
    assert "social" not in page_meta(page)
