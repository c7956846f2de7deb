"""Paragraphs of a draft → its sentences, each with the notes that stand at it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.importing.draft import NOTE_MARK

# A full stop ends a sentence only where a capital, a digit, a mark or another script goes on.
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»“)\]]*+(?=\s++[\"'“‘„«»(\[¿¡]*+[^\Wa-zß-öø-ÿ_])"
    r"|(?<![。！？])[。！？]++[」』”’]*+"
    r"|(?<![؟।۔])[؟।۔]++[\"'”’»)\]]*+(?=\s)"
)
_GOES_ON = re.compile(rf"(?:{NOTE_MARK.pattern}|\s)*[.,;:!?…)\]»”]")
_WORD_BEFORE = re.compile(r"([^\s(\[\"'“‘„«]*)\.$")
_SHORT = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "sen", "rep", "gov", "lt", "col", "maj", "capt",
    "sgt", "rev", "vs", "jr", "sr", "mme", "mlle", "mm", "hr", "fr", "sra", "dra", "srta", "dott",
    "bzw", "ca", "nr", "cf", "vgl", "al", "fig", "vol", "pp", "ed", "inc", "approx",
    "e.g", "i.e", "z.b", "d.h", "u.a", "u.s", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "okt", "nov", "dec", "dez",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as plain text; `notes` are the numbers of the notes at it, in their order."""

    text: str
    notes: tuple[int, ...]


def sentences_of(text: str) -> list[Sentence]:
    """Cut a paragraph into sentences.

    A note belongs to the sentence that it stands in or right behind. What has no word in it is no
    sentence.

    Args:
        text: the paragraph with the marks of notes.
    """
    plain, marks = _without_marks(text)
    starts = [0, *(end.end() for end in _END.finditer(plain) if not _is_short(plain, end))]
    found = []
    for at, start in enumerate(starts):
        stop = starts[at + 1] if at + 1 < len(starts) else len(plain)
        last = at + 1 == len(starts)
        # Marks lie behind the full stop; the space behind that is the next sentence's.
        begins = start + len(plain[start:stop]) - len(plain[start:stop].lstrip())
        ends = stop if last else stop + len(plain[stop:]) - len(plain[stop:].lstrip())
        notes = [
            number for place, number in marks
            if (begins < place or at == 0) and (place <= ends or last)
        ]  # fmt: skip
        words = " ".join(plain[start:stop].split())
        if any(sign.isalnum() for sign in words):
            found.append(Sentence(words, tuple(dict.fromkeys(notes))))
    return found


def _without_marks(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without marks, and where each stood, with its number."""
    pieces, marks, length, done = [], [], 0, 0
    for mark in NOTE_MARK.finditer(text):
        piece = text[done : mark.start()]
        # Some set a space before the mark, and the full stop behind it.
        piece = piece.rstrip() if _GOES_ON.match(text, mark.end()) else piece
        pieces.append(piece)
        length += len(piece)
        marks.append((length, int(mark[1])))
        done = mark.end()
    return "".join([*pieces, text[done:]]), marks


def _is_short(text: str, end: re.Match[str]) -> bool:
    """Whether a full stop belongs to a title, an initial or a number: Dr. A. Doe, 5. Mai."""
    if not end[0].startswith(".") or end[0].startswith(".."):
        return False
    found = _WORD_BEFORE.search(text[max(0, end.end() - 40) : end.end()])
    if not found:
        return False
    word = found[1]
    is_initial = len(word) == 1 and word.isupper()
    is_ordinal = word.isdigit() and len(word) < 3
    return is_initial or is_ordinal or word.casefold() in _SHORT
