"""A captured page as a browser shows it: the text that is laid out and visible, and pictures.

Playwright's Chromium opens the page without a network. It runs in a process of its own, which is
ended with all that it started when the time is up: a page's scripts may never come to an end.
The optional extra `[browser]` brings Playwright; whoever has not installed it can do all else.
"""

from __future__ import annotations

import contextlib
import importlib.util
import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any, TypeVar, cast

from generator.archive.warc import Replay

R = TypeVar("R")

MAX_SECONDS = 60
"""How long a page is rendered, in seconds of the clock."""
MAX_MEMORY = 8_000_000_000
"""How much memory each of the browser's processes may ask for, in bytes. It reserves far more than
it uses; the memory of a page's scripts has a limit of its own."""

INSTALL = "pip install 'story-explainer[browser]' && playwright install chromium"
"""The commands that install the browser."""


class RenderError(Exception):
    """The page was not rendered; the message says why and goes on from 'the page'."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as a browser shows it.

    Attributes:
        text: the words that are laid out and visible, a line end where a block ends.
        picture: the whole page as PNG, down to a bounded height.
        view: what is seen of it without scrolling, as PNG.
        refused: how many requests the capture had no answer to.
        sandboxed: whether the browser kept the page in its sandbox.
    """

    text: str
    picture: bytes
    view: bytes
    refused: int
    sandboxed: bool


def is_installed() -> bool:
    """Whether the extra `[browser]` is there; the browser itself may still be missing."""
    return importlib.util.find_spec("playwright") is not None


def render(page: Replay, when: datetime) -> Rendered:
    """Open a captured page and take its text and its pictures.

    Args:
        page: the page, and the archive that answers what it asks for.
        when: the time that the page's scripts are told.

    Raises:
        RenderError: there is no browser, or the page takes too much or leads elsewhere.
    """
    from generator.archive.rendered.chromium import take  # noqa: PLC0415 - an optional extra

    return _within_limits(take, page, when)


def show(page: Replay, when: datetime, words: tuple[str, str, str]) -> bytes | None:
    """A picture (PNG) of the part of a page that has some words, which are marked.

    Args:
        page: as for `render`.
        when: as for `render`.
        words: what stands before the passage, the passage, what stands behind it.

    Returns:
        The picture, or None if the page does not show the words.

    Raises:
        RenderError: as for `render`.
    """
    from generator.archive.rendered.chromium import mark  # noqa: PLC0415 - an optional extra

    return _within_limits(mark, page, when, words)


def _within_limits(function: Callable[..., R], *args: Any) -> R:
    if not is_installed():
        raise RenderError(f"needs the browser: {INSTALL}")
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    # What a browser that is ended leaves behind goes with this folder.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = context.Process(target=_work, args=(theirs, folder, function, args), daemon=True)
        process.start()
        theirs.close()
        try:
            answer = ours.recv() if ours.poll(MAX_SECONDS) else (None, "took too long")
        except EOFError:
            answer = None, "ended the browser's process"
        finally:
            ours.close()
            _end(process.pid)
            process.join()
            process.close()
    result, why = answer
    if why:
        raise RenderError(why)
    return cast("R", result)


def _end(group: int | None) -> None:
    """End a process with those that it started; a browser without them ends by itself."""
    if group is None:
        return
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            os.kill(group, signal.SIGTERM)
        else:
            os.killpg(group, signal.SIGKILL)


def _work(
    answers: Connection, folder: str, function: Callable[..., Any], args: tuple[Any, ...]
) -> None:
    """Call the function and send its result and why there is none; runs in its own process."""
    os.environ["TMPDIR"] = folder
    if sys.platform != "win32":
        os.setsid()
        _limit_memory()
    try:
        answer: tuple[Any, str] = function(*args), ""
    except RenderError as error:
        answer = None, str(error)
    except Exception as error:  # whatever a browser fails with is a page that was not rendered
        answer = None, f"cannot be rendered: {' '.join(str(error).split())[:200]}"
    answers.send(answer)
    answers.close()


def _limit_memory() -> None:
    import resource  # noqa: PLC0415 - Windows has none

    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    most = MAX_MEMORY if hard == resource.RLIM_INFINITY else min(hard, MAX_MEMORY)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
