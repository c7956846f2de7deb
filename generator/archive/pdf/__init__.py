"""PDF → the words that a reader of its pages sees.

Each page is painted by a C library, with and without its text, to know what is seen of it (`seen`);
what is seen is put into lines, blocks and an order (`lines`, `blocks`, `words`), and the pages one
after another (`flow`).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from generator.archive.copytext import CopyText
from generator.archive.failure import Refused
from generator.archive.pdf import overlays, pdfium
from generator.archive.pdf.blocks import Block, blocks
from generator.archive.pdf.canvas import Canvas
from generator.archive.pdf.flow import PageText, Part, document
from generator.archive.pdf.glyphs import glyphs
from generator.archive.pdf.lines import Run, lines, runs
from generator.archive.pdf.seen import Budget, find_visible
from generator.archive.pdf.words import block_text

MAX_PAGES = 2_000
MAX_CHARACTERS = 10_000_000
# Of one page, in objects and in characters.
MAX_OBJECTS = 100_000
MAX_PAGE_CHARACTERS = 500_000


def pdf_text(data: bytes) -> CopyText:
    """The text of all pages as painted, each marked with its label.

    Raises:
        Refused: it is encrypted, broken, or has too many pages, objects or characters.
        MemoryError: it needs more memory than the process may have.
    """
    with pdfium.opened(data) as opened:
        count = pdfium.page_count(opened)
        if count > MAX_PAGES:
            raise Refused(f"has more than {MAX_PAGES:,} pages")
        left, budget = MAX_CHARACTERS, Budget()
        found = []
        for index in range(count):
            page = _page(opened, index, budget)
            left -= sum(len(part.text) for part in page.parts)
            if left < 0:
                raise Refused(f"holds more than {MAX_CHARACTERS:,} characters of text")
            found.append(page)
    return document(found)


def _page(opened: Any, index: int, budget: Budget) -> PageText:
    """The words of one page."""
    with pdfium.loaded(opened, index) as page:
        if not overlays.make_part_of_page(page):
            return _page_text(opened, index, page, budget)
    with pdfium.loaded(opened, index) as page:
        return _page_text(opened, index, page, budget)


def _page_text(opened: Any, index: int, page: Any, budget: Budget) -> PageText:
    box = pdfium.visible_box(page)
    objects = pdfium.page_objects(page, MAX_OBJECTS)
    pdfium.remove_replacements(objects)
    held = glyphs(page, MAX_PAGE_CHARACTERS)
    seen = find_visible(Canvas(page, box), objects, held, budget)
    parts: list[Part] = []
    for run in runs(held, seen.seen, seen.covered):
        parts += _parts(run, box, machine_read=False)
    if seen.machine_read.any():
        for run in runs(held, seen.machine_read, np.zeros_like(seen.covered)):
            parts += _parts(run, box, machine_read=True)
    return PageText(tuple(parts), pdfium.label(opened, index), box[3] - box[1])


def _parts(run: Run, box: tuple[float, float, float, float], *, machine_read: bool) -> list[Part]:
    high = max(box[3] - box[1], 1.0)
    found = blocks(run, lines(run), right_to_left=run.is_right_to_left)
    return [_part(run, each, box[1], high, machine_read=machine_read) for each in found]


def _part(run: Run, block: Block, bottom: float, high: float, *, machine_read: bool) -> Part:
    middle = ((block.top + block.bottom) / 2 - bottom) / high if run.turn == 0 else 0.5
    tall = (block.top - block.bottom) / high
    return Part(block_text(run, block), middle, tall, block.size, machine_read)
