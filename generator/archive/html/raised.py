"""What is raised or lowered keeps its place: an exponent is one, and a note's sign is no word.

`firm` with a raised 1 is the word firm; 10 with a raised 6 is 10⁶ and never 106.
"""

from __future__ import annotations

import re

from generator.archive.raised import LOWERED, RAISED

_NUMBER = re.compile(r"[+\-−]?\d+(?:[.,]\d+)?|\d*[+\-−]")
_FIGURE = re.compile(r"[+\-−=()\dni]+")
_NOTE_SIGNS = re.compile(r"[*†‡§¶#‖⁂※\s,;–-]+")
_IN_BRACKETS = re.compile(r"\[[^\]]{1,40}\](?:[\s,]*\[[^\]]{1,40}\])*|\(\w{1,4}\)")
_NOTE_NUMBERS = re.compile(r"\d{1,4}(?:\s*[,;–-]\s*\d{1,4})*")
_LAST_WORD = re.compile(r"(?<![^\W_])[^\W_]+\Z")
_NAMED = {"tm": "™", "sm": "℠"}
# What an exponent may stand behind; a figure behind any other word is a note's.
_UNITS = frozenset(
    [
        "km",
        "m",
        "cm",
        "dm",
        "mm",
        "nm",
        "µm",
        "μm",
        "um",
        "pm",
        "fm",
        "hm",
        "dam",
        "mi",
        "ft",
        "in",
        "yd",
        "nmi",
        "ly",
        "au",
        "pc",
        "kg",
        "g",
        "mg",
        "µg",
        "lb",
        "s",
        "ms",
        "ns",
        "min",
        "h",
        "hr",
        "kn",
        "n",
        "kpa",
        "pa",
        "hpa",
        "mpa",
        "kw",
        "w",
        "mw",
        "v",
        "a",
        "k",
        "c",
        "j",
        "kj",
        "l",
        "ml",
        "dl",
        "hl",
        "ha",
        "ac",
        "mol",
        "kmol",
        "cd",
        "rad",
        "sr",
        "hz",
        "khz",
        "mhz",
        "ghz",
        "sec",
        "seconds",
        "metres",
        "meters",
        "mc",
        "км",
        "м",
        "см",
        "мм",
    ]
)
# A run of what is raised alike: marks, and the text between them.
_RUN = re.compile(r"\0([*^_])[^\0]*\0\.(?:\0\1[^\0]*\0\.)*")
# No space parts a number from its exponent; that of a fraction stands apart.
_SPACED = re.compile(r"(?<=\d)[ \xa0]+(?=\0\^\s*[+\-−]?\d+\s*\0\.(?![/⁄]))")
_BARS = ("/", "⁄")
_MAX_LETTERS = 6
_MARK = re.compile(r"\0[*^_.]")
_MAX_NESTED = 5


def set_raised(text: str) -> str:
    """The text with signs of Unicode for what is raised and lowered in it, and without its marks.

    Args:
        text: a text in which U+0000 and `^` (`*` if it leads to a note) or `_` begin what is raised
            or lowered, and U+0000 and a full stop end it.
    """
    if " \0^" in text or "\xa0\0^" in text:
        text = _SPACED.sub("", text)
    for _ in range(_MAX_NESTED):
        if "\0." not in text:
            return text
        text = _RUN.sub(_set, text)
    return _MARK.sub(" ", text)


def _set(run: re.Match[str]) -> str:
    content = " ".join(_MARK.sub("", run[0]).split())
    if not content:
        return ""
    if run[1] == "_":
        return _lowered(content)
    before = run.string[max(0, run.start() - 60) : run.start()]
    last_mark = before.rfind("\0")
    if last_mark >= 0 and before[last_mark + 1 : last_mark + 2] != ".":
        # In what is raised itself, only that stands before it.
        before = before[last_mark + 2 :]
    elif last_mark >= 0:
        before = _MARK.sub("", before)
    after = _MARK.sub("", run.string[run.end() : run.end() + 40])
    return _raised(content, before, after, is_link=run[1] == "*")


def _lowered(content: str) -> str:
    if re.fullmatch(r"[+\-−=()\d]+", content):
        return content.translate(LOWERED)
    return content if len(content) <= _MAX_LETTERS and " " not in content else f" {content} "


def _raised(content: str, before: str, after: str, *, is_link: bool) -> str:
    if _IN_BRACKETS.fullmatch(content) or (_NOTE_SIGNS.fullmatch(content) and content not in "+-–"):
        return ""
    if is_link and len(content) <= 12:
        return ""
    if content.lower() in _NAMED and content.isupper():
        return _NAMED[content.lower()]
    if not re.search(r"\d", content) and not _FIGURE.fullmatch(content):
        return _letters(content, before)
    is_figure = bool(_FIGURE.fullmatch(content))
    if not before or before[-1].isspace():
        return _at_a_beginning(content, after, is_figure=is_figure)
    if is_figure and (_takes_exponent(before) or not content[-1].isdigit()):
        return content.translate(RAISED)
    if _NOTE_NUMBERS.fullmatch(content):
        return ""
    return content.translate(RAISED) if is_figure else _letters(content, before)


def _takes_exponent(before: str) -> bool:
    """Whether a figure raised behind these words is their exponent, and no sign of a note."""
    last = before[-1]
    if last.isdigit() or last in ")]}%°⁾":
        return True
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    found = word[0]
    return len(found) == 1 or found.lower() in _UNITS or any(sign.isdigit() for sign in found)


def _at_a_beginning(content: str, after: str, *, is_figure: bool) -> str:
    """A raised figure with no word before it: a fraction's, an isotope's, or that of a note."""
    if not is_figure:
        return f"{content} "
    sign = content.translate(RAISED)
    word = re.match(r"[^\W\d_]+", after)
    is_isotope = word is not None and len(word[0]) <= 2
    return sign if is_isotope or after[:1] in _BARS else f"{sign} "


def _letters(content: str, before: str) -> str:
    """Raised letters join a short word, as in 1st, Mme or No; a longer text stands apart."""
    if len(content) <= _MAX_LETTERS and " " not in content:
        word = _LAST_WORD.search(before)
        is_note = len(content) == 1 and content.islower() and word is not None and (
            len(word[0]) >= 4 and word[0].isalpha()
        )  # fmt: skip
        return "" if is_note else content
    return f" {content} "
