"""`explainer check`: what is wrong with the content."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import common, every_option, json_option, strict_option
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.formats import format_option, use_format
from generator.cli.last_check import last_check
from generator.cli.output import Output


@click.command("check")
@format_option
@every_option
@strict_option
@json_option
@common
def check_command(
    output: Output, config_file: Path, format: str | None, *, every: bool, strict: bool
) -> int:
    """Check the content and write nothing."""
    output.every = every
    use_format(output, format, config_file.parent)
    problems = last_check(config_file, strict=strict)
    if problems is None:
        # It takes ten times as long to import.
        from generator.cli.full_check import check_site  # noqa: PLC0415

        problems = check_site(output, config_file, strict=strict)
    if not output.report(problems, strict=strict):
        return CONTENT_ERRORS
    if not problems:
        output.say("Nothing is wrong.")
    return PUBLISH
