"""The files that a page with a map asks for when the map comes into view; one set for a site."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from generator.render.maps.drawing import Drawing
from generator.render.page import DataFile

STYLE, SCRIPT = "assets/map/map.css", "assets/map/map.js"
LEAFLET, LEAFLET_STYLE = "assets/map/leaflet.js", "assets/map/leaflet.css"
CANVAS = "sx_map_canvas"
"""The id of the element that the map is put into, and the map's name in its script."""
# Leaflet as it is published, in a package that carries nothing else.
_PACKAGE = "xstatic.pkg.leaflet"


def world_path(drawing: Drawing) -> str:
    """The path of the script that makes a map of the frame of a drawing."""
    return f"assets/map/{drawing.frame.id}.js"


def map_files(drawings: Iterable[Drawing]) -> list[DataFile]:
    """Leaflet, and the map of each frame that stories use; nothing if there are none.

    Args:
        drawings: the pictures that show everything, of all stories.
    """
    frames = {drawing.frame.id: drawing for drawing in drawings}
    if not frames:
        return []
    # folium takes a third of a second to import, which sites without a map need not wait for.
    from generator.render.maps.leaflet import world_script  # noqa: PLC0415

    package = files(_PACKAGE) / "data"
    made = [
        DataFile(LEAFLET, _without_map(package.joinpath("leaflet.js").read_bytes()), ""),
        DataFile(LEAFLET_STYLE, package.joinpath("leaflet.css").read_bytes(), ""),
    ]
    made += [
        DataFile(world_path(drawing), world_script(drawing).encode(), "")
        for _, drawing in sorted(frames.items())
    ]
    return made


def _without_map(script: bytes) -> bytes:
    """A script without the reference to its source map, which is not published with it."""
    return b"\n".join(
        line for line in script.split(b"\n") if not line.startswith(b"//# sourceMappingURL=")
    )
