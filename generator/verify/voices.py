"""The voices of a statement, and of sources as wholes, by what the index says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from generator.index import LoneFigure, SiteIndex
from generator.model import Verdict
from generator.prose import Cite, Inline, without
from generator.prose.inline import walk
from generator.resolve import Statement
from generator.verify.independence import StatementVoices, Witness, sentence_voices

Figures = Mapping[str, Sequence[LoneFigure]]
"""The figures that not all quotations of a statement give, by the statement's anchor."""


class Part(NamedTuple):
    """A part of a statement: the quotations that support it, and its place in the plain text.

    `groups` are the groups of citations that name them, counted from 0 in the statement.
    """

    quotations: tuple[str, ...]
    start: int
    end: int
    groups: tuple[int, ...]


def statement_voices(
    site: SiteIndex, statement: Statement, figures: Figures | None = None
) -> StatementVoices:
    """The voices that support a statement.

    Args:
        site: the site.
        statement: the statement.
        figures: those of the statement's file, if they are not in the index yet.
    """
    own: Sequence[LoneFigure] = ()
    if len(statement.supporting) > 1:
        known = site.lone_figures.get(statement.place.file, {}) if figures is None else figures
        own = known.get(statement.anchor, ())
    parts = []
    for part in statement_parts(statement):
        alone = [each for each in own if part.start <= each.start < part.end]
        parts.append(([_witness(site, id) for id in part.quotations], alone))
    return sentence_voices(parts, partial(_are_apart, site))


def statement_parts(statement: Statement) -> list[Part]:
    """The parts of a statement.

    A part ends with the group of citations that supports it; groups that have no word between them
    are one. What stands behind the last group belongs to the last part. Groups that only compare
    support nothing.
    """
    found: list[_OpenPart] = []
    at = number = 0
    has_words = False
    for piece in _pieces(statement.nodes):
        if isinstance(piece, str):
            at += len(piece)
            has_words = has_words or any(map(str.isalnum, piece))
            continue
        if ids := without(piece.quotations, piece.compared):
            if has_words or not found:
                found.append(_OpenPart({}, found[-1].end if found else 0, at, []))
            found[-1].quotations.update(dict.fromkeys(ids))
            found[-1].groups.append(number)
            found[-1].end = at
            has_words = False
        number += 1
    if found:
        found[-1].end = at
    return [Part(tuple(p.quotations), p.start, p.end, tuple(p.groups)) for p in found]


@dataclass(slots=True)
class _OpenPart:
    quotations: dict[str, None]
    start: int
    end: int
    groups: list[int]


def _pieces(nodes: Sequence[Inline]) -> Iterator[str | Cite]:
    """The words of a statement and its groups of citations, in their order."""
    for node in walk(nodes):
        if isinstance(node, Cite):
            yield node
        elif text := getattr(node, "text", ""):
            yield text


def _witness(site: SiteIndex, id: str) -> Witness:
    source = site.quotations[id].source
    locked = site.verified.get(id)
    same = site.same_statement[id]
    return Witness(
        quotation=id,
        source=source,
        voice=site.voice_of[source],
        authority=site.authorities[id],
        utterance=min(id, *same) if same else "",
        passages=frozenset(locked.shared if locked else ()),
    )


def _are_apart(site: SiteIndex, a: str, b: str) -> bool:
    """Whether the editors rule that two sources are independent."""
    return any(
        ruling.verdict is Verdict.INDEPENDENT and {id, ruling.other} == {a, b}
        for id, ruling in site.relations[a].rulings
    )


def source_voices(site: SiteIndex, sources: Iterable[str]) -> int:
    """How many voices sources (by id) are as wholes, whatever a statement takes from them."""
    return len({site.voice_of[source] for source in sources})
