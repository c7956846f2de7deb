"""Resolved things → what templates show of them, on one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from generator.prose import plain_text
from generator.render import contexts
from generator.render.html import Mark, ProseWriter, mark_anchor, note_anchor, quotation_anchor
from generator.render.links import Links, text_fragment
from generator.render.page import Page
from generator.render.templates import Templates
from generator.render.wording import Wording, direction
from generator.resolve import (
    Footnote,
    Paragraphs,
    QuotationEntry,
    ResolvedStory,
    Site,
    SourceEntry,
    StoryDisagreement,
    StoryEvent,
    StoryParticipation,
    StoryRole,
    Use,
    flat,
)  # fmt: skip
from generator.verify import Verification


@dataclass(frozen=True, slots=True)
class Renderer:
    """What all pages are made with.

    Attributes:
        site: the content.
        verification: what is known of its quotations and sources.
        links: how links are written.
        wording: the site's language.
        templates: the page templates.
        titles: the stories' titles by slug.
        updated: the newest date of the content, `YYYY-MM-DD`.
    """

    site: Site
    verification: Verification
    links: Links
    wording: Wording
    templates: Templates
    titles: dict[str, str]
    updated: str

    def writer(
        self,
        address: str,
        footnotes: Iterable[Footnote] = (),
        notes_address: str = "",
        language: str | None = None,
    ) -> ProseWriter:
        """A writer for the statements of the page at `address`."""
        by_quotation = {note.quotation: note for note in footnotes}
        lang = other_language(self, language)
        return ProseWriter(
            address, self.links, self.wording, by_quotation, self.support, notes_address, lang
        )

    def support(self, quotations: Iterable[str]) -> str:
        """How many reports and voices stand behind what cites these quotations, in words."""
        sources = {self.site.quotations[id].source for id in quotations}
        voices = self.verification.count_voices(sources)
        reports = self.wording.count(len(sources), "{n} report", "{n} reports")
        return f"{reports}, {self.wording.count(voices, '{n} voice', '{n} voices')}"


def site_page(
    renderer: Renderer,
    kind: str,
    address: str,
    title: str,
    description: str,
    context: Any,
) -> Page:
    """A page that belongs to the site as a whole, and stands in its navigation."""
    return Page(
        address=address,
        title=title,
        description=description,
        kind=kind,
        blocks=renderer.templates.blocks(kind, context),
        origin=renderer.site.place.file,
        updated=renderer.updated,
        in_navigation=True,
    )


def story_address(slug: str) -> str:
    """The address of a story's page."""
    return f"stories/{slug}"


def source_address(id: str) -> str:
    """The address of a source's page."""
    return f"sources/{id}"


def source_line(renderer: Renderer, here: str, entry: SourceEntry) -> contexts.SourceLine:
    """A source in one line, for the page `here`."""
    source = entry.source
    return contexts.SourceLine(
        id=entry.id,
        href=renderer.links.href(here, source_address(entry.id)),
        short=source.short,
        title=source.title,
        lang=other_language(renderer, source.language),
        publisher=source.publisher,
        origin=source.origin or "",
        date=renderer.wording.date(source.published),
        kind=renderer.wording.text(source.kind.replace("-", " ")),
        url=source.url,
        archive_url=source.archive_url or "",
        quotations=renderer.wording.count(
            len(source.quotations), "{n} quotation", "{n} quotations"
        ),
    )


def other_language(renderer: Renderer, language: str | None) -> str:
    """A language if it is not the site's, otherwise an empty text."""
    return language if language and language != renderer.site.settings.language else ""


