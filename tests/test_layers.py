"""Imports follow the design's arrow, and each outside library has one door into the package."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT

# A layer imports from itself and from those before it.
LAYERS = (
    "diagnostics",
    "model",
    "load",
    "validate",
    "schema",
    "prose",
    "resolve",
    "pages",
    "index",
    "archive",
    "verify",
    "stamping",
    "authoring",
    "rechecking",
    "geography",
    "render",
    "passes",
    "fixes",
    "scaffold",
    "importing",
    "cms",
    "publishing",
    "adapters",
    "cli",
    "documentation",
    "__main__",
)
# Anything may import these; they import nothing of the package but each other.
HELPERS = (
    "cache_folder", "clock", "digests", "errors", "files", "folding", "gc_pause", "limits",
    "package_data", "parallel", "pickling", "program_fingerprint",
)  # fmt: skip
# The one module that may ask for anything on the web.
NETWORK = "generator/archive/network.py"
# The one that answers, to this machine's own browser.
SERVER = "generator/adapters/mkdocs/connections.py"
# Whoever else needs what a library does asks the module that stands here.
DOORS = {
    "yaml": ("generator/load/parse.py",),
    "sqlite3": ("generator/index/",),
    "jinja2": ("generator/render/templates.py",),
    "markdown_it": ("generator/prose/inline.py",),
    "ahocorasick_rs": ("generator/resolve/glossary.py",),
    "mkdocs": ("generator/adapters/",),
    "material": ("generator/adapters/",),
    "click": ("generator/cli/", "generator/documentation/"),
    "folium": ("generator/render/maps/leaflet.py",),
    "branca": ("generator/render/maps/leaflet.py",),
    "PIL": ("generator/render/cards/drawing.py", "generator/pages/pictures.py"),
    "markdown": ("generator/pages/rendering.py",),
    "nh3": ("generator/pages/sanitise.py",),
    "pymupdf_fonts": ("generator/render/cards/drawing.py",),
    "warcio": ("generator/archive/warc/records.py",),
    "ada_url": ("generator/archive/addresses.py",),
    "brotli": ("generator/archive/packed.py",),
    "backports": ("generator/archive/packed.py",),
    "dask": ("generator/adapters/cluster.py",),
    "distributed": ("generator/adapters/cluster.py",),
    "playwright": ("generator/archive/rendered/chromium.py",),
    "rfc3161_client": ("generator/stamping/tokens.py",),
    "cryptography": ("generator/stamping/tokens.py",),
    "xml.parsers": ("generator/archive/office/xml.py",),
    "babel.messages": ("generator/authoring/exchange/po.py", "generator/render/catalogue.py"),
    "socket": (NETWORK, SERVER),
    "ssl": (NETWORK,),
    "http.client": (NETWORK,),
    "urllib.request": (NETWORK,),
    "http.server": (SERVER,),
}


# What opens a file or lists a folder.
READS = {
    "copy2", "copyfile", "copytree", "fdopen", "glob", "iterdir", "listdir", "open",
    "open_code", "read_bytes", "read_text", "rglob", "scandir",
}  # fmt: skip
READERS = "generator/files/"
# Who may all the same, and why.
READ_ALL_THE_SAME = {
    "generator/adapters/assets.py": "the package's own style sheets and scripts",
    "generator/adapters/disk.py": "its own output, and the theme, which is trusted",
    "generator/adapters/mkdocs/build_info.py": "the site's own theme folder, which is trusted",
    "generator/adapters/mkdocs/preview.py": "its own folders",
    "generator/adapters/mkdocs/settings.py": "names in the theme's folders, which are trusted",
    "generator/publishing/atomic_swap.py": "its own output, and its lock",
    "generator/adapters/mkdocs/serve.py": "opens a browser",
    "generator/adapters/mkdocs/sitebuild.py": "the names at the root of its own output",
    "generator/adapters/mkdocs/unchanged.py": "what a build has written",
    "generator/adapters/mkdocs/writing.py": "its own output, names as texts",
    "generator/index/place.py": "its own lock",
    "generator/publishing/site_copy.py": "members of an export that was opened through the door",
    "generator/publishing/checksums.py": "what a build has written, names as bytes",
    "generator/rechecking/journal.py": "its own journal, which it adds to",
    "generator/archive/packed.py": "members of a zip in memory",
    "generator/cli/show.py": "opens a browser",
    "generator/limits.py": "the kernel's figures on this process",
    "generator/load/parse.py": "values that are opened, no files",
    "generator/model/cldr_names.py": "Babel's own tables",
    "generator/pages/pictures.py": "pictures in memory",
}  # fmt: skip


def readings(code: str) -> Iterator[str]:
    """Every call that may open a file or list a folder, and every such name that is imported."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module in ("os", "io", "shutil", "glob"):
            yield from (alias.name for alias in node.names if alias.name in {*READS, "walk"})
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called.rpartition(".")[2] in READS or called in ("os.walk", "mmap.mmap"):
                yield called


