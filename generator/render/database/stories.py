"""The tables of stories: what they say, who took part, where sources disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model import ReviewVerdict
from generator.render.database.common import to_file, to_page, words
from generator.render.database.schema import Column, Table, Values
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


def _stories(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
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


def _authors(_: Renderer, story: ResolvedStory) -> Iterator[Values]:
    yield from ((story.slug, at, name) for at, name in enumerate(story.story.authors, 1))


def _topics(_: Renderer, story: ResolvedStory) -> Iterator[Values]:
    yield from ((story.slug, at, name) for at, name in enumerate(story.story.topics, 1))


def _terms(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    yield from ((story.slug, term) for term in terms_of(renderer, story))


def _sections(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
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


def _statements(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
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


def _definitions(renderer: Renderer, entry: TermEntry) -> Iterator[Values]:
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


def _citations(_: Renderer, story: ResolvedStory) -> Iterator[Values]:
    for statement in story.statements():
        yield from _cited(_in(story, statement.anchor), statement)


def _cited(id: str, statement: Statement) -> Iterator[Values]:
    for position, quotation in enumerate(statement.quotations, 1):
        yield id, position, quotation, int(quotation in statement.compared)


def _definition_citations(_: Renderer, entry: TermEntry) -> Iterator[Values]:
    for statement in flat(entry.definition):
        yield from _cited(f"{_GLOSSARY}#{statement.anchor}", statement)


def _reviews(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
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


def _events(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
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


def _event_places(_: Renderer, story: ResolvedStory) -> Iterator[Values]:
    for entry in story.events:
        id = _in(story, event_anchor(entry.event.id))
        for position, place in enumerate(entry.event.places, 1):
            yield id, position, place.name, place.country


def _operations(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
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


def _countries(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    codes = {part.country for part in story.participations}
    codes.update(each.place.country for each in story.places if each.place.country)
    codes.update(each.country for event in story.events for each in event.event.places
                 if each.country)  # fmt: skip
    yield from ((code, renderer.wording.country(code)) for code in sorted(codes))


def _roles(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
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


def _places(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
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


def _disagreements(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
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


def _answers(_: Renderer, story: ResolvedStory) -> Iterator[Values]:
    for entry in story.disagreements:
        id = entry.disagreement.id
        for position, answer in enumerate(entry.answers, 1):
            text = " ".join(map(words, flat(answer)))
            yield _answer(story, id, position), _disagreement(story, id), position, text


def _answer_sources(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    for entry in story.disagreements:
        for position, answer in enumerate(entry.answers, 1):
            id = _answer(story, entry.disagreement.id, position)
            yield from ((id, source) for source in said_by(renderer, answer))


def _corrections(renderer: Renderer, story: ResolvedStory) -> Iterator[Values]:
    for position, entry in enumerate(story.corrections, 1):
        said = entry.correction
        url = _url(renderer, story, "corrections")
        yield story.slug, position, said.date, said.was, said.now, said.why, url


def _corrected(_: Renderer, story: ResolvedStory) -> Iterator[Values]:
    for position, entry in enumerate(story.corrections, 1):
        for anchor in dict.fromkeys(entry.statements):
            yield story.slug, position, _in(story, anchor)


_STORY = Column("story", "The story.", references="stories")
_DISPUTED = Column(
    "disputed",
    "The contradiction about it, where there is one.",
    references="disagreements",
    optional=True,
)
_PLACE_IN_STORY = Column("position", "The place in its story, from 1.", "INTEGER")
_OPERATION = Column(
    "operation", "The operation that it belongs to.", references="operations", optional=True
)


def _url_of(what: str) -> Column:
    return Column("url", f"The address of {what} on the site.")


STORY_TABLES = (
    Table(
        "stories",
        "The stories that are published.",
        (
            Column("id", "The story's slug."),
            Column("title", "The headline."),
            Column("standfirst", "The story in a few sentences."),
            Column("language", "Its language (BCP 47)."),
            Column("published", "When it was first published (EDTF)."),
            Column("updated", "When its content last changed (EDTF).", optional=True),
            _url_of("the story"),
            Column("text_url", "The address of the story as plain text."),
        ),
        of_story=_stories,
        label="title",
    ),
    Table(
        "story_authors",
        "Who wrote a story.",
        (
            _STORY,
            Column("position", "The place among its authors, from 1.", "INTEGER"),
            Column("name", "The author's name."),
        ),
        ("story", "position"),
        of_story=_authors,
    ),
    Table(
        "story_topics",
        "What a story is about.",
        (
            _STORY,
            Column("position", "The place among its topics, from 1.", "INTEGER"),
            Column("topic", "The topic."),
        ),
        ("story", "position"),
        of_story=_topics,
    ),
    Table(
        "story_terms",
        "The terms of the glossary that stand in a story.",
        (_STORY, Column("term", "The term.", references="terms")),
        ("story", "term"),
        of_story=_terms,
    ),
    Table(
        "sections",
        "The sections of stories.",
        (
            Column("id", "The story's slug, `#`, and the section's anchor."),
            _STORY,
            _PLACE_IN_STORY,
            Column("title", "The heading."),
            _url_of("the section"),
        ),
        of_story=_sections,
        label="title",
    ),
    Table(
        "statements",
        "The sentences of stories and of the glossary, in reading order.",
        (
            Column("id", "The story's slug (or `glossary`), `#`, and the sentence's anchor."),
            Column("story", "The story that it stands in.", references="stories", optional=True),
            Column("term", "The term that it defines.", references="terms", optional=True),
            Column("position", "The place in the story or definition, from 1.", "INTEGER"),
            Column("text", "The sentence, without marks and citations."),
            Column("editor", "1 if the words are the editors' own, else 0.", "INTEGER"),
            Column("derived", "How it was worked out from what it cites.", optional=True),
            Column("voices", "How many voices support all of it.", "INTEGER"),
            Column("support", "Which voices, and why some reports are one; a line for each part "
                   "that is cited for.", optional=True),
            Column("part", "A section's anchor, `standfirst`, `key-points`, `timeline`, "
                   "`who-took-part`, `disagreements` or `definition`."),
            Column("language", "The language of the sentence (BCP 47)."),
            Column("event", "The event that it tells of.", references="events", optional=True),
            Column("role", "The country's role that it tells of.", references="roles",
                   optional=True),
            Column("place", "The place that it tells of.", references="places", optional=True),
            Column("answer", "The answer that it belongs to.", references="answers",
                   optional=True),
            Column("disagreement", "The disagreement that it belongs to or touches.",
                   references="disagreements", optional=True),
            Column("second_reading", "1 if a second reader has found it supported by what it "
                   "cites, 0 if none has; NULL if it cites nothing.", "INTEGER", optional=True),
            Column("last_read", "The last day on which one did (EDTF).", optional=True),
            _url_of("the sentence"),
        ),
        of_story=_statements,
        of_term=_definitions,
        label="text",
        searched=("text",),
    ),
    Table(
        "citations",
        "Which quotations a sentence cites.",
        (
            Column("statement", "The sentence.", references="statements"),
            Column("position", "The place among what it cites, from 1.", "INTEGER"),
            Column("quotation", "The quotation.", references="quotations"),
            Column("compared", "1 if it is cited only to compare and supports nothing, else 0.",
                   "INTEGER"),
        ),
        ("statement", "position"),
        of_story=_citations,
        of_term=_definition_citations,
    ),
    Table(
        "reviews",
        "Second readings that found a sentence supported, as it and its quotations stand now.",
        (
            Column("statement", "The sentence.", references="statements"),
            Column("position", "The place among its readings, from 1.", "INTEGER"),
            Column("date", "The day (EDTF)."),
            Column("reviewer", "Who read it, if the site names reviewers.", optional=True),
        ),
        ("statement", "position"),
        of_story=_reviews,
    ),
    Table(
        "events",
        "The timelines of stories.",
        (
            Column("id", "The story's slug, `#`, and the event's anchor."),
            _STORY,
            _PLACE_IN_STORY,
            Column("date", "When it happened (EDTF)."),
            Column("title", "A few words."),
            _OPERATION,
            _url_of("the event"),
        ),
        of_story=_events,
        label="title",
    ),
    Table(
        "event_places",
        "Where an event happened.",
        (
            Column("event", "The event.", references="events"),
            Column("position", "The place among these, from 1.", "INTEGER"),
            Column("name", "The place's name."),
            Column("country", "Its country.", references="countries", optional=True),
        ),
        ("event", "position"),
        of_story=_event_places,
    ),
    Table(
        "operations",
        "What several countries did together.",
        (
            Column("id", "The story's slug, `#`, and the operation's anchor."),
            _STORY,
            _PLACE_IN_STORY,
            Column("name", "What the site calls it."),
            Column("date", "When it took place (EDTF)."),
            Column("text", "What is said of it as a whole.", optional=True),
            _url_of("the operation"),
        ),
        of_story=_operations,
        label="name",
    ),
    Table(
        "countries",
        "The countries that stories name as taking part or as places.",
        (
            Column("code", "Its code of two letters (ISO 3166-1)."),
            Column("name", "Its name in the site's language."),
        ),
        ("code",),
        of_story=_countries,
        is_shared=True,
        label="name",
    ),
    Table(
        "roles",
        "Which part a country had in an operation.",
        (
            Column("id", "The story's slug, `#`, the country's anchor, and a number."),
            _STORY,
            Column("operation", "The operation.", references="operations"),
            Column("country", "The country.", references="countries"),
            Column("role", "The part, such as `led` or `seized-servers`."),
            _DISPUTED,
            _url_of("what the country did"),
        ),
        of_story=_roles,
        label="role",
    ),
    Table(
        "places",
        "Places on the maps of stories that are no countries.",
        (
            Column("id", "The story's slug, `#`, and the place's anchor."),
            _STORY,
            Column("name", "What the map calls it."),
            Column("country", "The country that it lies in.", references="countries",
                   optional=True),
            Column("latitude", "Degrees north.", "REAL"),
            Column("longitude", "Degrees east.", "REAL"),
            _OPERATION,
            _DISPUTED,
            _url_of("the place"),
        ),
        of_story=_places,
        label="name",
    ),
    Table(
        "disagreements",
        "Points on which the sources of a story differ, or that one of them alone reports.",
        (
            Column("id", "The story's slug, `#`, and the disagreement's anchor."),
            _STORY,
            _PLACE_IN_STORY,
            Column("question", "The question that they answer differently."),
            Column("kind", "`contradiction`: the answers cannot all be true. `difference` in "
                   "detail, precision or scope. `one-report` alone. `wording`."),
            Column("weight", "How much it matters, from 0 to 9.", "INTEGER"),
            Column("reading", "How the editors read it."),
            _url_of("the disagreement"),
        ),
        of_story=_disagreements,
        label="question",
    ),
    Table(
        "answers",
        "The answers to the question of a disagreement.",
        (
            Column("id", "The disagreement's id and the answer's position."),
            Column("disagreement", "The disagreement.", references="disagreements"),
            Column("position", "The place among its answers, from 1.", "INTEGER"),
            Column("text", "The answer."),
        ),
        of_story=_answers,
        label="text",
    ),
    Table(
        "answer_sources",
        "Which sources give an answer.",
        (
            Column("answer", "The answer.", references="answers"),
            Column("source", "A source whose words support it.", references="sources"),
        ),
        ("answer", "source"),
        of_story=_answer_sources,
    ),
    Table(
        "corrections",
        "What was corrected in a story.",
        (
            _STORY,
            Column("position", "The place among its corrections, from 1.", "INTEGER"),
            Column("date", "When it was corrected (EDTF)."),
            Column("was", "What the story said."),
            Column("now", "What it says now."),
            Column("why", "Why it was changed."),
            _url_of("the story's corrections"),
        ),
        ("story", "position"),
        of_story=_corrections,
    ),
    Table(
        "corrected_statements",
        "The sentences that hold the new words of a correction.",
        (
            _STORY,
            Column("position", "The correction's position in its story.", "INTEGER"),
            Column("statement", "The sentence.", references="statements"),
        ),
        ("story", "position", "statement"),
        of_story=_corrected,
    ),
)  # fmt: skip
"""The tables with what belongs to a story."""
