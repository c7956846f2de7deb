"""The models as wholes: nothing is lost on the way through them, and nothing slips in."""

from __future__ import annotations

import pytest
import yaml
from pydantic import ValidationError

from generator.load import ADDRESSES_FILE, LOCK_FILE, plain_value
from generator.load.parse import parse
from generator.model import (
    Addresses,
    History,
    Publisher,
    Rechecks,
    Reviews,
    SiteSettings,
    Source,
    Story,
    Term,
)
from generator.model.base import Model
from tests.support import DEMO

KINDS: dict[str, type[Model]] = {
    "site": SiteSettings,
    "sources": Source,
    "glossary": Term,
    "stories": Story,
    "reviews": Reviews,
    "rechecks": Rechecks,
    "history": History,
}
FILES = [
    path.relative_to(DEMO / "content").as_posix()
    for path in sorted((DEMO / "content").rglob("*.yml"))
    if path.name != LOCK_FILE
]


@pytest.mark.parametrize("name", FILES)
def test_every_value_of_the_demo_survives_a_dump(name: str) -> None:
    is_record = name.endswith(ADDRESSES_FILE)
    model = Addresses if is_record else KINDS[name.split("/", maxsplit=1)[0].removesuffix(".yml")]
    root, _, problems = parse((DEMO / "content" / name).read_text("utf-8"), name)
    assert root is not None
    assert problems == []
    read = model.model_validate(plain_value(root))
    dumped = read.model_dump(mode="json", exclude_unset=True)
    again, _, problems = parse(yaml.safe_dump(dumped, allow_unicode=True), name)
    assert again is not None
    assert problems == []
    assert model.model_validate(plain_value(again)) == read
    assert _stripped(plain_value(root)) == _stripped(dumped)


def _stripped(value: object) -> object:
    """Texts as the model keeps them, without space at their ends; all else as it is typed."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return {key: _stripped(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_stripped(inner) for inner in value]
    return str(value).strip() if isinstance(value, (str, float, int)) else value


def test_a_model_cannot_be_changed() -> None:
    publisher = Publisher.model_validate({"name": "Somebody"})
    with pytest.raises(ValidationError):
        publisher.name = "Somebody else"  # type: ignore[misc]


def test_every_field_is_described_for_the_documentation() -> None:
    for model in Model.__subclasses__():
        assert model.NOUN != Model.NOUN, model
        for name, field in model.model_fields.items():
            description = field.description or ""
            assert description[:1].isupper() or description[:1] == "`", (model, name)
            assert description.endswith("."), (model, name)
