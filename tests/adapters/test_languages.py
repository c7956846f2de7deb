"""A site in several languages: each a site of its own, which know one another."""

from __future__ import annotations

import json
import os
import posixpath
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.adapters.mkdocs import open_project
from generator.publishing.checksums import CHECKSUMS_FILE
from tests.builds import built, differing, replace
from tests.sites import broken_links, files_of
from tests.support import BASE, ROOT, make_site

STORY = "stories/bell.html"
FRENCH_FILE = "content/stories/bell/story.fr.yml"
MKDOCS = "site_name: x\nuse_directory_urls: false\ndocs_dir: content/pages\nplugins: [explainer]\n"
ADDRESSES = """sentences:
  s.1: A bell left its belfry by night.
  k.1: It was heavy.
  s.the-night.1: The bell was gone.
"""
ARABIC = """texts:
  title: {original: Who took the bell?, text: من أخذ الجرس؟}
  section.the-night: {original: The night, text: الليلة}
  s.1: {original: A bell left its belfry by night., text: غادر جرس برجه ليلًا.}
  k.1: {original: It was heavy., text: كان ثقيلًا.}
"""
FRENCH = """texts:
  title: {original: Who took the bell?, text: "Qui a pris la cloche ?"}
  section.the-night: {original: The night, text: La nuit}
  s.1: {original: A bell left its belfry by night., text: Une cloche a quitté son beffroi de nuit.}
  k.1: {original: It was heavy., text: Elle était lourde.}
  s.the-night.1: {original: The bell was gone., text: La cloche avait disparu.}
"""
SITE = (BASE / "content/site.yml").read_text("utf-8")
ADDRESS = "https://bell-file.example/told/"


