"""Letters of one script that pass for letters of another.

A name with a Cyrillic letter in a Latin word reads as it should and is another name: the glossary
does not find it, search does not, and a reader takes it for what it is not. A word with letters
of two such scripts is hardly ever meant. A whole word of them may be: so it is held against the
other names only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from backrefs import bre

# The scripts that have letters like those of the others.
_SCRIPTS = ("Latin", "Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic", "Lisu", "Deseret")
# Letters of these scripts that nobody tells from the Latin ones under them, in common fonts.
_LOOKS = {
    "АВЕЅІЈКМНОРСТУХԚԜӀҮ" "асԁеһіјӏорԛѕԝхуѵк": "ABESIJKMHOPCTYXQWIY" "acdehijlopqswxyvk",
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϿ" "αινορυκχγηωϲϳ": "ABEZHIKMNOPTYXCC" "aivopukxynwcj",
    "ՕՏԼՍ" "օոսհզց": "OSLU" "onuhqg",
    "ᎠᎡᎢᎪᎫᎳᎷᎻᎽᏀᏃᏔᏕᏙᏚᏞᏟᏢᏦᏴᎬ": "DRTAJWMHYGZWSVSLCPKBE",
    "ⲞⲢⲤⲘⲚⲔⲒ" "ⲟⲣⲥ": "OPCMNKI" "opc",
    "ꓐꓑꓓꓖꓗꓙꓚꓝꓟꓠꓡꓢꓣꓤꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴꓜ": "BPDGKJCFMNLSRRVHWXYAEIOUZ",
    "ɑɡɩıʏƖ": "agiiyI",
}  # fmt: skip
_LATIN = str.maketrans(
    {a: b for row, like in _LOOKS.items() for a, b in zip(row, like, strict=True)}
)


class MixedScriptWord(NamedTuple):
    """A word in which letters of another script stand: where, the word, and why it is doubtful."""

    start: int
    word: str
    why: str


@cache
def _script(name: str) -> bre.Bre[str]:
    return bre.compile(rf"\p{{sc:{name}}}")


@cache
def _words() -> bre.Bre[str]:
    # With the marks that stand on letters, and with what joins two words to one name.
    return bre.compile(r"[\w\p{M}]+(?:['’\-‐‑.][\w\p{M}]+)*")


@cache
def _between() -> bre.Bre[str]:
    return bre.compile(r"[^\w\p{M}]+")


def _is_math_letter(char: str) -> bool:
    """Whether a character is a Latin letter of formulas, such as a bold one."""
    drawn = unicodedata.decomposition(char).startswith("<font>")
    return drawn and unicodedata.normalize("NFKC", char).isascii()


def scripts(word: str) -> tuple[str, ...]:
    """The scripts of the letters in a word, as far as they have letters that look alike."""
    return tuple(name for name in _SCRIPTS if _script(name).search(word))


@cache
def is_confusable(char: str) -> bool:
    """Whether a character may pass for a letter of ASCII: without one no name deceives."""
    like = latin_skeleton(char)
    return like != char and like.isascii() and like.isalpha()


def latin_skeleton(text: str) -> str:
    """A text in the Latin letters that a reader takes its letters for."""
    return unicodedata.normalize("NFKC", text).translate(_LATIN)


def is_latin_lookalike(word: str) -> bool:
    """Whether a word has no Latin letter, and every letter that it has looks like one."""
    return not word.isascii() and "Latin" not in scripts(word) and latin_skeleton(word).isascii()


def mixed_script_words(text: str) -> Iterator[MixedScriptWord]:
    """The words of a text in which letters of one script pass for those of another."""
    if text.isascii():
        return
    for match in _words().finditer(text):
        if not match[0].isascii() and (why := spoofing_reason(match[0])):
            yield MixedScriptWord(match.start(), match[0], why)


def spoofing_reason(word: str) -> str | None:
    """Say why the letters of a word may deceive a reader; None if they do not."""
    if drawn := next(filter(_is_math_letter, word), None):
        return f"'{drawn}' is {_named(drawn)}, which is made for formulas"
    found = scripts(word)
    if len(found) < 2 or not any(map(_is_mixed, _between().split(word))):
        return None
    # The script with fewer letters is the one that nobody expects.
    counts = {name: len(_script(name).findall(word)) for name in found}
    stranger = min(found, key=lambda name: (counts[name], name == "Latin"))
    char = next(char for char in word if _script(stranger).match(char))
    return f"it mixes {' and '.join(found)} letters: '{char}' is {_named(char)}"


def _is_mixed(part: str) -> bool:
    """Whether a part of a word that has letters of two scripts may deceive.

    A letter that stands for itself, as in ΔT or α-particle, deceives nobody.
    """
    found = scripts(part)
    if len(found) > 1:
        return any(char.translate(_LATIN) != char for char in part)
    return is_latin_lookalike(part) and (len(part) > 1 or found != ("Greek",))


def _named(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()
