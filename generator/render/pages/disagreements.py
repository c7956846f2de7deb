"""Where sources differ: every disagreement, and every utterance that reports word differently."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup, escape

from generator.index import Disagreements
from generator.render import contexts, views
from generator.render.page import Outline
from generator.render.pages.lists import MOST_STORIES
from generator.render.views import Renderer, quotation_href, story_address
from generator.verify.wording import Piece, differences

_ADDRESS = "disagreements"


def disagreements_page(renderer: Renderer) -> Outline:
    """All disagreements, story by story; their footnotes stand on the page of each story's own.

    Where very many stories have some, their questions lead to those pages.
    """
    text = renderer.wording.text
    description = text("Each point on which the reports differ, with every answer and its words.")
    context = partial(_disagreements, renderer)
    return Outline("disagreements", _ADDRESS, text("Disagreements"), description, context)


def _disagreements(renderer: Renderer) -> contexts.DisagreementsPage:
    with_some = renderer.site.disagreements
    in_full = len(with_some) <= MOST_STORIES
    stories = tuple(_story(renderer, *row, in_full=in_full) for row in with_some.items())
    groups = list(_groups(renderer))
    other = renderer.wording.count(
        len(groups),
        "{n} statement stands in several reports in other words; each quotation of it says so.",
        "{n} statements stand in several reports in other words; each quotation of them says so.",
    )
    are_few = len(groups) <= MOST_STORIES
    return contexts.DisagreementsPage(
        stories,
        tuple(_utterance(renderer, group) for group in groups) if are_few else (),
        "" if are_few else other,
    )


def _story(
    renderer: Renderer, slug: str, found: Disagreements, *, in_full: bool
) -> contexts.StoryDisagreements:
    line = renderer.site.stories[slug]
    address, language = views.disagreements_address(slug), line.language
    writer = renderer.writer(_ADDRESS, found.footnotes, address, language)
    href = renderer.links.href
    return contexts.StoryDisagreements(
        slug,
        contexts.Anchor(href(_ADDRESS, story_address(slug)), line.title),
        views.other_language(renderer, language),
        views.disagreements(
            renderer,
            writer,
            found.entries,
            found.sources,
            anchor=f"matrix.{slug}",
            all_in_tables=True,
        )
        if in_full
        else None,
        ()
        if in_full
        else tuple(
            views.question_line(renderer, _ADDRESS, address, entry.disagreement)
            for entry in found.entries
        ),
    )


def _groups(renderer: Renderer) -> Iterator[tuple[str, ...]]:
    """Each group of quotations that report one utterance, once, in the order of the sources."""
    first = {}
    for id in renderer.site.same_statement:
        group = (id, *renderer.site.same_statement[id])
        # The first of a group is the one that comes before all others.
        if not any(other in first for other in group):
            first[id] = group
    yield from first.values()


def _utterance(renderer: Renderer, ids: tuple[str, ...]) -> contexts.UtteranceView:
    entries = [renderer.site.quotations[id] for id in ids]
    pieces = differences([entry.quotation.exact for entry in entries])
    names = dict.fromkeys(
        name
        for entry in entries
        if (name := entry.quotation.speaker or entry.quotation.attributed_to)
    )
    return contexts.UtteranceView(
        speaker=" / ".join(names),
        versions=tuple(
            contexts.VersionView(
                text=Markup("").join(map(_piece, row)),
                lang=views.other_language(
                    renderer,
                    entry.quotation.language or renderer.site.sources[entry.source].source.language,
                ),
                source=renderer.site.sources[entry.source].source.short,
                href=quotation_href(renderer, _ADDRESS, entry),
            )
            for entry, row in zip(entries, pieces, strict=True)
        ),
    )


def _piece(piece: Piece) -> Markup:
    if piece.kind in ("other", "not-in-all"):
        return Markup("<mark>{}</mark>").format(piece.text)
    if piece.kind == "spelling":
        return Markup('<span class="sx-spelt">{}</span>').format(piece.text)
    return escape(piece.text)
