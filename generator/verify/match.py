"""Whether a quotation stands in a copy, word for word, and where.

Both are compared as `normalise` leaves them and in no other way: nothing that is only like the
words passes. `generator.verify.marks` says what an editor's brackets mean,
`generator.verify.words` what the middle of a word is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from generator.folding import Normalised, normalised
from generator.verify.chains import Span, chains, finds
from generator.verify.damage import damaged
from generator.verify.marks import Flaw, Gap, Parts, brackets, parts, whole
from generator.verify.words import cuts_a_word

_LETTER = re.compile(r"[^\W_]")
# A hyphen within a word, and the parts beside it.
_HYPHEN = re.compile(r"(?<![^\W_])([^\W_]+)-(?=([^\W_]+))")
_SAFE_BACKWARDS = 50_000_000
# Of so many brackets it is asked whether they are the source's own.
_MOST_MARKS = 50


class Reason(StrEnum):
    """Why a quotation is not verified.

    `nowhere`: the words do not stand there. `several`: they stand there more than once. `context`:
    they do, but never behind this prefix and before this suffix. `inside`: only as part of longer
    words or numbers. `damage`: only when white space and signs are ignored, so the copy has words
    glued or cut. `apart`: each piece between the editor's marks does, but not in this order.
    `replaces`: they do if an insertion may stand for other words than a pronoun, an article or a
    possessive. `empty-mark`, `touching`, `digit`, `number`: an insertion has no word in it, stands
    against a letter, holds a digit, or touches a number. `empty`: there is no word to compare.
    """

    NOWHERE = "nowhere"
    SEVERAL = "several"
    CONTEXT = "context"
    INSIDE = "inside"
    DAMAGE = "damage"
    APART = "apart"
    REPLACES = "replaces"
    EMPTY_MARK = "empty-mark"
    TOUCHING = "touching"
    DIGIT = "digit"
    NUMBER = "number"
    EMPTY = "empty"


EXPLANATIONS = {
    Reason.NOWHERE: "these words do not stand in the copy",
    Reason.SEVERAL: "these words stand in the copy {count} times",
    Reason.CONTEXT: "these words stand in the copy, but not with this prefix and suffix",
    Reason.INSIDE: "these words stand in the copy only inside longer words or numbers",
    Reason.DAMAGE: "these words stand in the copy only across damage",
    Reason.APART: "the pieces stand in the copy, but not in this order",
    Reason.REPLACES: "brackets stand for words of the source that are no pronoun, article or "
    "possessive",
    Reason.EMPTY_MARK: "there is no word between brackets",
    Reason.TOUCHING: "brackets stand against a letter",
    Reason.DIGIT: "there is a digit between brackets",
    Reason.NUMBER: "brackets stand beside a number",
    Reason.EMPTY: "there is no word to compare",
}
"""What is said of each; `{count}` is how many places there are."""

_OF_FLAW = {
    Flaw.EMPTY: Reason.EMPTY_MARK,
    Flaw.TOUCHING: Reason.TOUCHING,
    Flaw.DIGIT: Reason.DIGIT,
    Flaw.NUMBER: Reason.NUMBER,
}


@dataclass(frozen=True, slots=True)
class Located:
    """A quotation that stands in a copy exactly once.

    `pieces` are the parts between the editor's marks; without marks, the whole. `gaps` are the
    marks: what stands before the first piece, and behind each; nothing where there is none.
    """

    start: int
    end: int
    pieces: tuple[Span, ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def has_omission(self) -> bool:
        """Whether words of the source are left out."""
        return any(gap.is_omission for gap in self.gaps)

    @property
    def has_insertion(self) -> bool:
        """Whether words stand in the quotation that are not the source's."""
        return any(gap.inserted for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class NotLocated:
    """A quotation that is not verified; `places` are the first few of the `count` it may mean."""

    reason: Reason
    count: int = 0
    places: tuple[Span, ...] = ()


def locate(
    exact: str,
    copy: Normalised,
    prefix: str | None = None,
    suffix: str | None = None,
    language: str | None = None,
) -> Located | NotLocated:
    """Find a quotation.

    Args:
        exact: the words, as an editor wrote them.
        copy: the archived text.
        prefix: words just before, where `exact` stands more than once.
        suffix: words just after.
        language: the language of the words (BCP 47): it decides what an insertion may stand for.

    Returns:
        The one place where the words stand, or why there is none.
    """
    words, before, after = normalised(exact), normalised(prefix or ""), normalised(suffix or "")
    found = locate_normalised(words, copy, before, after, language)
    if isinstance(found, Located) or not copy.line_end_hyphens:
        return found
    joined = without_line_end_hyphens(words, copy)
    again = locate_normalised(joined, copy, before, after, language) if joined != words else found
    return again if isinstance(again, Located) and _are_at_line_ends(words, again, copy) else found


def without_line_end_hyphens(words: str, copy: Normalised) -> str:
    """The words, each joined that the copy parts at a line's end with the same two parts."""
    return _HYPHEN.sub(
        lambda hyphen: hyphen[1] if (hyphen[1], hyphen[2]) in copy.line_end_hyphens else hyphen[0],
        words,
    )


def spelt_with_hyphen(words: str, found: Located, copy: Normalised) -> bool | None:
    """Whether normalised words have a hyphen that the copy has at a line's end.

    None where the copy parts no word of theirs at a line's end.
    """
    inside = [
        key
        for key, places in copy.line_end_hyphens.items()
        if any(start < at < end for at in places for start, end in found.pieces)
    ]
    return any("-".join(key) in words for key in inside) if inside else None


def _are_at_line_ends(words: str, found: Located, copy: Normalised) -> bool:
    """Whether each hyphen that was taken from the words stands at a line's end where they stand."""
    return all(
        any(start < at < end for at in copy.line_end_hyphens[key] for start, end in found.pieces)
        for key in _HYPHEN.findall(words)
        if key in copy.line_end_hyphens
    )


def locate_normalised(
    words: str, copy: Normalised, prefix: str = "", suffix: str = "", language: str | None = None
) -> Located | NotLocated:
    """Find a quotation that is normalised already; otherwise as `locate`."""
    text = copy.text
    start = text.find(words)
    end = start + len(words)
    if (
        words
        and start >= 0
        and not prefix
        and not suffix
        and _stands_once(words, text, start)
        and not _cuts(copy, start, end)
        and (words[0].isalpha() or _LETTER.search(words))
        and _has_own_words(words)
    ):
        return Located(start, end, ((start, end),))
    return _search(words, copy, prefix, suffix, language)


def _has_own_words(words: str) -> bool:
    """Whether there are words outside brackets: a mark alone quotes nothing."""
    return "[" not in words or any(_LETTER.search(each.text) for each in parts(words).pieces)


def _stands_once(words: str, text: str, start: int) -> bool:
    """Whether there is no other place than the first, at `start`.

    From the end it is found in half the time; but there Python's search can need the product of
    both lengths, from the start it never does.
    """
    if len(words) * len(text) < _SAFE_BACKWARDS:
        return text.rfind(words) == start
    return text.find(words, start + 1) < 0


def _search(
    words: str, copy: Normalised, prefix: str, suffix: str, language: str | None
) -> Located | NotLocated:
    """Every place where the words may stand: as they are, else piece by piece."""
    taken = parts(words, language)
    if not any(_LETTER.search(piece.text) for piece in taken.pieces):
        return NotLocated(Reason.EMPTY)
    ways = chains(whole(words), copy)
    if ways:
        return _choose(ways, whole(words), copy.text, prefix, suffix)
    # Brackets that stand in the source are its own, if the words can be read so.
    literal = frozenset(each for each in brackets(words)[:_MOST_MARKS] if each in copy.text)
    readings = [parts(words, language, literal)] if literal else []
    for wanted in [*readings, taken]:
        ways = [] if wanted.flaw else chains(wanted, copy, language)
        if ways:
            return _choose(ways, wanted, copy.text, prefix, suffix)
    return _not_located(words, taken, copy, language)


def _not_located(words: str, taken: Parts, copy: Normalised, language: str | None) -> NotLocated:
    """Why words stand nowhere."""
    if taken.flaw:
        return NotLocated(_OF_FLAW[taken.flaw[0]])
    if taken.has_insertion:
        ways = chains(taken.relaxed(), copy, language)
        if ways:
            places = tuple((way[0][0], way[-1][1]) for way in ways[:5])
            return NotLocated(Reason.REPLACES, len(ways), places)
    inside = [(at, at + len(words)) for at in finds(words, copy.text)]
    if inside:
        return NotLocated(Reason.INSIDE, len(inside), tuple(inside[:5]))
    pieces = tuple(piece.text for piece in taken.pieces)
    if len(pieces) > 1 and all(piece in copy.text for piece in pieces):
        return NotLocated(Reason.APART)
    place = damaged(pieces, copy)
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
        marks = wanted.gaps if any(gap.inserted or gap.is_omission for gap in wanted.gaps) else ()
        return Located(pieces[0][0], pieces[-1][1], pieces, marks)
    reason = Reason.SEVERAL if fitting else Reason.CONTEXT
    places = [(pieces[0][0], pieces[-1][1]) for pieces in fitting or ways]
    return NotLocated(reason, len(places), tuple(places[:5]))


def _stands_before(prefix: str, text: str, at: int) -> bool:
    return text.endswith(prefix, 0, at) or text.endswith(prefix + " ", 0, at)


def _stands_after(suffix: str, text: str, at: int) -> bool:
    return text.startswith(suffix, at) or text.startswith(" " + suffix, at)


def _cuts(copy: Normalised, start: int, end: int) -> bool:
    return cuts_a_word(copy, start, is_start=True) or cuts_a_word(copy, end, is_start=False)
