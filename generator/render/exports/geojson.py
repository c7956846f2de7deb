"""Who took part, as GeoJSON (RFC 7946)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from generator.render.exports.common import (
    Addresses,
    Json,
    addresses,
    filled,
    json_file,
    sentence,
    sources_of,
    story_path,
)
from generator.render.page import DataFile
from generator.render.views import Renderer, story_address
from generator.resolve import ResolvedStory, StoryParticipation, StoryRole, flat

Shapes: TypeAlias = Mapping[str, dict[str, Any]]
"""GeoJSON geometries by country code (ISO 3166-1 alpha-2)."""


def story_geojson(renderer: Renderer, story: ResolvedStory, shapes: Shapes) -> DataFile:
    """`stories/SLUG.geojson`: a feature for each country in each operation.

    A country without a shape is an unlocated feature: its geometry is null (RFC 7946, 3.2).
    """
    path = story_path(story, "geojson")
    to = addresses(renderer, path)
    features = [
        {
            "type": "Feature",
            "id": f"{part.operation.id}.{part.country.lower()}",
            "geometry": shapes.get(part.country),
            "properties": _properties(renderer, story, part, to),
        }
        for part in story.participations
    ]
    return json_file(path, {"type": "FeatureCollection", "features": features}, story)


def _properties(
    renderer: Renderer, story: ResolvedStory, part: StoryParticipation, to: Addresses
) -> Json:
    anchor = f"country.{part.operation.id}.{part.country.lower()}"
    return {
        "country": part.country,
        "name": renderer.wording.country(part.country),
        "operation": part.operation.id,
        "operation_name": part.operation.name,
        "date": part.operation.date,
        "url": to.page(f"{story_address(story.slug)}/map", anchor),
        "roles": [_role(renderer, role) for role in part.roles],
    }


def _role(renderer: Renderer, role: StoryRole) -> Json:
    return filled(
        role=role.role.value,
        disputed=role.disputed.id if role.disputed else None,
        statements=[
            {
                "anchor": statement.anchor,
                "text": sentence(statement),
                "quotations": list(statement.quotations),
                "sources": sources_of(renderer, statement),
            }
            for statement in flat(role.text)
        ],
    )
