"""Which sentences of a story are those that were recorded with an address, and which are others.

A sentence is known by its words, wherever it stands. Where its words have changed, a correction of
the story may say so, or it is much like one that stood in the same place. Whatever the texts are,
the work is bounded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Indel

from generator.resolve.addresses.words import words_digest

# How much of two sentences must be the same, in characters, for one to be the other reworded; less
# where it is the only one that has changed between two others. Of the pairs of different sentences
# of the story that this was measured on, one in a thousand shares so much.
_ALIKE = 0.75
_ALIKE_ALONE = 0.6
# So many pairs of sentences are compared; whatever is beyond counts as new.
_MOST_COMPARED = 20_000
# Corrections that put in what they look for make a sentence longer and longer.
_LONGEST_CORRECTED = 10_000
# What stands in lists: whether two of their sentences are one is not seen by likeness alone, for
# the same is said there of one country after the other.
_LISTED = ("e.", "o.", "m.", "p.", "d.")


class How(StrEnum):
    """How a sentence is known to be a recorded one."""

    SAME = "same"
    CORRECTED = "corrected"
    REWORDED = "reworded"


class Sentence(NamedTuple):
    """A sentence: its address, and its words as they are recorded.

    `address` is the recorded one, or where there is none yet, the one that its position gives.
    """

    address: str
    words: str

    @property
    def part(self) -> str:
        """The part of the story that the address names."""
        return self.address.rpartition(".")[0]


@dataclass(slots=True)
class Matches:
    """What has been found: the numbers of sentences in both lists that are one, and how.

    Attributes:
        then: the recorded sentences, in the order of the page.
        now: the story's sentences, in the order of the page.
        found: for the number of one of `now` the number of one of `then`, and how it is known.
        back: for the number of one of `now` its address of old, where it was gone and is back.
    """

    then: Sequence[Sentence]
    now: Sequence[Sentence]
    found: dict[int, tuple[int, How]] = field(default_factory=dict)
    back: dict[int, str] = field(default_factory=dict)
    _taken: dict[int, int] = field(default_factory=dict)

    def put(self, now: int, then: int, how: How) -> None:
        """Note that two are one."""
        self.found[now] = then, how
        self._taken[then] = now

    def is_open(self, now: int, then: int) -> bool:
        """Whether neither of two is matched yet."""
        return now not in self.found and now not in self.back and then not in self._taken

    def at(self, then: int) -> int | None:
        """The number of the sentence that a recorded one is now."""
        return self._taken.get(then)

    @property
    def lost(self) -> list[int]:
        """The recorded ones that are matched with nothing."""
        return [at for at in range(len(self.then)) if at not in self._taken]

    @property
    def new(self) -> list[int]:
        """The ones of now that are matched with nothing."""
        return [at for at in range(len(self.now)) if not (at in self.found or at in self.back)]


def match_sentences(
    then: Sequence[Sentence],
    now: Sequence[Sentence],
    gone: Mapping[str, str] | None = None,
    corrections: Sequence[tuple[str, str]] = (),
    apart: Collection[str] = (),
) -> Matches:
    """Find out which sentences are which.

    Args:
        then: the recorded sentences, in the order of the page.
        now: the story's sentences, in the order of the page.
        gone: the digests of the words of sentences that are gone, by their addresses.
        corrections: what the story said and what it says, the oldest first.
        apart: recorded addresses whose sentences are not to be found by likeness.
    """
    matches = Matches(then, now)
    _match_same(matches)
    if gone and matches.new:
        _match_back(matches, gone)
    if matches.lost and matches.new:
        _match_corrected(matches, corrections)
    if matches.lost and matches.new:
        _match_reworded(matches, apart)
    return matches


def _match_same(matches: Matches) -> None:
    """Match sentences with the same words: where these stand several times, by what is beside."""
    places: dict[str, tuple[list[int], list[int]]] = {}
    for side, sentences in enumerate((matches.then, matches.now)):
        for at, sentence in enumerate(sentences):
            places.setdefault(sentence.words, ([], []))[side].append(at)
    several = []
    for old, new in places.values():
        if len(old) == len(new) == 1:
            matches.put(new[0], old[0], How.SAME)
        elif old and new:
            several.append((old, new))
    if several:
        _follow(matches, range(len(matches.now)), 1, 0)
        _follow(matches, range(len(matches.now))[::-1], -1, len(matches.then) - 1)
    for old, new in several:
        _match_rest(matches, old, new)


def _follow(matches: Matches, order: Iterable[int], step: int, first: int) -> None:
    """Match what stands beside a matched sentence, now as then, and has the same words."""
    expected = first
    for at in order:
        if at in matches.found:
            expected = matches.found[at][0] + step
        elif (
            0 <= expected < len(matches.then)
            and matches.is_open(at, expected)
            and matches.then[expected].words == matches.now[at].words
        ):
            matches.put(at, expected, How.SAME)
            expected += step
        else:
            expected = -1


def _match_rest(matches: Matches, old: Iterable[int], new: Iterable[int]) -> None:
    """Match sentences that all have the same words: those of one part first, then in order."""
    left = [at for at in new if at not in matches.found]
    open_ = [at for at in old if matches.at(at) is None]
    by_part: dict[str, list[int]] = {}
    for at in reversed(open_):
        by_part.setdefault(matches.then[at].part, []).append(at)
    for at in left:
        if same := by_part.get(matches.now[at].part):
            matches.put(at, same.pop(), How.SAME)
    rest = (at for at in open_ if matches.at(at) is None)
    for at, then in zip((at for at in left if at not in matches.found), rest, strict=False):
        matches.put(at, then, How.SAME)


def _match_back(matches: Matches, gone: Mapping[str, str]) -> None:
    """Give sentences that were gone their addresses back: in their own part first."""
    everywhere: dict[str, list[str]] = {}
    by_part: dict[tuple[str, str], list[str]] = {}
    for address, digest in reversed(list(gone.items())):
        everywhere.setdefault(digest, []).append(address)
        by_part.setdefault((digest, address.rpartition(".")[0]), []).append(address)
    given: set[str] = set()
    for at in matches.new:
        digest = words_digest(matches.now[at].words)
        for addresses in (by_part.get((digest, matches.now[at].part)), everywhere.get(digest)):
            while addresses and addresses[-1] in given:
                addresses.pop()
            if addresses:
                matches.back[at] = addresses.pop()
                given.add(matches.back[at])
                break


def _match_corrected(matches: Matches, corrections: Sequence[tuple[str, str]]) -> None:
    """Match sentences that corrections turn into each other."""
    if len(corrections) * (len(matches.lost) + len(matches.new)) > _MOST_COMPARED:
        return
    new: dict[str, list[int]] = {}
    for at in reversed(matches.new):
        new.setdefault(matches.now[at].words, []).append(at)
    for then in matches.lost:
        words = matches.then[then].words
        for was, is_now in corrections:
            if was and was in words:
                if len(words) + words.count(was) * len(is_now) > _LONGEST_CORRECTED:
                    break
                words = words.replace(was, is_now)
                if same := new.get(words):
                    matches.put(same.pop(), then, How.CORRECTED)
                    break
    # More than what the correction names has changed: the place must be the same.
    beside = Beside(matches)
    left, fresh = dict.fromkeys(matches.lost), dict.fromkeys(matches.new)
    for was, is_now in corrections:
        old = [at for at in left if was and was in matches.then[at].words]
        fit = [at for at in fresh if is_now and is_now in matches.now[at].words]
        if len(old) == len(fit) == 1 and fit[0] in beside.candidates(old[0]):
            matches.put(fit[0], old[0], How.CORRECTED)
            del left[old[0]], fresh[fit[0]]


def _match_reworded(matches: Matches, apart: Collection[str]) -> None:
    """Match sentences that are much alike and stand in the same place, the likest first."""
    beside = Beside(matches)
    compared = 0
    pairs = []
    for then in matches.lost:
        old = matches.then[then]
        if old.address in apart:
            continue
        for at in beside.candidates(then):
            compared += 1
            sentence = matches.now[at]
            is_elsewhere = old.address.startswith(_LISTED) and old.part != sentence.part
            if compared > _MOST_COMPARED or is_elsewhere:
                continue
            alike = likeness(old.words, sentence.words)
            if alike >= (_ALIKE_ALONE if _is_alone(matches, at, then) else _ALIKE):
                pairs.append((-alike, then, at))
        if compared > _MOST_COMPARED:
            break
    for _, then, at in sorted(pairs):
        if matches.is_open(at, then):
            matches.put(at, then, How.REWORDED)


def _is_alone(matches: Matches, now: int, then: int) -> bool:
    """Whether two stand between the same neighbours, or at the same end."""
    ends = {-1: -1, len(matches.then): len(matches.now)}
    return all(
        (ends[then + step] if then + step in ends else matches.at(then + step)) == now + step
        for step in (-1, 1)
    )


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same, from 0 to 1, whatever the case of their letters."""
    return float(
        Indel.normalized_similarity(one.casefold(), other.casefold(), score_cutoff=_ALIKE_ALONE)
    )


