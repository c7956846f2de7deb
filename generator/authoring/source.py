"""A page that was captured → the file of a new source, or what an older file says otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from pydantic import ValidationError

from generator.archive.capture import Captured
from generator.archive.metadata import PageFacts
from generator.authoring.ids import unused_id
from generator.authoring.yaml_text import mapping_lines, without_bad_characters
from generator.model import Source

_HEAD = "# Made by 'explainer capture' from what the page says of itself: look at every line once."
_ID_LENGTH = 40


@dataclass(frozen=True, slots=True)
class NewSource:
    """What is known of a source.

    Attributes:
        fields: its fields in their order.
        missing: the keys that the page gives nothing good for.
        cleaned: the keys whose texts had characters that content may not hold.
    """

    fields: dict[str, str | list[str]]
    missing: tuple[str, ...]
    cleaned: tuple[str, ...] = ()


def new_source(
    captured: Captured, name: str, today: str, language: str, shorts: Collection[str]
) -> NewSource:
    """What is known of a source after its page was captured.

    Args:
        captured: the page.
        name: the name of its copy in the archive.
        today: when it was seen, `YYYY-MM-DD`.
        language: the site's language; a page's own is given if it is another.
        shorts: the short names that other sources have.
    """
    facts, cleaned = _cleaned(captured.facts)
    publisher = facts.publisher or _host(captured.url)
    same_language = _base(facts.language) == _base(language)
    fields: dict[str, str | list[str]] = {
        "title": facts.title,
        "publisher": publisher,
        "short": _short(publisher, facts.published, shorts),
        "author": list(facts.author),
        "published": facts.published,
        "accessed": today,
        "url": captured.url,
        "language": "" if same_language else facts.language,
        "kind": "news-report" if facts.is_news else "other",
        "archived_as": name,
        "digest": captured.digest,
    }
    fields = {key: value for key, value in fields.items() if value}
    missing = []
    try:
        Source.model_validate(fields)
    except ValidationError as error:
        for row in error.errors():
            key = str(row["loc"][0])
            fields.pop(key, None)
            missing.append(key)
    needed = [key for key in missing if Source.model_fields[key].is_required()]
    return NewSource(fields, tuple(dict.fromkeys(needed)), cleaned)


def _cleaned(facts: PageFacts) -> tuple[PageFacts, tuple[str, ...]]:
    """The facts without characters that content may not hold, and the keys that had some."""
    made = replace(
        facts,
        title=without_bad_characters(facts.title),
        publisher=without_bad_characters(facts.publisher),
        language=without_bad_characters(facts.language),
        author=tuple(filter(None, map(without_bad_characters, facts.author))),
    )
    keys = ("title", "publisher", "language", "author")
    return made, tuple(key for key in keys if getattr(made, key) != getattr(facts, key))


def source_text(source: NewSource) -> str:
    """The file of a new source.

    Raises:
        UnwritableError: a text cannot be written.
    """
    gaps = [f"# The page gives no '{key}'. Add it: '{key}:' and a text." for key in source.missing]
    return "\n".join([_HEAD, *mapping_lines(source.fields), *gaps, ""])


def new_source_id(facts: PageFacts, url: str, taken: Collection[str]) -> str:
    """An id of the publisher's name and the year, that no other source has."""
    name = _slug(facts.publisher) or _slug(_host(url)) or "source"
    id = "-".join(part for part in (name, facts.published[:4]) if part)
    return unused_id(id, taken)


def differences(new: NewSource, old: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Where an editor's file says otherwise than the page: key, what the file has, what the page.

    What the file lacks counts too; the editor's short name, kind and last look do not.
    """
    found = []
    for key, value in new.fields.items():
        if key not in ("short", "kind", "accessed") and old.get(key) != value:
            found.append((key, _shown_value(old.get(key)), _shown_value(value)))
    return found


def _shown_value(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _short(publisher: str, published: str, taken: Collection[str]) -> str:
    ways = [f"{publisher}, {published[:4]}", f"{publisher}, {published}"] if published else []
    number = 2
    while True:
        for way in ways or [publisher]:
            if way not in taken:
                return way
        ways, number = [f"{publisher}, {published} ({number})"], number + 1


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = re.sub(r"['’]|[\u0300-\u036f]", "", plain)
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_ID_LENGTH].strip("-")
