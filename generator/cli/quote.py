"""`explainer quote`: words of an archived copy into the file of their source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from generator.cli.common import CommandError, common
from generator.cli.output import Output
from generator.cli.quote_one import Request, quote_words
from generator.cli.quote_workspace import Workspace, open_workspace
from generator.diagnostics.record import did_you_mean
from generator.files import read_file

_FIELDS = ("speaker", "role", "attributed_to", "language", "translation", "note")
_OF_ONE = ("id", "place", "show", "replaced", *_FIELDS)


@click.command("quote")
@click.argument("words", nargs=-1)
@click.option("--source", metavar="ID", help="Look in this source only.")
@click.option("--id", metavar="ID", help="The quotation's id. [default: source and first words]")
@click.option("--speaker", help="Who said or wrote these very words.")
@click.option("--role", help="What the source says the speaker is.")
@click.option("--attributed-to", help="Whom the source names for what it reports in its own words.")
@click.option("--language", help="The words' language, if it is not the source's.")
@click.option("--translation", help="The words in the site's language.")
@click.option("--note", help="What a reader should know of these words.")
@click.option(
    "--place",
    type=click.IntRange(1),
    metavar="NUMBER",
    help="Which of several places, the first being 1.",
)
@click.option(
    "--replace", "replaced", metavar="ID",
    help="Give the quotation with this id these words; what else is said of it stays.",
)  # fmt: skip
@click.option(
    "--from", "table", metavar="FILE", type=click.Path(path_type=Path),
    help="Quote all passages of a table (CSV, TSV, or a list in YAML), or none.",
)  # fmt: skip
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
@common
def quote_command(
    output: Output,
    config_file: Path,
    words: tuple[str, ...],
    *,
    source: str | None,
    archive: Path | None,
    table: Path | None,
    **options: Any,
) -> int:
    """Find words in the archived copies and put them into their source as a quotation.

    The source's own words are taken, with what tells them apart where they stand more than once.
    Words that stand nowhere are shown beside the nearest passage and never written. Without WORDS
    it asks for the first and the last words of a passage.

    The first row of a table names its columns: words, and if need be source, place, id, speaker,
    role, attributed_to, language, translation, note. If any row cannot be quoted, it is told why
    for each of them, and nothing is written; if all can, all are, without asking.

    The exit code is 1 if nothing was written because the words were not found, more than one
    place was found, or nobody could be asked (use --yes).
    """
    if table is not None:
        if words or any(options[name] for name in _OF_ONE):
            raise click.UsageError("--from takes words, and what is said of them, from the table.")
        return _quote_table(output, config_file, table, source, archive, options)
    workspace = open_workspace(output, config_file, archive)
    replaced = options["replaced"]
    if replaced is not None:
        if options["id"]:
            raise click.UsageError("--replace keeps the quotation's id: leave --id out.")
        source = _source_of(workspace, replaced, source)
    if source is not None:
        workspace.check_source(source)
    request = Request(
        words=" ".join(words),
        source=source,
        id=options["id"],
        replaced=replaced,
        place=options["place"],
        yes=options["yes"],
        dry_run=options["dry_run"],
        show=options["show"],
        fields={name: options[name] for name in _FIELDS if options[name]},
    )
    return quote_words(workspace, request)


def _quote_table(
    output: Output,
    config_file: Path,
    table: Path,
    source: str | None,
    archive: Path | None,
    options: dict[str, Any],
) -> int:
    from generator.authoring.tables import MAX_TABLE_BYTES, TableError, read_table  # noqa: PLC0415
    from generator.cli.quote_table import quote_table  # noqa: PLC0415 - what one passage needs not

    data = read_file(table, inside=None, at_most=MAX_TABLE_BYTES)
    try:
        rows = read_table(data, table.name)
    except TableError as error:
        raise CommandError(f"{table}: {error}") from None
    workspace = open_workspace(output, config_file, archive)
    if source is not None:
        workspace.check_source(source)
    return quote_table(workspace, str(table), rows, source, dry_run=options["dry_run"])


def _source_of(workspace: Workspace, id: str, named: str | None) -> str:
    """The source of a quotation that is to be replaced."""
    known = {
        quotation.id: source
        for source, entry in workspace.sources.items()
        for quotation in entry.model.quotations
    }
    if id not in known:
        if id in workspace.taken:
            raise CommandError(f"the source of '{id}' has errors; 'explainer check' tells them")
        advice = did_you_mean(id, known)
        raise CommandError(f"there is no quotation '{id}'. {advice}".strip())
    if named not in (None, known[id]):
        raise CommandError(f"'{id}' is a quotation of '{known[id]}', not of '{named}'")
    return known[id]
