"""`explainer report`: how well the stories are sourced."""

from __future__ import annotations

from pathlib import Path

import click

from generator.adapters import mkdocs
from generator.cli import report_table
from generator.cli.common import common, drafts_option, json_option
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.cli.report_table import Sourced
from generator.cli.site import content_of
from generator.verify.silenced import silenced_checks


@click.command("report")
@click.option(
    "--fail-under",
    "gates",
    type=report_table.Gate(),
    multiple=True,
    help="Fail if less than this part of the statements is so, such as verified=100.",
)
@click.option(
    "--reviewer",
    is_flag=True,
    help="List what editors have silenced: [derived: …], [editor], {title}, {word}, "
    "accepted marks.",
)
@json_option
@drafts_option
@common
def report_command(
    output: Output,
    config_file: Path,
    gates: tuple[tuple[str, float], ...],
    *,
    drafts: bool,
    reviewer: bool,
) -> int:
    """Show how well the stories are sourced."""
    project = mkdocs.open_project(config_file)
    with content_of(output, project, drafts=drafts) as content:
        if content.settings is None or content.blocked():
            output.report(content.diagnostics, strict=False)
            return CONTENT_ERRORS
        index = content.index()
        rows = {slug: Sourced(line.coverage, line.reviews) for slug, line in index.stories.items()}
        names = content.settings.name_reviewers
        silenced = silenced_checks(index) if reviewer else None
    if output.json:
        output.show_json(report_table.numbers(rows, silenced, names=names))
    elif not output.quiet:
        output.show(report_table.table(rows))
        if not rows and not drafts:
            output.say("No story is published yet: 'explainer report --drafts' counts drafts too.")
        for line in report_table.reading_lines(rows, names=names):
            output.say(line)
        for line in report_table.reviewer_lines(silenced or ()):
            output.say(line)
    missed = report_table.missed(sum(rows.values(), Sourced()), gates)
    for told in missed:
        output.warn(told)
    return CONTENT_ERRORS if missed else PUBLISH
