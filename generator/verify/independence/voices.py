"""Which sources count as one voice, why, and what the editors say to it.

One origin is one voice, whenever its reports appeared; so are two sources if most of one's own
words stand in the other. Less that they share joins only what rests on it (`statement`), and so
does a primary source that both relay: two reporters may have read one statement. A ruling of the
editors wins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.index import Link, LinkKind, Overlap
from generator.model import Source, Verdict
from generator.verify.independence.runs import pairs

JOINING_SHARE = 0.5
"""Sources are one voice if more than this part of one's own words stands in the other: what is
left is less than what was taken over, so it is an edition of the other's text, or both are of a
third one's. One sentence taken over, of some twenty, says nothing of the rest."""
JOINING_WORDS = 20
"""So many words must be shared all the same, about one sentence of news: most of a text of a few
words is a phrase."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The editors' own judgement whether sources are independent; it wins over what is found.

    `one-voice`: the sources count once. `independent`: each two of them count apart.
    """

    sources: Sequence[str]
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Sources that count as one; `id` is the first one's, `reasons` the links that join them."""

    id: str
    sources: tuple[str, ...]
    reasons: tuple[Link, ...]


class ConflictKind(StrEnum):
    """Why a ruling, or what is found beside it, cannot be followed."""

    UNKNOWN_SOURCE = "unknown-source"
    CONTRADICTION = "contradiction"
    DIVIDED = "divided"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What does not go together.

    `unknown-source`: a ruling names a source that is not there. `contradiction`: a ruling is
    contrary to those before it, which win. `divided`: a link would join two sources, but the
    editors keep apart others that it would join with them. `reason` is the ruling's, or the
    link's detail.
    """

    kind: ConflictKind
    sources: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Voices:
    """All voices by id, all links, and what does not go together."""

    groups: tuple[Voice, ...]
    links: tuple[Link, ...]
    conflicts: tuple[Conflict, ...]

    def of_sources(self) -> dict[str, str]:
        """Id of a source → id of its voice."""
        return {source: group.id for group in self.groups for source in group.sources}


def find_voices(
    sources: Mapping[str, Source],
    overlaps: Iterable[Overlap] = (),
    rulings: Sequence[Ruling] = (),
) -> Voices:
    """Group the sources into voices; every source stands in exactly one.

    Overlaps with sources that are not there are left out.
    """
    groups = _Groups(sources)
    conflicts = [conflict for ruling in rulings for conflict in _apply_ruling(groups, ruling)]
    origins = _members((id, [source.origin]) for id, source in sorted(sources.items()))
    texts = sorted(
        (_text_link(o) for o in overlaps if o.a in sources and o.b in sources),
        key=lambda link: (-link.words, link.a, link.b),
    )
    for members in origins.values():
        groups.join_all([*members])
    for link in texts:
        if link.joins:
            groups.join(link.a, link.b)
    found = [*_origin_links(origins), *texts]
    links = [_resolved_link(link, groups) for link in found]
    conflicts += [
        Conflict(ConflictKind.DIVIDED, (link.a, link.b), link.detail)
        for before, link in zip(found, links, strict=True)
        if before.joins and not link.joins and not link.overruled
    ]
    links += [*_ruling_links(groups, rulings), *_upstream_links(sources)]
    links.sort(key=lambda link: (link.a, link.b, list(LinkKind).index(link.kind)))
    return Voices(_voices(groups, links), tuple(links), tuple(conflicts))


class _Groups:
    """Sources in groups that can be joined, unless two of their members are to stay apart."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.of = {id: {id} for id in sorted(ids)}
        self.apart: dict[str, dict[str, str]] = defaultdict(dict)  # id → other id → reason

    def join(self, a: str, b: str) -> bool:
        """Make one group of two and say whether they are one now."""
        small, large = sorted((self.of[a], self.of[b]), key=len)
        if small is large:
            return True
        if any(other in large for id in small for other in self.apart.get(id, ())):
            return False
        large |= small
        for id in small:
            self.of[id] = large
        return True

    def join_all(self, ids: Sequence[str]) -> None:
        """Make as few groups of all as those that stay apart allow."""
        heads: list[str] = []
        for id in ids:
            if not any(self.join(head, id) for head in heads):
                heads.append(id)

    def separate(self, a: str, b: str, reason: str) -> bool:
        """Keep two apart from now on, unless they are one already, and say whether they are."""
        if self.of[a] is self.of[b]:
            return False
        self.apart[a].setdefault(b, reason)
        self.apart[b].setdefault(a, reason)
        return True


