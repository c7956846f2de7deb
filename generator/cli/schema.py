"""`explainer schema`: JSON Schemas with which an editor's program checks and completes YAML."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import common, open_site
from generator.cli.output import PUBLISH, Output
from generator.scaffold import write_schemas


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
    project = open_site(output, config_file)
    written = write_schemas(project.folder, project.plugin.config.content, out)
    for path in written:
        output.say(f"written: {path}")
    if not written:
        output.say("All schemas are current.")
    return PUBLISH
