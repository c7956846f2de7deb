"""The passage of a copy that a quotation most likely means, when its words do not stand there.

It is shown to the editor and never passes for the quotation. Short runs of the quotation's words
that stand in the copy show where to look; only there are the words set against each other. Where
nothing is like it, capitals and small letters count as the same.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal, Protocol

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from generator.folding import DROPPED, Normalised, normalised
from generator.resolve.glossary import fold
from generator.verify.chains import Span, finds
from generator.verify.marks import parts

LOWEST_SCORE = 60.0
"""Below this likeness, in per cent, a passage would only mislead."""

_WORD = re.compile(r"[^\W_]+(?:['.,-][^\W_]+)*|(?:[^\w\s]|_)+")
_MOST_WORDS = 400
_MOST_HITS = 40
_MOST_PLACES = 4
# So many words are shown beside a change.
_WORDS_BESIDE = 3

Kind = Literal["same", "quotation", "source"]


class _Block(Protocol):
    """A run of words in both, as rapidfuzz counts them."""

    src_start: int
    src_end: int
    dest_start: int
    dest_end: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of words that both have, or only the quotation, or only the source."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The nearest passage.

    `words` are the ones compared: a quotation with omissions is compared by one of its pieces.
    `passage` is the source's own text with its own signs, to be pasted; `start` and `end` are
    offsets in the normalised text; `score` is the likeness in per cent.
    """

    words: str
    passage: str
    start: int
    end: int
    score: float
    differences: tuple[Difference, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """The differences in order: [-what the source has not-], {+what it has instead+}."""
        return tuple(map(_shown, self.differences))


def nearest_passage(exact: str, copy: Normalised) -> NearMiss | None:
    """Find the passage that is most like a quotation.

    Args:
        exact: the quotation, as an editor wrote it.
        copy: the archived text.

    Returns:
        The passage and what differs, or None where nothing is like it.
    """
    words = _compared(normalised(exact), copy)
    wanted = [(word.start(), word.end()) for word in _WORD.finditer(words)][:_MOST_WORDS]
    if not wanted:
        return None
    words = words[: wanted[-1][1]]
    best = _best(words, wanted, copy.text) or _best(fold(words), wanted, fold(copy.text))
    if best is None:
        return None
    score, start, end = best
    differences = _compare(words, copy.text[start:end])
    return NearMiss(words, to_paste(copy, start, end), start, end, score, differences)


def _best(words: str, wanted: list[Span], text: str) -> tuple[float, int, int] | None:
    """The likeness of the passage that is most like the words, and where it begins and ends."""
    places = {_aligned(words, wanted, text, at) for at in _likely_places(words, text)}
    scored = [(fuzz.ratio(words, text[start:end]), -start, end) for start, end in places if end]
    score, start, end = max(scored, default=(0.0, 0, 0))
    return None if score < LOWEST_SCORE else (score, -start, end)


def _compared(words: str, copy: Normalised) -> str:
    """The longest piece that does not stand there, or the longest of all."""
    pieces = [piece.text for piece in parts(words).pieces]
    missing = [piece for piece in pieces if piece not in copy.text]
    return max(missing or pieces, key=len, default="")


def _likely_places(words: str, text: str) -> list[int]:
    """Where the quotation would begin, by votes of its runs of three words, two, or one.

    A run that stands there often has little to say, and one that is everywhere nothing.
    """
    starts = [word.start() for word in re.finditer(r"\S+", words)]
    ends = [word.end() for word in re.finditer(r"\S+", words)]
    votes: Counter[int] = Counter()
    for size in (3, 2, 1):
        for start, end in zip(starts, ends[size - 1 :], strict=False):
            if size == 1 and end - start < 4:
                continue
            hits = finds(words[start:end], text, _MOST_HITS)
            for hit in hits:
                votes[(hit - start) // 40] += 1000 // len(hits)
        if votes:
            break
    for place, count in list(votes.items()):
        votes[place] += votes.get(place - 1, 0) + votes.get(place + 1, 0) - count // 100
    chosen: list[int] = []
    for place, _ in votes.most_common(_MOST_PLACES * 3):
        if all(abs(place - other) > 1 for other in chosen):
            chosen.append(place)
    return [place * 40 + 20 for place in chosen[:_MOST_PLACES]]


def _aligned(words: str, wanted: list[Span], text: str, at: int) -> Span:
    """The passage near `at` that stands against the quotation, from whole word to whole word.

    The words that both have say where it begins and ends; as many words as the quotation has
    before the first of them and behind the last belong to it too. (0, 0) if they share none.
    """
    slack = len(words) // 3 + 80
    low, high = max(0, at - slack), min(len(text), at + len(words) + slack)
    low = text.rfind(" ", 0, low) + 1
    high = text.find(" ", high) if text.find(" ", high) >= 0 else len(text)
    there = [(low + word.start(), low + word.end()) for word in _WORD.finditer(text[low:high])]
    blocks = [
        block
        for block in Levenshtein.opcodes(
            [words[start:end] for start, end in wanted], [text[start:end] for start, end in there]
        )
        if block.tag == "equal"
    ]
    while len(blocks) > 1 and _is_stray_match(blocks[0], blocks[1]):
        blocks = blocks[1:]
    while len(blocks) > 1 and _is_stray_match(blocks[-1], blocks[-2]):
        blocks = blocks[:-1]
    if not blocks:
        return 0, 0
    first = max(0, blocks[0].dest_start - blocks[0].src_start)
    last = min(len(there), blocks[-1].dest_end + len(wanted) - blocks[-1].src_end)
    return there[first][0], there[last - 1][1]


def _is_stray_match(outer: _Block, inner: _Block) -> bool:
    """Whether a lone common word lies further off in the source than in the quotation."""
    if outer.src_end - outer.src_start > 1:
        return False
    first, second = sorted((outer, inner), key=lambda block: block.src_start)
    in_quotation = second.src_start - first.src_end
    return second.dest_start - first.dest_end > in_quotation + 3


def to_paste(copy: Normalised, start: int, end: int) -> str:
    """The source's own text on one line, without what nobody sees."""
    first, last = copy.span(start, end)
    seen = "".join(sign for sign in copy.original[first:last] if sign not in DROPPED)
    return " ".join(seen.split())


def _compare(words: str, here: str) -> tuple[Difference, ...]:
    """The words of both, run by run."""
    ours = [(word.start(), word.end()) for word in _WORD.finditer(words)]
    theirs = [(word.start(), word.end()) for word in _WORD.finditer(here)]
    blocks = Levenshtein.opcodes(
        [words[start:end] for start, end in ours], [here[start:end] for start, end in theirs]
    )
    differences = []
    for block in blocks:
        mine = _run(words, ours, block.src_start, block.src_end)
        source = _run(here, theirs, block.dest_start, block.dest_end)
        if block.tag == "equal":
            differences.append(Difference("same", source))
            continue
        if mine:
            differences.append(Difference("quotation", mine))
        if source:
            differences.append(Difference("source", source))
    return tuple(differences)


def word_runs(exact: str, reads: str) -> tuple[tuple[str, bool], ...]:
    """What a page reads in the place of a quotation, in runs of words.

    Args:
        exact: the quotation.
        reads: the page's words.

    Returns:
        Each run, and whether it is not the quotation's; joined by spaces they are the words.
    """
    differences = Levenshtein.opcodes(normalised(exact).split(), normalised(reads).split())
    words = reads.split()
    return tuple(
        (" ".join(words[each.dest_start : each.dest_end]), each.tag != "equal")
        for each in differences
        if each.dest_end > each.dest_start
    )


def word_changes(before: str, after: str) -> tuple[str, ...]:
    """How a text has changed, word by word: [-what was taken out-], {+what was put in+}.

    Of what is the same only a few words beside a change are shown.

    Args:
        before: the text as it was, on one line.
        after: the text as it is.
    """
    changes = _compare(" ".join(before.split()), " ".join(after.split()))
    shown = []
    for at, each in enumerate(changes):
        words = each.words.split()
        if each.kind == "same" and len(words) > 2 * _WORDS_BESIDE:
            head = words[:_WORDS_BESIDE] if at else []
            tail = words[-_WORDS_BESIDE:] if at < len(changes) - 1 else []
            shown.append(" ".join((*head, "…", *tail)))
        else:
            shown.append(_shown(each))
    return tuple(shown)


def _shown(difference: Difference) -> str:
    if difference.kind == "quotation":
        return f"[-{difference.words}-]"
    return f"{{+{difference.words}+}}" if difference.kind == "source" else difference.words


def _run(text: str, words: list[Span], first: int, last: int) -> str:
    return text[words[first][0] : words[last - 1][1]] if last > first else ""
