"""Transcripts of sound and film (WebVTT, SRT) → what is said, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from generator.archive.copytext import CopyText, Mark, Stretch
from generator.archive.failure import Refused
from generator.archive.plain import plain_text

MAX_BYTES = 10_000_000
MAX_CUES = 100_000

_TIME = r"(?:(\d{1,4}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_TAG = re.compile(r"</?[a-z][^<>\n]*>|<\d[\d:.]*>|\{\\[^{}\n]*\}", re.IGNORECASE)
_READING_AID = re.compile(r"<rt\b[^<>]*>.*?(?:</rt>|(?=</ruby>)|$)", re.IGNORECASE | re.DOTALL)
_APART = 0.05
"""Cues between which there is less time than this, in seconds, follow one another at once."""
_FLASH = 0.1
"""A cue that stands for less than this, in seconds, is a step of text that rolls up."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    lines: tuple[str, ...]


def vtt_text(data: bytes) -> CopyText:
    """What is said in a WebVTT file.

    Notes, style rules and regions are no part of it, nor are tags and the names of voices, which
    players do not show.

    Raises:
        Refused: it is no WebVTT file, too large, or has no cue.
    """
    text = _decode(data)
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", text):
        raise Refused("is no WebVTT file: it does not begin with 'WEBVTT'")
    return _transcript(text, is_vtt=True)


def srt_text(data: bytes) -> CopyText:
    """What is said in an SRT file; otherwise as `vtt_text`."""
    return _transcript(_decode(data), is_vtt=False)


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise Refused(f"is larger than {MAX_BYTES:,} bytes, which is too much for a transcript")
    return plain_text(data).replace("\r\n", "\n").replace("\r", "\n")


def _transcript(text: str, *, is_vtt: bool) -> CopyText:
    cues: list[_Cue] = []
    broken = 0
    for cue in _cues(text.split("\n"), is_vtt=is_vtt):
        if cue is None:
            broken += 1
        else:
            cues.append(cue)
        if len(cues) + broken > MAX_CUES:
            raise Refused(f"has more than {MAX_CUES:,} cues")
    if not cues:
        raise Refused("has no cue whose time can be read")
    cues.sort(key=lambda each: each.start)
    words: list[str] = []
    stretches: list[Stretch] = []
    at = 0
    for cue, lines in zip(cues, _new_lines(cues), strict=True):
        if lines:
            said = "\n".join(lines)
            stretches.append(Stretch(Mark.TIME, at, at + len(said), number=int(cue.start)))
            words.append(said)
            at += len(said) + 1
    notes = (f"cues left out, since their time cannot be read: {broken:,}",) if broken else ()
    return CopyText("\n".join(words), tuple(stretches), notes)


def _cues(lines: Sequence[str], *, is_vtt: bool) -> Iterator[_Cue | None]:
    """The cues in the order of the file; None for one without a time that can be read."""
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        timing = _TIMING.fullmatch(line)
        if timing is None:
            if "-->" in line:
                yield None
            continue
        begin = at
        while at < len(lines) and lines[at].strip() and "-->" not in lines[at]:
            at += 1
        end = at
        # Where no empty line stands before it, the next cue's number is not said by anyone.
        if at < len(lines) and "-->" in lines[at] and end > begin and lines[end - 1].isdigit():
            end -= 1
        said = _spoken_lines("\n".join(lines[begin:end]), is_vtt=is_vtt)
        start, until = _seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])
        yield _Cue(start, max(until, start), said)


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _spoken_lines(text: str, *, is_vtt: bool) -> tuple[str, ...]:
    """The lines of a cue without tags."""
    text = _TAG.sub("", _READING_AID.sub("", text))
    if is_vtt:
        text = unescape(text)
    return tuple(line for each in text.split("\n") if (line := each.strip()))


def _new_lines(cues: Sequence[_Cue]) -> Iterator[tuple[str, ...]]:
    """Of each cue the lines that the cue before did not show already.

    Live subtitles roll up: each cue repeats the lines that are still on the screen. That is told
    from words said twice by the time: the cues overlap, or most cues that follow one another at
    once repeat lines.
    """
    pairs = list(pairwise(cues))
    close = [pair for pair in pairs if _follow_at_once(*pair)]
    rolls = 2 * sum(_rolls_on(*pair) for pair in close) >= max(len(close), 1)
    yield cues[0].lines
    for before, cue in pairs:
        overlap = cue.start < before.end
        flash = min(cue.end - cue.start, before.end - before.start) < _FLASH
        repeated = 0
        if overlap or (_follow_at_once(before, cue) and (rolls or flash)):
            repeated = _repeated(before.lines, cue.lines)
        yield cue.lines[repeated:]


def _follow_at_once(before: _Cue, cue: _Cue) -> bool:
    return abs(cue.start - before.end) < _APART


def _rolls_on(before: _Cue, cue: _Cue) -> bool:
    """Whether a cue begins with what stood last on the screen, and is not the same once more."""
    return bool(_repeated(before.lines, cue.lines)) and before.lines != cue.lines


def _repeated(before: Sequence[str], lines: Sequence[str]) -> int:
    """How many lines at the beginning are the last ones of the cue before."""
    most = min(len(before), len(lines), 8)
    return next((n for n in range(most, 0, -1) if before[-n:] == lines[:n]), 0)
