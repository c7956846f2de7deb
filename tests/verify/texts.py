"""Invented texts, and changes to quotations from them: harmless ones and harmful ones."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence

_SYLLABLES = ("ba", "dor", "fi", "gran", "hul", "ka", "lem", "mi", "no", "pes", "ri", "sto", "tu",
              "vé", "wan", "yl", "ço", "fla", "ffi", "öst")  # fmt: skip
_JOINTS = (", ", "; ", " — ", " - ", ": “", "” ", " (", ") ", "… ", " ‘", "’ ")
_QUOTES = {"'": "'‘’´`′ʼ", '"': '"“”„«»″'}
_DASHES = "-‐‑–—−"
_SPACES = (" ", "  ", "\u00a0", "\u2009", "\u202f", "\n", "\r\n  ", "\t", " \u200b")
_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "st": "ﬆ"}
_ALPHABET = "abcdefghijklmnopqrstuvwxyzéöç"


def seeded(seed: int) -> random.Random:
    """Chance that is the same each time."""
    return random.Random(seed)  # noqa: S311 - no secret hangs on it


def word(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.08:
        return str(chance.randint(1, 9999))
    made = "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(1, 4)))
    if kind < 0.12:
        return f"{made}-{chance.choice(_SYLLABLES)}"
    if kind < 0.16:
        return f"{made}’s"
    return made.capitalize() if kind < 0.26 else made


def text(chance: random.Random, words: int = 300) -> str:
    """A text of that many words with every sort of sign between them."""
    parts = [word(chance)]
    for _ in range(words - 1):
        kind = chance.random()
        parts.append(". " if kind < 0.08 else chance.choice(_JOINTS) if kind < 0.2 else " ")
        parts.append(word(chance))
    return "".join(parts) + "."


def typeset(words: str, chance: random.Random) -> str:
    """The same words otherwise typeset: whatever the normaliser promises to fold, at random."""
    for letters, ligature in _LIGATURES.items():
        if chance.random() < 0.5:
            words = words.replace(letters, ligature)
    out = []
    last = ""
    for sign in unicodedata.normalize("NFC", words):
        out.append(chance.choice(_ways(sign, last)))
        last = sign
    form = chance.choice(("NFC", "NFD"))
    return unicodedata.normalize(form, "".join(out))


def _ways(sign: str, last: str) -> Sequence[str]:
    """How one character may be set; `last` is the one before it."""
    if sign in "'‘’":
        return _QUOTES["'"]
    if sign in '"“”':
        return _QUOTES['"']
    if sign in "-—":
        return _DASHES
    if sign == "…":
        return ("…", "...")
    if sign == " ":
        # A narrow space behind a digit could make one number of two.
        return (" ", "  ", "\n") if last.isdigit() else _SPACES
    return (sign, sign, sign, sign, f"{sign}\u00ad", f"{sign}\u200b")


def harm(words: str, chance: random.Random) -> str:
    """The same words with one change that matters."""
    kind = chance.randrange(5)
    if kind == 0:
        return _other_sign(words, chance)
    parts = words.split(" ")
    at = chance.randrange(len(parts) - 1)
    if kind == 1:
        parts[at], parts[at + 1] = parts[at + 1], parts[at]
    elif kind == 2:
        # An outer word may be dropped: what is left is a true quotation.
        del parts[chance.randrange(1, len(parts) - 1)]
    elif kind == 3:
        parts.insert(at + 1, word(chance))
    else:
        at = chance.choice([at for at, sign in enumerate(words) if sign.isalnum()])
        return words[:at] + words[at + 1 :]
    return " ".join(parts)


def _other_sign(words: str, chance: random.Random) -> str:
    at = chance.choice([at for at, sign in enumerate(words) if sign.isalnum()])
    sign = words[at]
    if sign.isdigit():
        new = chance.choice([digit for digit in "0123456789" if digit != sign])
    elif chance.random() < 0.2:
        new = sign.swapcase()
    else:
        new = chance.choice([letter for letter in _ALPHABET if letter != sign])
    return words[:at] + new + words[at + 1 :]


def every_other_sign(words: str, chance: random.Random) -> list[str]:
    """The words once for each letter and digit in them, with that one changed."""
    changed = []
    for at, sign in enumerate(words):
        if sign.isalnum():
            signs = "0123456789" if sign.isdigit() else _ALPHABET
            new = chance.choice([other for other in signs if other != sign])
            changed.append(words[:at] + new + words[at + 1 :])
    return changed
