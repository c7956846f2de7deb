"""The texts of copies that were read before, so that nobody waits for them again.

They lie in the user's cache folder. A text is that of the very bytes from which it was read, by the
same program; whatever is wrong with what lies there counts as nothing.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from generator.cache_folder import is_own
from generator.digests import digest
from generator.files import ReadError, atomic_write, read_file
from generator.program_fingerprint import readers_fingerprint

_MOST_CHARACTERS = 2_000_000
_MOST_BYTES = 30_000_000


class KeptTexts:
    """The texts of the copies of one site."""

    def __init__(self, folder: Path) -> None:
        """Take the folder that they are kept in, which is made with the first of them."""
        self._folder = folder
        self._is_usable = False

    def find(
        self, name: str, data_digest: str, url: str | None, accessed: str
    ) -> tuple[str, str] | None:
        """The text of a copy, and that which a browser showed; None if they are not kept.

        Args:
            name: the name of its file.
            data_digest: the digest of its bytes.
            url: the source's address.
            accessed: when the source was seen.
        """
        self._is_usable = self._is_usable or _is_safe(self._folder)
        if not self._is_usable:
            return None
        path = self._path(name)
        try:
            found = json.loads(read_file(path, inside=self._folder, at_most=_MOST_BYTES))
            key, text, rendered = found
        except (ReadError, ValueError, TypeError, RecursionError):
            return None
        texts = (text, rendered)
        if key != _key(data_digest, url, accessed) or not all(isinstance(t, str) for t in texts):
            return None
        return texts

    def keep(
        self, name: str, data_digest: str, url: str | None, accessed: str, texts: tuple[str, str]
    ) -> None:
        """Keep both texts of a copy; nothing if they are large or the folder cannot be used."""
        if sum(map(len, texts)) > _MOST_CHARACTERS:
            return
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if is_own(self._folder.parent) and is_own(self._folder):
                made = json.dumps([_key(data_digest, url, accessed), *texts])
                atomic_write(self._path(name), made.encode())

    def _path(self, name: str) -> Path:
        return self._folder / f"{digest(name).hex()}.json"


def _is_safe(folder: Path) -> bool:
    """Whether the folder is there, and nobody else can have written what lies in it."""
    try:
        if not (is_own(folder.parent) and is_own(folder)):
            return False
        os.utime(folder)  # when it was used last
    except OSError:
        return False
    return True


def _key(data_digest: str, url: str | None, accessed: str) -> str:
    return digest(readers_fingerprint(), data_digest, url or "", accessed).hex()
