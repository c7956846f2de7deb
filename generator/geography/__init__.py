"""geography: where countries lie, which part of the world a map shows, and its projection.

It knows nothing of pages: `render` draws with it, and the pipeline checks places by it.
"""

from generator.geography.atlas import Atlas, open_atlas
from generator.geography.boundaries import Boundaries, Country
from generator.geography.check import check_places
from generator.geography.frames import Frame, inset_frame, main_frame
from generator.geography.projection import Point, equal_earth
from generator.geography.reading import MAX_MAP_BYTES, BadMapError

__all__ = [
    "MAX_MAP_BYTES", "Atlas", "BadMapError", "Boundaries", "Country", "Frame", "Point",
    "check_places", "equal_earth", "inset_frame", "main_frame", "open_atlas",
]  # fmt: skip
