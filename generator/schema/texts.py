"""What each kind of text accepts, in the words of JSON Schema.

YAML readers give numbers and truths where our loader gives text, so those are accepted as far as
their text would be. Patterns are written in what Python and JavaScript have in common.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from babel import Locale
from babel.localedata import locale_identifiers

from generator.diagnostics import CODES
from generator.model import addresses, base, history, review, translation

JsonSchema: TypeAlias = dict[str, Any]

_YEAR_AND_MORE = (
    r"(?!0000)[0-9]{4}(?:-(?:(?:0[13578]|1[02])(?:-(?:0[1-9]|[12][0-9]|3[01]))?"
    r"|(?:0[469]|11)(?:-(?:0[1-9]|[12][0-9]|30))?|02(?:-(?:0[1-9]|[12][0-9]))?))?[?~%]?"
)
_ADDRESS_CHARACTER = r'[^\s<>"`{}|\\^]'
_WEB = rf"[Hh][Tt][Tt][Pp][Ss]?://(?=(?:[^/?#@]*@)?[^/?#:@]){_ADDRESS_CHARACTER}+"
_MAIL_CHARACTER = r"""[^\s@<>"'`{}|\\^?#.]"""
_MAIL = rf"mailto:(?:{_MAIL_CHARACTER}|\.)+@{_MAIL_CHARACTER}+(?:\.{_MAIL_CHARACTER}+)+"
_MAIL += rf"(?:[?#]{_ADDRESS_CHARACTER}*)?"


def _text(pattern: str, code: str, *, types: Iterable[str] = (), **more: Any) -> JsonSchema:
    """A text that fits a pattern whole; around it may be space. `code` is what we say otherwise."""
    return {
        "type": ["string", *types] if types else "string",
        "pattern": rf"^\s*(?:{pattern})\s*$",
        "patternErrorMessage": CODES[code].advice,
        **more,
    }


def _decimals(before: str, most: int) -> str:
    return rf"[-+−]?(?:0?{most}(?:\.0{{1,12}})?|(?:{before})?[0-9](?:\.[0-9]{{1,12}})?)"


def _degrees(before: str, most: int) -> JsonSchema:
    return _text(
        _decimals(before, most), "bad-coordinate", types=("number",), minimum=-most, maximum=most
    )


def _named(names: Iterable[tuple[str, str]]) -> JsonSchema:
    """Known words, each with what it means."""
    known = sorted(names)
    return {"enum": [word for word, _ in known], "enumDescriptions": [name for _, name in known]}


def _countries() -> JsonSchema:
    names = Locale("en").territories
    return {"type": "string", **_named((code, str(names[code])) for code in base.COUNTRY_CODES)}


def _language() -> JsonSchema:
    """The languages of two letters to choose from; any tag is accepted that has a tag's form."""
    names = Locale("en").languages
    codes = {name.partition("_")[0] for name in locale_identifiers()}
    known = _named((code, str(names[code])) for code in codes if len(code) == 2 and code in names)
    form = _text(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "bad-language")
    return {"anyOf": [known, form]}


TEXT: JsonSchema = {
    "type": ["string", "number", "boolean"],
    "pattern": r"\S",
    "patternErrorMessage": CODES["empty-text"].meaning,
}
# The first that is equal counts; the more special ones are built on `Text`.
_OF_TYPE: list[tuple[Any, JsonSchema]] = [
    (
        base.Id,
        _text(
            base.ID_PATTERN,
            "bad-id",
            types=("integer", "boolean"),
            minimum=0,
            maxLength=base.LONGEST_ID,
        ),
    ),
    (
        base.DateText,
        _text(
            rf"{_YEAR_AND_MORE}(?:/(?:{_YEAR_AND_MORE}|\.\.))?|\.\./{_YEAR_AND_MORE}",
            "bad-date",
            types=("integer",),
            minimum=1000,
            maximum=9999,
        ),
    ),
    (base.Address, _text(f"{_WEB}|{_MAIL}", "bad-address")),
    (base.WebAddress, _text(_WEB, "bad-address")),
    (base.Country, _countries()),
    (base.Latitude, _degrees("0?[0-8]", 90)),
    (base.Longitude, _degrees("1[0-7]|0?[0-9]", 180)),
    (base.Language, _language()),
    (base.Digest, _text("sha256:[0-9a-f]{64}", "bad-digest")),
    (
        review.SentenceDigest,
        _text(review.DIGEST_PATTERN, "bad-review-digest", types=("integer",), minimum=10**11),
    ),
    (addresses.SentenceAddress, _text(addresses.SENTENCE_PATTERN, "bad-sentence-address")),
    (
        history.VersionedAddress,
        _text(history.VERSIONED_PATTERN, "bad-sentence-address"),
    ),
    (
        translation.TextKey,
        _text(translation.TEXT_KEY_PATTERN, "bad-text-key", types=("number", "boolean")),
    ),
    (base.FileName, _text(r"(?!\.)[^/\\]+", "bad-file-name", types=("number", "boolean"))),
    (base.Truth, {"enum": [True, False, "true", "false"]}),
    (base.Text, TEXT),
    (int, {"type": ["integer", "string"], "pattern": r"^\s*\+?[0-9]+\s*$"}),
    (float, {"type": ["number", "string"], "pattern": r"^\s*\+?[0-9.eE+-]+\s*$"}),
    (str, {"type": ["string", "number", "boolean", "null"]}),
]


def text_schema(hint: Any) -> JsonSchema | None:
    """The schema of a kind of text from `generator.model.base`, or of a number; None for others."""
    return next((dict(schema) for kind, schema in _OF_TYPE if kind == hint), None)


def long_name(hint: Any) -> str | None:
    """The name under which a long schema is defined once and referred to."""
    return next((name for kind, name in _LONG if kind == hint), None)


_LONG = [(base.Country, "Country"), (base.Language, "Language")]


def example_of_type(hint: Any) -> Any:
    """What a field of this kind could hold, where the model gives no example."""
    return next((example for kind, example in _EXAMPLES if kind == hint), None)


_EXAMPLES: list[tuple[Any, Any]] = [
    (base.Id, "town-herald-2025"),
    (addresses.SentenceAddress, "s.what-happened.1"),
    (history.VersionedAddress, "s.what-happened.1"),
    (translation.TextKey, "s.what-happened.1"),
    (base.DateText, "2025-05-01"),
    (base.WebAddress, "https://example.org/report"),
    (base.Digest, f"sha256:{'0' * 64}"),
    (base.Truth, True),
    (int, 1),
    (float, 0.5),
]
