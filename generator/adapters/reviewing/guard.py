"""Who may send something to the preview: its own pages, and nobody else.

Any page in the same browser can send a form to this machine. What it cannot do is say that it
comes from here, or know the token of a form.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from generator.adapters.reviewing.messages import Answer, Request, plain

TOKEN_HEADER = "x-review-token"  # noqa: S105 - the header's name
FIELDS = frozenset({"token", "by", "to", "of", "at", "verdict", "note"})
_FORM = "application/x-www-form-urlencoded"
_NOT_FROM_HERE = "This was not sent by a page of this server. Nothing was written."


@dataclass(frozen=True, slots=True)
class Form:
    """What a form of our own holds: the texts of its fields, empty where one is missing."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


def read_form(request: Request, token: str, fields: frozenset[str] = FIELDS) -> Form | Answer:
    """The form that was sent, or why it is not taken.

    Args:
        request: the request.
        token: what our own forms hold.
        fields: the names of the fields that a form may have.
    """
    kind, _, more = (request.header("content-type") or "").partition(";")
    charset = more.strip().lower().replace('"', "")
    if kind.strip().lower() != _FORM or charset not in ("", "charset=utf-8"):
        return plain(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "A form is wanted here. Nothing was written."
        )
    site = request.header("sec-fetch-site")
    is_ours = site == "same-origin" or "sec-fetch-site" not in request.headers
    if request.header("origin") != request.origin or not is_ours:
        return plain(HTTPStatus.FORBIDDEN, _NOT_FROM_HERE)
    values = _fields(request.body or b"", fields)
    if values is None:
        return plain(HTTPStatus.BAD_REQUEST, "The form cannot be read. Nothing was written.")
    told = [*request.headers.get(TOKEN_HEADER, ()), *filter(None, [values.pop("token", "")])]
    if not told or not all(_is_same(each, token) for each in told):
        return plain(
            HTTPStatus.FORBIDDEN,
            "The page was made by a server that has stopped since. Load it again. "
            "Nothing was written.",
        )
    return Form(values)


def _is_same(told: str, token: str) -> bool:
    return secrets.compare_digest(told.encode("utf-8", "surrogateescape"), token.encode())


def _fields(body: bytes, known: frozenset[str]) -> dict[str, str] | None:
    """The fields of a form, each once and none of another name; None if it is another form."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(body),
            errors="strict",
            max_num_fields=len(known),
        )
    except ValueError:
        return None
    values = dict(pairs)
    return values if len(values) == len(pairs) and values.keys() <= known else None
