"""Tests use public names only: what a module keeps to itself may change without them."""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterator

import pytest

from tests.support import TESTS

# Of other libraries, which have no public name for it.
OF_OTHERS = {"_add_object", "_exit", "_replace"}
# What may all the same, and why.
USE_ALL_THE_SAME = {
    "test_no_private_names.py": "examples",
    "verify/test_figures_tokens.py": "the patterns that short ways through a text are held against",
}


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in OF_OTHERS


def privates(code: str) -> Iterator[str]:
    """The private names of something else that a test imports, uses or patches."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                pass
            case ast.Attribute(attr=name) if private(name):
                yield ast.unparse(node)
            case ast.ImportFrom(names=names):
                yield from (alias.name for alias in names if private(alias.name))
            case ast.Call(func=ast.Attribute(attr="setattr" | "delattr"), args=arguments):
                texts = [each.value for each in arguments if isinstance(each, ast.Constant)]
                names = [name for text in texts for name in str(text).split(".")]
                yield from filter(private, names)
            case ast.Constant(value=str(text)) if "generator" in text and "\n" in text:
                # Code for another process.
                with contextlib.suppress(SyntaxError):
                    yield from privates(text)


def test_no_test_uses_a_private_name() -> None:
    files = [path.relative_to(TESTS).as_posix() for path in sorted(TESTS.rglob("*.py"))]
    found = [(file, name) for file in files for name in privates((TESTS / file).read_text("utf-8"))]
    assert [each for each in found if each[0] not in USE_ALL_THE_SAME] == []
    assert {file for file, _ in found} == set(USE_ALL_THE_SAME)


@pytest.mark.parametrize(
    "code",
    [
        "from generator.render.cards.drawing import _has_glyph",
        "publish._exchanged = no",
        "world._arc(1)",
        "monkeypatch.setattr(rendered, '_within_limits', none)",
        "monkeypatch.setattr('generator.archive._read', none)",
        "CODE = '''\nfrom generator import workers\nworkers._forked = 1\n'''",
    ],
)
def test_a_private_name_would_be_found(code: str) -> None:
    assert [*privates(code)]


@pytest.mark.parametrize(
    "code",
    ["self._folder = 1", "cls._made", "os._exit(3)", "x.__class__", "_own(1)", "f(_)"],
)
def test_what_is_not_of_another_is_left_alone(code: str) -> None:
    assert [*privates(code)] == []
