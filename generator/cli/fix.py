"""`explainer fix`: the mends that diagnostics offer, shown or written."""

from __future__ import annotations

from pathlib import Path

import click

from generator.adapters import mkdocs
from generator.cli.common import common, open_site
from generator.cli.output import CONTENT_ERRORS, PUBLISH, Output
from generator.diagnostics import CODES, summary
from generator.diagnostics.record import did_you_mean
from generator.mend import ChangedError, Mended, plan, unified_diff, write


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
@click.option("--write", "is_written", is_flag=True, help="Write the mends into the content.")
@click.option("--prose", is_flag=True, help="Mend prose and the words of quotations too.")
@common
def fix_command(
    output: Output, config_file: Path, codes: tuple[str, ...], *, is_written: bool, prose: bool
) -> int:
    """Mend what has exactly one right answer: mistyped ids, dates in another form, tabs.

    Without --write the changes are printed as a diff, and the exit code is 1 if there are any.
    With CODES only these diagnostics are mended. What may change the sense of a text is left alone,
    and prose with the words of quotations unless --prose is given.
    """
    project = open_site(output, config_file)
    with output.progress("Looking for mends", None):
        mended = plan(project.folder, project.plugin.config.content, codes, prose=prose)
    if not mended.files:
        _say_held_back(output, mended)
        output.say(f"Nothing to mend. {summary(mended.remaining)}")
        return PUBLISH
    if not is_written:
        output.show_diff(unified_diff(mended.files))
        _say_held_back(output, mended)
        output.say(f"{_count(mended)} can be mended: run again with --write")
        return CONTENT_ERRORS
    try:
        write(project.folder, mended.files)
    except ChangedError as error:
        return output.fail(str(error))
    output.say(f"{_count(mended)} mended")
    _say_held_back(output, mended)
    return _check_again(output, project)


def _check_again(output: Output, project: mkdocs.Project) -> int:
    """Tell what remains; only errors count."""
    with output.progress("Checking again", None):
        remaining = mkdocs.compile_project(project, drafts=True).diagnostics
    if not remaining:
        output.say("Nothing is wrong any more.")
    fine = output.report(remaining, strict=False)
    return PUBLISH if fine else CONTENT_ERRORS


def _say_held_back(output: Output, mended: Mended) -> None:
    if mended.held_back:
        output.say(f"{len(mended.held_back)} more could be mended in prose: add --prose")


def _count(mended: Mended) -> str:
    made, files = len(mended.made), len(mended.files)
    problems = f"{made} problem{'' if made == 1 else 's'}"
    return f"{problems} in {files} file{'' if files == 1 else 's'}"
