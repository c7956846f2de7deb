"""PROV-JSON: read, written and read again by the prov library."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from prov.model import ProvDocument, ProvEntity, ProvRelation

from tests.render.exports.conftest import Exports, exports


def read(made: Exports) -> ProvDocument:
    return ProvDocument.deserialize(content=made.files["prov.json"].decode(), format="json")


def test_it_comes_back_the_same_after_a_round_trip(made: Exports) -> None:
    document = read(made)
    parts = {name: part for name, part in made.json("prov.json").items() if name != "prefix"}
    # One record names all members of the story.
    (members,) = parts.pop("hadMember").values()
    rows = sum(len(part) for part in parts.values()) + len(members["prov:entity"])
    assert len(document.get_records()) == rows
    again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    assert again == document


def test_every_end_of_a_relation_is_told(made: Exports) -> None:
    document = read(made)
    told = {record.identifier for record in document.get_records() if record.is_element()}
    relations = document.get_records(ProvRelation)
    assert relations
    for relation in relations:
        for _, end in relation.formal_attributes[:2]:
            assert end in told


def test_every_statement_can_be_followed_to_an_archived_copy_and_its_digest(made: Exports) -> None:
    data = made.json("prov.json")
    above: dict[str, set[str]] = defaultdict(set)
    for row in data["wasDerivedFrom"].values():
        above[row["prov:generatedEntity"]].add(row["prov:usedEntity"])
    (members,) = data["hadMember"].values()
    statements = set(members["prov:entity"])
    assert len(statements) == len(list(made.story.statements()))
    cited = {s.anchor: s.supporting for s in made.story.statements()}
    for statement in statements:
        quotations = above[statement]
        assert len(quotations) == len(cited[statement.partition(":")[2]])
        for quotation in quotations:
            (copy,) = above[quotation]
            assert re.fullmatch("[0-9a-f]{64}", data["entity"][copy]["schema:sha256"])
            (report,) = above[copy]
            assert data["entity"][report]["prov:location"]["$"].startswith(("https://", "http://"))


def test_what_is_compared_is_an_influence(demo_exports: Callable[..., Exports]) -> None:
    made = demo_exports()
    compared = {(s.anchor, id) for s in made.story.statements() for id in s.compared}
    assert compared
    rows = made.json("prov.json")["wasInfluencedBy"].values()
    found = {
        (row["prov:influencee"].partition(":")[2], row["prov:influencer"].rpartition("q.")[2])
        for row in rows
    }
    assert compared <= found


def test_names_are_addresses_on_the_site(made: Exports) -> None:
    base = made.site.settings.address
    for entity in read(made).get_records(ProvEntity):
        uri = str(entity.identifier.uri)
        assert uri.startswith(base.rstrip("/") + "/" if base else "tag:")
        assert uri.count("#") <= 1


def test_speakers_agencies_and_publishers_are_agents(demo_exports: Callable[..., Exports]) -> None:
    made = demo_exports()
    agents: dict[str, Any] = {
        agent["prov:label"]: agent.get("prov:type", {}).get("$")
        for agent in made.json("prov.json")["agent"].values()
    }
    assert agents["Tom Fennel"] == "prov:Person"
    assert agents["Gull Wire"] == "prov:Organization"
    assert agents["The Bell File editors"] == "prov:Organization"
    assert agents["Ada Quill"] is None


def test_times_are_dates_of_the_content(made: Exports) -> None:
    text = made.files["prov.json"].decode()
    assert "prov:startTime" not in text
    assert "T00:00:00" not in text


@pytest.mark.parametrize(
    ("contact", "start"),
    [
        ("mailto:me+news@Paper.example?subject=a", "tag:paper.example,2031-05-01:"),
        ("https://paper.example:8000/contact", "tag:paper.example,2031-05-01:"),
        ("mailto:me@päper.example", "tag:localhost,2031-05-01:"),
    ],
)
def test_without_an_address_names_are_tag_uris(
    demo_exports: Callable[..., Exports], contact: str, start: str
) -> None:
    made = demo_exports()
    settings = made.site.settings.model_copy(update={"address": None, "contact": contact})
    renderer = replace(made.renderer, site=replace(made.site, settings=settings))
    prefixes = exports(renderer, made.story).json("prov.json")["prefix"]
    assert prefixes["site"] == start
    assert prefixes["doc"] == f"{start}stories/{made.story.slug}.prov.json#"
