"""What a story rests on, how far its reports agree, and how it was checked, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from generator.index import Coverage, ReviewCounts
from generator.model import DisagreementKind
from generator.render import contexts
from generator.render.views import Renderer, disagreement_anchor, source_address, story_address
from generator.render.views.reviews import reviewers
from generator.render.voices import voice_groups
from generator.resolve import ResolvedStory
from generator.verify.coverage import coverage
from generator.verify.figure_problems import what_is_checked
from generator.verify.voices import source_voices

_METHOD = "method.md"
"""The hand-written page that says how the editors work, if the site has one."""


def told_from(renderer: Renderer, story: ResolvedStory) -> str:
    """How many reports a story is told from, and of how many origins; empty if of none."""
    sources, count = _by_use(renderer, story), renderer.wording.count
    if len(sources) < 2:
        return renderer.wording.text("Told from one report.") if sources else ""
    origins = source_voices(renderer.site, sources)
    return count(
        len(sources),
        "Told from {n} report of {origins}.",
        "Told from {n} reports of {origins}.",
        origins=count(origins, "{n} origin", "{n} origins"),
    )


def agreement(renderer: Renderer, story: ResolvedStory, here: str = "") -> Markup:
    """On how many points a story's reports contradict one another, and on how many they differ.

    The numbers lead to the points, as the page at `here` writes links. Empty if one report alone
    tells the story.
    """
    if len(_by_use(renderer, story)) < 2:
        return Markup()
    text, count = renderer.wording.text, renderer.wording.count

    def points(kind: DisagreementKind) -> Markup:
        found = [entry.disagreement.id for entry in story.disagreements
                 if entry.disagreement.kind is kind]  # fmt: skip
        if not found:
            return Markup()
        # Of several, the heading shows the table of all.
        anchor = disagreement_anchor(found[0]) if len(found) == 1 else "disagreements"
        href = renderer.links.href(here, story_address(story.slug), anchor)
        number = count(len(found), "{n} point", "{n} points")
        return Markup('<a href="{}">{}</a>').format(href, number)

    contradictions, differences = map(
        points, (DisagreementKind.CONTRADICTION, DisagreementKind.DIFFERENCE)
    )
    if contradictions and differences:
        told = text("They contradict one another on {points} and differ in detail on {others}.")
    elif contradictions:
        told = text("They contradict one another on {points}.")
    elif differences:
        told = text("We know of no contradiction between them; they differ in detail on {others}.")
    else:
        told = text("We know of no contradiction between them.")
    return escape(told).format(points=contradictions, others=differences)


def origins(renderer: Renderer, story: ResolvedStory, here: str) -> tuple[contexts.OriginView, ...]:
    """The reports that a story is told from, by their origins.

    Several of one origin come first, and then in one group those that have each their own; in a
    group, those that are quoted most.
    """
    site, href = renderer.site, renderer.links.href
    groups = voice_groups(site, renderer.wording, _by_use(renderer, story))

    def view(sources: Iterable[str], reasons: tuple[Markup, ...] = ()) -> contexts.OriginView:
        return contexts.OriginView(
            tuple(
                contexts.Anchor(href(here, source_address(id)), site.sources[id].source.short)
                for id in sources
            ),
            reasons,
        )

    shared = [view(group.sources, group.reasons) for group in groups if len(group.sources) > 1]
    own = [group.sources[0] for group in groups if len(group.sources) == 1]
    return (*shared, *([view(own)] if own else []))


def checks(renderer: Renderer, story: ResolvedStory) -> tuple[str, ...]:
    """How a story was checked, in sentences that need no knowledge of the site."""
    line = renderer.site.stories.get(story.slug)
    numbers = line.coverage if line else coverage(renderer.site, story)
    return (
        *_compared(renderer, numbers),
        *_unchecked(renderer, story),
        *_second_reading(renderer, line.reviews if line else ReviewCounts()),
        *_not_cited(renderer, numbers),
    )


def method_href(renderer: Renderer, here: str) -> str:
    """The address of the page that says how the editors work, as `here` writes it, or empty."""
    # The names alone are asked for: a new word on that page changes no story.
    is_there = any(path == _METHOD for path in renderer.site.written)
    return renderer.links.href(here, _METHOD.removesuffix(".md")) if is_there else ""


def _by_use(renderer: Renderer, story: ResolvedStory) -> list[str]:
    """The sources that a story cites, those with the most quotations first."""
    uses = Counter(renderer.site.quotations[note.quotation].source for note in story.footnotes)
    return [id for id, _ in uses.most_common()]


def _compared(renderer: Renderer, numbers: Coverage) -> Iterator[str]:
    """How many sentences cite a report, and what is known of the words that they cite."""
    count, text = renderer.wording.count, renderer.wording.text
    if not numbers.cited:
        return
    yield count(
        numbers.cited,
        "{n} of the {all} sentences of this story cites a report.",
        "{n} of the {all} sentences of this story cite a report.",
        all=renderer.wording.number(numbers.statements),
    )
    if numbers.verified == numbers.cited:
        yield text(
            "A program compared the words that they cite, word for word, with our copies of the "
            "reports, and found all of them there."
        )
    else:
        yield count(
            numbers.verified,
            "A program compared the words that they cite, word for word, with our copies of the "
            "reports, and found all that {n} of them cites.",
            "A program compared the words that they cite, word for word, with our copies of the "
            "reports, and found all that {n} of them cite.",
        )
    yield count(
        numbers.two_voices,
        "{n} of them rests on two or more reports that have it neither from one another nor from "
        "the same person or agency.",
        "{n} of them rest on two or more reports that have it neither from one another nor from "
        "the same person or agency.",
    )
    yield count(
        numbers.primary,
        "{n} of them rests on a speaker’s own words or on a primary source, such as a press "
        "release.",
        "{n} of them rest on a speaker’s own words or on a primary source, such as a press "
        "release.",
    )


def _not_cited(renderer: Renderer, numbers: Coverage) -> Iterator[str]:
    """How many sentences are the editors' own, and how many say what was worked out."""
    count = renderer.wording.count
    if numbers.editor:
        yield count(
            numbers.editor,
            "{n} sentence is the editor’s own: it is marked so, or it is the editor’s reading of "
            "what reports answer differently.",
            "{n} sentences are the editor’s own: they are marked so, or they are the editor’s "
            "reading of what reports answer differently.",
        )
    if numbers.derived:
        yield count(
            numbers.derived,
            "{n} sentence says something that we worked out from what it cites, and says how.",
            "{n} sentences say something that we worked out from what they cite, and say how.",
        )


def _unchecked(renderer: Renderer, story: ResolvedStory) -> Iterator[str]:
    """What no program compares in the story's language."""
    checked = what_is_checked(story.story.language or renderer.site.settings.language)
    if checked is None:
        yield renderer.wording.text("No program checks figures and names in this language.")
    elif not checked.spelled:
        yield renderer.wording.text("No program checks spelled-out numbers in this language.")


def _second_reading(renderer: Renderer, counts: ReviewCounts) -> Iterator[str]:
    """How many sentences a second reader has read against what they cite, last when, and who."""
    if not counts.of:
        return
    wording = renderer.wording
    if not counts.read:
        yield wording.text("No second reading is recorded.")
        return
    yield wording.count(
        counts.read,
        "A second reader has read {n} of the {all} sentences with citations beside the words that "
        "they cite, last on {date}, {by}.",
        "A second reader has read {n} of the {all} sentences with citations beside the words that "
        "they cite, last on {date}, {by}.",
        all=wording.number(counts.of),
        date=wording.date(counts.last),
        by=reviewers(renderer, counts.by),
    )
