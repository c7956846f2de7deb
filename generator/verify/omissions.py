"""What an editor's marks do to a sentence: recorded in the lock, and shown to a reviewer.

Nothing here refuses a quotation. It says what insertions stand for, and of each omission whether a
negation is dropped, or the end of a sentence or a paragraph crossed, so that somebody looks.
"""

from __future__ import annotations

import re

from generator.digests import sha256_label
from generator.folding import Normalised
from generator.model import LockedInsertion, LockedOmission, Loss
from generator.verify.chains import Span
from generator.verify.function_words import has_negations, is_negation, is_replaceable
from generator.verify.match import Located

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_PARAGRAPH = re.compile(r"\n\s*\n")
# A full stop is one only before a capital letter, a digit or a quote mark.
_SENTENCE_END = re.compile(
    r"[!?。！？؟।…]|(?<!\.)\.\.\.(?= [^\W\d_a-zß-öø-ÿ])|"
    r"(?P<before>\S{0,20})\.['\")\]]*(?= +['\"(\[]*(?P<next>[^\W_])|$)"
)
# Full stops behind these end no sentence, though a capital letter follows.
_TITLES = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "sen", "rep", "gov", "lt", "capt", "sgt", "rev",
    "vs", "jr", "mme", "mlle", "hr", "sra", "dra", "srta", "dott", "bzw", "ca", "usw", "nr", "cf",
})  # fmt: skip
_NEAR = 400
_LAST_WORD = re.compile(r"(\S+) ?$")
_FIRST_WORD = re.compile(r" ?(\S+)")
_SIGNS = '.,;:!?()"[]'


def insertions_of(found: Located, copy: Normalised, language: str | None) -> list[LockedInsertion]:
    """What was put in, mark by mark, and what the source has in its place."""
    made = []
    last = len(found.gaps) - 1
    for at, gap in enumerate(found.gaps):
        replaced = covers = ""
        if gap.is_insertion and 0 < at < last:
            there = copy.text[found.pieces[at - 1][1] : found.pieces[at][0]]
            replaced = gap.replaced(there, language) or ""
        elif gap.is_insertion:
            word = _beside(found, copy, is_start=at == 0)
            replaced, covers = (word, "") if is_replaceable(word, language) else ("", word)
        nearest = len(gap.inserted) - 1 if at == 0 else 0
        for place, inserted in enumerate(gap.inserted):
            stands = (replaced, covers) if place == nearest else ("", "")
            made.append(LockedInsertion(inserted=inserted, replaced=stands[0], covers=stands[1]))
    return made


def _beside(found: Located, copy: Normalised, *, is_start: bool) -> str:
    """The word of the same sentence that stands where an insertion at an edge stands."""
    text = copy.text
    at = found.start if is_start else found.end
    around = text[max(0, at - 60) : at] if is_start else text[at : at + 60]
    match = (_LAST_WORD.search if is_start else _FIRST_WORD.match)(around)
    if match is None:
        return ""
    original = _original(copy, at - 1 if is_start else at, at if is_start else at + 1)
    if "\n" in original:
        return ""
    word = match[1]
    edge = word[-1] if is_start else word[0]
    if edge in _SIGNS or edge == "-":
        return ""
    return word.strip(_SIGNS + "'")


def omissions_of(found: Located, copy: Normalised, language: str | None) -> list[LockedOmission]:
    """What was left out, mark by mark; at an edge, the rest of its sentence."""
    made = []
    for at, gap in enumerate(found.gaps):
        if gap.is_omission:
            is_edge = at in (0, len(found.gaps) - 1)
            start, end = _omitted(found, at, copy)
            words = copy.text[start:end]
            digest = sha256_label(words.strip())
            loses = []
            if not has_negations(language) or drops_a_negation(words, language):
                loses.append(Loss.NEGATION)
            if not is_edge and crosses_a_sentence(copy.text, start, end):
                loses.append(Loss.SENTENCE_END)
            if not is_edge and _PARAGRAPH.search(_original(copy, start, end)):
                loses.append(Loss.PARAGRAPH_END)
            made.append(LockedOmission(words=digest, loses=loses))
    return made


def _omitted(found: Located, at: int, copy: Normalised) -> Span:
    text = copy.text
    if at == 0:
        low = max(0, found.start - _NEAR)
        ends = [end.end() for end in _sentence_ends(text[low : found.start].rstrip())]
        before = [low + end for end in ends if low + end < found.start - 1]
        return (before[-1] if before else low), found.start
    if at == len(found.gaps) - 1:
        high = min(len(text), found.end + _NEAR)
        ends = [end.end() for end in _sentence_ends(text[found.end : high])]
        return found.end, found.end + ends[0] if ends else high
    return found.pieces[at - 1][1], found.pieces[at][0]


def drops_a_negation(words: str, language: str | None) -> bool:
    """Whether one of these words turns the sentence round."""
    return any(is_negation(word, language) for word in _WORD.findall(words))


def crosses_a_sentence(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two offsets: a guess that abbreviations can mislead."""
    around = text[start : end + 3]
    return any(each.start() <= end - start for each in _sentence_ends(around))


def _sentence_ends(text: str) -> list[re.Match[str]]:
    return [end for end in _SENTENCE_END.finditer(text) if not _is_abbreviated(end)]


def _is_abbreviated(end: re.Match[str]) -> bool:
    """Whether this full stop belongs to a title or an initial, or a small letter goes on."""
    if end["before"] is None:
        return False
    follows = end["next"] or ""
    word = end["before"].strip("'\"([")
    is_initial = len(word) == 1 and word.isupper()
    return follows.islower() or word.casefold() in _TITLES or is_initial


def _original(copy: Normalised, start: int, end: int) -> str:
    if not 0 <= start < end <= len(copy.text):
        return ""
    first, last = copy.span(start, end)
    return copy.original[first:last]
