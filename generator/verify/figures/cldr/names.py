"""Words of a text, and proper names in scripts with capitals.

Where a language writes common nouns with a capital, no word is a name by its form; there a word
is only held against those that it may be a misspelling of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.verify.figures.claims import BREAK, Claim, Kind, Name, Vocabulary, WordLookup
from generator.verify.figures.cldr.data import WORD
from generator.verify.figures.cldr.german import MEASURES, OPENERS
from generator.verify.figures.cldr.words import (
    INFLECTED,
    WITHOUT_CAPITALS_FOR_NAMES,
    WITHOUT_SPACES,
)  # fmt: skip
from generator.verify.figures.similar import is_slip
from generator.verify.figures.spans import BLANK, Spans

_PIECE = re.compile(rf"{WORD}(?:[’'ʼ´-]{WORD})*|(?:[^\w\s]|_)+")
_WORD = re.compile(rf"(?=[^\W\d_]){WORD}(?:[’'ʼ´-]{WORD})*")
_APOSTROPHE = re.compile(r"[’'ʼ´]")
_OPENING = re.compile(r"(?:^|[.!?…:;·]|[“„«»\"‚‘(\[–—])[\s*_“‘„«”’»\")(\[\]\u00a0\u202f¿¡]*$")
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]{1,3}|\b\w\.\w)\.\s$")
# Arabic and Hebrew write some short words in one with the next.
_MAY_HAVE_PREFIX = re.compile("[وفبلك]|[ובלכמהש]")
_PROCLITIC = re.compile(r"^(?:[وفب]|[ול](?=ה))(?=[^\W\d_]{4})")
# A place, in a language that has an article before all else.
_AT_PLACE = re.compile(
    r"(?<![^\W_])(?:in|aus|nach|bei|von|gegen)\s"
    r"([A-ZÄÖÜ][a-zäöüß]{2,}(?<!ung)(?<!er)(?<!el)(?<!heit)(?<!keit)(?<!schaft)(?<!ion)(?<!tät)(?<!nis)(?<!en)"
    r"(?<!ern)(?<!eln))(?![^\W_])"
)
_NEAR = 24
_LONGEST_NAME = 8
_SHORTEST_INSIDE = 4
_LONGEST_ELISION = 5
SHORTEST_HINT = 5
"""A shorter word is like too many others to be a misspelling of one."""
ENDING = 3
"""So many letters may an ending have where names take endings."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, parted at hyphens and elisions, with breaks where marks stand."""
    words: list[str] = []
    for piece in _PIECE.findall(text):
        if piece[0].isalnum():
            words += bare(piece)
        elif not words or words[-1] != BREAK:
            words.append(BREAK)
    return tuple(words)


@lru_cache(maxsize=4096)
def bare(token: str) -> tuple[str, ...]:
    """A written word as words: "l’Europe" as "l" and "Europe", "Ankara’da" as "Ankara"."""
    if token.isalnum():
        return (token,)
    parts: list[str] = []
    for part in token.split("-"):
        head, *rest = _APOSTROPHE.split(part)
        if rest and len(head) <= _LONGEST_ELISION and rest[0][:1].isupper() and len(head) < 3:
            parts += [head, *rest] if len(head) > 1 or head.islower() or head in "LDlds" else [part]
        elif rest and head[:1].isupper() and rest[-1].islower():
            parts.append(head)
        else:
            parts += [head, *rest]
    return tuple(filter(None, parts))


def find_names(text: str, vocabulary: WordLookup, language: str, *, cased: bool) -> Iterator[Claim]:
    """Every proper name in a text, from which dates, numbers and countries have been blanked.

    Args:
        text: the text.
        vocabulary: how the story and what it cites write their words.
        language: the language's first subtag.
        cased: whether its script has capitals.
    """
    ending = ENDING if language in INFLECTED else 0
    if language in WITHOUT_SPACES:
        yield from _inside(text, vocabulary)
    elif not cased:
        yield from _people(text, vocabulary)
    elif language in WITHOUT_CAPITALS_FOR_NAMES:
        for group in _groups(text):
            yield from _among_nouns(group, text, vocabulary)
    else:
        for group in _groups(text):
            yield from _by_form(group, text, vocabulary, ending)


def _by_form(
    group: list[re.Match[str]], text: str, vocabulary: WordLookup, ending: int
) -> Iterator[Claim]:
    """The name that words with a capital in a row are, but for one that opens a sentence."""
    first = group[0]
    opening = opens(text, first.start()) and not _is_acronym(first[0])
    if opening and not vocabulary.is_name(bare(first[0])[-1]):
        yield from _hints(group[:1], ending)
        group = group[1:]
    words = [w for match in group for w in bare(match[0]) if w[:1].isupper() and len(w) > 1]
    if words:
        start, end = group[0].start() + group[0][0].find(words[0]), group[-1].end()
        name = Name(tuple(words), loose=True, ending=ending)
        yield Claim(Kind.NAME, text[start:end], start, end, name)


def _among_nouns(group: list[re.Match[str]], text: str, vocabulary: WordLookup) -> Iterator[Claim]:
    """The names among nouns that all have a capital.

    A name is what stands behind another noun without a word between ("Präsidentin Ada Quill",
    "Gemeinde Ostermill"), or is known to be one.
    """
    sure = _behind_a_noun(group, text)
    for match in group:
        if match[0].lower() in OPENERS:
            continue
        words = bare(match[0])
        if match in sure or (len(words) == 1 and vocabulary.is_name(words[0])):
            yield Claim(Kind.NAME, match[0], *match.span(), Name(words, loose=True, ending=2))
        else:
            yield from _hints([match], 0)


