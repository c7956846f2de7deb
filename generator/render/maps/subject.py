"""What a story's map shows: one object, from which picture, script and data file are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from generator.geography import Atlas, Country, Frame, Point, inset_frame, main_frame
from generator.geography.rings import extent
from generator.model import Role
from generator.render.maps.drawing import Drawing
from generator.render.views import Renderer
from generator.resolve import ResolvedStory, StoryParticipation, StoryPlace

_BY_WEIGHT = (
    Role.LED,
    Role.SEIZED_SERVERS,
    Role.ARRESTED,
    Role.EVIDENCE_SEIZED,
    Role.COORDINATED,
    Role.BLOCKED_ACCESS,
    Role.PROVIDED_EVIDENCE,
    Role.TOOK_PART,
    Role.SERVERS_SEIZED_EARLIER,
    Role.REFERRED,
)
WEIGHT = {role: at for at, role in enumerate(_BY_WEIGHT)}
"""Roles by weight, 0 the weightiest; `MapCountry.fill` says which of several is drawn.

What was done in the operation itself weighs more than what was done before it or asked of others.
"""

# The papers, in units: side by side they are equally high.
MAIN_PAPER, INSET_PAPER = (1280, 800), (720, 800)
Frames: TypeAlias = tuple[str, str]
"""The ids of the frames of a map's main picture and of its closer look, empty if it has none."""
TINY = 26.0
"""What reaches no farther than this, in units, is too small to see."""
_CLOSEST = 8.0  # how much a close look magnifies at most
_ROOM = 0.85  # how much of it what it shows may fill
_WORTH = 1.5  # how much larger a closer look must draw what it shows


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
    def fill(self) -> Role:
        """The weightiest role that nobody disputes; if all are disputed, the weightiest.

        A fill shows a part as a fact, which what one report denies of another is not.
        """
        parts = [role for part in self.parts for role in part.roles]
        return min(parts, key=lambda role: (bool(role.disputed), WEIGHT[role.role])).role

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
    def closer(self) -> float:
        """How much larger the closer look draws what it shows, 1 if there is none."""
        return self.inset.scale / self.main.scale if self.inset else 1.0

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


@dataclass(frozen=True, slots=True)
class Look:
    """What the map turns to when one operation is chosen.

    Attributes:
        rectangle: least x and y, greatest x and y on the plane of the main picture's projection.
        inset: whether the closer look still adds something.
    """

    rectangle: tuple[float, float, float, float]
    inset: bool


def look_at(shown: StoryMap, operation: str) -> Look:
    """Frame the countries and places of an operation tightly; without any, the main picture.

    Args:
        shown: the map.
        operation: the operation's id.
    """
    main, inset = shown.main, shown.inset
    countries = [
        each.country
        for each in shown.countries
        if any(part.operation.id == operation for part in each.parts)
    ]
    spots = [country.label for country in countries]
    spots += [spot_of(each) for each in shown.places if each.place.operation == operation]
    if not spots:
        return Look(main.frame.rectangle, inset=False)
    boxes = [main.main_part(country) for country in countries]
    points = [*(b[:2] for b in boxes), *(b[2:] for b in boxes), *map(main.frame.project, spots)]
    left, bottom, right, top = extent(points)
    west, south, east, north = main.frame.rectangle
    box = (max(left, west), max(bottom, south), min(right, east), min(top, north))
    closest = _CLOSEST * main.scale
    scale = min(
        _ROOM * main.width / max(box[2] - box[0], 1e-9),
        _ROOM * main.height / max(box[3] - box[1], 1e-9),
        closest,
    )
    crowded = [spot for spot in spots if _crowded(spot, spots, main, scale / main.scale)]
    near = sum(map(inset.shows, crowded)) if inset else 0
    adds = inset is not None and near > 1 and inset.scale > _WORTH * scale
    return Look(box, inset=adds)


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
    if inset and inset.scale < _WORTH * main.scale:
        inset = None
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


def _crowded(spot: Point, spots: list[Point], drawing: Drawing, larger: float = 1.0) -> bool:
    """Whether another spot stands so near that names would run into each other.

    Args:
        spot: the spot.
        spots: all spots.
        drawing: the picture.
        larger: how many times larger than that it is drawn.
    """
    x, y = drawing.spot(spot)
    others = (drawing.spot(other) for other in spots if other != spot)
    wide, high = 6 * TINY / larger, 3 * TINY / larger
    return any(abs(a - x) < wide and abs(b - y) < high for a, b in others)
