"""Builds on a Dask cluster: an executor for the passes, and what must hold before they begin.

All processes work on the same folders. The building process alone writes the index; a worker reads
it, and writes the pages of the units that it is given.
"""

from __future__ import annotations

import logging
import os
import pickle
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from generator.adapters.mkdocs.writing import forget_themes
from generator.digests import sha256_hex
from generator.files import ReadError, read_file
from generator.index import Reader
from generator.parallel import ExecutorLostError
from generator.passes.job import desk
from generator.program_fingerprint import program_fingerprint

R = TypeVar("R")

PATIENCE = 30.0
"""In seconds: a cluster that has had no worker for so long is given up."""
_CONNECT = 5.0
_RETRIES = 2
_MOST = 100_000_000
_INSTALL = "--cluster needs the extra: pip install 'story-explainer[cluster]'"


class ClusterError(ExecutorLostError):
    """The cluster cannot be used, or not any longer; the message says why."""


class Cluster(Executor):
    """The workers of a Dask cluster, for as long as one build takes."""

    def __init__(self, client: Any, address: str) -> None:
        """Take a connected client.

        Args:
            client: the `distributed.Client`.
            address: the scheduler's, for messages.
        """
        self._client = client
        self._address = address
        self._inner = client.get_executor(pure=False, retries=_RETRIES)
        self._build = uuid.uuid4().hex
        self._pending: set[Future[Any]] = set()
        self._lock = threading.Lock()
        self._is_over = threading.Event()
        self._lost: ClusterError | None = None
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, function: Callable[..., R], /, *args: Any, **options: Any) -> Future[R]:
        """Let a worker call a function; both it and what it is given must be picklable.

        Raises:
            ClusterError: there is no cluster any more.
        """
        future: Future[R] = Future()
        with self._lock:
            if self._lost:
                raise self._lost
            self._pending.add(future)
        # As bytes, in which Dask looks for nothing.
        payload = pickle.dumps((function, args, options), pickle.HIGHEST_PROTOCOL)
        try:
            inner = self._inner.submit(run_unit, self._build, program_fingerprint(), payload)
        except Exception:
            self._pending.discard(future)
            raise
        inner.add_done_callback(lambda done: self._settle(future, done))
        return future

    def _settle(self, future: Future[Any], done: Future[Any]) -> None:
        with self._lock:
            self._pending.discard(future)
        # It may have been given up meanwhile.
        with suppress(InvalidStateError):
            if done.cancelled():
                future.set_exception(ClusterError(f"the cluster at {self._address} was lost"))
            elif error := done.exception():
                future.set_exception(error)
            else:
                future.set_result(done.result())

    def check(self, config_file: Path, site_dir: Path, index: Path) -> None:
        """See whether all workers are as the building process is, and have the same folders.

        Args:
            config_file: the site's mkdocs.yml.
            site_dir: where the site is built.
            index: the folder of the index.

        Raises:
            ClusterError: one is not, or does not.
        """
        threads = self._client.nthreads()
        if many := sorted(worker for worker, number in threads.items() if number != 1):
            raise ClusterError(
                f"the worker {many[0]} has {threads[many[0]]} threads: start workers with "
                "--nthreads 1, and one for each core (--nworkers -1)"
            )
        beside = site_dir.resolve().parent
        beside.mkdir(parents=True, exist_ok=True)
        token = uuid.uuid4().hex
        probes = [folder / f".explainer-probe-{token}" for folder in (index.absolute(), beside)]
        try:
            for probe in probes:
                probe.write_text(token, "ascii")
            view = _view(config_file.absolute(), probes)
            seen = self._client.run(look, view, on_error="return")
        finally:
            for probe in probes:
                probe.unlink(missing_ok=True)
        for worker, found in sorted(seen.items()):
            if isinstance(found, Exception):
                raise ClusterError(f"the worker {worker} cannot run this program: {found}")
            if found:
                raise ClusterError(f"the worker {worker} {found}")

    def _watch(self) -> None:
        """Give up what is under way once no worker has been there for long: it would never end."""
        seen = time.monotonic()
        while not self._is_over.wait(min(1.0, PATIENCE / 2)):
            with suppress(Exception):
                if self._client.status == "running" and self._client.nthreads():
                    seen = time.monotonic()
            if time.monotonic() - seen > PATIENCE:
                self._give_up(f"the cluster at {self._address} has no workers any more")
                return

    def _give_up(self, why: str) -> None:
        with self._lock:
            self._lost = ClusterError(why)
            pending, self._pending = self._pending, set()
        for future in pending:
            with suppress(InvalidStateError):
                future.set_exception(self._lost)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature of `Executor`
        """End the work for this build; the cluster goes on."""
        self._is_over.set()
        self._inner.shutdown(wait=wait and not (cancel_futures or self._lost))


