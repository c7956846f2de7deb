"""Models → JSON Schema."""

from __future__ import annotations

from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from generator.model import Disagreement, DisagreementKind, base
from generator.model.base import Model
from generator.schema.ids import reference
from generator.schema.texts import JsonSchema, example_of_type, long_name, text_schema
from generator.schema.words import EXAMPLES, MEANINGS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LIMITS = {"ge": "minimum", "le": "maximum", "min_length": "minItems"}
# What depends on another value beside it.
_ONE_REPORT = {"properties": {"kind": {"const": DisagreementKind.ONE_REPORT.value}}}
_CONDITIONS: dict[type[Model], JsonSchema] = {
    Disagreement: {"if": _ONE_REPORT, "else": {"properties": {"answers": {"minItems": 2}}}},
}


def schema_of(root: type[Model]) -> JsonSchema:
    """The schema of one kind of file."""
    inner: dict[str, JsonSchema] = {}
    schema = {"$schema": DIALECT, **_mapping(root, inner)}
    if inner:
        schema["$defs"] = inner
    return schema


def _mapping(model: type[Model], inner: dict[str, JsonSchema]) -> JsonSchema:
    hints = get_type_hints(model, include_extras=True)
    fields = model.model_fields
    return {
        **_CONDITIONS.get(model, {}),
        "title": model.NOUN.capitalize(),
        "description": model.summary(),
        "type": "object",
        "properties": {
            name: _field(model, name, hints[name], field, inner) for name, field in fields.items()
        },
        "required": [name for name, field in fields.items() if field.is_required()],
        "additionalProperties": False,
    }


def _field(
    model: type[Model],
    name: str,
    hint: Any,
    field: FieldInfo,
    inner: dict[str, JsonSchema],
) -> JsonSchema:
    schema: JsonSchema = {
        "title": name.replace("_", " ").capitalize(),
        "description": field.description,
        "examples": examples(model, name, hint, field),
    }
    kind = reference(model, name)
    schema |= _value(hint, kind, inner)
    for limit in field.metadata:
        for attribute, keyword in _LIMITS.items():
            if hasattr(limit, attribute):
                schema[keyword] = getattr(limit, attribute)
    return schema


def _value(hint: Any, kind: str | None, inner: dict[str, JsonSchema]) -> JsonSchema:
    """The schema of what stands behind a key; `kind` says what an id refers to."""
    hint = _without_none(hint)
    if hint == base.Id and kind:
        return {"anyOf": [{"$ref": f"ids.json#/$defs/{kind}"}, text_schema(hint)]}
    if named := long_name(hint):
        inner[named] = text_schema(hint) or {}
        return {"$ref": f"#/$defs/{named}"}
    if (text := text_schema(hint)) is not None:
        return text
    if get_origin(hint) is list:
        return {"type": "array", "items": _value(get_args(hint)[0], kind, inner)}
    if get_origin(hint) is dict:
        key, value = get_args(hint)
        return {
            "type": "object",
            "propertyNames": _value(key, None, inner),
            "additionalProperties": _value(value, None, inner),
        }
    if issubclass(hint, StrEnum):
        meanings = MEANINGS[hint]
        words = [word.value for word in hint]
        return {"enum": words, "enumDescriptions": [meanings[word] for word in words]}
    name = hint.__name__
    if name not in inner:
        inner[name] = {}  # keeps the place, so that definitions stand in the order of use
        inner[name] = _mapping(hint, inner)
    return {"$ref": f"#/$defs/{name}"}


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def examples(model: type[Model], name: str, hint: Any, field: FieldInfo) -> list[Any]:
    """What the field could hold: the model's examples, or ones of its type's."""
    if field.examples:
        return list(field.examples)
    example = EXAMPLES.get((model, name)) or _example(_without_none(hint))
    least = next((limit.min_length for limit in field.metadata if hasattr(limit, "min_length")), 1)
    return [example * least if isinstance(example, list) else example]


def _example(hint: Any) -> Any:
    if (example := example_of_type(hint)) is not None:
        return example
    if get_origin(hint) is list:
        return [_example(get_args(hint)[0])]
    if get_origin(hint) is dict:
        key, value = get_args(hint)
        return {_example(key): _example(value)}
    if issubclass(hint, StrEnum):
        return next(iter(hint)).value
    if issubclass(hint, Model):
        return example_mapping(hint)
    raise LookupError(f"the schema needs an example of {hint}")


def example_mapping(model: type[Model]) -> dict[str, Any]:
    """A mapping with the needed fields alone, made of their first examples."""
    hints = get_type_hints(model, include_extras=True)
    return {
        name: examples(model, name, hints[name], field)[0]
        for name, field in model.model_fields.items()
        if field.is_required()
    }
