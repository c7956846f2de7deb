"""Mail and pages saved as one file."""

from __future__ import annotations

import gzip
from email.message import EmailMessage
from pathlib import Path

import pytest

from generator.archive import Copy, Unreadable, read_copy

HEAD = "From: Anna Quill <anna@tide-post.example>\nDate: Fri, 27 Apr 2018 10:00:00 +0200\n"
SHOWN = "From: Anna Quill <anna@tide-post.example> Date: Fri, 27 Apr 2018 10:00:00 +0200"


def read(tmp_path: Path, name: str, data: bytes | str, url: str | None = None) -> Copy | Unreadable:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_copy(path, url)


def words(copy: Copy | Unreadable) -> str:
    assert isinstance(copy, Copy), copy
    return " ".join(copy.text.split())


def parts(kind: str, *inner: str) -> str:
    """A multipart body with its header."""
    body = "".join(f"--b{kind}\n{each}\n" for each in inner)
    return f"Content-Type: multipart/{kind}; boundary=b{kind}\n\n{body}--b{kind}--\n"


PLAIN = "Content-Type: text/plain; charset=utf-8\n\nPlain words"
RICH = "Content-Type: text/html; charset=utf-8\n\n<p>Rich <b>words</b><script>no</script>"
BODIES = [
    ("plain", "\nThe bell\nis gone.", "The bell is gone."),
    ("html", RICH, "Rich words"),
    ("alternatives", parts("alternative", PLAIN, RICH), "Plain words"),
    ("alternatives, turned round", parts("alternative", RICH, PLAIN), "Plain words"),
    ("no plain alternative", parts("alternative", RICH), "Rich words"),
    ("related", parts("related", RICH, "Content-Type: image/png\n\nx"), "Rich words"),
    (
        "related within alternative",
        parts("alternative", "Content-Type: image/png\n\nx", parts("related", RICH)),
        "Rich words",
    ),
    (
        "mixed",
        parts("mixed", PLAIN, "Content-Type: text/plain\n\nA footer"),
        "Plain words A footer",
    ),
    (
        "attachment",
        parts("mixed", PLAIN, "Content-Disposition: attachment; filename=a.txt\n\nNo"),
        "Plain words",
    ),
    ("picture", parts("mixed", PLAIN, "Content-Type: image/png\n\nNo"), "Plain words"),
    (
        "quoted-printable",
        (
            "Content-Type: text/plain; charset=iso-8859-1\n"
            "Content-Transfer-Encoding: quoted-printable\n\nCaf=E9 and a long=\n er line"
        ),
        "Café and a long er line",
    ),
    (
        "base64",
        (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            "VGhlIGJlbGw=\n"
        ),
        "The bell",
    ),
    (
        "koi8",
        (
            "Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64\n\n"
            "8NLJ18XU\n"
        ),
        "Привет",
    ),
    ("flowed", "Content-Type: text/plain; format=flowed\n\nThe \nbell", "The bell"),
    (
        "flowed without spaces",
        "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n灯 \n台",
        "灯台",
    ),
    (
        "quoted reply",
        "\n> They said so.\nWe deny it.\n-- \nAnna",
        "> They said so. We deny it. -- Anna",
    ),
    (
        "forwarded",
        parts("mixed", "Content-Type: message/rfc822\n\nSubject: Inner\n\nInner words", PLAIN),
        "Plain words Subject: Inner Inner words",
    ),
]


@pytest.mark.parametrize(
    ("body", "right"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES]
)
def test_what_is_read(tmp_path: Path, body: str, right: str) -> None:
    assert words(read(tmp_path, "a.eml", HEAD + body)) == f"{SHOWN} {right}"


