"""The data beside the pages: each story in the formats that other programs read.

Every format has a module of its own. All of them are made from the content alone, so that the
same content gives the same bytes.
"""

from __future__ import annotations

from types import MappingProxyType

from generator.render.exports.annotations import story_annotations
from generator.render.exports.cite import story_bibtex, story_reference, story_ris
from generator.render.exports.common import Positions
from generator.render.exports.csl import story_csl
from generator.render.exports.feed import FEED_PATH, feed
from generator.render.exports.geojson import story_geojson
from generator.render.exports.jsonld import story_jsonld
from generator.render.exports.llms import LLMS_PATH, llms
from generator.render.exports.prov import story_prov
from generator.render.exports.robots import robots
from generator.render.exports.tables import quotations_csv, statements_csv
from generator.render.exports.text import story_text
from generator.render.page import DataFile
from generator.render.views import Renderer
from generator.resolve import ResolvedStory

__all__ = [
    "FEED_PATH", "LLMS_PATH", "STORY_ENDINGS", "Positions", "site_files", "story_files",
]  # fmt: skip

STORY_ENDINGS = (
    "jsonld", "annotations.json", "csl.json", "prov.json", "statements.csv", "quotations.csv",
    "bib", "ris", "cite.json", "txt", "geojson", "card.png", "picture.svg",
)  # fmt: skip
"""How the names of a story's data files end, behind its slug and a full stop."""
_NOWHERE: Positions = MappingProxyType({})


def story_files(
    renderer: Renderer,
    story: ResolvedStory,
    positions: Positions = _NOWHERE,
) -> list[DataFile]:
    """The data files of one story.

    Args:
        renderer: what all pages are made with.
        story: the story.
        positions: where quotations stand in their archived texts, as far as that is known.

    Returns:
        The files; the one of countries and places only if the story has a map.
    """
    files = [
        story_jsonld(renderer, story),
        story_annotations(renderer, story, positions),
        story_csl(renderer, story),
        story_prov(renderer, story),
        statements_csv(renderer, story),
        quotations_csv(renderer, story),
        story_bibtex(renderer, story),
        story_ris(renderer, story),
        story_reference(renderer, story),
        story_text(renderer, story),
    ]
    if story.has_map:
        files.append(story_geojson(renderer, story))
    return files


def site_files(renderer: Renderer) -> list[DataFile]:
    """The data files of the site as a whole; the feed and robots.txt only if it has an address.

    The robots.txt of a host stands at its top: a translation of a site has none.
    """
    made = [
        feed(renderer),
        None if renderer.is_translation else robots(renderer),
        llms(renderer),
    ]
    return [each for each in made if each]
