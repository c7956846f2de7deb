"""Pages that are made apart from MkDocs are there for whoever asks MkDocs for them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.adapters.mkdocs import build, compile_project, open_project, plugin
from generator.adapters.mkdocs.apart import Apart
from tests.sites import broken_links, explainer, files_of

STORY = "stories/ostermill-bell"


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[Apart]:
    """What was made apart, build by build."""
    found: list[Apart] = []

    def note(apart: Apart, *rest: object) -> object:
        found.append(apart)
        return write_apart(apart, *rest)

    write_apart = plugin.write_apart
    monkeypatch.setattr(plugin, "write_apart", note)
    return found


def built(demo: Path) -> list[str]:
    """Build the demo into `site/`; MkDocs's warnings."""
    project = open_project(demo / "mkdocs.yml")
    return build(project, compile_project(project), lambda: None)


def add(demo: Path, text: str) -> None:
    config = demo / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + text, "utf-8")


def test_stories_and_their_files_are(demo: Path, taken: list[Apart]) -> None:
    assert built(demo) == []
    (apart,) = taken
    assert f"{STORY}.md" in apart.pages
    assert any(name.startswith(f"{STORY}.") for name in apart.files)
    # What the navigation lists is MkDocs's own.
    assert "sources.md" not in apart.pages
    for name in (*(path.replace(".md", ".html") for path in apart.pages), *apart.files):
        assert (demo / "site" / name).is_file(), name


def test_a_hand_written_page_leads_to_them(demo: Path, taken: list[Apart]) -> None:
    (demo / "content/pages/more.md").write_text(
        f"# More\n\n[a story]({STORY}.md#top) [a map]({STORY}/map.md)\n", "utf-8"
    )
    assert built(demo) == []
    html = (demo / "site/more.html").read_text("utf-8")
    assert f'href="{STORY}.html#top"' in html
    assert f'href="{STORY}/map.html"' in html
    assert [link for link in broken_links(demo / "site") if link.startswith("more")] == []
    assert taken


def test_a_link_to_what_is_not_there_is_found(demo: Path) -> None:
    add(demo, "\nvalidation: {anchors: warn}\n")
    (demo / "content/pages/more.md").write_text(
        f"# More\n\n[x](stories/nonesuch.md) [y]({STORY}.md#nonesuch)\n", "utf-8"
    )
    told = "\n".join(built(demo))
    assert "'stories/nonesuch.md', but the target is not found" in told
    assert f"'{STORY}.md#nonesuch', but the doc '{STORY}.md' does not contain an anchor" in told


def test_a_file_beside_the_pages_can_be_linked(demo: Path, taken: list[Apart]) -> None:
    assert built(demo) == []
    name = next(name for name in taken[0].files if name.startswith(f"{STORY}."))
    (demo / "content/pages/more.md").write_text(f"# More\n\n[data]({name})\n", "utf-8")
    assert built(demo) == []
    assert f'href="{name}"' in (demo / "site/more.html").read_text("utf-8")


@pytest.mark.parametrize("before", ["", "./", "/"])
def test_a_story_that_the_navigation_names_is_in_it(
    demo: Path, taken: list[Apart], before: str
) -> None:
    add(demo, f"\nnav:\n  - index.md\n  - Stories:\n    - The bell: {before}{STORY}.md\n")
    add(demo, "\nvalidation: {nav: {absolute_links: relative_to_docs}}\n")
    assert built(demo) == []
    assert f"{STORY}.md" not in taken[0].pages
    html = (demo / f"site/{STORY}.html").read_text("utf-8")
    assert re.search(r'md-tabs__item--active">\s*<a href="ostermill-bell.html"', html)
    # Nor has a page at the same depth got its frame.
    other = (demo / "site/stories/ostermill-bell/map.html").read_text("utf-8")
    assert "md-tabs__item--active" not in other


def test_another_plugin_sees_every_page(demo: Path, taken: list[Apart]) -> None:
    (demo / "hook.py").write_text(
        "def on_page_content(html, page, **_):\n"
        "    with open('seen.txt', 'a', encoding='utf-8') as file:\n"
        "        file.write(page.file.src_uri + '\\n')\n",
        "utf-8",
    )
    add(demo, "\nhooks: [hook.py]\n")
    done = explainer("build", "-q", cwd=demo)
    assert done.returncode == 0, done.stderr
    seen = set((demo / "seen.txt").read_text("utf-8").split())
    assert f"{STORY}.md" in seen
    html = {name.replace(".html", ".md") for name in files_of(demo / "site") if ".html" in name}
    assert html - {"404.md"} == seen
    assert taken == []


def test_a_template_that_lists_pages_has_all_of_them(demo: Path, taken: list[Apart]) -> None:
    (demo / "site-templates/host").mkdir(parents=True)
    (demo / "site-templates/host/list.txt").write_text(
        "{% for file in pages %}{{ file.src_uri }}\n{% endfor %}", "utf-8"
    )
    add(demo, "\nextra_templates: [list.txt]\n")
    assert built(demo) == []
    assert f"{STORY}.md" in (demo / "site/list.txt").read_text("utf-8").split()
    assert not any(apart.pages for apart in taken)
