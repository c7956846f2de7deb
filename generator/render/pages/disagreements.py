"""Where sources differ: every disagreement, and every utterance that reports word differently."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from generator.render import contexts, views
from generator.render.page import Page
from generator.render.pages.lists import MOST_STORIES
from generator.render.views import Renderer, quotation_href, site_page, story_address
from generator.resolve import ResolvedStory
from generator.verify.wording import Piece, differences

_ADDRESS = "disagreements"


def disagreements_page(renderer: Renderer) -> Page:
    """All disagreements, story by story; their footnotes stand on the stories' pages.

    Where very many stories have some, their questions lead to the stories.
    """
    with_some = [story for story in renderer.site.stories if story.disagreements]
    is_index = len(with_some) > MOST_STORIES
    stories = tuple(_story(renderer, story, in_full=not is_index) for story in with_some)
    groups = list(_groups(renderer))
    other = renderer.wording.count(
        len(groups),
        "{n} statement stands in several reports in other words; each quotation of it says so.",
        "{n} statements stand in several reports in other words; each quotation of them says so.",
    )
    in_full = len(groups) <= MOST_STORIES
    text = renderer.wording.text
    return site_page(
        renderer,
        "disagreements",
        _ADDRESS,
        text("Disagreements"),
        text("Each point on which the reports differ, with every answer and its words."),
        contexts.DisagreementsPage(
            stories,
            tuple(_utterance(renderer, group) for group in groups) if in_full else (),
            "" if in_full else other,
        ),
    )


def _story(
    renderer: Renderer, story: ResolvedStory, *, in_full: bool
) -> contexts.StoryDisagreements:
    address, language = story_address(story.slug), story.story.language
    writer = renderer.writer(_ADDRESS, story.footnotes, address, language)
    href = renderer.links.href
    return contexts.StoryDisagreements(
        contexts.Anchor(href(_ADDRESS, address), story.story.title),
        views.other_language(renderer, language),
        views.disagreements(renderer, writer, story.disagreements) if in_full else (),
        ()
        if in_full
        else tuple(
            contexts.Anchor(
                href(_ADDRESS, address, views.disagreement_anchor(entry.disagreement.id)),
                entry.disagreement.question,
            )
            for entry in story.disagreements
        ),
    )


def _groups(renderer: Renderer) -> Iterator[tuple[str, ...]]:
    """Each group of quotations that report one utterance, once, in the order of the sources."""
    shown: set[str] = set()
    for id, others in renderer.site.same_statement.items():
        if others and id not in shown:
            group = (id, *others)
            shown.update(group)
            yield group


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
