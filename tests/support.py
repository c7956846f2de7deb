"""What several tests need: where the sites for tests lie, and how a site is made and compiled."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias, TypeVar

import html5lib

from generator.diagnostics import as_text
from generator.load import Document
from generator.load.parse import parse
from generator.render import Fragment, Heading, Page
from tests.compiled import Compiled, compile_site

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
DEMO = TESTS / "demo"
BASE = TESTS / "cases" / "_base"
EVERYTHING = os.environ.get("FUZZ") == "all"
"""Whether tests that are marked `sampled` try all that they know, as `make fuzz` wants it."""
# Codes that only an adapter can give, and the tests that know them.
ELSEWHERE = {
    "address-collision": "adapters/test_mkdocs.py",
    "bad-config": "adapters/test_serve.py",
    "costly-page": "pages/test_rendering.py",
    "unchecked-stamp": "stamping/test_stamps.py",
}

T = TypeVar("T")
Files: TypeAlias = Mapping[str, str | bytes]
"""The text or bytes of files by their paths in a site."""


def sample(values: Sequence[T], number: int) -> list[T]:
    """So many of the values, spread evenly from the first to the last; all in `make fuzz`."""
    if EVERYTHING or number >= len(values):
        return list(values)
    return [values[at * (len(values) - 1) // (number - 1)] for at in range(number)]


@contextmanager
def no_hang(seconds: int = 120) -> Iterator[None]:
    """Fail instead of hanging: what is meant for a moment and takes minutes will never end.

    It measures nothing; `tests/work.py` does.
    """

    def give_up(*_: object) -> None:
        raise AssertionError(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def make_site(folder: Path, files: Files | None = None, base: Path = BASE) -> Path:
    """Copy `base` to `folder` and lay `files` over it."""
    shutil.copytree(base, folder, dirs_exist_ok=True)
    for name, text in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def said(compiled: Compiled) -> str:
    """All diagnostics as an editor reads them."""
    return "\n".join(as_text(diagnostic) for diagnostic in compiled.diagnostics)


def codes(compiled: Compiled) -> list[str]:
    """The diagnostics' codes, the worst first."""
    return [diagnostic.code for diagnostic in compiled.diagnostics]


def clean(folder: Path, *, drafts: bool = False, directory_urls: bool = False) -> Compiled:
    """Compile a site that must have nothing wrong with it."""
    compiled = compile_site(folder, drafts=drafts, directory_urls=directory_urls)
    assert said(compiled) == ""
    return compiled


def document(text: str, id: str = "test", path: str = "content/test.yml") -> Document:
    """A document of text that can be read."""
    root, lines, problems = parse(text, path)
    assert problems == []
    assert root is not None
    return Document(id, path, lines, root)


def page_html(page: Page) -> str:
    """A page's content as the adapters put it together."""
    return "\n".join(
        block.html
        if isinstance(block, Fragment)
        else f'<h{block.level} id="{block.id}">{_escaped(block.text)}</h{block.level}>'
        for block in page.blocks
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def headings(page: Page) -> list[Heading]:
    """A page's headings."""
    return [block for block in page.blocks if isinstance(block, Heading)]


def elements(html: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Every element of a piece of HTML: its name, its attributes, its whole text.

    Raises:
        html5lib.html5parser.ParseError: it is no correct HTML.
    """
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    for element in parser.parseFragment(html).iter():
        if isinstance(element.tag, str):
            yield element.tag, dict(element.attrib), "".join(element.itertext())
