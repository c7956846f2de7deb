"""Ctrl-C ends a command with exit code 130, and without a word, whenever it comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support import DEMO, ROOT, make_site, no_hang, sample

pytestmark = pytest.mark.slow

PARTS = [0, 0.01, 0.05, 0.15, 0.3, 0.45, 0.6, 0.75, 0.85, 0.9, 0.94]

# As at a terminal, whatever started the tests themselves.
HEARD = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
# Interrupts itself at an event of Python's, which says more exactly when than a clock does.
AT_EVENT = """
import os, signal, sys
from generator import __main__ as launcher
left = int(sys.argv.pop(1))
def hear(event, arguments):
    global left
    if event in ("import", "open", "os.mkdir", "os.rename", "compile"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(hear)
try:
    launcher.main()
finally:
    print(-left)
"""
MANY = """
import sys, time
from generator.parallel import parallel_map
def work(_job, number):
    time.sleep(0.02)
    print(number, flush=True)
    return number
try:
    list(parallel_map(work, None, range(2000)))
except KeyboardInterrupt:
    sys.exit(130)
"""


def start(code: str, *arguments: str, cwd: Path) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "EXPLAINER_CORES": "2"}
    return subprocess.Popen(
        [sys.executable, "-c", HEARD + code, *arguments], cwd=cwd, env=env, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many events a build has."""
    site = make_site(tmp_path_factory.mktemp("events") / "demo", base=DEMO)
    process = start(AT_EVENT, "0", "build", "-q", cwd=site)
    said, told = process.communicate(timeout=300)
    assert process.returncode == 0, told
    return int(said)


@pytest.mark.sampled
@pytest.mark.parametrize("part", sample(PARTS, 4))
def test_at_any_moment_of_a_build(demo: Path, events: int, part: float) -> None:
    process = start(AT_EVENT, str(1 + int(part * events)), "build", cwd=demo)
    said, told = process.communicate(timeout=300)
    assert (process.returncode, told.strip()) == (130, ""), told
    assert "pages in" not in said
    assert not (demo / "site").exists()
    assert [path.name for path in demo.glob(".site*")] == []


def test_at_a_question(demo: Path) -> None:
    here, there = os.openpty()
    code = f"{HEARD}from generator.__main__ import main; main()"
    command = [sys.executable, "-c", code, "new", "term"]
    process = subprocess.Popen(
        command, cwd=demo, stdin=there, stdout=there, stderr=there, start_new_session=True
    )
    os.close(there)
    with os.fdopen(here, "rb", buffering=0) as terminal:
        shown = b""
        while b"The term" not in shown:
            shown += terminal.read(1000)
        with no_hang():
            # An interrupt between the question and the reading of the answer waits for the next.
            while process.poll() is None:
                process.send_signal(signal.SIGINT)
                time.sleep(0.5)
        with suppress(OSError):  # the other end is closed
            shown += terminal.read(10_000)
    assert process.returncode == 130
    assert b"Traceback" not in shown
    assert b"Aborted" not in shown


def test_several_processes_at_once(tmp_path: Path) -> None:
    process = start(MANY, cwd=tmp_path)
    assert process.stdout
    for _ in range(40):
        process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=300)
    assert (process.returncode, told) == (130, "")
    with no_hang(), suppress(ProcessLookupError):
        while True:  # none of the forks stays
            os.killpg(process.pid, 0)
            time.sleep(0.1)
