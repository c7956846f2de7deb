"""Addresses on the web, compared as browsers compare them. The only module that knows ada_url."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from ada_url import URL

MAX_LENGTH = 10_000
"""No address is longer; what is, is no address."""

_MAX_SHOWN = 200
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def canonical(address: str, base: str | None = None) -> str | None:
    """The one spelling that all spellings of an address share, without its fragment.

    It is what the WHATWG URL standard's parser and serialiser make of it: case of scheme and host,
    Punycode, default ports, dot segments, percent-encoding of what has to be encoded. On top, as
    RFC 3986 (6.2.2) allows, `%7e` is `~` and `%c3` is `%C3`.

    Args:
        address: an address, which may be relative to `base`.
        base: an absolute address.

    Returns:
        An `http:` or `https:` address, or None if it is no such address.
    """
    parsed = _parse(address, base)
    if parsed is None:
        return None
    parsed.hash = ""
    return _ESCAPE.sub(_unescaped, parsed.href)


def route(address: str) -> str:
    """The fragment of an address if it is a route (`#!/article/77`), else an empty text."""
    parsed = _parse(address)
    fragment = parsed.hash if parsed else ""
    return fragment if fragment.startswith("#!") else ""


def with_other_scheme(canonical_address: str) -> str | None:
    """The `http:` address for an `https:` one and the reverse; None if it names a port."""
    scheme, _, rest = canonical_address.partition("://")
    if _parse(canonical_address) is None or URL(canonical_address).port:
        return None
    return f"{'http' if scheme == 'https' else 'https'}://{rest}"


def host(canonical_address: str) -> str:
    """The host of an address, with its port if that is not the default one."""
    parsed = _parse(canonical_address)
    return parsed.host if parsed else ""


def shown(address: str) -> str:
    """An address as a message shows it: percent-decoded where that is safe to read, and cut."""
    decoded = _ESCAPES.sub(_readable, address[:MAX_LENGTH])
    clean = "".join(sign if sign.isprintable() and sign != " " else "\ufffd" for sign in decoded)
    return clean if len(clean) <= _MAX_SHOWN else f"{clean[: _MAX_SHOWN - 1]}…"


def _parse(address: str, base: str | None = None) -> URL | None:
    if len(address) > MAX_LENGTH:
        return None
    try:
        parsed = URL(address, base=base) if base else URL(address)
    except (ValueError, UnicodeError):
        return None
    return parsed if parsed.protocol in ("http:", "https:") else None


def _unescaped(escape: re.Match[str]) -> str:
    sign = chr(int(escape[1], 16))
    return sign if sign in _UNRESERVED else escape[0].upper()


def _readable(escapes: re.Match[str]) -> str:
    """What some escapes stand for, unless it would read as another address or not at all."""
    try:
        decoded = unquote_to_bytes(escapes[0]).decode()
    except UnicodeDecodeError:
        return escapes[0]
    safe = all(sign in _UNRESERVED or (ord(sign) > 0x7F and sign.isprintable()) for sign in decoded)
    return decoded if safe else escapes[0]
