"""The tables of stories: what they say, who took part, where sources disagree."""

from __future__ import annotations

from generator.render.database import story_rows as rows
from generator.render.database.schema import Column, Table

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
        of_story=rows.stories_rows,
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
        of_story=rows.authors_rows,
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
        of_story=rows.topics_rows,
    ),
    Table(
        "story_terms",
        "The terms of the glossary that stand in a story.",
        (_STORY, Column("term", "The term.", references="terms")),
        ("story", "term"),
        of_story=rows.terms_rows,
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
        of_story=rows.sections_rows,
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
        of_story=rows.statements_rows,
        of_term=rows.definitions_rows,
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
        of_story=rows.citations_rows,
        of_term=rows.definition_citations_rows,
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
        of_story=rows.reviews_rows,
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
        of_story=rows.events_rows,
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
        of_story=rows.event_places_rows,
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
        of_story=rows.operations_rows,
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
        of_story=rows.countries_rows,
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
        of_story=rows.roles_rows,
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
        of_story=rows.places_rows,
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
        of_story=rows.disagreements_rows,
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
        of_story=rows.answers_rows,
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
        of_story=rows.answer_sources_rows,
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
        of_story=rows.corrections_rows,
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
        of_story=rows.corrected_rows,
    ),
)  # fmt: skip
"""The tables with what belongs to a story."""
