"""The map of a story → what its template shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.model import Role
from generator.render import contexts
from generator.render.exports.common import story_path
from generator.render.lettering import text_width
from generator.render.maps import files
from generator.render.maps.drawing import Drawing, Extent
from generator.render.maps.labels import (
    INSET_SIZE,
    SIZE,
    SMALL_SCREEN_SIZE,
    Box,
    Label,
    Name,
    place_labels,
)  # fmt: skip
from generator.render.maps.subject import (
    TINY,
    WEIGHT,
    MapCountry,
    StoryMap,
    look_at,
    spot_of,
    story_map,
)  # fmt: skip
from generator.render.views import Renderer, place_anchor, role_name
from generator.resolve import ResolvedStory

_MARKER = 13
"""The radius of a marker, in units of the picture."""
_DOT = 5  # that of the dot with which a line begins
_CIRCLE = f"a{_DOT} {_DOT} 0 10{2 * _DOT} 0a{_DOT} {_DOT} 0 10-{2 * _DOT} 0"


def map_view(renderer: Renderer, story: ResolvedStory, here: str) -> contexts.MapView | None:
    """What the template of the map gets, on the page at `here`.

    Args:
        renderer: what all pages are made with.
        story: the story.
        here: the page's address.

    Returns:
        The view, or None if the story has no map.
    """
    shown = story_map(renderer, story)
    if shown is None:
        return None
    to_file = renderer.links.to_file
    roles = sorted({r for c in shown.countries for r in c.roles}, key=WEIGHT.__getitem__)
    drawn = {country.fill for country in shown.countries}
    origin = shown.main.boundaries.origin
    credit = ", ".join(
        origin[key] for key in ("title", "version", "scale", "licence") if key in origin
    )
    panels = _with_backdrops(renderer, story, shown, here)
    return contexts.MapView(
        panels=panels,
        legend=tuple(
            contexts.LegendView(role.value, pattern(role), role_name(renderer, role), role in drawn)
            for role in roles
        ),
        disputed=any(country.disputed for country in shown.countries),
        choices=tuple(_choices(renderer, story, shown)),
        unnamed=_unnamed(renderer, shown, [panel.labels for panel in panels]),
        unnamed_small=_unnamed(
            renderer, shown, [panel.small_labels or panel.labels for panel in panels]
        ),
        patterns=tuple(map(pattern, roles)),
        style=to_file(here, files.STYLE),
        script=to_file(here, files.SCRIPT),
        live=to_file(here, files.LIVE),
        leaflet=to_file(here, files.LEAFLET),
        leaflet_style=to_file(here, files.LEAFLET_STYLE),
        canvas=files.CANVAS,
        world=to_file(here, files.world_path(shown.main)),
        meridian=f"{shown.main.frame.meridian:g}",
        frame=_numbers(shown.main.frame.rectangle),
        closer=f"{shown.closer:.2f}",
        origin=contexts.Anchor(origin.get("url", ""), credit),
        geojson=to_file(here, story_path(story, "geojson")),
    )


def pattern(role: Role) -> str:
    """The name of the fill that tells a role."""
    return role.value


def _choices(
    renderer: Renderer, story: ResolvedStory, shown: StoryMap
) -> Iterator[contexts.ChoiceView]:
    """The operations by date, as the timeline has them."""
    text = renderer.wording.text
    for entry in story.operations:
        operation = entry.operation
        named = any(part.operation.id == operation.id for part in story.participations)
        look = look_at(shown, operation.id)
        yield contexts.ChoiceView(
            id=operation.id,
            text=renderer.wording.date(operation.date),
            title=operation.name,
            silent="" if named else text("No country is named for this operation."),
            frame=_numbers(look.rectangle),
            inset=look.inset,
        )


def _numbers(rectangle: Extent) -> str:
    return " ".join(f"{number:.4f}" for number in rectangle)


def _unnamed(
    renderer: Renderer, shown: StoryMap, labels: Iterable[tuple[contexts.LabelView, ...]]
) -> str:
    """What no label of the pictures names, as a list in words."""
    named = {label.of for each in labels for label in each}
    wording = renderer.wording
    things = [(each.country.code, wording.country(each.country.code)) for each in shown.countries]
    things += [(place_anchor(each.place.id), each.place.name) for each in shown.places]
    return wording.comma.join(name for of, name in things if of not in named)


def _with_backdrops(
    renderer: Renderer, story: ResolvedStory, shown: StoryMap, here: str
) -> tuple[contexts.PanelView, ...]:
    """The pictures, as the page at `here` shows them: land and borders are files."""
    to_file = renderer.links.to_file
    pairs = zip(renderer.once(_panels, story), shown.drawings(), strict=True)
    return tuple(
        replace(panel, backdrop=to_file(here, files.backdrop_path(drawing)))
        for panel, drawing in pairs
    )


def _panels(renderer: Renderer, story: ResolvedStory) -> tuple[contexts.PanelView, ...]:
    """The pictures without the addresses of their backdrops: the same on every page."""
    shown = story_map(renderer, story)
    return tuple(_pictures(renderer, shown)) if shown else ()


def _pictures(renderer: Renderer, shown: StoryMap) -> Iterator[contexts.PanelView]:
    inset = shown.inset
    text = renderer.wording.text
    for drawing in shown.drawings():
        kind = "inset" if drawing is inset else "main"
        countries = [each for each in shown.countries if drawing.shows(each.country.label)]
        places = [each for each in shown.places if drawing.shows(spot_of(each))]
        shapes = tuple(_shape(each, drawing) for each in countries)
        spots = tuple(
            contexts.SpotView(place_anchor(each.place.id), *map(round, drawing.spot(spot_of(each))))
            for each in places
        )
        # What the closer look names, the picture of everything need not name as well.
        elsewhere = inset if kind == "main" else None
        taken = [_box(float(s.x), float(s.y)) for s in shapes if s.x]
        taken += [_box(spot.x, spot.y) for spot in spots]

        def labels(
            size: int,
            drawing: Drawing = drawing,
            elsewhere: Drawing | None = elsewhere,
            taken: list[Box] = taken,
        ) -> tuple[contexts.LabelView, ...]:
            names = list(_names(renderer, shown, drawing, elsewhere, size))
            paper = (drawing.width, drawing.height)
            return tuple(map(_label, place_labels(names, taken, paper, drawing.land(), size)))

        region = renderer.wording.region(drawing.frame.region)
        yield contexts.PanelView(
            id=f"map-{kind}",
            kind=kind,
            width=drawing.width,
            height=drawing.height,
            title=text("Map: who took part") + (f" ({region})" if region else ""),
            description=_description(renderer, countries, [p.place.name for p in places]),
            caption=region if kind == "inset" else "",
            backdrop="",
            shapes=shapes,
            spots=spots,
            labels=labels(SIZE if kind == "main" else INSET_SIZE),
            # Small screens show the pictures one above the other: the closer look is large then.
            small_labels=labels(SMALL_SCREEN_SIZE) if kind == "main" else (),
        )


def _description(renderer: Renderer, countries: list[MapCountry], places: list[str]) -> str:
    """What the picture shows, in words."""
    rows = []
    wording = renderer.wording
    for each in countries:
        disputed = {r.role for part in each.parts for r in part.roles if r.disputed}
        mark = f" ({wording.text('disputed')})"
        roles = [role_name(renderer, r) + (mark if r in disputed else "") for r in each.roles]
        row = wording.text("{country}: {roles}")
        name = wording.country(each.country.code)
        rows.append(row.format(country=name, roles=wording.comma.join(roles)))
    return ". ".join([*rows, *places]) + "."


def _shape(each: MapCountry, drawing: Drawing) -> contexts.ShapeView:
    path, box = drawing.country(each.country)
    x, y = drawing.spot(each.country.label)
    tiny = _reach(box) < TINY
    return contexts.ShapeView(
        code=each.country.code,
        path=path,
        role=each.fill.value,
        pattern=pattern(each.fill),
        disputed=each.disputed,
        x=f"{x:.0f}" if tiny else "",
        y=f"{y:.0f}" if tiny else "",
    )


def _names(
    renderer: Renderer, shown: StoryMap, drawing: Drawing, elsewhere: Drawing | None, size: int
) -> Iterator[Name]:
    """What is written into a picture, the largest countries first, then the places."""
    rows = []
    for each in shown.countries:
        spot, code = each.country.label, each.country.code
        if not drawing.shows(spot) or (elsewhere and elsewhere.shows(spot)):
            continue
        _, box = drawing.country(each.country)
        name = renderer.wording.country(code)
        roomy = box[2] - box[0] > text_width(name, size) and box[3] - box[1] > 2 * size
        tiny = _reach(box) < TINY
        away = _MARKER + 5 if tiny else min(_reach(box) / 2, 3 * _MARKER)
        mark = _MARKER if tiny else 0
        x, y = drawing.spot(spot)
        rows.append((-_reach(box), Name(name, "country", code, x, y, away, roomy, code, mark)))
    yield from (name for _, name in sorted(rows, key=lambda row: row[0]))
    for place in shown.places:
        spot = spot_of(place)
        if drawing.shows(spot) and not (elsewhere and elsewhere.shows(spot)):
            x, y = drawing.spot(spot)
            anchor, on = place_anchor(place.place.id), drawing.land().at(x, y)
            text = place.place.name
            yield Name(text, "place", anchor, x, y, _MARKER + 5, inside=False, on=on, mark=_MARKER)


def _label(label: Label) -> contexts.LabelView:
    name = label.name
    x, y, to_x, to_y = label.leader or (0, 0, 0, 0)
    leader = f"M{x} {y}L{to_x} {to_y}" if label.leader else ""
    if leader and not name.mark:
        leader = f"M{x - _DOT} {y}{_CIRCLE}{leader}"
    return contexts.LabelView(label.x, label.y, label.anchor, name.kind, name.of, name.text, leader)


def _reach(box: Extent) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def _box(x: float, y: float) -> Box:
    return (x - _MARKER, y - _MARKER, x + _MARKER, y + _MARKER)
