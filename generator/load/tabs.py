"""Tabs → spaces, where the text itself says how many."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from generator.diagnostics import Edit, Place

_WIDTHS = (2, 4, 8)
_MARGIN = re.compile(r"[ \t]*")


def tab_edits(
    lines: Sequence[str], path: str, read: Callable[[str], object | None]
) -> dict[int, tuple[Edit, ...]]:
    """Fix each line that has tabs.

    A tab between words becomes a space. Those that lines begin with become as many spaces as the
    file needs to be YAML; if several widths do, with different meanings, nobody can know.

    Args:
        lines: the file's lines.
        path: how diagnostics name the file.
        read: what a text means as YAML, or None if it is none.

    Returns:
        The edits by the lines' numbers. Those that may stand in prose are marked.
    """
    with_tab = {number: line for number, line in enumerate(lines, 1) if "\t" in line}
    margins = {number: _margin(line) for number, line in with_tab.items()}
    width = None
    if any("\t" in margin for margin in margins.values()):
        width = _width(lines, read)
    made = {}
    for number, line in with_tab.items():
        margin = margins[number]
        inside = line.find("\t", len(margin)) >= 0
        if "\t" in margin and width is None:
            continue
        edits = [
            Edit(Place(path, number, column), "\t", " ", prose=True)
            for column, char in enumerate(line, 1)
            if char == "\t" and column > len(margin)
        ]
        if "\t" in margin and width:
            new = margin.expandtabs(width)
            edits.append(Edit(Place(path, number, 1, len(margin)), margin, new, prose=inside))
        made[number] = tuple(edits)
    return made


def _margin(line: str) -> str:
    found = _MARGIN.match(line)
    return found[0] if found else ""


def _width(lines: Sequence[str], read: Callable[[str], object | None]) -> int | None:
    """How wide the tabs must be that lines begin with."""
    meanings: dict[int, object] = {}
    for width in _WIDTHS:
        rows = (_margin(line).expandtabs(width) + line[len(_margin(line)) :] for line in lines)
        meaning = read("\n".join(rows).replace("\t", " "))
        if meaning is not None:
            meanings[width] = meaning
    if not meanings:
        return None
    first, *others = meanings.values()
    return min(meanings) if all(meaning == first for meaning in others) else None
