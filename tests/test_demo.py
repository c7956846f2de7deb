"""The demo uses every field of the content model, and has nothing wrong with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from enum import StrEnum

import pytest
import yaml

from generator.load import load
from generator.model import (
    Addresses,
    CaseRule,
    DisagreementKind,
    History,
    Reviews,
    Role,
    SiteSettings,
    Source,
    Status,
    Story,
    Term,
    TermKind,
)
from generator.model.base import Model
from generator.model.dates import Date, Interval, parse_date
from generator.prose import Emphasis, Inline, Link, TermUse
from generator.resolve import Statement, flat
from generator.validate import validate_document
from tests.compiled import Compiled, Site
from tests.support import DEMO, clean


def models(value: object) -> Iterator[Model]:
    """A model and every model in it."""
    if isinstance(value, Model):
        yield value
        for name in type(value).model_fields:
            yield from models(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            yield from models(item)
    elif isinstance(value, dict):
        yield from models(list(value.values()))


def model_types(model: type[Model]) -> Iterator[type[Model]]:
    """A model's class and every model's class that its fields can hold."""
    yield model
    for field in model.model_fields.values():
        for inner in re.findall(r"generator\.model\.\w+\.(\w+)", str(field.annotation)):
            for other in Model.__subclasses__():
                if other.__name__ == inner:
                    yield from model_types(other)


@pytest.fixture(scope="module")
def site(compiled_demo: Compiled) -> Site:
    assert compiled_demo.site
    return compiled_demo.site


@pytest.fixture(scope="module")
def used(site: Site) -> list[Model]:
    """Every model in the demo."""
    tops = [
        site.settings,
        *(entry.source for entry in site.sources.values()),
        *(entry.term for entry in site.terms.values()),
        *(story.story for story in site.told),
        *(validate_document(each, Reviews)[0] for each in load(DEMO)[0].reviews),
        *(validate_document(each, Addresses)[0] for each in load(DEMO)[0].addresses),
        *(validate_document(each, History)[0] for each in load(DEMO)[0].histories),
    ]
    return [model for top in tops for model in models(top)]


@pytest.fixture(scope="module")
def statements(site: Site) -> list[Statement]:
    """Every statement in the demo."""
    found = [statement for story in site.told for statement in story.statements()]
    return found + [s for entry in site.terms.values() for s in flat(entry.definition)]


def nodes(tree: tuple[Inline, ...]) -> Iterator[Inline]:
    for node in tree:
        yield node
        if isinstance(node, Emphasis | Link):
            yield from nodes(node.children)


FIELDS = sorted(
    {
        (model.__name__, field)
        for top in (SiteSettings, Source, Story, Term, Reviews, Addresses, History)
        for model in model_types(top)
        for field in model.model_fields
    }
)


def test_the_walk_over_the_model_reaches_every_class() -> None:
    # The lock and what live pages have are written by commands, not by editors. The demo is in one
    # language: tests/adapters/test_languages.py has a site in two.
    made = ("generator.model.lock", "generator.model.recheck", "generator.model.translation")
    edited = {m.__name__ for m in Model.__subclasses__() if m.__module__ not in made}
    assert {name for name, _ in FIELDS} == edited


def test_every_field_is_set_somewhere(used: list[Model]) -> None:
    filled = {
        (type(entry).__name__, field)
        for entry in used
        for field in entry.model_fields_set
        if getattr(entry, field)
    }
    # Its pages are none of the theme: `tests/render/test_embeds.py` has a site with them. And
    # `tests/adapters/test_languages.py` has one in two languages.
    assert set(FIELDS) - filled == {("SiteSettings", name) for name in ("embeds", "languages")}


@pytest.mark.parametrize("kind", [CaseRule, DisagreementKind, Role, Status, TermKind])
def test_every_word_of_a_list_is_used(kind: type[StrEnum], used: list[Model]) -> None:
    values = {
        value
        for model in used
        for value in (getattr(model, name) for name in type(model).model_fields)
        if isinstance(value, kind)
    }
    assert values == set(kind)


def test_every_form_of_date_is_used(used: list[Model]) -> None:
    dates = [parse_date(model.date) for model in used if hasattr(model, "date")]
    single = {_form(date) for date in dates if isinstance(date, Date)}
    marks = ((False, False), (True, False), (False, True), (True, True))
    every = {(precision, *mark) for precision in ("year", "month", "day") for mark in marks}
    assert single == every
    intervals = {
        (_form(i.start) if i.start else None, _form(i.end) if i.end else None)
        for i in dates
        if isinstance(i, Interval)
    }
    plain = [(precision, False, False) for precision in ("year", "month", "day")]
    assert {(form, form) for form in plain} <= intervals
    assert any(start is None for start, _ in intervals)
    assert any(end is None for _, end in intervals)
    assert any(start and end and (start[2] or end[1]) for start, end in intervals)


def _form(date: Date) -> tuple[str, bool, bool]:
    precision = "day" if date.day else "month" if date.month else "year"
    return precision, date.uncertain, date.approximate


def test_prose_uses_every_mark(statements: list[Statement]) -> None:
    found = [node for statement in statements for node in nodes(statement.nodes)]
    assert {node.tag for node in found if isinstance(node, Emphasis)} == {"em", "strong", "code"}
    assert any(isinstance(node, Link) for node in found)
    assert any(statement.editor for statement in statements)
    assert any(not statement.editor and not statement.quotations for statement in statements)
    assert any(len(statement.quotations) > 1 for statement in statements)


def test_terms_are_found_by_name_by_alias_and_by_case_rule(
    site: Site, statements: list[Statement]
) -> None:
    texts = {
        (node.term, node.text)
        for statement in statements
        for node in nodes(statement.nodes)
        if isinstance(node, TermUse)
    }
    assert ("ostermill", "Oster Mill") in texts  # an alias
    assert ("belfry", "Belfries") in texts  # `smart`, written small: any case
    assert ("clapper", "CLAPPER") in texts  # `any`
    assert {text for term, text in texts if term == "bell-office"} == {"BELL"}  # `exact`
    assert set(site.terms) == {term for term, _ in texts}
    assert site.spellings["town-bell"]["جرس البلدة"] == ("harbour-leaflet",)


def test_one_source_is_written_from_right_to_left(compiled_demo: Compiled, site: Site) -> None:
    languages = {entry.source.language or "en" for entry in site.sources.values()}
    assert languages == {"en", "ar"}
    (page,) = [p for p in compiled_demo.rendered.pages if p.address == "sources/harbour-leaflet"]
    html = "".join(getattr(block, "html", "") for block in page.blocks)
    assert '<blockquote lang="ar" dir="rtl"' in html
    assert "The bell of the town vanished on Tuesday night" in html


def test_quotations_use_omissions_insertions_and_contexts(site: Site) -> None:
    quotations = [entry.quotation for entry in site.quotations.values()]
    assert any("[…]" in quotation.exact for quotation in quotations)
    assert any(re.search(r"\[[^…\]]+\]", quotation.exact) for quotation in quotations)
    assert any(quotation.prefix and quotation.suffix for quotation in quotations)


def test_a_published_site_has_no_draft() -> None:
    compiled = clean(DEMO)
    assert compiled.site
    assert [story.slug for story in compiled.site.told] == ["ostermill-bell"]
    assert not any("la-cloche" in page.address for page in compiled.rendered.pages)


def test_the_archive_of_the_demo_holds_the_quoted_words(site: Site) -> None:
    for entry in site.sources.values():
        data = (DEMO / "content" / "archive" / str(entry.source.archived_as)).read_bytes()
        assert entry.source.digest == f"sha256:{hashlib.sha256(data).hexdigest()}"
        text = " ".join(data.decode().split())
        for quotation in entry.source.quotations:
            exact = f"{quotation.prefix or ''} {quotation.exact}{quotation.suffix or ''}".strip()
            pieces = [re.escape(piece) for piece in re.split(r"\s*\[[^\]]*\]\s*", exact)]
            assert len(re.findall(".*?".join(pieces), text)) == 1, quotation.id


def test_mkdocs_yml_is_that_of_a_real_site() -> None:
    settings = yaml.safe_load((DEMO / "mkdocs.yml").read_text("utf-8"))
    assert settings["plugins"] == ["explainer"]
    assert settings["repo_url"] == "https://example.org/repo"
    assert settings["edit_uri"] == "edit/main/content/pages/"
    assert (DEMO / settings["docs_dir"] / "method.md").is_file()
