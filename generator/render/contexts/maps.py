"""What the template of a map gets."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.contexts.parts import Anchor


@dataclass(frozen=True, slots=True)
class ShapeView:
    """A country in a picture.

    `path` is the data of an SVG path; `pattern` the fill that tells its `role`. A country too small
    to see has a marker at `x` and `y` instead, which otherwise are empty.
    """

    code: str
    path: str
    role: str
    pattern: str
    disputed: bool
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class SpotView:
    """A place that is no country, in a picture; `id` is its anchor."""

    id: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class LabelView:
    """A name in a picture; `anchor` is SVG's `text-anchor`, `kind` is `country` or `place`.

    `of` is the code of the country or the anchor of the place that it names. `leader` is the data
    of the path from there, for a name that stands farther off, or empty.
    """

    x: int
    y: int
    anchor: str
    kind: str
    of: str
    text: str
    leader: str


@dataclass(frozen=True, slots=True)
class PanelView:
    """One picture: `kind` is `main` or `inset`.

    `backdrop` is the address of a picture of land and borders, which stories share. Where the
    screen is too small for `labels`, `small_labels` take their place, if there are any.
    """

    id: str
    kind: str
    width: int
    height: int
    title: str
    description: str
    caption: str
    backdrop: str
    shapes: tuple[ShapeView, ...]
    spots: tuple[SpotView, ...]
    labels: tuple[LabelView, ...]
    small_labels: tuple[LabelView, ...]


@dataclass(frozen=True, slots=True)
class LegendView:
    """A role in the legend, with the fill that tells it; `drawn` says whether the pictures do."""

    role: str
    pattern: str
    text: str
    drawn: bool


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """An operation that the map can show alone.

    `silent` says so if no country is named in it. `frame` is what of the projection's plane is
    framed then (least x, y, greatest x, y); `inset` whether the closer look still adds something.
    """

    id: str
    text: str
    title: str
    silent: str
    frame: str
    inset: bool


@dataclass(frozen=True, slots=True)
class MapView:
    """The map of a story.

    Attributes:
        panels: the pictures, one or two.
        legend: the roles that occur, the weightiest first.
        disputed: whether sources differ on a role.
        choices: the operations.
        unnamed: what the pictures show and have no room to name.
        unnamed_small: the same on a small screen.
        patterns: the names of all fills that the pictures use.
        style: the address of the map's style sheet.
        script: that of its script, which asks for the following when the reader does.
        live: that of the script of the map that can be used.
        leaflet: that of Leaflet's script.
        leaflet_style: that of Leaflet's style sheet.
        canvas: the id of the element that the script makes for the map.
        world: the address of the script that makes it.
        meridian: the longitude in the middle of the projection.
        frame: the frame on the plane of the projection: least x, y, greatest x, y.
        closer: how much larger the second picture draws what it shows; 1 if there is none.
        origin: where the boundaries come from.
        geojson: the map as data.
    """

    panels: tuple[PanelView, ...]
    legend: tuple[LegendView, ...]
    disputed: bool
    choices: tuple[ChoiceView, ...]
    unnamed: str
    unnamed_small: str
    patterns: tuple[str, ...]
    style: str
    script: str
    live: str
    leaflet: str
    leaflet_style: str
    canvas: str
    world: str
    meridian: str
    frame: str
    closer: str
    origin: Anchor
    geojson: str
