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
from generator.parallel import CORES_VARIABLE

# Label, module, name in it. What is called within another stage is shown below it.
POINTS = (
    ("pass 1", "generator.adapters.mkdocs.content", "read_content"),
    ("settings", "generator.passes", "read_settings"),
    ("lock", "generator.passes", "lock_stage"),
    ("terms", "generator.passes.content", "term_rule"),
    ("sources", "generator.passes.content", "source"),
    ("relations", "generator.passes", "relations"),
    ("definitions", "generator.passes.content", "definition"),
    ("stories", "generator.passes.content", "story"),
    ("whole", "generator.passes", "check_whole"),
    ("parse", "generator.passes.reading", "document_from"),
    ("validate", "generator.passes.reading", "validate_document"),
    ("resolve", "generator.passes.content.stories", "resolve_story"),
    ("boundaries", "generator.passes.job", "open_atlas"),
    ("places", "generator.passes.content.stories", "check_places"),
    ("figures", "generator.passes.content.stories", "unsupported_figures"),
    ("dates of events", "generator.passes.content.stories", "misdated_events"),
    ("translations", "generator.passes.content.sources", "mistranslated_figures"),
    ("coverage", "generator.passes.content.stories", "coverage"),
    ("index: read", "generator.index.reader", "Reader.values"),
    ("index: write", "generator.index.store", "Store.put"),
    ("index: end of a stage", "generator.index.store", "Store.finish"),
    ("hand-written pages", "generator.adapters.mkdocs.content", "read_pages"),
    ("pass 2 and 3", "generator.adapters.mkdocs.sitebuild", "write_pages"),
    ("story", "generator.passes.pages", "make_story"),
    ("source", "generator.passes.pages", "make_source"),
    ("site page", "generator.passes.pages", "make_page"),
    ("site files", "generator.passes.pages", "make_files"),
    ("exports of a story", "generator.render.exports", "story_files"),
    ("map files", "generator.render.registry", "map_files"),
    ("card", "generator.render.cards.drawing", "draw_card"),
    ("search: entries", "generator.render.registry", "story_entries"),
    ("search: files", "generator.render.search", "search_data"),
    ("templates", "jinja2.environment", "Template.render"),
    ("frame", "generator.adapters.mkdocs.theme", "Theme.finished"),
    ("mkdocs", "generator.adapters.mkdocs.build", "mkdocs_build"),
    ("navigation", "mkdocs.commands.build", "get_navigation"),
    ("populate", "mkdocs.commands.build", "_populate_page"),
    ("pages of MkDocs", "mkdocs.commands.build", "_build_page"),
    ("copy", "mkdocs.structure.files", "Files.copy_static_files"),
    ("sitemap", "generator.adapters.mkdocs.sitebuild", "write_sitemap"),
    ("digests", "generator.adapters.mkdocs.sitebuild", "write_checksums"),
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
    built = mkdocs.build(project)
    if not built.is_published:
        raise RuntimeError(f"the content has errors, the first: {built.diagnostics[0]}")


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
