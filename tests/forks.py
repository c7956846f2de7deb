"""The command in processes that are forked from one which has imported everything.

A new Python spends more on its start than most commands on their work, and tests run hundreds.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import chdir
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

# Seconds until a command is taken to hang.
PATIENCE = 300


@cache
def forks() -> ForkServerContext:
    """What processes are forked from; it is started from here, where it can import the tests."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.warm"])
    with chdir(Path(__file__).parent.parent):
        forkserver.ensure_running()
    return context


def ended(process: ForkServerProcess, what: Any) -> int:
    """Wait for a process to end; its exit code."""
    process.join(PATIENCE)
    code = process.exitcode
    if code is None:
        process.kill()
        raise AssertionError(f"{what}: not done after {PATIENCE} s")
    process.close()
    return code


def run_forked(
    arguments: tuple[str, ...], cwd: Path, env: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run `explainer` with arguments, in a folder and an environment of its own."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, "stdout"), Path(folder, "stderr")]
        for path in paths:
            path.touch()
        process = forks().Process(target=_run, args=(arguments, cwd, dict(env), paths))
        process.start()
        code = ended(process, arguments)
        stdout, stderr = (path.read_text("utf-8") for path in paths)
    return subprocess.CompletedProcess(arguments, code, stdout, stderr)


def _run(arguments: tuple[str, ...], cwd: Path, env: dict[str, str], paths: list[Path]) -> None:
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    for stream, path in zip((sys.stdout, sys.stderr), paths, strict=True):
        with path.open("ab") as file:
            os.dup2(file.fileno(), stream.fileno())
    from generator.__main__ import main  # noqa: PLC0415 - it is there already, in the fork

    sys.argv = ["explainer", *arguments]
    main()
