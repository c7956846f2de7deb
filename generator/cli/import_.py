"""`explainer import`: what other programs wrote, as new files of the content."""

from __future__ import annotations

from pathlib import Path

import click

from generator.authoring.insert import InsertError
from generator.cli.common import common
from generator.cli.exit_codes import PUBLISH
from generator.cli.new_common import field_check, id_check, open_desk
from generator.cli.output import Output
from generator.clock import today
from generator.files import FileChangedError, ReadError, Refusal, read_file
from generator.importing.failure import ImportFailure
from generator.importing.plan import Plan, write_plan
from generator.importing.readers import ENDINGS, MAX_BYTES, Kind, kind_of
from generator.importing.run import Request, plan_import
from generator.model import Story
from generator.scaffold.answers import ScaffoldError
from generator.scaffold.entries import TargetSite
from generator.scaffold.schemas import has_schemas, write_schemas


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--as", "kind", type=click.Choice([str(each) for each in Kind]),
    help="What the file is. [default: what its name ends with]",
)  # fmt: skip
@click.option("--id", "slug", metavar="ID", help="The story's id. [default: made from the title]")
@click.option("--title", help="The story's headline. [default: the draft's own]")
@click.option("--language", help="The story's language, if it is not the site's.")
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    help="The folder of archived copies. [default: archive/ in the content folder]",
)
@click.option("--dry-run", is_flag=True, help="Report what would be made, and write nothing.")
@common
def import_command(
    output: Output,
    config_file: Path,
    file: Path,
    *,
    kind: str | None,
    archive: Path | None,
    dry_run: bool,
    **about: str | None,
) -> int:
    """Make sources of references, and a story of a draft with footnotes.

    FILE is CSL-JSON (.json), RIS (.ris) or BibTeX (.bib), as Zotero exports them; or a draft in
    Markdown (.md), of an office program (.docx, .odt) or in Wikipedia's markup (.wiki). Each
    sentence keeps its place; what its notes name becomes sources, and its words in quotation marks
    become quotations of these. A table of TimelineJS (.csv) becomes the events of a new story.

    All files are written or none, and no file is written over. What was made is listed, then what
    is left to do.
    """
    read_as = Kind(kind) if kind else kind_of(file.name)
    if read_as is None:
        return output.fail(
            f"'{file}' ends with none of {', '.join(ENDINGS)}: say what it is with --as"
        )
    if archive is not None and not archive.is_dir():
        return output.fail(f"there is no folder '{archive}'")
    _, desk = open_desk(output, config_file)
    given = {name: text or "" for name, text in about.items()}
    folder = archive or desk.folder / desk.content / "archive"
    request = Request(file.name, read_as, today(), archive=folder, **given)
    try:
        if why := _problem(given, desk):
            return output.fail(why)
        plan = plan_import(_bytes(file), request, desk)
        if not dry_run:
            write_plan(plan, desk.folder)
    except ImportFailure as error:
        return output.fail(f"'{file}' {error}; nothing was written")
    except (ScaffoldError, InsertError) as error:
        return output.fail(f"{error}; nothing was written")
    except FileChangedError as error:
        return output.fail(str(error))
    _report(output, plan, f"{desk.content}/archive", dry_run=dry_run)
    if plan.new and not dry_run and has_schemas(desk.folder):
        write_schemas(desk.folder, desk.content)
    return PUBLISH


def _problem(given: dict[str, str], desk: TargetSite) -> str | None:
    """What is wrong with an option."""
    checks = {
        "slug": id_check(desk.taken("story"), "story"),
        "title": field_check(Story, "title"),
        "language": field_check(Story, "language"),
    }
    for name, check in checks.items():
        why = check(given[name]) if given[name] else None
        if why:
            return f"--{'id' if name == 'slug' else name}: {why}"
    return None


def _bytes(file: Path) -> bytes:
    try:
        return read_file(file, inside=None, at_most=MAX_BYTES)
    except ReadError as error:
        if error.reason is Refusal.TOO_LARGE:
            raise ImportFailure(f"is larger than {MAX_BYTES:,} bytes") from error
        raise


def _report(output: Output, plan: Plan, archive: str, *, dry_run: bool) -> None:
    for line in plan.made:
        output.say(line)
    for name in plan.changed:
        output.say(f"changed: {name}")
    files = f"{len(plan.new)} new file{'' if len(plan.new) == 1 else 's'}"
    output.say(f"{files}{'; nothing was written (--dry-run)' if dry_run else ''}")
    if not dry_run and any(Path(name).parent.name == "sources" for name in plan.new):
        output.say(
            f"Next: put a copy of each source into {archive}, named by its id: ID.html, .txt or "
            ".pdf. 'explainer capture URL' fetches one."
        )
    if plan.todo:
        output.warn("Left to do:")
        for line in plan.todo:
            output.warn(f"- {line}")
