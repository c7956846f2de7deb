"""Writes the pages in `docs/` that are made from the code, or checks that they are current.

Usage: reference.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

from generator.documentation import reference_pages

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> int:
    """Write or check every page. Returns the exit code."""
    stale = []
    for name, text in reference_pages().items():
        path = DOCS / name
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv[1:]:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
    if stale and "--check" in sys.argv[1:]:
        sys.stderr.write(f"docs/ is not current: {', '.join(stale)}. Run 'make docs'.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
