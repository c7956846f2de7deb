"""Writes the kit for verifiers, in `kit/`: tables, and publications to accept and to refuse.

The quotations among the vectors are written by hand, in `quotations.json`; what needs digests is
made here. `kit/verify.py` is no part of this, and shares nothing with it.
Usage: kit.py [--check]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from kit_publication import base
from kit_vectors import publications

from generator.folding import RULES, VERSION
from generator.folding.scripts import BARE_LINE_ENDS
from generator.verify.function_words import MULTIPLIERS, NUMBER_WORDS, REPLACEABLE, SAME
from generator.verify.words import ARTICLES, DASHES, UNSPACED

ROOT = Path(__file__).resolve().parent.parent
KIT = ROOT / "kit"
Json = Any

# --- The tables


def normalisation() -> Json:
    """What `normalised` does, as data."""
    return {
        "version": VERSION,
        "replace": {a: b for rule in RULES for a, b in rule.folds if a not in DASHES},
        "long_dashes": "".join(sorted(DASHES)),
        "white_space": "".join(chr(code) for code in range(0x3001) if chr(code).isspace()),
        "no_line_end": BARE_LINE_ENDS,
        "no_spaces_between_words": UNSPACED,
    }


def marks() -> Json:
    """The words that decide where a word, a number or an insertion ends, as data."""
    return {
        "articles": sorted(ARTICLES),
        "same_language": dict(SAME),
        "replaceable": {tag: sorted(words) for tag, words in REPLACEABLE.items()},
        "number_words": {tag: sorted(words) for tag, words in NUMBER_WORDS.items()},
        "multipliers": sorted(MULTIPLIERS),
    }


# --- The files


def kit_files() -> dict[str, str]:
    """Every file that is made here: its path within `kit/` → its text."""
    vectors = list(publications())
    assert len({each["id"] for each in vectors}) == len(vectors)
    return {
        "normalisation.json": _json(normalisation()),
        "marks.json": _json(marks()),
        "publications.json": _json({"vectors": vectors}),
        **{f"base/{name}": text for name, text in base().items()},
    }


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"


def main() -> int:
    """Write or check the files. Returns the exit code."""
    stale = []
    for name, text in kit_files().items():
        path, data = KIT / name, text.encode()
        if path.is_file() and path.read_bytes() == data:
            continue
        stale.append(name)
        if "--check" not in sys.argv[1:]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    if stale and "--check" in sys.argv[1:]:
        sys.stderr.write(f"not current in kit/: {', '.join(stale)}. Run 'make kit'.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
