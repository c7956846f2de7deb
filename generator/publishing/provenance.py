"""Build provenance: the generator's version, the content and the lock a site was built from.

Nothing of it comes from a clock, from git or from the machine: a clone and an export of the same
content say the same. decisions/0014 says why no page but one holds it all.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import __version__
from generator.digests import sha256_hex
from generator.load import LOCK_FILE
from generator.publishing.checksums import digest_of, format_checksums, plain_files
from generator.render.wording import Wording
from generator.verify.figures import Checked, NamesChecked

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
class BuildInfo:
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


def build_info(folder: Path, content: str, docs: Path) -> BuildInfo:
    """Return what a site is built from: its files' digests, and the commit if one is named.

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
    revision = sha256_hex(format_checksums(digests))
    return BuildInfo(revision, len(digests), lock, commit_from_environment())


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


def commit_from_environment() -> str:
    """Return the commit that the environment names, or an empty text.

    Raises:
        RevisionError: it is no word of plain letters, digits and `._/+-`.
    """
    said = os.environ.get(REVISION_VARIABLE, "")
    if said and not _REVISION.fullmatch(said):
        raise RevisionError(
            f"{REVISION_VARIABLE} must be a commit or the like: up to 100 of A-Z, a-z, 0-9, ._/+-"
        )
    return said


def build_json(build: BuildInfo) -> bytes:
    """The file `build.json`."""
    rows: dict[str, Any] = {
        "generator": {"name": _NAME, "version": __version__},
        "content": {"sha256": build.content, "files": build.files},
        "lock": {"sha256": build.lock} if build.lock else None,
        **({"commit": build.commit} if build.commit else {}),
    }
    return (json.dumps(rows, indent=2) + "\n").encode()


def build_labels(build: BuildInfo, wording: Wording, checked: Checked | None) -> dict[str, Any]:
    """Return what the theme's `partials/build.html` shows, in the site's language.

    Args:
        build: what the site was built from.
        wording: the site's words.
        checked: what is compared of sentences in the site's language.
    """
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
        "checks": _checks(wording, checked),
    }


def _checks(wording: Wording, checked: Checked | None) -> dict[str, Any]:
    """What a program compares, and what it does not, as two lists."""
    text = wording.text
    names = {
        NamesChecked.ALL: (text("names of people, bodies and places"), ""),
        NamesChecked.AMONG_NOUNS: (
            text("names that stand behind a noun, and those of speakers and of the glossary"),
            text("all other names"),
        ),
        NamesChecked.KNOWN: (
            text("names of speakers and of the glossary"),
            text("all other names"),
        ),
    }
    done = [text("numbers in digits, per cents, sums of money, dates and countries")]
    left = [
        text("whether a sentence says more than the words that it cites, or less"),
        text("whether the words are true"),
    ]
    if checked is None:
        done, left = [], [*done, text("numbers that are spelled out"), *left]
    else:
        (done if checked.spelled else left).append(text("numbers that are spelled out"))
        own, others = names[checked.names]
        done.append(own)
        left += [others] if others else []
    return {
        "title": text("What a program compares"),
        "done_label": text(
            "In each sentence in the site’s language, with the words that it cites:"
        ),
        "done": done,
        "left_label": text("What no program compares:"),
        "left": left,
    }
