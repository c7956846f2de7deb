"""The parts of a story, as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from generator.model import Disagreement, Role
from generator.render import contexts
from generator.render.html import Mark, ProseWriter
from generator.render.views.renderer import Renderer, source_address, story_address
from generator.resolve import (
    Paragraphs,
    ResolvedStory,
    StoryDisagreement,
    StoryEvent,
    StoryParticipation,
    StoryPlace,
    StoryRole,
    flat,
)


def events(
    renderer: Renderer, writer: ProseWriter, story: ResolvedStory
) -> tuple[contexts.EventView, ...]:
    """A story's timeline."""
    names = {operation.id: operation.name for operation in story.story.operations}
    return tuple(_event(renderer, writer, event, names) for event in story.events)


def _event(
    renderer: Renderer, writer: ProseWriter, entry: StoryEvent, names: dict[str, str]
) -> contexts.EventView:
    event = entry.event
    places = tuple(
        place.name
        if not place.country or place.name == renderer.wording.country(place.country)
        else f"{place.name}{renderer.wording.comma}{renderer.wording.country(place.country)}"
        for place in event.places
    )
    return contexts.EventView(
        id=f"event.{event.id}",
        date=renderer.wording.date(event.date),
        edtf=event.date,
        title=event.title,
        text=writer.paragraphs(entry.text),
        places=places,
        operation=names.get(event.operation or "", ""),
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


def disagreement_anchor(id: str) -> str:
    """The anchor of a disagreement on its story's page."""
    return f"disagreement.{id}"


def disagreements(
    renderer: Renderer, writer: ProseWriter, entries: Iterable[StoryDisagreement]
) -> tuple[contexts.DisagreementView, ...]:
    """Where the sources differ."""
    return tuple(
        contexts.DisagreementView(
            id=disagreement_anchor(entry.disagreement.id),
            question=entry.disagreement.question,
            kind=renderer.wording.word(entry.disagreement.kind),
            answers=tuple(_answer(renderer, writer, answer) for answer in entry.answers),
            reading=writer.paragraphs(entry.reading),
        )
        for entry in entries
    )


def _answer(renderer: Renderer, writer: ProseWriter, answer: Paragraphs) -> contexts.AnswerView:
    site = renderer.site
    ids = dict.fromkeys(
        site.quotations[quotation].source
        for statement in flat(answer)
        for quotation in statement.quotations
    )
    sources = tuple(
        contexts.Anchor(
            renderer.links.href(writer.address, source_address(id)), site.sources[id].source.short
        )
        for id in ids
    )
    return contexts.AnswerView(sources, writer.paragraphs(answer))


def corrections(
    renderer: Renderer, story: ResolvedStory, here: str
) -> tuple[contexts.CorrectionView, ...]:
    """A story's corrections, the newest first."""
    address = story_address(story.slug)
    return tuple(
        contexts.CorrectionView(
            anchor=correction_anchor(story, at),
            date=renderer.wording.date(entry.correction.date),
            was=entry.correction.was,
            now=entry.correction.now,
            why=entry.correction.why,
            href=renderer.links.href(here, address, entry.statements[0]),
        )
        for at, entry in enumerate(story.corrections)
    )


def correction_anchor(story: ResolvedStory, at: int) -> str:
    """The anchor of a correction, on its story's page and on the page of all corrections.

    `at` counts from the newest, 0; the anchor counts from the oldest, so that it stays.
    """
    return f"correction.{story.slug}.{len(story.corrections) - at}"


def marked(renderer: Renderer, writer: ProseWriter, story: ResolvedStory) -> ProseWriter:
    """A writer that marks the statements of a story that were corrected or that sources dispute."""
    page = story_address(story.slug)

    def mark(anchor: str, text: str) -> Mark:
        return Mark(renderer.links.href(writer.address, page, anchor), text)

    differs = {
        anchor: mark(disagreement_anchor(found.id), found.question)
        for anchor, found in story.differs.items()
    }
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
    return replace(writer, differs=differs, corrected=corrected)
