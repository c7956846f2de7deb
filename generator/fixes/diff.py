"""Changed files as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Mapping


def unified_diff(files: Mapping[str, tuple[bytes, bytes]]) -> list[str]:
    """Return the lines of a diff that `git apply` and `patch` accept, sorted by path.

    Args:
        files: path → content before and after.
    """
    lines: list[str] = []
    for name in sorted(files):
        before, after = (data.decode("utf-8", "surrogateescape") for data in files[name])
        made = difflib.unified_diff(_rows(before), _rows(after), f"a/{name}", f"b/{name}")
        for line in made:
            if line.endswith("\n"):
                lines.append(line.removesuffix("\n"))
            else:
                lines += [line, "\\ No newline at end of file"]
    return lines


def _rows(text: str) -> list[str]:
    rows = [f"{row}\n" for row in text.split("\n")]
    last = rows.pop().removesuffix("\n")
    return [*rows, last] if last else rows
