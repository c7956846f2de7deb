"""CSL-JSON: cited by citeproc-py, and against a schema.

No package carries the official schema. The one here is written after the specification (CSL 1.0.2,
appendices III to IV) and knows what is used; like the official one it allows nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from generator.model import Source, SourceKind
from generator.render.exports.csl import csl_date, csl_item
from tests.render.exports.conftest import Exports


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Name(Part):
    literal: str = Field(min_length=1)


class Parts(Part):
    parts: list[list[int]] = Field(alias="date-parts", min_length=1, max_length=2)
    circa: bool | None = None


class Told(Part):
    literal: str = Field(min_length=1)


class Ours(Part):
    short: str
    kind: str
    origin: str | None = None
    upstream: list[str] | None = None
    author: list[str] | None = Field(None, max_length=0)
    published: str | None = None
    accessed: str | None = None


class Custom(Part):
    ours: Ours = Field(alias="story-explainer")


class Item(Part):
    id: str
    type: Literal[
        "article-newspaper", "book", "dataset", "document", "interview", "report"
    ]  # of the specification's 44
    genre: str | None = None
    title: str
    author: list[Name] | None = None
    publisher: str | None = None
    container: str | None = Field(None, alias="container-title")
    issued: Parts | Told
    accessed: Parts | Told | None = None
    URL: str = Field(pattern="^https?://")
    archive_location: str | None = None
    language: str
    note: str | None = None
    custom: Custom


ITEMS: TypeAdapter[list[Item]] = TypeAdapter(list[Item])


def test_it_keeps_to_the_schema(made: Exports) -> None:
    items = ITEMS.validate_python(made.json("csl.json"))
    cited = dict.fromkeys(made.site.quotations[n.quotation].source for n in made.story.footnotes)
    assert [item.id for item in items] == list(cited)


def test_a_reference_manager_cites_it(made: Exports) -> None:
    rows: list[dict[str, Any]] = made.json("csl.json")
    for row in rows:
        del row["custom"]  # CSL 1.0.2 has it, and this reader warns of it
    source = CiteProcJSON(rows)
    style = CitationStylesStyle(str(Path(__file__).with_name("style.csl")), validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for row in rows:
        bibliography.register(Citation([CitationItem(row["id"])]))
    entries = [str(entry) for entry in bibliography.bibliography()]
    assert len(entries) == len(rows)
    for row in rows:
        (entry,) = (entry for entry in entries if row["URL"] in entry)
        told = [row["title"], str(row["issued"]["date-parts"][0][0])]
        told += [row.get("container-title") or row["publisher"]]
        told += [author["literal"] for author in row.get("author", ())]
        assert all(" ".join(text.split()) in entry for text in told), entry


@pytest.mark.parametrize("kind", SourceKind)
def test_every_kind_of_source(kind: SourceKind) -> None:
    source = Source(title="T", publisher="P", short="S", published="2018", url="https://a.example/",
                    kind=kind)  # fmt: skip
    item = ITEMS.validate_python([csl_item("a", source, "en")])[0]
    assert (item.publisher or item.container) == "P"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2018", {"date-parts": [[2018]]}),
        ("2018-04", {"date-parts": [[2018, 4]]}),
        ("2018-04-27", {"date-parts": [[2018, 4, 27]]}),
        ("2018-04-27~", {"date-parts": [[2018, 4, 27]], "circa": True}),
        ("2018?", {"date-parts": [[2018]], "circa": True}),
        ("2018-04-25/2018-04-26", {"date-parts": [[2018, 4, 25], [2018, 4, 26]]}),
        ("../2018", {"literal": "../2018"}),
        ("2018/..", {"literal": "2018/.."}),
    ],
)
def test_dates(text: str, date: dict[str, Any]) -> None:
    assert csl_date(text) == date
