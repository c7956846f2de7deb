"""Transcripts: what is said, and when."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from generator.archive import Copy, Unreadable, read_copy
from generator.archive.copytext import Mark


def read(tmp_path: Path, name: str, text: str | bytes) -> Copy | Unreadable:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_copy(path, None)


def said(copy: Copy | Unreadable) -> str:
    assert isinstance(copy, Copy), copy
    return "|".join(copy.text.split("\n"))


VTT = [
    ("plain", "00:01.000 --> 00:02.000\nWe close.", "We close."),
    ("hours", "01:00:01.000 --> 01:00:02.000\nWe close.", "We close."),
    ("with a name", "intro\n00:01.000 --> 00:02.000\nWe close.", "We close."),
    ("settings", "00:01.000 --> 00:02.000 line:0 position:20%\nWe close.", "We close."),
    ("note", "NOTE secret\nsecret\n\n00:01.000 --> 00:02.000\nWe close.", "We close."),
    ("style", "STYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.000\nWe", "We"),
    ("region", "REGION\nid:a\n\n00:01.000 --> 00:02.000\nWe", "We"),
    ("voice", "00:01.000 --> 00:02.000\n<v Anna Quill>We close.</v>", "We close."),
    ("tags", "00:01.000 --> 00:02.000\n<c.red>We</c> <i>clo</i>se<00:01.500>.", "We close."),
    ("references", "00:01.000 --> 00:02.000\nA &amp; B &lt;c&gt;&nbsp;d", "A & B <c>\u00a0d"),
    ("ruby", "00:01.000 --> 00:02.000\n<ruby>灯台<rt>とうだい</rt></ruby>", "灯台"),
    ("two lines", "00:01.000 --> 00:02.000\nWe\nclose.", "We|close."),
    ("in the order of time", "00:09.000 --> 00:10.000\nB\n\n00:01.000 --> 00:02.000\nA", "A|B"),
    ("lone words", "00:01.000 --> 00:02.000\nA\n\nstray", "A"),
    ("rolled up", "00:01.000 --> 00:03.000\na\nb\n\n00:02.000 --> 00:04.000\nb\nc", "a|b|c"),
    (
        "rolled up at once",
        (
            "00:01.000 --> 00:02.000\na\n\n00:02.000 --> 00:02.010\na\n\n"
            "00:02.010 --> 00:04.000\na\nb\n\n00:04.000 --> 00:04.010\nb\n\n"
            "00:04.010 --> 00:06.000\nb\nc"
        ),
        "a|b|c",
    ),
    ("said twice", "00:01.000 --> 00:02.000\nNo.\n\n00:02.000 --> 00:03.000\nNo.", "No.|No."),
    (
        "said again later",
        "00:01.000 --> 00:02.000\nNo.\n\n00:05.000 --> 00:06.000\nNo.\nNever.",
        "No.|No.|Never.",
    ),
    (
        "one that rolls among many",
        (
            "00:01.000 --> 00:02.000\nNo.\n\n00:02.000 --> 00:03.000\nNo.\nYes.\n\n"
            "00:03.000 --> 00:04.000\nb\n\n00:04.000 --> 00:05.000\nc"
        ),
        "No.|No.|Yes.|b|c",
    ),
]
SRT = [
    ("plain", "1\n00:00:01,000 --> 00:00:02,000\nWe close.\n", "We close."),
    ("dots", "1\n00:00:01.000 --> 00:00:02.000\nWe close.\n", "We close."),
    (
        "tags",
        '1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>We</i> <font color="red">close</font>.',
        "We close.",
    ),
    ("an ampersand", "1\n00:00:01,000 --> 00:00:02,000\nA & B &amp; C < D", "A & B &amp; C < D"),
    (
        "figures",
        "1\n00:00:01,000 --> 00:00:02,000\n900\n\n2\n00:00:03,000 --> 00:00:04,000\nkilos",
        "900|kilos",
    ),
    (
        "no empty lines",
        "1\n00:00:01,000 --> 00:00:02,000\nA\n2\n00:00:03,000 --> 00:00:04,000\nB",
        "A|B",
    ),
    (
        "Windows",
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nA\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nB",
        "A|B",
    ),
]


@pytest.mark.parametrize(("cues", "right"), [row[1:] for row in VTT], ids=[row[0] for row in VTT])
def test_webvtt(tmp_path: Path, cues: str, right: str) -> None:
    assert said(read(tmp_path, "a.vtt", f"WEBVTT - a title\n\n{cues}\n")) == right


@pytest.mark.parametrize(("text", "right"), [row[1:] for row in SRT], ids=[row[0] for row in SRT])
def test_srt(tmp_path: Path, text: str, right: str) -> None:
    assert said(read(tmp_path, "a.srt", text)) == right


@pytest.mark.parametrize("packed", [False, True])
def test_the_time_of_each_cue_is_known(tmp_path: Path, packed: bool) -> None:
    text = (
        "\ufeffWEBVTT\n\n00:12:31.900 --> 00:12:33.000\nThe bell\n\n"
        "01:00:00.000 --> 01:00:02.000\nvanished\nby night\n"
    )
    data = gzip.compress(text.encode()) if packed else text.encode()
    copy = read(tmp_path, "a.vtt.gz" if packed else "a.vtt", data)
    assert isinstance(copy, Copy)
    stretches = [
        (each.mark, each.number, copy.text[each.start : each.end]) for each in copy.stretches
    ]
    assert stretches == [
        (Mark.TIME, 751, "The bell"),
        (Mark.TIME, 3600, "vanished\nby night"),
    ]


def test_a_time_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nA\n\n1:2 --> soon\nB\n\n00:99.000 --> 01:00.000\nC\n"
    copy = read(tmp_path, "a.vtt", text)
    assert said(copy) == "A"
    assert isinstance(copy, Copy)
    assert copy.notes == ("cues left out, since their time cannot be read: 2",)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.vtt", "00:01.000 --> 00:02.000\nA", "does not begin with 'WEBVTT'"),
        ("a.vtt", "WEBVTTX\n\n00:01.000 --> 00:02.000\nA", "does not begin with 'WEBVTT'"),
        ("a.vtt", "WEBVTT\n\nA", "has no cue whose time can be read"),
        ("a.srt", "Words", "has no cue whose time can be read"),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nCaf\xe9", "is not UTF-8"),
        ("a.srt.gz", "1\n00:00:01,000 --> 00:00:02,000\nA", "is no gzip file"),
    ],
)
def test_what_is_no_transcript(tmp_path: Path, name: str, text: str | bytes, message: str) -> None:
    copy = read(tmp_path, name, text)
    assert isinstance(copy, Unreadable)
    assert message in copy.message
