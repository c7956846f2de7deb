"""The encodings of pages: which one counts, and what becomes of bytes that it does not know."""

from __future__ import annotations

import pytest

from generator.archive.failure import Refused
from generator.archive.html import html_text
from generator.archive.html.encoding import decode_page

LATE = b"<head><script>" + b"x" * 3000
CASES = [
    # what, bytes, the server's word, words
    (
        "a byte order mark before all",
        b"\xef\xbb\xbf<meta charset=latin1><p>caf\xc3\xa9",
        "koi8-r",
        "café",
    ),
    ("UTF-16 with its mark", "\ufeff<meta charset=utf-8><p>café".encode("utf-16-le"), None, "café"),
    ("the server before the page", b"<meta charset=koi8-r><p>caf\xc3\xa9", "UTF-8", "café"),
    ("an unknown word of the server", b"<meta charset=latin1><p>caf\xe9", "klingon", "café"),
    ("meta charset", b"<meta charset=' latin1 '><p>caf\xe9", None, "café"),
    (
        "http-equiv",
        b"<META content='text/html; charset=\"ISO-8859-2\"' HTTP-EQUIV=Content-Type>\xb1",
        None,
        "ą",
    ),
    ("content alone", b"<meta content='text/html; charset=koi8-r'><p>caf\xc3\xa9", None, "café"),
    (
        "in a comment",
        b"<!-- <meta charset=koi8-r> --><meta charset=utf-8><p>caf\xc3\xa9",
        None,
        "café",
    ),
    ("in a comment that ends at once", b"<!--><meta charset=latin1><p>caf\xe9", None, "café"),
    ("in an attribute", b"<p title='<meta charset=koi8-r>'>caf\xc3\xa9", None, "café"),
    ("in another tag", b"<metal charset=koi8-r><p charset=koi8-r>caf\xc3\xa9", None, "café"),
    (
        "an unknown one before a known one",
        b"<meta charset=x-none><meta charset=latin1>caf\xe9",
        None,
        "café",
    ),
    ("UTF-16 declared in ASCII", b"<meta charset=utf-16>caf\xc3\xa9", None, "café"),
    ("x-user-defined", b"<meta charset=x-user-defined>caf\xe9", None, "café"),
    (
        "an XML declaration",
        b"<?xml version='1.0' encoding=\"iso-8859-1\"?><html>caf\xe9</html>",
        None,
        "café",
    ),
    ("declared after 1024 bytes", LATE + b"</script><meta charset=iso-8859-2>\xb1", None, "ą"),
    ("late, but in a script", LATE + b"'<meta charset=koi8-r>'</script>caf\xc3\xa9", None, "café"),
    ("shift_jis", b"<meta charset=Shift_JIS><p>" + "髙橋①".encode("cp932"), None, "髙橋①"),
    (
        "euc-jp of NEC",
        b"<meta charset=euc-jp><p>" + "日本".encode("euc_jp") + b"\xad\xa1",
        None,
        "日本①",
    ),
    ("iso-2022-jp", b"<meta charset=iso-2022-jp><p>" + "日本".encode("iso2022_jp"), None, "日本"),
    ("euc-kr", b"<meta charset=euc-kr><p>" + "똠".encode("cp949"), None, "똠"),
    ("gb2312", b"<meta charset=gb2312><p>" + "镕€".encode("gb18030"), None, "镕€"),
    ("big5", b"<meta charset=big5><p>" + "漢".encode("big5"), None, "漢"),
    ("iso-8859-8-i", b"<meta charset=iso-8859-8-i><p>\xe0\xe1", None, "אב"),
    ("tis-620", b"<meta charset=tis-620><p>\xa1\x85", None, "ก…"),
    ("iso-8859-9", b"<meta charset=iso-8859-9><p>\x93\xfd", None, "“ı"),
    ("ascii", b"<meta charset=us-ascii><p>\x93caf\xe9\x94", None, "“café”"),
    ("koi8-u", b"<meta charset=koi8-u><p>\xae", None, "ў"),
    ("old Windows", b"<meta charset=windows-1252><p>a\x81b", None, "a\x81b"),
    ("nothing, and UTF-8", b"<p>caf\xc3\xa9", None, "café"),
    ("nothing, and not UTF-8", b"<p>caf\xe9 \x93x\x94", None, "café “x”"),
    ("nothing, UTF-8 but for a byte", "<p>café Łódź ".encode() + b"\xff", None, "café Łódź \ufffd"),
]


@pytest.mark.parametrize(("what", "page", "charset", "words"), CASES, ids=[one[0] for one in CASES])
def test_the_encoding_that_counts(what: str, page: bytes, charset: str | None, words: str) -> None:
    assert html_text(page, charset).text.strip() == words


def test_what_cannot_be_read_is_said_and_the_rest_is_read() -> None:
    page = "<meta charset=utf-8><p>Łódź, café, ".encode() + b"caf\xe9 and more"
    seen = html_text(page)
    assert "Łódź, café, caf\ufffd and more" in seen.text
    assert seen.notes == ("1 characters cannot be read as utf-8 and match nothing",)


def test_a_page_that_declares_nothing_says_so() -> None:
    assert html_text(b"<p>caf\xe9").notes == (
        "the page declares no encoding; it was read as windows-1252",
    )
    assert html_text(b"<p>caf\xc3\xa9").notes == ()


@pytest.mark.parametrize("label", ["iso-2022-kr", "hz-gb-2312", "replacement"])
def test_what_browsers_refuse_is_refused(label: str) -> None:
    with pytest.raises(Refused, match="browsers do not read"):
        decode_page(b"<p>x", label)
    with pytest.raises(Refused, match="browsers do not read"):
        decode_page(b"<meta charset=%s><p>x" % label.encode(), None)


def test_mostly_lost_is_refused() -> None:
    with pytest.raises(Refused, match="is not UTF-8 text"):
        decode_page(b"<meta charset=utf-8>caf\xe9", None)
