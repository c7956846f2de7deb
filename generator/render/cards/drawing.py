"""Draws a card. The only module that knows Pillow and the package that the font comes in."""

from __future__ import annotations

import io
from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont
from pymupdf_fonts import FiraGO_Bold, FiraGO_Regular  # type: ignore[import-untyped]

from generator.render.cards.png import Colour, png
from generator.render.cards.text import drawable, lines, shortened
from generator.render.page import CARD_SIZE

_WIDTH, _HEIGHT = CARD_SIZE
_SIDE = 84
_LEFT = 2  # two pixels are a byte
_COLUMN = _WIDTH - 2 * _SIDE
_BAND = 20
_NAME_TOP, _TITLE_TOP, _RULE_TOP, _LINE_TOP = 74, 146, 500, 524
_TITLE_ROOM = _RULE_TOP - _TITLE_TOP - 20
_TITLE_SIZES = (72, 64, 56, 48, 42)
_NAME_SIZE, _LINE_SIZE = 34, 32

_PAPER: Colour = (247, 244, 238)
_INKS: tuple[Colour, ...] = ((29, 28, 26), (11, 86, 104), (90, 86, 80))
_INK, _ACCENT, _MUTED = range(len(_INKS))
# With the paper these make 16 colours, which is half a byte a pixel. Five steps from the paper to
# an ink are enough for smooth edges.
_STEPS = 5
# A noncharacter: what is drawn for it is what stands for every character that a font lacks.
_MISSING = "\uffff"


# `serve` draws the same cards again and again.
@lru_cache(maxsize=1024)
def draw_card(title: str, line: str, name: str) -> bytes:
    """A card as a PNG file.

    Args:
        title: drawn large, in as many lines as there is room for. If it cannot be drawn, `name`
            stands in its place.
        line: drawn small at the foot, if it can be drawn.
        name: whose card it is; drawn small at the head.
    """
    title, line, name = (drawable(text, _has_glyph) for text in (title, line, name))
    # Each row begins with the filter that it has in a PNG file: none, which is one byte.
    canvas = Image.new("P", (_LEFT + _WIDTH, _HEIGHT), 0)
    canvas.paste(_numbers(_ACCENT)[255], (_LEFT, 0, _LEFT + _WIDTH, _BAND))
    rule = (_LEFT + _SIDE, _RULE_TOP, _LEFT + _WIDTH - _SIDE, _RULE_TOP + 2)
    canvas.paste(_numbers(_MUTED)[80], rule)
    if title and name:
        font = _font("Bold", _NAME_SIZE)
        _write(canvas, _rows(name, font, 1), _NAME_TOP, font, _ACCENT)
    _write_title(canvas, title or name)
    font = _font("Regular", _LINE_SIZE)
    _write(canvas, _rows(line, font, 2), _LINE_TOP, font, _MUTED)
    return png(_WIDTH, _HEIGHT, canvas.tobytes("raw", "P;4"), _colours())


def _write_title(canvas: Image.Image, title: str) -> None:
    """Write the title as large as all of it fits, or what fits of it at the smallest."""
    for size in _TITLE_SIZES:
        font, most = _font("Bold", size), _TITLE_ROOM // _leading(size)
        if len(lines(title, _COLUMN, font.getlength)) <= most:
            break
    _write(canvas, _rows(title, font, most), _TITLE_TOP, font, _INK)


def _rows(text: str, font: FreeTypeFont, most: int) -> list[str]:
    return shortened(lines(text, _COLUMN, font.getlength), most, _COLUMN, font.getlength)


def _write(canvas: Image.Image, rows: list[str], top: int, font: FreeTypeFont, ink: int) -> None:
    leading = _leading(round(font.size))
    for at, row in enumerate(rows):
        shades = Image.new("L", (min(round(font.getlength(row)) + 8, _WIDTH - _SIDE), leading), 0)
        ImageDraw.Draw(shades).text((0, 0), row, font=font, fill=255)
        numbers = shades.point(_numbers(ink), "P")
        canvas.paste(numbers, (_LEFT + _SIDE, top + at * leading))


def _leading(size: int) -> int:
    return round(size * 1.2)


@cache
def _font(weight: str, size: int) -> FreeTypeFont:
    data = {"Bold": FiraGO_Bold, "Regular": FiraGO_Regular}[weight].fontbuffer
    # The other layout depends on a library that not every machine has.
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _has_glyph(char: str) -> bool:
    return _shape(char) != _shape(_MISSING)


def _shape(char: str) -> tuple[tuple[int, int], bytes]:
    shape = _font("Bold", _NAME_SIZE).getmask(char)
    return shape.size, bytes(shape)


def _colours() -> list[Colour]:
    """The colours by number: the paper, then the steps to each ink."""
    steps = [(ink, step) for ink in _INKS for step in range(1, _STEPS + 1)]
    return [_PAPER, *(_between(ink, step) for ink, step in steps)]


def _between(ink: Colour, step: int) -> Colour:
    red, green, blue = (
        paper + (full - paper) * step // _STEPS for paper, full in zip(_PAPER, ink, strict=True)
    )
    return red, green, blue


@cache
def _numbers(ink: int) -> list[int]:
    """The number of the colour for each shade of an ink, 0 (none) to 255 (full)."""
    steps = [(shade * _STEPS + 127) // 255 for shade in range(256)]
    return [ink * _STEPS + step if step else 0 for step in steps]
