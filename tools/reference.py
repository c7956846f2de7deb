"""Writes the pages that are made from the code, or checks that they are current.

They lie in `docs/` and in the editors' handbook. Usage: reference.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

from generator.documentation import reference_pages
from handbook import PAGES, handbook_pages

ROOT = Path(__file__).resolve().parent.parent


def all_pages() -> dict[Path, str]:
    """Every page: its path → its Markdown."""
    return {
        **{ROOT / "docs" / name: text for name, text in reference_pages().items()},
        **{PAGES / name: text for name, text in handbook_pages().items()},
    }


def main() -> int:
    """Write or check every page. Returns the exit code."""
    stale = []
    for path, text in all_pages().items():
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        stale.append(path.relative_to(ROOT).as_posix())
        if "--check" not in sys.argv[1:]:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
    if stale and "--check" in sys.argv[1:]:
        sys.stderr.write(f"not current: {', '.join(stale)}. Run 'make docs'.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