def _apply_ruling(groups: _Groups, ruling: Ruling) -> Iterator[Conflict]:
    """Follow a ruling as far as those before it allow; yield what stands against it."""
    known = sorted({id for id in ruling.sources if id in groups.of})
    if unknown := tuple(id for id in ruling.sources if id not in groups.of):
        yield Conflict(ConflictKind.UNKNOWN_SOURCE, unknown, ruling.reason)
    for at, a in enumerate(known):
        for b in known[at + 1 :]:
            if ruling.verdict is Verdict.ONE_VOICE:
                followed = groups.join(a, b)
            else:
                followed = groups.separate(a, b, ruling.reason)
            if not followed:
                yield Conflict(ConflictKind.CONTRADICTION, (a, b), ruling.reason)


def _ruling_links(groups: _Groups, rulings: Iterable[Ruling]) -> Iterator[Link]:
    for ruling in rulings:
        if ruling.verdict is Verdict.ONE_VOICE:
            for a, b in pairs(sorted({id for id in ruling.sources if id in groups.of})):
                if groups.of[a] is groups.of[b]:
                    yield Link(a, b, LinkKind.RULING, ruling.reason, joins=True)


def _name(text: str) -> str:
    """A name as it is compared: in any case, with or without the article."""
    return " ".join(text.casefold().split()).removeprefix("the ")


def _members(
    named: Iterable[tuple[str, Iterable[str | None]]],
) -> dict[str, dict[str, str]]:
    """Name as it is compared → id of each source that has it → the name as it stands there."""
    members: dict[str, dict[str, str]] = defaultdict(dict)
    for id, names in named:
        for name in names:
            if name:
                members[_name(name)].setdefault(id, name)
    return members


def _origin_links(origins: Mapping[str, Mapping[str, str]]) -> Iterator[Link]:
    for members in origins.values():
        for a, b in pairs(list(members)):
            yield Link(a, b, LinkKind.ORIGIN, members[a], joins=True)


def _text_link(overlap: Overlap) -> Link:
    # A lock that somebody has edited may name no run.
    longest = max(overlap.runs, key=lambda run: run.words, default=None)
    excerpt = longest.excerpt if longest else ""
    share = max(overlap.a_share, overlap.b_share)
    joins = share > JOINING_SHARE and overlap.words >= JOINING_WORDS
    return Link(overlap.a, overlap.b, LinkKind.TEXT, excerpt, joins, overlap.words)


def _upstream_links(sources: Mapping[str, Source]) -> Iterator[Link]:
    """Primary sources that two relay, and those that wrote what another relays."""
    relayed = _members((id, source.upstream) for id, source in sorted(sources.items()))
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, relaying in sorted(relayed.items()):
        wrote = {id: o for id, s in sources.items() if (o := s.origin) and _name(o) == key}
        for a, b in pairs(sorted({**relaying, **wrote})):
            if a in relaying or b in relaying:
                names[a, b].append(relaying.get(a) or relaying[b])
    for (a, b), shared in names.items():
        yield Link(a, b, LinkKind.UPSTREAM, " · ".join(shared), joins=False)


def _resolved_link(link: Link, groups: _Groups) -> Link:
    """The link as it stands after all is joined: whether it joins, and who says that it doesn't."""
    if not link.joins:
        return link
    reason = groups.apart.get(link.a, {}).get(link.b, "")
    return replace(link, joins=groups.of[link.a] is groups.of[link.b], overruled=reason)


def _voices(groups: _Groups, links: Iterable[Link]) -> tuple[Voice, ...]:
    voices = {min(members): tuple(sorted(members)) for members in groups.of.values()}
    first = {id: head for head, members in voices.items() for id in members}
    reasons: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.joins:
            reasons[first[link.a]].append(link)
    return tuple(Voice(id, voices[id], tuple(reasons[id])) for id in sorted(voices))
