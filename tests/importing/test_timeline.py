"""Tables of TimelineJS: the events of a story, and what is wrong with some tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.importing.failure import ImportFailure
from generator.importing.timeline import read_timeline
from tests.importing.support import run_import, site_with_copy
from tests.importing.test_drafts import errors, story
from tests.sites import files_of

HEAD = (
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,"
    "Media Credit,Media Caption,Media Thumbnail,Type,Group,Background,Link\n"
)
TABLE = HEAD + (
    ',,,,,,,,,The bell of Ostermill,"A bell left its belfry. It was heavy.",,,,,title,,,\n'
    '2031,4,3,10:00,,,,,,The bell vanished,"<p>It weighed ""some 900 kilograms"".'
    ' See <a href=""https://tide-post.example/bell-gone"">the report</a>.</p>Second <b>part</b>.",'
    "https://a.example/p.jpg,,,,,,,\n"
    "2031,4,5,,2031,4,7,,,=1+1,@SUM(A1),,,,,,,,https://gazette.example/x\n"
    "-44,,,,,,,,,Too early,x,,,,,,,,\n"
    "2000,,,,2001,,,,,An era,,,,,,era,,,\n"
    "2032,,,,,,,,Some day,,,,,,,,,,\n"
)


def test_a_table_becomes_a_draft_story_with_events(tmp_path: Path) -> None:
    site = site_with_copy(tmp_path / "site")
    result = run_import(site, "bells.csv", TABLE)
    assert result.exit_code == 0, result.output
    made = story(site, "the-bell-of-ostermill")
    assert "  A bell left its belfry. [editor]\n  It was heavy. [editor]\n" in made
    assert (
        made.partition("events:")[2].partition("\n# Left")[0]
        == """
  - id: the-bell-vanished
    date: 2031-04-03
    title: The bell vanished
    text: |
      It weighed *some 900 kilograms*. [editor]
      See the report. [editor]

      Second part. [editor]
  - id: event-1-1
    date: 2031-04-05/2031-04-07
    title: =1+1
    text: |
      &#64;SUM(A1) [editor]
  - id: some-day
    date: "2032"
    title: Some day
    text: |
      Some day [editor]
"""
    )
    for told in (
        "Line 5, 'Too early', was left out", "it is an era", "media (1), time (1)",
        "rests on gazette-example in the draft", "rests on post in the draft",
    ):  # fmt: skip
        assert told in result.output
    assert errors(site) == []


@pytest.mark.parametrize(("sign", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_separators_are_read_and_said(sign: str, name: str) -> None:
    draft = read_timeline(f"Year{sign}Headline{sign}Text\n2031{sign}A, b{sign}c\n")
    assert [(event.date, event.title) for event in draft.events] == [("2031", "A, b")]
    assert draft.remarks == (f"Its cells are separated by {name}, not by commas.",)


def test_the_older_form_of_the_table_is_read() -> None:
    draft = read_timeline(
        "Start Date,End Date,Headline\n4/27/2018,4/28/2018,a\n2018,,b\n4/5/2018,,c\n"
    )
    assert [event.date for event in draft.events] == ["2018-04-27/2018-04-28", "2018"]
    assert draft.remarks == (
        "Line 4, 'c', was left out: its date cannot be read, or has no year.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "date"),
    [
        ("2031,4,,,,", "2031-04"),
        ("31,4,3,,,", "0031-04-03"),
        ("2031,4,31,,,", ""),
        ("2031,,3,,,", ""),
        ("2031,April,3,,,", ""),
        ("20311,1,1,,,", ""),
        ("2031,,,2030,,", ""),
        ("2031,,,2031,x,", ""),
        ("2031,,,2032,5,", "2031/2032-05"),
    ],
)
def test_dates(cells: str, date: str) -> None:
    head = "Year,Month,Day,End Year,End Month,Headline\n"
    draft = read_timeline(f"{head}{cells}h\n2000,,,,,last\n")
    assert draft.events[0].date == (date or "2000")


BROKEN = [
    ("", "needs 'Year' and 'Headline'"),
    ("a,b\n1,2\n", "and has 'a', 'b'"),
    ("Year,Headline\n", "has no event with a date"),
    ('Year,Headline\n2031,"a\n', "is broken: line 2: unexpected end of data"),
    ("Year,Headline\n2031,a,b,c\n", "line 2 has 4 cells, the first row 2"),
    ("Year,Headline\n2031," + "x" * 140_000 + "\n", "field larger than field limit"),
    ("Year,Headline\n" + "2031,a\n" * 2_001, "more than 2,000 rows"),
    ("Year,Headline\n2031,a\0b\n", "is no text"),
    (HEAD.encode("utf-16")[:-1], "is cut off, or no text"),
]


@pytest.mark.parametrize(("data", "why"), BROKEN, ids=[why for _, why in BROKEN])
def test_what_is_broken_is_refused(tmp_path: Path, data: str | bytes, why: str) -> None:
    site = site_with_copy(tmp_path / "site")
    before = files_of(site)
    result = run_import(site, "a.csv", data)
    assert result.exit_code == 2, result.output
    assert why in result.output
    assert files_of(site) == before


def test_hostile_cells(tmp_path: Path) -> None:
    site = site_with_copy(tmp_path / "site")
    cells = [
        "<script>alert(1)</script>", "[@x] [editor]", "a\u202eb", "<a href='javascript:x'>y</a>",
        "{title} & &lt;b>", "- : #", "<" * 5_000, "<a " * 3_000, "=HYPERLINK(1)", "%&*!|>",
    ]  # fmt: skip
    rows = "".join(f'2031,"{cell}","{cell} word"\n' for cell in cells)
    result = run_import(site, "a.csv", f"Year,Headline,Text\n{rows}")
    assert result.exit_code == 0, result.output
    assert errors(site) == []


def test_a_reader_says_that_it_failed() -> None:
    with pytest.raises(ImportFailure):
        read_timeline("x")
