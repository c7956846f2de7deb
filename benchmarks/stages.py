"""Where a build's time and memory go. Run: `.venv/bin/python -m benchmarks.stages FOLDER`.

FOLDER is a site, such as `benchmarks.stories` makes. It is built in this process, and printed are

- for each stage: its CPU seconds without those of the stages within it, their part of the whole,
  how often it was called, and the process's memory when it ended;
- with `--functions` instead: the functions and lines that took most.

The stages are public functions of the pipeline, and functions in which MkDocs spends its time.
"""

from __future__ import annotations

import argparse
import importlib
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from types import GeneratorType
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.sampling import sampling
from generator.workers import CORES_VARIABLE

# Label, module, name in it. What is called within another stage is shown below it.
POINTS = (
    ("load", "generator.pipeline", "load"),
    ("validate", "generator.pipeline", "validate"),
    ("resolve", "generator.pipeline", "resolve"),
    ("boundaries", "generator.pipeline", "open_atlas"),
    ("places", "generator.pipeline", "check_places"),
    ("verify", "generator.pipeline", "check"),
    ("lock", "generator.verify", "check_lock"),
    ("figures", "generator.verify.figures", "check"),
    ("figures: site", "generator.verify.figures", "read_site"),
    ("figures: terms", "generator.verify.figures", "check_terms"),
    ("voices", "generator.verify", "find_voices"),
    ("render", "generator.pipeline", "render"),
    ("story pages", "generator.render.pages", "story_page"),
    ("timeline pages", "generator.render.pages", "timeline_page"),
    ("map pages", "generator.render.pages", "map_page"),
    ("source pages", "generator.render.pages", "source_page"),
    ("home page", "generator.render.pages", "home_page"),
    ("lists", "generator.render.pages", "list_pages"),
    ("glossary page", "generator.render.pages", "glossary_page"),
    ("quotations page", "generator.render.pages", "quotations_page"),
    ("speakers page", "generator.render.pages", "speakers_page"),
    ("sources page", "generator.render.pages", "sources_page"),
    ("disagreements page", "generator.render.pages", "disagreements_page"),
    ("corrections page", "generator.render.pages", "corrections_page"),
    ("exports of the site", "generator.render.exports", "site_files"),
    ("exports of stories", "generator.render.exports", "story_files"),
    ("map files", "generator.render", "map_files"),
    ("cards", "generator.render", "card_files"),
    ("search", "generator.render", "search_files"),
    ("templates", "jinja2.environment", "Template.render"),
    ("mkdocs", "generator.adapters.mkdocs.project", "mkdocs_build"),
    ("plugin: config", "generator.adapters.mkdocs.plugin", "ExplainerPlugin.on_config"),
    ("plugin: files", "generator.adapters.mkdocs.plugin", "with_pages"),
    ("plugin: policy", "generator.adapters.mkdocs.plugin", "ExplainerPlugin.on_post_page"),
    ("navigation", "mkdocs.commands.build", "get_navigation"),
    ("populate", "mkdocs.commands.build", "_populate_page"),
    ("pages", "mkdocs.commands.build", "_build_page"),
    ("write", "mkdocs.utils", "write_file"),
    ("copy", "mkdocs.structure.files", "Files.copy_static_files"),
    ("clean", "mkdocs.utils", "clean_directory"),
    ("apart", "generator.adapters.mkdocs.plugin", "write_apart"),
    ("digests", "generator.adapters.mkdocs.plugin", "write_sums"),
)


@dataclass
class Spent:
    """What one stage took."""

    seconds: float = 0.0
    calls: int = 0
    memory: int = 0