def _behind_a_noun(group: list[re.Match[str]], text: str) -> list[re.Match[str]]:
    """Those of nouns in a row that stand behind another one; they are names."""
    if group[0][0].lower() in OPENERS:
        group = group[1:]
    # What is counted or measured stands behind a noun as well.
    if not group or text[: group[0].start()].rstrip()[-1:] == BLANK:
        return []
    if group[0][0].lower() in MEASURES:
        return []
    return [match for match in group[1:] if match[0].lower() not in MEASURES]


def _inside(text: str, vocabulary: WordLookup) -> Iterator[Claim]:
    """Names of those whom the quotations are said to be by, where no space parts words.

    What is one letter off from such a name is taken for it, and stands nowhere.
    """
    names = sorted({"".join(words) for words in vocabulary.people})
    spans = Spans()
    for name in sorted(names, key=len, reverse=True):
        for written in (name, *_slips_of(name, text)):
            at = text.find(written)
            if at >= 0 and not spans.overlap(at, at + len(written)):
                spans.add(at, at + len(written))
                name_ = Name((written,), inside=True)
                yield Claim(Kind.NAME, written, at, at + len(written), name_)


def _slips_of(name: str, text: str) -> Iterator[str]:
    """The parts of a text that are a name with a letter changed within it."""
    if len(name) < _SHORTEST_INSIDE or name in text:
        return
    first = text.find(name[0])
    while first >= 0:
        for length in (len(name) + 1, len(name), len(name) - 1):
            part = text[first : first + length]
            if part[-1:] == name[-1] and is_slip(part, name, _SHORTEST_INSIDE - 1):
                yield part
        first = text.find(name[0], first + 1)


def _people(text: str, vocabulary: WordLookup) -> Iterator[Claim]:
    """Names of those whom the quotations are said to be by, and words that may be misspelt ones."""
    known: dict[str, list[tuple[str, ...]]] = {}
    for name in vocabulary.people:
        known.setdefault(name[0], []).append(name)
        if len(name) > 1 and len(name[-1]) > ENDING:
            known.setdefault(name[-1], []).append(name[-1:])
    tokens = [(match[0], *match.span()) for match in _WORD.finditer(text)]
    at = 0
    while at < len(tokens):
        word, start, end = tokens[at]
        found = max(
            (
                name
                for form in (word, _PROCLITIC.sub("", word))
                for name in known.get(form, ())
                if all(
                    tokens[at + k][0] == name[k]
                    for k in range(1, len(name))
                    if at + k < len(tokens)
                )
                and at + len(name) <= len(tokens)
            ),
            key=len,
            default=(),
        )
        if found:
            end = tokens[at + len(found) - 1][2]
            yield Claim(Kind.NAME, text[start:end], start, end, Name(found, loose=True))
        elif any(is_slip(_PROCLITIC.sub("", word), name[-1]) for name in vocabulary.people):
            yield Claim(Kind.NAME, word, start, end, Name((word,), loose=True))
        elif len(word) >= SHORTEST_HINT and not _MAY_HAVE_PREFIX.match(word):
            yield Claim(Kind.NAME, word, start, end, Name((word,), hint=True))
        at += max(1, len(found))


def _hints(group: list[re.Match[str]], ending: int) -> Iterator[Claim]:
    for match in group:
        words = bare(match[0])
        if len(words) == 1 and len(words[0]) >= SHORTEST_HINT:
            name = Name(words, hint=True, ending=ending)
            yield Claim(Kind.NAME, match[0], *match.span(), name)


def _groups(text: str) -> Iterator[list[re.Match[str]]]:
    """Words with a capital in a row."""
    group: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        word = match[0]
        if word.islower() or not any(part[:1].isupper() for part in bare(word)):
            continue
        if group and (text[group[-1].end() : match.start()] != " " or len(group) == _LONGEST_NAME):
            yield group
            group = []
        group.append(match)
    if group:
        yield group


def opens(text: str, at: int) -> bool:
    """Whether a word at this place has its capital in any case: a sentence or quotation begins."""
    if at > 1 and text[at - 1] == " " and text[at - 2].isalnum():
        return False
    before = text[:at] if at <= _NEAR else f"a{text[at - _NEAR : at]}"
    return bool(_OPENING.search(before)) and not _ABBREVIATED.search(before)


def _is_acronym(word: str) -> bool:
    return sum(map(str.isupper, word)) > 1


def vocabulary_of(text: str, language: str) -> Vocabulary:
    """Words that stand with a capital where a sentence goes on, and those that stand without."""
    names: set[str] = set()
    if language in WITHOUT_CAPITALS_FOR_NAMES:
        for group in _groups(text):
            names.update(word for match in _behind_a_noun(group, text) for word in bare(match[0]))
        names.update(found[1] for found in _AT_PLACE.finditer(text))
        names = {name for name in names if name.lower() not in MEASURES}
    else:
        for match in _WORD.finditer(text):
            if not opens(text, match.start()):
                names.update(word for word in bare(match[0]) if word[:1].isupper())
    return Vocabulary(frozenset(names), common_words(text))


def common_words(text: str) -> frozenset[str]:
    """The words of a text that stand without a capital."""
    return frozenset(
        word for piece in _WORD.findall(text) for word in bare(piece) if word.islower()
    )
