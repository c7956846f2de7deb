"""Pages in a frame that is rendered once are, to the byte, pages rendered one by one."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from generator.adapters.mkdocs import build as build_project
from generator.adapters.mkdocs import compile_project, open_project, plugin, settings
from generator.adapters.mkdocs.frame import Frames
from generator.render import Heading, Page
from generator.workers import CORES_VARIABLE
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


def built(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch, *, framed: bool
) -> list[Frames]:
    """Build a site of many pages with hostile words; the frames that were used."""
    made: list[Frames] = []

    def keep(dress: Any) -> Frames:
        made.append(Frames(dress))
        return made[-1]

    with monkeypatch.context() as patched:
        patched.setattr(plugin, "Frames", keep)
        if not framed:
            patched.setattr(plugin, "can_be_framed", lambda _: False)
        project = open_project(folder / "mkdocs.yml", out)
        compiled = compile_project(project)
        numbers = count()
        pages = [
            page if page.in_navigation else hostile(replace(page, address=address), next(numbers))
            for page in compiled.rendered.pages
            for address in ([page.address] if page.in_navigation else several(page))
        ]
        rendered = replace(compiled.rendered, pages=tuple(pages))
        build_project(project, replace(compiled, rendered=rendered), lambda: None)
    return made


def several(page: Page) -> list[str]:
    """Addresses for copies of a page, so that frames are used again."""
    return [page.address, *(f"{page.address}-{number}" for number in range(len(HOSTILE) + 3))]


def test_whatever_words_a_page_has(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CORES_VARIABLE, "1")
    frames = built(demo, tmp_path / "framed", monkeypatch, framed=True)
    assert frames[0].used > 50
    monkeypatch.setenv(CORES_VARIABLE, "2")
    assert built(demo, tmp_path / "several at once", monkeypatch, framed=True)
    assert not built(demo, tmp_path / "one by one", monkeypatch, framed=False)
    single = files_of(tmp_path / "one by one")
    for other in ("framed", "several at once"):
        framed = files_of(tmp_path / other)
        assert set(framed) == set(single)
        assert [name for name in framed if framed[name] != single[name]] == []


def test_a_site_with_templates_of_its_own_is_built_page_by_page(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = demo / "overrides/main.html"
    main.parent.mkdir()
    main.write_text(
        '{% extends "base.html" %}{% block announce %}{{ page.content | length }}{% endblock %}',
        "utf-8",
    )
    config = demo / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("theme:\n", "theme:\n  custom_dir: overrides\n", 1), "utf-8")
    assert not built(demo, tmp_path / "site", monkeypatch, framed=True)
    html = (tmp_path / "site/stories/ostermill-bell.html").read_text("utf-8")
    assert "md-banner" in html


def test_a_frame_that_does_not_fit_is_not_used(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A theme that looks at something else than words, such as how long the content is."""
    theme = tmp_path / "theme"
    theme.mkdir()
    monkeypatch.setattr(settings, "add_theme", with_theme(settings.add_theme, theme))
    (theme / "main.html").write_text(
        '{% extends "base.html" %}{% block announce %}{{ page.content | length }}{% endblock %}',
        "utf-8",
    )
    frames = built(demo, tmp_path / "framed", monkeypatch, framed=True)
    assert frames[0].used == 0
    assert not built(demo, tmp_path / "one by one", monkeypatch, framed=False)
    assert files_of(tmp_path / "framed") == files_of(tmp_path / "one by one")


def with_theme(add: Any, theme: Path) -> Any:
    def added(config: Any) -> None:
        add(config)
        config.theme.dirs.insert(0, str(theme))

    return added
