"""What the registry of pages names is made and written, and is made from what was asked alone."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from generator.adapters import mkdocs
from generator.authoring.addresses import write_addresses
from generator.authoring.history import NextVersion, publish_version
from generator.index import ALL, KEYS, STAGES, Question, Store, row
from generator.index.stages import TABLES, stage_file
from generator.passes import Job, Options, Outcome, Stages, read_content
from generator.passes.job import desk
from generator.passes.pages import make, second_pass, third_pass
from generator.render import SITE_FILES, SITE_PAGES, Made, Outline, Renderer
from generator.render.registry import SOURCE_PAGES, STORY_PAGES
from tests.support import DEMO, make_site


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stages]:
    """The demo after the first and the second pass."""
    folder = tmp_path_factory.mktemp("passes")
    store = Store(folder / "index")
    site = make_site(folder / "site", base=DEMO)
    stages = read_content(site, "content", store, Options(drafts=True)).stages
    job = stages.next_job()
    for unit in second_pass(desk(job).index()):
        rows = tuple(
            row(*each[:3], sort=each[3]) for each in make(job, desk(job).index(), unit).rows
        )
        stages.put("pages", Outcome(unit, b"-", rows))
    stages.finish("pages")
    yield stages
    store.close()


def units(job: Job) -> list[str]:
    return [*second_pass(desk(job).index()), *third_pass()]


def everything(made: Made) -> tuple[object, ...]:
    files = [(file.path, file.data) for file in made.files]
    return made.pages, files, made.rows


def test_every_page_type_is_written(demo: Path) -> None:
    write_addresses(demo, "content", "ostermill-bell")
    assert isinstance(publish_version(demo, "content", "ostermill-bell"), NextVersion)
    project = mkdocs.open_project(demo / "mkdocs.yml")
    mkdocs.build(project, drafts=True)
    written = {path.relative_to(demo / "site").as_posix() for path in (demo / "site").rglob("*")}
    checked = read_content(demo, "content", Store(demo / "index"), Options(drafts=True))
    job = checked.stages.next_job()
    pages = [page for unit in units(job) for page in make(job, desk(job).index(), unit).pages]
    kinds = {page.kind for page in pages}
    assert len(kinds) >= len(STORY_PAGES) + len(SOURCE_PAGES) + len(SITE_PAGES) - 1
    paths = {f"{page.address}.html" if page.address else "index.html" for page in pages}
    assert paths <= written


def test_a_new_page_type_is_written_where_it_stands_in_the_registry_alone(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def extra_page(renderer: Renderer) -> Outline | None:
        home = SITE_PAGES["home"](renderer)
        return replace(home, address="extra", title="Extra", in_navigation=False) if home else None

    monkeypatch.setitem(SITE_PAGES, "extra", extra_page)
    mkdocs.build(mkdocs.open_project(demo / "mkdocs.yml"))
    assert "The Bell File" in (demo / "site/extra.html").read_text("utf-8")


def test_a_page_needs_nothing_but_what_it_asked(stages: Stages, tmp_path: Path) -> None:
    """Neither files of the content nor any row that it did not ask for."""
    job = stages.next_job()
    names = units(job)
    assert len(names) > len(SITE_PAGES) + len(SITE_FILES)
    made = {}
    for unit in names:
        index = desk(job).index()
        made[unit] = everything(make(job, index, unit)), frozenset(index.asked)
    shutil.rmtree(job.folder / "content")
    for number, (unit, (before, asked)) in enumerate(made.items()):
        less = shutil.copytree(job.index, tmp_path / str(number))
        assert only_what_was_asked(less, asked) > 0, unit
        poor = replace(job, index=less, number=-number - 1)
        assert everything(make(poor, desk(poor).index(), unit)) == before, unit


def only_what_was_asked(folder: Path, asked: Collection[Question]) -> int:
    """Take all rows out of an index that nobody has asked for; how many these were.

    Where only the keys of a table were asked for, its other values are made useless. A quotation is
    asked for with the record of its source, which holds it. `site.yml` is there for everybody: a
    change of it empties the index.
    """
    sources = {key for name, key in asked if name == "source"}
    gone = 0
    for stage in STAGES:
        with closing(sqlite3.connect(stage_file(folder, stage))) as base, base:
            for table in {*TABLES[stage]} - {"site"}:
                keys = {key for name, key in asked if name == table}
                rows = base.execute("SELECT rowid, key, value FROM row WHERE name = ?", (table,))
                others = [
                    (at,)
                    for at, key, value in rows.fetchall()
                    if ALL not in keys
                    and key not in keys
                    and not (table == "quotation" and pickle.loads(value)[0] in sources)  # noqa: S301 - our own
                ]
                change = "UPDATE row SET value = x''" if KEYS in keys else "DELETE FROM row"
                base.executemany(f"{change} WHERE rowid = ?", others)
                gone += len(others)
    return gone