def files(more: str = "") -> dict[str, str]:
    names = f"languages: [fr, ar]\naddress: {ADDRESS}\n{more}"
    return {
        "mkdocs.yml": MKDOCS + "theme: material\n",
        "content/site.yml": SITE + names,
        "content/site.fr.yml": "texts:\n  title: {original: The Bell File, text: Dossier cloche}\n",
        "content/pages/about.md": "# About\n\nRead [the story](stories/bell.md).\n",
        "content/pages/about.fr.md": "# À propos\n\nLisez [l’article](stories/bell.md).\n",
        "content/stories/bell/addresses.yml": ADDRESSES,
        "content/stories/bell/story.fr.yml": FRENCH,
        "content/stories/bell/story.ar.yml": ARABIC,
        "content/glossary/belfry.fr.yml": "texts:\n  term: {original: belfry, text: beffroi}\n",
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site(tmp_path_factory.mktemp("languages") / "site", files())


@pytest.fixture(scope="module")
def site(folder: Path) -> Path:
    done = built(folder)
    assert [each.code for each in done.diagnostics if each.severity == "error"] == []
    assert done.is_published
    return folder / "site"


def html(site: Path, path: str) -> str:
    return (site / path).read_text("utf-8")


def statement(page: str, anchor: str) -> str:
    found = re.search(rf'<span class="sx-statement" id="{re.escape(anchor)}"[^>]*>', page)
    assert found, anchor
    return found[0]


def test_each_language_has_the_pages_of_the_first(site: Path) -> None:
    made = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    first = {name for name in made if name.partition("/")[0] not in ("fr", "ar")}
    for language in ("fr", "ar"):
        assert {f"{language}/{name}" for name in first} <= made
    # Pages for what is not found have addresses from the top of the host.
    assert [each for each in broken_links(site) if "404.html: /told/" not in each] == []


def test_a_page_is_in_its_language(site: Path) -> None:
    french, arabic = html(site, f"fr/{STORY}"), html(site, f"ar/{STORY}")
    assert '<html lang="fr"' in french
    assert "Qui a pris la cloche" in french
    assert "Une cloche a quitté son" in french
    assert '<body dir="rtl"' in arabic
    assert "غادر جرس برجه ليلًا" in arabic
    assert "Dossier cloche" in html(site, "fr/index.html")
    assert "À propos" in html(site, "fr/about.html")
    # A term is found by its name in the language.
    assert re.search(r'href="\.\./glossary.html#term.belfry">beffroi</a>', french)


def test_citations_and_addresses_are_those_of_the_original(site: Path) -> None:
    pages = [html(site, f"{folder}{STORY}") for folder in ("", "fr/", "ar/")]
    for kind in (r'id="(s\.[^"]+|k\.[^"]+)"', r'href="#(fn\.[^"]+)"'):
        first, *others = [re.findall(kind, page) for page in pages]
        assert first
        assert others == [first, first]


def test_what_is_not_translated_says_its_language(site: Path) -> None:
    arabic = html(site, f"ar/{STORY}")
    assert ' lang="en" dir="ltr"' in statement(arabic, "s.the-night.1")
    assert " lang=" not in statement(arabic, "k.1")
    about = html(site, "ar/about.html")
    assert '<div lang="en" dir="ltr">' in about


def test_a_story_without_titles_is_the_original(tmp_path: Path) -> None:
    made = files()
    made["content/stories/bell/story.fr.yml"] = FRENCH.replace(", text: La nuit", "")
    folder = make_site(tmp_path / "site", made)
    built(folder)
    page = html(folder / "site", f"fr/{STORY}")
    assert "Who took the bell?" in page
    assert ' lang="en" dir="ltr"' in statement(page, "s.1")
    graph = json.loads((folder / "site/fr/stories/bell.jsonld").read_text("utf-8"))
    assert "translationOfWork" not in json.dumps(graph)


def test_without_originals_it_is_left_out(tmp_path: Path) -> None:
    made = files("untranslated: nothing\n")
    made["content/stories/bell/story.fr.yml"] = FRENCH.replace(", text: La nuit", "")
    folder = make_site(tmp_path / "site", made)
    built(folder)
    assert not (folder / "site/fr" / STORY).exists()
    assert not (folder / "site/ar/about.html").exists()
    # A section keeps the one sentence that it has: nothing would stand below its title.
    assert ' lang="en"' in statement(html(folder / "site", f"ar/{STORY}"), "s.the-night.1")


def test_languages_lead_to_one_another_and_back(site: Path) -> None:
    pages = {
        path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")
    }
    named: dict[str, dict[str, str]] = {}
    for name, page in pages.items():
        head = page.partition("</head>")[0]
        found = re.findall(rf'hreflang="([^"]+)" href="{re.escape(ADDRESS)}([^"]*)"', head)
        named[name] = dict(found)
        shown = re.search(r'<nav class="sx-languages".*?</nav>', page, re.DOTALL)
        if name.endswith("404.html"):
            assert not found
            assert not shown
            continue
        assert named[name].keys() == {"en", "fr", "ar", "x-default"}
        assert named[name]["x-default"] == named[name]["en"]
        assert shown
        own = posixpath.dirname(name)
        links = {posixpath.normpath(posixpath.join(own, each))
                 for each in re.findall(r'href="([^"]+)"', shown[0])}  # fmt: skip
        assert links == set(named[name].values()) - {name}
    pairs = [(name, other) for name, others in named.items() for other in others.values()]
    assert pairs
    assert all(named[other] == named[name] for name, other in pairs)


def test_machines_are_told(site: Path) -> None:
    french = json.loads((site / "fr/stories/bell.jsonld").read_text("utf-8"))["@graph"][0]
    original = json.loads((site / "stories/bell.jsonld").read_text("utf-8"))["@graph"][0]
    assert french["translationOfWork"]["@id"] == f"{ADDRESS}{STORY}"
    assert french["inLanguage"] == "fr"
    told = {each["inLanguage"]: each["@id"] for each in original["workTranslation"]}
    assert told["fr"] == f"{ADDRESS}fr/{STORY}"
    sitemap = (site / "fr/sitemap.xml").read_text("utf-8")
    assert f"<loc>{ADDRESS}fr/{STORY}</loc>" in sitemap
    assert f'hreflang="x-default" href="{ADDRESS}{STORY}"' in sitemap
    assert (site / "robots.txt").exists()
    assert not (site / "fr/robots.txt").exists()


def test_mkdocs_builds_the_same(folder: Path, site: Path, tmp_path: Path) -> None:
    out = tmp_path / "plain"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", out],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )
    assert differing(files_of(site), files_of(out)) == set()


def test_an_edit_of_a_translation_changes_its_language_alone(tmp_path: Path) -> None:
    folder = make_site(tmp_path / "site", files())
    built(folder)
    before = files_of(folder / "site")
    replace(
        folder / "content/stories/bell/story.fr.yml", "Elle était lourde.", "Elle pesait lourd."
    )
    built(folder)
    after = files_of(folder / "site")
    changed = differing(before, after) - {CHECKSUMS_FILE}
    assert "fr/stories/bell.html" in changed
    # `build.json` has the digest of the content.
    others = {name for name in changed if not name.startswith("fr/")}
    assert others == {"build.json", "ar/build.json"}
    again = make_site(tmp_path / "again", files())
    replace(again / FRENCH_FILE, "Elle était lourde.", "Elle pesait lourd.")
    built(again)
    assert differing(after, files_of(again / "site")) == set()


def test_a_language_more_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    """But for the links to it."""
    folder = make_site(tmp_path / "site", files())
    built(folder)
    two = files_of(folder / "site")
    text = (folder / "content/site.yml").read_text("utf-8")
    (folder / "content/site.yml").write_text(text.replace("languages: [fr, ar]\n", ""), "utf-8")
    for path in [*folder.glob("content/**/*.fr.*"), *folder.glob("content/**/*.ar.*")]:
        path.unlink()
    built(folder)
    one = files_of(folder / "site")
    assert not any(name.startswith(("fr/", "ar/")) for name in one)
    page = one[STORY].decode()
    assert "sx-languages" not in page
    assert "hreflang" not in page
    data = {name for name in one if name.endswith((".csv", ".ris", ".bib", ".txt", ".png"))}
    assert data
    assert {name for name in data if one[name] != two[name]} <= {"data/site.db"}


def test_the_site_opens_in_each_language(folder: Path) -> None:
    assert open_project(folder / "mkdocs.yml").config.site_url in (None, "", ADDRESS)