@contextmanager
def open_cluster(address: str) -> Iterator[Cluster]:
    """Give the workers of a Dask cluster until this is left.

    Args:
        address: the scheduler's, such as `tcp://10.0.0.1:8786` or `tls://…`.

    Raises:
        ClusterError: the extra is not installed, nobody answers, or there are no workers.
    """
    client = _connected(address)
    try:
        try:
            client.wait_for_workers(1, timeout=_CONNECT)
        except TimeoutError:
            raise ClusterError(f"the cluster at {address} has no workers") from None
        cluster = Cluster(client, address)
        try:
            yield cluster
        finally:
            cluster.shutdown(cancel_futures=True)
    finally:
        with suppress(Exception):
            client.close(timeout=_CONNECT)


def _connected(address: str) -> Any:
    try:
        dask, distributed = import_module("dask"), import_module("distributed")
    except ImportError as error:
        raise ClusterError(_INSTALL) from error
    # What matters of what it says is said here.
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(("distributed", "tornado")):
            logging.getLogger(name).setLevel(logging.CRITICAL)
    dask.config.set({"distributed.comm.timeouts.connect": f"{_CONNECT}s"})
    try:
        return distributed.Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise ClusterError(f"no Dask scheduler answers at '{address}': {error}") from error


@dataclass(frozen=True, slots=True)
class View:
    """What the building process sees, and a worker must see too.

    Attributes:
        program: the fingerprint of the program.
        files: the SHA-256 of files by their paths.
        index: the folder of the index.
        writable: folders that are written to.
    """

    program: bytes
    files: Mapping[str, str]
    index: Path
    writable: Sequence[str]


def _view(config_file: Path, probes: Sequence[Path]) -> View:
    files = {str(path): _sha256(path) for path in (config_file, *probes)}
    index, site = (probe.parent for probe in probes)
    return View(program_fingerprint(), files, index, [str(site)])


def _sha256(path: Path) -> str:
    return sha256_hex(read_file(path, inside=path.parent, at_most=_MOST))


def look(view: View) -> str:
    """Say what a worker sees otherwise than the building process; runs on the worker."""
    if program_fingerprint() != view.program:
        return "has another version of this program, of Python or of a library"
    for name, digest in view.files.items():
        path = Path(name)
        why = f"does not see the same folder '{path.parent}': it must be on a shared file system"
        if path.parent == view.index:
            why += " (the index lies there: EXPLAINER_CACHE names another folder)"
        try:
            if _sha256(path) != digest:
                return why
        except (ReadError, OSError):
            return why
    for name in view.writable:
        if not os.access(name, os.W_OK):
            return f"may not write to '{name}'"
    reader = Reader(view.index)
    try:
        reader.count("lock")
    except Exception as error:
        # SQLite says why, such as that locks do not work on this file system.
        return f"cannot read the index in '{view.index}': {error}"
    finally:
        reader.close()
    return ""


_one_at_a_time = threading.Lock()
_current = ""
"""The build that this worker has worked for last."""


def run_unit(build: str, program: bytes, payload: bytes) -> Any:
    """Call a function on a worker.

    Args:
        build: the build that it is for: nothing that was kept for another one is used.
        program: the fingerprint of the building process's program.
        payload: the function and what it is given, pickled.

    Raises:
        ClusterError: the worker joined late, with another version of the program.
    """
    global _current  # noqa: PLW0603 - the state of a worker process
    with _one_at_a_time:
        if _current != build:
            if program_fingerprint() != program:
                raise ClusterError("a worker that joined has another version of this program")
            desk.cache_clear()
            forget_themes()
            _current = build
        function, args, options = pickle.loads(payload)  # noqa: S301 - Dask does no less
        return function(*args, **options)
