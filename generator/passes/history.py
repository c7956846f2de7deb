"""The first pass over histories: each file by itself; then what a story says of its own."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Place, found
from generator.index import HistoryFile, Row, StoredIndex, StoryHistory, row
from generator.load import HISTORY_FOLDER, ContentFile, Document, read_document
from generator.model import Addresses, History, Status
from generator.model.history import HEADING
from generator.passes.job import Job, Outcome
from generator.passes.reading import read_model, whole_or_nothing
from generator.resolve import ResolvedStory
from generator.resolve.history import (
    check_history,
    count_changes,
    earlier_forms,
    last_said,
    said_by,
)

# So many addresses are named that no record has.
_MOST_NAMED = 3


def history_file(job: Job, task: tuple[ContentFile, bytes]) -> Outcome:
    """The published versions of one story. A file in which anything is wrong holds none."""
    file, key = task
    problems, rows = _read(job, file)
    return whole_or_nothing(file, key, problems, rows)


def _read(job: Job, file: ContentFile) -> tuple[list[Diagnostic], list[Row]]:
    history, document, _, problems = read_model(job.folder, file, History)
    if document is None or history is None:
        return problems, []
    problems += check_history(document, history)
    value = HistoryFile(file.shown, tuple(history.versions))
    return problems, [row("recorded history", file.id, value, file.id)]


def story_history(
    job: Job, index: StoredIndex, story: ResolvedStory, record: Addresses | None, document: Document
) -> tuple[StoryHistory | None, list[Diagnostic]]:
    """How a story stands to its published versions, and what is wrong about that.

    Args:
        job: the job, which knows the site's folder.
        index: what was read of the site.
        story: the story, with the addresses that its sentences shall have.
        record: the recorded addresses of its sentences; None if there are none.
        document: its file.

    Returns:
        None if there are no versions, or the story is not published; and the problems.
    """
    file: HistoryFile | None = index.table("recorded history").get(story.slug)
    if file is None or story.story.status is not Status.PUBLISHED:
        return None, []
    leads = {address: gone.now for address, gone in record.gone.items()} if record else {}
    now = said_by(story)
    waiting = count_changes(last_said(file.versions), now)
    history = StoryHistory(
        file.path,
        file.versions,
        waiting,
        leads,
        frozenset(earlier_forms(file.versions, leads)),
    )
    known = {*(record.sentences if record else ()), *leads, *now}
    problems = list(_unknown(job, file, known))
    if waiting and not problems:
        problems.append(_unrecorded(history, document))
    return history, problems


def _unknown(job: Job, file: HistoryFile, known: set[str]) -> Iterator[Diagnostic]:
    """Report sentences that a version has and no record knows: links to them lead nowhere."""
    wrong = [
        (at, key)
        for at, version in enumerate(file.versions)
        for key in version.texts
        if not key.startswith(HEADING) and key not in known
    ]
    if not wrong:
        return
    named = ", ".join(f"'{key}'" for _, key in wrong[:_MOST_NAMED])
    more = f" and {len(wrong) - _MOST_NAMED} more" if len(wrong) > _MOST_NAMED else ""
    message = f"no sentence of the story has, or had, the address {named}{more}"
    advice = "Bring back what 'addresses.yml' had: every address that was given stays in it."
    at, key = wrong[0]
    # The file was read long ago; it is read once more where there is something to tell.
    document = read_document(job.folder / file.path, job.folder, "", [])
    if document:
        place = document.place(("versions", at, "texts", key))
        yield document.problem("unknown-reference", place, message, advice)
    else:
        yield found("unknown-reference", Place(file.path), message, advice)


def _unrecorded(history: StoryHistory, document: Document) -> Diagnostic:
    number, count = len(history.versions), history.waiting
    what = "1 sentence or heading is" if count == 1 else f"{count} sentences or headings are"
    message = f"{what} other than in version {number}, the last one in '{HISTORY_FOLDER}/'"
    advice = f"Run 'explainer publish-version {document.id}' once this is what readers shall see."
    return document.problem("unrecorded-version", document.place(()), message, advice)
