"""What a worker loads first, for `test_cluster`: it notes what it writes, and may die of it.

`WRITTEN` names a folder for notes; `DIES_AT` says at which page it kills itself, or the process
whose number is `KILLS`, when half of it is written.
"""

from __future__ import annotations

import builtins
import io
import os
import signal
import threading
import time
from itertools import count
from pathlib import Path
from typing import Any

# Dask loads this twice: what `builtins` has then may be what is put there below.
_open, _numbers = io.open, count(1)


class _Half:
    """A file that takes half of what is written to it, and the process with it."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def __enter__(self) -> _Half:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> None:
        self._file.write(data[: len(data) // 2])
        self._file.flush()
        os.kill(int(os.environ.get("KILLS", os.getpid())), signal.SIGKILL)
        self._file.write(data[len(data) // 2 :])


def _noted(path: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
    file = _open(path, mode, *args, **options)
    if mode != "xb" or not str(path).endswith(".html"):
        return file
    with _open(Path(os.environ["WRITTEN"]) / str(os.getpid()), "a") as notes:
        notes.write(f"{path}\n")
    return _Half(file) if next(_numbers) == int(os.environ.get("DIES_AT", "0")) else file


def _end_with(tests: int) -> None:
    """End this process when that of the tests has ended, however it did."""
    while os.getppid() == tests:
        time.sleep(1)
    os._exit(1)


threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
builtins.open = _noted  # type: ignore[assignment]
