"""`explainer recheck` against servers on this machine that do all that servers do.

    python -m benchmarks.recheck [--sources 200] [--hosts 50]

The servers count: how many requests are under way at once, and how long each host is left alone.
The run is killed in the middle and run again: every verdict must be right, and nothing that was
written down is asked for twice. The exit code is 1 if anything is not so.
"""

from __future__ import annotations

import argparse
import http.server
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from generator.archive.asking import Limits, Permission
from generator.rechecking.journal import Journal, Look
from generator.rechecking.judge import WantedSource
from generator.rechecking.run import How, recheck
from generator.rechecking.words import WantedWords
from tests.rechecking.pages import BEHAVIOURS, BESIDE, COPY, QUOTATIONS, TITLE, Behaviour
from tests.web import Reply, reply

DAY = "2031-05-02"
LIMITS = Limits(seconds=4, connect=4, size=300_000)
# Whoever asks for a day's pause is asked no more, so that nothing else may be on its host.
ALONE = "429 for long"


@dataclass(slots=True)
class Log:
    """What the servers saw: when each host was asked and had answered, and how many at once."""

    asked: dict[str, list[float]] = field(default_factory=dict)
    paths: Counter[tuple[str, str]] = field(default_factory=Counter)
    under_way: int = 0
    most: int = 0
    guard: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def server(host: str, port: int, pages: dict[str, Reply], log: Log) -> Iterator[int]:
    """Serve pages at an address of this machine; gives the port."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.close_connection = True
            with log.guard:
                log.asked.setdefault(host, []).append(time.monotonic())
                log.paths[host, self.path] += 1
                log.under_way += 1
                log.most = max(log.most, log.under_way)
            try:
                with suppress(OSError):
                    pages.get(self.path, reply("nothing here", 404))(self)
            finally:
                with log.guard:
                    log.under_way -= 1

        def log_message(self, *_: object) -> None:
            pass

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

    with Server((host, port), Handler) as serving:
        threading.Thread(target=serving.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield serving.server_address[1]
        finally:
            serving.shutdown()


def host_of(number: int, hosts: int) -> str:
    """The address of the host that a source is on."""
    behaviour = BEHAVIOURS[number % len(BEHAVIOURS)]
    if behaviour.name == ALONE:
        return f"127.0.3.{1 + number // len(BEHAVIOURS)}"
    return f"127.0.2.{1 + number % hosts}"


def wanted(number: int, hosts: int, port: int) -> WantedSource:
    """A source, its address, and what is looked for there."""
    behaviour = BEHAVIOURS[number % len(BEHAVIOURS)]
    url = behaviour.url or f"http://{{host}}:{{port}}/news/{number}"
    words = tuple(
        WantedWords(each, exact, "", "", *BESIDE[each]) for each, exact in QUOTATIONS.items()
    )
    copy = COPY if behaviour.has_copy else ""
    address = url.format(host=host_of(number, hosts), port=port)
    return WantedSource(f"source-{number}", address, TITLE, words, lambda: copy)


def work(journal: Path, sources: int, hosts: int, port: int) -> None:
    """Look at what is not in the journal yet."""
    how = How(Permission(private=True, ports=(port,)), LIMITS)
    kept = Journal(journal)
    done = {look.source for look in kept.read()}
    left = [wanted(number, hosts, port) for number in range(sources)]
    for _ in recheck([each for each in left if each.id not in done], how, kept, DAY):
        pass


def wrong(looks: Sequence[Look], sources: int) -> list[str]:
    """The sources of which something else was said than is to be said."""
    found = {look.source: look for look in looks}
    told = []
    for number in range(sources):
        behaviour: Behaviour = BEHAVIOURS[number % len(BEHAVIOURS)]
        look = found.get(f"source-{number}")
        states = tuple(each.state for each in look.quotations.values()) if look else ()
        if look is None or (look.page, states) != (behaviour.page, behaviour.words):
            told.append(f"{behaviour.name}: {look and look.page} {look and look.told} {states}")
    return told


def killed(command: Sequence[str], journal: Path, after: int) -> set[str]:
    """Run until so many looks are written down, and kill; gives the sources that were."""
    with subprocess.Popen(command) as process:  # noqa: S603 - this module itself
        while process.poll() is None and len(Journal(journal).read()) < after:
            time.sleep(0.05)
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    return {look.source for look in Journal(journal).read()}


def main() -> int:
    """Run it, print figures, and say whether all is right."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--work", nargs=2, metavar=("JOURNAL", "PORT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    sources, hosts = options.sources, options.hosts
    if options.work:
        work(Path(options.work[0]), sources, hosts, int(options.work[1]))
        return 0
    pages: dict[str, dict[str, Reply]] = {}
    for number in range(sources):
        behaviour = BEHAVIOURS[number % len(BEHAVIOURS)]
        own = pages.setdefault(host_of(number, hosts), {})
        own |= behaviour.more | {f"/news/{number}": behaviour.answer()}
    log = Log()
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        port = 0
        for host, served in pages.items():
            port = stack.enter_context(server(host, port, served, log))
        journal = Path(folder) / "journal"
        own_name = [sys.executable, "-m", "benchmarks.recheck"]
        command = [*own_name, "--sources", str(sources), "--hosts", str(hosts),
                   "--work", str(journal), str(port)]  # fmt: skip
        begun = time.monotonic()
        kept = killed(command, journal, sources // 2)
        before = log.paths.copy()
        # What was under way when the run was killed is answered by now, or the host asked again.
        cut = time.monotonic()
        subprocess.run(command, check=True)  # noqa: S603 - this module itself
        took = time.monotonic() - begun
        looks = Journal(journal).read()
        again = [
            id for id in kept
            if log.paths[_place(id, hosts)] > before[_place(id, hosts)]
        ]  # fmt: skip
    pauses = [
        b - a
        for times in log.asked.values()
        for a, b in pairwise(times)
        if not a < cut <= b  # the second run knows nothing of when the first one asked
    ]
    faults = wrong(looks, sources)
    lines = [
        f"{sources} sources on {len(pages)} hosts, {len(BEHAVIOURS)} behaviours: {took:.1f} s",
        f"written down when it was killed: {len(kept)}; asked for again: {len(again)}",
        f"at once, at most: {log.most}; shortest pause of a host: {min(pauses):.3f} s",
        f"wrong verdicts: {len(faults)}",
        *(f"  {each}" for each in faults),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(bool(faults or again or log.most > 8 or min(pauses) < 1 or len(looks) < sources))


def _place(id: str, hosts: int) -> tuple[str, str]:
    number = int(id.removeprefix("source-"))
    return host_of(number, hosts), f"/news/{number}"


if __name__ == "__main__":
    sys.exit(main())
