"""pydantic's validation errors → diagnostics with places and fixes."""

from __future__ import annotations

import types
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from generator.diagnostics import Diagnostic, Edit
from generator.diagnostics.record import (
    certain_match,
    closest_match,
    did_you_mean,
    which_is_meant,
)
from generator.load import Document, Listing, Trail
from generator.load.edits import rename_key, replace_text
from generator.load.syntax import quoted
from generator.load.text import MAX_PROBLEMS, too_many_problems
from generator.model.base import Model

# What people type for the hyphen before an entry of a list.
_MARKS = frozenset("–—−•·‣")
_KINDS = {
    "string_type": "text",
    "list_type": "a list (lines that begin with '- ')",
    "model_type": "a mapping (lines of 'key: value')",
    "model_attributes_type": "a mapping (lines of 'key: value')",
    "dict_type": "a mapping (lines of 'key: value')",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number of a few digits",
    "int_type": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "greater_than_equal": "a number from {ge}",
    "less_than_equal": "a number up to {le}",
}


def diagnostics_from_errors(
    document: Document, model: type[Model], rows: list[Any]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each of pydantic's error rows."""
    misspelt = _misspelt(model, rows)
    left = MAX_PROBLEMS
    for row in rows:
        if row["type"] == "missing" and tuple(row["loc"]) in misspelt:
            continue
        if not left:
            place = document.place(row["loc"])
            yield too_many_problems(place, document.lines[place.line - 1])
            return
        left -= 1
        if row["type"] == "extra_forbidden":
            yield _unknown_key(document, model, row, misspelt)
        else:
            yield _DESCRIBE.get(row["type"], _of_a_value)(document, model, row)


def _misspelt(model: type[Model], rows: list[Any]) -> Counter[Trail]:
    """The keys that unknown keys are misspellings of, and of how many: they are not missing."""
    return Counter(
        (*row["loc"][:-1], near)
        for row in rows
        if row["type"] == "extra_forbidden"
        and (
            near := closest_match(
                str(row["loc"][-1]), _model_at(model, row["loc"][:-1]).model_fields
            )
        )
    )


def _unknown_key(
    document: Document, model: type[Model], row: Any, misspelt: Counter[Trail]
) -> Diagnostic:
    trail: Trail = tuple(row["loc"])
    place = document.place(trail)
    if key := document.key(trail):
        place = replace(place, line=key.line, column=key.column, width=key.width)
    owner = _model_at(model, trail[:-1])
    message = f"'{str(trail[-1])[:60]}' is no key of {owner.a_noun()}"
    advice = did_you_mean(str(trail[-1]), owner.model_fields)
    known = f"Known keys: {', '.join(owner.model_fields)}."
    name = certain_match(str(trail[-1]), owner.model_fields)
    # Where another key beside it may be meant for the same, nobody can know which one is.
    is_clear = name is not None and misspelt[(*trail[:-1], name)] == 1
    fix = rename_key(document, trail, name) if name and is_clear else ()
    return document.problem("unknown-key", place, message, advice or known, fix)


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
    word = certain_match(typed, known)
    fix = replace_text(document, row["loc"], word) if word else ()
    return document.problem("unknown-value", document.place(row["loc"]), message, advice, fix)


def _too_few(document: Document, model: type[Model], row: Any) -> Diagnostic:  # noqa: ARG001
    has, wanted = row["ctx"]["actual_length"], row["ctx"]["min_length"]
    message = f"the list has {has} {'entry' if has == 1 else 'entries'}; it needs {wanted}"
    return document.problem("too-few", document.place(row["loc"]), message)


def _of_a_value(document: Document, model: type[Model], row: Any) -> Diagnostic:
    trail: Trail = tuple(row["loc"])
    place, code = document.place(trail), row["type"]
    if trail[-1:] == ("[key]",) and (key := document.key(trail[:-1])):
        place = replace(place, line=key.line, column=key.column, width=key.width)
    if row["msg"] == "text is wanted here" and isinstance(node := document.node(trail), Listing):
        return _list_for_text(document, trail, node)
    if code in _KINDS:
        wanted = _KINDS[code].format_map(row.get("ctx", {}))
        advice = _no_hyphen(row["input"]) if code == "list_type" else ""
        return document.problem("wrong-type", place, f"{wanted} is wanted here", advice)
    advice = ""
    meant: tuple[str, ...] = row.get("ctx", {}).get("meant", ())
    if meant:
        advice = which_is_meant(meant)
    elif code == "empty-text" and isinstance(trail[-1], str):
        field = _model_at(model, trail[:-1]).model_fields[trail[-1]]
        advice = "Write the text." if field.is_required() else ""
    fix = replace_text(document, trail, meant[0]) if len(meant) == 1 else ()
    return document.problem(code, place, row["msg"], advice, fix)


def _no_hyphen(value: object) -> str:
    """Advice for a list whose entries have another mark than a hyphen."""
    mark = value.lstrip()[:1] if isinstance(value, str) else ""
    return f"Put a hyphen in the place of '{mark}'; a space follows it." if mark in _MARKS else ""


def _list_for_text(document: Document, trail: Trail, node: Listing) -> Diagnostic:
    """A list where text is wanted: brackets make one, though the text only begins with them."""
    place, message = document.place(trail), "text is wanted here"
    text = document.lines[node.line - 1][node.column - 1 :].rstrip()
    if not (text.startswith("[") and text.endswith("]") and "#" not in text):
        return document.problem("wrong-type", place, message)
    place = replace(place, width=len(text))
    message += ", and YAML reads what stands in brackets as a list"
    advice = f"If the brackets belong to the text, put it between quotes: {quoted(text)}"
    fix = (Edit(place, text, quoted(text), prose=trail[-1] == "exact"),)
    return document.problem("wrong-type", place, message, advice, fix)


_DESCRIBE = {
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
