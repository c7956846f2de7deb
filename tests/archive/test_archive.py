"""Archived copies of every kind, and what is said of those that cannot be read."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from generator.archive import Copy, Unreadable, find_copy, packed, read_copy
from generator.archive import warc as warc_module
from generator.archive.failure import Refused
from generator.archive.warc import records
from tests.support import EVERYTHING

HTML = (
    "<!doctype html><html><head><meta charset=utf-8><title>No</title><style>p{}</style></head>"
    "<body><h1>Harbour closed</h1><p>One<b>word</b> here.<p>Next<br>line &amp; caf\u00e9"
    "<script>no()</script><ul><li>a<li>b</ul><!-- no --><table><tr><td>c<td>d</table>"
    "<noscript>no</noscript>end</body></html>"
)
# At how many places each copy is cut off.
CUTS = 20 if EVERYTHING else 7
WORDS = "Harbour closed Oneword here. Next line & café a b c d end"


def warc(*pages: tuple[str, bytes, dict[str, str]], gz: bool = False) -> bytes:
    """A WARC file of responses: address, body, HTTP headers."""
    records = []
    for address, body, headers in pages:
        status = headers.get("status", "200 OK")
        fields = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        answer = f"HTTP/1.1 {status}\r\n{fields}\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
            "WARC-Date: 2018-04-27T00:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        records.append(head.encode() + answer + b"\r\n\r\n")
    return b"".join(map(gzip.compress, records) if gz else records)


def html_page(address: str, body: str = HTML, **headers: str) -> tuple[str, bytes, dict[str, str]]:
    return address, body.encode(), {"Content-Type": "text/html", **headers}


def wacz(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("datapackage.json", "{}")
        for name, data in members.items():
            zipped.writestr(f"archive/{name}.warc.gz", data)
    return out.getvalue()


def pdf(*lines: str, key: str | None = None) -> bytes:
    """A PDF with one line of text on each page."""
    writer = PdfWriter()
    for line in lines:
        page = writer.add_blank_page(300, 100)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        drawn = DecodedStreamObject()
        drawn.set_data(f"BT /F1 12 Tf 10 50 Td ({line}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(drawn)
    if key:
        writer.encrypt(key, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


PAGE = "https://example.org/harbour"


def read(folder: Path, name: str, data: bytes, url: str | None = PAGE) -> Copy | Unreadable:
    path = folder / name
    path.write_bytes(data)
    return read_copy(path, url)


def words(copy: Copy | Unreadable) -> str:
    assert isinstance(copy, Copy), copy
    return " ".join(copy.text.split())


def why(copy: Copy | Unreadable) -> str:
    assert isinstance(copy, Unreadable), copy
    return copy.message


@pytest.fixture
def lowered(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Lowers bounds of the readers, which work in this process: another one may have its own."""
    monkeypatch.setattr("generator.archive.run_limited", lambda function, *given: function(*given))
    return monkeypatch


class TestKinds:
    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("a.txt", WORDS.encode()),
            ("a.TXT", b"\xef\xbb\xbf" + WORDS.encode()),
            ("a.txt", b"\xff\xfe" + WORDS.encode("utf-16-le")),
            ("a.html", HTML.encode()),
            ("a.htm", HTML.replace("utf-8", "iso-8859-1").encode("cp1252")),
            ("a.html", HTML.replace("<meta charset=utf-8>", "").encode()),
            ("a.warc", warc(html_page(PAGE))),
            ("a.warc.gz", warc(html_page(PAGE), gz=True)),
            ("a.wacz", wacz(data=warc(html_page(PAGE), gz=True))),
        ],
    )
    def test_the_words_come_out_and_the_files_digest(
        self, tmp_path: Path, name: str, data: bytes
    ) -> None:
        copy = read(tmp_path, name, data)
        assert words(copy) == WORDS
        assert isinstance(copy, Copy)
        assert copy.digest == f"sha256:{hashlib.sha256(data).hexdigest()}"

    def test_pdf(self, tmp_path: Path) -> None:
        assert words(read(tmp_path, "a.pdf", pdf("First page", "Second page"))) == (
            "First page Second page"
        )

    def test_inline_elements_part_no_words_and_blocks_do(self, tmp_path: Path) -> None:
        html = "<p>a<i>b</i><wbr>c<span>d</span></p><p>e</p>f<div>g</div>h<td>i"
        assert words(read(tmp_path, "a.html", html.encode())) == "abcd e f g hi"


