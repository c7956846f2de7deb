"""The stages in a row."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity, worst_first
from generator.files import ReadError, read_file, walk_files
from generator.garbage import uncollected
from generator.geography import (
    MAX_MAP_BYTES,
    Atlas,
    BadMapError,
    check_places,
    open_atlas,
)
from generator.load import LOCK_FILE, load
from generator.memory import FORGETFUL, Memory, digest
from generator.model import Download
from generator.pages import PagesFolder, Written, read_pages
from generator.program import program_print
from generator.render import Rendered, render, render_new
from generator.resolve import Site, resolve
from generator.validate import Content, validate
from generator.verify import NOTHING, Comparison, Verification, check, compare, hold_lock

_UNVERIFIED = ("missing-lock", "unverified-quotation", "changed-quotation", "old-lock")


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a run of the pipeline gives. Without an error there is a site, and it is rendered.

    Attributes:
        site: the resolved content.
        verification: what is known of its quotations and sources.
        rendered: the pages and data files that are made from it.
        diagnostics: what was wrong.
        written: the hand-written pages with their pictures.
    """

    site: Site | None
    verification: Verification
    rendered: Rendered
    diagnostics: tuple[Diagnostic, ...]
    written: Written = field(default_factory=Written)

    def blocked(self, *, strict: bool = False) -> bool:
        """Whether this must not be published: an error, or under `strict` anything at all."""
        return any(strict or d.severity is Severity.ERROR for d in self.diagnostics)


@uncollected()
def compile_site(  # noqa: PLR0913 - the options of a build, each given by name
    folder: Path,
    content: str = "content",
    *,
    drafts: bool = False,
    directory_urls: bool = False,
    memory: Memory = FORGETFUL,
    new_only: bool = False,
    archive: Path | None = None,
    pages: PagesFolder | None = None,
) -> Compiled:
    """Turn a folder of YAML into pages.

    Args:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        drafts: whether stories that are not published are shown.
        directory_urls: mkdocs's `use_directory_urls`.
        memory: what was made before. It must stay open as long as the pages are needed.
        new_only: whether to make only those pages of stories and sources that it does not keep.
        archive: a folder of copies that the lock is compared with; None compares nothing.
        pages: the folder of hand-written pages, if it is not `pages` in the content folder.

    Returns:
        The pages, and everything that is wrong with the content, the worst first. If there is an
        error, nothing is rendered.
    """
    site, atlas, verification, problems = _read(
        folder, content, drafts=drafts, memory=memory, archive=archive
    )
    written, found = read_pages(
        folder,
        folder / content,
        pages or PagesFolder(folder / content / "pages"),
        site.settings.downloads if site else list(Download),
        memory,
    )
    problems += found
    rendered = Rendered()
    if site and not any(d.severity is Severity.ERROR for d in problems):
        base = digest(_base(folder, site), str(directory_urls)) if memory.stores else None
        make = render_new if new_only else partial(render, written=written.pages)
        rendered, found = make(
            site,
            verification,
            folder,
            atlas=atlas,
            directory_urls=directory_urls,
            base=base,
            memory=memory,
        )
        problems += found
    return Compiled(site, verification, rendered, tuple(worst_first(problems)), written)


def examine(
    folder: Path, content: str = "content", archive: Path | None = None
) -> list[Diagnostic]:
    """Everything that is wrong with the content, the worst first, as far as no page is needed.

    Args:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        archive: a folder of copies: quotations that marks make wrong are told too.
    """
    problems = _read(folder, content, drafts=True)[-1]
    if archive and archive.is_dir() and any(each.code in _UNVERIFIED for each in problems):
        # The date is written nowhere.
        compared = verify_site(folder, content, archive, "2000-01-01").diagnostics
        problems += [each for each in compared if each.code == "bad-mark"]
    return worst_first(problems)


def _read(
    folder: Path,
    content: str,
    *,
    drafts: bool,
    memory: Memory = FORGETFUL,
    archive: Path | None = None,
) -> tuple[Site | None, Atlas | None, Verification, list[Diagnostic]]:
    """All stages but the last; the lock is looked at only where nothing before it is wrong."""
    documents, problems = load(folder, content, memory)
    valid, found = validate(documents, memory)
    problems += found
    site, found = resolve(valid, documents, memory, drafts=drafts)
    problems += found
    atlas, found = _atlas(valid, folder)
    problems += found
    verification = NOTHING
    if site and not any(d.severity is Severity.ERROR for d in problems):
        base = _base(folder, site) if memory.stores else b""
        verification, found = check(site, valid, base, memory)
        problems += found
        if archive:
            problems += hold_lock(site, valid, archive, base, memory)
    return site, atlas, verification, problems


def _base(folder: Path, site: Site) -> bytes:
    """A digest of what everything depends on: the program, the site's settings and templates."""
    own = (each for name in ("site-templates", "maps") for each in _contents(folder, name))
    return digest(program_print(), repr(site.settings), repr(site.place), *own)


def _contents(folder: Path, name: str) -> Iterator[str | bytes]:
    """The path and the bytes of each file in a folder of the site's; what is refused is left out.

    Who uses such a file says what is wrong with it.
    """
    root = folder / name
    for path in walk_files(root, inside=folder, refused=lambda _: None) if root.is_dir() else ():
        with suppress(ReadError):
            yield path.relative_to(folder).as_posix()
            yield read_file(path, inside=folder, at_most=MAX_MAP_BYTES)


def _atlas(content: Content, folder: Path) -> tuple[Atlas | None, list[Diagnostic]]:
    """What maps are drawn from, if a story has one, and what they cannot show."""
    if not any(entry.model.participations or entry.model.places for entry in content.stories):
        return None, []
    try:
        atlas = open_atlas(folder)
    except BadMapError as error:
        return None, [error.diagnostic]
    return atlas, check_places(content, atlas.boundaries)


@dataclass(frozen=True, slots=True)
class Compared:
    """What a run of `verify_site` gives; without a readable site there is no comparison."""

    comparison: Comparison | None
    lock_file: Path
    diagnostics: tuple[Diagnostic, ...]


def verify_site(
    folder: Path, content: str, archive: Path, today: str, accept: Collection[str] = ()
) -> Compared:
    """Compare a site's quotations with archived copies of their sources.

    Args:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        archive: the folder of copies.
        today: the date to write down, `YYYY-MM-DD`.
        accept: the sources whose copies count though they are not those of the lock.

    Returns:
        The comparison, and everything that is wrong with the content or with a quotation.
    """
    documents, problems = load(folder, content)
    valid, found = validate(documents)
    problems += found
    site, found = resolve(valid, documents, drafts=True)
    problems += found
    lock_file = folder / content / LOCK_FILE
    # What is wrong with the old lock does not matter: it is written anew.
    shown = lock_file.relative_to(folder).as_posix()
    problems = [problem for problem in problems if problem.place.file != shown]
    comparison = None
    if site and not any(d.severity is Severity.ERROR for d in problems):
        comparison, found = compare(site, valid, archive, today, accept)
        problems += found
    return Compared(comparison, lock_file, tuple(worst_first(problems)))
