"""English proper names: words with capitals, and which of them belong together.

The first word of a sentence, of quoted words or after a colon is a name only if something else
shows it: it is a country or its adjective, an acronym, a word that the story's quotations write
with a capital elsewhere and never without, the beginning of a longer name, or what `is_subject`
finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from generator.verify.figures.claims import BREAK, Claim, Kind, Name, Vocabulary, WordLookup
from generator.verify.figures.english.opening import is_function_word, is_subject, opens
from generator.verify.figures.english.places import place
from generator.verify.figures.english.tokens import (
    bare,
    capitals,
    cut,
    has_capital,
    without_possessive,
)  # fmt: skip
from generator.verify.figures.word_lists import words_in

_PREFIXES = words_in("al el ad an ar as ash at az bin ben ibn van von de di da")
# Words of a name; a longer row of capitals is read as several.
_LONGEST_NAME = 12
_TITLES = words_in(
    "mr mrs ms dr st sir lord lady dame prof professor president premier minister chancellor "
    "secretary senator governor mayor general colonel captain sergeant commissioner prosecutor "
    "judge justice king queen prince princess pope bishop director chairman chief officer "
    "inspector prime vice deputy foreign interior defence defense police state federal public "
    "attorney ambassador spokesman spokeswoman representative congressman sheriff"
)
_ITEM = r"(?:the\s+)?[A-Z][\w.’'´-]*(?:\s+[A-Z][\w.’'´-]*){0,9}"
_JOIN = r"(?:,\s+and\s+|,\s+or\s+|,\s*|\s+and\s+|\s+or\s+|\s+&\s+)(?:in\s+)?"
_JOINT = re.compile(_JOIN)
_LIST = re.compile(rf"(?<![\w.’-]){_ITEM}(?:{_JOIN}{_ITEM}){{2,}}")
_WELL = re.compile(r"\s+as\s+well\s+as\s+(?:in\s+)?")


# The text of a piece, and whether it is possessive.
_Written: TypeAlias = tuple[str, bool]


class _Piece(NamedTuple):
    """A word, or the part of a hyphenated one that has a capital."""

    text: str
    start: int
    end: int
    possessive: bool


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, hyphenated ones in parts, with breaks where punctuation stands."""
    words: list[str] = []
    marks = ""
    for piece in cut(text):
        if not piece[0].isalnum():
            marks += piece
            continue
        if marks and not (marks == "." and _initial(words)):
            words.append(BREAK)
        marks = ""
        words += bare(piece)
    return tuple(words)


def _initial(words: list[str]) -> bool:
    return bool(words) and (len(words[-1]) == 1 or words[-1].lower() in _TITLES)


def find_names(text: str, vocabulary: WordLookup) -> Iterator[Claim]:
    """Every proper name in a text, from which dates and numbers have been blanked."""
    for group in _groups(text):
        pieces, opening = _without_opening(group, text, vocabulary)
        while pieces and pieces[0].text == "The":
            pieces = pieces[1:]
        if not pieces or (len(pieces) == 1 and pieces[0].text in ("I", "A", "O")):
            continue
        start, end = pieces[0].start, pieces[-1].end
        written = tuple((piece.text, piece.possessive) for piece in pieces)
        name = _name(written, opening=opening and len(pieces) > 1)
        yield Claim(Kind.NAME, text[start:end], start, end, name)


def _groups(text: str) -> Iterator[list[_Piece]]:
    group: list[_Piece] = []
    for piece in _pieces(text):
        if group and (len(group) == _LONGEST_NAME or not _joined(group, piece, text)):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _joined(group: list[_Piece], piece: _Piece, text: str) -> bool:
    """Whether a name may go on with this piece."""
    last = group[-1]
    between = text[last.end : piece.start]
    if between == " ":
        return True
    gap = between.strip()
    if gap and last.possessive:
        gap = without_possessive(between.rstrip()).strip()
    return bool(between) and (not gap or (gap == "." and _abbreviated(group)))


def _abbreviated(group: list[_Piece]) -> bool:
    return len(group[-1].text) == 1 or group[-1].text.lower() in _TITLES


def _pieces(text: str) -> Iterator[_Piece]:
    """The pieces with a capital; what lies between two of them in the text parts or joins them."""
    for token, start in capitals(text):
        written = without_possessive(token)
        parts = written.split("-")
        if len(parts) == 1 or _is_one(parts):
            if has_capital(written):
                possessive = len(written) < len(token)
                yield _Piece(written, start, start + len(written), possessive)
            continue
        at = start
        for part in parts:
            if has_capital(part) and not re.match(r"[A-Z][’']", part[1:]):
                yield _Piece(part, at, at + len(part), possessive=False)
            at += len(part) + 1


def _is_one(parts: list[str]) -> bool:
    return all(part[:1].isupper() or part in _PREFIXES or part.isdigit() for part in parts)


def _without_opening(
    group: list[_Piece], text: str, vocabulary: WordLookup
) -> tuple[list[_Piece], bool]:
    """The pieces that are a name, and whether the first may be a common word after all."""
    first, *rest = group
    if not opens(text, first.start):
        return group, False
    word = first.text
    if is_function_word(word):
        return rest, False
    acronym = sum(char.isupper() or char.isdigit() for char in word) > 1
    if acronym or place(bare(word)) or vocabulary.is_name(word):
        return group, False
    if not vocabulary.is_common(word) and is_subject(text, first.end, word, vocabulary):
        return group, False
    if not rest or first.possessive:
        return rest, False
    if place(bare(word) + bare(rest[0].text)):
        return group, False
    common = vocabulary.is_common(word) or rest[0].text.isupper()
    return group, common


# A story names few people, often.
@lru_cache(maxsize=2048)
def _name(pieces: tuple[_Written, ...], *, opening: bool = False) -> Name:
    words = _bare_words(pieces)
    title = len(pieces) == 1 and words[0].lower() in _TITLES
    return Name(words, _parts(pieces), any_case=title, opening=opening)


def _parts(pieces: tuple[_Written, ...]) -> tuple[Name, ...]:
    """The first name and the rest, where a country, a title or a possessive may end the first."""
    for width in range(len(pieces) - 1, 0, -1):
        head = _bare_words(pieces[:width])
        _, possessive = pieces[width - 1]
        if possessive or place(head) or (width == 1 and head[0].lower() in _TITLES):
            return _name(pieces[:width]), _name(pieces[width:])
    return ()


def _bare_words(pieces: tuple[_Written, ...]) -> tuple[str, ...]:
    return tuple(word for text, _ in pieces for word in bare(text))


def vocabulary_of(text: str) -> Vocabulary:
    """Words that stand with a capital where a sentence goes on, and those that stand without."""
    names = {
        word
        for token, start in capitals(text)
        for word in bare(token)
        if word[:1].isupper() and not opens(text, start)
    }
    return Vocabulary(frozenset(names), common_words(text))


def common_words(text: str) -> frozenset[str]:
    """The words of a text that stand without a capital."""
    words: set[str] = set()
    for piece in cut(text):
        if piece.isalpha():
            words.add(piece)
        elif piece[0].isalnum():
            words.update(bare(piece))
    return frozenset(filter(str.islower, words))


def list_lengths(text: str) -> frozenset[int]:
    """The lengths of the lists of three names or more in a text, from which dates are blanked."""
    lengths: set[int] = set()
    for whole in {text, _WELL.sub(", ", text)}:
        lengths.update(len(_JOINT.split(found[0])) for found in _LIST.finditer(whole))
    return frozenset(lengths)
