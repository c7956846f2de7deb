"""Browsers start, again if one hangs while it starts, and end with all that they have started."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from typing import TypeVar

from websockets.exceptions import WebSocketException

from tests.browser.engines.tab import EngineError

Started = TypeVar("Started")

# Seconds until a start is taken to hang: then it is ended, and another is tried.
START_PATIENCE = 60
TRIES = 4


@contextmanager
def program(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    stdout: int = subprocess.DEVNULL,
) -> Iterator[subprocess.Popen[str]]:
    """Run a program; at the end, nothing is left of it or of what it has started."""
    with subprocess.Popen(
        command,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=START_PATIENCE)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def first_to_start(start: Callable[[], AbstractContextManager[Started]]) -> Iterator[Started]:
    """Start something that may hang while it starts, a few times if need be.

    Args:
        start: starts it anew each time, and ends what it has started also when it fails.
    """
    with ExitStack() as stack:
        for tries_left in reversed(range(TRIES)):
            try:
                started = stack.enter_context(start())
                break
            except (OSError, EngineError, WebSocketException):
                if not tries_left:
                    raise
        yield started
