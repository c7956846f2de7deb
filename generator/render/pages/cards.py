"""What stands for a story in a list and heads its own page."""

from __future__ import annotations

import re

from generator.model import Status
from generator.prose import plain_text
from generator.render import contexts
from generator.render.html import ProseWriter
from generator.render.pages.coverage import agreement, told_from
from generator.render.pages.lists import story_anchors, topic_anchor
from generator.render.pictures import picture_path, picture_size
from generator.render.views import (
    Renderer,
    disagreements_address,
    language_name,
    other_language,
    story_address,
)
from generator.resolve import ResolvedStory, flat

_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def reading_minutes(story: ResolvedStory) -> int:
    """How long it takes to read a story's own prose, in whole minutes, one at least.

    Source: 238 words a minute in silence (M. Brysbaert, “How many words do we read per minute?”,
    Journal of Memory and Language 109, 2019). Scripts without spaces count two letters as a word.
    """
    told = [*flat(story.standfirst), *story.key_points]
    told += [statement for section in story.sections for statement in flat(section.body)]
    text = " ".join(plain_text(statement.nodes) for statement in told)
    words = len(text.split()) + len(_WITHOUT_SPACES.findall(text)) // 2
    return max(1, round(words / 238))


def coverage_line(renderer: Renderer, story: ResolvedStory) -> str:
    """What a story rests on and how far its reports agree, as plain text."""
    agreed = agreement(renderer, story).striptags()
    return " ".join(filter(None, (told_from(renderer, story), agreed)))


def story_card(renderer: Renderer, writer: ProseWriter, story: ResolvedStory) -> contexts.StoryCard:
    """What stands for a story in a list, and at the head of its page."""
    here, address = writer.address, story_address(story.slug)
    href, model = renderer.links.href, story.story
    return contexts.StoryCard(
        href=href(here, address),
        title=model.title,
        lang=other_language(renderer, model.language),
        language=language_name(renderer, model.language),
        standfirst=writer.paragraphs(story.standfirst),
        date=renderer.wording.date(model.published),
        edtf=model.published,
        updated=renderer.wording.date(model.updated) if model.updated else "",
        draft=model.status is Status.DRAFT,
        authors=renderer.wording.comma.join(model.authors),
        reading_time=renderer.wording.count(
            reading_minutes(story), "{n} minute to read", "{n} minutes to read"
        ),
        topics=tuple(
            contexts.Anchor(href(here, "topics", topic_anchor(topic)), topic)
            for topic in model.topics
        ),
        told_from=told_from(renderer, story),
        agreement=agreement(renderer, story, here),
        picture=_picture(renderer, story, here),
        timeline=href(here, f"{address}/timeline") if story.events else "",
        map=href(here, f"{address}/map") if story.has_map else "",
        disagreements=href(here, disagreements_address(story.slug)) if story.disagreements else "",
        first=story_anchors(renderer, here, [model.follows] if model.follows else []),
        next=story_anchors(renderer, here, renderer.site.read_next.get(story.slug, ())),
    )


def _picture(renderer: Renderer, story: ResolvedStory, here: str) -> contexts.PictureView | None:
    width, height = picture_size(story)
    if not height:
        return None
    return contexts.PictureView(renderer.links.to_file(here, picture_path(story)), width, height)
