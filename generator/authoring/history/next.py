"""The version with which a story's history goes on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.authoring.history.reading import (
    HistoryError,
    check_date,
    has_errors,
    make_version,
    model_of,
    read_beside,
)
from generator.authoring.history.text import with_version
from generator.diagnostics import Diagnostic
from generator.files import atomic_write, file_lock, read_file
from generator.load import ADDRESSES_FILE, HISTORY_FOLDER, STORY_FILE, read_document
from generator.load.text import MAX_HISTORY_BYTES
from generator.model import Addresses, History, Status, Story, StoryVersion
from generator.model.history import MOST_VERSIONS
from generator.resolve import Glossary, resolve_story
from generator.resolve.history import Change, changes, last_said, said_by
from generator.validate import Entry


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
    story = model_of(document, Story, problems)
    record = read_beside(where / ADDRESSES_FILE, folder, slug, Addresses, problems)
    path = folder / content / HISTORY_FOLDER / f"{slug}.yml"
    history = read_beside(path, folder, slug, History, problems)
    if document is None or story is None or has_errors(problems):
        return problems
    if story.status is not Status.PUBLISHED:
        raise HistoryError(f"'{slug}' is a draft; only what is published has a history")
    resolved = resolve_story(Entry(document, story), None, Glossary(()), record)
    if has_errors(resolved.problems):
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
    check_date(day, story, said_on)
    if number > MOST_VERSIONS:
        raise HistoryError(f"'{slug}' has {MOST_VERSIONS} versions, the most there can be")
    version = make_version(slug, versions[-1] if versions else None, then, now, day, note)
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
