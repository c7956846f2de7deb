"""What the sources of a story do to one another: the order of disagreements, and what they touch.

A sentence is *disputed* by a contradiction if all that supports it supports one of the answers, and
another answer rests on nothing of it. What is cited only to compare supports nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Edit
from generator.load import Document, Scalar, Trail
from generator.load.edits import replace_text
from generator.model import OLD_KINDS, USUAL_WEIGHT, Disagreement, DisagreementKind
from generator.resolve.site import (
    Paragraphs,
    Statement,
    StoryDisagreement,
    StoryParticipation,
    StoryPlace,
    flat,
)  # fmt: skip

_ORDER = {kind: number for number, kind in enumerate(DisagreementKind)}
_MEANINGS = {
    DisagreementKind.CONTRADICTION: "the answers cannot all be true",
    DisagreementKind.DIFFERENCE: "they differ in detail, precision or scope",
    DisagreementKind.ONE_REPORT: "one report alone says it",
    DisagreementKind.WORDING: "they differ in spelling, names or the words of one utterance",
}


@dataclass(frozen=True, slots=True)
class Disputed:
    """A part or a place that says it is disputed: where it says so, by what, and its text."""

    trail: Trail
    by: str
    text: Paragraphs


def in_order(entries: Iterable[StoryDisagreement]) -> tuple[StoryDisagreement, ...]:
    """The disagreements of a story as pages show them: the heaviest first, whatever its kind.

    Of one weight, a contradiction comes before a difference, and so on; then the file's order.
    """
    return tuple(sorted(entries, key=_place_in_order))


def _place_in_order(entry: StoryDisagreement) -> tuple[int, int]:
    return -entry.disagreement.weight, _ORDER[entry.disagreement.kind]


class _Answers:
    """What supports each answer of a disagreement.

    A file may hold very many answers and sentences: nothing is looked for among all of them if it
    can be looked up.
    """

    def __init__(self, entry: StoryDisagreement) -> None:
        self.disagreement = entry.disagreement
        each = (frozenset(_supporting(answer)) for answer in entry.answers)
        self.each = [answer for answer in each if answer]
        self.citing: dict[str, list[frozenset[str]]] = {}
        for answer in self.each:
            for id in answer:
                self.citing.setdefault(id, []).append(answer)

    def give(self, ids: frozenset[str]) -> bool:
        """Whether all of these quotations support one answer."""
        # An answer that cites all of them cites the one that fewest cite.
        few = min((self.citing.get(id, []) for id in ids), key=len, default=[])
        return any(answer >= ids for answer in few)

    def deny(self, ids: frozenset[str]) -> bool:
        """Whether there is an answer that rests on none of these quotations."""
        counts = [len(self.citing.get(id, ())) for id in ids]
        if sum(counts) < len(self.each):
            return True
        return max(counts, default=0) < len(self.each) and any(
            answer.isdisjoint(ids) for answer in self.each
        )

    def touch(self, ids: frozenset[str]) -> bool:
        """Whether what rests on these quotations is marked."""
        is_alone = self.disagreement.kind is DisagreementKind.ONE_REPORT
        return self.give(ids) and (is_alone or self.deny(ids))


def _supporting(text: Paragraphs) -> Iterator[str]:
    return (id for statement in flat(text) for id in statement.supporting)


def touched(
    entries: Sequence[StoryDisagreement], statements: Iterable[Statement]
) -> dict[str, Disagreement]:
    """The disagreement that each statement touches, by the statement's address.

    Of several, a contradiction is nearer than a difference, and this nearer than what one report
    alone says; then the one whose answers rest on least. A wording touches nothing, and a
    difference only if it weighs more than usual: reports differ in some detail of most sentences.
    Neither are the answers and readings of disagreements touched, nor sentences in which nothing
    is cited.
    """
    own = {
        statement.anchor
        for entry in entries
        for text in (*entry.answers, entry.reading)
        for statement in flat(text)
    }
    nearest = _Nearest(entries)
    found = {}
    for statement in statements if entries else ():
        if statement.anchor in own:
            continue
        if disagreement := nearest.to(frozenset(statement.supporting)):
            found[statement.anchor] = disagreement
    return found


class _Nearest:
    """Finds the disagreement that is nearest to some quotations."""

    def __init__(self, entries: Iterable[StoryDisagreement]) -> None:
        rows = [_Answers(entry) for entry in entries if _leaves_marks(entry.disagreement)]
        rows.sort(key=lambda row: (_ORDER[row.disagreement.kind], len(row.citing)))
        self._citing: dict[str, list[_Answers]] = {}
        for row in rows:
            for id in row.citing:
                self._citing.setdefault(id, []).append(row)

    def to(self, ids: frozenset[str]) -> Disagreement | None:
        few = min((self._citing.get(id, []) for id in ids), key=len, default=[])
        return next((row.disagreement for row in few if row.touch(ids)), None)


def _leaves_marks(disagreement: Disagreement) -> bool:
    if disagreement.kind is DisagreementKind.DIFFERENCE:
        return disagreement.weight > USUAL_WEIGHT
    return disagreement.kind is not DisagreementKind.WORDING


def disputed_parts(
    participations: Iterable[tuple[int, StoryParticipation]], places: Sequence[StoryPlace]
) -> Iterator[Disputed]:
    """What says that it is disputed by a disagreement that there is.

    Args:
        participations: each with its place in the file's list.
        places: in the order of the file.
    """
    for at, participation in participations:
        for index, role in enumerate(participation.roles):
            if role.disputed:
                trail = ("participations", at, "roles", index, "disputed")
                yield Disputed(trail, role.disputed.id, role.text)
    for at, place in enumerate(places):
        if place.disputed:
            yield Disputed(("places", at, "disputed"), place.disputed.id, place.text)


def check_disagreements(
    document: Document, entries: Sequence[StoryDisagreement], parts: Sequence[Disputed]
) -> Iterator[Diagnostic]:
    """Report old kinds, answers that are missing, and parts that are disputed by nobody.

    Args:
        document: the story's file.
        entries: its disagreements, in the order of the file.
        parts: what says that it is disputed.
    """
    answers = {entry.disagreement.id: _Answers(entry) for entry in entries}
    disputing: dict[str, list[Disputed]] = {}
    for part in parts:
        disputing.setdefault(part.by, []).append(part)
    for at, entry in enumerate(entries):
        kind, id = document.node(("disagreements", at, "kind")), entry.disagreement.id
        named = disputing.get(id, [])
        if isinstance(kind, Scalar) and kind.text in OLD_KINDS:
            yield _old_kind(document, at, kind.text, answers[id], named)
        else:
            for part in named:
                yield from _not_disputed(document, part, answers[id])
        is_alone = entry.disagreement.kind is DisagreementKind.ONE_REPORT
        if len(entry.answers) < 2 and not is_alone:
            place = document.place(("disagreements", at, "answers"))
            message = "the list has 1 entry; it needs 2"
            advice = "Add an answer, or write 'kind: one-report' if one report alone says it."
            yield document.problem("too-few", place, message, advice)


def _old_kind(
    document: Document, at: int, name: str, answers: _Answers, parts: Sequence[Disputed]
) -> Diagnostic:
    trail = ("disagreements", at, "kind")
    message = f"'{name}' says what the question is about, not what the sources do to one another"
    meanings = "; ".join(f"'{kind}' ({meaning})" for kind, meaning in _MEANINGS.items())
    new = _new_kind(name, answers, parts)
    fix: tuple[Edit, ...] = replace_text(document, trail, new) if new else ()
    advice = f"Choose one of {meanings}."
    return document.problem("old-kind", document.place(trail), message, advice, fix)


def _new_kind(name: str, answers: _Answers, parts: Sequence[Disputed]) -> str | None:
    """The kind that makes the site claim no more than it did, and gives no new error, if any.

    Where parts or places are disputed by it, the editor has said that it is a contradiction; if
    its answers show it, that stays. Otherwise a difference claims least.
    """
    if parts:
        is_shown = all(_is_disputed(part, answers) for part in parts)
        return DisagreementKind.CONTRADICTION if is_shown else None
    is_wording = OLD_KINDS[name] is DisagreementKind.WORDING
    return DisagreementKind.WORDING if is_wording else DisagreementKind.DIFFERENCE


def _is_disputed(part: Disputed, answers: _Answers) -> bool:
    """Whether an answer denies one of the part's statements, which another gives."""
    return any(ids and answers.give(ids) and answers.deny(ids) for ids in _each_supporting(part))


def _each_supporting(part: Disputed) -> list[frozenset[str]]:
    return [frozenset(statement.supporting) for statement in flat(part.text)]


def _not_disputed(document: Document, part: Disputed, answers: _Answers) -> Iterator[Diagnostic]:
    kind = answers.disagreement.kind
    if kind is not DisagreementKind.CONTRADICTION:
        message = f"'{part.by}' is no contradiction but of the kind '{kind}', and disputes nothing"
    elif _is_disputed(part, answers):
        return
    else:
        each = _each_supporting(part)
        if any(ids and answers.give(ids) for ids in each):
            why = f"no other answer of '{part.by}' rests on other words"
        elif any(id in answers.citing for ids in each for id in ids):
            why = f"no answer of '{part.by}' cites all that this cites"
        else:
            why = f"no answer of '{part.by}' cites what this cites"
        message = f"this is disputed by nobody: {why}"
    yield document.problem("not-disputed", document.place(part.trail), message)
