"""Words that stand in a copy only when its damage is overlooked: glued, cut, strewn with signs.

What is found here is shown to the editor, and never passes.
"""

from __future__ import annotations

import re

from generator.folding import Normalised
from generator.verify.chains import Span

_LETTERS = re.compile(r"[^\W_]+")
_SHORTEST = 8


def damaged(pieces: tuple[str, ...], copy: Normalised) -> Span | None:
    """Where the letters and digits of the pieces stand in order with nothing else counted."""
    bones = ["".join(_LETTERS.findall(piece)) for piece in pieces]
    if sum(map(len, bones)) < _SHORTEST:
        return None
    skeleton = copy.skeleton
    at, first = 0, -1
    for bone in bones:
        at = _find_number_whole(bone, skeleton, at)
        if at < 0:
            return None
        first = at if first < 0 else first
        at += len(bone)
    return _from_skeleton(first, at, copy.text)


def _find_number_whole(bone: str, skeleton: str, at: int) -> int:
    """The next place where no number that begins or ends the words goes on beyond them."""
    at = skeleton.find(bone, at)
    while at >= 0 and bone:
        end = at + len(bone)
        before, after = skeleton[at - 1 : at] if at else "", skeleton[end : end + 1]
        if not (bone[0].isdigit() and before.isdigit()) and not (
            bone[-1].isdigit() and after.isdigit()
        ):
            break
        at = skeleton.find(bone, at + 1)
    return at


def _from_skeleton(start: int, end: int, text: str) -> Span:
    """Offsets among the letters and digits alone → offsets in the text."""
    first = last = None
    done = 0
    for letters in _LETTERS.finditer(text):
        size = letters.end() - letters.start()
        if first is None and start < done + size:
            first = letters.start() + start - done
        if end <= done + size:
            last = letters.start() + end - done
            break
        done += size
    return first or 0, last if last is not None else len(text)
