"""What a command costs: time, CPU, memory of all its processes, and what it wrote."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")
_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took.

    Attributes:
        wall: seconds by the clock.
        cpu: seconds of all cores, of the command and all processes that it waited for.
        memory: the most bytes in memory at once. That of a single process is the system's own
            account; of several it is looked at ten times a second, with memory that they share
            counted once.
    """

    wall: float
    cpu: float
    memory: int = 0


class CommandError(Exception):
    """The command failed; the message holds the end of what it said."""


def run(
    command: Sequence[str | Path],
    cwd: Path,
    env: Mapping[str, str] | None = None,
    cores: int = 0,
) -> Cost:
    """Run a command to its end.

    Args:
        command: the program and its arguments.
        cwd: where.
        env: what is added to the environment.
        cores: how many cores it may use; 0 for all.

    Raises:
        CommandError: it failed.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        child = _start(command, cwd, env, cores, said.fileno())
        most = [0]
        ended = threading.Event()
        looking = threading.Thread(target=_look, args=(child.pid, most, ended))
        looking.start()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        ended.set()
        looking.join()
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            end = said.read().decode("utf-8", "replace")[-2000:]
            message = f"{' '.join(map(str, command))}: exit code {child.returncode}\n{end}"
            raise CommandError(message)
    return Cost(wall, used.ru_utime + used.ru_stime, max(most[0], used.ru_maxrss * 1024))


def _start(
    command: Sequence[str | Path],
    cwd: Path,
    env: Mapping[str, str] | None,
    cores: int,
    output: int,
) -> subprocess.Popen[bytes]:
    wanted = sorted(os.sched_getaffinity(0))[:cores] if cores else None
    before = os.sched_getaffinity(0)
    if wanted:
        os.sched_setaffinity(0, wanted)  # A child has what its parent has.
    try:
        return subprocess.Popen(  # noqa: S603 - commands of ours
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    finally:
        if wanted:
            os.sched_setaffinity(0, before)


def _look(pid: int, most: list[int], ended: threading.Event) -> None:
    while not ended.wait(_EVERY):
        most[0] = max(most[0], _memory(pid))


def _tree(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for each in found:
        # A process may end between one look and the next.
        with suppress(OSError):
            for task in Path(f"/proc/{each}/task").glob("*/children"):
                with suppress(OSError):
                    found += map(int, task.read_text("ascii").split())
    return found


def _memory(pid: int) -> int:
    tree = _tree(pid)
    if len(tree) == 1:
        return 0  # The system's own account of one process is better.
    return sum(map(_share, tree))


def _share(pid: int) -> int:
    """A process's memory, of what it shares with others its part."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
        return sum(int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:"))
    except (OSError, ValueError):
        return 0


def cpu_of(pid: int) -> float:
    """CPU seconds so far of a process, of all below it, and of those that it waited for."""
    total = 0
    for each in _tree(pid):
        try:
            text = Path(f"/proc/{each}/stat").read_text("utf-8", errors="replace")
        except OSError:
            continue
        total += sum(map(int, text.rpartition(")")[2].split()[11:15]))
    return total / _TICK


@dataclass(frozen=True, slots=True)
class Server:
    """A command that serves a site."""

    pid: int
    url: str

    def wait_for(self, path: str, words: str, longest: float = 3600.0) -> Cost:
        """Wait until a page has these words; what that took from now on.

        Raises:
            CommandError: it never came.
        """
        start, cpu = time.perf_counter(), cpu_of(self.pid)
        while words not in self._page(path):
            if time.perf_counter() - start > longest:
                message = f"{self.url}{path}: not served after {longest} s"
                raise CommandError(message)
            time.sleep(_EVERY / 2)
        return Cost(time.perf_counter() - start, cpu_of(self.pid) - cpu)

    def _page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.url + path, timeout=600) as answer:  # noqa: S310
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, OSError):
            return ""


@contextmanager
def serving(
    command: Sequence[str | Path], cwd: Path, url: str, env: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run a command that serves a site at `url` while this is open."""
    with tempfile.TemporaryFile() as said:
        child = _start(command, cwd, env, 0, said.fileno())
        try:
            yield Server(child.pid, url)
        finally:
            os.killpg(child.pid, signal.SIGINT)
            try:
                child.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()


def written(folder: Path) -> tuple[int, int, int]:
    """How many HTML pages, how many files and how many bytes a folder holds."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return pages, len(files), sum(path.stat().st_size for path in files)
