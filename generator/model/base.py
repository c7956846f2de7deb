"""What the models share: a strict base, and the kinds of text that a field can hold.

Every scalar arrives as text, as the editor typed it. Each kind of text checks itself and
reports with an error type that is the code of a diagnostic (see `generator.diagnostics.codes`);
`validate` turns the error into that diagnostic at its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from generator.model.dates import parse_date
from generator.model.hosts import is_unusual_ipv4
from generator.model.invisible import find_needless_invisible

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LONGEST_ID = 80
"""In characters: with the endings that the site adds, any file system takes it for a name."""
_ID = re.compile(ID_PATTERN)
# In bytes: what file systems take for a name.
_LONGEST_NAME = 255
# A message names a value to be found by, not to be read in full.
_LONGEST_SHOWN = 100
_DEGREES = re.compile(r"[-+−]?[0-9]{1,3}(?:\.[0-9]{1,12})?")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_EMAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"'.]+(?:\.[^\s@<>\"'.]+)+")
# CLDR lists these two-letter codes beside the countries; they are none.
# Neither are the ones that ISO 3166-1 keeps for parts of a country, such as IC for the Canaries.
_NO_COUNTRIES = {
    "AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ",
}  # fmt: skip
COUNTRY_CODES = frozenset(
    str(code)
    for code in Locale("en").territories
    if re.fullmatch(r"[A-Z]{2}", str(code)) and code not in _NO_COUNTRIES
)


class Model(BaseModel):
    """A mapping of the content. Unknown keys are errors; a model never changes once read."""

    # What checks a model is built when the first one is made: few commands read all kinds of files.
    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True
    )
    NOUN: ClassVar[str] = "entry"

    @classmethod
    def a_noun(cls) -> str:
        """Its noun with the article: 'an event'."""
        return f"{'an' if cls.NOUN[0] in 'aeiou' else 'a'} {cls.NOUN}"

    @classmethod
    def summary(cls) -> str:
        """What editors are told of it: the docstring without what is for programmers."""
        return " ".join((cls.__doc__ or "").partition("\n\n")[0].split())

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what a model holds and no more, so that equal models give equal bytes."""
        return _restored, (type(self), self.__dict__)


def _restored(model: type[Model], values: dict[str, Any]) -> Model:
    """A model with values that were valid before."""
    restored = model.__new__(model)
    put = object.__setattr__
    put(restored, "__dict__", values)
    put(restored, "__pydantic_fields_set__", set(values))
    put(restored, "__pydantic_extra__", None)
    put(restored, "__pydantic_private__", None)
    return restored


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _meant(kind: str, text: str) -> dict[str, tuple[str, ...]]:
    """What a value that is wrong may mean, for the context of its error."""
    from generator.model import suggestions  # noqa: PLC0415 - slow, and only for what is wrong

    return {"meant": suggestions.POSSIBLE[kind](text)}


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise PydanticCustomError("bad-id", "'{text}' is not an id", {"text": _shown(text)})
    if len(text) > LONGEST_ID:
        raise PydanticCustomError(
            "bad-id", "'{text}' has {length} characters; {most} are allowed for an id",
            {"text": _shown(text), "length": len(text), "most": LONGEST_ID},
        )  # fmt: skip
    return text


def _date(text: str) -> str:
    try:
        parse_date(text)
    except ValueError as error:
        raise PydanticCustomError(
            "bad-date", "'{text}' is not a date: {why}",
            {"text": _shown(text), "why": str(error), **_meant("dates", text)},
        ) from None  # fmt: skip
    return text


def address_problem(text: str) -> str | None:
    """Say what keeps `text` from being a web or mail address that a page may link to.

    Allowed are `https`, `http` and `mailto`; None means that the address is one of these.
    """
    if re.search(r"[\s<>\"`{}|\\^]", text):
        return "it has a character that no address has"
    if any(find_needless_invisible(text)):
        return "it has a character that nobody sees"
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return "it cannot be read as an address"
    if parts.scheme == "mailto":
        return None if _EMAIL.fullmatch(parts.path) else "a mailto: needs a mail address"
    if parts.scheme not in ("https", "http"):
        return "it does not start with https://, http:// or mailto:"
    if not host:
        return "it names no host"
    return "its host is a number, not written as usual" if is_unusual_ipv4(host) else None


def _address(text: str) -> str:
    if why := address_problem(text):
        raise PydanticCustomError(
            "bad-address", "'{text}' is not an address to link to: {why}",
            {"text": _shown(text), "why": why},
        )  # fmt: skip
    return text


