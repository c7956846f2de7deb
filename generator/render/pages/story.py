"""The pages of one story: the story itself, its timeline, its map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.model.dates import parse_date
from generator.prose import plain_text
from generator.render import contexts, views
from generator.render.embeds import (
    embed_anchors,
    embed_code,
    embed_of_sentence,
    embed_points,
    oembed_answer,
)
from generator.render.exports.common import base_address, story_path
from generator.render.html import ProseWriter
from generator.render.maps import map_view
from generator.render.page import Page
from generator.render.pages.cards import coverage_line, story_card
from generator.render.pages.coverage import checks, method_href, origins
from generator.render.social import story_social
from generator.render.views import Renderer, story_address
from generator.resolve import Footnote, ResolvedStory, disagreement_statements, flat
from generator.resolve.prose import number_footnotes


def story_page(renderer: Renderer, story: ResolvedStory) -> Page:
    """The story's page, with everything that belongs to it."""
    address = story_address(story.slug)
    footnotes = _footnotes(story)
    writer = _writer(renderer, story, address, footnotes, with_history=True)
    cited = list(_cited_sources(renderer, story))
    context = contexts.StoryPage(
        card=story_card(renderer, writer, story),
        origins=origins(renderer, story, address),
        checks=checks(renderer, story),
        method=method_href(renderer, address),
        key_points=tuple(writer.statement(statement) for statement in story.key_points),
        sections=tuple(
            contexts.SectionView(section.id, section.title, writer.paragraphs(section.body))
            for section in story.sections
        ),
        strip=views.strip(renderer, story),
        events=views.event_years(renderer, writer, story),
        event_count=len(story.events),
        map=map_view(renderer, story, address),
        operations=views.operations(renderer, writer, story, address),
        disagreements=views.disagreements(
            renderer,
            writer,
            story.disagreements,
            cited,
            elsewhere=views.disagreements_address(story.slug),
        ),
        sources=views.sources_by_voice(renderer, address, cited),
        source_count=len(cited),
        corrections=views.corrections(renderer, story, address),
        history=_history(renderer, story, address),
        contact=renderer.site.settings.contact,
        cite=_citation(renderer, story),
        references=_references(renderer, story, address),
        data=_data(renderer, story, address),
        origin=story.place.file,
        notes=views.notes(renderer, address, footnotes, writer.usual_reading),
        terms=views.terms(renderer, writer),
        embeds=embed_anchors(renderer, story, address),
        embed_of_sentence=embed_of_sentence(renderer, story, address),
        embed_code=embed_code(renderer, story),
        words_as_words=writer.words_as_words,
    )
    return _page(renderer, story, "story", address, story.story.title, context)


def timeline_page(renderer: Renderer, story: ResolvedStory) -> Page | None:
    """A story's events in order; None if it has none."""
    if not story.events:
        return None
    address = f"{story_address(story.slug)}/timeline"
    writer = _writer(renderer, story, address, story.timeline_footnotes)
    context = contexts.TimelinePage(
        story=_story_anchor(renderer, story, address),
        strip=views.strip(renderer, story),
        events=views.event_years(renderer, writer, story),
        notes=views.notes(renderer, address, story.timeline_footnotes, writer.usual_reading),
        terms=views.terms(renderer, writer),
        words_as_words=writer.words_as_words,
    )
    title = renderer.wording.text("Timeline: {title}").format(title=story.story.title)
    return _page(renderer, story, "timeline", address, title, context)


def map_page(renderer: Renderer, story: ResolvedStory) -> Page | None:
    """Which countries took part, with their roles; None if there is nothing to show."""
    if not story.has_map:
        return None
    address = f"{story_address(story.slug)}/map"
    writer = _writer(renderer, story, address, story.map_footnotes)
    shown = map_view(renderer, story, address)
    if shown is None:
        msg = f"'{story.slug}' has no map"
        raise ValueError(msg)
    context = contexts.MapPage(
        story=_story_anchor(renderer, story, address),
        map=shown,
        operations=views.operations(renderer, writer, story, address),
        notes=views.notes(renderer, address, story.map_footnotes, writer.usual_reading),
        terms=views.terms(renderer, writer),
        words_as_words=writer.words_as_words,
    )
    title = renderer.wording.text("Who took part: {title}").format(title=story.story.title)
    return _page(renderer, story, "map", address, title, context)


def story_disagreements_page(renderer: Renderer, story: ResolvedStory) -> Page | None:
    """All disagreements of a story in full; None if it has none."""
    address = views.disagreements_address(story.slug)
    writer = _writer(renderer, story, address, story.disagreement_footnotes, with_history=True)
    shown = views.disagreements(
        renderer, writer, story.disagreements, list(_cited_sources(renderer, story)),
        all_in_tables=True,
    )  # fmt: skip
    if shown is None:
        return None
    context = contexts.StoryDisagreementsPage(
        story=_story_anchor(renderer, story, address),
        history=_history(renderer, story, address),
        disagreements=shown,
        notes=views.notes(renderer, address, story.disagreement_footnotes, writer.usual_reading),
        terms=views.terms(renderer, writer),
        embeds=embed_points(renderer, story, address),
        embed_code=embed_code(renderer, story),
        words_as_words=writer.words_as_words,
    )
    title = renderer.wording.text("Disagreements: {title}").format(title=story.story.title)
    return _page(renderer, story, "story-disagreements", address, title, context)


