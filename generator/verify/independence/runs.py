"""Runs of words that two texts share outside quotation marks.

Every window of `LEAST` words is looked up in one index over all texts, so the cost grows with the
length of the texts; only sources that have a window in common are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product
from typing import TypeAlias

from generator.digests import sha256_label
from generator.index import Overlap, SharedRun
from generator.load.parse import BAD_CHARACTER
from generator.verify.independence.words import BARRIER, Words, own_words

LEAST = 8
"""A run has at least this many words. Of reports of one event, independent ones were found to
share six ("Europol said in a statement. The"); agencies' stock phrases go up to a dozen."""
TOUCHED = 4
"""Beside a run a shorter one counts too, from this many words: a hand has touched a sentence."""
GAP = 2
"""So many words may stand between them, on either side."""
PASSAGE = 13
"""So many shared words, in one run or in several with a word or two between, are a sentence that
one report has from the other, or both from a third: one more than the longest stock phrase."""
EXCERPT = 25
"""So many words of a run are kept to be shown."""
# Of more sources that share a window, each is compared with the next only; of more places of a
# window in one text, these first ones count. Both keep the work in step with the texts' length.
_ALL_PAIRS = 8
_COPIES = 4

_Run: TypeAlias = tuple[int, int, int]  # where in a, where in b, how many: all in words
_Seeds: TypeAlias = dict[tuple[str, str], list[tuple[int, int]]]


def find_overlaps(texts: Mapping[str, str], least: int = LEAST) -> tuple[Overlap, ...]:
    """Compare the texts of all sources.

    Args:
        texts: id of a source → its archived text.
        least: how many words a run needs.

    Returns:
        One entry for each two sources that share a run, by their ids; runs by their place in `a`.
        Of more than eight sources with the same words, each is compared with the next one only.
    """
    words = {id: own_words(texts[id]) for id in sorted(texts)}
    overlaps = []
    for (a, b), seeds in sorted(_seeds(words, least).items()):
        if runs := _runs(words[a].keys, words[b].keys, seeds, least):
            overlaps.append(_overlap((a, b), (words[a], words[b]), texts[a], runs))
    return tuple(overlaps)


def _windows(words: Words, least: int) -> Iterator[tuple[int, int]]:
    """The place and the hash of each window without a barrier; equal words have equal hashes."""
    clear = 0
    for at, key in enumerate(words.keys):
        clear = 0 if key == BARRIER else clear + 1
        if clear >= least:
            start = at + 1 - least
            yield start, hash(words.keys[start : at + 1])


def _seeds(all_words: Mapping[str, Words], least: int) -> _Seeds:
    """For each two sources that share a window: the places where it stands in both."""
    first: dict[int, str] = {}
    shared = set()
    for id, words in all_words.items():
        shared |= {
            window for _, window in _windows(words, least) if first.setdefault(window, id) != id
        }
    places: dict[int, dict[str, list[int]]] = {window: {} for window in shared}
    for id, words in all_words.items():
        for at, window in _windows(words, least):
            if window in shared:
                places[window].setdefault(id, []).append(at)
    seeds: _Seeds = defaultdict(list)
    for by_source in places.values():
        for a, b in pairs(list(by_source)):
            seeds[a, b] += product(by_source[a][:_COPIES], by_source[b][:_COPIES])
    return seeds


