"""Files beside hand-written pages that have the path of a generated one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.adapters.markdown import source_path
from generator.diagnostics import Diagnostic, Place, found
from generator.index import SiteIndex, StoryLine
from generator.pages import Written, WrittenFile, WrittenPage
from generator.publishing.checksums import CHECKSUMS_FILE
from generator.publishing.provenance import BUILD_FILE
from generator.render import Outline
from generator.render.database import DATABASE_PATH, METADATA_PATH
from generator.render.exports import LLMS_PATH, STORY_ENDINGS

# What every site has besides.
_ALWAYS = (
    BUILD_FILE, CHECKSUMS_FILE, "404.html", "sitemap.xml", "sitemap.xml.gz", "sources.csl.json",
    "feed.xml", "robots.txt", "card.png", LLMS_PATH, DATABASE_PATH, METADATA_PATH,
)  # fmt: skip
_FOLDERS = ("assets/search/", "assets/map/")


def address_collisions(
    index: SiteIndex, outlines: Iterable[Outline], written: Written
) -> list[Diagnostic]:
    """Report every file beside hand-written pages that has the path of a generated one.

    Args:
        index: the site.
        outlines: the pages of the site as a whole.
        written: the hand-written pages and the files beside them.
    """
    paths = [*_ALWAYS, *(source_path(outline.address) for outline in outlines)]
    generated = {_key(path): path for path in paths}
    problems = []
    own: list[WrittenPage | WrittenFile] = [*written.pages, *written.files]
    for each in own:
        near = {_key(path): path for path in _near(each.path, index)}
        path = generated.get(_key(each.path)) or near.get(_key(each.path))
        if path or each.path.casefold().startswith(_FOLDERS):
            path = path or each.path
            message = f"the site makes a page of its own at '{path.removesuffix('.md')}'"
            problems.append(found("address-collision", Place(each.origin), message))
    return problems


def _near(path: str, index: SiteIndex) -> Iterator[str]:
    """The paths of the story or source whose id a path has in it."""
    folder, _, name = path.casefold().partition("/")
    id = name.partition("/")[0].partition(".")[0]
    if folder == "stories" and (line := index.stories.get(id)):
        yield from _paths_of(line)
    elif folder == "sources" and id in index.sources:
        yield source_path(f"sources/{id}")
    elif folder == "time-stamps":
        yield from (f"time-stamps/{file}" for file in index.stamp_files)


def _paths_of(line: StoryLine) -> Iterator[str]:
    address = f"stories/{line.slug}"
    yield source_path(address)
    if line.has_timeline:
        yield source_path(f"{address}/timeline")
    if line.has_map:
        yield source_path(f"{address}/map")
    if line.has_disagreements:
        yield source_path(f"{address}/disagreements")
    yield from (f"{address}.{ending}" for ending in STORY_ENDINGS)


def _key(path: str) -> str:
    """What two paths have in common that are published at one address, or on some systems are."""
    if not path.endswith(".md"):
        return path.casefold()
    name = path.removesuffix(".md")
    folder, _, last = name.rpartition("/")
    return (folder if folder and last in ("index", "README") else name).casefold() + ".md"
