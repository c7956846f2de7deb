"""`ARCHITECTURE.md` tells what there is, in the order in which it happens."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from generator.diagnostics import CODES
from generator.index import STAGES
from generator.index.stages import TABLES
from tests.support import ROOT

PACKAGE = ROOT / "generator"
TEXT = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
# `path.py` · `name`, `name`
IN_FILE = re.compile(r"`([\w./-]+\.py)`\s+·\s+((?:`[A-Za-z_][\w.]*`(?:,\s+)?)+)")
CODE = re.compile(r"`([^`\n]+)`")
# What `build` calls besides its stages: what shows how far it is, and what has come of it.
BESIDES = {"Built", "closing_up", "len", "page_count", "progress", "tuple", "worst_first"}


def section(title: str) -> str:
    """The text below a heading, up to the next one."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def rows(title: str) -> list[list[str]]:
    """The cells of the table below a heading, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def spans(text: str) -> list[str]:
    """What is set as code within a line."""
    return CODE.findall(re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))


@cache
def names_in(path: Path) -> frozenset[str]:
    """What a module defines: functions with what they take by name, classes, constants."""
    return frozenset(_defined(ast.parse(path.read_text("utf-8")).body, ""))


def _defined(body: Sequence[ast.stmt], before: str) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield before + node.name
            if isinstance(node, ast.FunctionDef):
                yield from (f"{node.name}.{each.arg}" for each in node.args.kwonlyargs)
            if isinstance(node, ast.ClassDef):
                yield from _defined(node.body, f"{node.name}.")
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = (each for target in targets for each in ast.walk(target))
            yield from (before + each.id for each in names if isinstance(each, ast.Name))


def tree() -> list[str]:
    """The paths in the annotated tree, relative to the package; folders end in a stroke."""
    found, above = [], []
    for line in re.findall(r"^ {4}( +\S+)  +\S", section("The tree"), re.MULTILINE):
        name = line.strip()
        depth = (len(line) - len(name)) // 2 - 1
        above[depth:] = [name]
        found.append("".join(above))
    return found


def called(function: ast.FunctionDef) -> list[str]:
    """The names of what a function calls, as they stand there."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    calls.sort(key=lambda node: (node.lineno, node.col_offset))
    return [ast.unparse(node.func).rpartition(".")[2] for node in calls]


def function(path: str, name: str) -> ast.FunctionDef:
    (found,) = (
        node
        for node in ast.parse((PACKAGE / path).read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name == name
    )
    return found


def test_every_path_is_there() -> None:
    paths = {each for each in spans(TEXT) if re.fullmatch(r"[\w./-]*(/|\.py)", each)}
    assert len(paths) > 50
    assert [each for each in paths if not any((at / each).exists() for at in (PACKAGE, ROOT))] == []


def test_every_name_stands_in_its_file() -> None:
    found = [(path, name) for path, names in IN_FILE.findall(TEXT) for name in CODE.findall(names)]
    assert len(found) > 50
    wrong = [(path, name) for path, name in found if name not in names_in(PACKAGE / path)]
    assert wrong == []


def test_every_other_name_stands_somewhere() -> None:
    names = {each for path in PACKAGE.rglob("*.py") for each in names_in(path)}
    names |= {name.rpartition(".")[2] for name in names}
    telling = re.compile(r"(?!test_)(?=\w*[A-Z_])[A-Za-z]\w*(\.\w+)?")
    found = {each for each in spans(TEXT) if telling.fullmatch(each)}
    assert len(found) > 60
    assert found - names == set()


def test_the_tree_shows_what_there_is() -> None:
    shown = tree()
    wrong = [each for each in shown if not (PACKAGE / each).exists()]
    assert wrong == []
    assert [each for each in shown if each.endswith("/") != (PACKAGE / each).is_dir()] == []


def test_every_package_and_module_at_the_top_is_in_the_tree() -> None:
    there = {path.parent.name + "/" for path in PACKAGE.glob("*/__init__.py")}
    there |= {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py"}
    top = [each for each in tree() if "/" not in each.rstrip("/")]
    assert sorted(top) == sorted(there)


def test_the_build_is_told_in_its_order() -> None:
    told = re.findall(r"^\d+\. `(\w+)`:", section("The build"), re.MULTILINE)
    done = called(function("adapters/mkdocs/build.py", "build"))
    assert told == [name for name in done if name not in BESIDES]


def test_pass_one_is_told_in_its_order() -> None:
    title = "Pass one: each file by itself"
    told = [CODE.findall(step)[1] for step, *_ in rows(title)]
    (block,) = (
        node
        for node in function("passes/__init__.py", "read_content").body
        if isinstance(node, ast.With)
    )
    steps = [node for node in block.body if isinstance(node, ast.Assign)]
    # What is told nowhere stands here as the whole statement.
    done = [next(filter(told.__contains__, _names(node)), ast.unparse(node)) for node in steps]
    assert told == done
    assert {CODE.findall(stage)[0] for _, stage, _ in rows(title)} <= set(STAGES)


def _names(statement: ast.Assign) -> Iterator[str]:
    for node in ast.walk(statement.value):
        if isinstance(node, ast.Name | ast.Attribute):
            yield (node.attr if isinstance(node, ast.Attribute) else node.id).lstrip("_")


def test_the_stages_and_their_tables_are_those_of_the_index() -> None:
    told = {
        CODE.findall(stage)[0]: tuple(CODE.findall(tables)) for stage, tables in rows("The index")
    }
    assert tuple(told) == STAGES
    assert told == {stage: tuple(tables) for stage, tables in TABLES.items()}


def test_the_quotation_that_is_followed_is_one_of_the_demo() -> None:
    text = section("One quotation's way from YAML to footnote")
    blocks = re.findall(r"`(tests/demo/\S+\.yml)`.*?```yaml\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 2
    for path, shown in blocks:
        assert shown in (ROOT / path).read_text("utf-8"), path


def test_every_diagnostic_that_is_named_is_there() -> None:
    assert set(re.findall(r"`(changed-\w+)`", TEXT)) <= set(CODES)


def test_every_promise_is_held_by_tests_that_there_are() -> None:
    tests = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^ *def (test_\w+)\(", path.read_text("utf-8"), re.MULTILINE)
    }
    promises = rows("What must stay true")
    assert len(promises) > 10
    assert [row for row in promises if not CODE.findall(row[1])] == []
    assert {name for _, held in promises for name in CODE.findall(held)} - tests == set()


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_it_is_found_from(document: str) -> None:
    assert "(ARCHITECTURE.md)" in (ROOT / document).read_text("utf-8")


def test_every_file_of_the_recipes_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = {each for each in spans(text) if re.fullmatch(r"[\w./-]+/[\w.-]*\.?\w+", each)}
    files = {
        each for each in named if re.match(r"(generator|site-templates|tests|handbook)/", each)
    }
    assert len(files) > 25
    # What the examples make.
    made = re.compile(r"numbers\.|words\.|/pl\.po$|shouting-title")
    assert [each for each in files if not made.search(each) and not (ROOT / each).exists()] == []
