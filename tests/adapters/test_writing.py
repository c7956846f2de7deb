"""Pages that MkDocs does not build are those that it would, for whoever asks it for one too."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.adapters.mkdocs import sitebuild
from generator.adapters.mkdocs.writing import Pages
from generator.publishing.provenance import BUILD_FILE
from tests.builds import append, built, differing, replace
from tests.sites import broken_links, explainer, files_of

STORY = "stories/ostermill-bell"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Pages]:
    """What was written without MkDocs, build by build."""
    found: list[Pages] = []
    write_pages = sitebuild.write_pages

    def note(*arguments: object) -> Pages:
        found.append(write_pages(*arguments))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr(sitebuild, "write_pages", note)
    return found


def warnings(demo: Path) -> list[str]:
    """Build the demo into `site/`; MkDocs's warnings."""
    return list(built(demo).warnings)


def add(demo: Path, text: str) -> None:
    append(demo / "mkdocs.yml", text)


def test_all_generated_pages_and_files_are(demo: Path, written: list[Pages]) -> None:
    assert warnings(demo) == []
    (pages,) = written
    assert f"{STORY}.html" in pages.pages
    assert f"{STORY}.csl.json" in pages.files
    assert pages.pages.keys() < pages.files.keys()
    site = files_of(demo / "site")
    # What is left to MkDocs is what somebody has written by hand, and the theme's own.
    html = {name for name in site if name.endswith(".html")}
    assert html - pages.pages.keys() == {"method.html", "404.html"}
    assert pages.files.keys() <= site.keys()


def test_a_hand_written_page_leads_to_them(demo: Path, written: list[Pages]) -> None:
    append(
        demo / "content/pages/more.md",
        f"# More\n\n[a story]({STORY}.md#top) [a map]({STORY}/map.md) [data]({STORY}.csl.json)\n"
        "[a source](sources/gull-wire.md#top) [all](sources.md) [home](index.md#top)\n"
        "[speakers](quotations/speakers.md) [all data](sources.csl.json) [me](method.md)\n",
    )
    assert warnings(demo) == []
    html = (demo / "site/more.html").read_text("utf-8")
    for link in (
        f"{STORY}.html#top", f"{STORY}/map.html", f"{STORY}.csl.json", "sources/gull-wire.html#top",
        "sources.html", "index.html#top", "quotations/speakers.html", "sources.csl.json",
        "method.html",
    ):  # fmt: skip
        assert f'href="{link}"' in html, link
    # The page for what is not found names addresses from the root of its host.
    assert [link for link in broken_links(demo / "site") if not link.startswith("404")] == []
    assert len(written) == 1


def test_a_link_to_what_is_not_there_is_found(demo: Path, written: list[Pages]) -> None:
    add(demo, "\nvalidation: {anchors: warn}\n")
    append(
        demo / "content/pages/more.md",
        f"# More\n\n[x](stories/nonesuch.md) [y]({STORY}.md#nonesuch) [z]({STORY}.nonesuch)\n"
        "[v](sources/nonesuch.md) [w](sources.md#nonesuch)\n",
    )
    told = "\n".join(warnings(demo))
    for path in ("stories/nonesuch.md", "sources/nonesuch.md", f"{STORY}.nonesuch"):
        assert f"'{path}', but the target is not found" in told
    for path in (f"{STORY}.md", "sources.md"):
        assert f"'{path}#nonesuch', but the doc '{path}' does not contain an anchor" in told
    assert len(written) == 1


def test_a_draft_is_no_page_to_link_to(demo: Path) -> None:
    append(demo / "content/pages/more.md", "# More\n\n[x](stories/la-cloche.md)\n")
    assert "'stories/la-cloche.md', but the target is not found" in "\n".join(warnings(demo))


def test_every_data_file_of_the_content_can_be_linked(demo: Path, written: list[Pages]) -> None:
    assert warnings(demo) == []
    names = {name for name in written[0].files if name not in written[0].pages}
    # Which files search and maps have is only known once all pages are made.
    later = {name for name in names if name.startswith(("assets/search/", "assets/map/"))}
    assert later
    names -= later
    assert len(names) > 12
    links = " ".join(f"[{name}]({name})" for name in sorted(names))
    append(demo / "content/pages/more.md", f"# More\n\n{links}\n")
    assert warnings(demo) == []
    html = (demo / "site/more.html").read_text("utf-8")
    assert [name for name in names if f'href="{name}"' not in html] == []


