"""The files that a map is made of, asked for when a reader asks for it; one set for a site."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from generator.files import read_file
from generator.render.maps.drawing import Drawing
from generator.render.maps.subject import StoryMap
from generator.render.page import DataFile

STYLE, SCRIPT = "assets/map/map.css", "assets/map/map.js"
LIVE = "assets/map/live.js"
"""The script of the map that can be used, which `SCRIPT` asks for."""
LEAFLET, LEAFLET_STYLE = "assets/map/leaflet.js", "assets/map/leaflet.css"
CANVAS = "sx_map_canvas"
"""The id of the element that the map is put into, and the map's name in its script."""
# Leaflet as it is published, in a package that carries nothing else.
_PACKAGE = "xstatic.pkg.leaflet"
_MAX_BYTES = 1_000_000


def world_path(drawing: Drawing) -> str:
    """The path of the script that makes a map of the frame of a drawing."""
    # No id of a frame may make it the name of another file here.
    return f"assets/map/world-of-{drawing.frame.id}.js"


def backdrop_path(drawing: Drawing) -> str:
    """The path of the picture of land and borders."""
    return f"assets/map/{drawing.frame.id}-{drawing.width}.svg"


def map_files(maps: Iterable[StoryMap]) -> list[DataFile]:
    """Leaflet, and the map and the backdrops of each frame that stories use.

    Args:
        maps: the maps of all stories; if there are none, there are no files.
    """
    frames: dict[str, Drawing] = {}
    backdrops: dict[str, Drawing] = {}
    for shown in maps:
        frames[shown.main.frame.id] = shown.main
        backdrops |= {backdrop_path(drawing): drawing for drawing in shown.drawings()}
    if not frames:
        return []
    # folium takes a third of a second to import, which sites without a map need not wait for.
    from generator.render.maps.leaflet import world_script  # noqa: PLC0415

    made = [
        DataFile(LEAFLET, _without_map(_of_leaflet("leaflet.js")), ""),
        DataFile(LEAFLET_STYLE, _of_leaflet("leaflet.css"), ""),
    ]
    made += [
        DataFile(world_path(drawing), world_script(drawing, CANVAS).encode(), "")
        for _, drawing in sorted(frames.items())
    ]
    made += [
        DataFile(path, _backdrop(drawing).encode(), "")
        for path, drawing in sorted(backdrops.items())
    ]
    return made


def _of_leaflet(name: str) -> bytes:
    """A file of Leaflet as its package has it."""
    folder = Path(str(files(_PACKAGE))) / "data"
    return read_file(folder / name, inside=folder, at_most=_MAX_BYTES)


def _backdrop(drawing: Drawing) -> str:
    """Land and borders as a picture for light pages and dark ones: it lets the sea through."""
    land, borders = drawing.background()
    wide, high = drawing.width, drawing.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">'
        f'<mask id="b"><path fill="#fff" d="M0 0h{wide}v{high}H0z"/>'
        f'<path fill="none" stroke="#000" stroke-opacity=".75" stroke-width="2" d="{borders}"/>'
        f'</mask><path fill="#a09682" fill-opacity=".24" mask="url(#b)" d="{land}"/></svg>\n'
    )


def _without_map(script: bytes) -> bytes:
    """A script without the reference to its source map, which is not published with it."""
    return b"\n".join(
        line for line in script.split(b"\n") if not line.startswith(b"//# sourceMappingURL=")
    )
