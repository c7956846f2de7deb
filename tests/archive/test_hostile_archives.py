"""Copies of sources made to hurt whoever reads them: each is bounded, and said to be unreadable."""

from __future__ import annotations

import gzip
import hashlib
import io
import itertools
import os
import struct
import tempfile
import threading
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import brotli
import pytest
from backports import zstd

from generator import limits
from generator.archive import Copy, find_copy, read_copy
from generator.passes.comparing import verify_site
from tests.archive.pdfs_made import made, say, stream
from tests.archive.test_archive import PAGE, html_page, pdf, wacz, warc
from tests.fuzz.bounded import Case, run
from tests.support import EVERYTHING, make_site

# How much work a copy may be, which is larger than an editor's file.
YARDSTICKS = 600
# Each of so many copies of a kind is tried.
EACH = 1 if EVERYTHING else 3
MILLION = 1_000_000


def read(path: Path, part: str) -> str:
    """What comes of reading a copy; a part of it is known."""
    copy = read_copy(path, PAGE)
    said = f"text of {len(copy.text)}" if isinstance(copy, Copy) else copy.message
    assert part in said, said
    return said


def pages_of_html() -> Iterator[tuple[str, bytes, str]]:
    """Name, page, and a part of what is said of it."""
    n = 100_000
    yield "nested.html", b"<div>" * n, "elements inside each other"
    yield "closed.html", b"<b>" * n + b"x" + b"</b>" * n, "elements inside each other"
    yield "open-ended.html", b"<p><table><tr><td>" * 25_000, "elements inside each other"
    yield "formatting.html", b"<a><b><i>" * 1_300 + b"<p>x" * 5_000, "text of 15002"
    yield "foreign.html", b"<svg><math>" * 50_000, "elements inside each other"
    yield "template.html", b"<template>" * n, "elements inside each other"
    yield "selects.html", b"<select><option>" * n, "elements inside each other"
    yield (
        "attribute.html",
        b'<p title="' + b"x" * 30 * MILLION + b'">a',
        "page of more than",
    )
    yield "attribute-9.html", b'<p title="' + b"x" * 9 * MILLION + b'">words', "text of"
    yield "open-quote.html", b'<p title="' * 900_000, "elements inside each other"
    names = [b"a%d " % at for at in range(n)]
    yield "attributes.html", b"<p " + b"".join(names) + b">words", "more than 1,000 attributes"
    yield "quoted.html", b'<p x=">" it\'s ' + b"".join(names) + b"'>words", "more than 1,000 attr"
    yield (
        "elements.html",
        (b"<p " + b"".join(names[:990]) + b">words") * 1_900,
        "more than 500,000 attr",
    )
    yield "blocks-2.html", b"<br>x" * 299_000, "text of"
    yield "comments.html", b"<!--" * 2_400_000, "holds no text"
    yield "lessthan.html", b"<" * 9 * MILLION, "text of 9000002"
    yield "entities.html", b"&amp;" * 1_900_000, "text of 1900002"
    yield "charset.html", b"<meta " * 1_600_000 + b"charset", "more than 300,000 tags"
    yield "blocks.html", b"<br>" * 2_400_000, "more than 300,000 tags"
    yield "null.html", b"\0" * 9 * MILLION, "holds no text"
    yield "utf7.html", b"<meta charset=utf-7>+ADw-", "text of 7"
    yield "idna.html", b"<meta charset=idna>x", "text of 3"
    yield "zlib.html", b"<meta charset=zlib_codec>x", "text of 3"
    yield "utf16.html", b"\xff\xfe<meta charset=utf-8>\xd8", "text of 13"
    yield "latin.txt", "é".encode("latin-1") * MILLION, "is not UTF-8"
    yield "truncated.txt", "é".encode() * MILLION + b"\xc3", "is not UTF-8"
    yield "utf16.txt", b"\xff\xfe" + b"a\0b" * 5, "is not UTF-16"
    yield "large.txt", b"a" * (100 * MILLION + 1), "is larger than"
    yield "full.txt", b"a" * (100 * MILLION), "characters of text"


