"""Sentences as reviewers see them on paper and in a browser: `Card` in the words of the site."""

from __future__ import annotations

from collections.abc import Sequence

from generator.authoring.cards import Card, Cited, Part, Where
from generator.authoring.related import Related, Why
from generator.model import Review, ReviewVerdict, words_language
from generator.render import contexts
from generator.render.views import Renderer

# So many words are named of a quotation that the sentence has not.
_MOST_WORDS = 24


def review_card(renderer: Renderer, card: Card, lang: str) -> contexts.ReviewCard:
    """What a sheet or a page shows of a sentence.

    Args:
        renderer: what it is made with.
        card: the sentence.
        lang: the story's language.
    """
    return contexts.ReviewCard(
        part=_part(renderer, card.where),
        text=card.sentence,
        lang=lang,
        line=card.line,
        derived=card.derived,
        is_editors=card.is_editors,
        digest=card.state.of,
        put_in=_listed(renderer, card.put_in),
        quotations=tuple(_quotation(renderer, each) for each in card.cited),
        elsewhere=tuple(_elsewhere(renderer, each) for each in card.related),
        readings=tuple(_reading(renderer, each) for each in card.state.reviews),
    )


def _quotation(renderer: Renderer, cited: Cited) -> contexts.ReviewQuotation:
    around, date = cited.around, renderer.wording.date
    words = around.words if around else cited.exact
    is_same = [*filter(str.isalnum, words)] == [*filter(str.isalnum, cited.exact)]
    return contexts.ReviewQuotation(
        source=cited.source,
        title=cited.title,
        date=date(cited.published),
        lang=cited.language,
        address=cited.url,
        said_by=cited.said_by,
        is_unnamed=not cited.is_said_by_named,
        before=around.before if around else "",
        words=words,
        after=around.after if around else "",
        quoted_as="" if is_same else cited.exact,
        translation=cited.translation,
        verified=date(cited.verified) if cited.verified else "",
        left_out=_listed(renderer, cited.left_out) if cited.is_compared else "",
        is_compared=cited.is_compared,
    )


def _elsewhere(renderer: Renderer, related: Related) -> contexts.ReviewElsewhere:
    quotation = related.entry.quotation
    source = renderer.site.sources[related.entry.source].source
    words = quotation.translation or quotation.exact
    settings = renderer.site.settings
    lang = (
        settings.language if quotation.translation else words_language(quotation, source, settings)
    )
    said_by = quotation.speaker or quotation.attributed_to or ""
    return contexts.ReviewElsewhere(source.short, words, lang, said_by, _why(renderer, related))


def _why(renderer: Renderer, related: Related) -> str:
    text = renderer.wording.text
    if related.why is Why.SAME_UTTERANCE:
        return text("the same utterance")
    if related.why is Why.SAME_QUESTION:
        return text("on the same question")
    return text("also names {names}").format(names=_listed(renderer, related.shared))


def _reading(renderer: Renderer, review: Review) -> contexts.ReviewReading:
    return contexts.ReviewReading(
        by=review.by,
        date=renderer.wording.date(review.on),
        verdict=verdict_name(renderer, review.verdict),
        note=review.note or "",
    )


def verdict_name(renderer: Renderer, verdict: ReviewVerdict) -> str:
    """A verdict as the boxes of the sheet and the buttons of the page have it."""
    text = renderer.wording.text
    return {
        ReviewVerdict.SUPPORTED: text("Supported"),
        ReviewVerdict.CHANGE: text("Should change"),
        ReviewVerdict.LATER: text("Later"),
    }[verdict]


def _listed(renderer: Renderer, words: Sequence[str]) -> str:
    told = renderer.wording.comma.join(words[:_MOST_WORDS])
    return f"{told} …" if len(words) > _MOST_WORDS else told


def _part(renderer: Renderer, where: Where) -> str:
    text = renderer.wording.text
    kinds = {
        Part.STANDFIRST: text("Standfirst"),
        Part.KEY_POINTS: text("Key points"),
        Part.SECTION: text("Section"),
        Part.EVENT: text("Timeline"),
        Part.OPERATION: text("Operation"),
        Part.ROLE: text("Who took part"),
        Part.PLACE: text("Place"),
        Part.ANSWER: text("Where the sources disagree"),
        Part.READING: text("How the editor reads it"),
    }
    return f"{kinds[where.part]} · {where.name}" if where.name else kinds[where.part]