class Beside:
    """Which new sentences stand where a lost one stood: behind or before the same neighbour."""

    def __init__(self, matches: Matches) -> None:
        """Take what has been found so far."""
        found = {now: then for now, (then, _) in matches.found.items()}
        taken = {then: now for now, then in found.items()}
        then, now = range(len(matches.then)), range(len(matches.now))
        self._old = [_neighbours(then, taken, own=True), _neighbours(then[::-1], taken, own=True)]
        self._known: dict[tuple[int, int], dict[int, None]] = {}
        self._new: list[dict[int, list[int]]] = []
        for order in (now, now[::-1]):
            by_neighbour: dict[int, list[int]] = {}
            for at, neighbour in _neighbours(order, found, own=False).items():
                by_neighbour.setdefault(neighbour, []).append(at)
            self._new.append(by_neighbour)

    def candidates(self, then: int) -> Mapping[int, None]:
        """The new sentences in the place of a lost one, each once."""
        neighbours = self._old[0][then], self._old[1][then]
        if neighbours not in self._known:
            sides = zip(neighbours, self._new, strict=True)
            self._known[neighbours] = {at: None for own, new in sides for at in new.get(own, ())}
        return self._known[neighbours]


def _neighbours(order: Iterable[int], known: Mapping[int, int], *, own: bool) -> dict[int, int]:
    """The nearest matched sentence before each that is not, as it is numbered among the recorded.

    Args:
        order: the numbers, forwards or backwards.
        known: those of them that are matched, and with which number of the other list.
        own: whether `order` numbers the recorded ones.
    """

    def walk() -> Iterator[tuple[int, int]]:
        last = -1
        for at in order:
            if at not in known:
                yield at, last
            else:
                last = at if own else known[at]

    return dict(walk())
