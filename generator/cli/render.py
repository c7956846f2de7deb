"""`explainer render`: the pages as Markdown files, for MkDocs without the plugin."""

from __future__ import annotations

from pathlib import Path

import click

from generator.adapters import disk, mkdocs
from generator.cli.common import common, drafts_option, json_option, strict_option
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.cli.site import content_of, open_site
from generator.render import BadTemplateError


@click.command("render")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The folder to write: new, empty, or written by this command before.",
)
@strict_option
@json_option
@drafts_option
@common
def render_command(
    output: Output, config_file: Path, out: Path, *, strict: bool, drafts: bool
) -> int:
    """Write the pages as Markdown files that MkDocs builds without the plugin."""
    project = open_site(output, config_file, strict=strict)
    with content_of(output, project, drafts=drafts, strict=strict) as content:
        if not output.report(content.diagnostics, strict=strict):
            output.say("Nothing was written.")
            return CONTENT_ERRORS
        try:
            site = mkdocs.plain_site(project, content)
        except BadTemplateError as error:
            output.report([error.diagnostic], strict=strict)
            output.say("Nothing was written.")
            return CONTENT_ERRORS
    for warning in site.warnings:
        output.warn(warning)
    if site.warnings and strict:
        output.say("Nothing was written.")
        return CONTENT_ERRORS
    custom = project.config.theme.custom_dir
    overrides = Path(custom) if custom else None
    count = disk.write_pages(site, out.resolve(), project.folder, overrides)
    output.say(f"{count} files in {out}; build them there with 'mkdocs build'")
    return PUBLISH
