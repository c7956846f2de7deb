"""What the sources of a story do to one another, as pages show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from generator.model import USUAL_WEIGHT, Disagreement, DisagreementKind
from generator.render import contexts
from generator.render.html import ProseWriter
from generator.render.views.matrix import matrix, said_by
from generator.render.views.renderer import Renderer
from generator.render.views.told_apart import told_apart
from generator.render.wording import Wording
from generator.resolve import StoryDisagreement

_Shown: TypeAlias = tuple[contexts.DisagreementView, StoryDisagreement, bool]
"""A disagreement as a page shows it and as it is, and whether a table has it."""
_AT_ODDS = frozenset((DisagreementKind.CONTRADICTION, DisagreementKind.DIFFERENCE))


def disagreement_anchor(id: str) -> str:
    """The anchor of a disagreement on its story's page."""
    return f"disagreement.{id}"


def kind_name(wording: Wording, kind: DisagreementKind) -> str:
    """What pages call a kind of disagreement."""
    return {
        DisagreementKind.CONTRADICTION: wording.text("contradiction"),
        DisagreementKind.DIFFERENCE: wording.text("difference"),
        DisagreementKind.ONE_REPORT: wording.text("one report alone"),
        DisagreementKind.WORDING: wording.text("wording"),
    }[kind]


def disagreements(
    renderer: Renderer,
    writer: ProseWriter,
    entries: Sequence[StoryDisagreement],
    sources: Sequence[str],
    *,
    anchor: str = "matrix",
    all_in_tables: bool = False,
) -> contexts.DisagreementsView | None:
    """The disagreements of a story; None if it has none.

    Args:
        renderer: what all pages are made with.
        writer: the page's own.
        entries: in the order in which they are shown.
        sources: the ids of all sources that the story cites.
        anchor: that of their table.
        all_in_tables: whether tables show all of them, or only the contradictions and differences
            that matter.
    """
    if not entries:
        return None
    told: set[DisagreementKind] = set()
    shown: list[_Shown] = []
    for entry in sorted(entries, key=lambda entry: _is_minor(entry.disagreement)):
        kind = entry.disagreement.kind
        about = "" if kind in told else _about(renderer.wording, kind)
        told.add(kind)
        in_table = all_in_tables or (kind in _AT_ODDS and not _is_minor(entry.disagreement))
        among = sources if in_table else ()
        shown.append((_disagreement(renderer, writer, entry, about, among), entry, in_table))
    main = [row for row in shown if not _is_minor(row[1].disagreement)]
    minor = shown[len(main) :]
    text = renderer.wording.text

    def table(rows: Iterable[_Shown], id: str, title: str) -> contexts.MatrixView | None:
        kept = [(view, entry) for view, entry, in_table in rows if in_table]
        return matrix(renderer, writer, kept, sources, id, title)

    return contexts.DisagreementsView(
        matrix=table(main, anchor, text("Who says what")),
        main=tuple(view for view, *_ in main),
        minor_title=_minor_title(renderer.wording, [entry for _, entry, _ in minor]),
        minor_matrix=table(minor, f"{anchor}.minor", text("Who says what on the smaller points")),
        minor=tuple(view for view, *_ in minor),
    )


def _is_minor(disagreement: Disagreement) -> bool:
    """Whether it stands among the smaller points.

    A contradiction never does. A difference does if it weighs less than usual, and what one report
    alone says or is a matter of wording does unless it weighs more.
    """
    if disagreement.kind is DisagreementKind.CONTRADICTION:
        return False
    if disagreement.kind is DisagreementKind.DIFFERENCE:
        return disagreement.weight < USUAL_WEIGHT
    return disagreement.weight <= USUAL_WEIGHT


def _about(wording: Wording, kind: DisagreementKind) -> str:
    text = wording.text
    return {
        DisagreementKind.CONTRADICTION: text("The answers cannot all be true."),
        DisagreementKind.DIFFERENCE: text(
            "The answers differ in detail, precision or scope; they can all be true."
        ),
        DisagreementKind.ONE_REPORT: text("One report says it; no other is quoted for an answer."),
        DisagreementKind.WORDING: text("Spellings, names, and the words of one utterance."),
    }[kind]


def _minor_title(wording: Wording, entries: Sequence[StoryDisagreement]) -> str:
    kinds = Counter(entry.disagreement.kind for entry in entries)
    count = wording.count

    def some(number: int, one: str, many: str) -> str:
        return count(number, one, many) if number else ""

    told = (
        some(kinds[DisagreementKind.DIFFERENCE], "{n} difference", "{n} differences"),
        some(
            kinds[DisagreementKind.ONE_REPORT],
            "{n} that one report alone has",
            "{n} that one report alone has",
        ),
        some(kinds[DisagreementKind.WORDING], "{n} of wording", "{n} of wording"),
    )
    return count(
        len(entries),
        "{n} smaller point: {kinds}",
        "{n} smaller points: {kinds}",
        kinds=wording.comma.join(filter(None, told)),
    )


def _disagreement(
    renderer: Renderer,
    writer: ProseWriter,
    entry: StoryDisagreement,
    about: str,
    sources: Sequence[str],
) -> contexts.DisagreementView:
    """One disagreement; `sources` are those among which it is said how many are silent."""
    said = [said_by(renderer, answer) for answer in entry.answers]
    heard = {source for each in said for source in each}
    silent = sum(source not in heard for source in sources)
    known = renderer.site.sources
    language = writer.lang or renderer.site.settings.language
    return contexts.DisagreementView(
        id=disagreement_anchor(entry.disagreement.id),
        question=entry.disagreement.question,
        kind=entry.disagreement.kind.value,
        kind_name=kind_name(renderer.wording, entry.disagreement.kind),
        about=about,
        answers=tuple(
            contexts.AnswerView(
                tuple(known[source].source.short for source in each), writer.paragraphs(answer)
            )
            for each, answer in zip(said, told_apart(entry.answers, language), strict=True)
        ),
        silent=renderer.wording.count(silent, "Silent: {n} report", "Silent: {n} reports")
        if silent
        else "",
        reading=writer.paragraphs(entry.reading),
    )
