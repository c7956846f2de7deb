"""The C library that reads and paints PDFs. The only module that knows pypdfium2.

Its functions are called for each character, hundreds of thousands of times: the hot ones get
prototypes that take plain integers as addresses, so that `map` can call them without Python code.
"""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2_raw as raw

from generator.archive.failure import Refused

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Pixels = npt.NDArray[np.uint8]

TEXT, FORM, IMAGE = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_IMAGE
_MAX_DEPTH = 12
_PASSWORD = 4
_WHITE = 0xFFFFFFFF


class Painted(NamedTuple):
    """An object that a page paints: its address, its kind, how many forms it lies in."""

    address: int
    kind: int
    depth: int


def _fast(function: Any, result: Any, *arguments: Any) -> Callable[..., int]:
    """The same C function, taking and returning addresses as integers."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None  # noqa: S101 - a loaded function has one
    prototype: Any = ctypes.PYFUNCTYPE(result, *arguments)
    return prototype(address)  # type: ignore[no-any-return]


_P, _I = ctypes.c_void_p, ctypes.c_int
_unicode = _fast(raw.FPDFText_GetUnicode, ctypes.c_uint, _P, _I)
_loose_box = _fast(raw.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
_text_object = _fast(raw.FPDFText_GetTextObject, ctypes.c_size_t, _P, _I)
_active = _fast(raw.FPDFPageObj_SetIsActive, _I, _P, _I)
_type = _fast(raw.FPDFPageObj_GetType, _I, _P)
_objects = _fast(raw.FPDFPage_CountObjects, _I, _P)
_object = _fast(raw.FPDFPage_GetObject, _P, _P, _I)
_inner_objects = _fast(raw.FPDFFormObj_CountObjects, _I, _P)
_inner_object = _fast(raw.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)
_fill = _fast(raw.FPDFPageObj_SetFillColor, _I, _P, *([ctypes.c_uint] * 4))
_stroke = _fast(raw.FPDFPageObj_SetStrokeColor, _I, _P, *([ctypes.c_uint] * 4))
_fill_color = _fast(raw.FPDFPageObj_GetFillColor, _I, _P, *([_P] * 4))
_mode = _fast(raw.FPDFTextObj_GetTextRenderMode, _I, _P)
_marks = _fast(raw.FPDFPageObj_CountMarks, _I, _P)
_bounds = _fast(raw.FPDFPageObj_GetBounds, _I, _P, *([_P] * 4))


@functools.cache
def _started() -> bool:
    """Start the library, once a process.

    It gets an empty list of font folders: what a PDF without its own fonts comes to must not
    depend on the machine.
    """
    folder = ctypes.create_string_buffer(b"/nonexistent")
    folders = (ctypes.c_void_p * 2)(ctypes.addressof(folder), None)
    config = raw.FPDF_LIBRARY_CONFIG(version=2)
    config.m_pUserFontPaths = ctypes.cast(folders, type(config.m_pUserFontPaths))
    raw.FPDF_InitLibraryWithConfig(config)
    return True


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """A document.

    Raises:
        Refused: it is encrypted, or no PDF.
    """
    _started()
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        if raw.FPDF_GetLastError() == _PASSWORD:
            raise Refused("is encrypted; save a copy without a password")
        raise Refused("cannot be read as a PDF; save it again with a program that opens it")
    try:
        yield document
    finally:
        raw.FPDF_CloseDocument(document)


def page_count(document: Any) -> int:
    """How many pages a document says that it has."""
    return int(raw.FPDF_GetPageCount(document))


@contextmanager
def loaded(document: Any, index: int) -> Iterator[Any]:
    """A page, unturned: its text and its boxes have the same coordinates as what is painted.

    Raises:
        Refused: it is no page.
    """
    page = raw.FPDF_LoadPage(document, index)
    if not page:
        raise Refused(f"cannot be read as a PDF: page {index + 1} is broken")
    try:
        raw.FPDFPage_SetRotation(page, 0)
        yield page
    finally:
        raw.FPDF_ClosePage(page)


def address(handle: Any) -> int:
    """The address that a handle of the library stands for."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def label(document: Any, index: int) -> str:
    """The label of a page ("14", "xii"); empty where the document gives none."""
    size = raw.FPDF_GetPageLabel(document, index, None, 0)
    if not 2 < size <= 200:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetPageLabel(document, index, buffer, size)
    text = buffer.raw[: size - 2].decode("utf-16-le", "replace")
    return "".join(each for each in text if each.isprintable()).strip()


