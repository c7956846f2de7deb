"""`explainer` and `python -m generator`: ends quietly whenever Ctrl-C comes.

The command's imports take a while. An interrupt then would be a traceback out of any of them, or be
taken for a library that is missing, so it ends the process on the spot until the command runs.
"""

from __future__ import annotations

import _thread
import gc
import os
import signal
import sys

_INTERRUPTED = 130
# A command makes objects that live as long as it does: looking for what is left over of every 700
# of them takes a sixth of its time.
_OBJECTS_BETWEEN_COLLECTIONS = 100_000


def main() -> None:
    """Run the command."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    # What else is installed has no say in how content is read, and looking for it takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # What was started in the background without job control ignores the signal, and shall.
    is_heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_heard:
        signal.signal(signal.SIGINT, _end)
    from generator.cli import main as run  # noqa: PLC0415 - only now may it take its time

    sys.unraisablehook = _unraisable
    try:
        if is_heard:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    finally:
        # Nothing is left that must be put in order.
        if is_heard:
            signal.signal(signal.SIGINT, _end)


def _end(*_: object) -> None:
    os._exit(_INTERRUPTED)


def _unraisable(problem: sys.UnraisableHookArgs) -> None:
    """Raise an interrupt again that came while an object was cleared up, where it gets lost."""
    if issubclass(problem.exc_type, KeyboardInterrupt):
        _thread.interrupt_main()
    else:
        sys.__unraisablehook__(problem)


if __name__ == "__main__":
    main()
