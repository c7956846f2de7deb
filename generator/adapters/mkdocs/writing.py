"""The second and the third pass with their end: each page in the theme's frame, and in its file.

A unit's pages are written by the process that makes them, once, with their digests. What is fresh
since the last build is taken over from the site that it built.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.adapters.mkdocs.policy import Allowed
from generator.adapters.mkdocs.taking_over import MOST_BYTES, TakeOver
from generator.adapters.mkdocs.theme import Theme, site_path
from generator.diagnostics import Diagnostic
from generator.digests import sha256_hex
from generator.files import ReadError, atomic_write, read_file
from generator.index import Row, row
from generator.passes import Outcome, Stages
from generator.passes.job import Job, desk
from generator.passes.pages import FILES, LATE, make, second_pass, third_pass
from generator.passes.stages import stale
from generator.render import BadTemplateError, LargeFile

# Units of the last stage that write no pages.
OTHERS = {"checks", "build", "templates"}
WORDLESS = f"{FILES}maps"
"""The unit whose files are the same in all languages of a site, and linked from the first."""


@dataclass(frozen=True, slots=True)
class WriteJob:
    """What writes the pages of a site: it can be pickled.

    Attributes:
        job: what makes them.
        config_file: the site's mkdocs.yml.
        site_dir: the folder that is written to.
        key: a digest of the frame and of all else that every page depends on.
        content: the content folder's path, relative to the site's.
        build_info: what pages are told of what the site is built from.
        is_live: whether the pages are served while they are edited: then the folder is in use.
    """

    job: Job
    config_file: Path
    site_dir: Path
    key: bytes
    content: str = "content"
    build_info: Any = None
    is_live: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What a unit has written.

    Attributes:
        files: the SHA-256 of each file by its path in the site.
        pages: the day on which each page last changed, by its path.
        allowed: what its pages may use.
        problem: what is wrong with a template; nothing is written then.
    """

    files: Mapping[str, str]
    pages: Mapping[str, str]
    allowed: Allowed = field(default_factory=Allowed)
    problem: Diagnostic | None = None


_themes: dict[bytes, Theme] = {}
"""The themes that this process has, by the key of the job; forks find it here."""


def keep_theme(job: WriteJob, theme: Theme) -> None:
    """Let this process, and those forked off it from now on, finish pages with a theme."""
    _themes.clear()
    _themes[job.key] = theme


def forget_themes() -> None:
    """Let this process set up its theme anew, such as for another build."""
    _themes.clear()


def write_unit(job: WriteJob, unit: str) -> Outcome:
    """Make and write the pages and files of a unit."""
    theme = _theme(job)
    index = desk(job.job).index()
    files: dict[str, str] = {}
    pages: dict[str, str] = {}
    theme.allowed = Allowed()
    rows: tuple[Row, ...] = ()
    problem = None
    try:
        made = make(job.job, index, unit)
        for page in made.pages:
            path = theme.path(page)
            html = theme.finished(page)
            pages[path] = page.updated if page.is_indexed else ""
            files[path] = write_file(job, path, html.encode("utf-8"))
        for data in made.files:
            files[data.path] = (
                write_pieces(job, data.path, data.pieces())
                if isinstance(data, LargeFile)
                else write_file(job, data.path, data.data)
            )
        rows = tuple(row(*each[:3], sort=each[3]) for each in made.rows)
    except BadTemplateError as error:
        problem = error.diagnostic
    written = Written(files, pages, theme.allowed, problem)
    key = b"" if problem else job.key
    return Outcome(unit, key, rows, frozenset(index.asked), written)


def _theme(job: WriteJob) -> Theme:
    if job.key not in _themes:
        # This process is none that was forked off: it works for a cluster.
        from generator.adapters.mkdocs.remote import open_theme  # noqa: PLC0415 - no way back

        keep_theme(job, open_theme(job))
    return _themes[job.key]


def write_file(job: WriteJob, path: str, data: bytes) -> str:
    """Write a file, and give its digest."""
    target = f"{job.site_dir}/{path}"
    if job.is_live:
        # Somebody may be reading it.
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        atomic_write(Path(target), data)
        return sha256_hex(data)
    try:
        _create(target, data)
    except FileNotFoundError:
        _make_folders(job.site_dir, Path(path).parent)
        _create(target, data)
    except FileExistsError:
        # It may be a link to a file of the site that is published: that one stays as it is. Or a
        # lost worker of a cluster has left it, and it is whole or half.
        if not _is_there(job, target, data):
            Path(target).unlink(missing_ok=True)
            _create(target, data)
    return sha256_hex(data)


