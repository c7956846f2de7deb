"""The parts of a story, as a page shows them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from markupsafe import Markup

from generator.index import Corrected, StoryHistory
from generator.model import Disagreement, DisagreementKind, Role, StoryVersion
from generator.model.dates import parse_date
from generator.render import contexts
from generator.render.html import Mark, ProseWriter
from generator.render.views.disagreements import disagreement_anchor
from generator.render.views.renderer import (
    Renderer,
    disagreements_address,
    part_address,
    story_address,
    version_address,
)
from generator.render.views.reviews import sentence_reading
from generator.resolve import (
    ResolvedStory,
    StoryParticipation,
    StoryPlace,
    StoryRole,
)


def role_name(renderer: Renderer, role: Role) -> str:
    """What pages call a role."""
    return renderer.wording.word(role)


def operations(
    renderer: Renderer, writer: ProseWriter, story: ResolvedStory, here: str
) -> tuple[contexts.OperationView, ...]:
    """Who took part, operation by operation, in the order of the content's own lists.

    Places that belong to no operation come last, under a heading of their own.
    """
    views = [
        contexts.OperationView(
            id=entry.operation.id,
            anchor=f"operation.{entry.operation.id}",
            name=entry.operation.name,
            date=renderer.wording.date(entry.operation.date),
            text=writer.paragraphs(entry.text),
            countries=tuple(
                _country(renderer, writer, part, story, here)
                for part in story.participations
                if part.operation.id == entry.operation.id
            ),
            places=_places(renderer, writer, story, here, entry.operation.id),
        )
        for entry in story.operations
    ]
    others = _places(renderer, writer, story, here, None)
    name = renderer.wording.text("Other places")
    views.append(contexts.OperationView("", "other-places", name, "", Markup(), (), others))
    return tuple(view for view in views if view.countries or view.places or view.text)


def _disputed(
    renderer: Renderer, story: ResolvedStory, here: str, entry: Disagreement | None
) -> contexts.Anchor | None:
    if not entry:
        return None
    href = renderer.links.href(here, story_address(story.slug), disagreement_anchor(entry.id))
    return contexts.Anchor(href, entry.question)


def _country(
    renderer: Renderer,
    writer: ProseWriter,
    part: StoryParticipation,
    story: ResolvedStory,
    here: str,
) -> contexts.CountryView:
    def role(entry: StoryRole) -> contexts.RoleView:
        return contexts.RoleView(
            id=entry.role.value,
            role=role_name(renderer, entry.role),
            text=writer.paragraphs(entry.text),
            disputed=_disputed(renderer, story, here, entry.disputed),
        )

    country = renderer.atlas.boundaries.country(part.country) if renderer.atlas else None
    return contexts.CountryView(
        anchor=f"country.{part.operation.id}.{part.country.lower()}",
        code=part.country,
        name=renderer.wording.country(part.country),
        spot=_spot(*country.label) if country else "",
        roles=tuple(role(entry) for entry in part.roles),
    )


def _places(
    renderer: Renderer,
    writer: ProseWriter,
    story: ResolvedStory,
    here: str,
    operation: str | None,
) -> tuple[contexts.PlaceView, ...]:
    return tuple(
        _place(renderer, writer, story, here, entry)
        for entry in story.places
        if entry.place.operation == operation
    )


def _place(
    renderer: Renderer, writer: ProseWriter, story: ResolvedStory, here: str, entry: StoryPlace
) -> contexts.PlaceView:
    place = entry.place
    return contexts.PlaceView(
        id=place.id,
        anchor=place_anchor(place.id),
        name=place.name,
        country=renderer.wording.country(place.country) if place.country else "",
        spot=_spot(place.longitude, place.latitude),
        text=writer.paragraphs(entry.text),
        disputed=_disputed(renderer, story, here, entry.disputed),
    )


def place_anchor(id: str) -> str:
    """The anchor of a place in the tables of who took part."""
    return f"place.{id}"


def _spot(longitude: float, latitude: float) -> str:
    """Longitude and latitude for the map's script."""
    return f"{longitude:g} {latitude:g}"


