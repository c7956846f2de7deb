"""Make `countries.topojson` from Natural Earth's countries, as world-atlas packs them.

    npm pack world-atlas@2.0.2
    python maps/make_boundaries.py world-atlas-2.0.2.tgz

`README.md` says what is changed and why.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from babel import Locale
from babel.core import get_global
from rings_and_arcs import (
    Arcs,
    Place,
    Polygon,
    Ring,
    cleaned,
    contains,
    continuous,
    globe_area,
    inmost,
    united,
)  # fmt: skip

SHA256 = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
ORIGIN = {
    "title": "Natural Earth, Admin 0 countries",
    "version": "4.1.0",
    "scale": "1:110m, small states 1:50m",
    "licence": "public domain",
    "url": "https://www.naturalearthdata.com/",
}
# Steps of the grid in a degree. A grid twice as fine makes the file larger by a tenth, and shows
# nothing more at these scales.
STEPS = 50
# Of an archipelago at 1:50m only islands are kept that are not lost beside its largest.
LEAST_PART = 0.04
MOST_PARTS = 12

Box: TypeAlias = tuple[float, float, float, float]
"""West, south, east, north."""

# Natural Earth's name, the code that a part of it has, and where that part lies.
TERRITORIES: Sequence[tuple[str, str, Box]] = (
    ("France", "GF", (-55, 2, -51, 6)),
    ("France", "GP", (-62, 15.8, -60.9, 16.6)),
    ("France", "MQ", (-61.3, 14.3, -60.7, 15)),
    ("France", "RE", (55, -21.5, 56, -20.8)),
    ("France", "YT", (44.9, -13.1, 45.4, -12.5)),
    ("Norway", "SJ", (10, 74, 34, 81)),
    ("Norway", "SJ", (-10, 70, -7, 72)),
    ("Norway", "BV", (3, -55, 4, -54)),
    ("Netherlands", "BQ", (-69, 12, -68, 12.5)),
    ("Netherlands", "BQ", (-63.5, 17.3, -62.8, 17.8)),
    ("New Zealand", "TK", (-173, -10, -171, -8)),
    ("Indian Ocean Ter.", "CX", (105, -11, 106, -10)),
    ("Indian Ocean Ter.", "CC", (96, -13, 97, -11)),
    ("Kosovo", "XK", (20, 41, 22, 44)),
    # UN General Assembly, resolution 68/262.
    ("Russia", "UA", (32, 44, 37, 46.5)),
)  # fmt: skip
# Parts that 1:110m leaves out of a country it has, and 1:50m does not.
ADDED: Sequence[tuple[str, Box]] = (("PS", (34, 31, 34.7, 31.7)),)


@dataclass(slots=True)
class Country:
    """A country on its way into the file.

    Attributes:
        code: ISO 3166-1 alpha-2, or empty.
        name: Natural Earth's name; told only where there is no code.
        source: the scales that its shape comes from.
        polygons: its polygons on the grid, largest first; none if all are too small for it.
        label: the point that stands for it.
    """

    code: str
    name: str
    source: str
    polygons: list[Polygon]
    label: Place

    @property
    def order(self) -> tuple[bool, str]:
        """What countries are sorted by: the code, and the ones without at the end."""
        return (not self.code, self.code or self.name)


# ---- What world-atlas has ----


def read_package(path: Path) -> dict[str, Any]:
    """The three topologies in the package, by scale.

    Raises:
        ValueError: it is another version of the package.
    """
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        raise ValueError(f"{path} is not world-atlas 2.0.2")
    with tarfile.open(path) as package:
        files = {
            s: package.extractfile(f"package/countries-{s}.json") for s in ("110m", "50m", "10m")
        }
        return {scale: json.load(file) for scale, file in files.items() if file}


def decoded(topology: dict[str, Any]) -> Iterator[tuple[str, str, list[list[list[Place]]]]]:
    """The code, the name and the polygons (in degrees) of each country of a topology."""
    (a, b), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arcs.append([(left + a * (x := x + dx), bottom + b * (y := y + dy)) for dx, dy in deltas])

    def ring(numbers: Sequence[int]) -> list[Place]:
        # Each arc ends where the next one starts, the last where the first does.
        return [p for n in numbers for p in (arcs[n] if n >= 0 else arcs[~n][::-1])[:-1]]

    for each in topology["objects"]["countries"]["geometries"]:
        polygons = each["arcs"] if each["type"] == "MultiPolygon" else [each["arcs"]]
        codes = get_global("territory_aliases").get(each.get("id"), [""])
        yield codes[0], each["properties"]["name"], [[ring(r) for r in p] for p in polygons]


def within(ring: Sequence[Place], box: Box) -> bool:
    """Whether a ring lies in a box as a whole."""
    west, south, east, north = box
    return all(west <= x <= east and south <= y <= north for x, y in ring)


def code_of(name: str, code: str, ring: Sequence[Place]) -> str:
    """The code that ISO 3166-1 gives the land in a ring, which Natural Earth counts to `name`."""
    parts = (own for parent, own, box in TERRITORIES if parent == name and within(ring, box))
    return next(parts, code)


def by_code(topology: dict[str, Any]) -> dict[tuple[str, str], list[list[list[Place]]]]:
    """All polygons of a topology, by code; those without a code by name."""
    found = defaultdict(list)
    for code, name, polygons in decoded(topology):
        for polygon in polygons:
            own = code_of(name, code, polygon[0])
            found[own, "" if own else name].append(polygon)
    return dict(found)


# ---- What becomes of it ----


def gridded(ring: Sequence[Place]) -> Ring:
    """A ring of degrees as points of the grid, counted from longitude 0 and latitude 0."""
    on_grid = [(round(x * STEPS), round(y * STEPS)) for x, y in ring]
    return cleaned(continuous(on_grid, 360 * STEPS, -90 * STEPS))


def degrees(ring: Ring) -> list[Place]:
    """A ring of the grid in degrees."""
    return [(x / STEPS, y / STEPS) for x, y in ring]


def size(polygon: Sequence[Sequence[Place]]) -> float:
    """The area of a polygon on the globe, with its holes."""
    return globe_area(polygon[0])


def largest(polygons: Iterable[list[list[Place]]]) -> list[list[list[Place]]]:
    """The polygons of an archipelago that are worth drawing, largest first."""
    ranked = sorted(polygons, key=size, reverse=True)
    return [each for each in ranked if size(each) >= LEAST_PART * size(ranked[0])][:MOST_PARTS]


def label(polygon: Sequence[Sequence[Place]]) -> Place:
    """The point that stands for a polygon, to 0.01 degree, or finer if that would lie outside."""
    x, y = inmost(polygon)
    for digits in (2, 3):
        if contains(polygon, (round(x, digits), round(y, digits))):
            return round(x, digits), round(y, digits)
    return round(x, 4), round(y, 4)


def country(key: tuple[str, str], source: str, polygons: Sequence[list[list[Place]]]) -> Country:
    """A country of polygons in degrees; without a shape if the grid is too coarse for all."""
    on_grid = [[ring for ring in map(gridded, polygon) if ring] for polygon in polygons]
    whole = united(polygon for polygon in on_grid if polygon)
    whole.sort(key=lambda polygon: (-size([degrees(polygon[0])]), polygon[0]))
    shown = [degrees(ring) for ring in whole[0]] if whole else largest(polygons)[0]
    return Country(*key, source, whole, label(shown))


def countries(topologies: dict[str, Any]) -> list[Country]:
    """All countries: each from the coarsest scale that has it, sorted by code."""
    coarse, fine, finest = (by_code(topologies[scale]) for scale in ("110m", "50m", "10m"))
    source = dict.fromkeys(coarse, "110m")
    for code, box in ADDED:
        coarse[code, ""] += [p for p in fine[code, ""] if within(p[0], box)]
        source[code, ""] = "110m, 50m"
    made = [country(key, source[key], polygons) for key, polygons in coarse.items()]
    made += [
        country(key, "50m", largest(polygons))
        for key, polygons in fine.items()
        if key[0] and key not in coarse
    ]
    made += [
        Country(*key, "10m", [], label(largest(polygons)[0]))
        for key, polygons in finest.items()
        if key[0] and key not in coarse and key not in fine
    ]
    return sorted(made, key=lambda each: each.order)


# ---- The file ----


def geometry(each: Country, arcs: Arcs) -> dict[str, Any]:
    """A country as a TopoJSON geometry."""
    shape: dict[str, Any] = {"type": "MultiPolygon" if each.polygons else "Point"}
    if each.code:
        shape["id"] = each.code
    if each.polygons:
        shape["arcs"] = [[arcs.add(ring) for ring in polygon] for polygon in each.polygons]
    else:
        x, y = each.label
        shape["coordinates"] = [round((x + 180) * STEPS), round((y + 90) * STEPS)]
    name = {} if each.code else {"name": each.name}
    shape["properties"] = {**name, "label": list(each.label), "from": each.source}
    return shape


def shifted(each: Country) -> Country:
    """A country with its polygons counted from longitude -180 and the South Pole."""
    polygons = [
        [[(x + 180 * STEPS, y + 90 * STEPS) for x, y in ring] for ring in polygon]
        for polygon in each.polygons
    ]
    return Country(each.code, each.name, each.source, polygons, each.label)


def written(made: Sequence[Country]) -> str:
    """The text of the file: TopoJSON, a line for each geometry and arc."""
    moved = [shifted(each) for each in made]
    arcs = Arcs([ring for each in moved for polygon in each.polygons for ring in polygon])
    geometries = [geometry(each, arcs) for each in moved]

    def compact(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    transform = {"scale": [1 / STEPS, 1 / STEPS], "translate": [-180, -90]}
    return (
        f'{{"type":"Topology","origin":{compact(ORIGIN)},\n"transform":{compact(transform)},\n'
        '"objects":{"countries":{"type":"GeometryCollection","geometries":[\n'
        + ",\n".join(map(compact, geometries))
        + '\n]}},\n"arcs":[\n'
        + ",\n".join(map(compact, arcs.deltas()))
        + "\n]}\n"
    )


def missing(made: Iterable[Country]) -> list[str]:
    """The codes of CLDR's territories that have neither a shape nor a point."""
    codes = {code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code)}
    return sorted(codes - {each.code for each in made})


def main() -> None:
    """Read the package that the command names, and write the file beside this script."""
    made = countries(read_package(Path(sys.argv[1])))
    path = Path(__file__).with_name("countries.topojson")
    path.write_text(written(made), encoding="utf-8", newline="\n")
    points = [each.code for each in made if not each.polygons]
    sys.stdout.write(f"{len(made)} countries, only a point: {' '.join(points)}\n")
    sys.stdout.write(f"CLDR's codes without either: {' '.join(missing(made))}\n")


if __name__ == "__main__":
    main()