@dataclass
class Watch:
    """Takes the time of stages, each without those within it.

    Attributes:
        spent: by the stages' labels, the outermost first.
        missing: the points that are not there any more.
    """

    spent: dict[tuple[str, ...], Spent] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    _stack: list[str] = field(default_factory=list)
    _since: float = 0.0

    def enter(self, label: str) -> None:
        """Begin a stage."""
        self._settle()
        self._stack.append(label)
        # The order of the table is that in which stages begin.
        self.spent.setdefault(tuple(self._stack), Spent())

    def leave(self) -> None:
        """End the innermost stage."""
        self._settle()
        spent = self.spent[tuple(self._stack)]
        spent.calls += 1
        if spent.calls % 100 == 1 or len(self._stack) == 1:
            spent.memory = max(spent.memory, _memory())
        self._stack.pop()

    def _settle(self) -> None:
        now = time.process_time()
        if self._stack:
            self.spent[tuple(self._stack)].seconds += now - self._since
        self._since = now

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Take the time of all points while this is open; what other processes do is not seen."""
        before = []
        alone = os.environ.get(CORES_VARIABLE)
        os.environ[CORES_VARIABLE] = "1"
        for label, module, name in POINTS:
            try:
                owner, attribute = _owner(module, name)
            except (ImportError, AttributeError):
                self.missing.append(f"{module}.{name}")
                continue
            original = getattr(owner, attribute)
            before.append((owner, attribute, original))
            setattr(owner, attribute, self._timed(label, original))
        try:
            yield
        finally:
            del os.environ[CORES_VARIABLE]
            if alone is not None:
                os.environ[CORES_VARIABLE] = alone
            for owner, attribute, original in before:
                setattr(owner, attribute, original)

    def _timed(self, label: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def timed(*arguments: Any, **options: Any) -> Any:
            self.enter(label)
            try:
                result = function(*arguments, **options)
                # What is made bit by bit is made here, so that the stage has its time.
                return iter(list(result)) if isinstance(result, GeneratorType) else result
            finally:
                self.leave()

        return timed


def _owner(module: str, name: str) -> tuple[Any, str]:
    """The module or class that has the point, and what it is called there."""
    owner: Any = importlib.import_module(module)
    *path, attribute = name.split(".")
    for part in path:
        owner = getattr(owner, part)
    getattr(owner, attribute)
    return owner, attribute


def _memory() -> int:
    """The bytes of this process that are in memory now."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return pages * resource.getpagesize()


def build(folder: Path, site_dir: Path) -> None:
    """Build a site as the command does.

    Raises:
        RuntimeError: the content has errors.
    """
    from generator.adapters import mkdocs  # noqa: PLC0415 - importing is part of what is measured

    project = mkdocs.open_project(folder / "mkdocs.yml", site_dir)
    compiled = mkdocs.compile_project(project)
    if compiled.blocked():
        raise RuntimeError(f"the content has errors, the first: {compiled.diagnostics[0]}")
    mkdocs.build(project, compiled, lambda: None)


def watched(folder: Path, site_dir: Path) -> Watch:
    """Build a site and take the time of its stages."""
    watch = Watch()
    with watch.watching():
        watch.enter("else")
        build(folder, site_dir)
        watch.leave()
    return watch


def table(watch: Watch) -> Table:
    """The stages, in the order in which they began."""
    shown = Table(title="CPU seconds of each stage, without the stages within it")
    for name in ("stage", "s", "%", "calls", "MB"):
        shown.add_column(name, justify="left" if name == "stage" else "right")
    whole = sum(spent.seconds for spent in watch.spent.values())
    for path, spent in watch.spent.items():
        shown.add_row(
            "  " * (len(path) - 1) + path[-1], f"{spent.seconds:.2f}",
            f"{100 * spent.seconds / whole:.1f}", f"{spent.calls:,}", f"{spent.memory / 1e6:,.0f}",
        )  # fmt: skip
    shown.add_section()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    shown.add_row("all", f"{whole:.2f}", "100.0", "", f"{most:,.0f}")
    return shown


def functions(folder: Path, site_dir: Path, count: int = 30) -> str:
    """The functions and lines that take most CPU time."""
    with sampling() as samples:
        build(folder, site_dir)
    return samples.report(count)


def main() -> None:
    """Build, measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--functions", action="store_true", help="profile function by function")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="explainer-") as site_dir:
        if options.functions:
            sys.stdout.write(functions(options.folder, Path(site_dir)))
            return
        watch = watched(options.folder, Path(site_dir))
    console = Console(width=100)
    console.print(table(watch))
    for name in watch.missing:
        console.print(f"not there any more: {name}")


if __name__ == "__main__":
    main()
