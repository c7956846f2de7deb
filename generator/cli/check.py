"""`explainer check`: what is wrong with the content."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import every_option, json_option, strict_option
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.formats import format_option, use_format
from generator.cli.output import Output
from generator.cli.site import content_of, open_site, site_command
from generator.diagnostics import worst_first
from generator.passes.pages import check_pages


@click.command("check")
@format_option
@every_option
@strict_option
@json_option
@site_command
def check_command(
    output: Output, config_file: Path, format: str | None, *, every: bool, strict: bool
) -> int:
    """Check the content and write nothing."""
    output.every = every
    project = open_site(output, config_file, strict=strict)
    use_format(output, format, project.folder)
    with content_of(output, project, drafts=True, strict=strict) as content:
        problems = content.diagnostics
        if not content.blocked():
            # A mistake in a template shows only when pages are made.
            problems = tuple(worst_first([*problems, *check_pages(content.stages)]))
        if not output.report(problems, strict=strict):
            return CONTENT_ERRORS
        if not problems:
            output.say("Nothing is wrong.")
    return PUBLISH
