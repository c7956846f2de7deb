"""The first version of a story that was published before its history was kept."""

from __future__ import annotations

from pathlib import Path

from generator.authoring.addresses import addresses_text
from generator.authoring.history.next import NextVersion
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
from generator.load import (
    ADDRESSES_FILE,
    HISTORY_FOLDER,
    STORY_FILE,
    Document,
    document_from,
    read_document,
)
from generator.load.text import MAX_BYTES
from generator.model import Addresses, GoneSentence, Story
from generator.resolve import Addressing, Glossary, ResolvedStory, give_addresses, resolve_story
from generator.resolve.addresses import readdressed
from generator.resolve.history import said_by
from generator.validate import Entry


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
        record = read_beside(addresses, folder, slug, Addresses, problems)
        data = read_file(earlier, inside=None, at_most=MAX_BYTES)
        document, bad = document_from(data, str(earlier), slug)
        problems += bad
        then = _resolved(document, problems)
        if now is None or then is None or has_errors(problems):
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
        check_date(day, story, "")
        state = said_by(readdressed(then, said))
        version = make_version(slug, None, {}, state, day, note)
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
            of=each.of, now=each.now, unlinked=address not in record.gone or each.unlinked
        )
        for address, each in kept.gone.items()
    }
    return said, Addresses.model_construct(sentences=kept.sentences, gone=gone)


def _resolved(document: Document | None, problems: list[Diagnostic]) -> ResolvedStory | None:
    """A story by itself, with addresses by position; None if something is wrong with it."""
    story = model_of(document, Story, problems)
    if document is None or story is None:
        return None
    resolved = resolve_story(Entry(document, story), None, Glossary(()))
    problems += resolved.problems
    return None if has_errors(problems) else resolved.entry
