"""The commands and their options."""

from __future__ import annotations

import functools
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from generator import __version__
from generator.adapters import disk, mkdocs
from generator.cli import report as report_table
from generator.cli.admin import admin_command
from generator.cli.capture import capture_command
from generator.cli.common import common, open_site
from generator.cli.fix import fix_command
from generator.cli.formats import format_option, use_format
from generator.cli.new import new
from generator.cli.output import (
    CONTENT_ERRORS,
    INTERRUPTED,
    PUBLISH,
    Output,
    show_usage_error,
)
from generator.cli.quote import quote_command
from generator.cli.schema import schema_command
from generator.cli.verify import verify_command
from generator.cli.verify_site import verify_site_command
from generator.diagnostics.safe_text import SafeFormatter
from generator.memory import FORGETFUL, Memory, remembering
from generator.pipeline import Compiled
from generator.verify import Coverage, review_list, story_coverage

_EPILOG = """
Exit codes: 0 the site can be published; 1 the content has errors (under --strict also warnings);
2 the command could not be carried out: a wrong option, an unusable mkdocs.yml, a folder that
cannot be written; 130 it was interrupted (Ctrl-C).
"""


class _Explainer(click.Group):
    """The command with its own way of ending: safe messages, and quietly after Ctrl-C."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 - as click has it
        **extra: Any,
    ) -> Any:
        """Run the command; see `click.Command.main`."""
        run = functools.partial(super().main, args, prog_name, complete_var, False, **extra)  # noqa: FBT003
        if not standalone_mode:
            return run()
        try:
            sys.exit(run())
        except click.ClickException as error:
            show_usage_error(error)
            sys.exit(error.exit_code)
        except click.Abort as error:
            # Ctrl-D at a question; all else that comes here is Ctrl-C.
            is_ended = isinstance(error.__context__, EOFError)
            sys.exit(CONTENT_ERRORS if is_ended else INTERRUPTED)


@click.group(
    cls=_Explainer,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="explainer")
def explainer() -> None:
    """Build a site of source-based news explainers from YAML."""


explainer.add_command(quote_command)
explainer.add_command(capture_command)
explainer.add_command(fix_command)
explainer.add_command(new)
explainer.add_command(schema_command)
explainer.add_command(admin_command)
explainer.add_command(verify_command)
explainer.add_command(verify_site_command)

_strict = click.option("--strict", is_flag=True, help="Let warnings count as errors.")
_json = click.option("--json", is_flag=True, help="Print the diagnostics as JSON, to stdout.")
_drafts = click.option("--drafts", is_flag=True, help="Show stories that are not published too.")


def _compile(
    output: Output,
    project: mkdocs.Project,
    memory: Memory = FORGETFUL,
    *,
    drafts: bool,
    strict: bool = False,
) -> Compiled:
    with output.progress("Reading and checking", None):
        return mkdocs.compile_project(project, drafts=drafts, memory=memory, strict=strict)


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
        inputs = mkdocs.inputs_of(project, drafts=drafts, strict=strict)
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
    compiled = _compile(output, project, memory, drafts=drafts, strict=strict)
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
    if inputs == mkdocs.inputs_of(project, drafts=drafts, strict=strict):
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
    compiled = _compile(output, project, drafts=True, strict=strict)
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
    compiled = _compile(output, project, drafts=drafts, strict=strict)
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

    A mistake does not end it: the last good pages stay up and show what is wrong. It answers to its
    own names alone. Where other machines can reach the address (such as 0.0.0.0:8000), they see
    nothing without the token in the address that it prints. Ctrl-C ends it, with exit code 0.
    """
    level = logging.WARNING if output.quiet else logging.INFO
    handler = logging.StreamHandler()
    handler.setFormatter(SafeFormatter("%(message)s"))
    logging.basicConfig(level=level, handlers=[handler])
    mkdocs.serve(config_file, address, open_in_browser=open_in_browser)
    return PUBLISH


@explainer.command()
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
    help="List what editors have silenced: [derived: …], [editor], accepted marks.",
)
@_json
@_drafts
@common
def report(
    output: Output,
    config_file: Path,
    gates: tuple[tuple[str, float], ...],
    *,
    drafts: bool,
    reviewer: bool,
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
    verified = compiled.verification.quotations
    silenced = review_list(compiled.site, verified) if reviewer else None
    if output.json:
        output.show_json(report_table.numbers(rows, silenced))
    elif not output.quiet:
        output.show(report_table.table(rows))
        for line in report_table.reviewer_lines(silenced or ()):
            output.say(line)
    missed = report_table.missed(sum(rows.values(), Coverage()), gates)
    for told in missed:
        output.warn(told)
    return CONTENT_ERRORS if missed else PUBLISH
