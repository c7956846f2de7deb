"""Small PDFs, written object by object: a page's content stream and what it needs."""

from __future__ import annotations

import io
import zlib

FONTS = (
    b"/F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    b"/F2<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"
    b"/F3<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>"
)
FIRST = 10
"""The number of the first object among the `extra` ones of `made`."""


def say(
    words: str, x: float, y: float, size: float = 12, font: str = "F1", before: str = ""
) -> str:
    """A content stream that paints words at a place; `before` are operators for their state."""
    text = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf {before} 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def stream(data: bytes | str, entries: str = "") -> bytes:
    """A stream object."""
    body = data.encode("cp1252") if isinstance(data, str) else data
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries.encode(), len(body), body)


def image(pixels: bytes, width: int, height: int) -> bytes:
    """A grey picture as an object; `pixels` has a byte for each."""
    entries = (
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray"
        "/BitsPerComponent 8/Filter/FlateDecode"
    )
    return stream(zlib.compress(pixels), entries)


def made(
    *pages: str,
    page: str = "",
    resources: str = "",
    fonts: str = "",
    catalog: str = "",
    extra: tuple[bytes, ...] = (),
) -> bytes:
    """A PDF.

    Args:
        pages: the content stream of each page, of 600 × 800 points.
        page: more entries for each page.
        resources: more entries for the pages' resources.
        fonts: more entries for their fonts.
        catalog: more entries for the catalogue.
        extra: further objects, numbered from `FIRST`.
    """
    first = FIRST + len(extra)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        2: f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        3: b"<</Font<<%s%s>>%s>>" % (FONTS, fonts.encode(), resources.encode()),
    }
    objects |= dict(enumerate(extra, FIRST))
    box = "" if "/MediaBox" in page else "/MediaBox[0 0 600 800]"
    for at, content in enumerate(pages):
        number = first + 2 * at
        head = f"<</Type/Page/Parent 2 0 R/Resources 3 0 R/Contents {number + 1} 0 R{box}{page}>>"
        objects[number] = head.encode()
        objects[number + 1] = stream(content)
    return written(objects)


def written(objects: dict[int, bytes]) -> bytes:
    """A PDF file of numbered objects."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    starts = {}
    for number, each in objects.items():
        starts[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    start, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        kind = b"n" if number in starts else b"f"
        out.write(
            b"%010d %05d %s \n" % (starts.get(number, 0), 0 if number in starts else 65535, kind)
        )
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start))
    return out.getvalue()
