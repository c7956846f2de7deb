"""Which part of the world a picture shows: `maps/frames.json`, a site's own or the package's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from annotated_types import Len
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from generator.geography.projection import Point, equal_earth
from generator.geography.reading import InvalidValueError, read_map_file
from generator.model.base import Id

FILE = "frames.json"

_Longitude = Annotated[float, Field(ge=-360, le=360)]
_Latitude = Annotated[float, Field(ge=-90, le=90)]


class Frame(BaseModel):
    """A part of the world.

    Attributes:
        id: unique in the file; it becomes part of an address.
        meridian: the longitude in the middle of its projection.
        box: west, south, east and north; the longitudes may run past 180 but lie within 180
            degrees of the meridian, and hold at the latitude in the middle of the box.
        region: the number of its name in CLDR (UN M49), such as `150` for Europe, or empty.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: Id
    meridian: Annotated[float, Field(ge=-180, le=180)]
    box: tuple[_Longitude, _Latitude, _Longitude, _Latitude]
    region: str = ""

    @model_validator(mode="after")
    def _has_room(self) -> Frame:
        west, south, east, north = self.box
        around = self.meridian - 180 <= west < east <= self.meridian + 180
        if not (around and south < north):
            raise PydanticCustomError(
                "frame",
                "the box is west, south, east, north, within 180 degrees of the meridian",
            )
        return self

    @property
    def rectangle(self) -> tuple[float, float, float, float]:
        """The box on the plane of the projection: least x and y, greatest x and y."""
        west, south, east, north = self.box
        middle = (south + north) / 2
        left, _ = equal_earth((west, middle), self.meridian)
        right, _ = equal_earth((east, middle), self.meridian)
        _, bottom = equal_earth((self.meridian, south), self.meridian)
        _, top = equal_earth((self.meridian, north), self.meridian)
        return left, bottom, right, top

    @property
    def size(self) -> float:
        """Its area in radii of the globe, squared."""
        left, bottom, right, top = self.rectangle
        return (right - left) * (top - bottom)

    def project(self, place: Point) -> Point:
        """A place on the plane; its longitude is taken within 180 degrees of the meridian."""
        west = self.meridian - 180
        return equal_earth(((place[0] - west) % 360 + west, place[1]), self.meridian)

    def shows(self, place: Point) -> bool:
        """Whether a place lies in the frame."""
        x, y = self.project(place)
        left, bottom, right, top = self.rectangle
        return left <= x <= right and bottom <= y <= top


_FRAMES = TypeAdapter(Annotated[list[Frame], Len(1)])


def read_frames(folder: Path) -> Sequence[Frame]:
    """The frames of a site, the smallest first: those in its own `maps/`, or the package's.

    Raises:
        BadMapError: the site's own file cannot be used.
    """
    return read_map_file(folder, FILE, "frames", _parse)


@lru_cache(maxsize=4)
def _parse(data: bytes) -> Sequence[Frame]:
    frames = _FRAMES.validate_json(data)
    for at, frame in enumerate(frames):
        if any(frame.id == other.id for other in frames[:at]):
            raise InvalidValueError((at, "id"), f"'{frame.id}' stands twice")
    return sorted(frames, key=lambda frame: frame.size)


def main_frame(frames: Sequence[Frame], places: Iterable[Point]) -> Frame:
    """The smallest frame that shows all places; the largest if none does."""
    places = list(places)
    return next((f for f in frames if all(map(f.shows, places))), frames[-1])


def inset_frame(
    frames: Sequence[Frame], main: Frame, places: Iterable[Point], share: float = 0.25
) -> Frame | None:
    """The frame for a second, closer look: the one that shows most of the places.

    Args:
        frames: all frames, the smallest first.
        main: the frame that shows everything.
        places: what is too small to be told apart in it.
        share: how large the second frame may be, of the first.

    Returns:
        The frame, or None if no frame shows two of the places.
    """
    places = list(places)
    near = [frame for frame in frames if frame.size <= share * main.size]
    best = max(near, key=lambda frame: sum(map(frame.shows, places)), default=None)
    return best if best and sum(map(best.shows, places)) > 1 else None
