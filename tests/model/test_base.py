"""The kinds of text that a field can hold."""

from __future__ import annotations

from typing import Any

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.diagnostics import CODES
from generator.model import base
from generator.model.base import COUNTRY_CODES, address_problem

KINDS = {
    name: TypeAdapter(getattr(base, name))
    for name in (
        "Text", "Prose", "Id", "DateText", "Address", "WebAddress", "Country", "Language",
        "Digest", "FileName",
    )
}  # fmt: skip
DIGEST = "sha256:" + "0123456789abcdef" * 4


def problem(kind: str, value: Any) -> str | None:
    """The code of what is wrong with a value, or None."""
    try:
        KINDS[kind].validate_python(value)
    except ValidationError as error:
        (row,) = error.errors()
        return row["type"]
    return None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("Text", "NO"),
        ("Text", "<script>{{ 7*7 }}"),
        ("Prose", "One. [@a]\n\nTwo. [@b]\n"),
        ("Id", "a"),
        ("Id", "2018"),
        ("Id", "afp-18-a1"),
        ("DateText", "2018-04-28~"),
        ("Address", "mailto:a.b+c@mail.example"),
        ("Address", "https://a.example/?q=1#top"),
        ("WebAddress", "http://a.example"),
        ("WebAddress", "HTTPS://A.EXAMPLE/"),
        ("WebAddress", "https://[2001:db8::1]:8080/x"),
        ("WebAddress", "https://archive.example/2031/https://a.example/b"),
        ("WebAddress", "https://пример.example/путь"),
        ("Country", "BE"),
        ("Country", "XK"),
        ("Language", "en"),
        ("Language", "fr-CA"),
        ("Language", "zh-Hant"),
        ("Language", "ar"),
        ("Digest", DIGEST),
        ("FileName", "a report (1).txt"),
    ],
)
def test_a_good_text_stays_as_it_is(kind: str, text: str) -> None:
    assert KINDS[kind].validate_python(text) == text


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("Text", "", "empty-text"),
        ("Text", " \n\t ", "empty-text"),
        ("Prose", "\n", "empty-text"),
        ("Text", ["a"], "wrong-type"),
        ("Text", {"a": "b"}, "wrong-type"),
        ("Id", ["a"], "wrong-type"),
        ("Id", "A", "bad-id"),
        ("Id", "a--b", "bad-id"),
        ("Id", "-a", "bad-id"),
        ("Id", "a-", "bad-id"),
        ("Id", "a_b", "bad-id"),
        ("Id", "é", "bad-id"),
        ("Id", "a\n", "bad-id"),
        ("Id", "١", "bad-id"),
        ("DateText", "yesterday", "bad-date"),
        ("Address", "javascript:alert(1)", "bad-address"),
        ("Address", "JavaScript:alert(1)", "bad-address"),
        ("Address", "data:text/html,x", "bad-address"),
        ("Address", "//a.example", "bad-address"),
        ("Address", "/a", "bad-address"),
        ("Address", "a.example", "bad-address"),
        ("Address", "https://", "bad-address"),
        ("Address", "https:///a", "bad-address"),
        ("Address", "https://a b.example", "bad-address"),
        ("Address", 'https://a.example/"onclick=x', "bad-address"),
        ("Address", "https://a.example/<b>", "bad-address"),
        ("Address", "https://a.example\\@b.example", "bad-address"),
        ("Address", "https://[::1", "bad-address"),
        ("Address", "mailto:", "bad-address"),
        ("Address", "mailto:nobody", "bad-address"),
        ("Address", "mailto:a@b", "bad-address"),
        ("WebAddress", "mailto:a@b.example", "bad-address"),
        ("Country", "be", "unknown-country"),
        ("Country", "UK", "unknown-country"),
        ("Country", "EU", "unknown-country"),
        ("Country", "ZZ", "unknown-country"),
        ("Country", "Belgium", "unknown-country"),
        ("Language", "English", "bad-language"),
        ("Language", "en_US", "bad-language"),
        ("Language", "xx-yy-zz", "bad-language"),
        ("Language", "-", "bad-language"),
        ("Digest", "sha256:abc", "bad-digest"),
        ("Digest", DIGEST.upper(), "bad-digest"),
        ("Digest", DIGEST[7:], "bad-digest"),
        ("FileName", "a/b.txt", "bad-file-name"),
        ("FileName", "a\\b.txt", "bad-file-name"),
        ("FileName", "..", "bad-file-name"),
        ("FileName", ".hidden", "bad-file-name"),
    ],
)
def test_a_bad_text_is_named_by_its_code(kind: str, text: object, code: str) -> None:
    assert problem(kind, text) == code
    assert code in CODES


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=40))
def test_any_text_is_taken_or_reported_with_a_code(kind: str, text: str) -> None:
    assert problem(kind, text) in {None, *CODES}


@given(
    st.sampled_from(["https://", "http://", "mailto:", "https://a.example/", "HTTPS:"]),
    st.text(max_size=20),
)
def test_an_address_that_is_taken_can_stand_in_an_attribute(start: str, rest: str) -> None:
    if address_problem(start + rest) is None:
        assert not set('"<>` \n\\') & set(start + rest)


def test_the_countries_are_those_of_the_standard() -> None:
    assert 245 <= len(COUNTRY_CODES) <= 260
    assert {"BE", "NL", "CA", "US", "GB", "FR", "BG", "RO", "ES", "PA", "XK"} <= COUNTRY_CODES
    names = Locale("en").territories
    assert all(names[code] for code in COUNTRY_CODES)
