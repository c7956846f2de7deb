"""Places and countries are held against the boundaries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.geography import check_places, open_atlas
from generator.geography.boundaries import Boundaries
from generator.geography.check import country_at, distance
from generator.model import Story
from generator.validate import validate_document
from tests.support import document

WHOLE = open_atlas(Path("/no/site")).boundaries
STORY = """\
title: Who took the bell?
standfirst: A bell left its belfry.
status: published
published: 2031-05-01
key_points: It was heavy.
sections:
  - {id: night, title: The night, body: The bell was gone.}
"""
PLACE = """\
places:
  - id: spot
    name: The spot
    latitude: LATITUDE
    longitude: LONGITUDE
    text: Here.
"""


def problems(text: str, boundaries: Boundaries = WHOLE) -> list[Diagnostic]:
    """What is said of a story with these last lines."""
    read = document(STORY + text)
    story, wrong = validate_document(read, Story)
    assert story is not None, wrong
    return check_places(read, story, boundaries)


def of_place(country: str, latitude: str, longitude: str) -> list[Diagnostic]:
    text = PLACE.replace("LATITUDE", latitude).replace("LONGITUDE", longitude)
    return problems(f"{text}    country: {country}\n" if country else text)


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("NL", "52.08", "4.31"),  # The Hague
        ("NL", "51.95", "4.05"),  # a harbour off the coarse coast
        ("NO", "60.78", "4.72"),  # an island beside a long edge, far from its corners
        ("GB", "50.1", "-5.55"),
        ("US", "71.29", "-156.79"),
        ("RU", "66.0", "-170.5"),  # its shape runs past 180
        ("FJ", "-16.85", "-179.97"),
        ("FJ", "-17.8", "178.0"),
        ("KI", "1.4", "173.0"),
        ("LS", "-29.3", "27.5"),
        ("SM", "43.94", "12.45"),
        ("AQ", "-90", "0"),
        ("AQ", "-77.85", "166.67"),
        ("VA", "41.9", "12.45"),  # only points
        ("TV", "-8.5", "179.2"),
        ("", "0", "-30"),  # no country is named
    ],
)
def test_a_place_in_its_country_is_accepted(country: str, latitude: str, longitude: str) -> None:
    assert of_place(country, latitude, longitude) == []


@pytest.mark.parametrize(
    ("country", "latitude", "longitude", "message", "advice"),
    [
        (
            "NL", "4.31", "52.08", "km from NL",
            "Latitude and longitude are swapped: write 'latitude: 52.08' and 'longitude: 4.31'.",
        ),
        (
            "VA", "12.4534", "41.9029", "km from VA",
            "write 'latitude: 41.9029' and 'longitude: 12.4534'.",
        ),
        ("BE", "48.85", "2.35", "km from BE", "The point lies in FR."),
        ("IT", "-29.3", "27.5", "km from IT", "The point lies in LS."),
        ("GB", "43.94", "12.45", "km from GB", "The point lies in SM."),
        ("US", "52.08", "4.31", "km from US", "The point lies in NL."),
        ("NL", "10", "-30", "km from NL", "No country's shape lies there."),
        ("ES", "39.57", "2.65", "about 189 km from ES", "leave 'country' out too"),
        # Swapped, it would lie past the pole: nobody meant that.
        ("NZ", "-17.8", "-178", "km from NZ", "No country's shape lies there."),
        ("VA", "48.85", "2.35", "km from VA", "The point lies in FR."),
    ],
)  # fmt: skip
def test_a_place_in_another_country_is_reported(
    country: str, latitude: str, longitude: str, message: str, advice: str
) -> None:
    (problem,) = of_place(country, latitude, longitude)
    assert problem.code == "misplaced-place"
    assert problem.message.startswith(f"'The spot' ({latitude}, {longitude}) lies about ")
    assert message in problem.message
    assert advice in problem.help
    line = problem.source_line
    assert line == f"    latitude: {latitude}"
    assert line[problem.place.column - 1 :] == latitude


def test_coordinates_are_repeated_as_they_were_typed() -> None:
    (problem,) = of_place("NL", "4.3123456", "52.0812345")
    assert "(4.3123456, 52.0812345)" in problem.message
    assert "'latitude: 52.0812345' and 'longitude: 4.3123456'" in problem.help


def few(*codes: str) -> Boundaries:
    """Boundaries with these countries alone."""
    kept = [country for country in WHOLE.countries if country.code in codes]
    return Boundaries(WHOLE.arcs, kept, WHOLE.origin)


def test_a_country_that_the_map_does_not_know_is_reported_each_time() -> None:
    part = "  - country: {}\n    operation: search\n    roles: [{{role: led, text: It led.}}]\n"
    text = "operations: [{id: search, name: The search, date: 2031}]\nparticipations:\n"
    text += "".join(map(part.format, ("BE", "FR", "DE")))
    found = problems(text, few("FR"))
    assert [each.code for each in found] == ["country-without-shape"] * 2
    assert [each.source_line for each in found] == ["  - country: BE", "  - country: DE"]
    assert "'BE'" in found[0].message
    assert problems(text) == []


def test_a_place_in_a_country_that_the_map_does_not_know_is_reported() -> None:
    text = PLACE.replace("LATITUDE", "52").replace("LONGITUDE", "5") + "    country: NL\n"
    (problem,) = problems(text, few("FR"))
    assert problem.code == "country-without-shape"
    assert problem.source_line == "    country: NL"


def test_every_label_lies_in_its_country_and_names_it() -> None:
    for country in WHOLE.countries:
        if country.code:
            assert distance(country.label, country, WHOLE) == 0.0, country.code
        if country.code and country.polygons:
            assert country_at(country.label, WHOLE) == country.code


def test_a_hole_is_no_part_of_a_country() -> None:
    south_africa = WHOLE.country("ZA")
    assert south_africa
    assert 0 < distance((28.3, -29.5), south_africa, WHOLE) < 150
    assert country_at((28.3, -29.5), WHOLE) == "LS"


def test_the_sea_lies_in_no_country() -> None:
    assert country_at((-30, 10), WHOLE) == ""


def test_the_message_of_a_place_is_about_the_sites_own_boundaries(tmp_path: Path) -> None:
    file = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "objects": {
            "countries": {
                "geometries": [
                    {
                        "type": "MultiPolygon",
                        "id": "BV",
                        "arcs": [[[0]]],
                        "properties": {"label": [5, 5]},
                    }
                ]
            }
        },
        "arcs": [[[0, 0], [10, 0], [0, 10], [-10, 0], [0, -10]]],
    }
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "countries.topojson").write_text(json.dumps(file), "utf-8")
    own = open_atlas(tmp_path).boundaries
    text = PLACE.replace("LATITUDE", "5").replace("LONGITUDE", "12") + "    country: BV\n"
    (problem,) = problems(text, own)
    # Two degrees along the fifth parallel.
    assert "about 222 km from BV" in problem.message
    assert problems(text.replace("12", "10.5"), own) == []
