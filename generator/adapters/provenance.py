"""What a site was built from, as pages and a file beside them say it: version, content, lock.

Nothing of it comes from a clock, from git or from the machine: a clone and an export of the same
content say the same. decisions/0014 says why no page but one holds it all.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import __version__
from generator.adapters.sums import digest_of, plain_files, sums_text
from generator.load import LOCK_FILE
from generator.render.wording import Wording

BUILD_FILE = "build.json"
"""What a site was built from, for programs; each page names it."""
REVISION_VARIABLE = "EXPLAINER_REVISION"
"""The environment variable that names the commit which is built."""
_NAME = "story-explainer"
GENERATOR = f"{_NAME} {__version__}"
"""The program, as each page names it."""
_REVISION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/+-]{0,99}")
# Copies of sources are no part of the content: who has none builds the same site.
_ARCHIVE = "archive"


class RevisionError(Exception):
    """What the variable says cannot stand on a page; the message says why."""


@dataclass(frozen=True, slots=True)
class Build:
    """What a site was built from.

    Attributes:
        content: the SHA-256 of the list of its content files.
        files: how many files that list names.
        lock: the SHA-256 of the lock of quotations; empty if there is none.
        commit: the commit that it is said to be; empty if nobody said so.
    """

    content: str
    files: int
    lock: str
    commit: str


def build_of(folder: Path, content: str, docs: Path) -> Build:
    """What a site is built from: a function of its files, and of the commit that is given.

    Args:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        docs: the folder of hand-written pages.

    Raises:
        RevisionError: the commit that is given is none.
        OSError: a file cannot be read.
    """
    digests = dict(_content_digests(folder, content, docs))
    lock = digests.get(f"{_shown(folder / content, folder)}/{LOCK_FILE}", "")
    revision = hashlib.sha256(sums_text(digests)).hexdigest()
    return Build(revision, len(digests), lock, commit_given())


def _content_digests(folder: Path, content: str, docs: Path) -> Iterator[tuple[str, str]]:
    root = folder / content
    inside = docs.resolve().is_relative_to(root.resolve())
    folders = [root] if inside else [root, docs]
    for each in folders:
        prefix = _shown(each, folder)
        for name, path in plain_files(each):
            parts = name.split("/")
            hidden = any(part.startswith(".") for part in parts)
            if path and not hidden and not (each == root and parts[0] == _ARCHIVE):
                yield f"{prefix}/{name}", digest_of(path)


def _shown(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()


def commit_given() -> str:
    """The commit that the environment names; empty if it names none.

    Raises:
        RevisionError: it is no word of plain letters, digits and `._/+-`.
    """
    said = os.environ.get(REVISION_VARIABLE, "")
    if said and not _REVISION.fullmatch(said):
        raise RevisionError(
            f"{REVISION_VARIABLE} must be a commit or the like: up to 100 of A-Z, a-z, 0-9, ._/+-"
        )
    return said


def build_json(build: Build) -> bytes:
    """The file `build.json`."""
    rows: dict[str, Any] = {
        "generator": {"name": _NAME, "version": __version__},
        "content": {"sha256": build.content, "files": build.files},
        "lock": {"sha256": build.lock} if build.lock else None,
        **({"commit": build.commit} if build.commit else {}),
    }
    return (json.dumps(rows, indent=2) + "\n").encode()


def build_words(build: Build, wording: Wording) -> dict[str, Any]:
    """What the theme's `partials/build.html` shows, in the site's language."""
    text = wording.text
    rows = [
        (text("Made by"), GENERATOR),
        (text("SHA-256 of the content"), build.content),
        (text("SHA-256 of the lock of quotations"), build.lock),
        (text("Commit"), build.commit),
    ]
    return {
        "title": text("How this site was built"),
        "text": text(
            "Whoever has the same content can build the same pages with the same program, "
            "down to the byte, and compare them with these."
        ),
        "rows": [list(row) for row in rows if row[1]],
        "link": text("The same as JSON, for programs"),
    }
