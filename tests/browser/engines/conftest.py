"""The engines that tests of pages run in: Chromium, and Debian's Firefox and WebKitGTK."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.browser.engines.chromium import chromium_tab
from tests.browser.engines.firefox import firefox, firefox_tab
from tests.browser.engines.tab import Tab
from tests.browser.engines.webkit import webkit, webkit_tab

DESKTOP, PHONE = (1280, 900), (390, 844)
SIZES = {"desktop": DESKTOP, "phone": PHONE}
ENGINES = ["chromium", "firefox", "webkit"]
# A tab in a window of so many CSS pixels.
OpenTab = Callable[[int, int], AbstractContextManager[Tab]]


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def open_tab(request: pytest.FixtureRequest, engine: str) -> Iterator[OpenTab]:
    """Opens tabs of the engine, which runs as long as tests want it."""
    if engine != "chromium" and not shutil.which("apt-get"):
        pytest.skip(f"{engine} is Debian's")
    match engine:
        case "chromium":
            yield functools.partial(chromium_tab, request.getfixturevalue("browser"))
        case "firefox":
            with firefox() as session:
                yield functools.partial(firefox_tab, session)
        case _:
            with webkit() as session:
                yield functools.partial(webkit_tab, session)


@pytest.fixture
def tab(open_tab: OpenTab) -> Iterator[Tab]:
    """A tab as on a desktop."""
    with open_tab(*DESKTOP) as tab:
        yield tab
