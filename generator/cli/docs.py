"""`explainer docs`: the documents that come with the program, and the ready files for hosts."""

from __future__ import annotations

import re
from pathlib import Path

import click

from generator.cli.common import CommandError, without_site
from generator.cli.exit_codes import PUBLISH
from generator.cli.output import Output
from generator.files import list_folder, read_file
from generator.package_data import package_folder

_PAGE = ".md"
_MAX_BYTES = 1_000_000
# A page of the handbook has its title once more before the text, for the site.
_FRONT_MATTER = re.compile(r"\A---\n.*?^---\n+", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->\n*", re.DOTALL)


@click.command("docs")
@click.argument("name", required=False)
@without_site
def docs_command(output: Output, name: str | None) -> int:
    """Print a document that comes with this program, or list them all.

    NAME is a document, such as content-format, a page of the handbook, such as handbook/start, or
    a ready file for a host, such as github-pages.yml. They are printed as they are, so that a file
    can be put where its head says: explainer docs publish.sh > publish.sh
    """
    found = documents()
    if name is None:
        for each, path in found.items():
            output.show_line(f"{each:<22}  {_first_line(path)}")
        return PUBLISH
    path_of = found.get(name.removesuffix(_PAGE))
    if path_of is None:
        raise CommandError(f"there is no document '{name}'; 'explainer docs' lists them")
    output.show_document(_text(path_of))
    return PUBLISH


def documents() -> dict[str, Path]:
    """Every document by the name that `explainer docs` takes: handbook, pages, files for hosts.

    A page that the handbook shares with the others is listed once, among these.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    pages = _files(package_folder("docs"), _PAGE)
    handbook = _files(package_folder("handbook/content/pages"), _PAGE)
    shared = {name for name in handbook.keys() & pages.keys() if _is_made(handbook[name])}
    return {
        **{f"handbook/{name}": path for name, path in handbook.items() if name not in shared},
        **pages,
        **_files(package_folder("site-templates") / "publishing", ""),
    }


def _files(folder: Path, ending: str) -> dict[str, Path]:
    return {
        entry.name.removesuffix(ending): folder / entry.name
        for entry in list_folder(folder, inside=folder)
        if entry.name.endswith(ending) and not entry.is_folder
    }


def _is_made(path: Path) -> bool:
    """Whether a page is made from the code, as `docs/` has it too."""
    return _text(path).startswith("<!--")


def _text(path: Path) -> str:
    text = read_file(path, inside=path.parent, at_most=_MAX_BYTES).decode()
    return _FRONT_MATTER.sub("", text)


def _first_line(path: Path) -> str:
    """What a document is: its first line that says something."""
    lines = (line.lstrip("# ").rstrip() for line in _COMMENT.sub("", _text(path)).splitlines())
    return next(line for line in lines if line and not line.startswith("!"))
