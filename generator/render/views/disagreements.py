"""What the sources of a story do to one another, as pages show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.model import USUAL_WEIGHT, Disagreement, DisagreementKind
from generator.render import contexts
from generator.render.html import ProseWriter, note_anchor
from generator.render.views.matrix import matrix, said_by
from generator.render.views.renderer import Renderer
from generator.render.views.told_apart import told_apart
from generator.render.wording import Wording
from generator.resolve import StoryDisagreement, disagreement_statements

_Shown: TypeAlias = tuple[contexts.DisagreementView, StoryDisagreement]
"""A disagreement as a page shows it and as it is."""
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
    elsewhere: str = "",
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
        elsewhere: the address of a page that has all of them, so that this page only names some.
    """
    if not entries:
        return None
    named = [entry for entry in entries if elsewhere and only_named(entry.disagreement)]
    told: set[DisagreementKind] = set()
    shown: list[_Shown] = []

    def in_table(entry: StoryDisagreement) -> bool:
        point = entry.disagreement
        return all_in_tables or (point.kind in _AT_ODDS and not _is_minor(point))

    for entry in sorted(entries, key=lambda entry: _is_minor(entry.disagreement)):
        if entry in named:
            continue
        kind = entry.disagreement.kind
        about = "" if kind in told else _about(renderer.wording, kind)
        told.add(kind)
        among = sources if in_table(entry) else ()
        shown.append((_disagreement(renderer, writer, entry, about, among), entry))
    main = [view for view, entry in shown if not _is_minor(entry.disagreement)]
    minor = [view for view, entry in shown if _is_minor(entry.disagreement)]
    text = renderer.wording.text

    def line(entry: StoryDisagreement) -> contexts.QuestionLine:
        page = elsewhere if entry in named else writer.address
        return question_line(renderer, writer.address, page, entry.disagreement)

    def table(id: str, title: str, *, is_minor: bool) -> contexts.MatrixView | None:
        kept = [
            (line(entry), entry)
            for entry in entries
            if in_table(entry) and _is_minor(entry.disagreement) == is_minor
        ]
        return matrix(renderer, writer, kept, sources, id, title, elsewhere=elsewhere)

    return contexts.DisagreementsView(
        matrix=table(anchor, text("Who says what"), is_minor=False),
        main=tuple(main),
        minor_title=_minor_title(renderer.wording, minor),
        minor_matrix=table(
            f"{anchor}.minor", text("Who says what on the smaller points"), is_minor=True
        ),
        minor=tuple(minor),
        named_title=_named_title(renderer.wording, named),
        named=tuple(_named(renderer, writer, named, elsewhere)),
    )


def only_named(disagreement: Disagreement) -> bool:
    """Whether a story's own page has its question alone, beside what the table says of it.

    So it has differences, and wordings of no great weight.
    """
    is_wording = disagreement.kind is DisagreementKind.WORDING and _is_minor(disagreement)
    return is_wording or disagreement.kind is DisagreementKind.DIFFERENCE


def _named(
    renderer: Renderer, writer: ProseWriter, entries: Iterable[StoryDisagreement], page: str
) -> Iterator[contexts.NamedDisagreement]:
    given = set(writer.footnotes)
    for entry in entries:
        id = disagreement_anchor(entry.disagreement.id)
        statements = list(disagreement_statements([entry]))
        anchors = [each for said in statements for each in (said.anchor, *said.former)]
        cited = dict.fromkeys(each for said in statements for each in said.quotations)
        anchors += [note_anchor(each) for each in cited if each not in given]
        given.update(cited)
        line = question_line(renderer, writer.address, page, entry.disagreement)
        yield contexts.NamedDisagreement(id, line, tuple(anchors))


def question_line(
    renderer: Renderer, here: str, page: str, disagreement: Disagreement
) -> contexts.QuestionLine:
    """The link from the page `here` to a disagreement on another, or on itself."""
    anchor = disagreement_anchor(disagreement.id)
    return contexts.QuestionLine(
        href=f"#{anchor}" if page == here else renderer.links.href(here, page, anchor),
        question=disagreement.question,
        kind=disagreement.kind.value,
        kind_name=kind_name(renderer.wording, disagreement.kind),
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


def _named_title(wording: Wording, named: Sequence[StoryDisagreement]) -> str:
    kinds = Counter(entry.disagreement.kind.value for entry in named)
    return wording.count(
        len(named),
        "{n} point, answer by answer: {kinds}",
        "{n} points, answer by answer: {kinds}",
        kinds=_numbers(wording, kinds),
    )


def _minor_title(wording: Wording, minor: Sequence[contexts.DisagreementView]) -> str:
    return wording.count(
        len(minor),
        "{n} smaller point: {kinds}",
        "{n} smaller points: {kinds}",
        kinds=_numbers(wording, Counter(view.kind for view in minor)),
    )


def _numbers(wording: Wording, kinds: Mapping[str, int]) -> str:
    """How many there are of each kind but contradictions."""
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
    return wording.comma.join(filter(None, told))


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
