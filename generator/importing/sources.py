"""References → the files of new sources, and what is left to do with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from generator.authoring.yaml_text import (
    LONGEST,
    UnwritableError,
    mapping_lines,
    without_bad_characters,
)
from generator.diagnostics import Severity
from generator.importing.plan import Plan
from generator.importing.reference import Reference
from generator.importing.shelf import Shelf, host
from generator.load import Document
from generator.load.parse import parse
from generator.model import Source
from generator.model.suggestions import possible_languages
from generator.scaffold.entries import TargetSite
from generator.scaffold.schemas import first_line
from generator.validate import validate_document

Fields = dict[str, str | list[str]]

_HEAD = "# Made by 'explainer import' from {}: look at every line once."
_WANTED = ("title", "publisher", "published")
_LONGEST_TITLE = 500


def add_sources(
    references: Sequence[Reference],
    desk: TargetSite,
    shelf: Shelf,
    name: str,
    today: str,
    plan: Plan,
) -> list[str | None]:
    """Plan a file for each reference that has an address and is no source yet.

    Args:
        references: what was read.
        desk: the site.
        shelf: its sources, to which the new ones are added.
        name: the name of the file that was imported.
        today: the day, `YYYY-MM-DD`.
        plan: what is to be written, to which this is added.

    Returns:
        For each reference the id of its source, or None if it has none.
    """
    found = [_add(each, desk, shelf, name, today, plan) for each in references]
    unread = Counter(field for each in references for field in each.unread)
    if unread:
        told = ", ".join(f"{field} ({count})" for field, count in sorted(unread.items()))
        plan.todo.append(
            f"Left out, since a source has no field for it or it cannot be read: {told}."
        )
    return found


def _add(
    reference: Reference, desk: TargetSite, shelf: Shelf, name: str, today: str, plan: Plan
) -> str | None:
    shown = _shown(reference)
    if not reference.url:
        plan.todo.append(f"{shown} has no address on the web, so that it cannot be a source.")
        return None
    if there := shelf.known(reference.url):
        line = f"{shown}: it is the source '{there}' already"
        if line not in plan.made:
            plan.made.append(line)
        return there
    gaps = [key for key in _WANTED if not getattr(reference, key)]
    whole = _filled(_cleaned(reference), today)
    id, short = shelf.add(replace(whole, published="") if "published" in gaps else whole)
    fields, lost = _fields(whole, short, shelf.language)
    path = f"{desk.content}/sources/{id}.yml"
    try:
        text = _text(fields, gaps, first_line(desk.folder, "source", path), name)
    except UnwritableError as error:
        plan.todo.append(f"{shown} cannot be a source: {error}")
        return None
    if why := _problem(text, id, path):
        plan.todo.append(f"{shown} cannot be a source: {why}")
        return None
    plan.new[path] = text
    plan.made.append(f"source {id}: {fields['title']}")
    if gaps:
        plan.todo.append(
            f"{path}: {_listing(gaps)} not known: mend {'it' if len(gaps) == 1 else 'them'}."
        )
    plan.todo += [f"{path}: its '{key}' was left out: {why}" for key, why in lost]
    return id


def _shown(reference: Reference) -> str:
    text = reference.label or reference.title or reference.url or "a reference without a title"
    return f"'{text[:80]}'"


def _cleaned(reference: Reference) -> Reference:
    """The reference without characters that content may not hold."""
    made: dict[str, Any] = {
        key: without_bad_characters(getattr(reference, key))
        for key in ("title", "publisher", "note", "language")
    }
    made["author"] = tuple(filter(None, map(without_bad_characters, reference.author)))
    made["extra"] = tuple(
        (key, without_bad_characters(value) if isinstance(value, str)
         else tuple(filter(None, map(without_bad_characters, value))))
        for key, value in reference.extra
    )  # fmt: skip
    return replace(reference, **made)


def _filled(reference: Reference, today: str) -> Reference:
    """The reference with something true in the place of what a source needs.

    Where no date is known, it is some day up to the one on which the source was seen.
    """
    parts = urlsplit(reference.url)
    title = reference.title
    if len(title) > _LONGEST_TITLE:
        title = f"{title[:_LONGEST_TITLE].rsplit(' ', 1)[0]}…"
    return replace(
        reference,
        title=title or f"{host(reference.url)}{parts.path}"[:_LONGEST_TITLE].rstrip("/"),
        publisher=reference.publisher or host(reference.url),
        published=reference.published or f"../{reference.accessed[:10] or today}",
    )


def _fields(
    reference: Reference, short: str, language: str
) -> tuple[Fields, list[tuple[str, str]]]:
    """The fields of a source that are good; which were not, and why."""
    own = reference.language
    meant = possible_languages(own)
    tag = meant[0] if len(meant) == 1 else own
    fields: Fields = {
        "title": reference.title,
        "publisher": reference.publisher,
        "short": short,
        "origin": "",
        "upstream": [],
        "author": list(reference.author),
        "published": reference.published,
        "accessed": reference.accessed,
        "url": reference.url,
        "archive_url": reference.archive_url,
        "language": "" if tag.casefold() == language.casefold() else tag,
        "kind": str(reference.kind),
        "note": reference.note,
    }
    ours: Fields = {
        key: value if isinstance(value, str) else list(value)
        for key, value in reference.extra
        if key != "short"
    }
    base, fields = fields, {key: value for key, value in (fields | ours).items() if value}
    lost = [
        (key, f"it has more than {LONGEST:,} characters")
        for key in ("note",)
        if len(fields.get(key, "")) > LONGEST
    ]
    for key, _ in lost:
        del fields[key]
    try:
        Source.model_validate(fields)
    except ValidationError as error:
        for row in error.errors(include_url=False):
            key = str(row["loc"][0])
            if key in ours:
                fields[key] = base[key]
            elif key in fields and not Source.model_fields[key].is_required():
                del fields[key]
                lost.append((key, row["msg"]))
    fields = {key: value for key, value in fields.items() if value}
    return fields, lost


def _text(fields: Fields, gaps: Sequence[str], modeline: str, name: str) -> str:
    lines = mapping_lines(fields)
    for key in gaps:
        at = next(at for at, line in enumerate(lines) if line.startswith(f"{key}:"))
        lines[at] += "  # not known: mend it"
    head = _HEAD.format(without_bad_characters(name)[:200])
    return "\n".join([*([modeline] if modeline else []), head, *lines, ""])


def _problem(text: str, id: str, path: str) -> str | None:
    """What is wrong with the file of a source, read as every command will read it."""
    root, lines, problems = parse(text, path)
    if root is not None and not problems:
        _, problems = validate_document(Document(id, path, lines, root), Source)
    errors = [each.message for each in problems if each.severity is Severity.ERROR]
    return errors[0] if errors else None


def _listing(keys: Iterable[str]) -> str:
    named = [f"'{key}'" for key in keys]
    verb = "is" if len(named) == 1 else "are"
    return f"{' and '.join(filter(None, (', '.join(named[:-1]), named[-1])))} {verb}"
