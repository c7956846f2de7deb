"""What a story's map shows: one object, from which picture, script and data file are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from generator.geography import Atlas, Country, Frame, Point, inset_frame, main_frame
from generator.model import Role
from generator.render.maps.drawing import Drawing
from generator.render.views import Renderer
from generator.resolve import ResolvedStory, StoryParticipation, StoryPlace

WEIGHT = {role: at for at, role in enumerate(Role)}
"""Roles by weight: a country with several is drawn in the fill of the weightiest, 0."""

# The papers, in units: side by side they are equally high.
MAIN_PAPER, INSET_PAPER = (1280, 800), (720, 800)
Frames: TypeAlias = tuple[str, str]
"""The ids of the frames of a map's main picture and of its closer look, empty if it has none."""
TINY = 26.0
"""What reaches no farther than this, in units, is too small to see."""


@dataclass(frozen=True, slots=True)
class MapCountry:
    """A country on the map, with its parts in all operations."""

    country: Country
    parts: tuple[StoryParticipation, ...]

    @property
    def roles(self) -> tuple[Role, ...]:
        """Its roles, the weightiest first, each once."""
        found = {role.role for part in self.parts for role in part.roles}
        return tuple(sorted(found, key=WEIGHT.__getitem__))

    @property
    def disputed(self) -> bool:
        """Whether sources dispute one of its roles."""
        return any(role.disputed for part in self.parts for role in part.roles)


@dataclass(frozen=True, slots=True)
class StoryMap:
    """The map of one story.

    Attributes:
        countries: the countries that took part, in the order of the content.
        places: the places that are no countries.
        main: the picture that shows everything.
        inset: a closer look at where much is too small, or None.
    """

    countries: tuple[MapCountry, ...]
    places: tuple[StoryPlace, ...]
    main: Drawing
    inset: Drawing | None

    @property
    def frames(self) -> Frames:
        """The frames of its pictures."""
        return self.main.frame.id, self.inset.frame.id if self.inset else ""

    def drawings(self) -> Iterator[Drawing]:
        """The pictures."""
        yield self.main
        if self.inset:
            yield self.inset


def spot_of(place: StoryPlace) -> Point:
    """The longitude and latitude of a place."""
    return place.place.longitude, place.place.latitude


def story_map(renderer: Renderer, story: ResolvedStory) -> StoryMap | None:
    """Put together what the map of a story shows.

    Args:
        renderer: what all pages are made with; drawings that are missing are added to it.
        story: a story; `check_places` found nothing wrong with its countries and places.

    Returns:
        The map, or None if the story has neither countries nor places.
    """
    return renderer.once(_story_map, story)


def _story_map(renderer: Renderer, story: ResolvedStory) -> StoryMap | None:
    atlas = renderer.atlas
    if not atlas or not story.has_map:
        return None
    parts: dict[str, list[StoryParticipation]] = {}
    for part in story.participations:
        parts.setdefault(part.country, []).append(part)
    shapes = [(atlas.boundaries.country(code), found) for code, found in parts.items()]
    countries = tuple(MapCountry(shape, tuple(found)) for shape, found in shapes if shape)
    spots = [each.country.label for each in countries] + [spot_of(p) for p in story.places]
    main = _drawing(renderer, atlas, main_frame(atlas.frames, spots), MAIN_PAPER)
    close = inset_frame(atlas.frames, main.frame, [s for s in spots if _crowded(s, spots, main)])
    inset = _drawing(renderer, atlas, close, INSET_PAPER) if close else None
    return StoryMap(countries, story.places, main, inset)


def blank_map(renderer: Renderer, frames: Frames) -> StoryMap:
    """The map of a story without what the story put on it.

    Args:
        renderer: what all pages are made with; a site with maps has an atlas.
        frames: what `StoryMap.frames` gave for the story.
    """
    atlas = renderer.atlas
    known = {frame.id: frame for frame in atlas.frames} if atlas else {}
    if atlas is None or frames[0] not in known:
        msg = f"the atlas has no frame '{frames[0]}'"
        raise LookupError(msg)
    main = _drawing(renderer, atlas, known[frames[0]], MAIN_PAPER)
    inset = _drawing(renderer, atlas, known[frames[1]], INSET_PAPER) if frames[1] else None
    return StoryMap((), (), main, inset)


def _drawing(renderer: Renderer, atlas: Atlas, frame: Frame, paper: tuple[int, int]) -> Drawing:
    key = (frame.id, paper[0])
    if key not in renderer.drawings:
        renderer.drawings[key] = Drawing(frame, atlas.around(frame.meridian), *paper)
    return renderer.drawings[key]


def _crowded(spot: Point, spots: list[Point], drawing: Drawing) -> bool:
    """Whether another spot stands so near that names would run into each other."""
    x, y = drawing.spot(spot)
    others = (drawing.spot(other) for other in spots if other != spot)
    return any(abs(a - x) < 6 * TINY and abs(b - y) < 3 * TINY for a, b in others)
