"""The map of a story → what its template shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.model import Role
from generator.render import contexts
from generator.render.exports.common import story_path
from generator.render.maps import files
from generator.render.maps.drawing import Drawing, Extent
from generator.render.maps.labels import SIZE, Box, Label, Name, place_labels, width
from generator.render.maps.subject import (
    TINY,
    WEIGHT,
    MapCountry,
    StoryMap,
    spot_of,
    story_map,
)  # fmt: skip
from generator.render.views import Renderer, place_anchor, role_name
from generator.resolve import ResolvedStory

_MARKER = 13
"""The radius of a marker, in units of the picture."""


def map_view(
    renderer: Renderer, story: ResolvedStory, here: str, *, whole: bool = True
) -> contexts.MapView | None:
    """What the template of the map gets, on the page at `here`.

    Args:
        renderer: what all pages are made with.
        story: the story.
        here: the page's address.
        whole: whether the page itself holds land and borders; if not, they are a file that
            stories share.

    Returns:
        The view, or None if the story has no map.
    """
    shown = story_map(renderer, story)
    if shown is None:
        return None
    to_file = renderer.links.to_file
    roles = sorted({r for c in shown.countries for r in c.roles}, key=WEIGHT.__getitem__)
    origin = shown.main.boundaries.origin
    credit = ", ".join(
        origin[key] for key in ("title", "version", "scale", "licence") if key in origin
    )
    return contexts.MapView(
        panels=_with_land(renderer, story, shown, "" if whole else here),
        legend=tuple(
            contexts.LegendView(role.value, pattern(role), role_name(renderer, role))
            for role in roles
        ),
        choices=tuple(_choices(renderer, story)),
        patterns=tuple(map(pattern, roles)),
        style=to_file(here, files.STYLE),
        script=to_file(here, files.SCRIPT),
        leaflet=to_file(here, files.LEAFLET),
        leaflet_style=to_file(here, files.LEAFLET_STYLE),
        canvas=files.CANVAS,
        world=to_file(here, files.world_path(shown.main)),
        meridian=f"{shown.main.frame.meridian:g}",
        frame=" ".join(f"{number:.4f}" for number in shown.main.frame.rectangle),
        origin=contexts.Anchor(origin.get("url", ""), credit),
        geojson=to_file(here, story_path(story, "geojson")),
    )


def pattern(role: Role) -> str:
    """The name of the fill that tells a role."""
    return role.value


def _choices(renderer: Renderer, story: ResolvedStory) -> Iterator[contexts.ChoiceView]:
    """The operations by date, as the timeline has them."""
    text = renderer.wording.text
    for entry in story.operations:
        operation = entry.operation
        named = any(part.operation.id == operation.id for part in story.participations)
        silent = "" if named else text("No country is named for this operation.")
        yield contexts.ChoiceView(
            operation.id, renderer.wording.date(operation.date), operation.name, silent
        )


def _with_land(
    renderer: Renderer, story: ResolvedStory, shown: StoryMap, here: str
) -> tuple[contexts.PanelView, ...]:
    """The pictures; the page at `here`, if one is given, takes land and borders from files."""
    rows = []
    for panel, drawing in zip(renderer.once(_panels, story), shown.drawings(), strict=True):
        if here:
            backdrop = renderer.links.to_file(here, files.backdrop_path(drawing))
            rows.append(replace(panel, backdrop=backdrop))
        else:
            land, borders = drawing.background()
            rows.append(replace(panel, land=land, borders=borders))
    return tuple(rows)


def _panels(renderer: Renderer, story: ResolvedStory) -> tuple[contexts.PanelView, ...]:
    """The pictures without land and borders, which are the same on every page."""
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
        names = list(_names(renderer, shown, drawing, elsewhere))
        taken = [_box(float(s.x), float(s.y)) for s in shapes if s.x]
        taken += [_box(spot.x, spot.y) for spot in spots]
        labels = place_labels(names, taken, (drawing.width, drawing.height))
        region = renderer.wording.region(drawing.frame.region)
        yield contexts.PanelView(
            id=f"map-{kind}",
            kind=kind,
            width=drawing.width,
            height=drawing.height,
            title=text("Map: who took part") + (f" ({region})" if region else ""),
            description=_description(renderer, countries, [p.place.name for p in places]),
            caption=region if kind == "inset" else "",
            land="",
            borders="",
            backdrop="",
            shapes=shapes,
            spots=spots,
            labels=tuple(map(_label, labels)),
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
        role=each.roles[0].value,
        pattern=pattern(each.roles[0]),
        disputed=each.disputed,
        x=f"{x:.0f}" if tiny else "",
        y=f"{y:.0f}" if tiny else "",
    )


def _names(
    renderer: Renderer, shown: StoryMap, drawing: Drawing, elsewhere: Drawing | None
) -> Iterator[Name]:
    """What is written into a picture, the largest countries first, then the places."""
    rows = []
    for each in shown.countries:
        spot = each.country.label
        if not drawing.shows(spot) or (elsewhere and elsewhere.shows(spot)):
            continue
        _, box = drawing.country(each.country)
        name = renderer.wording.country(each.country.code)
        roomy = box[2] - box[0] > width(name) and box[3] - box[1] > 2 * SIZE
        away = _MARKER + 5 if _reach(box) < TINY else min(_reach(box) / 2, 3 * _MARKER)
        rows.append(
            (
                -_reach(box),
                Name(name, "country", each.country.code, *drawing.spot(spot), away, roomy),
            )
        )
    yield from (name for _, name in sorted(rows, key=lambda row: row[0]))
    for place in shown.places:
        spot = spot_of(place)
        if drawing.shows(spot) and not (elsewhere and elsewhere.shows(spot)):
            at = drawing.spot(spot)
            anchor = place_anchor(place.place.id)
            yield Name(place.place.name, "place", anchor, *at, _MARKER + 5, inside=False)


def _label(label: Label) -> contexts.LabelView:
    name = label.name
    return contexts.LabelView(label.x, label.y, label.anchor, name.kind, name.of, name.text)


def _reach(box: Extent) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def _box(x: float, y: float) -> Box:
    return (x - _MARKER, y - _MARKER, x + _MARKER, y + _MARKER)