def corrections(
    renderer: Renderer, story: ResolvedStory | Corrected, here: str
) -> tuple[contexts.CorrectionView, ...]:
    """A story's corrections, the newest first."""
    history = renderer.site.histories.get(story.slug)

    def statement(anchor: str) -> str:
        # On the story's page the anchor is always there.
        own = story_address(story.slug)
        return renderer.links.href(
            here, own if here == own else part_address(story.slug, anchor), anchor
        )

    return tuple(
        contexts.CorrectionView(
            anchor=correction_anchor(story, at),
            date=renderer.wording.date(entry.correction.date),
            was=entry.correction.was,
            now=entry.correction.now,
            why=entry.correction.why,
            href=statement(entry.statements[0]),
            versions=_versions(renderer, story.slug, history, entry.correction.date, here),
        )
        for at, entry in enumerate(story.corrections)
    )


def _versions(
    renderer: Renderer, slug: str, history: StoryHistory | None, date: str, here: str
) -> tuple[contexts.Anchor, ...]:
    """The last version of a story without a correction and the first with it."""
    number = version_of_correction(history, date) if history else None
    if number is None:
        return ()
    return tuple(
        contexts.Anchor(
            renderer.links.href(here, version_address(slug, each)), version_name(renderer, each)
        )
        for each in (number - 1, number)
    )


def version_name(renderer: Renderer, number: int) -> str:
    """What pages call a version of a story."""
    return renderer.wording.text("Version {n}").format(n=renderer.wording.number(number))


def version_of_correction(history: StoryHistory, date: str) -> int | None:
    """The number of the first version that has a correction; None if none is known to."""
    pairs = enumerate(pairwise(history.versions), 2)
    return next((at for at, (before, now) in pairs if is_between(before, date, now)), None)


def is_between(before: StoryVersion, date: str, now: StoryVersion) -> bool:
    """Whether something of a day is in a version and not in the one before."""
    day = parse_date(date).first
    return parse_date(before.date).first < day <= parse_date(now.date).first


def correction_anchor(story: ResolvedStory | Corrected, at: int) -> str:
    """The anchor of a correction, on its story's page and on the page of all corrections.

    `at` counts from the newest, 0; the anchor counts from the oldest, so that it stays.
    """
    return f"correction.{story.slug}.{len(story.corrections) - at}"


def marked(renderer: Renderer, writer: ProseWriter, story: ResolvedStory) -> ProseWriter:
    """A writer that marks the statements that were corrected, and those on which sources differ.

    There are two signs: sources contradict one another, and one report alone says it. That they
    differ in detail is told where a statement's words are shown.
    """
    text = renderer.wording.text
    own = (story_address(story.slug), disagreements_address(story.slug))
    signs = {
        DisagreementKind.CONTRADICTION: ("≠", text("contradicted")),
        DisagreementKind.DIFFERENCE: ("", text("Sources differ in detail")),
        DisagreementKind.ONE_REPORT: ("①", text("one report alone")),
    }

    def mark(anchor: str, text: str, sign: str = "") -> Mark:
        is_here = writer.address in own and anchor.startswith("disagreement.")
        page = writer.address if is_here else part_address(story.slug, anchor)
        return Mark(renderer.links.href(writer.address, page, anchor), text, sign)

    differs = {}
    for anchor, found in story.differs.items():
        sign, told = signs[found.kind]
        differs[anchor] = mark(disagreement_anchor(found.id), told, sign)
    corrected = {
        anchor: mark(
            correction_anchor(story, at),
            renderer.wording.text("corrected {date}").format(
                date=renderer.wording.date(entry.correction.date)
            ),
        )
        for at, entry in enumerate(story.corrections)
        for anchor in entry.statements
    }
    reviews = renderer.site.reviews.get(story.slug)
    read = {
        anchor: sentence_reading(renderer, story.slug, anchor)
        for anchor in (reviews.states if reviews else ())
    }
    readings = Counter(filter(None, read.values()))
    usual = readings.most_common(1)[0][0] if readings else ""
    return replace(writer, differs=differs, corrected=corrected, read=read, usual_reading=usual)
