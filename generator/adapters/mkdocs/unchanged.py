"""Whether a build would give what is there already.

What a site is made from is read and digested, which takes a hundredth of the time that a build
takes. Where that is the same as at the last build, and nobody has touched what it wrote, there is
nothing to do.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from generator.adapters.inputs import contents_of
from generator.adapters.mkdocs.project import Project
from generator.archive import copy_digest
from generator.diagnostics import Diagnostic
from generator.digests import digest
from generator.files import ReadError, State, list_folder, state_of
from generator.index import Store
from generator.program_fingerprint import program_fingerprint
from generator.publishing.provenance import REVISION_VARIABLE
from generator.render.templates import COMPILED

# The unit that stands for the build itself.
_UNIT = "build"
_TEMPLATES = "templates"


def inputs_of(
    project: Project, *, drafts: bool, strict: bool = False
) -> tuple[bytes | None, dict[str, bytes]]:
    """A digest of everything that the site is made from.

    Args:
        project: the opened site.
        drafts: whether stories that are not published are shown.
        strict: whether the archived copies are looked at too.

    Returns:
        The digest, and that of each file by its path. None if other code has a say, which may look
        at anything: other plugins, or hooks; or if something cannot be read that may be meant,
        which a build reports.
    """
    config = project.config
    if not has_no_other_code(project):
        return None, {}
    given = [repr(part) for part in config.user_configs]
    environment = [os.environ.get(name, "") for name in ("SOURCE_DATE_EPOCH", REVISION_VARIABLE)]
    archive = project.folder / project.plugin.config.content / "archive"
    try:
        # Without the copies, which no page is made from; their folder may be a link.
        contents = contents_of(folders_of(project), but=archive.parent.resolve() / archive.name)
        copies = [*_copies(archive)] if strict else []
    except ReadError:
        return None, {}
    whole = digest(
        program_fingerprint(), *given, *environment, str(drafts), contents.whole, *copies
    )
    return whole, contents.files


def has_no_other_code(project: Project) -> bool:
    """Whether no other plugin and no hook has a say: such code may look at anything."""
    return set(project.config.plugins) == {"explainer"} and not project.config.hooks


def folders_of(project: Project) -> list[Path]:
    """The folders that the site is made from, each once."""
    config = project.config
    folders = [*project.plugin.folders(config), Path(config.docs_dir)]
    if config.theme.custom_dir:
        folders.append(Path(config.theme.custom_dir))
    return list(dict.fromkeys(path.resolve() for path in folders))


def _copies(archive: Path) -> Iterator[str]:
    """The names of the archived copies, and a digest of each."""
    yield "copies"
    if archive.is_dir():
        for entry in list_folder(archive, inside=archive):
            yield entry.name
            yield str(copy_digest(archive / entry.name))


def outputs_of(site_dir: Path) -> bytes:
    """A digest of what lies in a folder: which files, how large, and when each was written."""
    rows = []
    waiting = [os.fspath(site_dir)] if site_dir.is_dir() else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                    continue
                status = entry.stat(follow_symlinks=False)
                times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
                rows.append(f"{entry.path}\0{status.st_size} {times} {status.st_ino}")
    return digest(*sorted(rows))


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has come to.

    Attributes:
        diagnostics: what is wrong with the content, the worst first.
        warnings: MkDocs's own, such as a broken link in a hand-written page.
        pages: how many pages are there now.
        is_published: whether the site stands in its place.
        is_unchanged: whether it stood there already, as it would have become.
    """

    diagnostics: tuple[Diagnostic, ...]
    warnings: tuple[str, ...] = ()
    pages: int = 0
    is_published: bool = False
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of the site as it was built last.

    Attributes:
        inputs: a digest of what it would be made from now; None if that cannot be said.
        digests: that of each file by its path.
        state: the files of these folders as they were before they were read.
        folders: the folders that it is made from.
        is_untouched: whether nobody has touched what was written.
        built: what the last build came to, if this one would come to the same.
    """

    inputs: bytes | None
    digests: Mapping[str, bytes]
    state: State
    folders: tuple[Path, ...]
    is_untouched: bool = False
    built: Built | None = None


def last_build(project: Project, store: Store, *, drafts: bool, strict: bool) -> Before:
    """Look at the site as it was built last, and read what it is made from now."""
    folders = tuple(folders_of(project))
    state = state_of(folders)
    inputs, digests = inputs_of(project, drafts=drafts, strict=strict)
    before = Before(inputs, digests, state, folders)
    known = store.result("site", _UNIT)
    if known is None or known[0] != str(project.site_dir):
        return before
    _, outputs, then, built = known
    is_untouched = outputs == outputs_of(project.site_dir)
    is_same = is_untouched and inputs is not None and inputs == then
    # What was not published, for a warning, is not what the index knows of.
    is_untouched = is_untouched and built.is_published
    same = replace(built, is_unchanged=True) if is_same else None
    return replace(before, is_untouched=is_untouched, built=same)


def forget_build(store: Store) -> None:
    """Forget the site as it was built last, before the index is ahead of it.

    A build that ends before it publishes, however it ends, has left pages in the index that do not
    stand in the published site.

    Raises:
        OSError: the index cannot be written.
    """
    store.remove("site", _UNIT)
    store.finish("site", ())


def keep_build(project: Project, store: Store, before: Before, built: Built) -> None:
    """Remember a build that has just been written.

    The site is published by now, so a disk that fails fails nothing: the next build makes it anew.
    """
    with suppress(OSError):
        # Not if somebody has changed something while it was being read.
        inputs = before.inputs if before.state == state_of(before.folders) else None
        known = str(project.site_dir), outputs_of(project.site_dir), inputs, built
        store.put("site", _UNIT, b"-", result=known)
        store.finish("site", ())


def take_templates(store: Store) -> None:
    """Take the templates that builds before have compiled."""
    COMPILED.kept |= store.result("site", _TEMPLATES) or {}
    COMPILED.is_new = False


def keep_templates(store: Store) -> None:
    """Keep the templates that were compiled, if there are new ones."""
    with suppress(OSError):
        if COMPILED.is_new:
            store.put("site", _TEMPLATES, b"-", result=COMPILED.kept)
