"""One passage quoted: shown, asked about, and written into the file of its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from generator.authoring.copies import quoted_places
from generator.authoring.insert import InsertError, insert_quotation
from generator.authoring.passages import FIELD_ORDER, new_quotation_id, quotation_fields
from generator.authoring.yaml_text import UnwritableError
from generator.cli import ask as terminal
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import ask, confirm
from generator.cli.quote_passage import Hit, Search, choose, find
from generator.cli.quote_workspace import Workspace
from generator.cli.show import show_diff, show_passage
from generator.files import atomic_write, read_file
from generator.load.parse import MAX_BYTES
from generator.model import Quotation


@dataclass(frozen=True, slots=True)
class Request:
    """What the options ask for: which words, where, and what is said of them.

    `replaced` is the id of the quotation that gets the words, if it is there already.
    """

    words: str
    source: str | None
    id: str | None
    replaced: str | None
    place: int | None
    yes: bool
    dry_run: bool
    show: bool
    fields: Mapping[str, str]


def quote_words(workspace: Workspace, request: Request) -> int:
    """Find the words, and write them after a look at what would be written."""
    output = workspace.output
    if request.id in workspace.taken:
        return output.fail(f"there is a quotation '{request.id}' already")
    ids = workspace.readable(request.source)
    search = Search(workspace, ids, request.words, request.fields.get("language"))
    hit = choose(search, find(search), request.place)
    if hit is None:
        return CONTENT_ERRORS
    entry = workspace.sources[hit.source]
    if request.show:
        show_passage(output, workspace.archive, entry, hit.passage, is_asked=terminal.can_ask())
    language = workspace.language_of(entry.model)
    there = quoted_places(entry.model, hit.copy, language)
    quoted_as = there.get((hit.passage.start, hit.passage.end))
    if quoted_as and request.replaced is None:
        output.say(f"These words are quoted already. Cite them as [@{quoted_as}].")
        return PUBLISH
    if quoted_as not in (None, request.replaced):
        output.warn(f"Nothing was written: these words are quoted already, as [@{quoted_as}].")
        return CONTENT_ERRORS
    try:
        if request.replaced:
            return _replace(workspace, hit, request, request.replaced)
        return _add(workspace, hit, request)
    except (UnwritableError, InsertError) as error:
        return output.fail(f"'{entry.document.path}': {error}")


def _add(workspace: Workspace, hit: Hit, request: Request) -> int:
    """A new quotation."""
    said = _said(workspace, hit, request)
    id = request.id or new_quotation_id(hit.source, hit.passage.exact, workspace.taken)
    fields = quotation_fields(id, hit.passage, said)
    if problem := _problem(fields):
        return workspace.output.fail(problem)
    before = _bytes(workspace, hit)
    if _write(workspace, hit, before, insert_quotation(before, fields), request):
        if not request.dry_run:
            workspace.output.say(f"Cite it as [@{id}]. 'explainer verify' locks it.")
        return PUBLISH
    return CONTENT_ERRORS


def _replace(workspace: Workspace, hit: Hit, request: Request, id: str) -> int:
    """Other words for a quotation that is there."""
    from generator.authoring.replace import replace_fields  # noqa: PLC0415 - hardly ever needed

    entry = workspace.sources[hit.source]
    old = next(each for each in entry.model.quotations if each.id == id)
    new = {**quotation_fields(id, hit.passage, request.fields), "id": id}
    kept = {name: text for name in FIELD_ORDER if (text := getattr(old, name))}
    passage_fields = ("exact", "prefix", "suffix")
    changed = {
        name: new.get(name, "")
        for name in FIELD_ORDER
        if new.get(name) != kept.get(name) and (name in new or name in passage_fields)
    }
    if problem := _problem({**kept, **{name: text for name, text in changed.items() if text}}):
        return workspace.output.fail(problem)
    if not changed:
        workspace.output.say(f"'{id}' reads like this already.")
        return PUBLISH
    before = _bytes(workspace, hit)
    if not _write(workspace, hit, before, replace_fields(before, id, changed), request):
        return CONTENT_ERRORS
    stale = [name for name in ("translation", "note", "accepted") if getattr(old, name)]
    stale = [name for name in stale if name not in changed]
    if "exact" in changed and stale:
        workspace.output.warn(
            f"Of the words as they were: {', '.join(stale)}. See whether it fits."
        )
    if not request.dry_run:
        workspace.output.say(f"'{id}' has its new words. 'explainer verify' locks them.")
    return PUBLISH


def _bytes(workspace: Workspace, hit: Hit) -> bytes:
    path = workspace.folder / workspace.sources[hit.source].document.path
    return read_file(path, inside=workspace.folder, at_most=MAX_BYTES)


def _write(workspace: Workspace, hit: Hit, before: bytes, after: bytes, request: Request) -> bool:
    """Show what would change, ask, and write it. Returns whether all went as it was asked for."""
    path = workspace.sources[hit.source].document.path
    output = workspace.output
    show_diff(output, path, before, after)
    if request.dry_run:
        return True
    if not request.yes and not terminal.can_ask():
        output.warn("Nothing was written: nobody can be asked here. Use --yes.")
        return False
    if not request.yes and not confirm("Write this?", default=True):
        output.warn("Nothing was written.")
        return False
    atomic_write(workspace.folder / path, after)
    return True


def _problem(fields: Mapping[str, str]) -> str | None:
    """What keeps fields from being a quotation's, by the option that gives it."""
    try:
        Quotation.model_validate(fields)
    except ValidationError as error:
        row = error.errors()[0]
        return f"--{str(row['loc'][0]).replace('_', '-')}: {row['msg']}"
    return None


def _said(workspace: Workspace, hit: Hit, request: Request) -> dict[str, str]:
    """What is said of the words, the speaker asked for where the source quotes somebody."""
    said = dict(request.fields)
    if not hit.passage.is_speech or "speaker" in said:
        return said
    if request.yes or not terminal.can_ask():
        workspace.output.warn("The words stand in quotation marks: say whose, with --speaker.")
        return said
    note = "The words stand in quotation marks. Who said them? (Enter: it is not said)"
    said["speaker"] = ask(note, "").strip()
    if said["speaker"] and "role" not in said:
        said["role"] = ask("What does the source say they are?", "").strip()
    return said
