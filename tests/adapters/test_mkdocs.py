"""The MkDocs plugin and the pages on disk."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.adapters.markdown import markdown_file, navigation, source_path
from generator.adapters.mkdocs.pages import toc_tokens
from generator.publishing.atomic_swap import MARKER
from generator.publishing.checksums import CHECKSUMS_FILE
from generator.render import Fragment, Heading, Page
from tests.builds import append
from tests.compiled import Compiled
from tests.sites import explainer, files_of


def page(*blocks: Heading | Fragment) -> Page:
    return Page("a/b", "T", "D", "story", blocks, "content/x.yml", "2020-01-31")


def mkdocs_build(folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=300,
    )


def words_of(html: bytes) -> list[str]:
    return LexborHTMLParser(html).text().split()


@pytest.mark.slow
@pytest.mark.parametrize("directory_urls", [False, True])
def test_plain_mkdocs_builds_the_same_site(
    demo: Path, tmp_path: Path, directory_urls: bool
) -> None:
    append(demo / "content/site.yml", "embeds: true\n")
    config = demo / "mkdocs.yml"
    # Without an address to edit at: the plain build knows no YAML to lead to.
    text = config.read_text("utf-8").replace("edit_uri: edit/main/content/pages/", "edit_uri: ''")
    assert "edit_uri: ''" in text
    wanted = f"use_directory_urls: {str(directory_urls).lower()}"
    config.write_text(text.replace("use_directory_urls: false", wanted), "utf-8")
    assert explainer("build", "--strict", cwd=demo).returncode == 0
    assert explainer("render", "--strict", "-o", tmp_path / "plain", cwd=demo).returncode == 0
    assert '"explainer"' not in (tmp_path / "plain/mkdocs.yml").read_text("utf-8")
    mkdocs_build(tmp_path / "plain")
    ours, plain = files_of(demo / "site"), files_of(tmp_path / "plain/site")
    # The compressed copy holds the date of the build, which the plain one takes from the clock.
    assert ours.pop("sitemap.xml.gz")
    assert plain.pop("sitemap.xml.gz")
    # Only the plugin sees finished pages, which the policy is made from, and puts them in a place.
    assert ours.pop("_headers")
    assert ours.pop(MARKER)
    assert ours.pop(CHECKSUMS_FILE)
    for name in ours:
        if name.endswith(".html"):
            ours[name], count = re.subn(rb"\n<meta http-equiv[^>]*>", b"", ours[name])
            assert count == 1, name
        if name.startswith("embed/"):
            # The template of these pages, which no theme frames, has their policy itself.
            plain[name] = re.sub(rb"\n<meta http-equiv[^>]*>", b"", plain[name])
    assert set(ours) == set(plain)
    # Only the plugin takes the layout out of the theme's templates, and puts no words together.
    for name in [name for name in ours if name.endswith(".html")]:
        assert words_of(ours[name]) == words_of(plain[name]), name
        ours[name], plain[name] = (
            re.sub(rb"\s*(<[^>]*>)\s*", rb"\1", each[name]) for each in (ours, plain)
        )
    made = "assets/scheme.js"  # from a template, too
    ours[made], plain[made] = (re.sub(rb"\s*\n\s*", b"\n", each[made]) for each in (ours, plain))
    assert [name for name in ours if ours[name] != plain[name]] == []


@pytest.mark.slow
def test_mkdocs_alone_builds_with_the_plugin(demo: Path) -> None:
    mkdocs_build(demo)
    html = (demo / "site/stories/ostermill-bell.html").read_text("utf-8")
    edit = "https://example.org/repo/edit/main/content/stories/ostermill-bell/story.yml"
    assert f'href="{edit}"' in html
    assert not (demo / "site/stories/la-cloche.html").exists(), "a draft was published"
    assert html.count("la-cloche") == 0


@pytest.mark.slow
def test_mkdocs_alone_stops_at_errors(demo: Path) -> None:
    (demo / "content/site.yml").write_text("title: x\n")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        mkdocs_build(demo)
    assert b"content/site.yml:1:1: error missing-key" in failed.value.stderr
    assert b"Traceback" not in failed.value.stderr
    assert not (demo / "site").exists()


def test_address_collision(demo: Path) -> None:
    settings = demo / "content/site.yml"
    settings.write_text(settings.read_text("utf-8").replace("[csv]", "[csv, json]"), "utf-8")
    names = ("Glossary.md", "build.json", "sources/index.md")
    (demo / "content/pages/sources").mkdir()
    for name in names:
        (demo / "content/pages" / name).write_text("[1]\n")
    done = explainer("check", cwd=demo)
    assert done.returncode == 1
    for name in names:
        assert f"content/pages/{name}: error address-collision" in done.stderr


def test_the_navigation_lists_no_story(compiled_demo: Compiled) -> None:
    listed = [page.address for page in compiled_demo.rendered.pages if page.in_navigation]
    paths = navigation(listed, ["method.md", "index.md"])
    assert paths == [
        "index.md", "stories.md", "disagreements.md", "quotations.md", "sources.md", "glossary.md",
        "topics.md", "corrections.md", "time-stamps.md", "method.md",
    ]  # fmt: skip


def test_markdown_headings_hold_text_alone() -> None:
    text = "A *b* <i>c</i> `d` [e](f) # g {: #h } _i_ & j"
    written = markdown_file(page(Heading(2, "x", text)))
    assert written.endswith(
        "## A \\*b\\* &lt;i&gt;c&lt;/i&gt; \\`d\\` \\[e\\]\\(f\\) \\# g \\{: \\#h \\} \\_i\\_ "
        "&amp; j {: #x }\n"
    )


def test_front_matter_survives_quotes_and_colons() -> None:
    made = Page("a", 'He said: "no" # ü', "—", "story", (), "content/x.yml", "2020")
    assert 'title: "He said: \\"no\\" # ü"\n' in markdown_file(made)


def test_source_path() -> None:
    assert source_path("") == "index.md"
    assert source_path("stories/a/map") == "stories/a/map.md"


def test_contents_nest_by_level() -> None:
    headings = [
        Heading(1, "a", "A"),
        Heading(2, "b", "B"),
        Heading(3, "c", "C"),
        Heading(2, "d", "D"),
    ]
    (top,) = toc_tokens(page(*headings, Fragment("<p>x</p>")))
    assert top["id"] == "a"
    assert [child["id"] for child in top["children"]] == ["b", "d"]
    assert [child["id"] for child in top["children"][0]["children"]] == ["c"]
