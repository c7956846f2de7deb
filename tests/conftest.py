"""Fixtures that all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test, settings

from generator.index import FOLDER_VARIABLE
from tests.compiled import Compiled, compile_site
from tests.support import BASE, DEMO, EVERYTHING, Files, clean, make_site

# Tests start hundreds of processes: what Python compiles is kept for the next one, as usual.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# The same examples in every run: what fails on one machine fails on all. `make fuzz` tries more.
EXAMPLES = 100 if EVERYTHING else 40
settings.register_profile("tests", deadline=None, derandomize=True, max_examples=EXAMPLES)
settings.load_profile("tests")


@pytest.fixture(autouse=True, scope="session")
def no_memory() -> Iterator[None]:
    """Nothing is kept between builds, unless a test asks for it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(FOLDER_VARIABLE, "off")
        yield


def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as there are cores: tests wait for browsers, servers and disks."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) * 3 // 2


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases",
        action="store_true",
        help="write what the cases in tests/cases/ give today as what they are expected to give",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long: short ones fill the gaps when workers come to an end.

    Whatever Hypothesis makes examples for tries a sample of them.
    """
    for item in items:
        if isinstance(item, pytest.Function) and is_hypothesis_test(item.obj):
            item.add_marker(pytest.mark.sampled)
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what the tests have counted, of other processes too."""
    rows = [
        str(value) if name == "figures" else f"{report.nodeid.partition('::')[2]}: {name}: {value}"
        for report in terminalreporter.getreports("passed")
        if report.when == "call"
        for name, value in report.user_properties
    ]
    if rows:
        terminalreporter.section("figures")
        for row in rows:
            terminalreporter.write_line(row)


@pytest.fixture
def say(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Takes a line with figures, to be shown at the end of the run."""
    return lambda line: record_property("figures", line)


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A copy of the demo that a test may change."""
    return make_site(tmp_path / "demo", base=DEMO)


@pytest.fixture(scope="session")
def compiled_demo() -> Compiled:
    """The demo with its draft, compiled once."""
    return clean(DEMO, drafts=True)


@pytest.fixture
def compile_files(tmp_path: Path) -> Callable[..., Compiled]:
    """Compile the small site of the cases with files laid over it."""

    def compile_them(
        files: Files | None = None,
        *,
        base: Path = BASE,
        drafts: bool = False,
        directory_urls: bool = False,
    ) -> Compiled:
        folder = make_site(tmp_path / "site", files, base)
        return compile_site(folder, drafts=drafts, directory_urls=directory_urls)

    return compile_them
