"""Pages in a frame that is rendered once are, to the byte, pages rendered one by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.adapters.mkdocs import build, open_project, settings, sitebuild, theme, writing
from generator.adapters.mkdocs.frames import Frames
from generator.adapters.mkdocs.live import all_pages
from generator.parallel import CORES_VARIABLE
from generator.passes.pages import make
from generator.render import DataFile, Heading, Made, Page
from tests.builds import differing
from tests.sites import files_of

# Whatever a theme does to a text, it does something else to one of these.
HOSTILE = [
    "A & B",
    "<b>no tag</b>",
    "\"quoted\" 'words'",
    "two  spaces",
    "sxmark1x",
    "&lt; {{ x }}",
]

LENGTH = '{% extends "base.html" %}{% block announce %}{{ page.content | length }}{% endblock %}'


def hostile(page: Page, number: int) -> Page:
    """The page with other words in all places that stand in the frame."""
    words = HOSTILE[number % len(HOSTILE)]
    blocks = tuple(
        replace(block, text=f"{words} {at}") if isinstance(block, Heading) else block
        for at, block in enumerate(page.blocks)
    )
    social = page.social
    if social:
        card = social.card and replace(social.card, title=words, line=words)
        social = replace(social, topics=(words, "b") if social.topics else (), card=card)
    return replace(page, title=words, description=words, blocks=blocks, social=social)


def others(made: Made) -> Made:
    """The same with many pages in the place of each, with other words; files are left out."""
    pages = [
        page
        if page.in_navigation
        else hostile(replace(page, address=address), sum(map(ord, address)))
        for page in made.pages
        for address in ([page.address] if page.in_navigation else several(page))
    ]
    return Made(tuple(pages))


def built(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch, *, how: str) -> list[Frames]:
    """Build a site of many pages with hostile words; the frames that were used.

    Args:
        folder: the site.
        out: where to build.
        monkeypatch: of the test.
        how: `framed`; `in full`, each by the theme's template; `mkdocs`, by MkDocs's own loops.
    """
    made: list[Frames] = []

    def keep(in_full: Any, read: Any) -> Frames:
        made.append(Frames(in_full, read))
        return made[-1]

    def all_of_them(site: Any) -> tuple[list[Page], list[DataFile]]:
        pages, _ = all_pages(site)
        return list(others(Made(tuple(pages))).pages), []

    with monkeypatch.context() as patched:
        patched.setattr(theme, "Frames", keep if how == "framed" else InFull)
        patched.setattr(writing, "make", lambda *work: others(make(*work)))
        patched.setattr(sitebuild, "all_pages", all_of_them)
        if how == "mkdocs":
            patched.setattr(sitebuild, "is_theme_alone", lambda *_: False)
        build(open_project(folder / "mkdocs.yml", out))
    return made


class InFull(Frames):
    """No frames: each page by the theme's template."""

    def render(self, page: Page, *_: str | None) -> str:  # type: ignore[override]
        return self.in_full(self.made(page))


def several(page: Page) -> list[str]:
    """Addresses for copies of a page, so that frames are used again."""
    return [page.address, *(f"{page.address}-{number}" for number in range(len(HOSTILE) + 3))]


@pytest.fixture
def unedited(demo: Path) -> Path:
    """The demo without an address to edit its sources at, which no frame holds."""
    text = (demo / "mkdocs.yml").read_text("utf-8")
    assert "edit_uri: edit/main/content/pages/" in text
    text = text.replace("edit_uri: edit/main/content/pages/", "edit_uri: ''")
    (demo / "mkdocs.yml").write_text(text, "utf-8")
    return demo


def test_whatever_words_a_page_has(
    unedited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CORES_VARIABLE, "1")
    (frames,) = built(unedited, tmp_path / "framed", monkeypatch, how="framed")
    assert frames.used > 50
    monkeypatch.setenv(CORES_VARIABLE, "2")
    assert built(unedited, tmp_path / "several at once", monkeypatch, how="framed")
    assert not built(unedited, tmp_path / "in full", monkeypatch, how="in full")
    built(unedited, tmp_path / "by MkDocs", monkeypatch, how="mkdocs")
    single = files_of(tmp_path / "by MkDocs")
    html = "".join(data.decode() for name, data in single.items() if name.endswith(".html"))
    assert html.count("sxmark1x") > 10
    assert html.count("&lt;b&gt;no tag") > 10
    for other in ("framed", "several at once", "in full"):
        assert differing(files_of(tmp_path / other), single) == set(), other


def test_where_a_page_can_be_edited_it_is_made_in_full(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (frames,) = built(demo, tmp_path / "framed", monkeypatch, how="framed")
    assert frames.used == 0
    built(demo, tmp_path / "by MkDocs", monkeypatch, how="mkdocs")
    assert differing(files_of(tmp_path / "framed"), files_of(tmp_path / "by MkDocs")) == set()


def test_a_site_with_templates_of_its_own_is_built_page_by_page(
    unedited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = unedited / "overrides/main.html"
    main.parent.mkdir()
    main.write_text(LENGTH, "utf-8")
    config = unedited / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("theme:\n", "theme:\n  custom_dir: overrides\n", 1), "utf-8")
    assert not built(unedited, tmp_path / "site", monkeypatch, how="framed")
    html = (tmp_path / "site/stories/ostermill-bell.html").read_text("utf-8")
    assert "md-banner" in html


def test_a_frame_that_does_not_fit_is_not_used(
    unedited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A theme that looks at something else than words, such as how long the content is."""
    own = tmp_path / "theme"
    own.mkdir()
    (own / "main.html").write_text(LENGTH, "utf-8")
    monkeypatch.setattr(settings, "add_theme", with_theme(settings.add_theme, own))
    monkeypatch.setenv(CORES_VARIABLE, "1")
    (frames,) = built(unedited, tmp_path / "framed", monkeypatch, how="framed")
    assert frames.used == 0
    built(unedited, tmp_path / "by MkDocs", monkeypatch, how="mkdocs")
    single = files_of(tmp_path / "by MkDocs")
    assert b"md-banner" in single["stories/ostermill-bell.html"]
    assert differing(files_of(tmp_path / "framed"), single) == set()


def with_theme(add: Any, own: Path) -> Any:
    def added(config: Any) -> None:
        add(config)
        config.theme.dirs.insert(0, str(own))

    return added