def visible_box(page: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of what is shown of a page: its crop box within its media box."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    return box.left, box.bottom, box.right, box.top


def page_objects(page: Any, at_most: int) -> list[Painted]:
    """All that a page paints, in the order of painting, with what is in its forms.

    Raises:
        Refused: there are more than so many.
    """
    found: list[Painted] = []
    handle = address(page)

    def walk(count: int, get: Callable[..., int], of: int, depth: int) -> None:
        if len(found) + count > at_most:
            raise Refused(f"has a page with more than {at_most:,} objects")
        for at in range(count):
            each = get(of, at)
            kind = _type(each)
            if kind == FORM and depth < _MAX_DEPTH:
                walk(_inner_objects(each), _inner_object, each, depth + 1)
            else:
                found.append(Painted(each, kind, depth))

    walk(_objects(handle), _object, handle, 0)
    return found


def remove_replacements(objects: list[Painted]) -> None:
    """Take away the `ActualText` of marked content: what is painted counts, not its name."""
    for each in objects:
        for at in range(_marks(each.address) - 1, -1, -1):
            handle = ctypes.cast(each.address, raw.FPDF_PAGEOBJECT)
            mark = raw.FPDFPageObj_GetMark(handle, at)
            size = ctypes.c_ulong()
            if raw.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, size):
                raw.FPDFPageObj_RemoveMark(handle, mark)


def set_active(objects: list[int], *, on: bool) -> None:
    """Let these objects be painted, or not."""
    for each in objects:
        _active(each, on)


def blacken(objects: list[int]) -> None:
    """Paint these objects in black from now on."""
    for each in objects:
        _fill(each, 0, 0, 0, 255)
        _stroke(each, 0, 0, 0, 255)


def fill_color(item: int) -> tuple[int, int, int, int] | None:
    """Red, green, blue and alpha (0 to 255) in which an object is filled."""
    values = (ctypes.c_uint * 4)()
    start = ctypes.addressof(values)
    return tuple(values) if _fill_color(item, *range(start, start + 16, 4)) else None


def render_mode(item: int) -> int:
    """The text rendering mode of a text object: 3 paints nothing, 7 only clips."""
    return _mode(item)


def is_filled_everywhere(item: int) -> bool:
    """Whether a text object without a font of its own is filled, not clipped and on no layer."""
    handle = ctypes.cast(item, raw.FPDF_PAGEOBJECT)
    font = raw.FPDFTextObj_GetFont(handle)
    if not font or raw.FPDFFont_GetIsEmbedded(font) == 1 or _mode(item) not in (0, 2):
        return False
    clip = raw.FPDFPageObj_GetClipPath(handle)
    return not _marks(item) and (not clip or raw.FPDFClipPath_CountPaths(clip) <= 0)


def bounds(item: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top of an object, in the coordinates of what it stands in."""
    values = (ctypes.c_float * 4)()
    start = ctypes.addressof(values)
    return tuple(values) if _bounds(item, *range(start, start + 16, 4)) else None


def paint(
    page: Any, size: tuple[int, int], window: tuple[int, int, int, int], flags: int = 0
) -> Pixels:
    """A part of a page as pixels on white: rows, columns, and four bytes of which the last is 0.

    Args:
        page: the page.
        size: width and height of the whole page in pixels.
        window: left, top, right, bottom of the part, in pixels.
        flags: the library's, such as whether annotations are painted.
    """
    left, top, right, bottom = window
    width, height = right - left, bottom - top
    pixels = np.empty((height, width, 4), np.uint8)
    bitmap = raw.FPDFBitmap_CreateEx(
        width, height, raw.FPDFBitmap_BGRx, pixels.ctypes.data, width * 4
    )
    raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
    raw.FPDF_RenderPageBitmap(bitmap, page, -left, -top, *size, 0, flags)
    raw.FPDFBitmap_Destroy(bitmap)
    pixels[:, :, 3] = 0
    return pixels


@contextmanager
def characters(page: Any, at_most: int) -> Iterator[tuple[Any, Ints, Floats, Ints]]:
    """What stands on a page, in the order of painting.

    Yields:
        A handle for `direction`; for each character its code point, its box (left, top, right,
        bottom, as wide as the line moves on) and the address of its text object (0 for characters
        that the library only infers).

    Raises:
        Refused: there are more than so many.
    """
    text = raw.FPDFText_LoadPage(page)
    if not text:
        raise Refused("cannot be read as a PDF; save it again with a program that opens it")
    try:
        count = raw.FPDFText_CountChars(text)
        if count > at_most:
            raise Refused(f"holds more than {at_most:,} characters of text")
        handle, numbers = address(text), range(count)
        codes = np.fromiter(map(_unicode, repeat(handle), numbers), np.int64, count)
        boxes = np.zeros((count, 4), np.float32)
        start = boxes.ctypes.data
        cells = range(start, start + 16 * count, 16)
        np.fromiter(map(_loose_box, repeat(handle), numbers, cells), np.int64, count)
        owners = map(_text_object, repeat(handle), numbers)
        objects = np.fromiter(owners, np.int64, count)
        yield text, codes, boxes.astype(np.float64), objects
    finally:
        raw.FPDFText_ClosePage(text)


def direction(text: Any, at: int) -> tuple[float, float, float, float, float]:
    """Of a character: its origin (x, y), the direction of its line (dx, dy), its size in points."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    size = raw.FPDFText_GetFontSize(text, at)
    along = float(np.hypot(matrix.a, matrix.b)) or 1.0
    across = float(np.hypot(matrix.c, matrix.d))
    return x.value, y.value, matrix.a / along, matrix.b / along, abs(size) * across
