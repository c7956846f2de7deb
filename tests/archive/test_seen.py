"""The static reader against the table of what a reader of a page sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.archive import Copy, read_copy
from generator.archive.html import html_text
from generator.folding import normalise
from generator.verify.match import Located, NotLocated, locate
from tests.archive.seen import DOCS, ROWS, Row, with_table


def words(page: str) -> str:
    """The words of a page, as they are compared: with single spaces, without soft hyphens."""
    return " ".join(html_text(page.encode()).text.replace("\xad", "").split())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_is_seen_is_read_and_nothing_else(row: Row) -> None:
    text = words(row.page)
    assert [each for each in row.read if each not in text] == [], text
    assert [each for each in row.not_read if each in text] == [], text


def test_the_table_has_each_idiom_once() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS) >= 60


COPIES = Path(__file__).parent / "copies"


@pytest.mark.parametrize(
    ("name", "stands", "does_not"),
    [
        ("exponent", "The pit holds 10⁶ grains of salt", "The pit holds 106 grains of salt"),
        ("struck", "The keeper confirmed", "The keeper denied"),
        ("headnoscript", "Nothing was proved", "Keeper admits the theft"),
        ("sjis", "髙橋が確認した", ""),
        ("hebrew-8859-8-i", "ראש העיר אמר כן", ""),
        ("oldwin", "spoke at noon", ""),
        ("comment", "Der Bürgermeister sprach", ""),
        ("marker", "The dam held firm all night", "firm1"),
        ("ruby", "彼は灯台を見た", "とうだい"),
    ],
)
def test_a_quotation_stands_in_a_copy_or_does_not(name: str, stands: str, does_not: str) -> None:
    copy = read_copy(COPIES / f"{name}.html", None)
    assert isinstance(copy, Copy)
    text = normalise(copy.text)
    assert isinstance(locate(stands, text), Located)
    assert not does_not or isinstance(locate(does_not, text), NotLocated)


def test_pictures_and_captions_are_told_as_such() -> None:
    page = (
        "<p>The <img src=a alt='Alt words'> dam<figure><img src=b alt=Second><figcaption>Under "
        "<b>it</b></figcaption></figure><div hidden><img src=c alt=Third></div>"
    )
    seen = html_text(page.encode())
    assert [(each.mark, seen.text[each.start : each.end]) for each in seen.stretches] == [
        ("caption", "Under it"),
        ("alternative", "Alt words"),
        ("alternative", "Second"),
    ]
    assert [*seen.stretches] == sorted(seen.stretches, key=lambda each: each.start)


RAISED = [
    ("10<sup>6</sup>", "10⁶"),
    ("10<sup> 6 </sup>", "10⁶"),
    ("10 <sup>6</sup> x", "10⁶ x"),
    ("3 <sup>1</sup>/<sub>2</sub> cups", "3 ¹/₂ cups"),
    ("3<sup>1</sup>/<sub>2</sub> cups", "3¹/₂ cups"),
    ("10<sup><b>6</b></sup>", "10⁶"),
    ("x<sup>2</sup> + y<sub>1</sub>", "x² + y₁"),
    ("2<sup>n+1</sup>", "2ⁿ⁺¹"),
    ("m s<sup>−1</sup>", "m s⁻¹"),
    ("CO<sub>2</sub>", "CO₂"),
    ("SO<sub>4</sub><sup>2−</sup>", "SO₄²⁻"),
    ("5 m<sup>3</sup>", "5 m³"),
    ("E = mc<sup>2</sup>", "E = mc²"),
    ("(a + b)<sup>2</sup>", "(a + b)²"),
    ("2018<sup>1</sup> it", "2018¹ it"),
    ("10<sup>6</sup><sup><a href=#a>1</a></sup>", "10⁶"),
    ("the 2<sup>nd</sup>", "the 2nd"),
    ("n<sup>o</sup> 5", "no 5"),
    ("Lamp<sup>TM</sup>", "Lamp™"),
    ("firm<sup>1</sup>", "firm"),
    ("firm<sup>12</sup>,", "firm,"),
    ("firm<sup>1</sup><sup>,</sup><sup>2</sup>", "firm"),
    ("firm<sup>1, 2</sup>", "firm"),
    ("firm<sup>1–3</sup>", "firm"),
    ("firm<sup>a</sup>", "firm"),
    ("firm<sup>†</sup>", "firm"),
    ("firm.<sup>4</sup>", "firm."),
    ("firm<sup>[a]</sup><sup>[note 1]</sup>", "firm"),
    ("firm<sup class=x><a href='https://bell.example/#cite-9'>9</a></sup>", "firm"),
    ("<a href=#n><sup>9</sup></a>", ""),
    ("firm<sup>new this week</sup> it", "firm new this week it"),
    ("<sup>3</sup>And he said", "³ And he said"),
    ("<sup>1</sup>/<sub>2</sub>", "¹/₂"),
    ("<sup>235</sup>U", "²³⁵U"),
    ("e<sup>x<sup>2</sup></sup>", "ex²"),
    ("明言した<sup>1</sup>。", "明言した。"),
    ("a<sup></sup>b", "ab"),
]


@pytest.mark.parametrize(("html", "text"), RAISED, ids=[one[0] for one in RAISED])
def test_what_is_raised_keeps_its_place(html: str, text: str) -> None:
    assert words(f"<p>{html}</p>") == text


@pytest.mark.parametrize(
    "html",
    ["10<sup>6</sup>", "10<sup>−9</sup>", "10<sup>+9</sup>", "10 <sup>6</sup>", "10<sub>2</sub>",
     "caf\ufffd", "10\ufffd"],
)  # fmt: skip
def test_no_number_stands_without_its_exponent(html: str) -> None:
    text = normalise(html_text(f"<p>It holds {html} grains</p>".encode()).text)
    for quotation in ("It holds 10", "It holds caf", "It holds 1", "106 grains", "6 grains"):
        assert isinstance(locate(quotation, text), NotLocated), text.text


def test_noncharacters_and_marks_of_a_page_are_none() -> None:
    page = "<p>a\ufdd0b&#xFDD0;c&#64976;d&#0;e\0f</p><pre>g\0H</pre>"
    assert words(page) == "a\ufffdb\ufffdc\ufffdd\ufffdef gH"


def test_a_note_for_styles_that_cannot_be_read() -> None:
    page = b"<style>p:lang(en){display:none}</style><p>One"
    assert html_text(page).notes == ("1 style rules that may hide words could not be read",)


@pytest.mark.parametrize(
    ("text", "stands", "does_not"),
    [
        ("第一号は髙橋が確認した", "髙橋が確認した", "橋が確認しなかった"),
        ("参加者は十七人だった", "十七人だった", "七人だった"),
        ("参加者は17人だった", "17人だった", "7人だった"),
        ("ผู้ว่าการกล่าวว่าเปิด", "กล่าวว่าเปิด", "ล่าวปิด"),
        ("มี๑๗คน", "๑๗คน", "๗คน"),
        ("ストーブが燃えた", "ストーブが燃えた", "トーブが燃えた"),
    ],
)
def test_where_no_spaces_part_words(text: str, stands: str, does_not: str) -> None:
    assert isinstance(locate(stands, normalise(text)), Located)
    assert isinstance(locate(does_not, normalise(text)), NotLocated)


def test_the_documentation_has_the_table() -> None:
    page = DOCS.read_text("utf-8")
    assert with_table(page) == page, "run: .venv/bin/python -m tests.archive.seen"
