"""What the fuzzer is let loose on: functions that take any bytes, and examples to begin with.

Each must return: an exception is a finding, and so is whatever takes long.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from generator.archive import ENDINGS, Copy, read_copy
from generator.prose import parse_inline, plain_text
from generator.stamping import BadListError, read_list
from generator.stamping.tokens import StampError, check_stamp, read_certificates
from tests.archive.test_archive import HTML, PAGE, html_page, pdf, wacz, warc
from tests.fuzz.test_mutations import INSERTS
from tests.fuzz.trial import KINDS, Bench
from tests.support import BASE, DEMO, ROOT

LONGEST = 20_000
_MORE_WORDS = (
    b"[@post-one]", b"](https://a.example)", b"<table>", b"</p>", b"/FlateDecode", b"obj",
    b"endstream", b"WARC/1.0\r\n", b"Content-Length: ", b"\r\n\r\n", b"PK\x01\x02",
)  # fmt: skip


@cache
def _bench() -> Bench:
    return Bench.of(BASE)


def load(data: bytes) -> None:
    """A file of the site, whose kind the first byte chooses, through all the stages."""
    kinds = [kind for kind in KINDS if _bench().files(kind)]
    kind = kinds[data[0] % len(kinds)] if data else kinds[0]
    _bench().examine(_bench().files(kind)[0], data[1:])


def prose(data: bytes) -> None:
    """The body of a story."""
    text = data.decode("utf-8", "replace")
    for line in text.splitlines():
        plain_text(parse_inline(line))
    rows = "".join(f"      {line}\n" for line in text.splitlines())
    (old,) = _bench().files("stories")
    head = old.lines.text.partition("      The bell was gone.")[0]
    _bench().examine(old, f"{head}{rows}".encode())


def archive(data: bytes) -> None:
    """A copy, whose kind the first byte chooses."""
    ending = ENDINGS[data[0] % len(ENDINGS)] if data else ENDINGS[0]
    path = _folder() / f"copy{ending}"
    path.write_bytes(data[1:])
    copy = read_copy(path, PAGE)
    assert isinstance(copy, Copy) or copy.message


def stamp(data: bytes) -> None:
    """A time stamp, the list that it is of, or the certificates, as the first byte chooses."""
    given = {".tsr": b"", ".txt": b"", ".pem": b""}
    given |= {path.suffix: path.read_bytes() for path in (DEMO / "content/stamps").iterdir()}
    given[[*given][data[0] % 3] if data else ".tsr"] = data[1:]
    with suppress(StampError):
        check_stamp(given[".tsr"], given[".txt"], read_certificates(given[".pem"]))
    with suppress(BadListError):
        read_list(given[".txt"])


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp())


TARGETS: dict[str, Callable[[bytes], None]] = {
    "load": load, "prose": prose, "archive": archive, "stamp": stamp,
}  # fmt: skip


def examples(target: str) -> Iterator[bytes]:
    """What the fuzzer begins with."""
    files = [*BASE.rglob("*.yml"), *DEMO.rglob("*.yml"), *(ROOT / "content/glossary").glob("*.yml")]
    if target == "load":
        for path in files:
            for number in range(len(KINDS)):
                yield bytes([number]) + path.read_bytes()[:LONGEST]
    elif target == "prose":
        for path in files:
            yield path.read_bytes()[:2_000]
    elif target == "stamp":
        for kind, path in enumerate(sorted((DEMO / "content/stamps").iterdir())):
            yield bytes([kind]) + path.read_bytes()
    else:
        page = html_page(PAGE)
        yield b"\0" + b"words"
        yield b"\1" + HTML.encode()
        yield b"\2" + pdf("First page", "Second page")
        yield b"\3" + warc(page)
        yield b"\4" + warc(page, gz=True)
        yield b"\5" + wacz(data=warc(page, gz=True))


def words() -> Iterator[bytes]:
    """Pieces that the fuzzer puts in."""
    yield from (piece for piece in INSERTS if len(piece) <= 40)
    yield from _MORE_WORDS
