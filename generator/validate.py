"""validate: documents → models, all problems of a file at once."""

from __future__ import annotations

import types
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from generator.diagnostics import Diagnostic, Edit
from generator.diagnostics.record import did_you_mean, meant, nearest
from generator.load import Document, Documents, Trail, plain_value
from generator.load.mend import put_text, rename_key
from generator.model import Lock, SiteSettings, Source, Story, Term
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
    lock: Entry[Lock] | None = None


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
    lock = entries([documents.lock] if documents.lock else [], Lock)
    content = Content(
        site=site[0] if site else None,
        sources=entries(documents.sources, Source),
        terms=entries(documents.terms, Term),
        stories=entries(documents.stories, Story),
        lock=lock[0] if lock else None,
    )
    return content, problems


def validate_document(document: Document, model: type[M]) -> tuple[M | None, list[Diagnostic]]:
    """Make a model of a document, or say everything that is wrong with it."""
    try:
        return model.model_validate(plain_value(document.root)), []
    except ValidationError as error:
        rows = error.errors(include_url=False, include_input=True)
        meant = _meant(model, rows)
        return None, [
            _diagnostic(document, model, row)
            for row in rows
            if not (row["type"] == "missing" and tuple(row["loc"]) in meant)
        ]


def _meant(model: type[Model], rows: list[Any]) -> set[Trail]:
    """The keys that unknown keys are misspellings of: they are not missing as well."""
    return {
        (*row["loc"][:-1], near)
        for row in rows
        if row["type"] == "extra_forbidden"
        and (near := nearest(str(row["loc"][-1]), _model_at(model, row["loc"][:-1]).model_fields))
    }


def _diagnostic(document: Document, model: type[Model], row: Any) -> Diagnostic:
    """The diagnostic for one of pydantic's error rows."""
    describe = _DESCRIBE.get(row["type"], _of_a_value)
    return describe(document, model, row)


def _unknown_key(document: Document, model: type[Model], row: Any) -> Diagnostic:
    trail: Trail = tuple(row["loc"])
    place = document.place(trail)
    if key := document.key(trail):
        place = replace(place, line=key.line, column=key.column, width=key.width)
    owner = _model_at(model, trail[:-1])
    message = f"'{trail[-1]}' is no key of a {owner.NOUN}"
    advice = did_you_mean(str(trail[-1]), owner.model_fields)
    known = f"Known keys: {', '.join(owner.model_fields)}."
    fix = _renamed(document, trail, owner)
    return document.problem("unknown-key", place, message, advice or known, fix)


def _renamed(document: Document, trail: Trail, owner: type[Model]) -> tuple[Edit, ...]:
    """The key as it must have been meant, unless another beside it may be meant for the same."""
    name = meant(str(trail[-1]), owner.model_fields)
    beside = plain_value(document.node(trail[:-1]))
    if name is None or not isinstance(beside, dict):
        return ()
    rivals = [key for key in beside if key not in owner.model_fields]
    if sum(nearest(key, owner.model_fields) == name for key in rivals) > 1:
        return ()
    return rename_key(document, trail, name)


def _missing_key(document: Document, model: type[Model], row: Any) -> Diagnostic:
    trail: Trail = tuple(row["loc"])
    owner = _model_at(model, trail[:-1])
    about = owner.model_fields[str(trail[-1])].description or ""
    message = f"the {owner.NOUN} has no '{trail[-1]}'"
    advice = f"Add '{trail[-1]}:'. {about}"
    return document.problem("missing-key", document.place(trail[:-1]), message, advice)


def _unknown_word(document: Document, model: type[Model], row: Any) -> Diagnostic:
    typed = row["input"]
    if not isinstance(typed, str):
        return _of_a_value(document, model, {**row, "type": "string_type"})
    if not typed.strip():
        return _of_a_value(
            document, model, {**row, "type": "empty-text", "msg": "the text is empty"}
        )
    known = [word.strip("' ") for word in row["ctx"]["expected"].replace(" or ", ", ").split(",")]
    advice = did_you_mean(typed, known) or f"Known words: {', '.join(known)}."
    message = f"'{typed[:60]}' cannot stand here"
    word = meant(typed, known)
    fix = put_text(document, row["loc"], word) if word else ()
    return document.problem("unknown-value", document.place(row["loc"]), message, advice, fix)


def _too_few(document: Document, model: type[Model], row: Any) -> Diagnostic:  # noqa: ARG001
    has, wanted = row["ctx"]["actual_length"], row["ctx"]["min_length"]
    message = f"the list has {has} {'entry' if has == 1 else 'entries'}; it needs {wanted}"
    return document.problem("too-few", document.place(row["loc"]), message)


def _of_a_value(document: Document, model: type[Model], row: Any) -> Diagnostic:
    trail: Trail = tuple(row["loc"])
    place, code = document.place(trail), row["type"]
    if code in _KINDS:
        return document.problem("wrong-type", place, f"{_KINDS[code]} is wanted here")
    advice = ""
    if code == "unknown-country" and row["ctx"]["nearest"]:
        advice = f"Did you mean '{row['ctx']['nearest']}'?"
    elif code == "empty-text" and isinstance(trail[-1], str):
        field = _model_at(model, trail[:-1]).model_fields[trail[-1]]
        advice = "Write the text." if field.is_required() else ""
    value = row.get("ctx", {}).get("meant")
    fix = put_text(document, trail, value) if value else ()
    return document.problem(code, place, row["msg"], advice, fix)


_DESCRIBE = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "enum": _unknown_word,
    "too_short": _too_few,
}


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
    if get_origin(annotation) in (dict, list, Union, types.UnionType):
        return next(filter(None, map(_inner_model, get_args(annotation))), None)
    return None
