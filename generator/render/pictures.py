"""A small picture of a story for lists of stories: where it took place, and when.

It only adorns: whoever cannot see it misses nothing that the lists do not say. It lies in a file of
its own, with colours that light pages and dark ones can both carry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from markupsafe import escape

from generator.model.dates import Interval, parse_date
from generator.render.exports.common import story_path
from generator.render.maps import StoryMap, story_map
from generator.render.maps.drawing import Drawing, Extent
from generator.render.maps.subject import spot_of
from generator.render.page import DataFile
from generator.render.views import Renderer
from generator.render.wording import direction
from generator.resolve import ResolvedStory

# In units of the picture, of which a screen shows about one to a pixel.
_WIDTH, _MAP_HEIGHT, _STRIP_HEIGHT = 400, 220, 80
_SIDE, _DOT = 16, 4
_FINE = 2
"""How much finer the map is drawn than it is shown, so that one can come nearer."""
_ROOMY = 1.12
"""How much wider than what it shows the map is."""
_TINY = 16.0
"""What reaches no farther than this is drawn as a dot."""
_ROOM = 48
"""So much room the name of a year needs."""
_ROWS = 5
"""So many events of one time stand above each other."""

_STYLE = (
    "<style>.land{fill:#a09682;fill-opacity:.28}.part{fill:#2f8ca3}.place{fill:#c2602f}"
    ".line{stroke:#a09682;stroke-width:1.5}.event{fill:#2f8ca3}.span{fill:#2f8ca3;fill-opacity:.4}"
    "text{fill:#857f75;font:15px system-ui,sans-serif}</style>"
)


def picture_path(story: ResolvedStory) -> str:
    """The path of a story's picture."""
    return story_path(story, "picture.svg")


def picture_size(story: ResolvedStory) -> tuple[int, int]:
    """Width and height of a story's picture; no height if there is nothing to draw.

    It has the countries and places of the story, and events of more than one day.
    """
    return _WIDTH, _MAP_HEIGHT * story.has_map + _STRIP_HEIGHT * bool(_days(story))


def story_picture(renderer: Renderer, story: ResolvedStory) -> DataFile:
    """The picture: the countries that took part, and below them the events, to scale in time."""
    wide, high = picture_size(story)
    shown = story_map(renderer, story)
    parts = [_map(renderer, shown)] if shown else []
    if days := _days(story):
        rtl = direction(renderer.site.settings.language) == "rtl"
        strip = "".join(_strip(renderer, days, mirrored=rtl))
        parts.append(f'<g transform="translate(0 {high - _STRIP_HEIGHT})">{strip}</g>')
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" '
        f'width="{wide}" height="{high}">{_STYLE}{"".join(parts)}</svg>\n'
    )
    return DataFile(picture_path(story), text.encode(), story.place.file)


def _map(renderer: Renderer, shown: StoryMap) -> str:
    """Land, and on it the countries and places of the story, as near as they let one come."""
    main = shown.main
    key = (main.frame.id, _FINE * _WIDTH)
    if key not in renderer.drawings:
        paper = (_FINE * _WIDTH, _FINE * _MAP_HEIGHT)
        renderer.drawings[key] = Drawing(main.frame, main.boundaries, *paper)
    drawing = renderer.drawings[key]
    land, _ = drawing.background()
    shapes, dots, boxes = [], [], []
    for each in shown.countries:
        path, box = drawing.country(each.country)
        if max(box[2] - box[0], box[3] - box[1]) < _TINY:
            dots.append(("part", drawing.spot(each.country.label)))
        else:
            shapes.append(path)
            boxes.append(box)
    dots += [("place", drawing.spot(spot_of(entry))) for entry in shown.places]
    boxes += [(x, y, x, y) for _, (x, y) in dots]
    left, top, scale = _crop(boxes, drawing)
    circles = "".join(
        f'<circle class="{kind}" cx="{x:.0f}" cy="{y:.0f}" r="{_DOT / scale:.1f}"/>'
        for kind, (x, y) in dots
    )
    wide, high = _WIDTH / scale, _MAP_HEIGHT / scale
    return (
        f'<svg width="{_WIDTH}" height="{_MAP_HEIGHT}" '
        f'viewBox="{left:.0f} {top:.0f} {wide:.0f} {high:.0f}"><path class="land" d="{land}"/>'
        f'<path class="part" d="{"".join(shapes)}"/>{circles}</svg>'
    )


