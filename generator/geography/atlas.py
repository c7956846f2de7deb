"""Everything that maps are drawn from, read once a site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.geography.boundaries import Boundaries, read_boundaries, recentred
from generator.geography.frames import Frame, read_frames


@dataclass(frozen=True, slots=True)
class Atlas:
    """Boundaries and frames; boundaries around another meridian are made once and kept."""

    boundaries: Boundaries
    frames: Sequence[Frame]
    _around: dict[float, Boundaries] = field(default_factory=dict, repr=False)

    def around(self, meridian: float) -> Boundaries:
        """The boundaries with all longitudes within 180 degrees of `meridian`."""
        if meridian not in self._around:
            self._around[meridian] = recentred(self.boundaries, meridian)
        return self._around[meridian]


def open_atlas(folder: Path) -> Atlas:
    """Read the boundaries and frames of the site in `folder`.

    Raises:
        BadMapError: the site has files of its own in `maps/` that cannot be used.
    """
    return Atlas(read_boundaries(folder), read_frames(folder))