def pages_with_styles() -> Iterator[tuple[str, bytes, str]]:
    """Pages whose styles, shadow trees or encodings cost more than they are large."""
    n = 100_000
    rules = b"".join(b".a%d b{display:none}" % at for at in range(n))
    classes = b"".join(b"<b class=a%d>x</b>" % at for at in range(n))
    yield "rules.html", b"<style>" + rules + b"</style>x", "more than 20,000 style rules"
    many = b"".join(b"b{display:none}" for at in range(15_000))
    yield "rules-elements.html", b"<style>" + many + b"</style>" + classes, "styles that hold"
    deep = b"<style>" + b"b " * 400 + b"i{display:none}</style>" + b"<b>" * 3_900 + b"<i>x"
    yield "combinators.html", deep, ""
    yield (
        "has.html",
        b"<style>b:has(b:has(b:has(i))){display:none}</style>" + b"<b>" * 3_900,
        "comparisons",
    )
    yield "nested-rules.html", b"<style>" + b"a{" * n + b"</style>x", "blocks in each other"
    is_nested = b"<style>a" + b":is(a" * n + b"{display:none}</style>x"
    yield "is.html", is_nested, "characters before it"
    nested = b"<style>" + b"a,a,a,a,a,a,a,a{" * 19 + b"display:none</style><a>x"
    yield "nested-lists.html", nested, "characters before it"
    yield "open-comment.html", b"<style>" + b"/*" * MILLION + b"</style>x", "text of"
    yield "open-text.html", b"<style>" + b"a{content:'" * 400_000 + b"</style>x", ""
    yield "at-rules.html", b"<style>" + b"@media (a" * 500_000 + b"</style>x", "text of"
    yield (
        "selector.html",
        b"<style>" + b"a," * 2 * MILLION + b"a{display:none}</style>x",
        "before it",
    )
    yield "style.html", b"<p style='" + b"color:red;" * 900_000 + b"'>x", "a style rule of more"
    styles = b"".join(b"<p style='left:%dpx'>x</p>" % at for at in range(n))
    yield "styles.html", styles, "text of"
    yield "hidden.html", b"<p hidden>x</p>" * 140_000 + b"y", "text of"
    yield "raised.html", b"x<sup>2</sup>" * 140_000, "text of"
    yield "raised-deep.html", b"<sup>2" * 3_900, "text of"
    yield "details.html", b"<details>" * 3_900 + b"<summary>x", ""
    shadow = b"<div><template shadowrootmode=open>"
    yield "shadows.html", (shadow + b"x</template></div>") * 30_000, "shadow trees"
    yield "shadows-deep.html", shadow * 1_900 + b"x", "shadow trees"
    slots = b"<div>" + b"<b slot=a>x</b>" * n + b"<template shadowrootmode=open><slot name=a>"
    yield "slots.html", slots, "text of"
    yield "sjis.html", b"<meta charset=shift_jis>" + b"\xfd" * 9 * MILLION, "is not SHIFT_JIS text"
    yield "iso-2022.html", b"<meta charset=iso-2022-jp>" + b"\x1b$B" * 3 * MILLION, "holds no text"
    yield "prescan.html", b"<" * MILLION + b"<meta charset" + b" " * 8 * MILLION, "text of"
    yield "million.html", b"<i>" * MILLION, "elements inside each other"


def packed_archives() -> Iterator[tuple[str, bytes, str]]:
    """WARC and WACZ files, packed and not."""
    zeros = gzip.compress(bytes(10 * MILLION))
    yield "bomb.warc.gz", zeros * 100, "unpacks to more than"
    nested = gzip.compress(gzip.compress(bytes(60 * MILLION)))
    yield "nested.warc.gz", nested, "is no WARC file, or a broken one"
    yield "bomb.wacz", wacz(**{f"f{at}": zeros for at in range(30)}), "unpacks to more than"
    yield "zip-in-zip.wacz", wacz(a=wacz(a=wacz(a=zeros))), "is no gzip file"
    page = gzip.compress(bytes(40 * MILLION))
    packed = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    yield "page-bomb.warc", warc((PAGE, page, packed)), "page of more than"
    yield "page-bomb.warc.gz", warc((PAGE, page, packed), gz=True), "page of more than"
    deflated = {"Content-Type": "text/html", "Content-Encoding": "deflate"}
    yield (
        "deflate.warc",
        warc((PAGE, zlib.compress(bytes(40 * MILLION)), deflated)),
        "page of more",
    )
    yield "records.warc", warc(html_page(PAGE)) * 30_000, "records"
    yield "records.warc.gz", warc(html_page(PAGE), gz=True) * 30_000, "records"
    huge = warc(html_page(PAGE)).replace(b"Content-Length: ", b"Content-Length: 99999999999999999")
    yield "length.warc", huge, "is cut off: the last part of it "
    yield (
        "minus.warc",
        warc(html_page(PAGE)).replace(b"Content-Length: ", b"Content-Length: -"),
        "is no WARC file, or a broken one",
    )
    header = b"WARC/1.0\r\n" + b"X: " + b"y" * 20 * MILLION
    yield "header.warc", header, "bytes of headers"
    yield "headers.warc", b"WARC/1.0\r\n" + b"X: y\r\n" * 2 * MILLION, "bytes of headers"
    yield "lines.warc", b"\r\n" * 10 * MILLION, "has no page at"
    chunked = {"Content-Type": "text/html", "Transfer-Encoding": "chunked"}
    yield "chunks.warc", warc((PAGE, b"1\r\na\r\n" * 500_000, chunked)), "bytes of headers"
    yield "chunk.warc", warc((PAGE, b"fffffffffffff\r\na\r\n", chunked)), "text of 18"
    yield "many.wacz", _many_members(100_000), "files in it"
    yield "outside.wacz", _named("../../outside.warc.gz"), "text of"
    yield "absolute.wacz", _named("/tmp/outside.warc.gz"), "text of"  # noqa: S108 - nothing is written
    yield "overlap.wacz", _overlapping(), "is no zip file, or a broken one"
    yield "size.wacz", _lying_size(), "is no zip file, or a broken one"
    yield "comment.wacz", wacz() + b"PK\x05\x06" * MILLION, "is no zip file, or a broken one"


