"""What an editor says, checked as a file that held it would be."""

from __future__ import annotations

from typing import get_type_hints

from pydantic import TypeAdapter, ValidationError

from generator.authoring.yaml_text import UnwritableError, scalar
from generator.diagnostics.record import which_is_meant
from generator.model.base import Model


class ScaffoldError(Exception):
    """It cannot be made; the message says why. Nothing was changed."""


def problem_with(model: type[Model], field: str, text: str) -> str | None:
    """Say what keeps a text from being the value of a model's field; None if nothing does."""
    try:
        scalar(text)
    except UnwritableError as error:
        return str(error)
    kind = TypeAdapter(get_type_hints(model, include_extras=True)[field])
    try:
        kind.validate_python(text)
    except ValidationError as error:
        row = error.errors(include_url=False)[0]
        if row["type"] == "enum":
            return f"'{text}' is none of {row['ctx']['expected']}"
        meant = row.get("ctx", {}).get("meant")
        return f"{row['msg']}. {which_is_meant(meant)}" if meant else row["msg"]
    return None
