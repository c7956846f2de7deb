"""Our own content with mistakes in it, thousands of them: each gives content or diagnostics."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pytest

from generator.load import Document
from tests.fuzz.bounded import MEGABYTES, Case, run
from tests.fuzz.trial import KINDS, Bench
from tests.support import DEMO, EVERYTHING, ROOT

Mutation: TypeAlias = Callable[[random.Random, bytes], bytes]

# Of each of two sites; `make fuzz` tries more than 5,000.
EACH = 2_600 if EVERYTHING else 150
# One file in so many goes through all the stages, in its place in the whole site.
_SELDOM = {DEMO: 10, ROOT: 25}

INSERTS = [
    b"&a ", b"*a ", b"!!timestamp ", b"!x ", b"<<: ", b"<<: *a\n", b"&a &b ", b"[", b"]", b"{",
    b"}", b"[" * 400, b"{a: " * 100, b"- " * 300, b"? ", b": ", b"'", b'"', b"|\n", b">\n",
    b"|9\n", b"#", b" #", b"%", b"@", b"`", b"\\", b'"\\ud800"', b'"\\U0010ffff"', b'"\\x00"',
    b"\x00", b"\x07", b"\x1b[31m", b"\x7f", b"\t", b"\r", b"\r\n", b"\x85",
    "\u0085\u2028\u2029".encode(), "\u202e".encode(), "\ufeff".encode(), "\u200b".encode(),
    b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\xff\xfe", b"---\n", b"...\n",
    b"%YAML 1.1\n", b"9" * 5_000, b"-1", b"1e999", b"2024-02-30", b"2018-13", b"0000-00-00", b"~",
    b"null", b"[@", b"[@a; @b]", b"[@" * 50, b"](", b"[a](javascript:x)", b"<script>", b"<b",
    b"&#0;", b"&#xd800;", b"&shy;", b"**", b"*_*_" * 40, b"`" * 99, b"[derived: ", b"[editor]",
    b"${x}", b"{{ x }}", b"../../x", b"x" * 4_900, b"x" * 20_000, b"k" * 3_000 + b": v\n",
    "é".encode() * 2_000, b"id: x\n", b"https://[::1", b"https://xn--/", b"XX", b"draft",
    b"\n\n\n", b" ", b"  - ", b"\xe2\x80",
]  # fmt: skip


def flip(chance: random.Random, data: bytes) -> bytes:
    """Change some bits."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def insert(chance: random.Random, data: bytes) -> bytes:
    """Put something in at any place, or where a value begins."""
    at = chance.randrange(len(data) + 1)
    if chance.random() < 0.5:
        colon = data.find(b": ", at)
        at = colon + 2 if colon >= 0 else at
    return data[:at] + chance.choice(INSERTS) + data[at:]


def put(chance: random.Random, data: bytes) -> bytes:
    """Put something in the place of a value."""
    rows = data.split(b"\n")
    row = chance.randrange(len(rows))
    key, colon, _ = rows[row].partition(b": ")
    if colon:
        rows[row] = key + colon + chance.choice(INSERTS)
    return b"\n".join(rows)


def borrow(chance: random.Random, data: bytes) -> bytes:
    """Put a value that stands elsewhere in the place of another: YAML it stays, content often."""
    rows = data.split(b"\n")
    places = [at for at, row in enumerate(rows) if b": " in row]
    for _ in range(chance.randint(1, 3) if places else 0):
        at = chance.choice(places)
        key, colon, _ = rows[at].partition(b": ")
        rows[at] = key + colon + rows[chance.choice(places)].partition(b": ")[2]
    return b"\n".join(rows)


def cut(chance: random.Random, data: bytes) -> bytes:
    """Leave the end off, or a piece."""
    at = chance.randrange(len(data))
    end = len(data) if chance.random() < 0.5 else at + chance.randint(1, 60)
    return data[:at] + data[end:]


def lines(chance: random.Random, data: bytes) -> bytes:
    """Double, swap, drop or shift lines."""
    rows = data.split(b"\n")
    for _ in range(chance.randint(1, 4)):
        one, other = chance.randrange(len(rows)), chance.randrange(len(rows))
        match chance.randrange(5):
            case 0:
                rows.insert(one, rows[one])
            case 1:
                rows[one], rows[other] = rows[other], rows[one]
            case 2:
                rows[one] = b" " * chance.randint(1, 9) + rows[one]
            case 3:
                rows[one] = rows[one].lstrip()
            case _:
                rows[one] = b""
    return b"\n".join(rows)


def repeat(chance: random.Random, data: bytes) -> bytes:
    """Write a piece of it again and again."""
    at = chance.randrange(len(data))
    piece = data[at : at + chance.randint(1, 300)]
    times = chance.choice([2, 10, 100, 280_000 // len(piece)])
    return data[:at] + piece * min(times, 280_000 // len(piece)) + data[at:]


def splice(chance: random.Random, data: bytes) -> bytes:
    """Put two pieces in each other's place."""
    a, b, c, d = sorted(chance.randrange(len(data) + 1) for _ in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def encode(chance: random.Random, data: bytes) -> bytes:
    """Write it in another encoding, or with other line ends."""
    text = data.decode("utf-8", "replace")
    encodings = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "utf-7", "utf-8-sig"]
    if chance.random() < 0.3:
        return data.replace(b"\n", chance.choice([b"\r\n", b"\r", b"\n\r", "\u2028".encode()]))
    return text.encode(chance.choice(encodings), "replace")


MUTATIONS: tuple[Mutation, ...] = (
    flip,
    insert,
    insert,
    put,
    put,
    cut,
    lines,
    lines,
    repeat,
    splice,
    encode,
)


def mutated(folder: str, seed: str) -> Iterator[Case]:
    """Files of a site, one after the other, each with a mistake or several."""
    bench = Bench.of(Path(folder))
    chance = random.Random(seed)  # noqa: S311 - the same in every run
    files = [(kind, file) for kind in KINDS for file in bench.files(kind)]
    for number in range(EACH):
        kind, old = files[number % len(files)]
        data = old.lines.text.encode()
        names = []
        for _ in range(chance.choice([1, 1, 1, 2, 5])):
            change = chance.choice(MUTATIONS)
            names.append(change.__name__)
            data = change(chance, data) or b"\n"
        name = f"{old.path} {number} {'+'.join(names)}"
        whole = number % _SELDOM[bench.origin] == 0
        yield name, partial(_tried, bench, kind, old, data, whole=whole)


def _tried(bench: Bench, kind: str, old: Document, data: bytes, *, whole: bool) -> str:
    return bench.examine(old, data) if whole else bench.check_alone(kind, old, data)


@pytest.mark.sampled
@pytest.mark.parametrize(("folder", "name"), [(DEMO, "demo"), (ROOT, "site")], ids=["demo", "site"])
def test_no_mistake_hurts(folder: Path, name: str, say: Callable[[str], None]) -> None:
    outcome = run(mutated, folder, f"mistakes in the {name}")
    said = Counter(one.said for one in outcome.done)
    say(outcome.figures(f"mutated files of the {name}"))
    say(", ".join(f"{code or 'traceback'} {count}" for code, count in said.most_common()))
    outcome.check()
    assert outcome.megabytes < MEGABYTES
    assert len(outcome.done) >= EACH
    assert len(said) >= (15 if EVERYTHING else 8)
