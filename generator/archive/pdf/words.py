"""Lines and blocks → their words: spaces, accents, raised figures, the direction of the script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

import numpy as np

from generator.archive.copytext import LINE_END_HYPHEN
from generator.archive.pdf.blocks import Block
from generator.archive.pdf.glyphs import ACCENTS
from generator.archive.pdf.lines import Line, Piece, Run
from generator.archive.pdf.pdfium import Ints
from generator.archive.raised import LOWERED, RAISED

# In the size of the type: a gap that parts words.
_SPACE = 0.16
_RAISED = 0.14
_LOWERED = -0.06
_SMALLER = 0.86
# Less than that off the line is on it.
_PLAIN = 0.05

_FIGURES = re.compile(r"[0-9+\-−=()n]*[0-9n][0-9+\-−=()n]*")
_NOTE_MARK = re.compile(r"[\[(]?(?:[0-9]{1,3}|[*†‡§¶#∗]+)(?:[,;–-]\s*[0-9]{1,3})*[\])]?,?|[a-z]")
# A unit, a letter that stands for a number, or the right side of an equation.
_MAY_BE_RAISED = re.compile(
    r"(?:^|[\d\s/·⋅*(=+−-])"
    r"(?:[kMGTµμmcdhn]?(?:m|s|g|Hz|Pa|W|J|V|A|N|K)|mol|ft|yd|mi|in|[^\W\d_])$"
    r"|=\s?\w+$"
)

# Accents as signs of their own, and what they are when they stand over a letter.
_COMBINING = dict(
    zip(
        "`´^ˆ~˜¨¯˘˙˚¸˛˝ˇ",
        map(chr, (0x300, 0x301, 0x302, 0x302, 0x303, 0x303, 0x308, 0x304, 0x306, 0x307, 0x30A,
                  0x327, 0x328, 0x30B, 0x30C)),
        strict=True,
    )
)  # fmt: skip
# Radicals that Unicode's compatibility forms do not fold into the characters that they look like.
_RADICALS = str.maketrans(
    "⺟⺠⻁⻂⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻟⻢⻤⻥⻦⻨⻩⻫⻬⻭⻮⻯⻰⻲⻳⻣⻗⻖",
    "母民虎衤西见角贝车長长门青韦页风飞食飠马鬼鱼鸟麦黄斉齐歯齿竜龙亀龟骨雨阝",
)
# Radicals and vertical forms, which some programs write for the characters themselves.
_FORMS = re.compile(r"[\u2e80-\u2fdf\ufe10-\ufe1f\ufe30-\ufe4f]")
_BARS = re.compile(r"█(?:\s*█)*")
_HYPHENS = "-\u2010\u00ad"
_RTL = ("R", "AL")


def block_text(run: Run, block: Block) -> str:
    """The words of a block; its lines are joined by spaces, cut words by `LINE_END_HYPHEN`."""
    text = ""
    for line in block.lines:
        text = joined_lines(text, line_text(run, line))
    return text


def joined_lines(text: str, line: str) -> str:
    """A text with its next line, which may finish the word that the text ends with."""
    if not text or not line:
        return text or line
    if text[-1] == "\u00ad" or (
        text[-1] in _HYPHENS and text[-2:-1].isalpha() and line[0].isalpha()
    ):
        return text[:-1] + LINE_END_HYPHEN + line
    if text[-1] in _HYPHENS and text[-2:-1].isalnum() and line[0].isalnum():
        return text + line
    return text + ("" if _without_spaces(text[-1]) and _without_spaces(line[0]) else " ") + line


def _without_spaces(letter: str) -> bool:
    """Whether it is of a script that is written without spaces: Chinese, Japanese."""
    return (
        "\u2e80" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff"
        or "\uff00" <= letter <= "\uffef" or "\U00020000" <= letter <= "\U0003ffff"
    )  # fmt: skip


def line_text(run: Run, line: Line) -> str:
    """The words of a line, in the order in which they are read."""
    at = np.array([each for piece in line.pieces for each in piece.at])
    at = at[np.argsort(run.left[at], kind="stable")]
    main = line.main
    is_plain = all(
        each.size > _SMALLER * main.size and abs(each.base - main.base) < _PLAIN * main.size
        for each in line.pieces
    )
    codes = run.codes[at]
    if is_plain and not (run.has_accents and np.isin(codes, ACCENTS).any()):
        words = _plain(run, at, main.size)
    else:
        words = _with_levels(run, at.tolist(), main)
    words = _BARS.sub("█", " ".join(words.split()))
    if not words.isascii():
        words = _logical(_FORMS.sub(_usual_form, words))
    return unicodedata.normalize("NFC", line.initial + words)


def _usual_form(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group().translate(_RADICALS))


def _plain(run: Run, at: Ints, size: float) -> str:
    """The characters of a line that all stand on it, with the spaces between them."""
    is_spaced_out, least = _spacing(run, at, size)
    text = "".join(map(chr, run.codes[at].tolist()))
    gap = run.left[at[1:]] - np.maximum.accumulate(run.right[at])[:-1]
    apart = gap > least * np.minimum(size, run.size[at[1:]])
    if not is_spaced_out:
        apart |= (run.spaces[at[1:]] > run.spaces[at[:-1]]) & (gap > 0.02 * size)
    cuts = [0, *(np.nonzero(apart)[0] + 1).tolist(), len(text)]
    return " ".join(text[start:end] for start, end in pairwise(cuts))


def _with_levels(run: Run, at: list[int], main: Piece) -> str:
    """The same of a line with raised or lowered characters, or accents painted over letters."""
    parts: list[tuple[str, int]] = []  # text and level: 0 on the line, 1 raised, -1 lowered
    for text, level in _letters(run, at, main.base, main.size):
        if parts and parts[-1][1] == level:
            parts[-1] = parts[-1][0] + text, level
        else:
            parts.append((text, level))
    words = ""
    for text, level in parts:
        words += text if not level else _off_the_line(text, level, words)
    return words


def _letters(run: Run, at: list[int], base: float, size: float) -> list[tuple[str, int]]:
    """The characters of a line with the spaces between them, and the level of each."""
    at = _accents_after_letters(run, at)
    is_spaced_out, least = _spacing(run, np.array(at), size)
    out: list[tuple[str, int]] = []
    end: float | None = None
    before = 0
    for index in at:
        letter = chr(int(run.codes[index]))
        off = (float(run.base[index]) - base) / size
        is_small = float(run.size[index]) <= _SMALLER * size
        level = 0 if not is_small else 1 if off > _RAISED else -1 if off < _LOWERED else 0
        if end is not None:
            gap = float(run.left[index]) - end
            is_apart = gap > least * min(size, float(run.size[index]))
            is_painted = run.spaces[index] > run.spaces[before] and not is_spaced_out
            if is_apart or (is_painted and gap > 0.02 * size):
                out.append((" ", level if out[-1][1] == level else 0))
        mark = _COMBINING.get(letter)
        if mark and out and end is not None and _over(run, at, index):
            out[-1] = out[-1][0] + mark, out[-1][1]
        else:
            out.append((letter, level))
        end = max(end if end is not None else -1e9, float(run.right[index]))
        before = index
    return out


def _spacing(run: Run, at: Ints, size: float) -> tuple[bool, float]:
    """Whether the letters of a line are spaced out, and the gap that parts words then."""
    if len(at) < 5:
        return False, _SPACE
    gaps = np.sort(run.left[at[1:]] - run.right[at[:-1]])
    usual = float(gaps[len(gaps) // 2]) / size
    if usual <= 0.06:
        return False, _SPACE
    return True, max(usual * 1.6, usual + 0.12)


def _over(run: Run, at: list[int], index: int) -> bool:
    """Whether an accent stands over or under the letter before it."""
    place = at.index(index)
    if not place:
        return False
    letter = at[place - 1]
    middle = (run.left[index] + run.right[index]) / 2
    return bool(
        run.left[letter] - 0.1 * run.size[letter] < middle < run.right[letter]
        and chr(int(run.codes[letter])).isalpha()
    )


def _accents_after_letters(run: Run, at: list[int]) -> list[int]:
    """Put an accent after the letter that it stands over, which may begin to its right."""
    out = list(at)
    for place in range(len(out) - 1):
        accent, letter = out[place], out[place + 1]
        if chr(int(run.codes[accent])) in _COMBINING:
            middle = (run.left[accent] + run.right[accent]) / 2
            if run.left[letter] < middle < run.right[letter]:
                out[place], out[place + 1] = letter, accent
    return out


def _off_the_line(text: str, level: int, before: str) -> str:
    """What raised or lowered characters are after these words.

    A figure after a number or a unit is an exponent; after a word it is the mark of a footnote,
    which is no part of the word. Lowered figures are part of a formula.
    """
    bare = text.strip()
    tail = before[-12:]
    space = " " if text.endswith(" ") else ""
    if level < 0:
        return text.translate(LOWERED) if _FIGURES.fullmatch(bare) else text
    if _FIGURES.fullmatch(bare) and (
        tail[-1:].isdigit()
        or (tail[-1:] in ")]" and bare[:1] in "-−")
        or _MAY_BE_RAISED.search(tail)
    ):
        return text.translate(RAISED)
    if not tail.strip():
        return f"{text} "
    if _NOTE_MARK.fullmatch(bare) and not bare.isalpha():
        return space
    if bare.isalpha() and len(bare) == 1 and bare.islower() and re.search(r"[^\W\d_]{3}$", tail):
        return space
    return text


def _logical(text: str) -> str:
    """A line as it is read, from what stands on the page from the left to the right."""
    kinds = [unicodedata.bidirectional(each) for each in text]
    right = sum(each in _RTL for each in kinds)
    if not right:
        return text
    left = kinds.count("L")
    if right < left:
        return _turned(text, kinds, lambda kind: kind in _RTL, ("L", "EN"))
    turned = _clusters(text)[::-1]
    text = "".join(turned)
    kinds = [unicodedata.bidirectional(each) for each in text]
    return _turned(text, kinds, lambda kind: kind in ("L", "EN", "AN"), _RTL)


def _turned(
    text: str, kinds: list[str], strong: Callable[[str], bool], stops: tuple[str, ...]
) -> str:
    """Turn round each stretch from one such character to another without any of the others."""
    out: list[str] = []
    at = 0
    while at < len(text):
        if not strong(kinds[at]):
            out.append(text[at])
            at += 1
            continue
        end = at
        for other in range(at, len(text)):
            if kinds[other] in stops:
                break
            if strong(kinds[other]) or kinds[other] == "NSM":
                end = other
        out += _clusters(text[at : end + 1])[::-1]
        at = end + 1
    return "".join(out)


def _clusters(text: str) -> list[str]:
    """Characters with the marks that belong to them."""
    out: list[str] = []
    for each in text:
        if out and unicodedata.combining(each):
            out[-1] += each
        else:
            out.append(each)
    return out
