"""GeoJSON: validated by geojson-pydantic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from geojson_pydantic import FeatureCollection

from generator.geography.rings import area
from tests.render.exports.conftest import Exports


def features(made: Exports) -> list[dict[str, Any]]:
    if not made.story.has_map:
        assert "geojson" not in made.files
        return []
    found: list[dict[str, Any]] = made.json("geojson")["features"]
    return found


def told(feature: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything with statements: the roles of a country, or the place itself."""
    yield from feature["properties"].get("roles", [feature["properties"]])


def test_it_is_geojson_with_a_feature_for_each_part_and_place(made: Exports) -> None:
    if not features(made):
        return
    collection = FeatureCollection.model_validate_json(made.files["geojson"])
    story = made.story
    assert len(collection.features) == len(story.participations) + len(story.places)
    assert all(feature.geometry for feature in collection.features)
    ids = [feature.id for feature in collection.features]
    assert len(ids) == len(set(ids))


def test_every_statement_on_who_took_part_is_in_it(made: Exports) -> None:
    found = {
        statement["anchor"]: statement["quotations"]
        for feature in features(made)
        for part in told(feature)
        for statement in part["statements"]
    }
    statements = {s.anchor: list(s.quotations) for s in made.story.statements()}
    assert found == {a: q for a, q in statements.items() if a.startswith(("p.", "m."))}


def test_every_feature_says_what_it_rests_on(made: Exports) -> None:
    for feature in features(made):
        cited = {q for part in told(feature) for s in part["statements"] for q in s["quotations"]}
        assert {row["quotation"] for row in feature["properties"]["provenance"]} == cited
        for row in feature["properties"]["provenance"]:
            source = made.site.sources[made.site.quotations[row["quotation"]].source].source
            assert row["report"] == source.url
            assert row["publisher"] == source.publisher


def test_shapes_lie_on_the_globe_and_wind_as_the_standard_says(made: Exports) -> None:
    shapes = [f["geometry"] for f in features(made) if f["geometry"]["type"] == "MultiPolygon"]
    for outer, *holes in (polygon for shape in shapes for polygon in shape["coordinates"]):
        for ring in (outer, *holes):
            assert ring[0] == ring[-1]
            assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        assert area([tuple(point) for point in outer[1:]]) > 0
        assert all(area([tuple(point) for point in hole[1:]]) < 0 for hole in holes)


def test_it_says_where_the_boundaries_come_from(made: Exports) -> None:
    if features(made):
        assert made.json("geojson")["boundaries"]["licence"] == "public domain"


@pytest.mark.parametrize(
    ("id", "kind"),
    [("first-week.aq", "MultiPolygon"), ("first-week.bv", "Point"), ("place.tower", "Point")],
)
def test_a_country_too_small_for_a_shape_is_a_point(
    demo_exports: Callable[..., Exports], id: str, kind: str
) -> None:
    by_id = {feature["id"]: feature for feature in features(demo_exports())}
    assert by_id[id]["geometry"]["type"] == kind


def test_a_place_stands_where_the_editor_put_it(demo_exports: Callable[..., Exports]) -> None:
    by_id = {feature["id"]: feature for feature in features(demo_exports())}
    assert by_id["place.tower"]["geometry"]["coordinates"] == [20.25, -45.5]
    assert "operation" not in by_id["place.tower"]["properties"]
    tent = by_id["place.tent"]["properties"]
    assert (tent["country"], tent["operation"], tent["disputed"]) == ("AQ", "first-week", "who-led")


def test_a_disputed_role_says_so(demo_exports: Callable[..., Exports]) -> None:
    feature = demo_exports().json("geojson")["features"][0]
    assert feature["properties"]["country"] == "AQ"
    assert feature["properties"]["roles"][0]["disputed"] == "who-led"
