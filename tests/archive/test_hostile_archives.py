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
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from generator.archive import Copy, find_copy, read_copy
from generator.pipeline import verify_site
from tests.archive.pdfs_made import made, say, stream
from tests.archive.test_archive import PAGE, html_page, pdf, wacz, warc
from tests.fuzz.bounded import Case, run
from tests.support import make_site

SECONDS = 5.0
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
    yield "utf7.html", b"<meta charset=utf-7>+ADw-", "not known"
    yield "idna.html", b"<meta charset=idna>x", "not known"
    yield "zlib.html", b"<meta charset=zlib_codec>x", "not known"
    yield "utf16.html", b"\xff\xfe<meta charset=utf-8>\xd8", "is not UTF-16"
    yield "latin.txt", "é".encode("latin-1") * MILLION, "is not UTF-8"
    yield "truncated.txt", "é".encode() * MILLION + b"\xc3", "is not UTF-8"
    yield "utf16.txt", b"\xff\xfe" + b"a\0b" * 5, "is not UTF-16"
    yield "large.txt", b"a" * (100 * MILLION + 1), "is larger than"
    yield "full.txt", b"a" * (100 * MILLION), "characters of text"


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
    yield "lines.warc", b"\r\n" * 10 * MILLION, "has no HTML page in it"
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


def written() -> Iterator[Case]:
    """Each file, read after it was written."""
    for make in (pages_of_html, packed_archives, pdf_files):
        for name, data, part in make():
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, name)
                path.write_bytes(data)
                del data
                yield name, partial(read, path, part)


def test_no_copy_hurts(say: Callable[[str], None]) -> None:
    outcome = run(written)
    say(outcome.figures("hostile copies", SECONDS))
    outcome.check(SECONDS)
    assert len(outcome.done) >= 75


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
    yield "a.html", partial(found, archive, "a.html", "cannot be read: Is a directory")
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
    outcome = run(odd_things, tmp_path)
    say(outcome.figures("odd things in an archive", SECONDS))
    outcome.check(SECONDS)
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