def _many_members(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for at in range(count):
            zipped.writestr(zipfile.ZipInfo(f"{at}.warc"), b"")
    return out.getvalue()


def _named(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr(name, warc(html_page(PAGE), gz=True))
    return out.getvalue()


def _overlapping() -> bytes:
    """A zip file whose five thousand entries are all the same ten million zeros."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("0000.warc", bytes(10 * MILLION))
        start = zipped.start_dir
    data = out.getvalue()
    entry = data[start : data.index(b"PK\x05\x06")]
    entries = b"".join(entry.replace(b"0000", b"%04d" % at) for at in range(5_000))
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 5_000, 5_000, len(entries), start, 0)
    return data[:start] + entries + end


def _lying_size() -> bytes:
    """A zip file that says of a large member that it is small."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("a.warc", bytes(40 * MILLION))
    return out.getvalue().replace(struct.pack("<I", 40 * MILLION), struct.pack("<I", 10))


def pdf_files() -> Iterator[tuple[str, bytes, str]]:
    """PDF files."""
    yield "stream.pdf", _pdf_with(_stream(bytes(60 * MILLION))), "holds no text"
    twice = zlib.compress(zlib.compress(bytes(60 * MILLION)))
    yield (
        "nested.pdf",
        _pdf_with(_packed(twice, b"[/FlateDecode /FlateDecode]")),
        "holds no text",
    )
    yield (
        "words.pdf",
        _pdf_with(_stream(b"BT /F1 9 Tf (words and words) Tj ET\n" * 200_000)),
        "more than 100,000 objects",
    )
    yield "operators.pdf", _pdf_with(_stream(b"q " * 5 * MILLION)), "crashes the program"
    yield "arrays.pdf", _pdf_with(_stream(b"[" * MILLION)), "holds no text"
    yield (
        "runlength.pdf",
        _pdf_with(_packed(b"\x81a" * MILLION, b"/RunLengthDecode")),
        "holds no text",
    )
    yield (
        "lzw.pdf",
        _pdf_with(_packed(b"\x80\x0b\x60\x50" * 300_000, b"/LZWDecode")),
        "holds no text",
    )
    yield (
        "ascii85.pdf",
        _pdf_with(_packed(b"z" * 10 * MILLION, b"/ASCII85Decode")),
        "holds no text",
    )
    predictor = _stream(bytes(60 * MILLION)).replace(
        b"/FlateDecode", b"/FlateDecode /DecodeParms <</Predictor 15 /Columns 1>>"
    )
    yield "predictor.pdf", _pdf_with(predictor), "holds no text"
    yield "pages.pdf", _pdf_of(b" ".join([b"4 0 R"] * 100_000), 100_000), "pages"
    yield (
        "shared.pdf",
        _pdf_of(b" ".join([b"4 0 R"] * 1_000), 1_000, _stream(b"q Q " * 50_000)),
        "holds no text",
    )
    yield "loop.pdf", _pdf_of(b"2 0 R", 1), "cannot be read as a PDF"
    yield "parents.pdf", _pdf_of(b"4 0 R 2 0 R 4 0 R", 3), "cannot be read as a PDF"
    yield "count.pdf", _pdf_of(b"4 0 R", 99_999_999_999), "holds no text"
    yield (
        "references.pdf",
        _pdf_with(b"<</Length 5 0 R>>stream\nx\nendstream"),
        "holds no text",
    )
    yield "dictionaries.pdf", b"%PDF-1.7\n1 0 obj\n" + b"<</a" * 100_000, "cannot be read as a PDF"
    yield (
        "brackets.pdf",
        b"%PDF-1.7\n1 0 obj\n" + b"[" * 300_000 + b"\ntrailer<</Root 1 0 R>>",
        "cannot be read as a PDF",
    )
    yield (
        "xref.pdf",
        b"%PDF-1.7\nxref\n0 99999999\n" + b"0000000000 65535 f \n" * 200_000,
        "cannot be read as a PDF",
    )
    yield (
        "objects.pdf",
        b"%PDF-1.7\n" + b"1 0 obj\n<<>>\nendobj\n" * 150_000,
        "cannot be read as a PDF",
    )
    yield (
        "startxref.pdf",
        b"%PDF-1.7\n" + b"startxref\n9\n" * 500_000 + b"%%EOF",
        "cannot be read as a PDF",
    )
    yield "locked.pdf", pdf("secret", key="word"), "is encrypted"
    yield "aes.pdf", _aes(), "is encrypted"
    yield "form.pdf", _forms(), "crashes the program"
    yield "pixels.pdf", b"%PDF-1.7\n" + bytes(range(128, 192)) * 200_000, "cannot be read as a PDF"
    yield from hostile_drawings()


def hostile_drawings() -> Iterator[tuple[str, bytes, str]]:
    """PDFs that are sound, and made so that painting or arranging them takes for ever."""
    line = say("Some words on a page", 60, 500)
    yield "giant.pdf", made(line, page="/MediaBox[0 0 99999999 99999999]"), "holds no text"
    yield "flat.pdf", made(line, page="/MediaBox[0 0 9999999 0.01]"), "holds no text"
    yield "nobox.pdf", made(line, page="/MediaBox[0 0 0 0]"), "text of"
    wide = "/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceGray"
    picture = stream(zlib.compress(bytes(MILLION)), f"{wide}/BitsPerComponent 8/Filter/FlateDecode")
    drawn = "q 600 0 0 800 0 0 cm /P Do Q\n"
    xobject = "/XObject<</P 10 0 R>>"
    yield "image.pdf", made(drawn + line, resources=xobject, extra=(picture,)), ""
    tiles = stream(
        "0 0 1 1 re f",
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.01/YStep 0.01"
        "/Resources<<>>",
    )
    tiled = "/Pattern cs /T scn 0 0 600 800 re f\n"
    yield (
        "tiles.pdf",
        made(tiled + line, resources="/Pattern<</T 10 0 R>>", extra=(tiles,)),
        "seconds",
    )
    yield "itself.pdf", made("/P Do " + line, resources=xobject, extra=(
        stream("/P Do", f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<{xobject}>>"),
    )), "text of 20"  # fmt: skip
    yield "heap.pdf", made(say("word", 60, 500) * 20_000), "text of"
    yield "layers.pdf", made("".join(say(chr(97 + at % 26), 60, 500) for at in range(5_000))), ""
    scattered = (say("ab", at * 37 % 590, at * 91 % 790, 3) for at in range(5_000))
    yield "scattered.pdf", made("".join(scattered)), ""
    columns = (say("ab", at % 60 * 10, 790 - at // 60 * 4, 3) for at in range(10_000))
    yield "columns.pdf", made("".join(columns)), "text of"
    yield "notes.pdf", made(line, page=f"/Annots[{'10 0 R ' * 100_000}]", extra=(
        b"<</Type/Annot/Subtype/Square/Rect[0 0 9 9]>>",
    )), "annotations"  # fmt: skip
    yield "labels.pdf", made(line, catalog="/PageLabels 10 0 R", extra=(
        b"<</Kids[10 0 R 10 0 R]/Limits[0 9]>>",
    )), "crashes the program"  # fmt: skip
    yield "label.pdf", made(line, catalog="/PageLabels<</Nums[0<</S/R/St 2000000000>>]>>"), ""
    ranges = "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <00> <ff> <0000>"
    lying = stream(ranges + " endbfrange")
    yield "lying-font.pdf", made(line.replace("F1", "Z"), fonts="/Z 10 0 R", extra=(
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 11 0 R>>", lying)), ""  # fmt: skip  # noqa: E501
    glyphs = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97"
        b"/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 11 0 R>>"
        b"/Resources<</Font<</Z 10 0 R>>>>>>"
    )
    within = stream("9 0 d0 BT /Z 1 Tf (aaaaaaaaaa) Tj ET")
    yield (
        "type3.pdf",
        made("BT /Z 1 Tf (aaaa) Tj ET " + line, fonts="/Z 10 0 R", extra=(glyphs, within)),
        "",
    )


def _packed(data: bytes, filters: bytes) -> bytes:
    return b"<</Length %d /Filter %s>>stream\n%s\nendstream" % (len(data), filters, data)


def _stream(data: bytes) -> bytes:
    return _packed(zlib.compress(data), b"/FlateDecode")


def _pdf_with(contents: bytes, resources: bytes = b"") -> bytes:
    """A PDF of one page that draws this."""
    return _objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R"
        b"/Resources<</Font<</F1 3 0 R>>%s>>>>" % resources,
        contents,
    )


def _pdf_of(kids: bytes, count: int, contents: bytes = b"<<>>") -> bytes:
    """A PDF with these pages, which all draw the same."""
    return _objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d/Parent 2 0 R>>" % (kids, count),
        contents,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 3 0 R>>",
    )


def _forms() -> bytes:
    """A page that draws a form ten times, which draws the next ten times, and so on."""
    forms = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length 60>>"
        b"stream\n%s\nendstream" % (at + 1, b"/X Do " * 10)
        for at in range(6, 20)
    ]
    page = _pdf_with(
        b"<</Length 60>>stream\n" + b"/X Do " * 10 + b"\nendstream", b"/XObject<</X 6 0 R>>"
    )
    body = page[len(b"%PDF-1.7\n") : page.index(b"xref")]
    bare = [part.partition(b" 0 obj\n")[2] for part in body.split(b"\nendobj\n") if part]
    return _objects(*bare, *forms)


def _objects(*objects: bytes) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    starts = []
    for number, each in enumerate(objects, 1):
        starts.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % at for at in starts))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def _aes() -> bytes:
    """A locked PDF whose cipher needs a library that is not installed."""
    return pdf("secret", key="word").replace(b"/V 2", b"/V 5").replace(b"/R 3", b"/R 6")


def more_archives() -> Iterator[tuple[str, bytes, str]]:
    """Web archives with redirects, captures and packings without end."""

    def at(n: int) -> str:
        return f"https://example.org/{n}"

    packed = {"Content-Type": "text/html", "Content-Encoding": "br"}
    yield (
        "brotli.warc",
        warc((PAGE, brotli.compress(bytes(40 * MILLION), quality=1), packed)),
        "page of more",
    )
    packed = {"Content-Type": "text/html", "Content-Encoding": "zstd"}
    yield "zstd.warc", warc((PAGE, zstd.compress(bytes(40 * MILLION)), packed)), "page of more"
    window = zstd.compress(bytes(9), options={zstd.CompressionParameter.window_log: 27})
    long = zstd.compress(
        bytes(20 * MILLION),
        options={
            zstd.CompressionParameter.window_log: 27,
            zstd.CompressionParameter.content_size_flag: 0,
        },
    )
    yield "window.warc", warc((PAGE, window + long, packed)), "packing is broken"
    moved = {"Content-Type": "text/html", "status": "301 Moved"}
    start = html_page(PAGE, "", **{**moved, "Location": at(0)})
    chain = [html_page(at(n), "", **{**moved, "Location": at(n + 1)}) for n in range(15_000)]
    yield "chain.warc", warc(start, *chain), "which redirects to"
    circle = [html_page(PAGE, "", **{**moved, "Location": PAGE})] * 15_000
    yield "circle.warc", warc(*circle), "captures of"
    every = [html_page(at(n), "", **{**moved, "Location": at((n + 1) % 19)}) for n in range(19)]
    yield (
        "circles.warc",
        warc(*every * 1_000, html_page(PAGE, "", **{**moved, "Location": at(0)})),
        ("which redirects to"),
    )
    away = {**moved, "Location": "https://example.org/" + "a" * 900_000}
    yield "location.warc", warc(html_page(PAGE, "", **away)), "which answers with status 301"
    yield "captures.warc", warc(*[html_page(PAGE, "<p>words")] * 1_000), "text of"
    refresh = "<meta http-equiv=refresh content='0;url=/%d'>" * 1_000
    pages = [html_page(at(n), refresh % ((n + 1,) * 1_000) + "words") for n in range(50)]
    yield "refresh.warc", warc(html_page(PAGE, "<meta http-equiv=refresh content='0;url=/0'>"),
                               *pages), "text of"  # fmt: skip
    yield "metas.warc", warc(html_page(PAGE, "<meta " * 200_000 + ">words")), "attributes"
    listed = b'{"resources": ' + b"[" * 100_000
    yield "json.wacz", zip_of({"datapackage.json": listed, "a.warc": b""}), "cannot be read"
    yield "twice.wacz", zip_of({"a.warc": warc(html_page(PAGE))}, twice=True), "of the same name"


def transcripts() -> Iterator[tuple[str, bytes, str]]:
    """Transcripts."""
    cue = b"00:01.000 --> 00:02.000\n"
    yield "cues.vtt", b"WEBVTT\n\n" + (cue + b"a\n\n") * 200_000, "cues"
    yield "broken.vtt", b"WEBVTT\n\n" + b"-->\n" * MILLION, "cues"
    yield "large.vtt", b"WEBVTT\n\n" + b"a" * 11 * MILLION, "is larger than"
    yield "long.vtt", b"WEBVTT\n\n" + cue + b"a" * 9 * MILLION, "text of"
    yield "tags.vtt", b"WEBVTT\n\n" + cue + b"<i" * 4 * MILLION, "text of"
    yield "ruby.vtt", b"WEBVTT\n\n" + cue + b"<rt>" * 2 * MILLION, "no text"
    yield "references.vtt", b"WEBVTT\n\n" + cue + b"&amp" * 2 * MILLION, "text of"
    yield "lines.vtt", b"WEBVTT\n\n" + cue + b"a\n" * 4 * MILLION, "text of"
    rolling = b"".join(cue + b"a\n" * 400 + b"\n" for _ in range(9_000))
    yield "rolling.vtt", b"WEBVTT\n\n" + rolling, "text of"
    yield "braces.srt", b"1\n00:" + cue + b"{\\a" * 2 * MILLION, "text of"
    yield "bomb.vtt.gz", gzip.compress(bytes(10 * MILLION)) * 30, "unpacks to more than"
    yield "bomb.txt.gz", gzip.compress(bytes(10 * MILLION)) * 30, "unpacks to more than"


def zip_of(parts: dict[str, bytes], *, twice: bool = False) -> bytes:
    out = io.BytesIO()
    with (
        warnings.catch_warnings(action="ignore"),
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped,
    ):
        for name, data in parts.items():
            for _ in range(1 + twice):
                zipped.writestr(name, data)
    return out.getvalue()


def office_files() -> Iterator[tuple[str, bytes, str]]:
    """Office files; what is in the main part, for both kinds."""
    w = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    o = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    t = b"urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    s = b"urn:oasis:names:tc:opendocument:xmlns:style:1.0"

    def docx(inner: bytes, **more: bytes) -> bytes:
        whole = b'<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (w, inner)
        return zip_of({"word/document.xml": whole, **more})

    def odt(inner: bytes, styles: bytes = b"") -> bytes:
        whole = (
            b'<o:document-content xmlns:o="%s" xmlns:t="%s" xmlns:s="%s">%s<o:body><o:text>%s'
            b"</o:text></o:body></o:document-content>" % (o, t, s, styles, inner)
        )
        return zip_of({"content.xml": whole})

    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(9))
    bomb = b'<!DOCTYPE a [<!ENTITY l0 "ha">%s]><a>&l9;</a>' % laughs
    outside = b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'
    for name, part in (("docx", "word/document.xml"), ("odt", "content.xml")):
        yield f"entities.{name}", zip_of({part: bomb}), "document type"
        yield f"outside.{name}", zip_of({part: outside}), "document type"
        yield f"nested.{name}", zip_of({part: b"<a>" * MILLION}), "inside each other"
        yield f"elements.{name}", zip_of({part: b"<a>" + b"<b/>" * MILLION}), "elements"
        yield f"zeros.{name}", zip_of({part: bytes(150 * MILLION)}), "unpacks to more than"
        text = b"<a>" + b"a" * 12 * MILLION + b"</a>"
        yield f"text.{name}", zip_of({part: text}), "characters of text"
        names = b" ".join(b'a%d=""' % n for n in range(100_000))
        yield f"attributes.{name}", zip_of({part: b"<a %s/>" % names}), "is no "
        yield f"comment.{name}", zip_of({part: b"<!--" + b"a-" * MILLION}), "is no XML"
        yield f"twice.{name}", zip_of({part: b"<a/>"}, twice=True), "of the same name"
        yield f"utf7.{name}", zip_of({part: b'<?xml version="1.0" encoding="utf-7"?><a/>'}), "is no"
    yield "many.docx", _many_members(100_000), "files in it"
    yield "paragraphs.docx", docx(b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 60_000), "text of"
    yield "runs.docx", docx(b"<w:p>" + b"<w:r><w:t>a</w:t></w:r>" * 100_000 + b"</w:p>"), "text of"
    up = b'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    yield "raised.docx", docx(b"<w:p>" + up * 50_000 + b"</w:p>"), "no text"
    fields = b'<w:r><w:fldChar w:fldCharType="begin"/><w:t>a</w:t></w:r>' * 20_000
    yield "fields.docx", docx(b"<w:p>" + fields + b"</w:p>"), "no text"
    rels = b'<Relationships xmlns="x">' + b"<R/>" * 200_000 + b"</Relationships>"
    yield "relations.docx", docx(b"<w:p/>", **{"_rels/.rels": rels}), "no text"
    yield "paragraphs.odt", odt(b"<t:p>a</t:p>" * 150_000), "text of"
    yield "spaces.odt", odt(b'<t:p>a<t:s t:c="99999999999"/>b</t:p>'), "text of"
    chain = b"".join(
        b'<s:style s:family="text" s:name="s%d" s:parent-style-name="s%d"/>' % (n, n + 1)
        for n in range(9_000)
    )
    spans = b"<t:p>" + b'<t:span t:style-name="s0">a</t:span>' * 9_000 + b"</t:p>"
    yield "styles.odt", odt(spans, chain), "text of"
    deep = b'<t:span t:style-name="s0">a' * 100
    deep = b"<t:p>" + deep + b"</t:span>" * 100 + b"</t:p>"
    yield "spans.odt", odt(deep * 500, chain), "text of"


