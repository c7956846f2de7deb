"""Every command says what hostile options, names and values it was given, and says it safely."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator.cli import explainer
from tests.support import DEMO, make_site
from tests.test_safe_text import is_safe

TEXT = "x\n::add-mask::\x1b[2J\u202e##[y]\x9b"
NAME = "n\n::add-mask::\x1b[2J\u202e##[y]"


def commands(group: click.Group, prefix: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, (*prefix, name))
        else:
            yield (*prefix, name)


def options(command: tuple[str, ...]) -> list[str]:
    """An option or argument of each kind with a hostile value, one list an attempt."""
    here: click.Command = explainer
    for name in command:
        assert isinstance(here, click.Group)
        here = here.commands[name]
    return [p.opts[0] for p in here.params if isinstance(p, click.Option) and not p.is_flag]


def run(*arguments: str, cwd: Path) -> str:
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(cwd)
        patched.delenv("GITHUB_WORKSPACE", raising=False)
        result = CliRunner().invoke(explainer, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in a folder, with files, values and copies of hostile names."""
    config = (DEMO / "mkdocs.yml").read_bytes()
    site = make_site(
        tmp_path_factory.mktemp("hostile") / NAME,
        {"mkdocs.yml": config, "content/pages/a.md": "# A\n"},
    )
    (site / f"content/sources/{NAME}.yml").write_text("title: x\n")
    (site / f"content/glossary/{NAME}.yml").write_text('term: "a\\u001b[2J\\n::add-mask::x"\n')
    (site / "content/glossary/two.yml").write_text(
        'term: "##[add-mask]x"\n"\\n::add-mask::y": "\\e[2J"\n::add-mask::z: x\n'
    )
    (site / "content/archive").mkdir(exist_ok=True)
    return site


@pytest.mark.parametrize("command", list(commands(explainer)), ids=" ".join)
def test_what_a_command_is_given_comes_back_safely(
    command: tuple[str, ...], hostile: Path, tmp_path: Path
) -> None:
    if command == ("serve",):
        attempts: list[tuple[str, ...]] = [("--address", TEXT), ("-f", TEXT), (TEXT,)]
    else:
        attempts = [(), (TEXT,), (f"--{TEXT}",), *((name, TEXT) for name in options(command))]
        attempts += [(name, TEXT, TEXT) for name in options(command)]
    for attempt in attempts:
        said = run(*command, *attempt, cwd=hostile)
        assert is_safe(said), (attempt, said)
    assert is_safe(run(TEXT, cwd=tmp_path))


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--strict"),
        ("check", "--json"),
        ("check", "--format", "github"),
        ("check", "--format", "sarif"),
        ("fix", "--prose"),
        ("report",),
        ("report", "--json"),
        ("verify",),
        ("verify-site", "."),
        ("verify-site", "content"),
        ("build", "-d", "content"),
        ("build", "-d", "mkdocs.yml/x"),
        ("render", "-o", "content"),
        ("schema", "--out", "mkdocs.yml/x"),
    ],
    ids=" ".join,
)
def test_what_is_wrong_with_a_hostile_site_is_told_safely(
    arguments: tuple[str, ...], hostile: Path
) -> None:
    said = run(*arguments, cwd=hostile)
    assert "isn't an existing" not in said
    told = said
    if "github" in arguments:
        # These lines are commands, and each of them our own.
        rows = [row for row in said.split("\n") if row.startswith("::")]
        assert rows
        assert all(row.startswith(("::error file=", "::warning file=")) for row in rows)
        told = "\n".join(row.removeprefix("::") for row in said.split("\n"))
    assert is_safe(told), said


def test_an_export_with_hostile_names_is_told_safely(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    (copy / "in").mkdir(parents=True)
    (copy / "in" / NAME).write_text("")
    (copy / "SHA256SUMS").write_text(f"{'0' * 64}  \x1b[2J\n{'0' * 64}  ::add-mask::x\n")
    export = shutil.make_archive(str(tmp_path / "export"), "tar", copy)
    for place in (str(copy), export):
        for more in ((), ("--json",)):
            assert is_safe(run("verify-site", place, *more, cwd=tmp_path))
