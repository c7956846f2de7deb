"""Whether a quotation stands in a copy, word for word, and where.

Both are compared as `normalise` leaves them and in no other way: nothing that is only like the
words passes. `generator.verify.marks` says what an editor's brackets mean,
`generator.verify.words` what the middle of a word is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from generator.verify.chains import Span, chains, finds
from generator.verify.damage import damaged
from generator.verify.marks import Gap, Parts, parts
from generator.verify.normalise import Normalised, normalised
from generator.verify.words import cuts_a_word, stand_free

_LETTER = re.compile(r"[^\W_]")
_SAFE_BACKWARDS = 50_000_000


class Reason(StrEnum):
    """Why a quotation is not verified.

    `nowhere`: the words do not stand there. `several`: they stand there more than once. `context`:
    they do, but never behind this prefix and before this suffix. `inside`: only as part of longer
    words or numbers. `damage`: only when white space and signs are ignored, so the copy has words
    glued or cut. `apart`: each piece between the editor's marks does, but not in this order, or too
    far apart for an insertion. `empty`: there is no word to compare.
    """

    NOWHERE = "nowhere"
    SEVERAL = "several"
    CONTEXT = "context"
    INSIDE = "inside"
    DAMAGE = "damage"
    APART = "apart"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Located:
    """A quotation that stands in a copy exactly once.

    `pieces` are the parts between the editor's marks; without marks, the whole.
    """

    start: int
    end: int
    pieces: tuple[Span, ...]
    has_omission: bool = False
    has_insertion: bool = False


@dataclass(frozen=True, slots=True)
class NotLocated:
    """A quotation that is not verified; `places` are the first few of the `count` it may mean."""

    reason: Reason
    count: int = 0
    places: tuple[Span, ...] = ()


def locate(
    exact: str, copy: Normalised, prefix: str | None = None, suffix: str | None = None
) -> Located | NotLocated:
    """Find a quotation.

    Args:
        exact: the words, as an editor wrote them.
        copy: the archived text.
        prefix: words just before, where `exact` stands more than once.
        suffix: words just after.

    Returns:
        The one place where the words stand, or why there is none.
    """
    return locate_normalised(
        normalised(exact), copy, normalised(prefix or ""), normalised(suffix or "")
    )


def locate_normalised(
    words: str, copy: Normalised, prefix: str = "", suffix: str = ""
) -> Located | NotLocated:
    """Find a quotation that is normalised already; otherwise as `locate`."""
    text = copy.text
    start = text.find(words)
    end = start + len(words)
    if (
        start >= 0
        and not prefix
        and not suffix
        and _stands_once(words, text, start)
        and (stand_free(words, text, start) or not _cuts(copy, start, end))
        and (words[0].isalpha() or _LETTER.search(words))
    ):
        return Located(start, end, ((start, end),))
    return _search(words, copy, prefix, suffix)


def _stands_once(words: str, text: str, start: int) -> bool:
    """Whether there is no other place than the first, at `start`.

    From the end it is found in half the time; but there Python's search can need the product of
    both lengths, from the start it never does.
    """
    if len(words) * len(text) < _SAFE_BACKWARDS:
        return text.rfind(words) == start
    return text.find(words, start + 1) < 0


def _search(words: str, copy: Normalised, prefix: str, suffix: str) -> Located | NotLocated:
    """Every place where the words may stand: as they are, else piece by piece."""
    taken = parts(words)
    if not any(_LETTER.search(piece) for piece in taken.pieces):
        return NotLocated(Reason.EMPTY)
    whole = Parts((words,), (Gap(), Gap()))
    for wanted in (whole, taken):
        ways = chains(wanted, copy)
        if ways:
            return _choose(ways, wanted, copy.text, prefix, suffix)
    inside = [(at, at + len(words)) for at in finds(words, copy.text)]
    if inside:
        return NotLocated(Reason.INSIDE, len(inside), tuple(inside[:5]))
    if len(taken.pieces) > 1 and all(piece in copy.text for piece in taken.pieces):
        return NotLocated(Reason.APART)
    place = damaged(taken.pieces, copy)
    return NotLocated(Reason.DAMAGE, 1, (place,)) if place else NotLocated(Reason.NOWHERE)


def _choose(
    ways: list[tuple[Span, ...]], wanted: Parts, text: str, prefix: str, suffix: str
) -> Located | NotLocated:
    """The only place, or the only one in this context."""
    fitting = [
        pieces
        for pieces in ways
        if _stands_before(prefix, text, pieces[0][0]) and _stands_after(suffix, text, pieces[-1][1])
    ]
    if len(fitting) == 1:
        (pieces,) = fitting
        return Located(
            pieces[0][0], pieces[-1][1], pieces, wanted.has_omission, wanted.has_insertion
        )
    reason = Reason.SEVERAL if fitting else Reason.CONTEXT
    places = [(pieces[0][0], pieces[-1][1]) for pieces in fitting or ways]
    return NotLocated(reason, len(places), tuple(places[:5]))


def _stands_before(prefix: str, text: str, at: int) -> bool:
    return text.endswith(prefix, 0, at) or text.endswith(prefix + " ", 0, at)


def _stands_after(suffix: str, text: str, at: int) -> bool:
    return text.startswith(suffix, at) or text.startswith(" " + suffix, at)


def _cuts(copy: Normalised, start: int, end: int) -> bool:
    return cuts_a_word(copy, start, is_start=True) or cuts_a_word(copy, end, is_start=False)