def messages() -> Iterator[tuple[str, bytes, str]]:
    """Mail, and pages saved as one file."""

    def nested(depth: int, kind: bytes) -> bytes:
        opened = b"".join(
            b"Content-Type: multipart/%s; boundary=b%d\n\n--b%d\n" % (kind, n, n)
            for n in range(depth)
        )
        return b"From: a\n" + opened + b"Content-Type: text/plain\n\nwords\n" + b"x\n" * 9_000

    forwards = b"Content-Type: message/rfc822\n\n"
    yield "nested.eml", nested(400, b"mixed"), "parts inside each other"
    yield "nested.mhtml", nested(400, b"related"), "parts inside each other"
    yield "parts.eml", nested(90_000, b"mixed"), "parts"
    yield "forwards.eml", b"From: a\n" + forwards * 100_000, "message"
    mixed = b"From: a\nContent-Type: multipart/mixed; boundary=b\n\n"
    yield "many.eml", mixed + b"--b\n\nx\n" * 100_000, "parts"
    yield "header.eml", b"Subject: " + b"a" * 9 * MILLION + b"\n\nx", "of headers"
    yield "headers.eml", b"A: b\n" * MILLION + b"\nx", "of headers"
    words = b" ".join([b"=?utf-8?b?w6Q=?="] * 10_000)
    yield "words.eml", b"Subject: " + words + b"\n\nx", "text of"
    addresses = b", ".join([b'"a" <a@b.example>'] * 10_000)
    yield "addresses.eml", b"To: " + addresses + b"\n\nx", "text of 1"
    yield "groups.eml", b"To: " + b"(" * 100_000 + b"\n\nx", "text of"
    yield (
        "parameters.eml",
        b"Content-Type: text/plain; " + b"a=b; " * 30_000 + b"\n\nx",
        "is no message",
    )
    yield "large.eml", b"From: a\n\n" + b"a" * 31 * MILLION, "is larger than"
    coded = b"From: a\nContent-Transfer-Encoding: quoted-printable\n\n" + b"=\n" * MILLION
    yield "coded.eml", coded + b"x", "text of"
    based = b"From: a\nContent-Transfer-Encoding: base64\n\n" + b"YWFh\n" * 2 * MILLION
    yield "based.eml", based, "text of"
    rich = b"From: a\nContent-Type: text/html\n\n" + b"<div>" * MILLION
    yield "rich.eml", rich, "elements inside each other"
    yield "bomb.eml.gz", gzip.compress(bytes(10 * MILLION)) * 30, "unpacks to more than"


