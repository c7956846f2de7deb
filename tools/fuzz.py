"""Lets a coverage-guided fuzzer loose on what reads other people's bytes: `make fuzz`.

It changes examples, keeps those that reach code that no other has reached, and goes on from them.
What it finds lies in `.fuzz/findings`: the bytes, and what they led to.

Usage: python -m tools.fuzz [SECONDS] [TARGET...]
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".fuzz"
TARGETS = ("load", "prose", "archive", "stamp")
# Time of the processor for one input; instrumented code takes about twice as long as other code.
SLOW = 4.0
# What is still not done after so long is killed, and with it the run.
HUNG = 60
_OWN = ["generator", "markdown_it", "warcio"]


@dataclass(slots=True)
class Findings:
    """How many different tracebacks and slow inputs there were."""

    tracebacks: int = 0
    hangs: int = 0


def main() -> int:
    """Fuzz each target for its part of the time. The exit code says whether anything was found."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    targets = sys.argv[2:] or TARGETS
    found = [_run(target, max(1, seconds // len(targets))) for target in targets]
    return 1 if any(found) else 0


def _run(target: str, seconds: int) -> bool:
    """Fuzz one target in a process of its own, say what came of it, and whether that is bad."""
    corpus, findings = FOLDER / "corpus" / target, FOLDER / "findings"
    for folder in (corpus, findings):
        folder.mkdir(parents=True, exist_ok=True)
    figures = FOLDER / f"{target}.json"
    figures.unlink(missing_ok=True)
    command = [
        sys.executable, "-c", "from tools.fuzz import fuzz; fuzz()", str(corpus),
        f"-dict={FOLDER}/words", f"-artifact_prefix={findings}/{target}-", "-max_len=20000",
        f"-max_total_time={seconds}", f"-timeout={HUNG}", "-rss_limit_mb=2000",
        "-print_final_stats=1",
    ]  # fmt: skip
    path = os.pathsep.join([str(ROOT), str(FOLDER / "atheris")])
    env = {**os.environ, "FUZZ_TARGET": target, "PYTHONPATH": path}
    ended = subprocess.run(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, check=False)  # noqa: S603
    said = ended.stderr.decode("utf-8", "replace")
    if not figures.exists():
        sys.stdout.write(said[-4000:])
        return True
    counted = Findings(**json.loads(figures.read_text("utf-8")))
    if ended.returncode:  # killed: libFuzzer has kept the input
        counted.hangs += 1
        sys.stdout.write(said[-2000:])
    runs = _last(r"number_of_executed_units: +(\d+)", said)
    before, after = _first(r"INITED +cov: (\d+)", said), _last(r" cov: (\d+)", said)
    new, peak = _last(r"new_units_added: +(\d+)", said), _last(r"peak_rss_mb: +(\d+)", said)
    sys.stdout.write(
        f"{target}: {runs} executions in {seconds} s, coverage {before} → {after} branches, "
        f"{new} new inputs, {counted.tracebacks} tracebacks, {counted.hangs} hangs, "
        f"peak {peak} MB\n"
    )
    sys.stdout.flush()
    return bool(counted.tracebacks or counted.hangs)


def _first(pattern: str, text: str) -> str:
    return next(iter(re.findall(pattern, text)), "?")


def _last(pattern: str, text: str) -> str:
    return next(reversed(re.findall(pattern, text)), "?")


def fuzz() -> None:
    """Fuzz the target that the environment names; libFuzzer reads the arguments, and ends it."""
    name = os.environ["FUZZ_TARGET"]
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=_OWN):
        targets = importlib.import_module("tests.fuzz.targets")
    for example in targets.examples(name):
        path = FOLDER / "corpus" / name / hashlib.sha1(example, usedforsecurity=False).hexdigest()
        path.write_bytes(example)
    codes = ("".join(f"\\x{byte:02x}" for byte in word) for word in targets.words())
    (FOLDER / "words").write_text("".join(f'"{code}"\n' for code in codes), "ascii")
    atheris.Setup(sys.argv, watched(name, targets.TARGETS[name]))
    atheris.Fuzz()


def watched(name: str, target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target, which keeps what it finds and goes on."""
    known: set[str] = set()
    counted = Findings()

    def keep(data: bytes, what: str) -> None:
        digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()[:12]
        path = FOLDER / "findings" / f"{name}-{digest}"
        path.write_bytes(data)
        path.with_suffix(".txt").write_text(what, "utf-8")
        write()

    def write() -> None:
        (FOLDER / f"{name}.json").write_text(json.dumps(asdict(counted)), "utf-8")

    def watched(data: bytes) -> None:
        start = time.process_time()
        try:
            target(data)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            if (place := f"{type(error).__name__} {where.filename}:{where.lineno}") not in known:
                known.add(place)
                counted.tracebacks += 1
                keep(data, traceback.format_exc())
        if (seconds := time.process_time() - start) > SLOW:
            counted.hangs += 1
            keep(data, f"{seconds:.1f} s")

    write()
    return watched


if __name__ == "__main__":
    sys.exit(main())
