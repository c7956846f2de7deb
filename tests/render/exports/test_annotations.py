"""Web Annotations: against the model's rules, through rdflib, and against the archived texts.

The context is written here after the vocabulary (https://www.w3.org/TR/annotation-vocab/), since
the real one is a file on the network. The models stand for the data model's chapters 3 and 4.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field
from rdflib import RDF, Graph, Namespace

from tests.render.exports.conftest import Exports
from tests.support import DEMO

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
OA = Namespace("http://www.w3.org/ns/oa#")
AS = Namespace("http://www.w3.org/ns/activitystreams#")
OA_TERMS = {
    "body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector",
    "state": "hasState", "cached": "cachedSource",
}  # fmt: skip
OA_TYPES = ("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector",
            "TextPositionSelector", "TimeState")  # fmt: skip
CONTEXT: dict[str, Any] = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    **{term: {"@id": f"oa:{name}", "@type": "@id"} for term, name in OA_TERMS.items()},
    **{term: f"oa:{term}" for term in (*OA_TYPES, "exact", "prefix", "suffix", "start", "end",
                                       "sourceDateStart", "sourceDateEnd", "linking")},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "Text": "http://purl.org/dc/dcmitype/Text",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "first": {"@id": "as:first", "@type": "@id"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "total": "as:totalItems",
    "startIndex": "as:startIndex",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "assessing": "oa:assessing",
    "creator": "http://purl.org/dc/terms/creator",
    "created": "http://purl.org/dc/terms/created",
    "name": "http://xmlns.com/foaf/0.1/name",
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "rights": {"@id": "http://purl.org/dc/terms/rights", "@type": "@id"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
}  # fmt: skip


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Quote(Part):
    type: Literal["TextQuoteSelector"]
    exact: str = Field(min_length=1)
    prefix: str | None = None
    suffix: str | None = None


class Position(Part):
    type: Literal["TextPositionSelector"]
    start: int = Field(ge=0)
    end: int = Field(ge=0)


Selector = Annotated[Quote | Position, Field(discriminator="type")]


class State(Part):
    type: Literal["TimeState"]
    sourceDateStart: str | None = Field(None, pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")  # noqa: N815
    sourceDateEnd: str | None = Field(None, pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")  # noqa: N815
    cached: str | None = Field(None, pattern="^https?://")


class SourceText(Part):
    id: str = Field(pattern="^https?://")
    type: Literal["Text"]
    language: str


class Target(Part):
    id: str
    type: Literal["SpecificResource"]
    source: SourceText
    selector: Selector | list[Selector]
    state: State | None = None


class Body(Part):
    id: str
    type: Literal["TextualBody"]
    value: str = Field(min_length=1)
    format: Literal["text/plain"]
    language: str


class Annotation(Part):
    id: str
    type: Literal["Annotation"]
    motivation: Literal["linking"]
    body: Body
    target: Target | list[Target]


class Person(Part):
    type: Literal["Person"]
    name: str


class Found(Part):
    type: Literal["TextualBody"]
    value: str = Field(min_length=1)
    format: Literal["text/plain"]
    language: str


class Reading(Part):
    """What a second reader has found of a statement."""

    id: str
    type: Literal["Annotation"]
    motivation: Literal["assessing"]
    creator: list[Person] = []
    created: str = Field(pattern=r"^\d{4}-\d\d-\d\dT00:00:00Z$")
    body: Found
    target: str


class Page(Part):
    id: str
    type: Literal["AnnotationPage"]
    partOf: str  # noqa: N815
    startIndex: Literal[0]  # noqa: N815
    items: list[Annotation]
    readings: list[Reading]


class Collection(Part):
    context: Literal["http://www.w3.org/ns/anno.jsonld"] | list[Any] = Field(alias="@context")
    id: str
    type: Literal["AnnotationCollection"]
    label: str
    rights: str | None = None
    total: int
    first: Page


def read(made: Exports) -> Collection:
    """The annotations, each with its body and targets where only their ids stand."""
    data = made.json("annotations.json")
    told: dict[str, Any] = {}

    def in_full(thing: Any) -> Any:
        if isinstance(thing, list):
            return [in_full(each) for each in thing]
        if isinstance(thing, str):
            return told[thing]
        assert thing["id"] not in told, "told twice"
        told[thing["id"]] = thing
        return thing

    items = data.get("first", {}).get("items", [])
    readings = [item for item in items if item["motivation"] == "assessing"]
    if items:
        data["first"] |= {"items": items[: len(items) - len(readings)], "readings": readings}
    for item in data.get("first", {}).get("items", []):
        item |= {name: in_full(item[name]) for name in ("body", "target")}
    return Collection.model_validate(data)


def targets(annotation: Annotation) -> list[Target]:
    return annotation.target if isinstance(annotation.target, list) else [annotation.target]


def selectors(target: Target) -> list[Quote | Position]:
    return target.selector if isinstance(target.selector, list) else [target.selector]


def test_they_follow_the_model(made: Exports) -> None:
    collection = read(made)
    pairs = [(s.anchor, id) for s in made.story.statements() for id in s.quotations]
    assert len(collection.first.items) == len(pairs)
    assert collection.total == len(pairs) + len(collection.first.readings)
    assert [a.id for a in collection.first.items] == [f"#{anchor}.{id}" for anchor, id in pairs]
    context = "http://www.w3.org/ns/anno.jsonld"
    told = made.site.settings.address
    assert collection.context == ([context, {"@base": collection.id}] if told else context)
    assert len({a.id for a in collection.first.items}) == len(pairs)


def test_a_processor_reads_them(made: Exports) -> None:
    data = made.json("annotations.json")
    own = data["@context"][1:] if isinstance(data["@context"], list) else []
    data["@context"] = [CONTEXT, *own]
    base = f"https://base.example/stories/{made.story.slug}.annotations.json"
    graph = Graph().parse(data=json.dumps(data), format="json-ld", publicID=base)
    (collection,) = graph.subjects(RDF.type, AS.OrderedCollection)
    site = str(made.site.settings.address or "https://base.example").rstrip("/")
    assert str(collection) == f"{site}/stories/{made.story.slug}.annotations.json"
    page = f"{site}/stories/{made.story.slug}"
    readings = set(graph.subjects(OA.motivatedBy, OA.assessing))
    linking = set(graph.subjects(OA.motivatedBy, OA.linking))
    for body in (body for each in linking for body in graph.objects(each, OA.hasBody)):
        assert re.fullmatch(re.escape(page) + r"(\.html|/)#[a-z]\..*", str(body))
    assert set(graph.subjects(RDF.type, OA.Annotation)) == linking | readings
    assert len(linking | readings) == data["total"]
    annotations = linking
    cited = {id for s in made.story.statements() for id in s.quotations}
    targets = {str(each) for one in linking for each in graph.objects(one, OA.hasTarget)}
    ids = {target.partition("#q.")[2].partition(".")[0] for target in targets}
    assert ids == cited
    for annotation in annotations:
        assert "://" in str(annotation)
        assert list(graph.objects(annotation, OA.motivatedBy)) == [OA.linking]
        for target in graph.objects(annotation, OA.hasTarget):
            assert list(graph.objects(target, OA.hasSource))
            assert list(graph.objects(target, OA.hasSelector / OA.exact))


def test_the_words_stand_in_the_archived_texts(demo_exports: Callable[..., Exports]) -> None:
    made = demo_exports()
    texts = {
        entry.source.url: " ".join(
            (DEMO / "content/archive" / str(entry.source.archived_as)).read_text("utf-8").split()
        )
        for entry in made.site.sources.values()
    }
    seen = 0
    for annotation in read(made).first.items:
        for target in targets(annotation):
            for selector in selectors(target):
                assert isinstance(selector, Quote)
                assert selector.exact in texts[target.source.id]
                seen += selector.prefix is not None
    assert seen


def test_positions_are_told_where_they_are_known(demo_exports: Callable[..., Exports]) -> None:
    text = (DEMO / "content/archive/tide-post.txt").read_text("utf-8")
    words = "We heard nothing, and that is what frightens us"
    start = text.index(words)
    made = demo_exports(
        positions={"tide-heard-nothing": (start, start + len(words)), "tide-sled": (0, 5)}
    )
    found = {
        (at.start, at.end)
        for annotation in read(made).first.items
        for target in targets(annotation)
        for at in selectors(target)
        if isinstance(at, Position)
    }
    # `tide-sled` has words left out: a position that covers them is not what its pieces select.
    assert found == {(start, start + len(words))}
    assert text[start : start + len(words)] == words


def test_words_left_out_and_put_in_are_in_no_selector(demo_exports: Callable[..., Exports]) -> None:
    sled = next(a for a in read(demo_exports()).first.items if a.id.endswith("tide-sled"))
    pieces = [s.exact for t in targets(sled) for s in selectors(t) if isinstance(s, Quote)]
    assert pieces == ["A rope", 'and what the clerk called "a very large sled" were missing']


def test_what_a_second_person_has_read_is_told(demo_exports: Callable[..., Exports]) -> None:
    made = demo_exports()
    readings = read(made).first.readings
    assert [each.id for each in readings] == [
        "#k.1.reading", "#s.the-search.1.reading", "#e.casting.1.reading",
    ]  # fmt: skip
    assert [each.name for each in readings[0].creator] == ["Odo Pell"]
    assert readings[0].created == "2031-05-03T00:00:00Z"
    assert "by a second reader" in readings[0].body.value
