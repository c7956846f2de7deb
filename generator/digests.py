"""Digests: short values that stand for bytes, since other bytes have other ones."""

from __future__ import annotations

import hashlib


def digest(*parts: bytes | str) -> bytes:
    """A fingerprint of some bytes and texts in order: 16 bytes of BLAKE2b."""
    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.digest()


def fingerprint_of(data: bytes) -> bytes:
    """A fingerprint of some bytes alone: 64 bytes of BLAKE2b, which is fast for many."""
    return hashlib.blake2b(data).digest()


def sha256_hex(data: bytes | str) -> str:
    """The SHA-256 of some bytes, or of a text in UTF-8: 64 hexadecimal digits."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def sha256_label(data: bytes | str) -> str:
    """The same as content and locks write it: `sha256:` and 64 digits."""
    return f"sha256:{sha256_hex(data)}"
