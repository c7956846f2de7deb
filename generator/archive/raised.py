"""Raised and lowered characters → characters that say so, and the marks of notes → nothing."""

from __future__ import annotations

import re

RAISED = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
LOWERED = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_POWER = re.compile(r"[+\-−–]?(?:[0-9]{1,4}|n)")
_CHARGE = re.compile(r"[0-9]?[+\-−–]")
_FORMULA = re.compile(r"[0-9+\-−–=()]+")
# After a number, a unit of length or time, or the one letter of a formula, figures are an exponent.
_BASE = re.compile(
    r"(?:[0-9⁰¹²³⁴-⁹⁺⁻]|(?<![^\W\d_])(?:[a-zA-Zµμ]|[mµμnpckd]m|ft|yd|mi|in|sec|min))$"
)
_ION = re.compile(r"(?:[A-Z][a-z]?|[₀-₉)\]⁰¹²³⁴-⁹])$")
_ONE = r"(?:[0-9]{1,4}|[a-z]|[*†‡§¶#]+|[ivx]{2,5})"
_MARK = re.compile(rf"[\[(]?{_ONE}(?:\s*[,;–-]\s*{_ONE})*[\])]?")
_WORD = re.compile(r"[^\W\d_]{4}[.,;:!?'’”»)]*$")


def raised(before: str, text: str) -> str:
    """What raised characters are read as.

    Args:
        before: the words before them, of which the last twelve characters count.
        text: the characters.

    Returns:
        Superscript figures for an exponent, nothing for the mark of a note, and else the characters
        as they are: `1st`, `Mlle`.
    """
    end, bare = before[-12:], text.strip()
    if _POWER.fullmatch(bare) and _BASE.search(end):
        return bare.translate(RAISED)
    if _CHARGE.fullmatch(bare) and _ION.search(end):
        return bare.translate(RAISED)
    if not _MARK.fullmatch(bare) or (bare.isalpha() and not _WORD.search(end)):
        return text
    return ""


def lowered(text: str) -> str:
    """What lowered characters are read as: subscript figures in a formula, else as they are."""
    return text.translate(LOWERED) if _FORMULA.fullmatch(text) else text