def quotation_view(
    renderer: Renderer, here: str, id: str, *, with_uses: bool = False
) -> contexts.QuotationView:
    """A quotation for the page `here`; `with_uses` adds the statements that cite it."""
    entry = renderer.site.quotations[id]
    quotation, source = entry.quotation, renderer.site.sources[entry.source]
    lang = other_language(renderer, quotation.language or source.source.language)
    uses = renderer.site.uses[id] if with_uses else ()
    return contexts.QuotationView(
        id=id,
        anchor=quotation_anchor(id),
        href=quotation_href(renderer, here, entry),
        exact=quotation.exact,
        lang=lang,
        dir=direction(lang) if lang else "",
        language=renderer.wording.language(lang) if lang else "",
        translation=quotation.translation or "",
        speaker=quotation.speaker or "",
        role=quotation.role or "",
        attributed_to=quotation.attributed_to or "",
        note=quotation.note or "",
        source=source_line(renderer, here, source),
        live=text_fragment(source.source.url, quotation),
        verified=_verified(renderer, id),
        digest=renderer.verification.digests.get(entry.source, ""),
        same=tuple(_same(renderer, here, other) for other in renderer.site.same_statement[id]),
        uses=tuple(_use(renderer, here, use) for use in uses),
    )


def _verified(renderer: Renderer, id: str) -> str:
    locked = renderer.verification.quotations.get(id)
    return renderer.wording.date(locked.verified) if locked else ""


def quotation_href(renderer: Renderer, here: str, entry: QuotationEntry) -> str:
    """The link from the page `here` to a quotation's own address."""
    anchor = quotation_anchor(entry.quotation.id)
    return renderer.links.href(here, source_address(entry.source), anchor)


def _same(renderer: Renderer, here: str, id: str) -> contexts.Anchor:
    entry = renderer.site.quotations[id]
    text = renderer.site.sources[entry.source].source.short
    return contexts.Anchor(quotation_href(renderer, here, entry), text)


def _use(renderer: Renderer, here: str, use: Use) -> contexts.UseLine:
    text = plain_text(use.statement.nodes)
    if use.term:
        href = renderer.links.href(here, "glossary", use.statement.anchor)
        where = renderer.site.terms[use.term].term.term
        return contexts.UseLine(href, where, text)
    href = renderer.links.href(here, story_address(use.slug), use.statement.anchor)
    return contexts.UseLine(href, renderer.titles[use.slug], text)


def notes(
    renderer: Renderer, here: str, footnotes: Iterable[Footnote]
) -> tuple[contexts.NoteView, ...]:
    """The footnotes of the page `here`."""
    views = []
    for note in footnotes:
        back = tuple(
            contexts.Anchor(f"#{mark_anchor(anchor, note.quotation)}", str(at))
            for at, anchor in enumerate(note.cited_by, 1)
        )
        quotation = quotation_view(renderer, here, note.quotation)
        views.append(contexts.NoteView(note.number, note_anchor(note.quotation), quotation, back))
    return tuple(views)


def terms(renderer: Renderer, writer: ProseWriter) -> tuple[contexts.TermLine, ...]:
    """The glossary terms that a page's writer has met, by name."""
    lines = []
    for id in writer.terms:
        entry = renderer.site.terms[id]
        definition = " ".join(plain_text(s.nodes) for s in flat(entry.definition))
        href = renderer.links.href(writer.address, "glossary", f"term.{id}")
        lines.append(contexts.TermLine(id, entry.term.term, definition, href))
    return tuple(sorted(lines, key=lambda line: line.term.casefold()))


def events(
    renderer: Renderer, writer: ProseWriter, story: ResolvedStory
) -> tuple[contexts.EventView, ...]:
    """A story's timeline."""
    names = {operation.id: operation.name for operation in story.story.operations}
    return tuple(_event(renderer, writer, event, names) for event in story.events)


def _event(
    renderer: Renderer, writer: ProseWriter, entry: StoryEvent, names: dict[str, str]
) -> contexts.EventView:
    event = entry.event
    places = tuple(
        place.name
        if not place.country or place.name == renderer.wording.country(place.country)
        else f"{place.name}, {renderer.wording.country(place.country)}"
        for place in event.places
    )
    return contexts.EventView(
        id=f"event.{event.id}",
        date=renderer.wording.date(event.date),
        edtf=event.date,
        title=event.title,
        text=writer.paragraphs(entry.text),
        places=places,
        operation=names.get(event.operation or "", ""),
    )


