"""A statement of an earlier version, as it was written: one line, without a place in a file.

What it cites may be there no more, and nothing is wrong about that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.prose.inline import CITE_CLOSE, CITE_OPEN, Cite, Inline, parse_inline
from generator.prose.line import without
from generator.prose.marks import GROUP, take_marks
from generator.prose.statements import CITATION
from generator.prose.tags import read_tags, with_signs


class Recorded(NamedTuple):
    """What a line said.

    `nodes` have the citations where they stood; `quotations` are the ids, each once; `editor` and
    `derived` are as in `Line`.
    """

    nodes: tuple[Inline, ...]
    quotations: tuple[str, ...]
    editor: bool
    derived: str


def read_recorded(written: str) -> Recorded:
    """Read a line as `read_prose` does, whatever is wrong with it.

    Args:
        written: the line.
    """
    text, editor, derived, _ = take_marks(written.strip())
    groups: list[Cite] = []
    pieces: list[str] = []
    done = 0
    for match in GROUP.finditer(text):
        found = [CITATION.fullmatch(part.strip()) for part in match[1].split(";")]
        cited = [(each[2], each[1] is not None) for each in found if each]
        if not cited:
            continue
        pieces += [text[done : match.start()].rstrip(), f"{CITE_OPEN}{len(groups)}{CITE_CLOSE}"]
        groups.append(_cite(cited))
        done = match.end()
    line = "".join(pieces) + text[done:]
    nodes = read_tags(parse_inline(with_signs(line), groups))[0] if "{" in line else None
    ids = tuple(dict.fromkeys(id for group in groups for id in group.quotations))
    return Recorded(nodes or parse_inline(line.strip(), groups), ids, editor, derived)


def _cite(cited: Sequence[tuple[str, bool]]) -> Cite:
    ids = tuple(dict.fromkeys(id for id, _ in cited))
    return Cite(ids, without(ids, tuple(id for id, compares in cited if not compares)))
