"""The publication of the kit for verifiers that has nothing wrong: lock, copies and site."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.archive import Copy
from generator.diagnostics import Place
from generator.folding import VERSION, normalise
from generator.model import Lock, LockedQuotation, LockedSource, Quotation, Reader
from generator.resolve import QuotationEntry
from generator.verify.lock import write_lock
from generator.verify.match import Located, locate
from generator.verify.readers import Reading
from generator.verify.record import record

Json = Any

COPIES = {
    "marsh-post": (
        "Lighthouse of Velm dark for a week\n\n"
        "The lighthouse of Velm stayed dark for a week, the harbour office said on Monday. "
        "“Nobody told us,” the keeper said. “Nobody told us anything,” said his sister.\n\n"
        "They waited for a part from the mainland, which cost 1,250 crowns. "
        "The boats stayed in. The boats stayed in until Friday."
    ),
    "gull-wire": (
        "The lamp of Velm was broken, not switched off, Gull Wire has learned. "
        "Two crates with spare lamps lay in the harbour office all the while."
    ),
}
QUOTATIONS = (
    {"id": "post-dark", "source": "marsh-post", "exact": "stayed dark for a week"},
    {"id": "post-nobody", "source": "marsh-post", "exact": "Nobody told us", "suffix": ",” the"},
    {"id": "post-part", "source": "marsh-post",
     "exact": "[The keepers] waited for a part […] which cost 1,250 crowns"},
    {"id": "gull-broken", "source": "gull-wire",
     "exact": "The lamp of Velm was broken, not switched off, Gull Wire has learned. Two crates "
     "with spare lamps lay in the harbour office"},
)  # fmt: skip
Quotations = tuple[dict[str, str], ...]
LOCK, LIST = "quotations.lock.yml", "site/SHA256SUMS"
TABLE, NOTES = "site/stories/lamp.quotations.csv", "site/stories/lamp.annotations.json"


def sha256(text: str | bytes) -> str:
    """The digest of bytes, or of a text in UTF-8."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def _locked(quotation: dict[str, str]) -> LockedQuotation:
    text = COPIES[quotation["source"]]
    copy, words = (
        normalise(text),
        Quotation(**{k: v for k, v in quotation.items() if k != "source"}),
    )
    found = locate(words.exact, copy, words.prefix, words.suffix, "en")
    assert isinstance(found, Located), words.id
    nowhere = Place("", 1, 1)
    entry = QuotationEntry(words, quotation["source"], nowhere, nowhere)
    read, archived = Reading(found, copy, Reader.STATIC), Copy(text, f"sha256:{sha256(text)}")
    return record(entry, found, read, archived, "en", "2026-11-23")


def _lock(told: Quotations) -> str:
    sources = {id: LockedSource(digest=f"sha256:{sha256(COPIES[id])}") for id in sorted(COPIES)}
    quotations = {each["id"]: _locked(each) for each in told}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / LOCK
        write_lock(Lock(normaliser=VERSION, sources=sources, quotations=quotations), path)
        return path.read_text("utf-8")


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<h1>{title}</h1>\n{body}</html>\n"
    )


def _source_page(id: str, told: Quotations) -> str:
    figures = "".join(
        f'<figure id="q.{each["id"]}">\n<blockquote>“{each["exact"]}”</blockquote>\n</figure>\n'
        for each in told
        if each["source"] == id
    )
    return _page(id, figures)


def annotation(quotation: dict[str, str]) -> Json:
    """A quotation as an item of a story's annotations."""
    targets = [*_targets(quotation)]
    return {
        "id": f"#s.1.{quotation['id']}",
        "type": "Annotation",
        "target": targets if len(targets) > 1 else targets[0],
    }


def _targets(quotation: dict[str, str]) -> Iterator[Json]:
    """A target for each piece: no selector can hold marks, nor the place of several pieces."""
    id, exact, locked = quotation["id"], quotation["exact"], _locked(quotation)
    pieces = [piece for each in re.split(r"\[[^]]*\]", exact) if (piece := each.strip())]
    for number, piece in enumerate(pieces, 1):
        words = {"type": "TextQuoteSelector", "exact": piece}
        if exact.startswith(piece) and "prefix" in quotation:
            words["prefix"] = quotation["prefix"]
        if exact.endswith(piece) and "suffix" in quotation:
            words["suffix"] = quotation["suffix"]
        place = {"type": "TextPositionSelector", "start": locked.start, "end": locked.end}
        source = {"id": f"https://{quotation['source']}.example/", "language": "en"}
        yield {
            "type": "SpecificResource",
            "source": source,
            "selector": [words, place] if piece == exact else words,
            "id": f"#q.{id}.{number}" if len(pieces) > 1 else f"#q.{id}",
        }


def base(told: Quotations = QUOTATIONS) -> dict[str, str]:
    """The publication with nothing wrong: its files by path."""
    rows = [("id", "exact", "source"), *((q["id"], q["exact"], q["source"]) for q in told)]
    table = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
    again = {"id": "#s.2.post-dark", "type": "Annotation", "target": "#q.post-dark"}
    items = [*(annotation(each) for each in told), again]
    collection = {
        "type": "AnnotationCollection",
        "first": {"type": "AnnotationPage", "items": items},
    }
    files = {
        LOCK: _lock(told),
        **{f"copies/{id}.txt": text for id, text in COPIES.items()},
        "site/index.html": _page("Velm", "<p>The lamp of Velm was dark.</p>\n"),
        "site/stories/lamp.html": _page("The lamp", "<p>Nobody knows why.</p>\n"),
        TABLE: table,
        NOTES: json.dumps(collection, indent=1) + "\n",
        **{f"site/sources/{id}.html": _source_page(id, told) for id in COPIES},
    }
    return signed(files)


def signed(files: dict[str, str]) -> dict[str, str]:
    """The same with the digests of its build: `build.json` names the lock, the list all files."""
    build = {"generator": {"name": "story-explainer"}, "lock": {"sha256": sha256(files[LOCK])}}
    files = {**files, "site/build.json": json.dumps(build, indent=2) + "\n"}
    return {**files, LIST: list_of(files)}


def list_of(files: Mapping[str, str | bytes]) -> str:
    """`SHA256SUMS` of the site among some files."""
    listed = sorted(name for name in files if name.startswith("site/") and name != LIST)
    return "".join(f"{sha256(files[name])}  {name.removeprefix('site/')}\n" for name in listed)
