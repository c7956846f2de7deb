"""JSON-LD: read by rdflib, its words looked up in the vocabulary that msgspec-schemaorg carries."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

import msgspec_schemaorg.models as models  # noqa: PLR0402, the package cannot do it otherwise
import pytest
from rdflib import RDF, SDO, BNode, Graph, Literal

from generator.render.exports.jsonld import first_to_appear
from tests.render.exports.conftest import Exports

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
# schema.org's own context, as far as terms that are addresses go; it is a file on the network.
CONTEXT = {
    "@vocab": "https://schema.org/",
    **{term: {"@type": "@id"} for term in ("url", "license", "sameAs", "archivedAt", "contentUrl")},
}
BASE = "https://base.example/stories/here.jsonld"


def things(value: Any) -> Iterator[dict[str, Any]]:
    """Every object with a type of its own, however deep."""
    if isinstance(value, list):
        for item in value:
            yield from things(item)
    elif isinstance(value, dict):
        if "@value" not in value:
            yield value
        for item in value.values():
            yield from things(item)


def graph_of(data: dict[str, Any]) -> Graph:
    first, *own = data["@context"] if isinstance(data["@context"], list) else [data["@context"]]
    assert first == "https://schema.org"
    text = json.dumps({**data, "@context": [CONTEXT, *own]})
    return Graph().parse(data=text, format="json-ld", publicID=BASE)


def of_type(made: Exports, type: str) -> list[dict[str, Any]]:
    return [node for node in made.json("jsonld")["@graph"] if node["@type"] == type]


def expected_types(cls: type, name: str) -> set[str]:
    """The types that the vocabulary lets a property of a type have."""
    for parent in cls.__mro__:
        if hint := inspect.get_annotations(parent).get(name):
            return set(re.findall(r"'(\w+)'", str(hint)))
    raise AssertionError(name)


def test_types_and_properties_are_those_of_schema_org(made: Exports) -> None:
    data = made.json("jsonld")
    by_id = {node["@id"]: node["@type"] for node in data["@graph"]}
    references = {name for name, term in data["@context"][1].items() if name != "@base"}
    for thing in things(data["@graph"]):
        if set(thing) == {"@id"}:
            continue
        cls = getattr(models, thing.get("@type", "Thing"))
        for name, value in thing.items():
            if name.startswith("@"):
                continue
            assert name in cls.__struct_fields__, f"{cls.__name__} has no {name}"
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict):
                    kind = item.get("@type", by_id.get(item.get("@id")))
                else:
                    kind = by_id.get(item) if name in references else None
                if kind and "@value" not in item:
                    parents = {parent.__name__ for parent in getattr(models, kind).__mro__}
                    assert parents & expected_types(cls, name), f"{cls.__name__}.{name}: {kind}"


def test_a_processor_reads_it(made: Exports) -> None:
    graph = graph_of(made.json("jsonld"))
    for subject, predicate, value in graph:
        assert isinstance(subject, BNode) or "://" in str(subject)
        assert predicate == RDF.type or predicate in SDO, predicate
        assert isinstance(value, BNode | Literal) or "://" in str(value)
    count = {
        kind: len(list(graph.subjects(RDF.type, SDO[kind]))) for kind in ("Claim", "Quotation")
    }
    assert count["Claim"] == len(list(made.story.statements()))
    assert count["Quotation"] >= len(made.story.footnotes)
    assert "ClaimReview" not in made.files["jsonld"].decode()


def test_every_claim_leads_to_quotations_and_from_there_to_reports(made: Exports) -> None:
    graph = graph_of(made.json("jsonld"))
    told = set(graph.subjects(RDF.type))
    for claim in graph.subjects(RDF.type, SDO.Claim):
        quotations = set(graph.objects(claim, SDO.citation))
        reports = {report for q in quotations for report in graph.objects(q, SDO.isPartOf)}
        assert quotations | reports <= told
        assert reports == set(graph.objects(claim, SDO.appearance))
        assert set(graph.objects(claim, SDO.firstAppearance)) <= reports
        assert bool(quotations) != bool(list(graph.objects(claim, SDO.author)))


def test_quotations_are_word_for_word(made: Exports) -> None:
    texts = {node["text"] for node in of_type(made, "Quotation")}
    assert texts == {
        made.site.quotations[n.quotation].quotation.exact for n in made.story.footnotes
    }


def test_no_date_is_made_to_look_more_exact_than_it_is(
    demo_exports: Callable[..., Exports],
) -> None:
    made = demo_exports()
    sources = {n["@id"]: n for n in of_type(made, "NewsArticle")}
    edtf = "http://id.loc.gov/datatypes/edtf/EDTF-level1"
    assert sources["https://tide-post.example/bell-gone"]["datePublished"] == "2031-04-05"
    gull = sources["https://foghorn.example/missing-bell?page=1#top"]
    assert gull["datePublished"] == {"@type": edtf, "@value": "2031-04-08~"}
    # Gull Wire's date is approximate and the leaflet's a month: nobody knows which was first.
    assert all("firstAppearance" not in claim for claim in of_type(made, "Claim"))


def test_the_first_appearance_is_in_the_earlier_report(made: Exports) -> None:
    reports = {entry.source.url: entry.source.published for entry in made.site.sources.values()}
    for claim in of_type(made, "Claim"):
        if first := claim.get("firstAppearance"):
            others = [reports[other] for other in claim["appearance"] if other != first]
            assert others
            assert all(reports[first] < other for other in others)


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        ({"a": "2018-04-27", "b": "2018-04-28"}, "a"),
        ({"a": "2018-04-28", "b": "2018-04-27", "c": "2018-05"}, "b"),
        ({"a": "2018-04-27", "b": "2018-04-27"}, None),
        ({"a": "2018-04-27", "b": "2018-04-27", "c": "2018-04-28"}, None),
        ({"a": "2018-04", "b": "2018-04-30"}, None),
        ({"a": "2017~", "b": "2018-04-30"}, None),
        ({"a": "2016/2017", "b": "2018-04-30"}, None),
        ({"a": "2018-04-27"}, None),
    ],
)
def test_a_report_is_called_the_first_only_if_its_date_says_so(
    demo_exports: Callable[..., Exports], dates: dict[str, str], first: str | None
) -> None:
    made = demo_exports()
    (entry, *_) = made.site.sources.values()
    sources = {
        id: replace(entry, source=entry.source.model_copy(update={"published": date}))
        for id, date in dates.items()
    }
    site = replace(made.site, sources=sources)
    assert first_to_appear(site, list(sources)) == first


def test_speakers_are_of_the_kind_that_the_glossary_gives(
    demo_exports: Callable[..., Exports],
) -> None:
    speakers = {
        (who["name"], who.get("@type"))
        for node in of_type(demo_exports(), "Quotation")
        if (who := node.get("spokenByCharacter"))
    }
    assert {("Tom Fennel", "Person"), ("Officials", None)} <= speakers


def test_corrections_and_terms(demo_exports: Callable[..., Exports]) -> None:
    made = demo_exports()
    (article,) = of_type(made, "Article")
    was = [entry.correction.was for entry in made.story.corrections]
    assert [c["@type"] for c in article["correction"]] == ["CorrectionComment"] * len(was)
    assert all(w in c["text"] for w, c in zip(was, article["correction"], strict=True))
    terms = of_type(made, "DefinedTerm")
    assert {t["inDefinedTermSet"] for t in terms} == {of_type(made, "DefinedTermSet")[0]["@id"]}
    assert {t["@id"] for t in terms} == set(article["mentions"])


def test_addresses_on_the_site_are_told_from_its_own(made: Exports) -> None:
    data = made.json("jsonld")
    address = made.site.settings.address
    base = data["@context"][1].get("@base")
    assert base == (f"{address.rstrip('/')}/" if address else None)
    (article,) = of_type(made, "Article")
    here = f"https://base.example/stories/{made.story.slug}.html"
    assert urljoin(base or BASE, article["@id"]) in {
        here, f"{base}stories/{made.story.slug}.html", f"{base}stories/{made.story.slug}/",
    }  # fmt: skip


def test_disagreements_are_questions_in_their_order(demo_exports: Callable[..., Exports]) -> None:
    made = demo_exports()
    graph = made.json("jsonld")["@graph"]
    questions = [each for each in graph if each["@type"] == "Question"]
    told = [(q["position"], q["name"], q["keywords"]) for q in questions]
    assert told == [
        (at, entry.disagreement.question, entry.disagreement.kind.value)
        for at, entry in enumerate(made.story.disagreements, 1)
    ]
    claims = {each["@id"]: each for each in graph if each["@type"] == "Claim"}
    for question, entry in zip(questions, made.story.disagreements, strict=True):
        assert question["answerCount"] == len(question["suggestedAnswer"]) == len(entry.answers)
        for answer in question["suggestedAnswer"]:
            parts = [claims[part["@id"]]["text"] for part in answer["hasPart"]]
            assert answer["text"] == " ".join(parts)
    (four,) = [claim for id, claim in claims.items() if id.endswith("#d.how-many.2.1")]
    assert [id.rpartition("#q.")[2] for id in four["citation"]] == ["tide-four-parties"]
    assert [id.rpartition("#q.")[2] for id in four["mentions"]] == ["leaflet-three-parties"]
