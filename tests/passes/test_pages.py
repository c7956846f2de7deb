"""A page learns of the site what it asked of the index, and nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from generator.index import ALL, KEYS, Reader, Store, StoredIndex
from generator.passes import Checked, Options, read_content
from generator.passes.job import desk
from generator.passes.pages import make, second_pass, third_pass
from generator.render import Renderer
from tests.support import DEMO

OPTIONS = Options(drafts=True)


class Watched:
    """A reader that takes note of all that is read."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.read: set[tuple[str, str]] = set()

    def __getattr__(self, name: str) -> Any:
        def call(table: str, key: str | None = None) -> Any:
            asked = key if key is not None else ALL if name == "items" else KEYS
            self.read.add((table, asked))
            return getattr(self._reader, name)(*((table,) if key is None else (table, key)))

        return call


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checked]:
    store = Store(tmp_path_factory.mktemp("index"), is_kept=False)
    checked = read_content(DEMO, "content", store, OPTIONS)
    assert checked.problems == []
    yield checked
    store.close()


def test_all_that_is_read_was_asked_for(checked: Checked) -> None:
    job = checked.stages.next_job()
    units = [*second_pass(desk(job).index()), *third_pass()]
    assert len(units) > 15
    for unit in units:
        # Nothing that another unit has made is there.
        job = checked.stages.next_job()
        reader = Watched(Reader(job.index))
        index = StoredIndex(reader)  # type: ignore[arg-type]
        made = make(job, index, unit)
        for _ in made.files:
            pass
        # A quotation leads to its source, whose record is asked for in its place.
        unasked = {each for each in reader.read - index.asked if each[0] != "quotation"}
        covered = {(table, key) for table, key in unasked if (table, ALL) in index.asked}
        assert unasked <= covered, unit
        assert index.asked


def test_a_renderer_holds_no_other_way_to_the_site() -> None:
    fields = {each.name: str(each.type) for each in dataclasses.fields(Renderer) if each.init}
    assert set(fields) == {
        "site", "links", "wording", "templates", "atlas", "is_translation", "drawings",
        "geometries",
    }  # fmt: skip
    assert [name for name, type_ in fields.items() if "Site" in type_] == ["site"]


def test_what_a_unit_asks_does_not_depend_on_what_was_made_before(checked: Checked) -> None:
    """What a process keeps between units answers no question that is not noted."""
    warm = checked.stages.next_job()
    for unit in [*second_pass(desk(warm).index()), *third_pass()]:
        asked = []
        for job in (warm, checked.stages.next_job()):
            index = StoredIndex(Reader(job.index))
            for _ in make(job, index, unit).files:
                pass
            # With another `site.yml` the whole index is made anew.
            asked.append(index.asked - {("site", "")})
        assert asked[0] == asked[1], unit
