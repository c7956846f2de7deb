"""Python's garbage collector, paused for as long as a site is built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Turn the cyclic garbage collector off inside a `with` block or a decorated function.

    A build keeps millions of objects alive until its end. Scanning them again and again takes a
    sixth of the build's time and frees nothing. The collector is turned on again afterwards if it
    was on before.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