class TestPages:
    def test_what_the_server_says_of_the_encoding_counts(self, tmp_path: Path) -> None:
        body = "<meta charset=utf-8><p>café".encode("cp1252")
        data = warc((PAGE, body, {"Content-Type": "text/html; charset=ISO-8859-1"}))
        assert words(read(tmp_path, "a.warc", data)) == "café"

    def test_a_packed_page(self, tmp_path: Path) -> None:
        headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
        data = warc((PAGE, gzip.compress(b"<p>Packed"), headers))
        assert words(read(tmp_path, "a.warc", data)) == "Packed"

    def test_a_page_packed_in_a_way_that_is_not_known(self, tmp_path: Path) -> None:
        headers = {"Content-Type": "text/html", "Content-Encoding": "lzma"}
        assert "packed as 'lzma'" in why(read(tmp_path, "a.warc", warc((PAGE, b"x", headers))))


class TestFinding:
    def test_by_name_or_by_the_sources_id(self, tmp_path: Path) -> None:
        for name in ("a.html", "a.txt", "b.warc.gz", "c.doc", "copy.txt"):
            (tmp_path / name).write_text("x")
        assert find_copy(tmp_path, "a", None) == tmp_path / "a.txt"
        assert find_copy(tmp_path, "a", "copy.txt") == tmp_path / "copy.txt"
        assert find_copy(tmp_path, "b", None) == tmp_path / "b.warc.gz"
        assert find_copy(tmp_path, "c", None) is None
        assert find_copy(tmp_path, "a", "none.txt") is None
        assert find_copy(tmp_path / "none", "a", None) is None

    @pytest.mark.parametrize(
        "name",
        ["../secret.txt", "..", ".", "/etc/hostname", "in/a.txt", "..\\a.txt", "a\0.txt", "c:a"],
    )
    def test_never_outside_the_folder(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "secret.txt").write_text("secret")
        archive = tmp_path / "archive"
        (archive / "in").mkdir(parents=True)
        (archive / "in" / "a.txt").write_text("x")
        assert find_copy(archive, "a", name) is None
        assert find_copy(archive, name.removesuffix(".txt"), None) is None

    def test_links_are_reported(self, tmp_path: Path) -> None:
        (tmp_path / "secret.txt").write_text("secret")
        (tmp_path / "a.txt").symlink_to(tmp_path / "secret.txt")
        (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")
        for id in ("a", "b"):
            path = find_copy(tmp_path, id, None)
            assert path
            assert "is a link" in why(read_copy(path, None))

    def test_what_is_no_file(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.txt")
        (tmp_path / "b.txt").mkdir()
        for name in ("a.txt", "b.txt", "none.txt"):
            assert why(read_copy(tmp_path / name, None))


class TestHostile:
    @pytest.mark.parametrize(
        ("name", "data", "message"),
        [
            ("a.txt", b"", "holds no text"),
            ("a.txt", "café".encode("latin-1"), "is not UTF-8 text: byte 4"),
            ("a.html", b"<meta charset=utf-8>caf\xe9", "is not UTF-8 text"),
            ("a.html", b"<meta charset=iso-2022-kr>x", "'iso-2022-kr', which browsers do not read"),
            ("a.html", b"<div>" * 100_000, "elements inside each other"),
            ("a.html", b"<svg>" + b"<td>" * 100_000, "elements inside each other"),
            ("a.html", b"<script>x</script>", "holds no text"),
            ("a.pdf", b"%PDF-1.7 broken", "cannot be read as a PDF"),
            ("a.pdf", b"", "cannot be read as a PDF"),
            ("a.pdf", pdf("Secret", key="x"), "is encrypted"),
            ("a.warc", b"", "has no page at"),
            ("a.warc", b"no warc", "is no WARC file"),
            ("a.warc", warc((PAGE, b"x", {"Content-Type": "image/png"})), "of the kind 'image"),
            ("a.warc", warc(html_page(PAGE))[:-200], "is cut off"),
            ("a.warc.gz", warc(html_page(PAGE), gz=True)[:-60], "is cut off"),
            ("a.warc.gz", b"no gzip", "is no gzip file"),
            ("a.wacz", b"no zip", "is no zip file"),
            ("a.wacz", wacz(), "has no WARC file"),
            ("a.wacz", wacz(data=warc(html_page(PAGE), gz=True))[:-30], "is no zip file"),
            ("a.wacz", wacz(data=b"no gzip"), "is no gzip file"),
            ("a.html.gz.gz", b"x", "is of no known kind"),
            ("a.doc", b"x", "is of no known kind"),
            ("a", b"x", "is of no known kind"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said(
        self, tmp_path: Path, name: str, data: bytes, message: str
    ) -> None:
        assert message in why(read(tmp_path, name, data))

    def test_bombs(self, tmp_path: Path, lowered: pytest.MonkeyPatch) -> None:
        lowered.setattr(packed, "MAX_UNPACKED", 2_000_000)
        lowered.setattr(warc_module, "MAX_PAGE", 1_000_000)
        zeros = bytes(5_000_000)
        inner = gzip.compress(zeros)
        assert "unpacks to more" in why(read(tmp_path, "a.warc.gz", inner))
        assert "unpacks to more" in why(read(tmp_path, "a.wacz", wacz(data=inner)))
        assert "unpacks to more" in why(read(tmp_path, "b.wacz", wacz(data=zeros)))
        headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
        page = "has a page of more"
        assert page in why(read(tmp_path, "a.warc", warc((PAGE, inner, headers))))

    def test_a_gzip_bomb_is_unpacked_up_to_the_limit_and_no_further(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        unpacked = []

        class Counted(gzip.GzipFile):
            def read(self, size: int | None = -1) -> bytes:
                data = super().read(size)
                unpacked.append(len(data))
                return data

        monkeypatch.setattr("generator.archive.packed.gzip.GzipFile", Counted)
        bomb = gzip.compress(bytes(10_000_000)) * 100
        with pytest.raises(Refused, match="unpacks to more"):
            packed.gunzip(bomb)
        assert sum(unpacked) == packed.MAX_UNPACKED + 1

    def test_too_many_parts(self, tmp_path: Path, lowered: pytest.MonkeyPatch) -> None:
        lowered.setattr(records, "MAX_RECORDS", 2)
        lowered.setattr(packed, "MAX_MEMBERS", 2)
        pages = [html_page(PAGE)] * 3
        assert "more than 2 records" in why(read(tmp_path, "a.warc", warc(*pages)))
        many = wacz(a=b"", b=b"", c=b"")
        assert "more than 2 files" in why(read(tmp_path, "a.wacz", many))

    def test_too_large(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("generator.archive.MAX_BYTES", 10)
        assert "is larger than 10 bytes" in why(read(tmp_path, "a.txt", b"x" * 11))

    def test_too_much_of_a_pdf(self, tmp_path: Path, lowered: pytest.MonkeyPatch) -> None:
        lowered.setattr("generator.archive.pdf.MAX_PAGES", 1)
        assert "more than 1 pages" in why(read(tmp_path, "a.pdf", pdf("a", "b")))

    @pytest.mark.sampled
    def test_every_cut_of_every_kind_is_a_value(self, tmp_path: Path) -> None:
        for name, data in (
            ("a.pdf", pdf("First page")),
            ("a.warc", warc(html_page(PAGE))),
            ("a.warc.gz", warc(html_page(PAGE), gz=True)),
            ("a.wacz", wacz(data=warc(html_page(PAGE), gz=True))),
            ("a.html", HTML.encode()),
        ):
            for end in range(0, len(data), max(1, len(data) // CUTS)):
                assert isinstance(read(tmp_path, name, data[:end]), Copy | Unreadable)
