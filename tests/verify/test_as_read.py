"""Quotations stand in a copy as its reader sees it, and nowhere else; where they stand is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.archive import Copy, read_copy
from generator.archive.copytext import LINE_END_HYPHEN, Mark, Stretch
from generator.diagnostics import Place
from generator.folding import normalise
from generator.model import Caveat, Locator, LockedQuotation, Look, Quotation, Reader
from generator.resolve import QuotationEntry
from generator.verify.match import Located, locate
from generator.verify.readers import Reading
from generator.verify.record import record
from tests.support import TESTS

COPIES, PDFS = TESTS / "archive/copies", TESTS / "archive/pdfs"
ROWS: list[tuple[Path, str, str, bool]] = [
    (COPIES / "adframe.warc.gz", "http://example.org/old-slug", "The bridge is open again", True),
    (COPIES / "adframe.warc.gz", "http://example.org/old-slug", "Buy the best lamps here", False),
    (COPIES / "pct.warc.gz", "https://example.org/straße", "The street is shut for a week", True),
    (COPIES / "pct.warc.gz", "https://example.org/straße", "Rent good lamps here", False),
    (COPIES / "exponent.html", "", "The pit holds 106 grains of salt", False),
    (COPIES / "exponent.html", "", "The pit holds 10⁶ grains of salt", True),
    (PDFS / "layeroff.pdf", "", "Switched off layer words", False),
    (PDFS / "redacted.pdf", "", "The informer was called Aldo Quill", False),
    (COPIES / "struck.html", "", "The keeper denied", False),
    (COPIES / "headnoscript.html", "", "Keeper admits the theft", False),
    (COPIES / "sjis.html", "", "髙橋が確認した", True),
    (COPIES / "hebrew-8859-8-i.html", "", "ראש העיר אמר כן", True),
    (COPIES / "oldwin.html", "", "spoke at noon", True),
    (COPIES / "comment.html", "", "Der Bürgermeister sprach", True),
    (COPIES / "marker.html", "", "The dam held firm all night", True),
    (COPIES / "marker.html", "", "The dam held firm1 all night", False),
    (COPIES / "ruby.html", "", "彼は灯台を見た", True),
    (COPIES / "hebrew-gershayim.txt", "", 'דובר צה"ל אמר כן', True),
    (COPIES / "variation-selector.txt", "", "A ❤ was drawn there", True),
]


@pytest.mark.parametrize(
    ("path", "url", "words", "stands"), ROWS, ids=lambda it: getattr(it, "name", None)
)
def test_words_stand_as_they_are_seen(path: Path, url: str, words: str, stands: bool) -> None:
    copy = read_copy(path, url or "https://example.org/page")
    assert isinstance(copy, Copy), copy
    assert isinstance(locate(words, normalise(copy.text)), Located) is stands


PARTED = f"It was some{LINE_END_HYPHEN}thing of a co{LINE_END_HYPHEN}op. A hard-won one, something."


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("It was something of a coop", True),
        ("It was some-thing of a co-op", True),
        ("It was some-thing of a coop", True),
        ("A hard-won one", True),
        ("A hardwon one", False),
        ("one, some-thing", False),
        ("It was some thing of", False),
        ("It was so-mething of", False),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_may_be_none(words: str, stands: bool) -> None:
    assert isinstance(locate(words, normalise(PARTED)), Located) is stands


def locked(words: str, copy: Copy) -> LockedQuotation:
    text = normalise(copy.text)
    found = locate(words, text)
    assert isinstance(found, Located)
    place = Place("x.yml")
    entry = QuotationEntry(Quotation(id="a", exact=words), "x", place, place)
    return record(entry, found, Reading(found, text, Reader.STATIC), copy, "en", "2031-01-01")


def test_the_lock_says_where_words_stand_and_what_is_special_there() -> None:
    start = PARTED.index("hard")
    stretches = (
        Stretch(Mark.PAGE, 0, start, "xii", 14),
        Stretch(Mark.PAGE, start, len(PARTED), "1", 15),
        Stretch(Mark.MACHINE_READ, 0, start),
    )
    copy = Copy(PARTED, "", stretches)
    first, second = locked("some-thing of a coop", copy), locked("hard-won one", copy)
    assert first.locator == Locator(page="xii", page_number=14)
    assert first.caveats == [Caveat.MACHINE_READ, Caveat.LINE_END_HYPHEN_KEPT]
    assert second.locator == Locator(page="1", page_number=15)
    assert second.caveats == []
    spoken = Copy("a b c", "", (Stretch(Mark.TIME, 0, 5, "", 751),))
    assert locked("b c", spoken).locator == Locator(time=751)
    assert locked("something of a coop", Copy(PARTED, "")).caveats == [
        Caveat.LINE_END_HYPHEN_DROPPED
    ]


def test_a_complete_utterance_needs_no_second_look() -> None:
    copy = Copy('She said, "we found the bell," and left at once by boat.', "")
    assert locked("we found the bell", copy).looks == []
    assert locked("found the bell", copy).looks == [Look.STARTS_LATE, Look.STOPS_EARLY]
    assert locked("and left at once", copy).looks == [Look.STARTS_LATE, Look.STOPS_EARLY]
