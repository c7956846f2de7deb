"""The script that makes the interactive map of a frame, written by folium.

folium writes names and properties into scripts as they are, with `${…}` live in template texts.
So nothing of an editor's comes here: the script holds numbers and country codes, and the page's own
script (`theme/assets/map/map.js`) reads names and statements from the page as text.

Only what folium writes for the map itself is used. Its page, which asks for Leaflet, jQuery,
Bootstrap and fonts from other hosts, is never rendered.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from branca.element import Figure, MacroElement
from folium import Map
from folium.map import CustomPane
from folium.template import Template

from generator.geography.rings import extent
from generator.render.maps.drawing import Drawing

# Degrees: less than two pixels at the closest look, in frames that are wide and in small ones.
_GRIDS = ((60.0, 0.02), (360.0, 0.05))
# How much more than the frame is there, for windows of other proportions.
_AROUND = 0.8


class World(MacroElement):
    """The shapes: handed to the page's own script together with the map."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            explainerMap({{ this._parent.get_name() }}, {{ this.shapes }});
        {% endmacro %}
        """
    )

    def __init__(self, shapes: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "World"
        self.shapes = json.dumps(shapes, separators=(",", ":"))


def world_script(drawing: Drawing, canvas: str) -> str:
    """The script for the frame of a drawing; it runs when Leaflet and the page's script have.

    Args:
        drawing: the picture of the same frame.
        canvas: the id of the element that the map is put into, with a `_` in it: folium makes it
            of a name and an id.
    """
    chart = Map(
        location=(0, 0),
        zoom_start=0,
        tiles=None,
        crs="EqualEarth",
        zoom_control=False,
        attribution_control=False,
        keyboard=False,
        scroll_wheel_zoom=False,
        box_zoom=False,
        double_click_zoom=False,
        zoom_snap=0,
        world_copy_jump=False,
    )
    # folium names things by random numbers; the same content gives the same bytes.
    chart._name, _, chart._id = canvas.rpartition("_")  # noqa: SLF001 - the only way to name it
    CustomPane("places", z_index=450).add_to(chart)
    World(shapes_of(drawing)).add_to(chart)
    for at, child in enumerate(chart._children.values()):  # noqa: SLF001
        child._id = str(at)  # noqa: SLF001
    figure = Figure()
    chart.add_to(figure)
    chart.render()  # type: ignore[no-untyped-call]
    script = figure.script.render()
    return f"(() => {{\n{_tidy(script)}\n}})();\n"


def _tidy(script: str) -> str:
    """The script without the blank lines and the indentation of folium's templates."""
    return "\n".join(line.strip() for line in script.splitlines() if line.strip())


def shapes_of(drawing: Drawing) -> dict[str, Any]:
    """The shapes of a frame and what lies around it, in whole steps of a grid.

    Returns:
        `grid`: degrees a step; `arcs`: for each a flat list of longitude and latitude, the first
        absolute, the others relative to the one before; `countries`: by code, polygons of rings of
        arcs (`~n` backwards) as in TopoJSON; `land`: the same for land without a code.
    """
    boundaries, frame = drawing.boundaries, drawing.frame
    grid = next(step for wide, step in _GRIDS if frame.box[2] - frame.box[0] <= wide)
    left, bottom, right, top = frame.rectangle
    wide, high = (right - left) * _AROUND, (top - bottom) * _AROUND
    numbers: dict[int, int] = {}
    arcs: list[list[int]] = []
    countries: dict[str, list[Any]] = {}
    land: list[Any] = []

    def reaches_in(polygon: Sequence[Sequence[int]]) -> bool:
        west, south, east, north = extent(map(frame.project, boundaries.ring(polygon[0])))
        beside = east < left - wide or west > right + wide
        return not (beside or north < bottom - high or south > top + high)

    def own(number: int) -> int:
        forwards = number if number >= 0 else ~number
        if forwards not in numbers:
            numbers[forwards] = len(arcs)
            arcs.append(_steps(boundaries.arcs[forwards], grid))
        return numbers[forwards] if number >= 0 else ~numbers[forwards]

    for country in boundaries.countries:
        polygons = [
            [[own(number) for number in ring] for ring in polygon]
            for polygon in country.polygons
            if reaches_in(polygon)
        ]
        if polygons and country.code:
            countries[country.code] = polygons
        else:
            land += polygons
    return {"grid": grid, "arcs": arcs, "countries": countries, "land": land}


def _steps(arc: Sequence[tuple[float, float]], grid: float) -> list[int]:
    steps: list[int] = []
    x = y = 0
    for lon, lat in arc:
        a, b = round(lon / grid), round(lat / grid)
        if not steps or (a, b) != (x, y):
            steps += [a - x, b - y]
        x, y = a, b
    return steps
