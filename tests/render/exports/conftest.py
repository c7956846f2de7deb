"""The exports of the demo and of the flagship, with the site's address and without."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from generator.render.exports import site_files, story_files
from generator.render.views import Renderer
from generator.resolve import ResolvedStory
from tests.compiled import Compiled, Site, renderer_of
from tests.support import DEMO, ROOT, clean


def without_address(site: Site) -> Site:
    """The same site, not told where it will be published."""
    return replace(site, settings=site.settings.model_copy(update={"address": None}))


@dataclass(frozen=True, repr=False)
class Exports:
    """One story's exports; `files` are their bytes by the ends of their names."""

    renderer: Renderer
    story: ResolvedStory
    files: Mapping[str, bytes]

    @property
    def site(self) -> Site:
        return self.renderer.site

    def json(self, ending: str) -> Any:
        return json.loads(self.files[ending])


def exports(renderer: Renderer, story: ResolvedStory, **given: Any) -> Exports:
    start = f"stories/{story.slug}."
    made = [*story_files(renderer, story, **given), *site_files(renderer)]
    return Exports(renderer, story, {file.path.removeprefix(start): file.data for file in made})


@pytest.fixture(scope="session")
def compiled_flagship() -> Compiled:
    return clean(ROOT)


@pytest.fixture(
    scope="session",
    params=["demo", "demo, folders", "demo, no address", "demo, draft", "flagship"],
)
def made(
    request: pytest.FixtureRequest, compiled_demo: Compiled, compiled_flagship: Compiled
) -> Exports:
    """Every kind of story, one after the other."""
    name = str(request.param)
    site = (compiled_flagship if name == "flagship" else compiled_demo).site
    assert site
    if "no address" in name:
        site = without_address(site)
    folder = ROOT if name == "flagship" else DEMO
    renderer = renderer_of(site, folder, directory_urls="folders" in name)
    slug = "la-cloche" if "draft" in name else None
    story = next(s for s in site.told if s.slug == slug or (not slug and s.participations))
    return exports(renderer, story)


@pytest.fixture(scope="session")
def demo_exports(compiled_demo: Compiled) -> Callable[..., Exports]:
    """The demo's exports, made with what the test gives."""
    assert compiled_demo.site
    renderer = renderer_of(compiled_demo.site, DEMO)
    story = next(s for s in compiled_demo.site.told if s.participations)
    return lambda **given: exports(renderer, story, **given)
