"""What is documented is what there is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli import explainer
from generator.diagnostics import CODES
from generator.documentation import reference_pages
from generator.render.contexts import TEMPLATES
from tests.support import ROOT

MODULES = sorted((ROOT / "generator").rglob("*.py"))


def test_reference_pages_are_current() -> None:
    for name, text in reference_pages().items():
        assert (ROOT / "docs" / name).read_text("utf-8") == text, f"{name}: run 'make docs'"


def test_every_code_is_documented() -> None:
    text = (ROOT / "docs/diagnostics.md").read_text("utf-8")
    assert [code for code in CODES if f"\n## {code}\n" not in text] == []


def test_every_command_and_option_is_documented() -> None:
    text = (ROOT / "docs/command-line.md").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    for name, command in explainer.commands.items():
        assert f"## explainer {name}\n" in text
        assert f"`explainer {name}" in readme
        for option in command.params:
            assert option.opts[-1] in text
            if isinstance(option, click.Option):
                assert option.help, f"{name} {option.opts}: no help"
            else:  # the older clicks know no help for an argument: the command's tells of it
                assert str(option.name).upper() in str(command.help)


def test_every_template_has_a_documented_context() -> None:
    pages = {path.stem for path in (ROOT / "site-templates/pages").glob("*.html")}
    assert pages == set(TEMPLATES)


def undocumented(path: Path) -> Iterator[str]:
    """What a module says nothing of: itself, or a public function or class."""
    name = path.relative_to(ROOT).as_posix()
    tree = ast.parse(path.read_text("utf-8"))
    if not ast.get_docstring(tree):
        yield f"{name}: the module has no opening note"
    for node in tree.body:
        is_public = isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"
        if is_public and not ast.get_docstring(node):
            yield f"{name}:{node.lineno}: {node.name}"


def test_public_things_say_what_they_are() -> None:
    assert len(MODULES) > 100
    assert [each for path in MODULES for each in undocumented(path)] == []


def test_local_links_of_the_documents_lead_somewhere() -> None:
    documents = [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "decisions").glob("*.md"),
    ]
    for path in documents:
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_the_lock_pins_with_hashes_and_names_no_registry() -> None:
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    assert not [line for line in lines if "://" in line or line.startswith("-")]
    pinned = [line for line in lines if not line.startswith(" ")]
    assert all(re.match(r"[a-z0-9._-]+==\S+( ;.*)? \\$", line) for line in pinned)
    assert sum("--hash=sha256:" in line for line in lines) >= len(pinned)
