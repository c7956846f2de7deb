"""A page to print, on which somebody without a computer reviews sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.authoring.cards import Card
from generator.render import contexts
from generator.render.review_cards import review_card
from generator.render.views import Renderer
from generator.render.wording import direction
from generator.resolve import ResolvedStory


def review_sheet(
    renderer: Renderer, stories: Iterable[tuple[ResolvedStory, Sequence[Card]]], day: str
) -> str:
    """The sheet as HTML, which holds all that it needs.

    Args:
        renderer: what it is made with.
        stories: the stories, each with the cards of the sentences to review.
        day: the day of these sentences, `YYYY-MM-DD`.

    Raises:
        BadTemplateError: a template of the site's own has a mistake in it.
    """
    settings, wording = renderer.site.settings, renderer.wording
    made = tuple(_story(renderer, story, cards) for story, cards in stories)
    number = sum(len(each.sentences) for each in made)
    context = contexts.ReviewSheet(
        lang=settings.language,
        direction=direction(settings.language),
        site=settings.title,
        day=wording.date(day),
        count=wording.count(number, "{n} sentence", "{n} sentences"),
        stories=made,
    )
    return renderer.templates.document("review-sheet", context)


def _story(renderer: Renderer, story: ResolvedStory, cards: Sequence[Card]) -> contexts.SheetStory:
    language = story.story.language or renderer.site.settings.language
    return contexts.SheetStory(
        title=story.story.title,
        slug=story.slug,
        lang=language,
        sentences=tuple(
            contexts.SheetSentence(
                renderer.wording.number(number), review_card(renderer, card, language)
            )
            for number, card in enumerate(cards, 1)
        ),
    )