def _crop(boxes: Sequence[Extent], drawing: Drawing) -> tuple[float, float, float]:
    """The corner and the scale of the part of a drawing that shows all boxes with room around."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    left, right = max(min(lefts), 0), min(max(rights), drawing.width)
    top, bottom = max(min(tops), 0), min(max(bottoms), drawing.height)
    wide = max((right - left) * _ROOMY, (bottom - top) * _ROOMY * drawing.width / drawing.height)
    # Nearer than this the lines would show their corners.
    wide = min(max(wide, _WIDTH), drawing.width)
    high = wide * drawing.height / drawing.width
    x = min(max((left + right - wide) / 2, 0), drawing.width - wide)
    y = min(max((top + bottom - high) / 2, 0), drawing.height - high)
    return x, y, _WIDTH / wide


def _days(story: ResolvedStory) -> list[tuple[date, date]]:
    """The first and the last day of each event, in order; none if all are of one day."""
    found = []
    for entry in story.events:
        when = parse_date(entry.event.date)
        if isinstance(when, Interval):
            # An open end is no day that could be drawn: the known one stands for both.
            start, end = when.start or when.end, when.end or when.start
        else:
            start = end = when
        if start and end:
            found.append((start.first, end.last))
    found.sort()
    return found if len({day for days in found for day in days}) > 1 else []


def _strip(
    renderer: Renderer, days: Sequence[tuple[date, date]], *, mirrored: bool
) -> Iterator[str]:
    """A line of time with the events above it and the years below."""
    first, last = days[0][0], max(end for _, end in days)
    length = (last - first).days or 1
    base = _STRIP_HEIGHT - 26

    def place(day: date) -> float:
        share = (day - first).days / length
        return _SIDE + (1 - share if mirrored else share) * (_WIDTH - 2 * _SIDE)

    yield f'<path class="line" d="M{_SIDE - _DOT} {base}H{_WIDTH - _SIDE + _DOT}"/>'
    spans = sorted(tuple(sorted((place(start), place(end)))) for start, end in days)
    # Where each row is free again; what finds none free stands in the last.
    free = [0.0] * _ROWS
    for left, right in spans:
        row = next((at for at, edge in enumerate(free) if edge <= left), _ROWS - 1)
        free[row] = right + 2 * _DOT + 1
        middle = base - (_DOT + 3) - row * (2 * _DOT + 1)
        kind = "event" if right - left < _DOT else "span"
        yield (
            f'<rect class="{kind}" x="{left - _DOT:.0f}" y="{middle - _DOT}" '
            f'width="{right - left + 2 * _DOT:.0f}" height="{2 * _DOT}" rx="{_DOT}"/>'
        )
    yield from _years(renderer, first, last, place)


def _years(
    renderer: Renderer, first: date, last: date, place: Callable[[date], float]
) -> Iterator[str]:
    """The names of years below the line, where they begin, as far as there is room."""
    begun: float | None = None
    for year in range(first.year, last.year + 1):
        at = place(max(first, date(year, 1, 1)))
        if begun is not None and abs(at - begun) < _ROOM:
            continue
        begun = at
        name = escape(renderer.wording.date(f"{year:04d}"))
        # No name runs over the picture's edge.
        middle = min(max(at, _SIDE + _ROOM / 4), _WIDTH - _SIDE - _ROOM / 4)
        yield f'<text x="{middle:.0f}" y="{_STRIP_HEIGHT - 6}" text-anchor="middle">{name}</text>'
