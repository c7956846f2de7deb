"""What is imported before a command runs, and that the table of commands is true."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from generator.cli import explainer
from generator.cli.lazy import LazyGroup, Row
from tests.support import ROOT

LIBRARIES = {
    "PIL", "ahocorasick_rs", "babel", "folium", "jinja2", "markdown", "markdown_it", "material",
    "mkdocs", "nh3", "numpy", "playwright", "pydantic", "pypdfium2", "rapidfuzz", "rich",
    "selectolax", "sqlite3", "tinycss2", "warcio", "yaml",
}  # fmt: skip


def rows(group: LazyGroup = explainer) -> Iterator[Row]:
    """The rows of a group's table, and of the groups in it."""
    for row in group.table.rows.values():
        yield row
        command = group.table[row.name]
        if isinstance(command, LazyGroup):
            yield from rows(command)


def loaded(*arguments: str, at: Path = ROOT) -> set[str]:
    """The modules that a new process has imported when its command ends."""
    script = (
        "import sys\n"
        "from generator.__main__ import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    code = end.code\n"
        "print('--modules', *sys.modules, sep='\\n')\n"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=at, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stdout.partition("--modules\n")[2].splitlines())


@pytest.mark.parametrize("row", [*rows()], ids=lambda row: f"{row.module}-{row.attribute}")
def test_the_table_says_what_the_command_says(row: Row) -> None:
    command = getattr(import_module(f"generator.cli.{row.module}"), row.attribute)
    assert command.name == row.name
    assert command.get_short_help_str(limit=1000) == row.help


def test_every_command_stands_in_the_table() -> None:
    commands = {
        (path.stem, name)
        for path in (ROOT / "generator/cli").glob("[!_]*.py")
        for name, value in vars(import_module(f"generator.cli.{path.stem}")).items()
        if isinstance(value, click.Command)
    }
    assert commands == {("commands", "explainer"), *((row.module, row.attribute) for row in rows())}


def test_the_help_is_what_click_makes_of_the_commands() -> None:
    for group in (explainer, explainer.table["new"]):
        assert isinstance(group, LazyGroup)
        plain = click.Group(
            group.name, commands=dict(group.table), params=group.params, help=group.help,
            epilog=group.epilog, context_settings=group.context_settings,
        )  # fmt: skip
        for width in (40, 80, 200):
            options = {"terminal_width": width, **explainer.context_settings}
            shown = [
                each.get_help(click.Context(each, info_name="x", **options))
                for each in (group, plain)
            ]
            assert shown[0] == shown[1]
        context = click.Context(group, info_name="x", **explainer.context_settings)
        for incomplete in ("", "s", "--"):
            offered = [
                [(item.value, item.help) for item in each.shell_complete(context, incomplete)]
                for each in (group, plain)
            ]
            assert offered[0] == offered[1]


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["new", "--help"]])
def test_help_needs_no_library_but_click(arguments: list[str]) -> None:
    modules = loaded(*arguments)
    assert "click" in modules
    assert modules & LIBRARIES == set()
    ours = {name for name in modules if name.startswith("generator")}
    assert ours <= {
        "generator", "generator.__main__", "generator.cli", "generator.cli.commands",
        "generator.cli.exit_codes", "generator.cli.lazy", "generator.cli.new",
        "generator.cli.table",
    }  # fmt: skip


# What a check reads files with, and makes pages with.
CHECKING = {
    "generator.adapters.mkdocs", "generator.index", "generator.load", "generator.model",
    "generator.passes", "generator.render", "generator.verify",
}  # fmt: skip


def test_a_check_of_a_site_that_has_not_changed_imports_nothing_that_checks(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPLAINER_CACHE", str(tmp_path / "cache"))
    assert loaded("check", at=demo) >= CHECKING
    assert loaded("check", at=demo) & (CHECKING | LIBRARIES) == {"rich"}


# PyYAML, pydantic and Babel read and check the content.
NOT_FOR_CONTENT = LIBRARIES - {"babel", "pydantic", "rapidfuzz", "rich", "sqlite3", "yaml"}
# What a draft says is held against the copies of sources.
NOT_FOR_IMPORTS = {"folium", "jinja2", "mkdocs", "material", "playwright", "pypdfium2"}
SOURCE = ("--url", "https://example.org/a", "--title", "T", "--publisher", "P", "--date", "2031")


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (["schema"], NOT_FOR_CONTENT),
        (["new", "source", *SOURCE], NOT_FOR_CONTENT),
        (
            ["quote", "--dry-run", "--source", "tide-post", "Nobody was hurt"],
            NOT_FOR_CONTENT | {"rapidfuzz", "sqlite3"},
        ),
        (["suggest", "bell"], {"mkdocs", "material", "playwright", "folium", "pypdfium2"}),
        (["fix"], {"mkdocs", "material", "playwright", "folium", "pypdfium2"}),
        (["import", "mkdocs.yml", "--as", "markdown", "--dry-run"], NOT_FOR_IMPORTS),
    ],
    ids=["schema", "new source", "quote", "suggest", "fix", "import"],
)
def test_a_command_imports_what_it_needs(
    arguments: list[str], unneeded: set[str], tmp_path: Path
) -> None:
    site = shutil.copytree(ROOT / "tests/demo", tmp_path / "demo")
    modules = loaded(*arguments, at=site)
    assert modules & unneeded == set()