ENDLESS = ("tiles.pdf", "layers.pdf")


def written() -> Iterator[Case]:
    """Each file, read after it was written."""
    for make in (
        pages_of_html, pages_with_styles, packed_archives, pdf_files, more_archives,
        transcripts, office_files, messages,
    ):  # fmt: skip
        for at, (name, data, part) in enumerate(make()):
            if at % EACH:
                continue
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, name)
                path.write_bytes(data)
                del data
                # A slow machine shall give the same answers; how much work they are is counted
                # here. Some would never end, and are ended.
                limits.MAX_SECONDS = 3 if name in ENDLESS else 60
                yield name, partial(read, path, part)


@pytest.mark.slow
@pytest.mark.sampled
def test_no_copy_hurts(say: Callable[[str], None]) -> None:
    outcome = run(written, most=YARDSTICKS)
    say(outcome.figures("hostile copies"))
    outcome.check()
    assert len(outcome.done) >= 140 // EACH


def odd_things(folder: str) -> Iterator[Case]:
    """What can lie in an archive and is no file of it."""
    archive = Path(folder, "archive")
    archive.mkdir()
    Path(folder, "secret.html").write_text("<p>secret</p>", "utf-8")
    links = {
        "outside.html": "../secret.html",
        "itself.html": "itself.html",
        "zero.txt": "/dev/zero",
        "random.html": "/dev/urandom",
        "proc.txt": "/proc/self/environ",
        "folder.pdf": "..",
        "nowhere.warc": "nowhere",
        "link.txt": "outside.html",
    }
    for name, target in links.items():
        archive.joinpath(name).symlink_to(target)
        yield name, partial(found, archive, name, "is a link")
    for name in ("fifo.html", "fifo.pdf"):
        os.mkfifo(archive / name)
        yield name, partial(found, archive, name, "is no plain file")
    archive.joinpath("a.html").mkdir()
    yield "a.html", partial(found, archive, "a.html", "is no plain file")
    archive.joinpath("shut.sock.txt").write_bytes(b"")
    yield "empty.txt", partial(found, archive, "shut.sock.txt", "holds no text")
    for name in ("../secret.html", "..", "/etc/passwd", "a/../../secret.html", "..\\secret.html"):
        yield name, partial(nothing, archive, name)
    yield "a file that is another while it is read", partial(replaced, archive)
    yield "a file that grows while it is read", partial(growing, archive)