def _web_address(text: str) -> str:
    if text.startswith("mailto:"):
        raise PydanticCustomError(
            "bad-address", "'{text}' is not an address to link to: {why}",
            {"text": _shown(text), "why": "a page is needed here, not a mail address"},
        )  # fmt: skip
    return _address(text)


def _country(text: str) -> str:
    if text not in COUNTRY_CODES:
        raise PydanticCustomError(
            "unknown-country", "'{text}' is no country code",
            {"text": _shown(text), **_meant("countries", text)},
        )  # fmt: skip
    return text


def _degrees(name: str, most: int) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        text = _text_only(value).strip()
        if not _DEGREES.fullmatch(text):
            raise PydanticCustomError(
                "bad-coordinate", "'{text}' is no {name} in degrees with decimals",
                {"text": _shown(text), "name": name, **_meant("degrees", text)},
            )  # fmt: skip
        degrees = float(text.replace("−", "-"))
        if abs(degrees) > most:
            raise PydanticCustomError(
                "bad-coordinate", "there is no {name} of {text}: it goes from -{most} to {most}",
                {"text": text, "name": name, "most": most},
            )  # fmt: skip
        return degrees

    return read


def _language(text: str) -> str:
    try:
        Locale.parse(text, sep="-")
    except (UnknownLocaleError, ValueError):
        raise PydanticCustomError(
            "bad-language", "'{text}' is no language tag",
            {"text": _shown(text), **_meant("languages", text)},
        ) from None  # fmt: skip
    return text


def _digest(text: str) -> str:
    if not _DIGEST.fullmatch(text):
        raise PydanticCustomError("bad-digest", "'{text}' is no digest", {"text": _shown(text)})
    return text


def _file_name(text: str) -> str:
    is_long = len(text.encode("utf-8", "replace")) > _LONGEST_NAME
    if "/" in text or "\\" in text or text.startswith(".") or is_long:
        raise PydanticCustomError(
            "bad-file-name", "'{text}' is no file name", {"text": _shown(text)}
        )
    return text


def _truth(value: Any) -> bool:
    if value not in ("true", "false"):
        raise PydanticCustomError("wrong-type", "'true' or 'false' is wanted here")
    return bool(value == "true")


def _text_only(value: Any) -> Any:
    # Without this a mapping where text is wanted would be reported in pydantic's words.
    if not isinstance(value, str):
        raise PydanticCustomError("wrong-type", "text is wanted here")
    return value


def _filled(value: Any) -> Any:
    text = _text_only(value)
    if not text or text.isspace():
        raise PydanticCustomError("empty-text", "the text is empty")
    return text


Truth = Annotated[bool, BeforeValidator(_truth)]
"""`true` or `false`."""
Text = Annotated[str, BeforeValidator(_filled)]
"""A line or more of plain text, shown as typed."""
Prose = Annotated[str, BeforeValidator(_filled)]
"""Statements: one sentence a line, a blank line between paragraphs, `[@id; @id]` citations."""
Id = Annotated[Text, AfterValidator(_id), Field(json_schema_extra={"pattern": f"^{ID_PATTERN}$"})]
"""Lower-case letters a-z, digits, single hyphens between them."""
DateText = Annotated[Text, AfterValidator(_date)]
"""A date in the part of EDTF that `generator.model.dates` reads, kept as text."""
Address = Annotated[Text, AfterValidator(_address)]
"""An `https`, `http` or `mailto` address."""
WebAddress = Annotated[Text, AfterValidator(_web_address)]
"""An `https` or `http` address."""
Country = Annotated[Text, AfterValidator(_country)]
"""ISO 3166-1 alpha-2 in capitals; XK for Kosovo."""
Latitude = Annotated[float, BeforeValidator(_degrees("latitude", 90))]
"""Degrees north of the equator, negative to the south, such as `52.08`."""
Longitude = Annotated[float, BeforeValidator(_degrees("longitude", 180))]
"""Degrees east of Greenwich, negative to the west, such as `-79.5`."""
Language = Annotated[Text, AfterValidator(_language)]
"""A BCP 47 tag that CLDR knows, such as `en`, `fr-CA`, `ar`."""
Digest = Annotated[Text, AfterValidator(_digest)]
"""`sha256:` and 64 hexadecimal digits."""
FileName = Annotated[Text, AfterValidator(_file_name)]
"""A file's name without a folder."""
