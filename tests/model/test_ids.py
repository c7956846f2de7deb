"""Ids as names of files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.model import base
from generator.model.ids import reserved_name

ID = TypeAdapter(base.Id)


@pytest.mark.parametrize(
    "id", ["con", "prn", "aux", "nul", "com0", "com1", "com9", "lpt0", "lpt9", "index", "404"]
)
def test_names_that_mean_something_else_are_refused(id: str) -> None:
    assert reserved_name(id)
    assert ID.validate_python(id) == id  # within a file it is an id like any other


@pytest.mark.parametrize(
    "id", ["icon", "con-1", "console", "com10", "com", "nul-l", "index-2", "4040"]
)
def test_names_that_only_look_so_are_not(id: str) -> None:
    assert reserved_name(id) is None


def test_an_id_has_an_end() -> None:
    assert ID.validate_python("a" * 80)
    for length in (81, 5000):
        with pytest.raises(ValidationError) as raised:
            ID.validate_python("a" * length)
        # The message names the id, and is not made of it.
        assert len(raised.value.errors()[0]["msg"]) < 200


@given(st.text(alphabet="abZ09-._/\\ é\u0000:%", max_size=100))
def test_an_id_is_a_file_name_on_any_system(text: str) -> None:
    try:
        id = ID.validate_python(text)
    except ValidationError:
        return
    assert id.isascii()
    assert id == id.lower()
    assert not set(id) & set('/\\.:*?"<>|% ')
    assert id.strip("-. ") == id
    assert len(id) <= 80
