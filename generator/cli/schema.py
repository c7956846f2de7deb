"""`explainer schema`: JSON Schemas with which an editor's program checks and completes YAML."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import common
from generator.cli.content import find_content
from generator.cli.exit_codes import PUBLISH
from generator.cli.output import Output
from generator.scaffold.schemas import write_schemas


@click.command("schema")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to. [default: .explainer/schema in the site's folder]",
)
@common
def schema_command(output: Output, config_file: Path, *, out: Path | None) -> int:
    """Write JSON Schemas of the content format, with the ids that this site knows.

    Programs such as VS Code with its YAML extension then say what may stand where while one types.
    Run it again when there are new quotations, terms or stories: their ids are offered then.
    """
    content = find_content(output, config_file)
    written = write_schemas(content.site, content.folder, out)
    for path in written:
        output.say(f"written: {path}")
    if not written:
        output.say("All schemas are current.")
    return PUBLISH
