"""`explainer serve`: the site with its drafts, built anew after every change."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from generator.adapters.checklist import EDITORS, Editor, EditorError, editor_of
from generator.adapters.mkdocs.serve import serve
from generator.cli.common import common
from generator.cli.exit_codes import PUBLISH
from generator.cli.output import Output
from generator.diagnostics.safe_text import SafeFormatter


def _editor(_: click.Context, parameter: click.Parameter, value: str) -> Editor:  # noqa: ARG001
    try:
        return editor_of(value)
    except EditorError as error:
        raise click.BadParameter(str(error)) from error


@click.command("serve")
@click.option("-a", "--address", metavar="HOST:PORT", help="Where to serve. [127.0.0.1:8000]")
@click.option(
    "--editor",
    metavar="NAME",
    envvar="EXPLAINER_EDITOR",
    show_envvar=True,
    default="vscode",
    show_default=True,
    callback=_editor,
    help=f"Where the links of the checklist open files: {', '.join(EDITORS)}, or the address that "
    "opens one, such as 'editor://open?file={path}&line={line}&column={column}'.",
)
@click.option("--open", "open_in_browser", is_flag=True, help="Open the site in a browser.")
@common
def serve_command(
    output: Output,
    config_file: Path,
    address: str | None,
    *,
    editor: Editor,
    open_in_browser: bool,
) -> int:
    """Serve the site with its drafts, and build it anew after every change.

    A mistake does not end it: the last good pages stay up. Beside every page is a checklist of what
    is wrong, and of what is left to do until the site can be published, with the commands that
    'explainer next' says. A click on a place opens the file in your editor.

    It answers to its own names alone. Where other machines can reach the address (such as
    0.0.0.0:8000), they see nothing without the token in the address that it prints. Ctrl-C ends it,
    with exit code 0.

    At /.review/ sentences are reviewed, one after the other, beside what they cite. That, the links
    into your editor and the passages that the checklist suggests are there for browsers on this
    machine alone, and not where other machines can reach the address.
    """
    level = logging.WARNING if output.quiet else logging.INFO
    handler = logging.StreamHandler()
    handler.setFormatter(SafeFormatter("%(message)s"))
    logging.basicConfig(level=level, handlers=[handler])
    serve(config_file, address, open_in_browser=open_in_browser, editor=editor)
    return PUBLISH
