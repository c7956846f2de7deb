"""Builds that are given up because something else was saved meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable

LOOK_EVERY = 0.5
"""So often, in seconds, a build of the whole site looks whether something else was saved."""


class OvertakenError(Exception):
    """Something was saved while the site was built."""


def looking(is_overtaken: Callable[[], bool]) -> Callable[[], None]:
    """What raises an error if it is called when something else was saved; asks now and then.

    Args:
        is_overtaken: whether something was.
    """
    last = 0.0

    def look() -> None:
        nonlocal last
        if time.monotonic() - last > LOOK_EVERY:
            if is_overtaken():
                raise OvertakenError
            last = time.monotonic()

    return look
