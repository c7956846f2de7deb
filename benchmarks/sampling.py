"""Which functions take the CPU time: looked at two hundred times a second.

Looking costs next to nothing, so that the parts stay in proportion; counting every call, as
cProfile does, makes a build of millions of small calls four times as slow. What C code takes counts
for the Python line that called it.
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import CodeType, FrameType

EVERY = 0.005


@dataclass
class Samples:
    """What was seen.

    Attributes:
        seen: how often was looked.
        own: how often a function itself was at work.
        within: how often a function was at work, or one that it called.
        lines: how often a line was at work, by its function and number.
    """

    seen: int = 0
    own: Counter[CodeType] = field(default_factory=Counter)
    within: Counter[CodeType] = field(default_factory=Counter)
    lines: Counter[tuple[CodeType, int]] = field(default_factory=Counter)

    def look(self, _: int, frame: FrameType | None) -> None:
        """Note what is at work now."""
        if frame is None:
            return
        self.seen += 1
        self.own[frame.f_code] += 1
        self.lines[frame.f_code, frame.f_lineno] += 1
        stack = set()
        at: FrameType | None = frame
        while at:
            stack.add(at.f_code)
            at = at.f_back
        self.within.update(stack)

    def report(self, count: int) -> str:
        """The functions and lines that took most."""
        rows = [f"{self.seen} samples of CPU time, one every {EVERY * 1000:.0f} ms"]
        for title, counter in (("own time", self.own), ("with what they call", self.within)):
            rows += ["", f"functions by {title}", "   own %  with %"]
            for code, _ in counter.most_common(count):
                own, within = (100 * c[code] / self.seen for c in (self.own, self.within))
                rows.append(f"  {own:6.1f}  {within:6.1f}  {_name(code)}")
        rows += ["", "lines by own time", "       %"]
        for (code, line), times in self.lines.most_common(count):
            rows.append(f"  {100 * times / self.seen:6.1f}  {_name(code)}, line {line}")
        return "\n".join(rows) + "\n"


def _name(code: CodeType) -> str:
    path = code.co_filename.rpartition("site-packages/")[2]
    parts = path.split("/")
    return f"{'/'.join(parts[-4:])}:{code.co_firstlineno} {code.co_qualname}"


@contextmanager
def sampling() -> Iterator[Samples]:
    """Look while this is open; only in the main thread."""
    samples = Samples()
    before = signal.signal(signal.SIGPROF, samples.look)
    signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
    try:
        yield samples
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
