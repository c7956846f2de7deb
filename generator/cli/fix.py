"""`explainer fix`: the fixes that diagnostics offer, shown or written."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import CommandError, common
from generator.cli.content import find_content
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.diagnostics import CODES, summary
from generator.diagnostics.record import did_you_mean
from generator.fixes import FileChangedError, FixResult, plan_fixes, unified_diff, write_fixes


class _Code(click.ParamType[str]):
    """The code of a diagnostic."""

    name = "CODE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take one code."""
        if value not in CODES:
            advice = did_you_mean(value, CODES)
            self.fail(f"there is no diagnostic '{value}'. {advice}".strip(), param, ctx)
        return value


@click.command("fix")
@click.argument("codes", type=_Code(), nargs=-1)
@click.option("--write", "is_written", is_flag=True, help="Write the fixes into the content.")
@click.option("--prose", is_flag=True, help="Fix prose and the words of quotations too.")
@common
def fix_command(
    output: Output, config_file: Path, codes: tuple[str, ...], *, is_written: bool, prose: bool
) -> int:
    """Fix what has exactly one right answer: mistyped ids, dates in another form, tabs.

    Without --write the changes are printed as a diff, and the exit code is 1 if there are any.
    With CODES only these diagnostics are fixed. What may change the sense of a text is left alone,
    and prose with the words of quotations unless --prose is given.
    """
    content = find_content(output, config_file)
    with output.progress("Looking for fixes", None):
        result = plan_fixes(content.site, content.folder, codes, prose=prose)
    if not result.files:
        _say_held_back(output, result)
        output.say(f"Nothing to fix. {summary(result.remaining)}")
        return PUBLISH
    if not is_written:
        output.show_diff(unified_diff(result.files))
        _say_held_back(output, result)
        output.say(f"{_count(result)} can be fixed: run again with --write")
        return CONTENT_ERRORS
    try:
        write_fixes(content.site, result.files)
    except FileChangedError as error:
        return output.fail(str(error))
    output.say(f"{_count(result)} fixed")
    _say_held_back(output, result)
    return _check_again(output, config_file)


def _check_again(output: Output, config_file: Path) -> int:
    """Tell what remains; only errors count."""
    from generator.adapters import mkdocs  # noqa: PLC0415 - slow, and only here
    from generator.cli.site import content_of  # noqa: PLC0415

    try:
        project = mkdocs.open_project(config_file)
        with content_of(output, project, drafts=True) as checked:
            remaining = checked.diagnostics
    except mkdocs.ProjectError as error:
        raise CommandError(str(error)) from error
    if not remaining:
        output.say("Nothing is wrong any more.")
    fine = output.report(remaining, strict=False)
    return PUBLISH if fine else CONTENT_ERRORS


def _say_held_back(output: Output, result: FixResult) -> None:
    if result.held_back:
        output.say(f"{len(result.held_back)} more could be fixed in prose: add --prose")


def _count(result: FixResult) -> str:
    made, files = len(result.made), len(result.files)
    problems = f"{made} problem{'' if made == 1 else 's'}"
    return f"{problems} in {files} file{'' if files == 1 else 's'}"