def operations(
    renderer: Renderer, writer: ProseWriter, story: ResolvedStory, here: str
) -> tuple[contexts.OperationView, ...]:
    """Who took part, operation by operation, in the order of the content's own lists."""
    views = []
    for operation in story.story.operations:
        countries = [
            _country(renderer, writer, part, story, here)
            for part in story.participations
            if part.operation.id == operation.id
        ]
        date = renderer.wording.date(operation.date)
        views.append(contexts.OperationView(operation.id, operation.name, date, tuple(countries)))
    return tuple(view for view in views if view.countries)


def _country(
    renderer: Renderer,
    writer: ProseWriter,
    part: StoryParticipation,
    story: ResolvedStory,
    here: str,
) -> contexts.CountryView:
    def role(entry: StoryRole) -> contexts.RoleView:
        disputed = None
        if entry.disputed:
            anchor = disagreement_anchor(entry.disputed.id)
            href = renderer.links.href(here, story_address(story.slug), anchor)
            disputed = contexts.Anchor(href, entry.disputed.question)
        name = renderer.wording.text(entry.role.replace("-", " "))
        return contexts.RoleView(name, writer.paragraphs(entry.text), disputed)

    return contexts.CountryView(
        anchor=f"country.{part.operation.id}.{part.country.lower()}",
        code=part.country,
        name=renderer.wording.country(part.country),
        roles=tuple(role(entry) for entry in part.roles),
    )


def disagreement_anchor(id: str) -> str:
    """The anchor of a disagreement on its story's page."""
    return f"disagreement.{id}"


def disagreements(
    renderer: Renderer, writer: ProseWriter, entries: Iterable[StoryDisagreement]
) -> tuple[contexts.DisagreementView, ...]:
    """Where the sources differ."""
    return tuple(
        contexts.DisagreementView(
            id=disagreement_anchor(entry.disagreement.id),
            question=entry.disagreement.question,
            kind=renderer.wording.text(entry.disagreement.kind.value),
            answers=tuple(_answer(renderer, writer, answer) for answer in entry.answers),
            reading=writer.paragraphs(entry.reading),
        )
        for entry in entries
    )


def _answer(renderer: Renderer, writer: ProseWriter, answer: Paragraphs) -> contexts.AnswerView:
    site = renderer.site
    ids = dict.fromkeys(
        site.quotations[quotation].source
        for statement in flat(answer)
        for quotation in statement.quotations
    )
    sources = tuple(
        contexts.Anchor(
            renderer.links.href(writer.address, source_address(id)), site.sources[id].source.short
        )
        for id in ids
    )
    return contexts.AnswerView(sources, writer.paragraphs(answer))


def corrections(
    renderer: Renderer, story: ResolvedStory, here: str
) -> tuple[contexts.CorrectionView, ...]:
    """A story's corrections, the newest first."""
    address = story_address(story.slug)
    return tuple(
        contexts.CorrectionView(
            anchor=correction_anchor(story, at),
            date=renderer.wording.date(entry.correction.date),
            was=entry.correction.was,
            now=entry.correction.now,
            why=entry.correction.why,
            href=renderer.links.href(here, address, entry.statements[0]),
        )
        for at, entry in enumerate(story.corrections)
    )


def correction_anchor(story: ResolvedStory, at: int) -> str:
    """The anchor of a correction, on its story's page and on the page of all corrections.

    `at` counts from the newest, 0; the anchor counts from the oldest, so that it stays.
    """
    return f"correction.{story.slug}.{len(story.corrections) - at}"


def marked(renderer: Renderer, writer: ProseWriter, story: ResolvedStory) -> ProseWriter:
    """A writer that marks the statements of a story that were corrected or that sources dispute."""
    page = story_address(story.slug)

    def mark(anchor: str, text: str) -> Mark:
        return Mark(renderer.links.href(writer.address, page, anchor), text)

    differs = {
        anchor: mark(disagreement_anchor(found.id), found.question)
        for anchor, found in story.differs.items()
    }
    corrected = {
        anchor: mark(
            correction_anchor(story, at),
            renderer.wording.text("corrected {date}").format(
                date=renderer.wording.date(entry.correction.date)
            ),
        )
        for at, entry in enumerate(story.corrections)
        for anchor in entry.statements
    }
    return replace(writer, differs=differs, corrected=corrected)
