"""The commands and their options."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from generator import __version__
from generator.adapters import disk, mkdocs
from generator.cli import report as report_table
from generator.cli.admin import admin_command
from generator.cli.capture import capture_command
from generator.cli.common import common, open_site, today
from generator.cli.fix import fix_command
from generator.cli.formats import format_option, use_format
from generator.cli.new import new
from generator.cli.output import CONTENT_ERRORS, PUBLISH, Output
from generator.cli.quote import quote_command
from generator.cli.schema import schema_command
from generator.cli.verify_site import verify_site_command
from generator.memory import FORGETFUL, Memory, remembering
from generator.pipeline import Compiled, verify_site
from generator.verify import Coverage, story_coverage, write_lock

_EPILOG = """
Exit codes: 0 the site can be published; 1 the content has errors (under --strict also warnings);
2 the command could not be carried out: a wrong option, an unusable mkdocs.yml, a folder that
cannot be written.
"""


@click.group(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="explainer")
def explainer() -> None:
    """Build a site of source-based news explainers from YAML."""


explainer.add_command(quote_command)
explainer.add_command(capture_command)
explainer.add_command(fix_command)
explainer.add_command(new)
explainer.add_command(schema_command)
explainer.add_command(admin_command)
explainer.add_command(verify_site_command)

_strict = click.option("--strict", is_flag=True, help="Let warnings count as errors.")
_json = click.option("--json", is_flag=True, help="Print the diagnostics as JSON, to stdout.")
_drafts = click.option("--drafts", is_flag=True, help="Show stories that are not published too.")


def _compile(
    output: Output, project: mkdocs.Project, memory: Memory = FORGETFUL, *, drafts: bool
) -> Compiled:
    with output.progress("Reading and checking", None):
        return mkdocs.compile_project(project, drafts=drafts, memory=memory)


@explainer.command()
@click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path), help="Where to build. [default: site]"
)
@_strict
@_json
@_drafts
@common
def build(
    output: Output,
    config_file: Path,
    site_dir: Path | None,
    *,
    strict: bool,
    drafts: bool,
) -> int:
    """Check the content and build the site. With errors nothing is written."""
    project = open_site(output, config_file, site_dir, strict=strict)
    mkdocs.check_site_dir(project)
    with remembering(project.folder) as memory:
        inputs = mkdocs.inputs_of(project, drafts=drafts)
        last = mkdocs.last_build(memory, project.site_dir, inputs)
        if last is None:
            return _build(output, project, memory, inputs, strict=strict, drafts=drafts)
    fine = output.report(last.diagnostics, strict=strict)
    for warning in last.warnings:
        output.warn(warning)
    if not fine or (strict and last.warnings):
        return CONTENT_ERRORS
    output.say(f"Nothing has changed: {last.pages} pages in {project.site_dir}")
    return PUBLISH


def _build(
    output: Output,
    project: mkdocs.Project,
    memory: Memory,
    inputs: bytes | None,
    *,
    strict: bool,
    drafts: bool,
) -> int:
    """Build what is not there already; `inputs` is a digest of what it is made from."""
    compiled = _compile(output, project, memory, drafts=drafts)
    if not output.report(compiled.diagnostics, strict=strict):
        output.say("Nothing was built.")
        return CONTENT_ERRORS
    count = len(compiled.rendered.pages)
    place = project.site_dir
    try:
        with output.progress("Building pages", count) as page_done:
            warnings = mkdocs.build(project, compiled, page_done, strict=strict)
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        why = f"{named}{error.strerror or error}"
        return output.fail(f"nothing was published; '{place}' is as it was: {why}")
    for warning in warnings:
        output.warn(warning)
    if warnings and strict:
        output.say("Nothing was built.")
        return CONTENT_ERRORS
    # Not if somebody has changed something while it was being read.
    if inputs == mkdocs.inputs_of(project, drafts=drafts):
        last = mkdocs.LastBuild(count, compiled.diagnostics, tuple(warnings))
        mkdocs.keep_build(memory, place, inputs, last)
    memory.finish(whole=True)
    output.say(f"{count} pages in {place}")
    return PUBLISH


@explainer.command()
@format_option
@_strict
@_json
@common
def check(output: Output, config_file: Path, format: str | None, *, strict: bool) -> int:
    """Check the content and write nothing."""
    project = open_site(output, config_file, strict=strict)
    use_format(output, format, project.folder)
    compiled = _compile(output, project, drafts=True)
    if not output.report(compiled.diagnostics, strict=strict):
        return CONTENT_ERRORS
    if not compiled.diagnostics:
        output.say("Nothing is wrong.")
    return PUBLISH


@explainer.command()
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The folder to write: new, empty, or written by this command before.",
)
@_strict
@_json
@_drafts
@common
def render(output: Output, config_file: Path, out: Path, *, strict: bool, drafts: bool) -> int:
    """Write the pages as Markdown files that MkDocs builds without the plugin."""
    project = open_site(output, config_file, strict=strict)
    compiled = _compile(output, project, drafts=drafts)
    if not output.report(compiled.diagnostics, strict=strict):
        output.say("Nothing was written.")
        return CONTENT_ERRORS
    site = mkdocs.plain_site(project, compiled)
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


@explainer.command()
@click.option("-a", "--address", metavar="HOST:PORT", help="Where to serve. [127.0.0.1:8000]")
@click.option("--open", "open_in_browser", is_flag=True, help="Open the site in a browser.")
@common
def serve(output: Output, config_file: Path, address: str | None, *, open_in_browser: bool) -> int:
    """Serve the site with its drafts, and build it anew after every change.

    A mistake does not end it: the last good pages stay up and show what is wrong.
    """
    level = logging.WARNING if output.quiet else logging.INFO
    logging.basicConfig(level=level, format="%(message)s")
    mkdocs.serve(config_file, address, open_in_browser=open_in_browser)
    return PUBLISH


@explainer.command()
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    help="The folder of archived copies. [default: archive/ in the content folder]",
)
@_json
@_strict
@common
def verify(output: Output, config_file: Path, archive: Path | None, *, strict: bool) -> int:
    """Compare every quotation with the archived copy of its source, word for word.

    What stands there is written down in quotations.lock.yml, with which a site is built where
    there is no archive.
    """
    project = open_site(output, config_file, strict=strict)
    content = project.plugin.config.content
    folder = archive or project.folder / content / "archive"
    if not folder.is_dir():
        raise mkdocs.ProjectError(f"there is no folder '{folder}'")
    with output.progress("Comparing quotations", None):
        compared = verify_site(project.folder, content, folder, today())
    fine = output.report(compared.diagnostics, strict=strict)
    if compared.comparison is None:
        return CONTENT_ERRORS
    write_lock(compared.comparison.lock, compared.lock_file)
    for id, why in compared.comparison.looks:
        output.say(f"look once more at '{id}': {why}")
    output.say(f"{len(compared.comparison.lock.quotations)} quotations verified")
    return PUBLISH if fine else CONTENT_ERRORS


@explainer.command()
@click.option(
    "--fail-under",
    "gates",
    type=report_table.Gate(),
    multiple=True,
    help="Fail if less than this part of the statements is so, such as verified=100.",
)
@_json
@_drafts
@common
def report(
    output: Output, config_file: Path, gates: tuple[tuple[str, float], ...], *, drafts: bool
) -> int:
    """Show how well the stories are sourced."""
    project = mkdocs.open_project(config_file)
    compiled = _compile(output, project, drafts=drafts)
    if compiled.site is None or compiled.blocked():
        output.report(compiled.diagnostics, strict=False)
        return CONTENT_ERRORS
    rows = {
        story.slug: story_coverage(compiled.site, story, compiled.verification)
        for story in compiled.site.stories
    }
    if output.json:
        click.echo(report_table.as_json(rows))
    elif not output.quiet:
        output.show(report_table.table(rows))
    missed = report_table.missed(sum(rows.values(), Coverage()), gates)
    for told in missed:
        output.warn(told)
    return CONTENT_ERRORS if missed else PUBLISH
