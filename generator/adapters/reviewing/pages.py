"""The pages on which somebody reviews: the stories, one sentence after the other, the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from generator.adapters.reviewing.desk import OpenDesk, Sentence
from generator.adapters.reviewing.messages import ROOT
from generator.model import ReviewVerdict
from generator.render import contexts
from generator.render.review_cards import review_card, verdict_name
from generator.render.wording import direction
from generator.verify.reviews import People


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looks, and what they are told.

    Attributes:
        reviewer: who reads; empty as long as nobody has said so.
        token: what our own forms hold.
        home: the address of the site.
        message: what was wrong with what was sent; empty if nothing was.
        note: the note that was sent with it.
        to: the story to go to once somebody has said who reads.
        of: the digest of the sentence in it; empty if it is the first that waits.
    """

    reviewer: str
    token: str
    home: str
    message: str = ""
    note: str = ""
    to: str = ""
    of: str = ""


def address_of(slug: str, of: str = "", *, is_end: bool = False) -> str:
    """The address of a story's review: at a sentence, at its end, or where somebody begins."""
    query = {"of": of} if of else {"end": "1"} if is_end else {}
    return f"{ROOT}{quote(slug)}" + (f"?{urlencode(query)}" if query else "")


def stories_page(desk: OpenDesk, visit: Visit) -> str:
    """The stories, each with how many of its sentences wait."""
    stories = tuple(_story(desk, visit, slug) for slug in desk.index.stories)
    context = contexts.ReviewStories(_frame(desk, visit), stories)
    return desk.renderer.templates.document("review-stories", context)


def walk_page(desk: OpenDesk, visit: Visit, slug: str, wanted: str) -> str:
    """A story's sentence with all that is beside it, or the end where there is none to show.

    Args:
        desk: the site.
        visit: who looks.
        slug: the story.
        wanted: the digest of the sentence; another one than there is shows the first that waits.

    Raises:
        KeyError: there is no such story.
    """
    walk = desk.walk(slug, visit.reviewer)
    place = next((at for at, each in enumerate(walk) if each.of == wanted), None)
    if place is None:
        place = next((at for at, each in enumerate(walk) if each.said is None), None)
    if place is None:
        return end_page(desk, visit, slug)
    return _sentence_page(desk, visit, slug, walk, place, is_changed=_is_gone(desk, slug, wanted))


def changed_page(desk: OpenDesk, visit: Visit, slug: str, anchor: str) -> str:
    """The sentence that stands now where one stood that has changed.

    Raises:
        KeyError: there is no such story.
    """
    walk = desk.walk(slug, visit.reviewer)
    place = next((at for at, each in enumerate(walk) if each.anchor == anchor), 0)
    if not walk:
        return end_page(desk, visit, slug)
    return _sentence_page(desk, visit, slug, walk, place, is_changed=True)


def _is_gone(desk: OpenDesk, slug: str, wanted: str) -> bool:
    """Whether a sentence that was asked for stands in the story no more."""
    states = desk.index.reviews[slug].states.values()
    return bool(wanted) and all(each.of != wanted for each in states)


def _sentence_page(
    desk: OpenDesk,
    visit: Visit,
    slug: str,
    walk: Sequence[Sentence],
    place: int,
    *,
    is_changed: bool,
) -> str:
    shown = walk[place]
    onward = walk[place + 1].of if place + 1 < len(walk) else ""
    context = contexts.ReviewWalk(
        frame=_frame(desk, visit),
        story=_story(desk, visit, slug),
        card=card_view(desk, slug, shown.anchor),
        at=place + 1,
        of=len(walk),
        place=place_of(desk, place + 1, len(walk)),
        anchor=shown.anchor,
        back=address_of(slug, walk[place - 1].of) if place else "",
        onward=address_of(slug, onward, is_end=not onward),
        said=shown.said.value if shown.said else "",
        note=visit.note or shown.note,
        is_changed=is_changed,
    )
    return desk.renderer.templates.document("review-walk", context)


def place_of(desk: OpenDesk, at: int, of: int) -> str:
    """Which sentence of how many, in words."""
    wording = desk.renderer.wording
    return wording.text("{at} of {all}").format(at=wording.number(at), all=wording.number(of))


def card_view(desk: OpenDesk, slug: str, anchor: str) -> contexts.ReviewCard:
    """A sentence as the page shows it.

    Raises:
        KeyError: there is no such sentence.
    """
    return review_card(desk.renderer, desk.card(slug, anchor), _language(desk, slug))


def card_part(desk: OpenDesk, slug: str, anchor: str) -> str:
    """The part of the page that shows a sentence, for the page's script.

    Raises:
        KeyError: there is no such sentence.
    """
    part = contexts.ReviewPart(card_view(desk, slug, anchor))
    return desk.renderer.templates.document("review-card", part)


def end_page(desk: OpenDesk, visit: Visit, slug: str) -> str:
    """What somebody has said of a story's sentences, and what is left.

    Raises:
        KeyError: there is no such story.
    """
    walk = desk.walk(slug, visit.reviewer)
    wording = desk.renderer.wording
    said = Counter(each.said for each in walk if each.said)
    counts = [
        f"{verdict_name(desk.renderer, verdict)}: {wording.number(said[verdict])}"
        for verdict in ReviewVerdict
        if said[verdict]
    ]
    left = next((each.of for each in walk if each.said in (None, ReviewVerdict.LATER)), "")
    context = contexts.ReviewEnd(
        frame=_frame(desk, visit),
        story=_story(desk, visit, slug),
        counts=tuple(counts),
        left=address_of(slug, left) if left else "",
        last=address_of(slug, walk[-1].of) if walk else "",
    )
    return desk.renderer.templates.document("review-end", context)


def _frame(desk: OpenDesk, visit: Visit) -> contexts.ReviewFrame:
    settings = desk.index.settings
    return contexts.ReviewFrame(
        lang=settings.language,
        direction=direction(settings.language),
        site=settings.title,
        root=ROOT,
        home=visit.home,
        token=visit.token,
        reviewer=visit.reviewer,
        reviewers=tuple(settings.reviewers),
        message=visit.message,
        to=visit.to,
        of=visit.of,
    )


def _language(desk: OpenDesk, slug: str) -> str:
    return desk.index.stories[slug].language or desk.index.settings.language


def _story(desk: OpenDesk, visit: Visit, slug: str) -> contexts.ReviewStory:
    walk = desk.walk(slug, visit.reviewer)
    waiting = sum(each.said in (None, ReviewVerdict.LATER) for each in walk)
    return contexts.ReviewStory(
        title=desk.index.stories[slug].title,
        lang=_language(desk, slug),
        address=address_of(slug),
        waiting=desk.renderer.wording.count(waiting, "{n} sentence waits", "{n} sentences wait"),
        is_done=not waiting,
        remark=_remark(desk, visit, slug),
    )


def _remark(desk: OpenDesk, visit: Visit, slug: str) -> str:
    """What a reading of this story counts as, if not as a second one."""
    people, text = People.of(desk.index.reviews[slug].authors), desk.renderer.wording.text
    if not people.authors:
        return text("The story names no authors: no reading of it counts as a second one.")
    if people.is_author(visit.reviewer):
        return text("You are among its authors: your reading counts as a first one.")
    return ""