def found(archive: Path, name: str, part: str) -> str:
    """A thing of the archive, read by its path, however it was found."""
    where = find_copy(archive, "a", name)
    assert where == archive / name or not (archive / name).is_file()
    return read(archive / name, part)


def nothing(archive: Path, name: str) -> str:
    """A name that leads out of the archive."""
    assert find_copy(archive, "a", name) is None
    assert find_copy(archive, name.removesuffix(".html"), None) is None
    return "not found"


def replaced(archive: Path) -> str:
    """A copy gives the text of one moment, and the digest of the same bytes."""
    path = archive / "changing.txt"
    texts = [letter * 3 * MILLION for letter in ("a", "b")]
    digests = {f"sha256:{hashlib.sha256(text.encode()).hexdigest()}": text for text in texts}
    path.write_text(texts[0], "ascii")
    stop = threading.Event()

    def replace() -> None:
        for at in itertools.count():
            aside = archive / f"aside{at % 2}"
            aside.write_text(texts[at % 2], "ascii")
            aside.replace(path)
            if stop.is_set():
                return

    thread = threading.Thread(target=replace)
    thread.start()
    try:
        for _ in range(30):
            copy = read_copy(path, None)
            assert isinstance(copy, Copy)
            assert digests[copy.digest] == copy.text
    finally:
        stop.set()
        thread.join()
    return "one or the other"


