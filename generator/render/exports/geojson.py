"""Who took part and where, as GeoJSON (RFC 7946), with the provenance of every feature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.geography import Country
from generator.geography.rings import Polygon, Ring, area
from generator.model import Disagreement, Operation
from generator.render.exports.common import (
    Addresses,
    Json,
    addresses,
    json_file,
    sentences,
    sources_of,
    story_path,
    without_empty,
)
from generator.render.html import quotation_anchor
from generator.render.page import DataFile
from generator.render.views import Renderer, source_address, story_address
from generator.resolve import (
    Paragraphs,
    ResolvedStory,
    StoryParticipation,
    StoryPlace,
    StoryRole,
    flat,
)

_MEMBERS = ("title", "version", "scale", "licence", "url")


def story_geojson(renderer: Renderer, story: ResolvedStory) -> DataFile:
    """`stories/SLUG.geojson`: a feature for each country in each operation, and for each place.

    A country too small for a shape is a point. The member `boundaries` of the collection says
    where the shapes come from, `provenance` of each feature which quotations it rests on.
    """
    path = story_path(story, "geojson")
    to = addresses(renderer, path)
    geometries = _geometries(renderer, story)
    features = [
        {
            "type": "Feature",
            "id": f"{part.operation.id}.{part.country.lower()}",
            "geometry": geometries[part.country],
            "properties": _properties(renderer, story, part, to),
        }
        for part in story.participations
    ]
    features += [_place(renderer, story, entry, to) for entry in story.places]
    origin = renderer.atlas.boundaries.origin if renderer.atlas else {}
    collection = {
        "type": "FeatureCollection",
        "boundaries": {key: origin[key] for key in _MEMBERS if key in origin},
        "features": features,
    }
    return json_file(path, collection, story)


def _geometries(renderer: Renderer, story: ResolvedStory) -> dict[str, Json | None]:
    """The geometry of each country, cut where it crosses 180 degrees (RFC 7946, 3.1.9)."""
    codes = dict.fromkeys(part.country for part in story.participations)
    return {code: _geometry(renderer, code) for code in codes}


def _geometry(renderer: Renderer, code: str) -> Json | None:
    if not renderer.atlas:
        return None
    made = renderer.geometries
    if code not in made:
        boundaries = renderer.atlas.around(0.0)
        country = boundaries.country(code)
        polygons = boundaries.polygons(country) if country else []
        made[code] = _multi_polygon(polygons) if polygons else _point(country)
    return made[code]


def _multi_polygon(polygons: Iterable[Polygon]) -> Json:
    def closed(ring: Ring, *, outer: bool) -> list[list[float]]:
        # Outer rings run against the clock, holes with it (RFC 7946, 3.1.6).
        row: Sequence[Any] = ring if (area(ring) > 0) == outer else ring[::-1]
        return [[round(x, 2), round(y, 2)] for x, y in (*row, row[0])]

    coordinates = [
        [closed(ring, outer=at == 0) for at, ring in enumerate(polygon)] for polygon in polygons
    ]
    return {"type": "MultiPolygon", "coordinates": coordinates}


def _point(country: Country | None) -> Json | None:
    return {"type": "Point", "coordinates": list(country.label)} if country else None


def _properties(
    renderer: Renderer, story: ResolvedStory, part: StoryParticipation, to: Addresses
) -> Json:
    anchor = f"country.{part.operation.id}.{part.country.lower()}"
    texts = [role.text for role in part.roles]
    return {
        "country": part.country,
        "name": renderer.wording.country(part.country),
        **_operation(part.operation),
        "url": to.page(f"{story_address(story.slug)}/map", anchor),
        "roles": [_role(renderer, story, role) for role in part.roles],
        "provenance": list(_provenance(renderer, texts, to)),
    }


def _place(renderer: Renderer, story: ResolvedStory, entry: StoryPlace, to: Addresses) -> Json:
    place = entry.place
    operation = next((o for o in story.story.operations if o.id == place.operation), None)
    return {
        "type": "Feature",
        "id": f"place.{place.id}",
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            **without_empty(name=place.name, country=place.country),
            **(_operation(operation) if operation else {}),
            "url": to.page(f"{story_address(story.slug)}/map", f"place.{place.id}"),
            **_told(renderer, story, entry.text, entry.disputed),
            "provenance": list(_provenance(renderer, [entry.text], to)),
        },
    }


def _operation(operation: Operation) -> Json:
    return {
        "operation": operation.id,
        "operation_name": operation.name,
        "date": operation.date,
    }


def _role(renderer: Renderer, story: ResolvedStory, role: StoryRole) -> Json:
    return {"role": role.role.value, **_told(renderer, story, role.text, role.disputed)}


def _told(
    renderer: Renderer, story: ResolvedStory, text: Paragraphs, disputed: Disagreement | None
) -> Json:
    """What is said, statement by statement, and the disagreement about it."""
    words = sentences(renderer, story)
    return without_empty(
        disputed=disputed.id if disputed else None,
        statements=[
            {
                "anchor": statement.anchor,
                "text": words[statement.anchor],
                "quotations": list(statement.quotations),
                "sources": sources_of(renderer, statement),
                **without_empty(compared=list(statement.compared)),
            }
            for statement in flat(text)
        ],
    )


def _provenance(renderer: Renderer, texts: Iterable[Paragraphs], to: Addresses) -> Iterator[Json]:
    """Each quotation that the texts cite, once: where it stands and when it was verified."""
    ids = dict.fromkeys(id for text in texts for each in flat(text) for id in each.quotations)
    for id in ids:
        entry = renderer.site.quotations[id]
        source = renderer.site.sources[entry.source].source
        verified = renderer.site.verified.get(id)
        yield without_empty(
            quotation=id,
            url=to.page(source_address(entry.source), quotation_anchor(id)),
            source=entry.source,
            publisher=source.publisher,
            published=source.published,
            report=source.url,
            verified=verified.verified if verified else None,
        )
