"""A story's file of addresses: read with the story, made anew, written.

Each sentence stands on a line of its own, in the order of the page: two people who add sentences
to different places of a story on branches of their own add lines at different places. Where both
gave a new sentence the same number, the key stands twice once Git has merged them, which every
command reports.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.authoring.yaml_text import flow_mapping, scalar
from generator.diagnostics import Diagnostic, Severity
from generator.files import atomic_write, file_lock
from generator.load import ADDRESSES_FILE, STORY_FILE, Document, document_from, read_document
from generator.load.text import MAX_ADDRESSES_BYTES
from generator.model import Addresses, GoneSentence, Status, Story
from generator.resolve import Addressing, Glossary, check_record, give_addresses, resolve_story
from generator.schema import modeline
from generator.validate import Entry, validate_document

_HEAD = (
    f"{modeline('addresses', 'content/stories/slug/addresses.yml')}\n"
    "# The addresses of the story's sentences, so that links to them last.\n"
    "# `explainer addresses --write` keeps this file: remove nothing from it by hand.\n"
)


M = TypeVar("M", Story, Addresses)


class AddressesError(Exception):
    """The addresses of a story cannot be recorded; the message says why."""


@dataclass(frozen=True, slots=True)
class StoryAddresses:
    """The addresses of one story: those recorded, and those that should be.

    Attributes:
        path: the file.
        is_published: whether the story is.
        record: what is recorded; None if there is no file.
        addressing: what should be.
    """

    path: Path
    is_published: bool
    record: Addresses | None
    addressing: Addressing

    @property
    def has_changes(self) -> bool:
        """Whether the file has to be written."""
        return (
            self.record is None
            or bool(self.addressing.changes)
            or [*self.record.sentences.items()] != [*self.addressing.record.sentences.items()]
            or self.record.gone != self.addressing.record.gone
        )


def find_addresses(
    folder: Path, content: str, slug: str, apart: Collection[str] = ()
) -> StoryAddresses | list[Diagnostic]:
    """The addresses of a story's sentences.

    Args:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        slug: the story's.
        apart: recorded addresses whose sentences were not reworded, but replaced by others.

    Returns:
        The addresses, or what is wrong in the files that they are made from.

    Raises:
        AddressesError: an address of `apart` is not recorded.
    """
    where = folder / content / "stories" / slug
    problems: list[Diagnostic] = []
    document = read_document(where / STORY_FILE, folder, slug, problems)
    story = _model(document, Story, problems)
    path = where / ADDRESSES_FILE
    record = None
    if path.exists() or path.is_symlink():
        recorded = read_document(path, folder, slug, problems)
        record = _model(recorded, Addresses, problems)
        if recorded is not None and record is not None:
            problems += check_record(recorded, record)
    if document is None or story is None or _has_errors(problems):
        return problems
    resolved = resolve_story(Entry(document, story), None, Glossary(()))
    if _has_errors(resolved.problems):
        return [*problems, *resolved.problems]
    for address in apart:
        if record is None or address not in record.sentences:
            raise AddressesError(f"'{slug}' has no recorded sentence '{address}'")
    addressing = give_addresses(record, resolved.entry.statements(), story.corrections, apart)
    return StoryAddresses(path, story.status is Status.PUBLISHED, record, addressing)


def write_addresses(
    folder: Path, content: str, slug: str, apart: Collection[str] = ()
) -> StoryAddresses | list[Diagnostic]:
    """Record the addresses of a story's sentences, as `find_addresses` finds them.

    Both files are read anew while others wait, and the file is replaced as a whole.

    Args:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        slug: the story's.
        apart: see `find_addresses`.

    Raises:
        AddressesError: see `find_addresses`; or there are too many addresses for a file.
        OSError: the file cannot be written; what stood there still does.
    """
    with file_lock(folder / content / "stories" / slug / ADDRESSES_FILE):
        found = find_addresses(folder, content, slug, apart)
        if isinstance(found, StoryAddresses) and found.has_changes:
            atomic_write(found.path, addresses_text(found.addressing.record, slug))
    return found


def addresses_text(record: Addresses, slug: str) -> bytes:
    """The text of a file of addresses, which is read back as what it was made from.

    Raises:
        AddressesError: it would be refused.
    """
    lines = ["sentences:"]
    lines += [f"  {address}: {scalar(words)}" for address, words in record.sentences.items()]
    if record.gone:
        lines.append("gone:")
        lines += [
            f"  {address}: {flow_mapping(_gone(gone))}" for address, gone in record.gone.items()
        ]
    text = (_HEAD + "\n".join(lines) + "\n").encode()
    document, problems = document_from(text, ADDRESSES_FILE, slug)
    model = validate_document(document, Addresses)[0] if document else None
    if len(text) > MAX_ADDRESSES_BYTES or model != record:
        why = problems[0].message if problems else "it would not be read back as it is"
        raise AddressesError(f"the addresses of '{slug}' cannot be written: {why}")
    return text


def _gone(gone: GoneSentence) -> dict[str, str]:
    unlinked = {"unlinked": "true"} if gone.unlinked else {}
    return {"of": gone.of, "now": gone.now, **unlinked}


def _model(document: Document | None, model: type[M], problems: list[Diagnostic]) -> M | None:
    if document is None:
        return None
    value, wrong = validate_document(document, model)
    problems += wrong
    return value


def _has_errors(problems: Collection[Diagnostic]) -> bool:
    return any(each.severity is Severity.ERROR for each in problems)