def problems(path: str, code: str) -> Iterator[str]:
    """What is wrong with the imports of a module; `path` is relative to the checkout."""
    layer = Path(path).parts[1].removesuffix(".py")
    if layer not in (*LAYERS, *HELPERS, "__init__"):
        yield f"{path}: the layer '{layer}' is not in the list of this test"
        return
    for name in imports(path, code):
        root, *inner = name.split(".")
        library = next((each for each in DOORS if f"{name}.".startswith(f"{each}.")), root)
        doors = DOORS.get(library)
        if doors and not path.startswith(doors):
            yield f"{path}: '{library}' may be imported in {' and '.join(doors)} only"
        if root == "generator" and inner and not _may(layer, inner[0]):
            yield f"{path}: '{layer}' may not import '{inner[0]}'"


def _may(layer: str, other: str) -> bool:
    if other in (*HELPERS, layer, "__version__"):
        return True
    if layer not in LAYERS or other not in LAYERS:
        return False
    return LAYERS.index(other) < LAYERS.index(layer)


def imports(path: str, code: str) -> Iterator[str]:
    """The full name of everything that a module imports, wherever in it that happens."""
    package = path.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{start}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            ("__import__", "import_module")
        ):
            yield _named(node.args[0] if node.args else None)


def _named(name: ast.expr | None) -> str:
    """The module that is imported by name, or the package that its name begins with.

    A name that is made at run time is reported as what cannot be followed.
    """
    if isinstance(name, ast.Constant):
        return str(name.value)
    if isinstance(name, ast.JoinedStr) and isinstance(name.values[0], ast.Constant):
        package, dot, rest = str(name.values[0].value).rpartition(".")
        if dot and not rest and package != "generator":
            return package
    return "generator.unknown"


MODULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "generator").rglob("*.py"))


def test_every_layer_is_there() -> None:
    parts = {Path(module).parts[1].removesuffix(".py") for module in MODULES}
    assert {*LAYERS[:-1], *HELPERS} <= parts