def _page(
    renderer: Renderer, story: ResolvedStory, kind: str, address: str, title: str, context: Any
) -> Page:
    card = story_path(story, "card.png")
    return Page(
        address=address,
        title=title,
        description=_description(story),
        kind=kind,
        blocks=renderer.templates.blocks(kind, context),
        origin=story.place.file,
        updated=_updated(story),
        social=replace(
            story_social(renderer.site, story, card, coverage_line(renderer, story)),
            oembed=oembed_answer(renderer, story, kind),
        ),
    )


def _footnotes(story: ResolvedStory) -> tuple[Footnote, ...]:
    """The footnotes of the story's own page, which only names some disagreements."""
    named = [each for each in story.disagreements if views.only_named(each.disagreement)]
    elsewhere = {each.anchor for each in disagreement_statements(named)}
    return number_footnotes(each for each in story.statements() if each.anchor not in elsewhere)


def _writer(
    renderer: Renderer,
    story: ResolvedStory,
    address: str,
    notes: Iterable[Footnote],
    *,
    with_history: bool = False,
) -> ProseWriter:
    """A writer for a story's page; with its history it marks what once read otherwise."""
    writer = renderer.writer(address, notes, language=story.story.language)
    history = renderer.site.histories.get(story.slug) if with_history else None
    writer.earlier = history.earlier if history else ()
    return views.marked(renderer, writer, story)


def _history(renderer: Renderer, story: ResolvedStory, here: str) -> contexts.Anchor | None:
    """The way to the versions of a story, which says how it stands to the last of them."""
    history = renderer.site.histories.get(story.slug)
    if history is None:
        return None
    number = len(history.versions)
    name = views.version_name(renderer, number)
    if history.waiting:
        told = renderer.wording.text("changed since version {n}")
        name = told.format(n=renderer.wording.number(number))
    return contexts.Anchor(renderer.links.href(here, views.history_address(story.slug)), name)


def _story_anchor(renderer: Renderer, story: ResolvedStory, here: str) -> contexts.Anchor:
    href = renderer.links.href(here, story_address(story.slug))
    lang = views.other_language(renderer, story.story.language)
    return contexts.Anchor(href, story.story.title, lang)


def _cited_sources(renderer: Renderer, story: ResolvedStory) -> dict[str, None]:
    """The sources that a story cites, in the order of their first footnote."""
    quotations = renderer.site.quotations
    return dict.fromkeys(quotations[note.quotation].source for note in story.footnotes)


def _data(renderer: Renderer, story: ResolvedStory, here: str) -> tuple[contexts.Anchor, ...]:
    """The story's data files, each with what it is."""
    text = renderer.wording.text
    names = {
        "txt": text("plain text"),
        "statements.csv": text("statements (CSV)"),
        "quotations.csv": text("quotations (CSV)"),
        "jsonld": text("linked data (JSON-LD)"),
        "annotations.json": text("Web Annotations"),
        "prov.json": text("provenance (PROV-JSON)"),
        "csl.json": text("sources (CSL-JSON)"),
    }
    if story.has_map:
        names["geojson"] = text("who took part (GeoJSON)")
    return _files(renderer, story, here, names)


def _references(renderer: Renderer, story: ResolvedStory, here: str) -> tuple[contexts.Anchor, ...]:
    """The story as a reference for other programs, in each format."""
    names = {"bib": "BibTeX", "ris": "RIS", "cite.json": "CSL-JSON"}
    return _files(renderer, story, here, names)


def _files(
    renderer: Renderer, story: ResolvedStory, here: str, names: Mapping[str, str]
) -> tuple[contexts.Anchor, ...]:
    return tuple(
        contexts.Anchor(renderer.links.to_file(here, story_path(story, ending)), name)
        for ending, name in names.items()
    )


def _description(story: ResolvedStory) -> str:
    return " ".join(plain_text(statement.nodes) for statement in flat(story.standfirst))


def _updated(story: ResolvedStory) -> str:
    return parse_date(story.story.updated or story.story.published).first.isoformat()


def _citation(renderer: Renderer, story: ResolvedStory) -> str:
    """How to cite the story's page, as one line of text."""
    settings = renderer.site.settings
    date = renderer.wording.date(story.story.updated or story.story.published)
    title = renderer.wording.quoted(story.story.title)
    parts = [settings.publisher.name, title, settings.title, date]
    if base := base_address(renderer):
        parts.append(f"{base}{renderer.links.href('', story_address(story.slug))}")
    return ". ".join(parts) + "."
