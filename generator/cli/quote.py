"""`explainer quote`: words of an archived copy into the file of their source."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import click
from pydantic import ValidationError

from generator.adapters import mkdocs
from generator.authoring.copies import find_existing_quotation, open_copies
from generator.authoring.insert import InsertError, insert_quotation
from generator.authoring.passages import (
    MOST_PASSAGES,
    Passage,
    explain_no_match,
    find_passages,
    find_passages_between,
    near_miss,
    new_quotation_id,
)  # fmt: skip
from generator.authoring.yaml_text import UnwritableError
from generator.cli.ask import can_ask
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output, ask, confirm
from generator.cli.show import show_diff, show_passage
from generator.cli.site import archive_folder, open_site, site_command
from generator.diagnostics.record import did_you_mean
from generator.files import atomic_write, read_file
from generator.folding import Normalised
from generator.load import Documents, load, plain_value
from generator.load.parse import MAX_BYTES
from generator.model import Quotation, Source
from generator.validate import Entry, valid_content


@dataclass(frozen=True, slots=True)
class _Workspace:
    """What a run works with: the sources that are looked in, their copies, and all ids.

    `rendered` are the texts of the copies as a browser showed them, where one did.
    """

    output: Output
    folder: Path
    archive: Path
    sources: dict[str, Entry[Source]]
    copies: dict[str, Normalised]
    rendered: dict[str, Normalised]
    taken: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Request:
    """What the options ask for."""

    id: str | None
    place: int | None
    yes: bool
    dry_run: bool
    show: bool
    fields: dict[str, str]


@click.command("quote")
@click.argument("words", nargs=-1)
@click.option("--source", metavar="ID", help="Look in this source only.")
@click.option("--id", metavar="ID", help="The quotation's id. [default: source and first words]")
@click.option("--speaker", help="Who said or wrote these very words.")
@click.option("--role", help="What the source says the speaker is.")
@click.option("--language", help="The words' language, if it is not the source's.")
@click.option("--place", type=click.IntRange(1), help="Which of several places, from 1.")
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    help="The folder of archived copies. [default: archive/ in the content folder]",
)
@click.option(
    "--show",
    is_flag=True,
    help="Open a picture of the page with the words marked.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Write without asking.")
@site_command
def quote_command(
    output: Output,
    config_file: Path,
    words: tuple[str, ...],
    *,
    source: str | None,
    archive: Path | None,
    **options: str | int | bool | None,
) -> int:
    """Find words in the archived copies and put them into their source as a quotation.

    The source's own words are taken, with what tells them apart where they stand more than once.
    Words that stand nowhere are shown beside the nearest passage and never written. Without WORDS
    it asks for the first and the last words of a passage.

    The exit code is 1 if nothing was written because the words were not found, more than one
    place was found, or nobody could be asked (use --yes).
    """
    project = open_site(output, config_file)
    workspace = _open_workspace(output, project, source, archive)
    names = ("speaker", "role", "language")
    request = _Request(
        id=options["id"] if isinstance(options["id"], str) else None,
        place=options["place"] if isinstance(options["place"], int) else None,
        yes=bool(options["yes"]),
        dry_run=bool(options["dry_run"]),
        show=bool(options["show"]),
        fields={name: str(options[name]) for name in names if options[name]},
    )
    if request.id in workspace.taken:
        return output.fail(f"there is a quotation '{request.id}' already")
    found = _find(workspace, " ".join(words), source)
    chosen = _choose(workspace, found, request.place)
    if chosen is None:
        return CONTENT_ERRORS
    if request.show:
        id, passage = chosen
        show_passage(output, workspace.archive, workspace.sources[id], passage, is_asked=can_ask())
    try:
        return _put(workspace, *chosen, request)
    except (UnwritableError, InsertError) as error:
        return output.fail(f"'{workspace.sources[chosen[0]].document.path}': {error}")


def _open_workspace(
    output: Output, project: mkdocs.Project, source: str | None, archive: Path | None
) -> _Workspace:
    content = project.plugin.config.content
    folder = archive_folder(project, archive)
    documents, _ = load(project.folder, content)
    valid = valid_content(documents)
    sources = {entry.id: entry for entry in valid.sources if source in (None, entry.id)}
    if not sources:
        known = [document.id for document in documents.sources]
        if not known:
            raise mkdocs.ProjectError("there is no source yet; 'explainer capture' makes one")
        if source in known or source is None:
            raise mkdocs.ProjectError("the sources have errors; 'explainer check' tells them")
        advice = did_you_mean(source, known) or f"Known are: {', '.join(known)}."
        raise mkdocs.ProjectError(f"there is no source '{source}'. {advice}")
    texts, problems = open_copies(sources.values(), folder)
    if not texts:
        raise mkdocs.ProjectError(problems[0])
    for problem in problems:
        output.warn(problem)
    copies = {id: each.static for id, each in texts.items()}
    rendered = {id: each.rendered for id, each in texts.items() if each.rendered}
    return _Workspace(output, project.folder, folder, sources, copies, rendered, _ids(documents))


def _ids(documents: Documents) -> set[str]:
    """The ids of all quotations, those in files with errors too."""
    found = documents.ids_in_broken_sources(())
    for document in documents.sources:
        value = plain_value(document.root)
        rows = value.get("quotations") if isinstance(value, dict) else None
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict):
                found.add(str(row.get("id")))
    return found


def _find(workspace: _Workspace, words: str, source: str | None) -> list[tuple[str, Passage]]:
    """The passages meant, with the ids of their sources."""
    if not words.strip():
        return _ask_for_passage(workspace, source)
    found, reasons = _passages(workspace, words, workspace.copies)
    if not found and (shown := _passages(workspace, words, workspace.rendered)[0]):
        # A script has put them into the page.
        workspace.copies.update({id: workspace.rendered[id] for id, _ in shown})
        return shown
    if found:
        return found
    for reason in reasons or ["these words stand so often that nothing tells them apart"]:
        workspace.output.warn(reason)
    return _offer_nearest(workspace, words)


def _passages(
    workspace: _Workspace, words: str, copies: dict[str, Normalised]
) -> tuple[list[tuple[str, Passage]], list[str]]:
    """The passages in some copies, with the ids of their sources; and why there are none."""
    found: list[tuple[str, Passage]] = []
    reasons = []
    for id, copy in copies.items():
        passages = find_passages(words, copy, workspace.sources[id].model.language)
        if isinstance(passages, list):
            found += [(id, passage) for passage in passages]
        else:
            reasons.append(f"{id}: {explain_no_match(passages)}")
    return found, reasons


def _ask_for_passage(workspace: _Workspace, source: str | None) -> list[tuple[str, Passage]]:
    if not can_ask():
        raise click.UsageError("Say which words to quote; without a terminal nobody can be asked.")
    if len(workspace.copies) == 1:
        (source,) = workspace.copies
    if source is None:
        source = ask("Source", type=click.Choice(sorted(workspace.copies)))
    first = ask("First words of the passage")
    last = ask("Last words of the passage")
    found = find_passages_between(first, last, workspace.copies[str(source)])
    if not found:
        workspace.output.warn(f"{source}: no passage begins and ends with these words")
    return [(str(source), passage) for passage in found]


def _offer_nearest(workspace: _Workspace, words: str) -> list[tuple[str, Passage]]:
    """Show the nearest passage; only an editor who says so gets the source's own words instead."""
    misses = [(id, near_miss(words, copy)) for id, copy in workspace.copies.items()]
    scored = [(near.score, id, near) for id, near in misses if near]
    if not scored:
        return []
    _, id, near = max(scored, key=lambda each: each[0])
    marks = {"same": ("", ""), "quotation": ("[-", "-]"), "source": ("{+", "+}")}
    runs = (marks[each.kind][0] + each.words + marks[each.kind][1] for each in near.differences)
    workspace.output.warn(f"Nearest is, in {id}: {' '.join(runs)}")
    workspace.output.warn(f"The source's own words: {near.passage}")
    if can_ask() and confirm("Quote the source's own words?", default=False):
        passages = find_passages(near.passage, workspace.copies[id])
        return [(id, each) for each in passages] if isinstance(passages, list) else []
    return []


