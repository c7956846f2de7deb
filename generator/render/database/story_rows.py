"""The rows of the tables of stories: what they say, who took part, where sources disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model import ReviewVerdict
from generator.render.database.common import to_file, to_page, words
from generator.render.database.schema import Values
from generator.render.exports.common import (
    language,
    parts,
    story_path,
    summary,
    terms_of,
)
from generator.render.views import (
    Renderer,
    disagreement_anchor,
    place_anchor,
    story_address,
)
from generator.render.views.matrix import said_by
from generator.render.views.reviews import is_read, state_of
from generator.render.views.timeline import event_anchor
from generator.resolve import ResolvedStory, Statement, StoryParticipation, TermEntry, flat

_GLOSSARY = "glossary"


def _in(story: ResolvedStory, anchor: str) -> str:
    """What tells something on a story's page apart on the whole site."""
    return f"{story.slug}#{anchor}"


def _url(renderer: Renderer, story: ResolvedStory, anchor: str = "") -> str:
    return to_page(renderer, story_address(story.slug), anchor)


def _operation(story: ResolvedStory, id: str | None) -> str | None:
    return _in(story, f"operation.{id}") if id else None


def _disagreement(story: ResolvedStory, id: str) -> str:
    return _in(story, disagreement_anchor(id))


def _country_anchor(part: StoryParticipation) -> str:
    return f"country.{part.operation.id}.{part.country.lower()}"


def _role(story: ResolvedStory, part: StoryParticipation, position: int) -> str:
    return _in(story, f"{_country_anchor(part)}.{position}")


def _answer(story: ResolvedStory, disagreement: str, position: int) -> str:
    return f"{_disagreement(story, disagreement)}.{position}"