def test_headers_are_decoded(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Die Brücke ist wieder offen, und zwar für alle, die sie brauchen, ab heute"
    mail["From"] = "Änne Groß <a@tide-post.example>"
    mail["Received"] = "from secret.example"
    mail["Bcc"] = "hidden@tide-post.example"
    mail.set_content("Ja.")
    text = words(read(tmp_path, "a.eml.gz", gzip.compress(mail.as_bytes())))
    assert text == (
        "Subject: Die Brücke ist wieder offen, und zwar für alle, die sie brauchen, ab heute "
        "From: Änne Groß <a@tide-post.example> Ja."
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("no mail", "is no message"),
        ("Words\n\nand more words", "is no message"),
        (HEAD + "Content-Type: text/plain; charset=klingon\n\nx", "'klingon', which is not known"),
        (HEAD + "Content-Type: text/plain; charset=utf-8\n\n" + "\udce9", "is not UTF-8"),
    ],
)
def test_what_is_no_mail(tmp_path: Path, data: str, message: str) -> None:
    copy = read(tmp_path, "a.eml", data.encode("utf-8", "surrogateescape"))
    assert isinstance(copy, Unreadable)
    assert message in copy.message


PAGE = "https://example.org/straße"


def saved(
    address: str, *more: str, location: str = "", start: str = "", html: str = "<p>Meant caf=C3=A9"
) -> str:
    """A page as Chromium saves it."""
    snapshot = f"Snapshot-Content-Location: {location}\n" if location else ""
    root = (
        f"--B\nContent-Type: text/html; charset=utf-8\nContent-ID: <root>\n"
        f"Content-Transfer-Encoding: quoted-printable\nContent-Location: {address}\n\n{html}\n"
    )
    rest = [
        f"--B\nContent-Type: text/html\nContent-Location: {each}\n\n<p>Frame\n" for each in more
    ]
    ordered = [*rest, root] if start else [root, *rest]
    return (
        f"From: <Saved by Blink>\n{snapshot}Subject: A title\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/related; type="text/html"; boundary="B"{start}\n\n'
        f"{''.join(ordered)}--B--\n"
    )


@pytest.mark.parametrize(
    ("name", "data", "notes"),
    [
        ("a.mhtml", saved("https://example.org/stra%C3%9Fe"), ()),
        ("a.mht", saved("https://example.org/stra%C3%9Fe#part", "https://ads.example/"), ()),
        ("a.mhtml", saved("cid:x@mhtml.blink", location="https://example.org/stra%C3%9Fe"), ()),
        ("a.mhtml", saved(PAGE, "https://ads.example/", start='; start="<root>"'), ()),
        ("a.mhtml", saved("http://example.org/stra%C3%9Fe"), ("archived as http://example.org/straße",)),
        ("a.mht.gz", gzip.compress(saved(PAGE).encode()), ()),
    ],
)  # fmt: skip
def test_a_saved_page(tmp_path: Path, name: str, data: bytes | str, notes: tuple[str, ...]) -> None:
    copy = read(tmp_path, name, data, PAGE)
    assert words(copy) == "Meant café"
    assert isinstance(copy, Copy)
    assert copy.notes == notes


@pytest.mark.parametrize(
    ("data", "url", "message"),
    [
        (saved("https://ads.example/", PAGE), PAGE, "it holds https://ads.example/"),
        (saved(PAGE, location="https://ads.example/"), PAGE, "it holds https://ads.example/"),
        (saved(PAGE), "https://www.example.org/straße", "it holds https://example.org/straße"),
        (saved(""), PAGE, "it does not say of which page it is"),
        (saved(PAGE), None, "the source has no web address as `url`"),
    ],
)
def test_another_page_that_was_saved(
    tmp_path: Path, data: str, url: str | None, message: str
) -> None:
    copy = read(tmp_path, "a.mhtml", data, url)
    assert isinstance(copy, Unreadable)
    assert copy.code == "missing-page"
    assert message in copy.message


def test_what_is_no_saved_page(tmp_path: Path) -> None:
    copy = read(tmp_path, "a.mhtml", HEAD + "\nWords", PAGE)
    assert isinstance(copy, Unreadable)
    assert "is no page saved as MHTML" in copy.message


@pytest.mark.parametrize("ending", [".txt", ".html", ".htm"])
def test_gzip_of_any_kind(tmp_path: Path, ending: str) -> None:
    copy = read(tmp_path, f"a{ending}.gz", gzip.compress(b"Words"))
    assert words(copy) == "Words"
    twice = read(tmp_path, f"a{ending}.gz", gzip.compress(gzip.compress(b"Words")))
    assert not isinstance(twice, Copy) or "Words" not in twice.text
