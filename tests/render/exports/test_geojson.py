"""GeoJSON: validated by geojson-pydantic."""

from __future__ import annotations

from collections.abc import Callable

from geojson_pydantic import FeatureCollection

from tests.render.exports.conftest import Exports


def test_it_is_geojson_without_places_yet(made: Exports) -> None:
    if not made.story.participations:
        assert "geojson" not in made.files
        return
    collection = FeatureCollection.model_validate_json(made.files["geojson"])
    assert len(collection.features) == len(made.story.participations)
    assert {feature.geometry for feature in collection.features} == {None}
    ids = [feature.id for feature in collection.features]
    assert len(ids) == len(set(ids))


def test_every_statement_on_who_took_part_is_in_it(made: Exports) -> None:
    if not made.story.participations:
        return
    told = {
        statement["anchor"]: statement["quotations"]
        for feature in made.json("geojson")["features"]
        for role in feature["properties"]["roles"]
        for statement in role["statements"]
    }
    statements = {s.anchor: list(s.quotations) for s in made.story.statements()}
    assert told == {a: q for a, q in statements.items() if a.startswith("p.")}


def test_shapes_are_set_in_where_there_are_any(demo_exports: Callable[..., Exports]) -> None:
    shape = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    made = demo_exports(shapes={"AQ": shape})
    collection = FeatureCollection.model_validate_json(made.files["geojson"])
    located = {f.properties["country"] for f in collection.features if f.geometry}
    assert located == {"AQ"}


def test_a_disputed_role_says_so(demo_exports: Callable[..., Exports]) -> None:
    feature = demo_exports().json("geojson")["features"][0]
    assert feature["properties"]["country"] == "AQ"
    assert feature["properties"]["roles"][0]["disputed"] == "who-led"