def write_pieces(job: WriteJob, path: str, pieces: Iterable[bytes]) -> str:
    """Write a file piece by piece, and give its digest."""
    _make_folders(job.site_dir, Path(path).parent)
    digest = hashlib.sha256()

    def noted() -> Iterator[bytes]:
        for piece in pieces:
            digest.update(piece)
            yield piece

    atomic_write(site_path(job.site_dir, path), noted())
    return digest.hexdigest()


def _make_folders(site_dir: Path, folder: Path) -> None:
    """Make folders in the site's own, which is gone if a build has ended without this worker."""
    for each in (*reversed(folder.parents[:-1]), folder):
        if each.name:
            (site_dir / each).mkdir(exist_ok=True)


def _is_there(job: WriteJob, target: str, data: bytes) -> bool:
    try:
        return read_file(Path(target), inside=job.site_dir, at_most=MOST_BYTES) == data
    except ReadError:
        return False


def _create(path: str, data: bytes) -> None:
    with open(path, "xb") as file:  # noqa: PTH123 - a Path would cost as much as the rest
        file.write(data)


@dataclass(slots=True)
class Pages:
    """What the passes over pages have come to.

    Attributes:
        files: the SHA-256 of each file by its path in the site.
        pages: the day on which each page last changed, by its path.
        allowed: what any page may use.
        problems: what is wrong with templates.
    """

    files: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    allowed: Allowed = field(default_factory=Allowed)
    problems: list[Diagnostic] = field(default_factory=list)


def write_pages(
    stages: Stages, job: WriteJob, page_done: Callable[[], None], take_over: TakeOver
) -> Pages:
    """Write all pages and files of a site, but those of hand-written pages.

    Args:
        stages: the index.
        job: what writes; its own job is replaced by one for each pass.
        page_done: called after each page.
        take_over: takes over what is fresh.
    """
    found = Pages()
    for stage in ("pages", "site"):
        names = units(stages, stage)
        known = stages.store.keys(stage)
        wanted = set(stale(known, names, job.key))
        # Not those of stories and sources that are gone.
        fresh = set(names) - wanted
        for name, written in stages.store.results(stage):
            if name in fresh:
                if take_over(written.files):
                    _add(found, written)
                    for _ in written.pages:
                        page_done()
                else:
                    wanted.add(name)
        stages.drop(stage, known.keys() - OTHERS - set(names))
        for written in write_stage(stages, job, stage, [n for n in names if n in wanted]):
            _add(found, written)
            for _ in written.pages:
                page_done()
        stages.finish(stage)
    return found


def update_pages(
    stages: Stages,
    job: WriteJob,
    stage: str,
    is_overtaken: Callable[[], bool],
    first: Collection[str] = (),
) -> tuple[list[Diagnostic], bool]:
    """Write what is stale of a stage into a site that is being served.

    Args:
        stages: the index.
        job: what writes.
        stage: `pages` or `site`.
        is_overtaken: asked after each unit whether to stop: what is left stays stale.
        first: the units that are written before that is asked, such as that of an edited file.

    Returns:
        What is wrong with templates, and whether all was written.
    """
    names = units(stages, stage)
    known = stages.store.keys(stage)
    for name in known.keys() - OTHERS - set(names):
        for path in stages.store.result(stage, name).files:
            site_path(job.site_dir, path).unlink(missing_ok=True)
        stages.drop(stage, [name])
    problems = []
    is_whole = True
    wanted = sorted(
        stale(known, names, job.key), key=lambda name: (name not in first, name in LATE)
    )
    for at, written in enumerate(write_stage(stages, job, stage, wanted), 1):
        problems += [written.problem] if written.problem else []
        if not (at < len(wanted) and wanted[at] in first) and is_overtaken():
            is_whole = False
            break
    stages.finish(stage)
    return problems, is_whole


def units(stages: Stages, stage: str) -> list[str]:
    """The units of a stage, as the content has them now."""
    if stage == "pages":
        return second_pass(desk(stages.next_job()).index())
    return [each for each in third_pass() if not (stages.job.language and each == WORDLESS)]


def write_stage(
    stages: Stages, job: WriteJob, stage: str, names: Sequence[str]
) -> Iterator[Written]:
    """Make and write some units of a stage, which is not ended by this."""
    write_job = replace(job, job=stages.next_job())
    for outcome in stages.map(stage, write_unit, write_job, names):
        written: Written = outcome.result
        yield written


def _add(found: Pages, written: Written) -> None:
    found.files |= written.files
    found.pages |= written.pages
    found.allowed |= written.allowed
    if written.problem:
        found.problems.append(written.problem)
