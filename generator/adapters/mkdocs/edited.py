"""What an edited file of the content stands for: which pages, at which addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.adapters.mkdocs.content import SiteContent
from generator.adapters.mkdocs.sitebuild import SiteBuild
from generator.adapters.mkdocs.theme import site_path
from generator.diagnostics import Diagnostic
from generator.load import HISTORY_FOLDER, REVIEWS_FOLDER
from generator.passes.pages import SOURCE, STORY
from generator.render import Links

# The folders of the pages that are made from one file each, by the kind of unit.
_FOLDERS = {"story": "stories", "source": "sources"}


def is_same_around(now: SiteContent, before: SiteContent) -> bool:
    """Whether nothing has changed that stands around every page."""
    heads = [
        [(each.address, each.title, each.in_navigation) for each in content.outlines.values()]
        for content in (now, before)
    ]
    return heads[0] == heads[1] and now.settings == before.settings


def relative(files: Sequence[str], folder: Path) -> set[str] | None:
    """Paths relative to a folder; None if one lies elsewhere."""
    try:
        return {Path(file).relative_to(folder).as_posix() for file in files}
    except ValueError:
        return None


def pages_of(problems: Iterable[Diagnostic], last: SiteBuild, mount: str) -> dict[str, str]:
    """The address of the page that is made from each file in which something is wrong."""
    links = Links(last.config.use_directory_urls)
    found = {}
    for file in {problem.place.file for problem in problems}:
        kind, _, id = unit_of(file.removeprefix(f"{last.content}/")).partition("/")
        address = f"{_FOLDERS[kind]}/{id}" if kind in _FOLDERS else ""
        # A file with a mistake in it is in no index, but its last good page is there.
        if address and site_path(Path(last.config.site_dir), links.file(address)).is_file():
            found[file] = mount + links.href("", address)
    return found


def unit_of(file: str) -> str:
    """The unit of the pages that are made from a file of the content; nothing if it has none."""
    kind, _, rest = file.partition("/")
    name, _, below = rest.partition("/")
    if kind == "stories" and below:
        return STORY + name
    if kind in (REVIEWS_FOLDER, HISTORY_FOLDER) and not below:
        return STORY + name.rpartition(".")[0]
    return SOURCE + name.rpartition(".")[0] if kind == "sources" and not below else ""