def growing(archive: Path) -> str:
    """A copy that is written to without end is read up to a size, with the digest of that."""
    path = archive / "growing.txt"
    stop = threading.Event()

    def grow() -> None:
        with path.open("ab") as file:
            while not stop.is_set() and file.tell() < 300 * MILLION:
                file.write(b"a" * MILLION)

    thread = threading.Thread(target=grow)
    path.write_bytes(b"a")
    thread.start()
    try:
        copy = read_copy(path, None)
    finally:
        stop.set()
        thread.join()
    if isinstance(copy, Copy):
        assert copy.digest == f"sha256:{hashlib.sha256(copy.text.encode()).hexdigest()}"
    return "read, or too large"


def test_only_plain_files_of_the_archive_are_read(
    tmp_path: Path, say: Callable[[str], None]
) -> None:
    outcome = run(odd_things, tmp_path, most=YARDSTICKS)
    say(outcome.figures("odd things in an archive"))
    outcome.check()
    assert len(outcome.done) >= 18


@pytest.mark.parametrize("name", ["post.html", "post.pdf", "post.wacz", "post.warc"])
def test_whoever_verifies_is_told_where_the_source_stands(tmp_path: Path, name: str) -> None:
    folder = make_site(tmp_path)
    archive = folder / "content/archive"
    archive.joinpath("post.txt").unlink()
    archive.joinpath(name).write_bytes(b"<b>" * 5_000)
    compared = verify_site(folder, "content", archive, "2031-06-01")
    (problem,) = [one for one in compared.diagnostics if one.code == "unreadable-copy"]
    assert (problem.place.file, problem.place.line) == ("content/sources/post.yml", 1)
    assert name in problem.message


def test_a_copy_that_takes_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.limits.MAX_SECONDS", 0)
    path = tmp_path / "a.html"
    path.write_bytes(b"<p>First page</p>" * 17_000)
    read(path, "takes more than")
