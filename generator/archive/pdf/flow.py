"""Pages → one text: running heads, page numbers and footnotes do not stand in its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.archive.copytext import LINE_END_HYPHEN, CopyText, Mark, Stretch
from generator.archive.pdf.words import joined_lines

# The share of a page's height at its top and its bottom where running heads and numbers stand.
_EDGE = 0.13
# Running heads are found on the neighbouring pages at the same height, within so many points.
_SAME_HEIGHT = 4.0
_NUMBER = re.compile(
    r"\W*(?:page |p\. ?|seite |s\. ?)?(?:\d{1,4}|[ivxlcdm]{1,7})(?: ?(?:/|of|von) ?\d{1,4})?\W*",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:[0-9]{1,3}|[⁰¹²³⁴-⁹]+|[*†‡§])\s*\S")


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a page in words.

    `middle` and `high` are where it stands on the page and how high it is, as shares of the page's
    height from the bottom; `machine_read` says whether a machine read it from a picture.
    """

    text: str
    middle: float
    height: float
    size: float
    machine_read: bool = False


@dataclass(frozen=True, slots=True)
class PageText:
    """The blocks of a page in reading order, and its label."""

    parts: tuple[Part, ...]
    label: str
    points: float


def document(pages: Sequence[PageText]) -> CopyText:
    """The text of all pages.

    What runs at the head and the foot of pages stands behind all else, so that a sentence goes on
    over the end of a page. All of it is marked with its page, and with who read it.
    """
    text = ""
    stretches: list[Stretch] = []
    asides: list[tuple[int, list[Part]]] = []
    for index, page in enumerate(pages):
        aside = {at for at in range(len(page.parts)) if _is_aside(pages, index, at)}
        if len(aside) == len(page.parts):
            aside = set()
        body = [part for at, part in enumerate(page.parts) if at not in aside]
        text = _added(text, stretches, page, index, body)
        if aside:
            asides.append((index, [page.parts[at] for at in sorted(aside)]))
    for index, parts in asides:
        text = _added(text, stretches, pages[index], index, parts)
    stretches.sort(key=lambda each: (each.start, -each.end))
    return CopyText(text, tuple(stretches))


def _added(
    text: str, stretches: list[Stretch], page: PageText, index: int, parts: list[Part]
) -> str:
    """A text with blocks of a page after it; the stretches that they make are added."""
    start: int | None = None
    for part in parts:
        if not part.text:
            continue
        goes_on = joined_lines(text[-3:], part.text[:1])
        if LINE_END_HYPHEN in goes_on[-2:] and part.text[0].islower():
            text = text[:-1] + LINE_END_HYPHEN
        elif text:
            text += "\n"
        start = len(text) if start is None else start
        if part.machine_read:
            end = len(text) + len(part.text)
            stretches.append(Stretch(Mark.MACHINE_READ, len(text), end))
        text += part.text
    if start is not None:
        label = page.label or str(index + 1)
        stretches.append(Stretch(Mark.PAGE, start, len(text), label, index + 1))
    return text


def _is_aside(pages: Sequence[PageText], index: int, at: int) -> bool:
    """Whether a block is a running head or foot, a page's number, or a footnote."""
    page = pages[index]
    part = page.parts[at]
    if _EDGE < part.middle < 1 - _EDGE:
        return _is_footnote(page, part)
    if part.height > _EDGE:
        return False
    if _NUMBER.fullmatch(part.text) and (len(pages) > 1 or part.text.strip() == page.label):
        return True
    bare = _bare(part.text)
    for other in (index - 2, index - 1, index + 1, index + 2):
        if 0 <= other < len(pages) and other != index:
            near = pages[other]
            for each in near.parts:
                off = abs(each.middle * near.points - part.middle * page.points)
                if off < _SAME_HEIGHT and _bare(each.text) == bare:
                    return True
    return _is_footnote(page, part)


def _is_footnote(page: PageText, part: Part) -> bool:
    """Whether it is set smaller than what stands above it, below all else, and has a mark."""
    usual = sorted(page.parts, key=lambda each: each.size * 1e6 + len(each.text))
    body = max(usual, key=lambda each: len(each.text)).size if usual else 0
    lower = part.middle < min(
        (each.middle for each in page.parts if each.size > 0.93 * body and not _is_short(each)),
        default=0,
    )
    return bool(part.size <= 0.93 * body and lower and _NOTE.match(part.text))


def _is_short(part: Part) -> bool:
    return bool(_NUMBER.fullmatch(part.text))


def _bare(text: str) -> str:
    """A text without its figures: running heads differ by the number of the page."""
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", text)
