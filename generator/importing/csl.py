"""CSL-JSON (1.0.2), as Zotero and other reference managers export it, → references."""

from __future__ import annotations

import json
from typing import Any

from generator.importing.failure import ImportFailure
from generator.importing.reference import (
    MAX_REFERENCES,
    Reference,
    doi_address,
    edtf,
    plain,
    unread_names,
    web_address,
)  # fmt: skip
from generator.model import SourceKind

_KINDS = {
    **dict.fromkeys(("article-newspaper", "article-magazine", "broadcast"), SourceKind.NEWS_REPORT),
    **dict.fromkeys(
        ("article-journal", "article", "paper-conference", "thesis", "review"), SourceKind.RESEARCH
    ),
    **dict.fromkeys(
        ("report", "legislation", "bill", "legal_case", "regulation", "hearing", "treaty",
         "patent", "standard"),
        SourceKind.OFFICIAL_DOCUMENT,
    ),
    **dict.fromkeys(("book", "chapter", "collection"), SourceKind.BOOK),
    "interview": SourceKind.INTERVIEW,
    "dataset": SourceKind.DATASET,
}  # fmt: skip
# Of these the one who brought them out counts, not what they stand in.
_PUBLISHED = {"book", "chapter", "dataset", "document", "report", "thesis"}
_READ = {
    "id", "type", "genre", "title", "author", "container-title", "publisher", "issued", "accessed",
    "URL", "DOI", "archive_location", "language", "note", "custom", "citation-key",
}  # fmt: skip
_TEXTS = ("short", "origin", "kind", "published", "accessed")
_LISTS = ("upstream", "author")


def read_csl(text: str) -> list[Reference]:
    """Read an array of items, or an object with `items`.

    Raises:
        ImportFailure: it is no CSL-JSON.
    """
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise ImportFailure(
            f"is no JSON: line {error.lineno}, column {error.colno}: {error.msg}"
        ) from None
    except (RecursionError, ValueError):
        raise ImportFailure(
            "has lists or objects too deep in each other, or a number too long"
        ) from None
    if isinstance(value, dict) and isinstance(value.get("items"), list):
        value = value["items"]
    items = value if isinstance(value, list) else [value]
    if len(items) > MAX_REFERENCES:
        raise ImportFailure(f"has {len(items):,} references; {MAX_REFERENCES:,} are allowed")
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict) or not isinstance(item.get("type"), str):
            raise ImportFailure(f"is no CSL-JSON: item {number} has no 'type'")
    return [csl_reference(item) for item in items]


def csl_reference(item: dict[str, Any]) -> Reference:
    """One item; what is not of the kind that CSL wants is taken for missing."""
    kind = _text(item, "type")
    outlets = ("container-title", "publisher")
    names = outlets[::-1] if kind in _PUBLISHED else outlets
    located = web_address(_text(item, "archive_location"))
    genre = _text(item, "genre").casefold()
    unread = [*unread_names(item, _READ)]
    if item.get("archive_location") and not located:
        unread.append("archive_location")
    dates = {name: _date(item.get(name)) for name in ("issued", "accessed")}
    unread += [name for name, date in dates.items() if item.get(name) and not date]
    return Reference(
        label=_text(item, "citation-key") or _text(item, "id") or _text(item, "title"),
        title=plain(_text(item, "title")),
        publisher=plain(next(filter(None, (_text(item, name) for name in names)), "")),
        author=tuple(filter(None, map(_name, _list(item.get("author"))))),
        published=dates["issued"],
        accessed=dates["accessed"],
        url=web_address(_text(item, "URL")) or doi_address(_text(item, "DOI")),
        archive_url=located,
        language=_text(item, "language"),
        kind=SourceKind.PRESS_RELEASE
        if genre == "press release"
        else _KINDS.get(kind, SourceKind.OTHER),
        note=plain(_text(item, "note")),
        extra=tuple(_extra(item.get("custom"))),
        unread=tuple(unread),
    )


def _extra(custom: Any) -> list[tuple[str, str | tuple[str, ...]]]:
    """What our own export keeps beside the fields of CSL."""
    ours = custom.get("story-explainer") if isinstance(custom, dict) else None
    found: list[tuple[str, str | tuple[str, ...]]] = []
    if not isinstance(ours, dict):
        return found
    found += [(name, ours[name]) for name in _TEXTS if isinstance(ours.get(name), str)]
    for name in _LISTS:
        if isinstance(ours.get(name), list):
            found.append((name, tuple(each for each in ours[name] if isinstance(each, str))))
    return found


def _text(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _name(name: Any) -> str:
    if not isinstance(name, dict):
        return ""
    if literal := _text(name, "literal"):
        return plain(literal)
    keys = ("given", "dropping-particle", "non-dropping-particle", "family")
    whole = " ".join(filter(None, (_text(name, key) for key in keys)))
    suffix = _text(name, "suffix")
    return plain(f"{whole}, {suffix}" if suffix else whole)


def _date(value: Any) -> str:
    """A date of CSL as EDTF; empty if there is none that can be read."""
    if isinstance(value, str):
        return edtf(value)
    if not isinstance(value, dict):
        return ""
    days = [_day(parts) for parts in _list(value.get("date-parts"))[:2]]
    if days and all(days):
        circa = value.get("circa") not in (None, False, 0, "", "false")
        return edtf("/".join(f"{day}~" if circa else day for day in days))
    told = (edtf(_text(value, name)) for name in ("edtf", "raw", "literal"))
    return next(filter(None, told), "")


def _day(parts: Any) -> str:
    """The parts of a day with hyphens between them; empty if one is no number."""
    texts = [str(part).strip() for part in _list(parts)[:3]]
    if not texts or not all(part.isascii() and part.isdigit() for part in texts):
        return ""
    if len(texts[0]) != 4 or any(len(part) > 2 for part in texts[1:]):
        return ""
    return "-".join(part.zfill(2) for part in texts)
