"""Voices in words: which reports support a statement, which of them are one voice, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.index import Grounds, Link, LinkKind, SiteIndex
from generator.prose.inline import cites
from generator.render.wording import Wording
from generator.resolve import Statement
from generator.verify.independence import GroupVoices, StatementVoice, Tie, TieKind
from generator.verify.voices import statement_parts, statement_voices


@dataclass(frozen=True, slots=True)
class SupportWords:
    """What supports a statement.

    Attributes:
        voices: how many voices support all of it.
        parts: for each part of it, how many reports and voices support it, and which.
        marks: the same for each group of citations; empty for those that only compare, and where
            its one footnote says it all.
        by_several: whether several reports support it.
    """

    voices: int
    parts: tuple[str, ...]
    marks: list[str]
    by_several: bool


@dataclass(frozen=True, slots=True)
class VoiceGroup:
    """Sources that are one voice as wholes.

    Attributes:
        sources: their ids.
        reasons: why they are one, a sentence each; empty for a source by itself.
        origin: who wrote the text of each, where a reason says so of all of them.
    """

    sources: tuple[str, ...]
    reasons: tuple[Markup, ...]
    origin: str


def voice_groups(
    site: SiteIndex, wording: Wording, sources: Iterable[str]
) -> tuple[VoiceGroup, ...]:
    """Group sources (by id) by their voices as wholes, and say why several are one.

    Those that are one voice with others come first. Otherwise groups and their sources keep the
    order of `sources`: a group stands where its first one does.
    """
    groups: dict[str, dict[str, None]] = {}
    for id in sources:
        groups.setdefault(site.voice_of[id], {})[id] = None
    return tuple(
        _voice_group(site, wording, tuple(group))
        for group in sorted(groups.values(), key=lambda group: len(group) == 1)
    )


def support_words(site: SiteIndex, wording: Wording, statement: Statement) -> SupportWords:
    """Which voices support a statement, in words."""
    found = statement_voices(site, statement)
    told = tuple(_group(site, wording, group) for group in found.groups)
    parts = statement_parts(statement)
    by_group = {
        at: text
        for part, group, text in zip(parts, found.groups, told, strict=True)
        if group.alone or len(_reports(group)) > 1
        for at in part.groups
    }
    marks = [by_group.get(at, "") for at, _ in enumerate(cites(statement.nodes))]
    return SupportWords(found.count, told, marks, len(found.reports) > 1)


def reports_and_voices(wording: Wording, reports: int, voices: int) -> str:
    """Numbers of reports and voices in words."""
    told = wording.count(reports, "{n} report", "{n} reports")
    return f"{told}{wording.comma}{wording.count(voices, '{n} voice', '{n} voices')}"


def _group(site: SiteIndex, wording: Wording, group: GroupVoices) -> str:
    counted = reports_and_voices(wording, len(_reports(group)), len(group.voices))
    voices = wording.semicolon.join(_voice(site, wording, voice) for voice in group.voices)
    told = [wording.text("{counted}: {voices}").format(counted=counted, voices=voices)]
    for figure in group.alone:
        sources = dict.fromkeys(site.quotations[id].source for id in figure.quotations)
        names = wording.comma.join(site.sources[id].source.short for id in sources)
        only = wording.text("only {names} has {figure}")
        told.append(only.format(names=names, figure=wording.quoted(figure.text)))
    return wording.semicolon.join(told)


def _reports(group: GroupVoices) -> set[str]:
    return {source for voice in group.voices for source in voice.sources}


def _voice(site: SiteIndex, wording: Wording, voice: StatementVoice) -> str:
    """A voice: its reports, or its report and whom that names; and why several are one."""
    first, *others = (site.sources[id].source.short for id in voice.sources)
    if not others:
        names = dict.fromkeys(
            each.name for each in voice.authorities if each.grounds is not Grounds.DESK
        )
        told = wording.text("{report} ({name})")
        return told.format(report=first, name=wording.comma.join(names)) if names else first
    reasons = dict.fromkeys(
        _reason(site, wording, tie) for tie in voice.ties if tie.kind is not TieKind.REPORT
    )
    return wording.text("{report} with {others}, because {reasons}").format(
        report=first,
        others=wording.comma.join(others),
        reasons=wording.comma.join(reasons),
    )


def _reason(site: SiteIndex, wording: Wording, tie: Tie) -> str:
    text = wording.text
    if tie.kind is TieKind.UTTERANCE:
        return text("they report the same utterance")
    if tie.kind is TieKind.AUTHORITY:
        return text("they report what {name} said").format(name=tie.name)
    if tie.kind is TieKind.PASSAGE:
        return text("they share this sentence")
    return _as_sources(site, wording, tie)


def _as_sources(site: SiteIndex, wording: Wording, tie: Tie) -> str:
    """Why two sources are one voice as wholes."""
    text = wording.text
    pair = {site.quotations[tie.first].source, site.quotations[tie.other].source}
    for link in site.relations[min(pair)].links:
        if link.joins and {link.a, link.b} == pair:
            if link.kind is LinkKind.ORIGIN:
                return text("the text of both is by {detail}").format(detail=link.detail)
            if link.kind is LinkKind.RULING:
                return text("the editors see one voice: {detail}").format(detail=link.detail)
            return text("most of their text is the same")
    return text("each is one voice with a third report")


# Who wrote it says more than what somebody ruled, and that more than what a program counted.
_BEST_FIRST = (LinkKind.ORIGIN, LinkKind.RULING, LinkKind.TEXT)


def _voice_group(site: SiteIndex, wording: Wording, sources: tuple[str, ...]) -> VoiceGroup:
    """Sources of one voice, with as few reasons as join them all."""
    by_reason: dict[tuple[LinkKind, str], list[Link]] = {}
    for link in _joining_links(site, sources):
        # An origin and a ruling may join many; a text is shared by two.
        shared_by = f"{link.a} {link.b}" if link.kind is LinkKind.TEXT else link.detail.casefold()
        by_reason.setdefault((link.kind, shared_by), []).append(link)
    reasons = []
    origin = ""
    for (kind, _), links in by_reason.items():
        joined = dict.fromkeys(id for link in links for id in (link.a, link.b))
        reason = (
            _shared_text(site, wording, links[0])
            if kind is LinkKind.TEXT
            else _one_origin(wording, links[0])
        )
        if kind is not LinkKind.TEXT and set(joined) != set(sources):
            names = escape(wording.semicolon).join(_short(site, id) for id in joined)
            reason = Markup("{}: {}").format(names, reason)
        elif kind is LinkKind.ORIGIN:
            origin = links[0].detail
        reasons.append(reason)
    return VoiceGroup(sources, tuple(reasons), origin)


def _one_origin(wording: Wording, link: Link) -> Markup:
    told = (
        wording.text("The text of each is by {detail}.")
        if link.kind is LinkKind.ORIGIN
        else wording.text("The editors count them as one: {detail}")
    )
    return escape(told).format(detail=_isolated(link.detail))


def _shared_text(site: SiteIndex, wording: Wording, link: Link) -> Markup:
    """That most of the text of one of two sources stands in the other."""
    part, whole = link.a, link.b
    for overlap in site.relations[link.a].overlaps:
        if (overlap.a, overlap.b) == (part, whole) and overlap.a_share < overlap.b_share:
            part, whole = whole, part
            break
    told = wording.count(
        link.words,
        "Most of the text of {report}, {n} word, stands in {other} too.",
        "Most of the text of {report}, {n} words, stands in {other} too.",
        report="{report}",
        other="{other}",
    )
    return escape(told).format(report=_short(site, part), other=_short(site, whole))


def _joining_links(site: SiteIndex, sources: Collection[str]) -> list[Link]:
    """Links that join sources of one voice to one another, over other sources if need be."""
    first, *others = sources
    way = _ways_from(site, first, set(sources))
    if not all(id in way for id in others):
        way = _ways_from(site, first, None)
    links: dict[Link, None] = {}
    for id in others:
        back: list[Link] = []
        at = id
        while (link := way.get(at)) and link not in links:
            back.append(link)
            at = link.b if link.a == at else link.a
        links |= dict.fromkeys(reversed(back))
    return list(links)


def _ways_from(site: SiteIndex, first: str, among: Collection[str] | None) -> dict[str, Link]:
    """For each source that joining links lead to, the last link on the shortest way from `first`.

    `among` are the sources that a way may go over; None if it may go over all.
    """
    way: dict[str, Link] = {}
    reached = [first]
    for id in reached:
        links = (link for link in site.relations[id].links if link.joins)
        for link in sorted(links, key=lambda link: _BEST_FIRST.index(link.kind)):
            other = link.b if link.a == id else link.a
            if other != first and other not in way and (among is None or other in among):
                way[other] = link
                reached.append(other)
    return way


def _short(site: SiteIndex, id: str) -> Markup:
    return _isolated(site.sources[id].source.short)


def _isolated(text: str) -> Markup:
    """A name in whatever script, so that it moves nothing around it."""
    return Markup("<bdi>{}</bdi>").format(text)
