"""Pages for looking things up: glossary, quotations, corrections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from generator.render import contexts, views
from generator.render.page import Page
from generator.render.pages.lists import MOST_QUOTATIONS, NEWEST, newest_of, story_anchors
from generator.render.views import Renderer, site_page, source_address, story_address
from generator.resolve import TermEntry


def glossary_page(renderer: Renderer) -> Page:
    """All terms by name."""
    site = renderer.site
    writer = renderer.writer("glossary", site.glossary_footnotes)
    entries = tuple(
        contexts.TermView(
            id=entry.id,
            anchor=f"term.{entry.id}",
            term=entry.term.term,
            kind=renderer.wording.word(entry.term.kind),
            aliases=tuple(entry.term.aliases),
            definition=writer.paragraphs(entry.definition),
            spellings=_spellings(renderer, entry),
            see_also=tuple(_term_anchor(renderer, id) for id in entry.term.see_also),
            same_as=tuple(contexts.Anchor(url, url) for url in entry.term.same_as),
            stories=story_anchors(renderer, "glossary", shown),
            more=more,
        )
        for entry in site.terms.values()
        for shown, more in [newest_of(site.term_stories[entry.id], renderer.wording)]
    )
    context = contexts.GlossaryPage(
        terms=entries,
        notes=views.notes(renderer, "glossary", site.glossary_footnotes),
    )
    text = renderer.wording.text
    return site_page(
        renderer,
        "glossary",
        "glossary",
        text("Glossary"),
        text("The organisations, outlets and terms that the stories name."),
        context,
    )


def _term_anchor(renderer: Renderer, id: str) -> contexts.Anchor:
    return contexts.Anchor(f"#term.{id}", renderer.site.terms[id].term.term)


def _spellings(
    renderer: Renderer, entry: TermEntry
) -> tuple[tuple[str, tuple[contexts.Anchor, ...], str], ...]:
    """Each spelling found in quotations, with the sources that write it so."""
    site = renderer.site
    return tuple(
        (
            spelling,
            tuple(
                contexts.Anchor(
                    renderer.links.href("glossary", source_address(id)),
                    site.sources[id].source.short,
                )
                for id in islice(sources, NEWEST)
            ),
            _more_reports(renderer, len(sources)),
        )
        for spelling, sources in site.spellings[entry.id].items()
    )


def _more_reports(renderer: Renderer, number: int) -> str:
    """How many reports there are besides those that a list names."""
    more = renderer.wording.count(
        number - NEWEST, "and {n} more report, by the search", "and {n} more reports, by the search"
    )
    return more if number > NEWEST else ""


def quotations_page(renderer: Renderer) -> Page:
    """All quotations by source; the pages of the sources have them where there are very many."""
    site, here = renderer.site, "quotations"
    groups = []
    for entry in site.sources.values() if len(site.quotations) <= MOST_QUOTATIONS else ():
        line = views.source_line(renderer, here, entry)
        ids = [quotation.id for quotation in entry.source.quotations]
        note = " · ".join(filter(None, (line.publisher, line.origin, line.date)))
        groups.append(
            contexts.QuotationGroup(
                f"source.{entry.id}",
                line.title,
                line.lang,
                note,
                line.href,
                _views(renderer, here, ids),
            )
        )
    text = renderer.wording.text
    other = contexts.Anchor(
        renderer.links.href(here, "quotations/speakers"), text("The same by speaker")
    )
    intro = text("Every passage that the stories cite, word for word, by the report it stands in.")
    return _quotations(renderer, here, text("Quotations"), intro, other, groups)


def speakers_page(renderer: Renderer) -> Page:
    """The quotations that are somebody's own words, by speaker."""
    site, here = renderer.site, "quotations/speakers"
    speakers: dict[str, list[str]] = {}
    for id, entry in site.quotations.items():
        if entry.quotation.speaker:
            speakers.setdefault(entry.quotation.speaker, []).append(id)
    is_index = sum(map(len, speakers.values())) > MOST_QUOTATIONS
    groups = [
        contexts.QuotationGroup(
            f"speaker.{at}",
            speaker,
            "",
            renderer.wording.count(len(ids), "{n} quotation", "{n} quotations"),
            "",
            () if is_index else _views(renderer, here, ids),
            *(_sources(renderer, here, ids) if is_index else ()),
        )
        for at, (speaker, ids) in enumerate(
            sorted(speakers.items(), key=lambda row: row[0].casefold()), 1
        )
    ]
    text = renderer.wording.text
    other = contexts.Anchor(
        renderer.links.href(here, "quotations"), text("All quotations by source")
    )
    intro = text("Words that a report gives as somebody’s own, by who said or wrote them.")
    return _quotations(renderer, here, text("Quotations by speaker"), intro, other, groups)


def _sources(
    renderer: Renderer, here: str, ids: Iterable[str]
) -> tuple[tuple[contexts.Anchor, ...], str]:
    """The sources of many quotations, each a link to the first one in it, and how many more."""
    site = renderer.site
    first: dict[str, str] = {}
    for id in ids:
        first.setdefault(site.quotations[id].source, id)
    anchors = tuple(
        contexts.Anchor(
            views.quotation_href(renderer, here, site.quotations[id]),
            site.sources[source].source.short,
        )
        for source, id in islice(first.items(), NEWEST)
    )
    return anchors, _more_reports(renderer, len(first))


def _views(renderer: Renderer, here: str, ids: Iterable[str]) -> tuple[contexts.QuotationView, ...]:
    return views.quotation_views(renderer, here, ids, with_uses=True)


def _quotations(
    renderer: Renderer,
    address: str,
    title: str,
    intro: str,
    other: contexts.Anchor,
    groups: Iterable[contexts.QuotationGroup],
) -> Page:
    wording, site = renderer.wording, renderer.site
    number = len(site.quotations)
    elsewhere = wording.count(
        number,
        "{n} quotation is too much for one page: the page of each report has its own.",
        "{n} quotations are too many for one page: the page of each report has its own.",
    )
    context = contexts.QuotationsPage(
        title,
        intro,
        other,
        elsewhere if number > MOST_QUOTATIONS else "",
        contexts.Anchor(renderer.links.href(address, "sources"), wording.text("All reports")),
        tuple(group for group in groups if group.quotations or group.sources),
    )
    page = site_page(renderer, "quotations", address, title, intro, context)
    return replace(page, in_navigation=address == "quotations")


def corrections_page(renderer: Renderer) -> Page:
    """What was corrected, story by story."""
    site = renderer.site
    stories = tuple(
        contexts.StoryCorrections(
            contexts.Anchor(
                renderer.links.href("corrections", story_address(story.slug)),
                story.story.title,
                views.other_language(renderer, story.story.language),
            ),
            views.corrections(renderer, story, "corrections"),
        )
        for story in site.stories
        if story.corrections
    )
    context = contexts.CorrectionsPage(stories, site.settings.contact, site.settings.corrected_by)
    text = renderer.wording.text
    return site_page(
        renderer,
        "corrections",
        "corrections",
        text("Corrections"),
        text("What was corrected, when and why."),
        context,
    )
