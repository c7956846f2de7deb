"""validate: documents → models, all problems of a file at once."""

from __future__ import annotations

import types
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from generator.diagnostics import Diagnostic
from generator.diagnostics.record import did_you_mean
from generator.load import Document, Documents, Trail, plain_value
from generator.model import SiteSettings, Source, Story, Term
from generator.model.base import Model

M = TypeVar("M", bound=Model)
_KINDS = {
    "string_type": "text",
    "list_type": "a list (lines that begin with '- ')",
    "model_type": "a mapping (lines of 'key: value')",
    "model_attributes_type": "a mapping (lines of 'key: value')",
    "dict_type": "a mapping (lines of 'key: value')",
}


@dataclass(frozen=True, slots=True)
class Entry(Generic[M]):
    """A model with the document that it was read from, so that each value's place is known."""

    document: Document
    model: M

    @property
    def id(self) -> str:
        """The file's id."""
        return self.document.id


@dataclass(slots=True)
class Content:
    """All valid content of a site."""

    site: Entry[SiteSettings] | None = None
    sources: list[Entry[Source]] = field(default_factory=list)
    terms: list[Entry[Term]] = field(default_factory=list)
    stories: list[Entry[Story]] = field(default_factory=list)


def validate(documents: Documents) -> tuple[Content, list[Diagnostic]]:
    """Check every document against its model. An invalid document is left out of the result."""
    problems: list[Diagnostic] = []

    def entries(files: list[Document], model: type[M]) -> list[Entry[M]]:
        checked = []
        for document in files:
            value, bad = validate_document(document, model)
            problems.extend(bad)
            if value is not None:
                checked.append(Entry(document, value))
        return checked

    site = entries([documents.site] if documents.site else [], SiteSettings)
    content = Content(
        site=site[0] if site else None,
        sources=entries(documents.sources, Source),
        terms=entries(documents.terms, Term),
        stories=entries(documents.stories, Story),
    )
    return content, problems


def validate_document(document: Document, model: type[M]) -> tuple[M | None, list[Diagnostic]]:
    """Make a model of a document, or say everything that is wrong with it."""
    try:
        return model.model_validate(plain_value(document.root)), []
    except ValidationError as error:
        rows = error.errors(include_url=False, include_input=True)
        return None, [_diagnostic(document, model, row) for row in rows]


def _diagnostic(document: Document, model: type[Model], row: Any) -> Diagnostic:
    trail: Trail = tuple(row["loc"])
    kind, context = row["type"], row.get("ctx", {})
    at_value = document.place(trail)
    if kind == "extra_forbidden":
        key = document.key(trail)
        place = document.place(trail)
        if key:
            place = type(place)(document.path, key.line, key.column, key.width)
        owner = _model_at(model, trail[:-1])
        message = f"'{trail[-1]}' is no key of a {owner.NOUN}"
        keys = ", ".join(owner.model_fields)
        advice = did_you_mean(str(trail[-1]), owner.model_fields)
        return document.problem("unknown-key", place, message, advice or f"Known keys: {keys}.")
    if kind == "missing":
        owner = _model_at(model, trail[:-1])
        message = f"the {owner.NOUN} has no '{trail[-1]}'"
        about = owner.model_fields[str(trail[-1])].description or ""
        place = document.place(trail[:-1])
        return document.problem("missing-key", place, message, f"Add '{trail[-1]}:'. {about}")
    if kind == "enum":
        known = [word.strip("' ") for word in context["expected"].replace(" or ", ", ").split(",")]
        typed = str(row["input"])
        advice = did_you_mean(typed, known) or f"Known words: {', '.join(known)}."
        message = f"'{typed[:60]}' cannot stand here"
        return document.problem("unknown-value", at_value, message, advice)
    if kind == "too_short":
        wanted = context["min_length"]
        message = f"the list has {context['actual_length']} entries; {wanted} are needed"
        return document.problem("too-few", at_value, message)
    if kind in _KINDS:
        message = f"{_KINDS[kind]} is wanted here"
        return document.problem("wrong-type", at_value, message)
    if kind == "unknown-country" and context.get("nearest"):
        advice = f"Did you mean '{context['nearest']}'?"
        return document.problem(kind, at_value, row["msg"], advice)
    return document.problem(kind, at_value, row["msg"])


def _model_at(model: type[Model], trail: Trail) -> type[Model]:
    """The model that the value at `trail` is checked against."""
    for step in trail:
        if isinstance(step, str) and step in model.model_fields:
            inner = _inner_model(model.model_fields[step].annotation)
            model = inner or model
    return model


def _inner_model(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation if issubclass(annotation, Model) else None
    if get_origin(annotation) in (list, Union, types.UnionType):
        return next(filter(None, map(_inner_model, get_args(annotation))), None)
    return None
