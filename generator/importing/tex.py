"""The TeX that stands in BibTeX files → plain text."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_WORDS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å",
    "AA": "Å", "l": "ł", "L": "Ł", "i": "i", "j": "j", "dh": "ð", "DH": "Ð", "th": "þ",
    "TH": "Þ", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
    "textbraceleft": "{", "textbraceright": "}", "textendash": "–", "textemdash": "—",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": '"', "ldots": "…",
    "dots": "…", "textellipsis": "…", "texteuro": "€", "euro": "€", "pounds": "£",
    "textsterling": "£", "textdegree": "°", "textregistered": "®", "texttrademark": "™",
    "copyright": "©", "S": "§", "P": "¶", "textbar": "|", "textless": "<", "textgreater": ">",
    "guillemotleft": "«", "guillemotright": "»", "glqq": "„", "grqq": "“", "quotedblbase": "„",
}  # fmt: skip
_TOKEN = re.compile(
    r"\\(?P<accent>[`'^~=.\"]|[uHrvdckb](?![A-Za-z]))\s*(?:\{\\?(?P<braced>[^{}\\]?)\}|\\?(?P<bare>[^\W\d_]))"
    r"|\\(?P<word>[A-Za-z]+)(?:\{\}| +|(?![A-Za-z]))"
    r"|\\(?P<sign>[^A-Za-z])"
    r"|(?P<dashes>---?)|(?P<quotes>``|'')|(?P<space>~)|[{}$]"
)
_SPACES = {**dict.fromkeys("\\ \n,;:", " "), **dict.fromkeys("/!-", "")}
_DASHES = {"--": "–", "---": "—"}


def from_tex(text: str) -> str:
    """A value of BibTeX as it is printed: accents, signs, dashes, no braces, on one line."""
    made = _TOKEN.sub(_printed, text)
    return " ".join(unicodedata.normalize("NFC", made).split())


def _printed(found: re.Match[str]) -> str:
    if accent := found["accent"]:
        letter = found["braced"] or found["bare"] or ""
        return letter + _ACCENTS[accent] if letter else found["accent"]
    if found["word"]:
        return _WORDS.get(found["word"], "")
    if found["sign"]:
        return _SPACES.get(found["sign"], found["sign"])
    if found["dashes"]:
        return _DASHES[found["dashes"]]
    if found["quotes"]:
        return "“" if found["quotes"] == "``" else "”"
    return "\u00a0" if found["space"] else ""