def test_imports_follow_the_order_of_the_layers() -> None:
    assert len(MODULES) > 100
    found = [each for name in MODULES for each in problems(name, (ROOT / name).read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    ("path", "code", "why"),
    [
        ("generator/load/tree.py", "from generator.validate import validate", "'load' may not"),
        ("generator/load/tree.py", "from ..validate import validate", "'load' may not"),
        ("generator/load/tree.py", "from .. import pipeline", "'load' may not"),
        ("generator/load/tree.py", "from generator import render", "'load' may not"),
        ("generator/diagnostics/show.py", "import generator.model.base", "'diagnostics' may not"),
        ("generator/validate/a.py", "def f():\n    import generator.cli", "'validate' may not"),
        ("generator/render/page.py", "if TYPE_CHECKING:\n    import mkdocs.plugins", "'mkdocs'"),
        ("generator/passes/job.py", "from mkdocs import config", "'mkdocs' may"),
        ("generator/load/__init__.py", "import yaml", "'yaml' may be imported in generator/load/"),
        ("generator/render/html.py", "from jinja2 import Environment", "'jinja2' may"),
        (
            "generator/render/html.py",
            "import folium",
            "'folium' may be imported in generator/render/maps/",
        ),
        ("generator/render/html.py", "__import__('yaml')", "'yaml' may"),
        ("generator/render/html.py", "importlib.import_module(name)", "'unknown'"),
        ("generator/render/html.py", "import_module(f'{name}.a')", "'unknown'"),
        ("generator/render/html.py", "import_module(f'generator.{name}')", "'unknown'"),
        (
            "generator/render/html.py",
            "import_module(f'generator.cli.{name}')",
            "may not import 'cli'",
        ),
        (
            "generator/package_data.py",
            "from generator.model import Story",
            "'package_data' may not",
        ),
        ("generator/__init__.py", "from generator.passes import read_content", "'__init__' may"),
        ("generator/render/html.py", "from socket import create_connection", "'socket' may"),
        ("generator/passes/job.py", "import http.client", "'http.client' may"),
        ("generator/passes/job.py", "from http import client", "'http.client' may"),
        ("generator/cli/capture.py", "from urllib.request import urlopen", "'urllib.request' may"),
        ("generator/archive/network.py", "import warcio.warcwriter", "'warcio' may"),
        ("generator/magic.py", "import re", "the layer 'magic' is not in the list"),
    ],
)
def test_a_wrong_import_would_be_found(path: str, code: str, why: str) -> None:
    (found,) = problems(path, code)
    assert why in found


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("generator/load/parse.py", "import yaml"),
        ("generator/load/__init__.py", "from generator.load.tree import Node"),
        ("generator/render/__init__.py", "from generator.render import pages"),
        ("generator/render/__init__.py", "from . import pages\nfrom .page import Page"),
        ("generator/render/pages/home.py", "from ..page import Page"),
        ("generator/adapters/mkdocs/plugin.py", "import mkdocs\nimport generator.passes"),
        ("generator/archive/network.py", "import socket, ssl, http.client"),
        ("generator/render/html.py", "from http import HTTPStatus\nimport urllib.parse"),
        ("generator/validate/__init__.py", "from generator.model import Story\nimport pydantic"),
        ("generator/cli/__init__.py", "from generator import __version__"),
        ("generator/cli/lazy.py", "import_module(f'generator.cli.{name}')"),
    ],
)
def test_a_right_import_is_left_alone(path: str, code: str) -> None:
    assert list(problems(path, code)) == []


def test_files_are_read_through_one_door() -> None:
    readers = {
        module
        for module in MODULES
        if not module.startswith(READERS) and [*readings((ROOT / module).read_text("utf-8"))]
    }
    assert readers == set(READ_ALL_THE_SAME)


@pytest.mark.parametrize(
    "code",
    [
        "open('a')",
        "Path('a').read_text()",
        "path.open('rb')",
        "os.walk('.')",
        "from os import scandir",
        "[*path.rglob('*')]",
        "shutil.copytree(a, b)",
        "def f():\n    return io.open(0)",
    ],
)
def test_a_reading_would_be_found(code: str) -> None:
    assert [*readings(code)]


def test_the_core_does_not_bring_in_mkdocs() -> None:
    code = "import sys, generator.passes; print('mkdocs' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_a_build_does_not_bring_in_the_network() -> None:
    code = "import sys, generator.passes; print('generator.archive.network' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


# The one module that prints. `__main__` only ends, quietly.
PRINTER = "generator/cli/output.py"
PRINTS = ("print", "click.echo", "click.secho", "click.prompt", "click.confirm", "Console")


def prints(path: str, code: str) -> Iterator[str]:
    """Where a module prints by a way of its own."""
    for node in ast.walk(ast.parse(code)):
        text = ast.unparse(node) if isinstance(node, ast.Attribute | ast.Name) else ""
        if isinstance(node, ast.Call) and ast.unparse(node.func) in PRINTS:
            yield f"{path}:{node.lineno}: {ast.unparse(node.func)}"
        elif text in ("sys.stdout", "sys.stderr", "sys.__stdout__", "sys.__stderr__"):
            yield f"{path}:{node.lineno}: {text}"


def test_nobody_prints_by_another_way() -> None:
    found = []
    for module in MODULES:
        code = (ROOT / module).read_text("utf-8")
        # Whether somebody sits there is asked of a stream, and nothing is written to it.
        asked = {"sys.stderr", "sys.stdout"} if ".isatty()" in code else set()
        found += [each for each in prints(module, code) if each.split(": ")[1] not in asked]
    assert found
    assert [each for each in found if not each.startswith(f"{PRINTER}:")] == []


@pytest.mark.parametrize(
    "code",
    ["print(x)", "click.echo(x)", "sys.stdout.write(x)", "Console().print(x)", "click.confirm(x)"],
)
def test_another_way_of_printing_would_be_found(code: str) -> None:
    assert list(prints("x.py", code))