def pairs(members: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Each two of a few; of more than eight each and the next, which still holds them together."""
    return combinations(members, 2) if len(members) <= _ALL_PAIRS else pairwise(members)


def _runs(
    a: Sequence[str], b: Sequence[str], seeds: Iterable[tuple[int, int]], least: int
) -> list[_Run]:
    """The maximal runs through the seeds, and the shorter ones beside them, in order."""
    found: set[_Run] = set()
    reached: dict[int, int] = {}
    for i, j in sorted(seeds):
        if i < reached.get(j - i, 0):
            continue
        back, on = _same(a, b, i - 1, j - 1, -1), _same(a, b, i, j, 1)
        reached[j - i] = i + on
        if back + on >= least:
            found.add((i - back, j - back, back + on))
    waiting = list(found)
    while waiting:
        beside = [run for run in _beside(a, b, waiting.pop()) if run not in found]
        found.update(beside)
        waiting += beside
    return sorted(found)


def _same(a: Sequence[str], b: Sequence[str], i: int, j: int, step: int) -> int:
    """How many words are the same from `i` and `j` on, forwards (1) or backwards (-1)."""
    count = 0
    while 0 <= i < len(a) and 0 <= j < len(b) and a[i] == b[j] != BARRIER:
        i, j, count = i + step, j + step, count + 1
    return count


def _beside(a: Sequence[str], b: Sequence[str], run: _Run) -> Iterator[_Run]:
    """The shorter runs nearest to a run on either side, across a few other words."""
    i, j, count = run
    for x, y, more in _across(a, b, i + count, j + count, 1):
        yield i + count + x, j + count + y, more
    for x, y, more in _across(a, b, i - 1, j - 1, -1):
        yield i - x - more, j - y - more, more


def _across(
    a: Sequence[str], b: Sequence[str], i: int, j: int, step: int
) -> list[tuple[int, int, int]]:
    """The fewest words to skip in `a` and `b` to where both go on alike, and for how many."""
    for gap in range(1, 2 * GAP + 1):
        skips = ((x, gap - x) for x in range(gap + 1) if max(x, gap - x) <= GAP)
        found = [
            (x, y, more)
            for x, y in skips
            if _no_quotation(a, i, x, step)
            and _no_quotation(b, j, y, step)
            and (more := _same(a, b, i + x * step, j + y * step, step)) >= TOUCHED
        ]
        if found:
            return found
    return []


def _no_quotation(words: Sequence[str], at: int, count: int, step: int) -> bool:
    places = range(at, at + count * step, step)
    return all(0 <= place < len(words) and words[place] != BARRIER for place in places)


def _overlap(
    ids: tuple[str, str], words: tuple[Words, Words], text: str, runs: Sequence[_Run]
) -> Overlap:
    a_words, b_words = words
    passages = _passages(a_words.keys, runs)
    a_covered = len({at for i, _, count in runs for at in range(i, i + count)})
    b_covered = len({at for _, j, count in runs for at in range(j, j + count)})
    return Overlap(
        a=ids[0],
        b=ids[1],
        words=min(a_covered, b_covered),
        a_share=a_covered / a_words.count,
        b_share=b_covered / b_words.count,
        runs=tuple(_shared_run(ids, words, text, run, passages[run]) for run in runs),
    )


def _passages(keys: Sequence[str], runs: Sequence[_Run]) -> dict[_Run, str]:
    """For each run the digest of its passage: itself, and runs a few words away in both texts.

    It is empty where the passage has fewer words than a sentence.
    """
    ending: dict[tuple[int, int], int] = {}
    passages: list[list[_Run]] = []
    for run in runs:
        i, j, count = run
        steps = product(range(GAP + 1), range(GAP + 1))
        before = (ending.get((i - x, j - y)) for x, y in steps)
        at = next((each for each in before if each is not None), len(passages))
        if at == len(passages):
            passages.append([])
        passages[at].append(run)
        ending[i + count, j + count] = at
    found: dict[_Run, str] = {}
    for members in passages:
        told = [key for i, _, count in members for key in keys[i : i + count]]
        digest = sha256_label(" ".join(told)) if len(told) >= PASSAGE else ""
        found |= dict.fromkeys(members, digest)
    return found


def _shared_run(
    ids: tuple[str, str], words: tuple[Words, Words], text: str, run: _Run, passage: str
) -> SharedRun:
    a, b = words
    i, j, count = run
    shown = text[a.starts[i] : a.ends[i + min(count, EXCERPT) - 1]]
    return SharedRun(
        a=ids[0],
        b=ids[1],
        words=count,
        a_start=a.starts[i],
        a_end=a.ends[i + count - 1],
        b_start=b.starts[j],
        b_end=b.ends[j + count - 1],
        digest=sha256_label(" ".join(a.keys[i : i + count])),
        excerpt=" ".join(BAD_CHARACTER.sub(" ", shown).split()),
        passage=passage,
    )
