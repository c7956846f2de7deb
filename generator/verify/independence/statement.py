"""Which voices support a statement, and why some of its quotations are one.

Two quotations that a statement cites are one voice if they are from one report or from sources that
are one voice as wholes, if they report the same utterance, if one authority vouches for both, or if
most of the words of both stand in a passage that their sources share. So are those that a third one
joins. What one statement joins stays apart for all others.

A group of citations supports the part of the statement before it. The statement has as many voices
as the group with the fewest; and a group no more than the figure with the fewest that stands in
its part (`decisions/0023-voices-per-sentence.md`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from generator.index import Authority, Grounds, LoneFigure

_LOOKS_BACK = 8
"""Where editors may have ruled two sources apart, each quotation is held against so many others."""


class TieKind(StrEnum):
    """Why two quotations are one voice for a statement, the strongest reason first."""

    REPORT = "report"
    VOICE = "voice"
    UTTERANCE = "utterance"
    AUTHORITY = "authority"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Witness:
    """A quotation as it counts for a statement.

    Attributes:
        quotation: its id.
        source: the id of its source.
        voice: the voice of its source as a whole.
        authority: who vouches for it.
        utterance: what is equal for quotations that report the same utterance, or "".
        passages: the passages shared with other sources in which most of its words stand.
    """

    quotation: str
    source: str
    voice: str
    authority: Authority
    utterance: str = ""
    passages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two quotations, by their ids, are one voice.

    `name` is the authority that vouches for both, if that is the reason.
    """

    kind: TieKind
    first: str
    other: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class StatementVoice:
    """Quotations that are one voice for a statement, their sources, and who vouches for them.

    `ties` are the reasons that make them one: one fewer than there are quotations.
    """

    quotations: tuple[str, ...]
    sources: tuple[str, ...]
    authorities: tuple[Authority, ...]
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupVoices:
    """The voices that support a part of a statement.

    `count` is how many support all of it: fewer than there are voices where a figure in it
    (`alone`) does not stand in what all of them say.
    """

    voices: tuple[StatementVoice, ...]
    count: int
    alone: tuple[LoneFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementVoices:
    """What supports a statement, part by part, in the order of its parts.

    Attributes:
        reports: the sources that it cites, each once.
        groups: the voices of each part.
    """

    reports: tuple[str, ...]
    groups: tuple[GroupVoices, ...]

    @property
    def count(self) -> int:
        """How many voices support the statement as a whole, so each of its parts."""
        return min((group.count for group in self.groups), default=0)


Part: TypeAlias = tuple[Sequence[Witness], Sequence[LoneFigure]]
"""What a part of a statement cites, and the figures in it that not all of that gives."""


def sentence_voices(
    parts: Iterable[Part], are_apart: Callable[[str, str], bool]
) -> StatementVoices:
    """Count and name the voices that support a statement.

    Args:
        parts: its parts.
        are_apart: whether the editors rule that two sources (by id) are independent. Then neither
            a shared passage nor a shared primary source that nobody names joins them.

    Returns:
        The voices. The order of citations makes no difference to which quotations are one voice.
    """
    groups = []
    reports: dict[str, None] = {}
    for witnesses, figures in parts:
        reports |= dict.fromkeys(each.source for each in witnesses)
        groups.append(_group(list(witnesses), figures, are_apart))
    return StatementVoices(tuple(reports), tuple(groups))


def _group(
    witnesses: Iterable[Witness],
    figures: Iterable[LoneFigure],
    are_apart: Callable[[str, str], bool],
) -> GroupVoices:
    """The voices of one part, in the order in which they are cited first."""
    cited = {each.quotation: each for each in witnesses}
    place = {id: at for at, id in enumerate(cited)}
    joined = (
        _joined([cited[id] for id in sorted(cited)], are_apart)
        if len(cited) > 1
        else [_Joined([*cited], [])]
    )
    voices = [_voice(sorted(each.members, key=place.__getitem__), each, cited) for each in joined]
    voices.sort(key=lambda voice: place[voice.quotations[0]])
    giving = [(figure, _giving(figure, voices)) for figure in figures]
    return GroupVoices(
        tuple(voices),
        min([len(voices), *(count for _, count in giving if count)]),
        tuple(figure for figure, count in giving if 0 < count < len(voices)),
    )


@dataclass(slots=True)
class _Joined:
    """Ids of quotations that are one voice, and what joined them."""

    members: list[str]
    ties: list[Tie]


def _joined(witnesses: Sequence[Witness], are_apart: Callable[[str, str], bool]) -> list[_Joined]:
    """The quotations in groups; the strongest reason that joins two is the one that is told."""
    of = {each.quotation: _Joined([each.quotation], []) for each in witnesses}
    for tie in _ties(witnesses, are_apart):
        small, large = sorted((of[tie.first], of[tie.other]), key=lambda each: len(each.members))
        if small is not large:
            large.members += small.members
            large.ties += [*small.ties, tie]
            of |= dict.fromkeys(small.members, large)
    return [*{id(each): each for each in of.values()}.values()]


def _ties(witnesses: Iterable[Witness], are_apart: Callable[[str, str], bool]) -> Iterator[Tie]:
    """What joins quotations, kind by kind: enough to hold all together that are one voice."""
    reports, voices, utterances, authorities, passages = (_By() for _ in TieKind)
    for each in witnesses:
        reports[each.source].append(each)
        voices[each.voice].append(each)
        utterances[each.utterance].append(each)
        authorities[each.authority.key].append(each)
        for passage in sorted(each.passages):
            passages[passage].append(each)
    utterances.pop("", None)
    yield from _neighbours(TieKind.REPORT, reports)
    yield from _neighbours(TieKind.VOICE, voices)
    yield from _neighbours(TieKind.UTTERANCE, utterances)
    for members in authorities.values():
        yield from _one_authority(members, are_apart)
    for members in passages.values():
        yield from _one_passage(members, are_apart)


class _By(defaultdict[str, list[Witness]]):
    """Quotations by something that several may have."""

    def __init__(self) -> None:
        super().__init__(list)


def _neighbours(kind: TieKind, found: _By) -> Iterator[Tie]:
    for members in found.values():
        for a, b in pairwise(members):
            yield Tie(kind, a.quotation, b.quotation)


def _one_passage(
    members: Sequence[Witness], are_apart: Callable[[str, str], bool]
) -> Iterator[Tie]:
    for at, b in enumerate(members):
        for a in members[max(0, at - _LOOKS_BACK) : at]:
            if not are_apart(a.source, b.source):
                yield Tie(TieKind.PASSAGE, a.quotation, b.quotation)


def _one_authority(
    members: Sequence[Witness], are_apart: Callable[[str, str], bool]
) -> Iterator[Tie]:
    """What joins quotations for which the same name vouches.

    Two reports that speak for themselves under one name are what their sources are as wholes.
    """
    order = [Grounds.NAMED, Grounds.UPSTREAM, Grounds.DESK]
    ranked = sorted(members, key=lambda each: order.index(each.authority.grounds))
    for at, b in enumerate(ranked):
        for a in ranked[: min(at, _LOOKS_BACK)]:
            grounds = {a.authority.grounds, b.authority.grounds}
            if grounds == {Grounds.DESK}:
                continue
            if Grounds.UPSTREAM not in grounds or not are_apart(a.source, b.source):
                yield Tie(TieKind.AUTHORITY, a.quotation, b.quotation, a.authority.name)


def _voice(ids: Sequence[str], joined: _Joined, cited: Mapping[str, Witness]) -> StatementVoice:
    return StatementVoice(
        quotations=tuple(ids),
        sources=tuple(dict.fromkeys(cited[id].source for id in ids)),
        authorities=tuple(dict.fromkeys(cited[id].authority for id in ids)),
        ties=tuple(joined.ties),
    )


def _giving(figure: LoneFigure, voices: Iterable[StatementVoice]) -> int:
    """How many voices give a figure."""
    return sum(not set(figure.quotations).isdisjoint(voice.quotations) for voice in voices)
