"""Whatever lies in the pages' folder: no hang, no traceback, nothing from outside in the output."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.adapters.mkdocs import open_project, read_project
from generator.index import Store
from generator.pages.folder import MAX_FILES
from tests.sites import explainer

SECRET = b"A key that lies outside"


def fifo(path: Path) -> None:
    os.mkfifo(path)


def unix_socket(path: Path) -> None:
    here = Path.cwd()
    # Its path may be short only.
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


def link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def sparse(size: int) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(size)

    return make


def text(words: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(words) and None


def deep(path: Path) -> None:
    (path / "/".join("a" * 100)).mkdir(parents=True)


def many(path: Path) -> None:
    path.mkdir()
    for number in range(MAX_FILES + 1):
        (path / f"{number}.md").touch()


def ring(path: Path) -> None:
    path.mkdir()
    for name in "abcdefgh":
        (path / name).symlink_to(".")


KINDS: dict[str, Callable[[Path], None]] = {
    **{
        f"{kind}{end}": make
        for end in (".md", ".png", ".pdf", "")
        for kind, make in {
            "fifo": fifo,
            "socket": unix_socket,
            "zero": link("/dev/zero"),
            "random": link("/dev/random"),
            "tty": link("/dev/tty"),
            "stdin": link("/dev/stdin"),
            "memory": link("/proc/self/mem"),
            "outside": link("../../../secret"),
            "root": link("/"),
            "home": link("/proc/self/root"),
            "nowhere": link("nowhere"),
            "itself": link(f"itself{end}"),
            "large": sparse(500_000_000_000),
            "archive": link("../archive"),
            "content": link(".."),
        }.items()
    },
    "deep": deep,
    "many": many,
    "ring": ring,
    "nul.md": text(b"# x\0\n"),
    "utf16.md": text("# x".encode("utf-16")),
    "bytes.md": text(b"\xff\xff"),
    "long.md": text(b"x" * 299_000),
    "brackets.md": text((b"[" * 4_000 + b"\n") * 5),
    "anchors.md": text(b"---\na: &a [x]\nb: &b [*a,*a]\n---\n"),
    "front.md": text(b"---\n" + b"[" * 4_000 + b"\n---\n"),
    "unicode.md": text("# \u202e x".encode()),
    "x\ny.md": text(b"# x"),
    "aux.md": text(b"# x"),
    "\udcff.md": text(b"# x"),
    "dot..": text(b"x"),
    "space ": text(b"x"),
    "_headers": text(b"/*"),
    "CNAME": text(b"x"),
    "_worker.js": text(b"x"),
    "a.html": text(b"x"),
    "a.svg": text(b"<svg/>"),
    "a.xhtml": text(b"x"),
    "a.xml": text(b"x"),
    "a.wasm": text(b"x"),
    "a.css": text(b"x"),
    "a.mjs": text(b"x"),
    "a.txt": text(b"x"),
    "a.json": text(b"1"),
    "a.PHP": text(b"x"),
    "empty.png": text(b""),
    "page.png": text(b"<!doctype html><script>alert(1)</script>"),
    "script.gif": text(b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)"),
    "a.pdf": text(b"<script>"),
}
"""What may lie in the folder: how it is made, by its name there."""


@pytest.fixture
def pages(demo: Path) -> Path:
    (demo.parent / "secret").write_bytes(SECRET)
    return demo / "content/pages"


@contextmanager
def lying(folder: Path, name: str) -> Iterator[None]:
    path = folder / name
    KINDS[name](path)
    yield
    if path.is_symlink() or not path.is_dir():
        path.unlink()


def test_each_is_refused_by_a_message(
    demo: Path, pages: Path, say: Callable[[str], None], tmp_path: Path
) -> None:
    store = Store(tmp_path / "index", is_kept=False)
    for name in KINDS:
        if name in ("deep", "many", "ring"):
            continue
        with lying(pages, name):
            project = open_project(demo / "mkdocs.yml")
            found = read_project(project, store).diagnostics
            shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            files = {problem.place.file for problem in found if problem.severity == "error"}
            assert files == {f"content/pages/{shown}"}, name
    store.close()
    say(f"hostile files in the pages' folder: {len(KINDS)} kinds")


@pytest.mark.parametrize("name", ["deep", "many", "ring"])
def test_a_folder_without_end_is_refused(demo: Path, pages: Path, name: str) -> None:
    KINDS[name](pages / name)
    done = explainer("check", cwd=demo)
    assert done.returncode == 1
    assert "content/pages/" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_all_together_give_no_site(demo: Path, pages: Path) -> None:
    for name, make in KINDS.items():
        if name != "many":
            make(pages / name)
    done = explainer("build", cwd=demo)
    assert done.returncode == 1, done.stderr[-1000:]
    assert "Traceback" not in done.stderr
    assert SECRET.decode() not in done.stderr + done.stdout
    assert not (demo / "site").exists()
