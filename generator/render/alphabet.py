"""The letter of an index under which a word stands, in the alphabet of the page's language.

CLDR has it as each language's index characters, which Babel does not carry. Here are the languages
in which a letter with a mark, or one beyond Z, is a letter of its own; elsewhere marks are left
out, as CLDR's index leaves them out. Digraphs that have a letter of their own (Czech `Ch`) stand
under their first. Read at https://github.com/unicode-org/cldr-json, release 45.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from generator.render.search.words import folded

_NORDIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"
_ALPHABETS = {
    "cs": "ABCČDEFGHIJKLMNOPQRŘSŠTUVWXYZŽ", "da": _NORDIC, "es": "ABCDEFGHIJKLMNÑOPQRSTUVWXYZ",
    "et": "ABCDEFGHIJKLMNOPQRSŠZŽTUVÕÄÖÜXY", "fi": "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ",
    "hr": "ABCČĆDĐEFGHIJKLMNOPQRSŠTUVWXYZŽ", "is": "AÁBCDÐEÉFGHIÍJKLMNOÓPQRSTUÚVWXYÝZÞÆÖ",
    "lt": "ABCČDEFGHIJKLMNOPQRSŠTUVWXYZŽ", "lv": "ABCČDEFGĢHIJKĶLĻMNŅOPQRSŠTUVWXYZŽ",
    "nb": _NORDIC, "nn": _NORDIC, "no": _NORDIC, "pl": "AĄBCĆDEĘFGHIJKLŁMNŃOÓPQRSŚTUVWXYZŹŻ",
    "ro": "AĂÂBCDEFGHIÎJKLMNOPQRSȘTȚUVWXYZ", "sl": "ABCČĆDĐEFGHIJKLMNOPQRSŠTUVWXYZŽ",
    "sv": "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ", "tr": "ABCÇDEFGĞHIİJKLMNOÖPQRSŞTUÜVWXYZ",
}  # fmt: skip
# The first letter of each block of syllables, and the letters of Thai that are written before the
# one that they are spoken after.
_HANGUL = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
_KANA = ("あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの", "はひふへほ",
         "まみむめも", "やゆよ", "らりるれろ", "わをん")  # fmt: skip
_THAI_BEFORE = "เแโใไ"
_KEEP_MARKS = frozenset("ЙЎЇЃЌ")
DIGIT = "0–9"


def index_letter(word: str, language: str) -> str:
    """The letter under which a word stands; `0–9` for figures, an empty text for signs alone."""
    letters = [c for c in unicodedata.normalize("NFKC", word) if unicodedata.category(c)[0] in "LN"]
    if not letters:
        return ""
    first = letters[0]
    if first in _THAI_BEFORE and len(letters) > 1:
        first = letters[1]
    if first.isdecimal():
        return DIGIT
    if "가" <= first <= "힣":
        return _HANGUL[(ord(first) - ord("가")) // 588]
    if "ぁ" <= first <= "ヺ":
        return _kana(first)
    tongue = language.partition("-")[0]
    upper = "İ" if tongue in ("tr", "az") and first == "i" else first.upper()[:1]
    if upper in _ALPHABETS.get(tongue, "") or upper in _KEEP_MARKS:
        return upper
    bare = unicodedata.normalize("NFD", upper)[0]
    return folded(bare)[:1].upper() if bare > "\x7f" and _script(bare) == "LATIN" else bare


def _kana(character: str) -> str:
    hiragana = chr(ord(character) - 0x60) if "ァ" <= character <= "ヶ" else character
    bare = unicodedata.normalize("NFD", hiragana)[0]
    # A small letter stands right before its large one.
    rows = (row for row in _KANA if bare in row or chr(ord(bare) + 1) in row)
    return next(rows, "あいうえお")[0]


def in_order(words: Iterable[str], language: str) -> dict[str, str]:
    """Words in the order of an index, each with its letter.

    The script that most words are written in comes first, and figures come before letters.
    """
    letter_of = {word: index_letter(word, language) for word in words}
    scripts = Counter(_script(letter) for letter in letter_of.values())
    alphabet = _ALPHABETS.get(language.partition("-")[0], "")

    def key(word: str) -> tuple[bool, int, str, int, str, str, str]:
        letter = letter_of[word]
        script = _script(letter)
        place = alphabet.find(letter) if letter else -1
        is_letter = letter not in ("", DIGIT)
        return is_letter, -scripts[script], script, place, letter, folded(word), word

    return {word: letter_of[word] for word in sorted(letter_of, key=key)}


def _script(letter: str) -> str:
    """The name of a letter's script, as Unicode begins the letter's name with it."""
    return unicodedata.name(letter[0], "").partition(" ")[0] if letter else ""
