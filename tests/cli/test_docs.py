"""`explainer docs`, and that whatever somebody is told to read is there: the wheel has it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from generator.cli import explainer as command
from generator.cli.docs import documents
from generator.model.base import Model
from generator.package_data import package_folder
from tests.sites import explainer
from tests.support import ROOT

DOCUMENTS = documents()
NAMED = re.compile(r"explainer docs[ \n]+(?:#\s+)?([a-z0-9][\w./-]*[\w])")
# Folders of the repository that a wheel has not, or has under other names, and its own pages.
ELSEWHERE = re.compile(
    r"(?<![\w/.])(?:docs|decisions|handbook|benchmarks|tools|tests|generator)/[\w.-]+"
    r"|\b(?:README|ARCHITECTURE|CONTRIBUTING|SECURITY|CHANGELOG)\b"
    r"|\b(?:" + "|".join(path.stem for path in DOCUMENTS.values()) + r")\.md\b"
)
LINK = re.compile(r"\]\(([^)#:\s]+\.(?:md|yml|sh|toml))(?:#[^)]*)?\)")


def unreachable(text: str) -> list[str]:
    """What a text names that nobody finds who has the wheel alone."""
    named = [*NAMED.findall(text), *ELSEWHERE.findall(NAMED.sub("", text))]
    return [name for name in named if name not in DOCUMENTS]


def sentences(path: Path) -> Iterator[str]:
    """The texts of several words in a module; not its notes for those who read the code."""
    tree = ast.parse(path.read_text("utf-8"))
    notes = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            text = node.value
            if " " in text.strip():
                yield text


def helps(group: click.Group, name: str = "explainer") -> Iterator[tuple[str, str]]:
    """The help of every command, with that of its options."""
    for each, inner in group.commands.items():
        yield f"{name} {each}", inner.get_help(click.Context(inner, terminal_width=10_000))
        if isinstance(inner, click.Group):
            yield from helps(inner, f"{name} {each}")


def told() -> Iterator[tuple[str, str]]:
    """All that the program says, and all that it writes into a site: where it is, and the text."""
    for path in sorted((ROOT / "generator").rglob("*.py")):
        # The pages made there are looked at where they are documents.
        if "documentation" not in path.parts:
            yield from ((path.name, text) for text in sentences(path))
    yield from helps(command)
    for model in Model.__subclasses__():
        yield model.__name__, model.__doc__ or ""
    for path in sorted(package_folder("site-templates").rglob("*")):
        if path.suffix in {".html", ".yml", ".toml", ".sh", ".md", ".json"}:
            yield path.name, path.read_text("utf-8")


def test_whatever_a_message_names_is_there() -> None:
    texts = list(told())
    assert len(texts) > 1_000
    assert any("explainer docs content-format" in text for _, text in texts)
    assert [(where, found) for where, text in texts for found in unreachable(text)] == []


@pytest.mark.parametrize("name", [*DOCUMENTS])
def test_documents_lead_to_each_other(name: str) -> None:
    path = DOCUMENTS[name]
    text = path.read_text("utf-8")
    assert [found for found in NAMED.findall(text) if found not in DOCUMENTS] == []
    if path.parent == package_folder("docs"):
        beside = {each.name for each in DOCUMENTS.values() if each.parent == path.parent}
        assert set(LINK.findall(text)) <= beside


@pytest.mark.parametrize(
    "text",
    [
        "see docs/publishing.md", "decisions/0016 says why", "as README says", "see publishing.md",
        "'explainer docs nothing-such' says more", "# `explainer docs\n# gone.yml`",
    ],
)  # fmt: skip
def test_what_is_not_there_is_found(text: str) -> None:
    assert unreachable(text) != []


def test_what_is_there_is_not_found() -> None:
    assert unreachable("'explainer docs publishing' says how, explainer docs publish.sh too.") == []


def test_a_wheel_has_all_of_them() -> None:
    forced = (ROOT / "pyproject.toml").read_text("utf-8")
    for path in DOCUMENTS.values():
        folder = path.parent.relative_to(ROOT).as_posix()
        top = "site-templates" if folder.startswith("site-templates") else folder
        assert f'"{top}" = "generator/data/{top}"\n' in forced


def test_a_document_is_printed_as_it_is(tmp_path: Path) -> None:
    done = explainer("docs", "publish.sh", cwd=tmp_path)
    assert done.stdout == (ROOT / "site-templates/publishing/publish.sh").read_text("utf-8")
    done = explainer("docs", "content-format.md", cwd=tmp_path)
    assert done.stdout == (ROOT / "docs/content-format.md").read_text("utf-8")
    assert explainer("docs", "handbook/start", cwd=tmp_path).stdout.startswith("# A start in")


def test_all_are_listed_with_what_they_are(tmp_path: Path) -> None:
    done = explainer("docs", cwd=tmp_path)
    assert [line.split()[0] for line in done.stdout.splitlines()] == [*DOCUMENTS]
    assert "  Checks, builds and publishes a site on GitHub Pages.\n" in done.stdout


def test_a_name_that_there_is_not_is_told(tmp_path: Path) -> None:
    done = explainer("docs", "../pyproject", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no document '../pyproject'" in done.stderr