def stories_rows(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on stories."""
    yield (
        story.slug,
        story.story.title,
        summary(story),
        language(renderer, story),
        story.story.published,
        story.story.updated,
        _url(renderer, story),
        to_file(renderer, story_path(story, "txt")),
    )


def authors_rows(_: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on authors."""
    yield from ((story.slug, at, name) for at, name in enumerate(story.story.authors, 1))


def topics_rows(_: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on topics."""
    yield from ((story.slug, at, name) for at, name in enumerate(story.story.topics, 1))


def terms_rows(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on terms."""
    yield from ((story.slug, term) for term in terms_of(renderer, story))


def sections_rows(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on sections."""
    for position, section in enumerate(story.sections, 1):
        url = _url(renderer, story, section.id)
        yield _in(story, section.id), story.slug, position, section.title, url


def _owners(_: Renderer, story: ResolvedStory) -> dict[str, tuple[str | None, ...]]:
    """What each statement belongs to, by its anchor: event, role, place, answer, disagreement."""
    found: dict[str, tuple[str | None, ...]] = {}

    def put(statements: Iterable[Statement], *owner: str | None) -> None:
        found.update((each.anchor, owner) for each in statements)

    for event in story.events:
        put(flat(event.text), _in(story, event_anchor(event.event.id)), None, None, None, None)
    for part in story.participations:
        for position, role in enumerate(part.roles, 1):
            put(flat(role.text), None, _role(story, part, position), None, None, None)
    for place in story.places:
        put(flat(place.text), None, None, _in(story, place_anchor(place.place.id)), None, None)
    for entry in story.disagreements:
        id = entry.disagreement.id
        for position, answer in enumerate(entry.answers, 1):
            put(flat(answer), None, None, None, _answer(story, id, position),
                _disagreement(story, id))  # fmt: skip
        put(flat(entry.reading), None, None, None, None, _disagreement(story, id))
    return found


_NOBODY = (None,) * 5


def statements_rows(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on statements."""
    owners, spoken = _owners(renderer, story), language(renderer, story)
    page = _url(renderer, story)
    for position, (part, statement) in enumerate(parts(story), 1):
        touched = story.differs.get(statement.anchor)
        *owner, disagreement = owners.get(statement.anchor, _NOBODY)
        state = state_of(renderer, story.slug, statement.anchor)
        yield (
            *_said(renderer, statement, story.slug, None, position),
            part,
            spoken,
            *owner,
            disagreement or (_disagreement(story, touched.id) if touched else None),
            None if state is None else int(is_read(state)),
            state.last if state and is_read(state) else None,
            f"{page}#{statement.anchor}",
        )


def _said(
    renderer: Renderer, statement: Statement, slug: str | None, term: str | None, position: int
) -> Values:
    support = renderer.support(statement)
    return (
        f"{slug or _GLOSSARY}#{statement.anchor}",
        slug,
        term,
        position,
        words(statement),
        int(statement.editor),
        statement.derived or None,
        support.voices,
        "\n".join(support.parts) or None,
    )


def definitions_rows(renderer: Renderer, entry: TermEntry) -> Iterator[Values]:
    """The rows on definitions."""
    spoken = renderer.site.settings.language
    for position, statement in enumerate(flat(entry.definition), 1):
        yield (
            *_said(renderer, statement, None, entry.id, position),
            "definition",
            spoken,
            *_NOBODY,
            None,
            None,
            to_page(renderer, _GLOSSARY, statement.anchor),
        )


def citations_rows(_: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on citations."""
    for statement in story.statements():
        yield from _cited(_in(story, statement.anchor), statement)


def _cited(id: str, statement: Statement) -> Iterator[Values]:
    for position, quotation in enumerate(statement.quotations, 1):
        yield id, position, quotation, int(quotation in statement.compared)


def definition_citations_rows(_: Renderer, entry: TermEntry) -> Iterator[Values]:
    """The rows on definition citations."""
    for statement in flat(entry.definition):
        yield from _cited(f"{_GLOSSARY}#{statement.anchor}", statement)


def reviews_rows(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on reviews."""
    named = renderer.site.settings.name_reviewers
    for statement in story.statements():
        state = state_of(renderer, story.slug, statement.anchor)
        readings = [
            each
            for each in (state.reviews if state and is_read(state) else ())
            if state and each.by in state.by and each.verdict is ReviewVerdict.SUPPORTED
        ]
        # In an order that tells nobody's name, where names are not told.
        for position, each in enumerate(sorted(readings, key=lambda each: each.on), 1):
            id = _in(story, statement.anchor)
            yield id, position, each.on, each.by if named else None


def events_rows(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on events."""
    for position, entry in enumerate(story.events, 1):
        event = entry.event
        anchor = event_anchor(event.id)
        yield (
            _in(story, anchor),
            story.slug,
            position,
            event.date,
            event.title,
            _operation(story, event.operation),
            _url(renderer, story, anchor),
        )


def event_places_rows(_: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on event places."""
    for entry in story.events:
        id = _in(story, event_anchor(entry.event.id))
        for position, place in enumerate(entry.event.places, 1):
            yield id, position, place.name, place.country


def operations_rows(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on operations."""
    for position, entry in enumerate(story.operations, 1):
        operation = entry.operation
        yield (
            _operation(story, operation.id),
            story.slug,
            position,
            operation.name,
            operation.date,
            " ".join(map(words, flat(entry.text))) or None,
            _operation_url(renderer, story, operation.id),
        )


def _operation_url(renderer: Renderer, story: ResolvedStory, id: str) -> str:
    """Where the page of the map has it; one of which there is nothing to show it leaves out."""
    shown = {part.operation.id for part in story.participations}
    shown.update(each.place.operation for each in story.places if each.place.operation)
    shown.update(each.operation.id for each in story.operations if any(each.text))
    if not (story.has_map and id in shown):
        return _url(renderer, story)
    return to_page(renderer, f"{story_address(story.slug)}/map", f"operation.{id}")


def countries_rows(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on countries."""
    codes = {part.country for part in story.participations}
    codes.update(each.place.country for each in story.places if each.place.country)
    codes.update(each.country for event in story.events for each in event.event.places
                 if each.country)  # fmt: skip
    yield from ((code, renderer.wording.country(code)) for code in sorted(codes))


def roles_rows(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on roles."""
    for part in story.participations:
        for position, entry in enumerate(part.roles, 1):
            yield (
                _role(story, part, position),
                story.slug,
                _operation(story, part.operation.id),
                part.country,
                entry.role.value,
                _disagreement(story, entry.disputed.id) if entry.disputed else None,
                _url(renderer, story, _country_anchor(part)),
            )


def places_rows(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on places."""
    for entry in story.places:
        place = entry.place
        anchor = place_anchor(place.id)
        yield (
            _in(story, anchor),
            story.slug,
            place.name,
            place.country,
            place.latitude,
            place.longitude,
            _operation(story, place.operation),
            _disagreement(story, entry.disputed.id) if entry.disputed else None,
            _url(renderer, story, anchor),
        )


def disagreements_rows(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on disagreements."""
    for position, entry in enumerate(story.disagreements, 1):
        point = entry.disagreement
        yield (
            _disagreement(story, point.id),
            story.slug,
            position,
            point.question,
            point.kind.value,
            point.weight,
            " ".join(map(words, flat(entry.reading))),
            _url(renderer, story, disagreement_anchor(point.id)),
        )


def answers_rows(_: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on answers."""
    for entry in story.disagreements:
        id = entry.disagreement.id
        for position, answer in enumerate(entry.answers, 1):
            text = " ".join(map(words, flat(answer)))
            yield _answer(story, id, position), _disagreement(story, id), position, text


def answer_sources_rows(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on answer sources."""
    for entry in story.disagreements:
        for position, answer in enumerate(entry.answers, 1):
            id = _answer(story, entry.disagreement.id, position)
            yield from ((id, source) for source in said_by(renderer, answer))


def corrections_rows(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on corrections."""
    for position, entry in enumerate(story.corrections, 1):
        said = entry.correction
        url = _url(renderer, story, "corrections")
        yield story.slug, position, said.date, said.was, said.now, said.why, url


def corrected_rows(_: Renderer, story: ResolvedStory) -> Iterator[Values]:
    """The rows on corrected."""
    for position, entry in enumerate(story.corrections, 1):
        for anchor in dict.fromkeys(entry.statements):
            yield story.slug, position, _in(story, anchor)
