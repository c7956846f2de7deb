"""What stands for a story in a list and heads its own page."""

from __future__ import annotations

import re

from generator.model import Status
from generator.prose import plain_text
from generator.render import contexts
from generator.render.html import ProseWriter
from generator.render.pages.lists import story_anchors, topic_anchor
from generator.render.views import Renderer, language_name, other_language, story_address
from generator.resolve import ResolvedStory, flat
from generator.verify import figures_are_checked
from generator.verify.coverage import coverage

_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def coverage_in_words(renderer: Renderer, story: ResolvedStory) -> contexts.Coverage:
    """How well a story is sourced."""
    # Only what the story cites counts: a site has a hundred times as much.
    known = renderer.verification.quotations
    verified = [note.quotation for note in story.footnotes if note.quotation in known]
    voices_of = renderer.verification.count_voices
    numbers = coverage(renderer.site, story, verified, voices_of)
    sources = {renderer.site.quotations[note.quotation].source for note in story.footnotes}
    count = renderer.wording.count

    def some(number: int, one: str, many: str) -> str:
        return count(number, one, many) if number else ""

    whole = numbers.cited and numbers.verified == numbers.cited
    voices = renderer.verification.count_voices(sources)
    return contexts.Coverage(
        statements=count(numbers.statements, "{n} statement", "{n} statements"),
        cited=count(numbers.cited, "{n} with sources", "{n} with sources"),
        verified=renderer.wording.text("all of these verified")
        if whole
        else count(numbers.verified, "{n} verified", "{n} verified"),
        two_voices=some(numbers.two_voices, "{n} by two voices", "{n} by two voices or more"),
        primary=some(numbers.primary, "{n} with a speaker", "{n} from a primary source or speaker"),
        editor=some(numbers.editor, "{n} in the editor’s words", "{n} in the editor’s words"),
        derived=some(numbers.derived, "{n} worked out", "{n} worked out"),
        quotations=count(len(story.footnotes), "{n} quotation", "{n} quotations"),
        reports=renderer.wording.comma.join(
            (
                count(len(sources), "{n} report", "{n} reports"),
                count(voices, "{n} voice", "{n} voices"),
            )
        ),
        disagreements=some(len(story.disagreements), "{n} disagreement", "{n} disagreements"),
        unchecked=""
        if figures_are_checked(renderer.site, story)
        else renderer.wording.text("figures and names not checked in this language"),
    )


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
    """How well a story is sourced, in one short line."""
    words = renderer.once(coverage_in_words, story)
    return " · ".join(filter(None, (words.statements, words.reports, words.disagreements)))


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
        reading_time=renderer.wording.count(
            reading_minutes(story), "{n} minute to read", "{n} minutes to read"
        ),
        topics=tuple(
            contexts.Anchor(href(here, "topics", topic_anchor(topic)), topic)
            for topic in model.topics
        ),
        coverage=renderer.once(coverage_in_words, story),
        timeline=href(here, f"{address}/timeline") if story.events else "",
        map=href(here, f"{address}/map") if story.has_map else "",
        first=story_anchors(renderer, here, [model.follows] if model.follows else []),
        next=story_anchors(renderer, here, renderer.site.read_next.get(story.slug, ())),
    )
