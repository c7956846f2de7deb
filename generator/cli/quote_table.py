"""`explainer quote --from`: all passages of a table, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.authoring.insert import InsertError, insert_quotations
from generator.authoring.many import Library, NewQuotation, Plan, Refused, plan_quotations
from generator.authoring.tables import Row
from generator.authoring.yaml_text import UnwritableError
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.quote_workspace import Workspace
from generator.files import FileChangedError, read_file, write_changes
from generator.load.parse import MAX_BYTES

_MOST_TOLD = 200
_MOST_LINES = 10


def quote_table(
    workspace: Workspace, name: str, rows: Sequence[Row], source: str | None, *, dry_run: bool
) -> int:
    """Look for every row, say what becomes of each, and write them if all are found.

    Args:
        workspace: the site.
        name: the table's name, for messages.
        rows: its rows.
        source: the id of the source that rows without one are of; None looks in all.
        dry_run: whether nothing is written in any case.
    """
    output = workspace.output
    library = Library(workspace.sources, workspace.copies, workspace.language_of, workspace.taken)
    with output.progress("Looking for the words", None):
        plan = plan_quotations(rows, library, source)
    workspace.warn_of_copies()
    if plan.refused:
        _tell_refused(workspace, name, plan)
        return CONTENT_ERRORS
    try:
        files = _files(workspace, plan.new)
        if not dry_run:
            write_changes(workspace.folder, files)
    except (FileChangedError, InsertError, UnwritableError) as error:
        return output.fail(str(error))
    for row in plan.repeated:
        output.say(f"{name}:{row.row.line}: quoted already: [@{row.id}] in {row.source}")
    for each in plan.new:
        output.say(f"{name}:{each.row.line}: {_told(each)}")
    _warn_of_speech(workspace, plan.new)
    if not plan.new:
        output.say("There is nothing to write.")
        return PUBLISH
    counted = f"{_count(len(plan.new), 'quotation')} in {_count(len(files), 'file')}"
    if dry_run:
        output.say(f"All can be quoted: {counted}. Nothing was written (--dry-run).")
    else:
        output.say(f"Written: {counted}. 'explainer verify' locks them.")
    return PUBLISH


def _files(workspace: Workspace, new: Iterable[NewQuotation]) -> dict[str, tuple[bytes, bytes]]:
    """The files that change: their bytes before and after, by path."""
    entries: dict[str, list[NewQuotation]] = {}
    for each in new:
        entries.setdefault(each.source, []).append(each)
    files = {}
    for source, some in entries.items():
        path = workspace.sources[source].document.path
        before = read_file(workspace.folder / path, inside=workspace.folder, at_most=MAX_BYTES)
        try:
            files[path] = before, insert_quotations(before, [each.fields for each in some])
        except InsertError as error:
            raise InsertError(f"nothing was written: '{path}': {error}") from None
    return files


def _told(new: NewQuotation) -> str:
    """Which id a row has got, in which source, and where its words stand."""
    passage = new.passage
    before, after = passage.shown
    around = f"{before[-25:]}»{passage.exact[:60]}«{after[:25]}"
    return f"[@{new.fields['id']}] → {new.source} → {passage.start:,} to {passage.end:,}: {around}"


def _tell_refused(workspace: Workspace, name: str, plan: Plan) -> None:
    warn = workspace.output.warn
    for refused in plan.refused[:_MOST_TOLD]:
        for line in _lines(name, refused):
            warn(line)
    if (more := len(plan.refused) - _MOST_TOLD) > 0:
        warn(f"… and {_count(more, 'row')} more that cannot be quoted.")
    fine = len(plan.new) + len(plan.repeated)
    warn(
        f"Nothing was written: {_count(len(plan.refused), 'row')} cannot be quoted as "
        f"{'it stands' if len(plan.refused) == 1 else 'they stand'}; {fine:,} can."
    )


def _lines(name: str, refused: Refused) -> list[str]:
    lines = [f"{name}:{refused.row.line}: {refused.message}"]
    if refused.nearest:
        source, near = refused.nearest
        lines.append(f"    Nearest is, in {source}: {' '.join(near.shown)}")
        lines.append(f"    The source's own words: {near.passage}")
    elif words := refused.row.words:
        lines.append(f"    The words: {words[:100]}{'…' if len(words) > 100 else ''}")
    return lines


def _warn_of_speech(workspace: Workspace, new: Iterable[NewQuotation]) -> None:
    lines = [
        str(each.row.line)
        for each in new
        if each.passage.is_speech and not each.fields.get("speaker")
    ]
    if lines:
        more = f" and {len(lines) - _MOST_LINES:,} more" if len(lines) > _MOST_LINES else ""
        shown = f"{', '.join(lines[:_MOST_LINES])}{more}"
        message = "These rows have no speaker, and their words stand in quotation marks: "
        workspace.output.warn(f"{message}{shown}.")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
