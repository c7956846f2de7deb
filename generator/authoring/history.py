"""The history of a story: the version that comes next, found and written.

A version is added at the end of the file, and nothing before it is touched: neither the versions
that are there, nor what somebody has noted between them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from generator.authoring.addresses import addresses_text
from generator.authoring.yaml_text import UnwritableError, scalar
from generator.diagnostics import Diagnostic, Severity
from generator.files import atomic_write, file_lock, read_file
from generator.load import (
    ADDRESSES_FILE,
    HISTORY_FOLDER,
    STORY_FILE,
    Document,
    document_from,
    read_document,
)
from generator.load.text import MAX_BYTES, MAX_HISTORY_BYTES
from generator.model import Addresses, GoneSentence, History, Status, Story, StoryVersion
from generator.model.dates import parse_date
from generator.model.history import MOST_VERSIONS
from generator.resolve import (
    Addressing,
    Glossary,
    ResolvedStory,
    check_record,
    give_addresses,
    resolve_story,
)
from generator.resolve.addresses import readdressed
from generator.resolve.history import (
    Change,
    State,
    changes,
    check_history,
    last_said,
    new_version,
    said_by,
)
from generator.schema import modeline
from generator.validate import Entry, validate_document

_HEAD = (
    f"{modeline('history', 'content/history/slug.yml')}\n"
    "# What the story said in each version that was published.\n"
    "# `explainer publish-version` adds to this file: change nothing in it by hand.\n"
    "versions:\n"
)
M = TypeVar("M", Story, Addresses, History)


class HistoryError(Exception):
    """A version cannot be added; the message says why."""


@dataclass(frozen=True, slots=True)
class NextVersion:
    """The version that a story's history may go on with.

    Attributes:
        path: the file of the history.
        number: the version's number.
        version: the version; None if the story says what the last one says.
        changes: what is other than in the last one; nothing for the first.
        corrected: what corrections of the story say that it said.
        said_on: the date of the last version; empty if there is none.
    """

    path: Path
    number: int
    version: StoryVersion | None
    changes: tuple[Change, ...]
    corrected: tuple[str, ...]
    said_on: str = ""


def next_version(
    folder: Path,
    content: str,
    slug: str,
    note: str | None = None,
    date: str | None = None,
) -> NextVersion | list[Diagnostic]:
    """The version that a story's history may go on with, if it says something else by now.

    Args:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        slug: the story's.
        note: what readers are told of the version.
        date: the day on which it is published; None takes the day that the story has.

    Returns:
        The version, or what is wrong in the files that it is made from.

    Raises:
        HistoryError: the story is a draft, its addresses are not recorded, the date or the note
            cannot be, or there are too many versions.
    """
    problems: list[Diagnostic] = []
    where = folder / content / "stories" / slug
    document = read_document(where / STORY_FILE, folder, slug, problems)
    story = _model(document, Story, problems)
    record = _read(where / ADDRESSES_FILE, folder, slug, Addresses, problems)
    path = folder / content / HISTORY_FOLDER / f"{slug}.yml"
    history = _read(path, folder, slug, History, problems)
    if document is None or story is None or _has_errors(problems):
        return problems
    if story.status is not Status.PUBLISHED:
        raise HistoryError(f"'{slug}' is a draft; only what is published has a history")
    resolved = resolve_story(Entry(document, story), None, Glossary(()), record)
    if _has_errors(resolved.problems):
        return [*problems, *resolved.problems]
    if record is None or resolved.addressing is None or resolved.addressing.changes:
        raise HistoryError(
            f"the addresses of '{slug}' are not recorded as its sentences stand; "
            f"run 'explainer addresses {slug} --write' first"
        )
    versions = history.versions if history else []
    then = last_said(versions)
    now = said_by(resolved.entry)
    corrected = tuple(each.was for each in story.corrections)
    number, said_on = len(versions) + 1, versions[-1].date if versions else ""
    if [*then.items()] == [*now.items()]:
        return NextVersion(path, number, None, (), corrected, said_on)
    day = date or story.updated or story.published
    _check_date(day, story, said_on)
    if number > MOST_VERSIONS:
        raise HistoryError(f"'{slug}' has {MOST_VERSIONS} versions, the most there can be")
    version = _version(slug, versions[-1] if versions else None, then, now, day, note)
    found = tuple(changes(then, now)) if versions else ()
    return NextVersion(path, number, version, found, corrected, said_on)


def publish_version(
    folder: Path,
    content: str,
    slug: str,
    note: str | None = None,
    date: str | None = None,
) -> NextVersion | list[Diagnostic]:
    """Add the version that `next_version` finds to the story's history.

    All files are read anew while others wait, and the history is replaced as a whole.

    Args:
        folder: see `next_version`; so are all others.
        content: the content folder.
        slug: the story's.
        note: what readers are told.
        date: the day.

    Raises:
        HistoryError: see `next_version`; or the file would not be read back as it was meant.
        OSError: the file cannot be written; what stood there still does.
    """
    path = folder / content / HISTORY_FOLDER / f"{slug}.yml"
    path.parent.mkdir(exist_ok=True)
    with file_lock(path):
        found = next_version(folder, content, slug, note, date)
        if isinstance(found, NextVersion) and found.version:
            is_there = path.exists()
            old = read_file(path, inside=folder, at_most=MAX_HISTORY_BYTES) if is_there else b""
            atomic_write(path, with_version(old, found.version, slug))
    return found


def publish_earlier(
    folder: Path,
    content: str,
    slug: str,
    earlier: Path,
    note: str | None = None,
    date: str | None = None,
) -> NextVersion | list[Diagnostic]:
    """Begin a story's history with what it said before, such as in a version of its file from Git.

    Its sentences get the addresses of those that they have become; the others get addresses of
    their own, which lead to what stands in their places now and to which there are no links yet.

    Args:
        folder: see `next_version`; so are `content` and `slug`.
        content: the content folder.
        slug: the story's.
        earlier: the file with what the story said.
        note: what readers are told.
        date: the day; None takes the day that the file has.

    Raises:
        HistoryError: see `next_version`; or there is a history already.
        OSError: a file cannot be written.
    """
    path = folder / content / HISTORY_FOLDER / f"{slug}.yml"
    addresses = folder / content / "stories" / slug / ADDRESSES_FILE
    path.parent.mkdir(exist_ok=True)
    with file_lock(path), file_lock(addresses):
        problems: list[Diagnostic] = []
        now = _resolved(
            read_document(addresses.with_name(STORY_FILE), folder, slug, problems), problems
        )
        record = _read(addresses, folder, slug, Addresses, problems)
        data = read_file(earlier, inside=None, at_most=MAX_BYTES)
        document, bad = document_from(data, str(earlier), slug)
        problems += bad
        then = _resolved(document, problems)
        if now is None or then is None or _has_errors(problems):
            return problems
        if path.exists():
            raise HistoryError(f"'{slug}' has a history; nothing can be put before it")
        ways = _both_ways(record, then, now)
        if ways is None:
            raise HistoryError(
                f"the addresses of '{slug}' are not recorded as its sentences stand; "
                f"run 'explainer addresses {slug} --write' first"
            )
        said, kept = ways
        story = then.story
        day = date or story.updated or story.published
        _check_date(day, story, "")
        state = said_by(readdressed(then, said))
        version = _version(slug, None, {}, state, day, note)
        text = with_version(b"", version, slug)
        # A kill between the two leaves addresses that the next run gives again.
        atomic_write(addresses, addresses_text(kept, slug))
        atomic_write(path, text)
    return NextVersion(path, 1, version, (), ())


def _both_ways(
    record: Addresses | None, then: ResolvedStory, now: ResolvedStory
) -> tuple[Addressing, Addresses] | None:
    """The addresses of what a story said, and the record that knows them beside those of now.

    Returns:
        None if the record does not have what the story says now.
    """
    if record is None or give_addresses(record, now.statements()).changes:
        return None
    # From now to then, a correction puts back what it replaced.
    undone = [
        each.model_copy(update={"was": each.now, "now": each.was})
        for each in reversed(now.story.corrections)
    ]
    apart: set[str] = set()
    while True:
        said = give_addresses(record, then.statements(), undone, apart)
        kept = give_addresses(said.record, now.statements(), now.story.corrections).record
        moved = record.sentences.keys() - kept.sentences.keys()
        if not moved:
            break
        if moved <= apart:
            raise HistoryError("the sentences of then and now cannot be told apart")
        # One that is taken for another sentence of now is none of those.
        apart |= moved
    gone = {
        address: GoneSentence.model_construct(
            of=each.of, now=each.now, linked=address in record.gone and each.linked
        )
        for address, each in kept.gone.items()
    }
    return said, Addresses.model_construct(sentences=kept.sentences, gone=gone)


def with_version(old: bytes, version: StoryVersion, slug: str) -> bytes:
    """The text of a history with one version more, which is read back as that.

    Args:
        old: the text; empty if there is none yet.
        version: what is added.
        slug: the story's.

    Raises:
        HistoryError: it would be refused, or say something else.
    """
    path = f"{HISTORY_FOLDER}/{slug}.yml"
    before = _history(old, path, slug)[0] if old else None
    try:
        lines = "\n".join(_lines(version))
    except UnwritableError as error:
        raise HistoryError(f"the version of '{slug}' cannot be written: {error}") from error
    head = old if old.endswith(b"\n") or not old else old + b"\n"
    text = (head or _HEAD.encode()) + f"{lines}\n".encode()
    after, problems = _history(text, path, slug)
    if after is None or after.versions != [*(before.versions if before else ()), version]:
        why = problems[0].message if problems else "it would not be read back as it is"
        raise HistoryError(f"the version of '{slug}' cannot be written: {why}")
    return text


def _history(text: bytes, path: str, slug: str) -> tuple[History | None, list[Diagnostic]]:
    document, problems = document_from(text, path, slug)
    history = _model(document, History, problems)
    return history, problems


def _lines(version: StoryVersion) -> list[str]:
    lines = [f"  - date: {scalar(version.date)}"]
    if version.note:
        lines.append(f"    note: {scalar(version.note)}")
    lines.append(f"    digest: {version.digest}")
    for name, rows in (("texts", version.texts), ("after", version.after)):
        if rows:
            lines.append(f"    {name}:")
            lines += [f"      {key}: {scalar(text)}" for key, text in rows.items()]
    if version.removed:
        lines.append("    removed:")
        lines += [f"      - {key}" for key in version.removed]
    return lines


def _version(
    slug: str, before: StoryVersion | None, then: State, now: State, day: str, note: str | None
) -> StoryVersion:
    try:
        return new_version(before, then, now, day, note)
    except ValidationError as error:
        why = error.errors()[0]["msg"]
        raise HistoryError(f"the version of '{slug}' cannot be written: {why}") from error


def _resolved(document: Document | None, problems: list[Diagnostic]) -> ResolvedStory | None:
    """A story by itself, with addresses by position; None if something is wrong with it."""
    story = _model(document, Story, problems)
    if document is None or story is None:
        return None
    resolved = resolve_story(Entry(document, story), None, Glossary(()))
    problems += resolved.problems
    return None if _has_errors(problems) else resolved.entry


def _check_date(day: str, story: Story, said_on: str) -> None:
    try:
        first = parse_date(day).first
    except ValueError as error:
        raise HistoryError(f"'{day}' is not a date: {error}") from error
    if first < parse_date(story.published).first:
        raise HistoryError(f"{day} is before {story.published}, when the story was published")
    if said_on and first < parse_date(said_on).first:
        raise HistoryError(f"{day} is before {said_on}, the date of the last version")


def _read(
    path: Path, folder: Path, slug: str, model: type[M], problems: list[Diagnostic]
) -> M | None:
    """What a file beside the story holds; None if there is none, or it cannot be used."""
    if not (path.exists() or path.is_symlink()):
        return None
    document = read_document(path, folder, slug, problems)
    value = _model(document, model, problems)
    if document is not None and isinstance(value, Addresses):
        problems += check_record(document, value)
    if document is not None and isinstance(value, History):
        problems += check_history(document, value)
    return value


def _model(document: Document | None, model: type[M], problems: list[Diagnostic]) -> M | None:
    if document is None:
        return None
    value, wrong = validate_document(document, model)
    problems += wrong
    return value


def _has_errors(problems: Collection[Diagnostic]) -> bool:
    return any(each.severity is Severity.ERROR for each in problems)