@pytest.mark.parametrize("before", ["", "./", "/"])
def test_a_story_that_the_navigation_names_is_in_it(
    demo: Path, written: list[Pages], before: str
) -> None:
    add(demo, f"\nnav:\n  - index.md\n  - Stories:\n    - The bell: {before}{STORY}.md\n")
    add(demo, "\nvalidation: {nav: {absolute_links: relative_to_docs}}\n")
    assert warnings(demo) == []
    assert len(written) == 1
    html = (demo / f"site/{STORY}.html").read_text("utf-8")
    assert re.search(r'md-tabs__item--active">\s*<a href="ostermill-bell.html"', html)
    # Nor has a page at the same depth got its frame.
    other = (demo / "site/stories/ostermill-bell/map.html").read_text("utf-8")
    assert "md-tabs__item--active" not in other


HOOK = """
def on_page_content(html, page, **_):
    with open('seen.txt', 'a', encoding='utf-8') as file:
        file.write(page.file.src_uri + '\\n')
"""


def hooked(demo: Path) -> None:
    append(demo / "hook.py", HOOK)
    add(demo, "\nhooks: [hook.py]\n")


def plain(_: Path) -> None:
    """The demo as it is."""


def folders(demo: Path) -> None:
    replace(demo / "mkdocs.yml", "use_directory_urls: false", "use_directory_urls: true")


def without_editing(demo: Path) -> None:
    replace(demo / "mkdocs.yml", "edit_uri: edit/main/content/pages/", "edit_uri: ''")


def own_navigation(demo: Path) -> None:
    add(
        demo,
        f"\nnav:\n  - index.md\n  - Stories:\n    - {STORY}.md\n    - A map: {STORY}/map.md\n"
        "  - Sources:\n    - sources/gull-wire.md\n  - method.md\n  - Out: https://example.org/\n",
    )


def beneath_a_path(demo: Path) -> None:
    add(demo, "\nsite_url: https://example.org/a/b\n")


def linking(demo: Path) -> None:
    without_editing(demo)
    append(
        demo / "content/pages/deep/more.md", f"# More\n\n[a](../{STORY}.md) [b](../sources.md)\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "arrange", [plain, folders, without_editing, own_navigation, beneath_a_path, linking]
)
def test_with_another_who_has_a_say_it_is_the_same_site(
    demo: Path, tmp_path: Path, written: list[Pages], arrange: Callable[[Path], None]
) -> None:
    """Whether we write the pages or MkDocs builds them all, also for the sitemap."""
    arrange(demo)
    built(demo, tmp_path / "ours")
    assert len(written) == 1
    hooked(demo)
    done = explainer("build", "-d", tmp_path / "theirs", cwd=demo)
    assert done.returncode == 0, done.stderr
    ours, theirs = files_of(tmp_path / "ours"), files_of(tmp_path / "theirs")
    seen = (demo / "seen.txt").read_text("utf-8").split()
    assert len(seen) == len(set(seen))
    html = {name for name in theirs if name.endswith(".html") and name != "404.html"}
    assert len(html) == len(seen)
    assert differing(ours, theirs) == set()
    assert BUILD_FILE in ours
    assert ours["sitemap.xml"].count(b"<loc>") in (0, len(html))


def test_another_plugin_sees_every_page(demo: Path, written: list[Pages]) -> None:
    hooked(demo)
    done = explainer("build", "-q", cwd=demo)
    assert done.returncode == 0, done.stderr
    seen = set((demo / "seen.txt").read_text("utf-8").split())
    assert f"{STORY}.md" in seen
    html = {name.replace(".html", ".md") for name in files_of(demo / "site") if ".html" in name}
    assert html - {"404.md"} == seen
    assert written == []


def test_what_another_plugin_changes_is_in_the_page(demo: Path) -> None:
    append(demo / "hook.py", "def on_page_content(html, **_):\n    return html + 'by a hook'\n")
    add(demo, "\nhooks: [hook.py]\n")
    assert explainer("build", "-q", cwd=demo).returncode == 0
    for name, data in files_of(demo / "site").items():
        if name.endswith(".html") and name != "404.html":
            assert b"by a hook" in data, name


def test_a_template_that_lists_pages_has_all_of_them(demo: Path, written: list[Pages]) -> None:
    append(
        demo / "site-templates/host/list.txt",
        "{% for file in pages %}{{ file.src_uri }}\n{% endfor %}",
    )
    add(demo, "\nextra_templates: [list.txt]\n")
    assert warnings(demo) == []
    listed = (demo / "site/list.txt").read_text("utf-8").split()
    html = {name.replace(".html", ".md") for name in files_of(demo / "site") if ".html" in name}
    assert sorted(listed) == sorted(html - {"404.md"})
    assert written == []
