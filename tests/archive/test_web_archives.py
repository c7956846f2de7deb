"""Which page of a web archive is the one at the source's address, and which of its captures."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import brotli
import pytest
from backports import zstd

from generator.archive import Copy, Unreadable, read_copy
from generator.archive.addresses import canonical, shown
from generator.archive.failure import MissingPage
from generator.archive.warc import rendered_record
from tests.archive.test_archive import pdf

COPIES = Path(__file__).parent / "copies"
PAGE = "https://example.org/harbour"
HTML = "text/html; charset=utf-8"


@dataclass
class Answer:
    """A record to write; `status` 0 stands for a record without HTTP."""

    address: str
    body: bytes | str = ""
    status: int = 200
    date: str = "2018-04-27T00:00:00Z"
    type: str = "response"
    headers: dict[str, str] = field(default_factory=dict)
    warc: dict[str, str] = field(default_factory=dict)
    kind: str = HTML
    id: str = ""


def written(*answers: Answer) -> bytes:
    """A WARC file."""
    out = []
    for number, one in enumerate(answers):
        body = one.body.encode() if isinstance(one.body, str) else one.body
        kind = one.kind
        if one.status and one.type != "request":
            headers = {"Content-Type": one.kind, **one.headers} if one.kind else one.headers
            lines = [f"HTTP/1.1 {one.status} Said", *(f"{k}: {v}" for k, v in headers.items())]
            body = "\r\n".join([*lines, "", ""]).encode() + body
            kind = "application/http; msgtype=response"
        elif one.type == "request":
            kind = "application/http; msgtype=request"
        head = {
            "WARC-Type": one.type,
            "WARC-Target-URI": one.address,
            "WARC-Date": one.date,
            "WARC-Record-ID": one.id or f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
            **one.warc,
            "Content-Type": kind,
            "Content-Length": str(len(body)),
        }
        lines = ["WARC/1.1", *(f"{k}: {v}" for k, v in head.items() if v), "", ""]
        out.append("\r\n".join(lines).encode() + body + b"\r\n\r\n")
    return b"".join(out)


def read(
    tmp_path: Path, *answers: Answer, url: str | None = PAGE, accessed: str = ""
) -> Copy | Unreadable:
    path = tmp_path / "a.warc"
    path.write_bytes(written(*answers))
    return read_copy(path, url, accessed)


def words(copy: Copy | Unreadable) -> str:
    assert isinstance(copy, Copy), copy
    return " ".join(copy.text.split())


def missing(copy: Copy | Unreadable) -> str:
    assert isinstance(copy, Unreadable), copy
    assert copy.code == "missing-page", copy
    return copy.message


def redirect(
    address: str, to: str, status: int = 301, date: str = "2018-04-27T00:00:00Z"
) -> Answer:
    return Answer(address, "Moved", status, date, headers={"Location": to})


BIG = Answer("https://ads.example/frame", f"<p>{'lamps ' * 900}")

SAME = [
    ("https://example.org/straße", "https://example.org/stra%C3%9Fe"),
    ("https://example.org/stra%c3%9fe", "https://example.org/stra%C3%9Fe"),
    ("https://example.org/%7Eanna", "https://example.org/~anna"),
    ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
    ("HTTPS://EXAMPLE.ORG/a", "https://example.org/a"),
    ("https://example.org:443/a", "https://example.org/a"),
    ("http://example.org:80/a", "http://example.org/a"),
    ("https://example.org", "https://example.org/"),
    ("https://example.org/x/../a/./b", "https://example.org/a/b"),
    ("https://example.org/a#part", "https://example.org/a"),
    ("https://example.org/a", "https://example.org/a#part"),
    ("https://example.org/reader#!/article/77", "https://example.org/reader"),
    ("https://example.org/a b?q=ä", "https://example.org/a%20b?q=%C3%A4"),
    ("https://faß.example/", "https://xn--fa-hia.example/"),
    (" https://example.org/a\n", "https://example.org/a"),
    ("https://example.org\\a", "https://example.org/a"),
    ("https://0x7f.1/a", "https://127.0.0.1/a"),
]
OTHER = [
    ("https://example.org/a", "https://www.example.org/a"),
    ("https://example.org/a", "https://example.org/a/"),
    ("https://example.org/a", "https://example.org/A"),
    ("https://example.org/a", "https://example.org/a?page=2"),
    ("https://example.org/a?x=1&y=2", "https://example.org/a?y=2&x=1"),
    ("https://example.org/a%2Fb", "https://example.org/a/b"),
    ("https://example.org/a", "https://example.org:8443/a"),
    ("https://example.org/a", "https://example.org.evil.example/a"),
    ("https://example.org/a", "https://example.org@evil.example/a"),
    ("http://example.org:8080/a", "https://example.org:8080/a"),
    ("https://example.org/r#!/article/77", "https://example.org/r#!/article/78"),
    ("https://example.org/a", "urn:text:https://example.org/a"),
    ("https://example.org/a", "ftp://example.org/a"),
]


@pytest.mark.parametrize(("url", "archived"), SAME)
def test_two_spellings_of_one_address(tmp_path: Path, url: str, archived: str) -> None:
    assert words(read(tmp_path, BIG, Answer(archived, "<p>Meant"), BIG, url=url)) == "Meant"


@pytest.mark.parametrize(("url", "archived"), OTHER)
def test_two_addresses(tmp_path: Path, url: str, archived: str) -> None:
    assert "has no page at" in missing(read(tmp_path, Answer(archived, "<p>Other"), url=url))


@pytest.mark.parametrize("url", [None, "", "example.org/a", "mailto:a@example.org", "https://["])
def test_without_an_address_nothing_is_guessed(tmp_path: Path, url: str | None) -> None:
    message = missing(read(tmp_path, Answer(PAGE, "<p>Only"), url=url))
    assert "the source has no web address as `url`; it holds https://example.org/harbour" in message


def test_the_cases_that_failed() -> None:
    frame, street = COPIES / "adframe.warc.gz", COPIES / "pct.warc.gz"
    redirected = read_copy(frame, "http://example.org/old-slug")
    assert words(redirected) == "The bridge is open again."
    assert isinstance(redirected, Copy)
    assert redirected.notes == (
        "the capture of 2026-11-27 22:20 UTC",
        "redirected to https://example.org/new-slug",
    )
    assert (
        words(read_copy(street, "https://example.org/straße")) == "The street is shut for a week."
    )


class TestScheme:
    OLD = Answer("http://example.org/harbour", "<p>Old")

    def test_the_other_one_where_there_is_no_such_address(self, tmp_path: Path) -> None:
        copy = read(tmp_path, self.OLD)
        assert words(copy) == "Old"
        assert isinstance(copy, Copy)
        assert copy.notes == ("archived as http://example.org/harbour",)

    def test_never_where_the_address_itself_is_there(self, tmp_path: Path) -> None:
        assert words(read(tmp_path, self.OLD, Answer(PAGE, "<p>New"))) == "New"
        assert "status 500" in missing(read(tmp_path, self.OLD, Answer(PAGE, "<p>New", 500)))


class TestRedirects:
    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    @pytest.mark.parametrize(
        "to", ["/new", "new", "//example.org/new", "https://EXAMPLE.org/x/../new#top"]
    )
    def test_are_followed(self, tmp_path: Path, status: int, to: str) -> None:
        target = Answer("https://example.org/new", "<p>Target")
        assert words(read(tmp_path, BIG, redirect(PAGE, to, status), target)) == "Target"

    def test_in_a_chain(self, tmp_path: Path) -> None:
        chain = [redirect(f"https://example.org/{n}", f"/{n + 1}") for n in range(15)]
        end = Answer("https://example.org/15", "<p>End")
        assert words(read(tmp_path, end, *chain, url="https://example.org/0")) == "End"

    def test_but_not_for_ever(self, tmp_path: Path) -> None:
        chain = [redirect(f"https://example.org/{n}", f"/{n + 1}") for n in range(60)]
        end = Answer("https://example.org/60", "<p>End")
        assert "which redirects to" in missing(
            read(tmp_path, end, *chain, url="https://example.org/0")
        )

    def test_not_in_a_circle(self, tmp_path: Path) -> None:
        circle = [redirect(PAGE, "/b"), redirect("https://example.org/b", "/harbour")]
        assert "which redirects to https://example.org/b" in missing(read(tmp_path, *circle))
        assert missing(read(tmp_path, redirect(PAGE, PAGE)))

    def test_through_a_consent_page_and_back(self, tmp_path: Path) -> None:
        answers = [
            redirect(PAGE, "https://consent.example/", 302, "2018-04-27T00:00:00Z"),
            redirect("https://consent.example/", PAGE, 302, "2018-04-27T00:00:01Z"),
            Answer(PAGE, "<p>Page", date="2018-04-27T00:00:02Z"),
        ]
        assert words(read(tmp_path, *answers)) == "Page"

    def test_to_the_capture_of_the_same_time(self, tmp_path: Path) -> None:
        answers = [
            redirect(PAGE, "/new", 301, "2018-04-27T00:00:00Z"),
            Answer("https://example.org/new", "<p>Then", date="2018-04-27T00:00:01Z"),
            Answer("https://example.org/new", "<p>Later", date="2021-01-01T00:00:00Z"),
        ]
        assert words(read(tmp_path, *answers)) == "Then"

    def test_to_what_is_not_there(self, tmp_path: Path) -> None:
        message = missing(read(tmp_path, redirect(PAGE, "/gone"), BIG))
        assert message == (
            "has no page at https://example.org/harbour, which redirects to "
            "https://example.org/gone; it holds https://ads.example/frame"
        )

    @pytest.mark.parametrize(
        ("meta", "right"),
        [
            ('<meta http-equiv="refresh" content="0; url=/new">', "Target"),
            ("<META HTTP-EQUIV=Refresh CONTENT='0;URL=\"/new\"'>", "Target"),
            ('<meta content="0,/new" http-equiv=refresh>', "Target"),
            ('<meta http-equiv="refresh" content="0; url=/new?a=1&amp;b=2">', "Query"),
            ('<meta http-equiv="refresh" content="300; url=/new">', "First"),
            ('<meta http-equiv="refresh" content="0">', "First"),
            ('<meta http-equiv="refresh" content="0; url=/gone">', "First"),
            ('<noscript><meta http-equiv="refresh" content="0; url=/new"></noscript>', "First"),
            ('<!-- <meta http-equiv="refresh" content="0; url=/new"> -->', "First"),
            ('<meta name="refresh" content="0; url=/new">', "First"),
        ],
    )
    def test_that_a_page_itself_makes(self, tmp_path: Path, meta: str, right: str) -> None:
        answers = [
            Answer(PAGE, f"<head>{meta}</head><p>First"),
            Answer("https://example.org/new", "<p>Target"),
            Answer("https://example.org/new?a=1&b=2", "<p>Query"),
        ]
        assert words(read(tmp_path, *answers)) == right

    def test_that_two_pages_make_to_one_another(self, tmp_path: Path) -> None:
        meta = '<meta http-equiv=refresh content="0;url={}"><p>{}'
        answers = [Answer(PAGE, meta.format("/b", "A")),
                   Answer("https://example.org/b", meta.format("/harbour", "B"))]  # fmt: skip
        assert words(read(tmp_path, *answers)) == "B"


class TestCaptures:
    THREE = tuple(
        Answer(PAGE, f"<p>Words of {date}", date=f"{date}T10:03:00Z")
        for date in ("2019-11-25", "2017-01-02", "2021-06-30")
    )

    @pytest.mark.parametrize(
        ("accessed", "right"),
        [
            ("", "2021-06-30"),
            ("2019-11-25", "2019-11-25"),
            ("2019-12", "2019-11-25"),
            ("2019~", "2019-11-25"),
            ("2016-01-01/2017-03-01", "2017-01-02"),
            ("../2018-01-01", "2017-01-02"),
            ("2030", "2021-06-30"),
            ("no date", "2021-06-30"),
        ],
    )
    def test_the_nearest_or_the_newest(self, tmp_path: Path, accessed: str, right: str) -> None:
        copy = read(tmp_path, *self.THREE, accessed=accessed)
        assert words(copy) == f"Words of {right}"
        assert isinstance(copy, Copy)
        assert copy.notes == (f"the capture of {right} 10:03 UTC, of 3",)

    def test_nothing_is_said_of_the_only_one(self, tmp_path: Path) -> None:
        copy = read(tmp_path, self.THREE[0])
        assert isinstance(copy, Copy)
        assert copy.notes == ()

    def test_errors_are_no_captures(self, tmp_path: Path) -> None:
        broken = Answer(PAGE, "<p>Sorry", 503, "2022-01-01T00:00:00Z")
        copy = read(tmp_path, *self.THREE, broken, accessed="2022-01-01")
        assert words(copy) == "Words of 2021-06-30"

    def test_a_capture_without_a_date_comes_last(self, tmp_path: Path) -> None:
        undated = Answer(PAGE, "<p>Undated", date="long ago")
        assert words(read(tmp_path, undated, self.THREE[1])) == "Words of 2017-01-02"
        assert words(read(tmp_path, undated)) == "Undated"


class TestRevisits:
    FIRST = Answer(PAGE, "<p>First", date="2018-01-01T00:00:00Z", id="<urn:uuid:a>",
                   warc={"WARC-Payload-Digest": "sha1:AAAA"})  # fmt: skip
    CHANGED = Answer(PAGE, "<p>Changed", date="2019-01-01T00:00:00Z", id="<urn:uuid:b>",
                     warc={"WARC-Payload-Digest": "sha1:BBBB"})  # fmt: skip
    OTHER = Answer("https://example.org/mirror", "<p>Mirror", date="2018-02-02T00:00:00Z",
                   id="<urn:uuid:c>", warc={"WARC-Payload-Digest": "sha1:CCCC"})  # fmt: skip

    @pytest.mark.parametrize(
        ("status", "warc", "right"),
        [
            (200, {"WARC-Refers-To": "<urn:uuid:a>"}, "First"),
            (200, {"WARC-Refers-To-Target-URI": PAGE,
                   "WARC-Refers-To-Date": "2018-01-01T00:00:00Z"}, "First"),
            (200, {"WARC-Refers-To-Target-URI": "https://example.org/mirror",
                   "WARC-Refers-To-Date": "2018-02-02T00:00:00Z"}, "Mirror"),
            (200, {"WARC-Payload-Digest": "sha1:AAAA"}, "First"),
            (0, {"WARC-Payload-Digest": "sha1:AAAA"}, "First"),
            (304, {"WARC-Refers-To": "<urn:uuid:a>"}, "First"),
            (304, {}, "Changed"),
            (304, {"WARC-Payload-Digest": "sha1:AAAA"}, "First"),
        ],
    )  # fmt: skip
    def test_stand_for_what_was_there_before(
        self, tmp_path: Path, status: int, warc: dict[str, str], right: str
    ) -> None:
        again = Answer(PAGE, "", status, "2020-01-01T00:00:00Z", "revisit", warc=warc)
        copy = read(tmp_path, self.FIRST, self.CHANGED, self.OTHER, again, accessed="2020-01-01")
        assert words(copy) == right
        assert isinstance(copy, Copy)
        assert copy.notes == ("the capture of 2020-01-01 00:00 UTC, of 3",)

    def test_of_what_is_not_there_are_none(self, tmp_path: Path) -> None:
        again = Answer(PAGE, "", 200, "2020-01-01T00:00:00Z", "revisit",
                       warc={"WARC-Refers-To": "<urn:uuid:x>"})  # fmt: skip
        assert words(read(tmp_path, self.FIRST, again, accessed="2020-01-01")) == "First"
        assert missing(read(tmp_path, again))

    def test_of_a_redirect(self, tmp_path: Path) -> None:
        first = redirect(PAGE, "/new")
        first.id = "<urn:uuid:r>"
        again = Answer(PAGE, "", 0, "2020-01-01T00:00:00Z", "revisit",
                       warc={"WARC-Refers-To": "<urn:uuid:r>"})  # fmt: skip
        new = Answer("https://example.org/new", "<p>New", date="2020-01-01T00:00:00Z")
        assert words(read(tmp_path, first, again, new, accessed="2020")) == "New"


class TestRecords:
    @pytest.mark.parametrize("status", [204, 304, 400, 403, 404, 410, 500, 503])
    def test_an_error_page_is_no_page(self, tmp_path: Path, status: int) -> None:
        message = missing(read(tmp_path, Answer(PAGE, "<p>Not found", status)))
        assert f"answers with status {status}; it holds no page" in message

    @pytest.mark.parametrize(
        ("answer", "right"),
        [
            (Answer(PAGE, "<p>Seen", 203), "Seen"),
            (Answer(PAGE, "<p>Seen", 206, headers={"Content-Range": "bytes 0-6/7"}), "Seen"),
            (Answer(PAGE, "<p>Seen", 0, type="resource", kind="text/html"), "Seen"),
            (Answer(PAGE, "<p>is text", kind="text/plain"), "<p>is text"),
            (Answer(PAGE, pdf("Printed words"), kind="application/pdf"), "Printed words"),
            (Answer(PAGE, "<!doctype html><p>Seen", kind=""), "Seen"),
            (Answer(PAGE, "<p>Seen", kind="application/xhtml+xml"), "Seen"),
        ],
    )
    def test_what_is_read(self, tmp_path: Path, answer: Answer, right: str) -> None:
        assert words(read(tmp_path, BIG, answer)) == right

    @pytest.mark.parametrize(
        "answer",
        [
            Answer(PAGE, "<p>x", 206, headers={"Content-Range": "bytes 0-3/7"}),
            Answer(PAGE, "<p>x", 206),
            Answer(PAGE, "<p>x", 0, type="conversion", kind="text/html"),
            Answer(PAGE, "<p>x", 0, type="metadata", kind="text/html"),
            Answer(PAGE, "{}", kind="application/json"),
            Answer(PAGE, "x", kind="image/png"),
            Answer(PAGE, "who knows", kind=""),
        ],
    )
    def test_what_is_not(self, tmp_path: Path, answer: Answer) -> None:
        assert missing(read(tmp_path, answer))

    @pytest.mark.parametrize("way", ["request names answer", "answer names request"])
    @pytest.mark.parametrize("method", ["POST", "HEAD"])
    def test_an_answer_to_another_question_is_no_page(
        self, tmp_path: Path, way: str, method: str
    ) -> None:
        question = f"{method} /harbour HTTP/1.1\r\nHost: example.org\r\n\r\n"
        answer = Answer(PAGE, "<p>Your order", date="2019-01-01T00:00:00Z", id="<urn:uuid:a>")
        request = Answer(PAGE, question, type="request", id="<urn:uuid:q>")
        if way == "request names answer":
            request.warc = {"WARC-Concurrent-To": "<urn:uuid:a>"}
        else:
            answer.warc = {"WARC-Concurrent-To": "<urn:uuid:q>"}
        page = Answer(PAGE, "<p>Page", id="<urn:uuid:p>")
        assert words(read(tmp_path, page, request, answer)) == "Page"
        assert missing(read(tmp_path, request, answer))
        get = Answer(PAGE, question.replace(method, "GET"), type="request", warc=request.warc,
                     id="<urn:uuid:q>")  # fmt: skip
        assert words(read(tmp_path, get, answer)) == "Your order"

    def test_a_page_that_was_cut_off(self, tmp_path: Path) -> None:
        copy = read(tmp_path, Answer(PAGE, "<p>Seen", warc={"WARC-Truncated": "length"}))
        assert isinstance(copy, Copy)
        assert copy.notes == ("its end was cut off when it was captured",)

    def test_addresses_are_listed_those_of_the_host_first(self, tmp_path: Path) -> None:
        pages = [Answer(f"https://ads.example/{n}", "<p>x") for n in range(6)]
        pages.append(Answer("https://example.org/stra%C3%9Fe%20%E2%80%AE%0A", "<p>x"))
        message = missing(read(tmp_path, *pages))
        assert message.endswith(
            "; it holds https://example.org/straße%20%E2%80%AE%0A, https://ads.example/0, "
            "https://ads.example/1, https://ads.example/2, https://ads.example/3 and 2 more"
        )


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


BODY = b"<p>Packed words " + b"and more " * 2000
PACKED = [
    ("gzip", gzip.compress(BODY, mtime=0)),
    ("x-gzip", gzip.compress(BODY, mtime=0)),
    ("deflate", zlib.compress(BODY)),
    ("deflate", deflated(BODY)),
    ("br", brotli.compress(BODY)),
    ("zstd", zstd.compress(BODY)),
    ("zstd", zstd.compress(BODY[:999]) + zstd.compress(BODY[999:])),
    ("gzip, br", brotli.compress(gzip.compress(BODY, mtime=0))),
    ("identity", BODY),
    ("gzip", BODY),
    ("br", BODY),
    ("zstd", BODY),
]


@pytest.mark.parametrize(("encoding", "body"), PACKED)
@pytest.mark.parametrize("is_chunked", [False, True])
def test_bodies_are_unpacked(tmp_path: Path, encoding: str, body: bytes, is_chunked: bool) -> None:
    headers = {"Content-Encoding": encoding}
    if is_chunked:
        headers["Transfer-Encoding"] = "chunked"
        half = len(body) // 2
        parts = (body[:half], body[half:], b"")
        body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
    copy = read(tmp_path, Answer(PAGE, body, headers=headers))
    assert words(copy) == " ".join(BODY[3:].decode().split())


@pytest.mark.parametrize(
    ("encoding", "body", "message"),
    [
        ("gzip", gzip.compress(BODY, mtime=0)[:-9], "is cut off"),
        ("br", brotli.compress(BODY)[:-9], "is cut off"),
        ("zstd", zstd.compress(BODY)[:-9], "is cut off"),
        ("br", b"\xff" * 50, "packing is broken"),
        ("zstd", b"\x28\xb5\x2f\xfd" + b"\xff" * 50, "packing is broken"),
        ("br", brotli.compress(bytes(40_000_000), quality=1), "page of more than"),
        ("zstd", zstd.compress(bytes(40_000_000)), "page of more than"),
        ("gzip, gzip, gzip, gzip", b"x", "packed more than 3 times"),
        ("compress", b"x", "packed as 'compress'"),
    ],
)
def test_bodies_that_cannot_be_unpacked(
    tmp_path: Path, encoding: str, body: bytes, message: str
) -> None:
    copy = read(tmp_path, Answer(PAGE, body, headers={"Content-Encoding": encoding}))
    assert isinstance(copy, Unreadable)
    assert message in copy.message
    assert copy.code == "unreadable-copy"


class TestWacz:
    def made(self, tmp_path: Path, **more: bytes) -> Copy | Unreadable:
        """A WACZ with a datapackage, of which some members are others than it says."""
        page, advert = written(Answer(PAGE, "<p>Page")), written(BIG)
        files = {
            "archive/a.warc.gz": gzip.compress(page, mtime=0),
            "archive/b.warc": advert,
            "pages/pages.jsonl": json.dumps({"url": "https://ads.example/frame"}).encode(),
        }
        package = json.dumps(
            {
                "resources": [
                    {"path": name, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
                    for name, data in files.items()
                ]
            }
        ).encode()
        digest = json.dumps({"hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}).encode()
        files |= {"datapackage.json": package, "datapackage-digest.json": digest}
        files |= {name.replace("__", "/"): data for name, data in more.items()}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as zipped:
            for name, data in files.items():
                zipped.writestr(name, data)
        path = tmp_path / "a.wacz"
        path.write_bytes(out.getvalue())
        return read_copy(path, PAGE)

    def test_the_page_is_found_in_any_of_its_files(self, tmp_path: Path) -> None:
        assert words(self.made(tmp_path)) == "Page"

    @pytest.mark.parametrize(
        ("name", "data", "message"),
        [
            ("archive__b.warc", written(Answer(PAGE, "<p>Forged")), "is not the one of which"),
            ("datapackage.json", b'{"resources": []}', "is not the one of which"),
            ("datapackage.json", b"[]", "is not the one of which"),
            ("datapackage-digest.json", b"[]", "cannot be read"),
            ("datapackage-digest.json", b"[" * 100_000, "cannot be read"),
            ("archive__c.warc", written(Answer(PAGE, "<p>Added")), "does not list"),
        ],
    )
    def test_what_is_not_what_the_digests_say_is_refused(
        self, tmp_path: Path, name: str, data: bytes, message: str
    ) -> None:
        copy = self.made(tmp_path, **{name: data})
        assert isinstance(copy, Unreadable)
        assert message in copy.message


class TestRendered:
    def text(self, body: str, date: str, urn: str = "text", **warc: str) -> Answer:
        return Answer(f"urn:{urn}:{PAGE}", body, 0, date, "resource", kind="text/plain", warc=warc)

    def test_the_text_and_the_picture_of_the_capture(self) -> None:
        files = [
            written(
                Answer(PAGE, "<p>a", date="2018-01-01T00:00:00Z"),
                self.text("Old text", "2018-01-01T00:00:20Z"),
                self.text("old", "2018-01-01T00:00:21Z", "view"),
                Answer(PAGE, "<p>b", date="2019-01-01T00:00:00Z"),
                Answer("urn:pageinfo:" + PAGE, "{}", 0, "2019-01-01T00:00:20Z", "resource"),
                self.text("New text é", "2019-01-01T00:00:20Z"),
                Answer("urn:text:https://ads.example/", "Lamps", 0, "2019-01-01T00:00:20Z",
                       "resource", kind="text/plain"),
                self.text("new", "2019-01-01T00:00:20Z", "view"),
            )
        ]  # fmt: skip
        assert rendered_record(files, PAGE) == ("New text é", b"new")
        assert rendered_record(files, PAGE, "2018-01") == ("Old text", b"old")

    def test_of_a_page_behind_a_redirect(self) -> None:
        new = "https://example.org/new"
        page = [redirect(PAGE, "/new"), Answer(new, "<p>a", date="2018-04-27T00:00:01Z")]
        at_end = Answer(f"urn:text:{new}", "Text", 0, "2018-04-27T00:01:00Z", "resource")
        assert rendered_record([written(*page, at_end)], PAGE) == ("Text", None)
        at_start = self.text("Text", "2018-04-27T00:01:00Z")
        assert rendered_record([written(*page, at_start)], PAGE) == ("Text", None)

    def test_other_spellings_and_names(self) -> None:
        page = Answer(PAGE, "<p>a")
        for address in ("urn:text:HTTPS://example.org:443/harbour", f"urn:textFinal:{PAGE}",
                        f"urn:text:20180427000000000/{PAGE}", f"urn:text:{PAGE}#part"):  # fmt: skip
            text = Answer(address, "Text", 0, "2018-04-27T00:00:09Z", "resource", kind="text/plain")
            assert rendered_record([written(page, text)], PAGE) == ("Text", None), address

    def test_none_of_another_capture(self) -> None:
        first, second = (Answer(PAGE, "<p>a", date=f"201{n}-01-01T00:00:00Z") for n in (8, 9))
        text = self.text("Text", "2018-01-01T00:00:30Z")
        assert rendered_record([written(first, text, second)], PAGE) is None
        named = self.text("Text", "2018-01-01T00:00:30Z",
                          **{"WARC-Concurrent-To": "<urn:uuid:s>"})  # fmt: skip
        second.id = "<urn:uuid:s>"
        assert rendered_record([written(first, named, second)], PAGE) == ("Text", None)

    def test_none_without_the_page(self) -> None:
        with pytest.raises(MissingPage):
            rendered_record([written(self.text("Text", "2018-01-01T00:00:30Z"))], PAGE)

    def test_the_rendered_text_is_no_page_itself(self, tmp_path: Path) -> None:
        assert missing(read(tmp_path, self.text("Text", "2018-01-01T00:00:30Z")))


def test_addresses_are_made_the_same_once_and_for_all() -> None:
    for url, _ in (*SAME, *OTHER):
        once = canonical(url)
        assert once
        assert canonical(once) == once


def test_a_long_address_is_no_address() -> None:
    assert canonical("https://example.org/" + "a" * 20_000) is None
    assert len(shown("https://example.org/" + "a" * 20_000)) == 200