def _choose(
    workspace: _Workspace, found: list[tuple[str, Passage]], place: int | None
) -> tuple[str, Passage] | None:
    """The one that is meant; None if that is not known."""
    if len(found) == 1 and place in (None, 1):
        return found[0]
    if not found:
        return None
    if place is None or place > len(found):
        most = f"; the first {MOST_PASSAGES} of a source are shown"
        workspace.output.warn(
            f"There are {len(found)} places{most if len(found) >= MOST_PASSAGES else ''}."
        )
        for number, (id, passage) in enumerate(found, 1):
            before, after = passage.shown
            workspace.output.warn(f"  {number}  {id}: {before} »{passage.exact}« {after}")
        if not can_ask():
            workspace.output.warn("Say which with --place, or give more words.")
            return None
        place = ask("Which", type=click.IntRange(1, len(found)))
    return found[int(place or 1) - 1]


def _put(workspace: _Workspace, source: str, passage: Passage, request: _Request) -> int:
    """Show the entry, ask, and write it."""
    entry = workspace.sources[source]
    output = workspace.output
    if there := find_existing_quotation(entry.model, passage, workspace.copies[source]):
        output.say(f"These words are quoted already. Cite them as [@{there}].")
        return PUBLISH
    fields = _fields(workspace, source, passage, request)
    try:
        Quotation.model_validate(fields)
    except ValidationError as error:
        row = error.errors()[0]
        return output.fail(f"--{row['loc'][0]}: {row['msg']}")
    path = workspace.folder / entry.document.path
    before = read_file(path, inside=workspace.folder, at_most=MAX_BYTES)
    after = insert_quotation(before, fields)
    show_diff(output, entry.document.path, before, after)
    if request.dry_run:
        return PUBLISH
    if not request.yes and not can_ask():
        output.warn("Nothing was written: nobody can be asked here. Use --yes.")
        return CONTENT_ERRORS
    if not request.yes and not confirm("Write this?", default=True):
        output.warn("Nothing was written.")
        return CONTENT_ERRORS
    atomic_write(path, after)
    output.say(f"Cite it as [@{fields['id']}]. 'explainer verify' locks it.")
    return PUBLISH


def _fields(
    workspace: _Workspace, source: str, passage: Passage, request: _Request
) -> dict[str, str]:
    said = dict(request.fields)
    if passage.is_speech and "speaker" not in said:
        if can_ask() and not request.yes:
            note = "The words stand in quotation marks. Who said them? (Enter: it is not said)"
            said["speaker"] = ask(note, "").strip()
            if said["speaker"] and "role" not in said:
                said["role"] = ask("What does the source say they are?", "").strip()
        else:
            workspace.output.warn("The words stand in quotation marks: say whose, with --speaker.")
    fields = {
        "id": request.id or new_quotation_id(source, passage.exact, workspace.taken),
        "exact": passage.exact,
        "speaker": said.get("speaker", ""),
        "role": said.get("role", ""),
        "language": said.get("language", ""),
        "prefix": passage.prefix,
        "suffix": passage.suffix,
    }
    return {key: value for key, value in fields.items() if value}
