"""`explainer next`: what is left to do until the site can be published."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.common import common, json_option
from generator.cli.exit_codes import PUBLISH
from generator.cli.output import Output
from generator.cli.site import content_of, open_site
from generator.publishing.next_steps import BUILD, Step, next_steps
from generator.render import wording_for


@click.command("next")
@json_option
@common
def next_command(output: Output, config_file: Path) -> int:
    """Say what is left to do until the site can be published, and with which command.

    The steps stand in the order to take them. As long as there are errors they come first, and what
    else is left is not known yet. The exit code is 0 however much is left.
    """
    project = open_site(output, config_file)
    archive = project.folder / project.plugin.config.content / "archive"
    with content_of(output, project, drafts=True) as content:
        blocked = content.blocked()
        index = None if blocked else content.index()
        steps = next_steps(content.diagnostics, index, archive, wording_for("en"))
    if output.json:
        output.show_json({"steps": [_row(each) for each in steps]})
        return PUBLISH
    for number, step in enumerate(steps, 1):
        _show(output, number, step)
    if blocked:
        output.show_text("What comes after that is known when there are no errors.")
    elif not steps:
        output.show_text(f"Nothing is left to do: {BUILD}")
    else:
        output.show_text(f"Then: {BUILD}")
    return PUBLISH


def _show(output: Output, number: int, step: Step) -> None:
    output.show_text(f"{number}. {step.told}")
    if step.where:
        output.show_text(", ".join(step.where), indent=3)
    output.show_text(f"→ {step.command}", indent=3)


def _row(step: Step) -> dict[str, object]:
    """A step as JSON. What is wrong in detail `explainer check --json` says."""
    return {name: getattr(step, name) for name in ("name", "count", "told", "where", "command")}
