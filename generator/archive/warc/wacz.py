"""WACZ → the WARC files in it, held against the digests that it gives of them."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from generator.archive.failure import Refused
from generator.archive.packed import Members, open_zip

_PACKAGE, _DIGEST = "datapackage.json", "datapackage-digest.json"
_HASHES = ("sha256", "sha512", "sha1", "md5")
_BROKEN = f"has a '{_PACKAGE}' that cannot be read"


def unzip(data: bytes) -> list[bytes]:
    """The WARC files of a WACZ, unpacked.

    Its lists of pages and its index are not read: what a record says of itself counts.

    Raises:
        Refused: it is no zip file, encrypted, holds no WARC, unpacks to too much, or a file in it
            is not the one of which `datapackage.json` has the digest.
    """
    with open_zip(data) as members:
        digests = _digests(members)
        files = [
            _warc(members, name, digests)
            for name in members.names
            if name.lower().endswith((".warc", ".warc.gz"))
        ]
    if not files:
        raise Refused("has no WARC file in it")
    return files


def _warc(members: Members, name: str, digests: dict[str, str]) -> bytes:
    data = members.read(name)
    if digests and name not in digests:
        raise Refused(f"has a WARC file that its '{_PACKAGE}' does not list")
    _check(data, digests.get(name, ""))
    return members.gunzip(data) if name.lower().endswith(".gz") else data


def _digests(members: Members) -> dict[str, str]:
    """The digest of each file that the package lists; empty where it lists none."""
    if _PACKAGE not in members.names:
        return {}
    listed = members.read(_PACKAGE)
    if _DIGEST in members.names:
        _check(listed, str(_json(members.read(_DIGEST)).get("hash") or ""))
    resources = _json(listed).get("resources")
    if not isinstance(resources, list):
        return {}
    entries = [each for each in resources if isinstance(each, dict)]
    return {str(each.get("path")): str(each.get("hash") or "") for each in entries}


def _json(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Refused(_BROKEN) from error
    if not isinstance(value, dict):
        raise Refused(_BROKEN)
    return value


def _check(data: bytes, digest: str) -> None:
    name, _, expected = digest.partition(":")
    if name not in _HASHES:
        return
    if hashlib.new(name, data, usedforsecurity=False).hexdigest() != expected.strip().lower():
        raise Refused(f"has a file that is not the one of which its '{_PACKAGE}' has the digest")
