"""Every type of page and of data file that the registry has is written for the demo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.adapters.mkdocs import writing
from generator.authoring.addresses import write_addresses
from generator.authoring.history import NextVersion, publish_version
from generator.parallel import CORES_VARIABLE
from generator.passes.pages import FILES, PAGE, SOURCE, STORY
from generator.render import SITE_FILES, SITE_PAGES, Made, registry
from tests.builds import built
from tests.sites import files_of


def test_all_that_is_registered_is_written(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CORES_VARIABLE, "1")
    units: dict[str, Made] = {}
    make = writing.make

    def note(job: Any, index: Any, unit: str) -> Made:
        made = make(job, index, unit)
        units[unit] = Made(made.pages, tuple(made.files), made.rows)
        return units[unit]

    monkeypatch.setattr(writing, "make", note)
    write_addresses(demo, "content", "ostermill-bell")
    assert isinstance(publish_version(demo, "content", "ostermill-bell"), NextVersion)
    built(demo)
    site = files_of(demo / "site")
    expected = {PAGE + name for name in SITE_PAGES} | {FILES + name for name in SITE_FILES}
    assert {unit for unit in units if unit.startswith((PAGE, FILES))} == expected
    # Nothing registered is left without anything that it writes.
    for name in SITE_PAGES:
        assert len(units[PAGE + name].pages) == 1, name
    for name in SITE_FILES:
        assert units[FILES + name].files, name
    story = units[f"{STORY}ostermill-bell"]
    # The one version that was published has a page too.
    assert len(story.pages) == len(registry.STORY_PAGES) + 1
    sources = [made for unit, made in units.items() if unit.startswith(SOURCE)]
    assert len(sources) == len(list((demo / "content/sources").glob("*.yml")))
    assert {len(made.pages) for made in sources} == {len(registry.SOURCE_PAGES)}
    # And all of it stands in the site, once.
    pages = [f"{page.address or 'index'}.html" for made in units.values() for page in made.pages]
    assert len(pages) == len(set(pages))
    assert set(pages) <= site.keys()
    files = {data.path: data.data for made in units.values() for data in made.files}
    assert {path for path, data in files.items() if site[path] != data} == set()
