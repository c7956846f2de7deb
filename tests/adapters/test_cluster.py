"""Builds on a Dask cluster of worker processes on this machine."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.adapters.cluster import ClusterError, View, look, run_unit
from generator.cli.exit_codes import PUBLISH, USAGE
from generator.index import FOLDER_VARIABLE, Store
from generator.parallel import CORES_VARIABLE
from generator.program_fingerprint import program_fingerprint
from tests.sites import explainer, files_of
from tests.support import DEMO, ROOT, make_site

pytestmark = pytest.mark.slow

# Some stories, so that there is work for two.
STORIES = 6
PRELOAD = Path(__file__).with_name("dask_preload.py")
# A command whose cluster is given up soon.
IMPATIENT = """
from generator.adapters import cluster
from generator.cli import main
cluster.PATIENCE = 1.0
main()
"""


@dataclass
class Dask:
    """A scheduler and its workers, each a process of its own.

    Attributes:
        folder: for notes of the workers.
        address: the scheduler's.
        workers: the workers' processes.
    """

    folder: Path
    address: str = ""
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        # Should nobody be left to end them, they end by themselves.
        self.scheduler = self._run(
            "scheduler", "--host", "127.0.0.1", "--port", str(port), "--idle-timeout", "300"
        )

    def add_worker(
        self, *options: str, preload: bool = True, cwd: Path | None = None, **env: str
    ) -> None:
        loaded = ["--preload", str(PRELOAD)] if preload else []
        self.workers.append(
            self._run(
                "worker", self.address, "--no-nanny", "--death-timeout", "300", *loaded,
                *(options or ("--nthreads", "1")), cwd=cwd, **env,
            )
        )  # fmt: skip

    def _run(self, *arguments: str, cwd: Path | None = None, **env: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
            cwd=cwd or self.folder,
            env={**os.environ, "WRITTEN": str(self.folder), **env},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def wait_for(self, workers: int) -> None:
        """Wait until so many workers have come."""
        from distributed import Client  # noqa: PLC0415 - only where there is a cluster

        with Client(self.address, timeout=300, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=300)

    def written(self) -> dict[str, set[str]]:
        """The names of the pages that each worker has written, by the numbers of the processes."""
        return {
            path.name: set(path.read_text("utf-8").split("\n")) - {""}
            for path in self.folder.iterdir()
            if path.name.isdigit()
        }

    def forget(self) -> None:
        for path in self.folder.iterdir():
            path.unlink()

    def end(self) -> None:
        for process in [*self.workers, *([self.scheduler] if self.scheduler else [])]:
            with suppress(ProcessLookupError):
                process.kill()
            process.wait()
        self.workers = []


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    """A scheduler, to which a test adds workers."""
    folder = tmp_path / "dask"
    folder.mkdir()
    dask = Dask(folder)
    try:
        dask.start()
        yield dask
    finally:
        dask.end()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return with_stories(make_site(tmp_path / "demo", base=DEMO))


@pytest.fixture(scope="module")
def first_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That site as it is built without a cluster."""
    folder = tmp_path_factory.mktemp("first")
    local(with_stories(make_site(folder / "demo", base=DEMO)), folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def first(first_folder: Path) -> dict[str, bytes]:
    """The files of it."""
    return files_of(first_folder)


def with_stories(site: Path) -> Path:
    story = site / "content/stories/ostermill-bell"
    for number in range(STORIES):
        shutil.copytree(story, story.with_name(f"bell-{number}"))
    return site


def build(
    site: Path, out: Path, *options: str, forked: bool = True
) -> subprocess.CompletedProcess[str]:
    arguments = ("build", "--strict", "-d", out, *options)
    return explainer(*arguments, cwd=site, env={CORES_VARIABLE: "1"}, forked=forked)


def local(site: Path, out: Path) -> dict[str, bytes]:
    """The files of a site as it is built without a cluster."""
    done = build(site, out)
    assert done.returncode == PUBLISH, done.stderr
    return files_of(out)


def on_cluster(dask: Dask, site: Path, out: Path) -> dict[str, bytes]:
    done = build(site, out, "--cluster", dask.address)
    assert done.returncode == PUBLISH, done.stderr
    return files_of(out)


def test_two_workers_give_the_same_bytes_and_again_after_an_edit(
    dask: Dask,
    site: Path,
    first: dict[str, bytes],
    tmp_path: Path,
    say: Callable[[str], None],
) -> None:
    dask.add_worker()
    dask.add_worker()
    dask.wait_for(2)
    assert on_cluster(dask, site, tmp_path / "out") == first
    written = dask.written()
    assert len(written) == 2
    stories = {path.name for path in (site / "content/stories").iterdir()}
    made = {Path(path).stem for pages in written.values() for path in pages}
    assert stories - made == {"la-cloche"}, "all but the draft are written by workers"
    say(
        f"two workers: {len(first)} files: 0 differ; pages by each: {[*map(len, written.values())]}"
    )

    # The workers have kept what they made of the site as it was.
    dask.forget()
    for name, old, new in (
        ("site.yml", "title: ", "title: Another "),
        ("stories/bell-3/story.yml", "title: ", "title: Another "),
    ):
        path = site / "content" / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    second = local(site, tmp_path / "local")
    assert second["index.html"] != first["index.html"]
    assert on_cluster(dask, site, tmp_path / "out") == second
    assert dask.written()


def test_a_worker_that_is_killed_costs_no_byte(
    dask: Dask, site: Path, first: dict[str, bytes], tmp_path: Path
) -> None:
    dask.add_worker()
    dask.add_worker(DIES_AT="5")
    dask.wait_for(2)
    assert on_cluster(dask, site, tmp_path / "out") == first
    assert dask.workers[1].wait(timeout=300) < 0
    assert dask.workers[0].poll() is None


@pytest.mark.parametrize("lost", ["workers", "scheduler"])
def test_a_cluster_that_is_lost_publishes_nothing(
    dask: Dask, site: Path, first_folder: Path, tmp_path: Path, lost: str
) -> None:
    out = shutil.copytree(first_folder, tmp_path / "out")
    before = files_of(out)
    path = site / "content/site.yml"
    path.write_text(path.read_text("utf-8").replace("title: ", "title: Another ", 1), "utf-8")
    assert dask.scheduler
    kills = {"KILLS": str(dask.scheduler.pid)} if lost == "scheduler" else {}
    dask.add_worker(DIES_AT="5", **kills)
    dask.wait_for(1)
    done = subprocess.run(
        [sys.executable, "-c", IMPATIENT, "build", "-d", out, "--cluster", dask.address],
        cwd=site, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == USAGE, done.stderr
    why = "has no workers any more" if lost == "workers" else "was lost"
    assert f"the cluster at {dask.address} {why}" in done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(out) == before
    # A worker that nobody can reach any more may have written while the folder was removed.
    dask.end()
    assert local(site, out) != before
    assert not (tmp_path / ".out.new").exists()


def program_copy(folder: Path) -> Path:
    """The program with one comment more."""
    shutil.copytree(ROOT / "generator", folder / "generator")
    for name in ("site-templates", "maps"):
        (folder / name).symlink_to(ROOT / name)
    file = folder / "generator/digests.py"
    file.write_text(file.read_text("utf-8") + "# Another version.\n", "utf-8")
    return folder


def test_workers_that_differ_are_refused(dask: Dask, site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    other = program_copy(tmp_path / "other")
    for env, options, why in (
        ({"PYTHONPATH": str(other)}, (), "has another version of this program"),
        ({}, ("--nthreads", "2"), "has 2 threads: start workers with --nthreads 1"),
    ):
        dask.add_worker(*options, **env)
        dask.wait_for(1)
        done = build(site, out, "--cluster", dask.address)
        assert done.returncode == USAGE, done.stderr
        assert why in done.stderr
        assert "Traceback" not in done.stderr
        assert not out.exists()
        dask.workers[-1].terminate()
        dask.workers[-1].wait()
        wait_for_none(dask)


def wait_for_none(dask: Dask) -> None:
    """Wait until the scheduler knows of no worker."""
    from distributed import Client  # noqa: PLC0415 - only where there is a cluster

    with Client(dask.address, timeout=300, set_as_default=False) as client:
        while client.nthreads():
            time.sleep(0.1)


def test_a_scheduler_without_workers_is_told(dask: Dask, demo: Path, tmp_path: Path) -> None:
    done = build(demo, tmp_path / "out", "--cluster", dask.address)
    assert done.returncode == USAGE
    assert f"the cluster at {dask.address} has no workers" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "tls://127.0.0.1:1", ""])
def test_a_wrong_address_is_told(demo: Path, tmp_path: Path, address: str) -> None:
    done = build(demo, tmp_path / "out", "--cluster", address)
    assert done.returncode == USAGE
    assert f"no Dask scheduler answers at '{address}'" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_without_the_extra_it_is_named(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "distributed.py").write_text("raise ImportError\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    done = build(demo, tmp_path / "out", "--cluster", "tcp://127.0.0.1:1", forked=False)
    assert done.returncode == USAGE
    assert "pip install 'story-explainer[cluster]'" in done.stderr


@pytest.fixture
def view(tmp_path: Path) -> View:
    """What a building process sees of a folder with an index."""
    Store(tmp_path / "index").close()
    files = {}
    for name in ("mkdocs.yml", "index/probe", "public/probe"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
        files[str(path)] = hashlib.sha256(name.encode()).hexdigest()
    return View(program_fingerprint(), files, tmp_path / "index", [str(tmp_path / "public")])


def test_a_worker_that_sees_the_same_has_nothing_to_say(view: View) -> None:
    assert look(view) == ""


@pytest.mark.parametrize("how", ["missing", "another"])
@pytest.mark.parametrize("name", ["mkdocs.yml", "index/probe", "public/probe"])
def test_a_worker_that_sees_other_folders_says_which(
    view: View, tmp_path: Path, name: str, how: str
) -> None:
    path = tmp_path / name
    path.unlink()
    if how == "another":
        path.write_text("another")
    found = look(view)
    assert f"does not see the same folder '{path.parent}'" in found
    assert (FOLDER_VARIABLE in found) == (path.parent.name == "index")


def test_a_worker_that_cannot_read_the_index_says_so(view: View, tmp_path: Path) -> None:
    for path in (tmp_path / "index").glob("*.db"):
        path.write_bytes(b"no database" * 100)
    assert look(view).startswith("cannot read the index")


def test_late_workers_with_another_program_end_the_build() -> None:
    payload = pickle.dumps((len, ([1, 2],), {}))
    with pytest.raises(ClusterError, match="joined"):
        run_unit("a build", b"another program", payload)
    assert run_unit("a build", program_fingerprint(), payload) == 2
