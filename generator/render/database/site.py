"""The tables of the glossary and of the site itself, and the views."""

from __future__ import annotations

from collections.abc import Iterator

from generator import __version__
from generator.render.database.common import to_page
from generator.render.database.schema import Column, Table, Values, View
from generator.render.views import Renderer
from generator.resolve import TermEntry

SCHEMA_VERSION = 1
"""Goes up when a table or a column gets another meaning or is taken away, not when one is added."""
RIGHTS = (
    "The licence is that of the site's own text. Quotations are the words of their sources, and "
    "keep the rights that these have."
)


def _about(renderer: Renderer) -> Iterator[Values]:
    settings = renderer.site.settings
    yield from sorted({
        "title": settings.title,
        "description": settings.description,
        "publisher": settings.publisher.name,
        "publisher_url": settings.publisher.address,
        "url": settings.address,
        "language": settings.language,
        "contact": settings.contact,
        "licence": settings.licence,
        "licence_url": settings.licence_address,
        "rights": RIGHTS,
        "newest": renderer.site.newest,
        "generator": f"story-explainer {__version__}",
        "schema_version": str(SCHEMA_VERSION),
    }.items())  # fmt: skip


def _terms(renderer: Renderer, entry: TermEntry) -> Iterator[Values]:
    url = to_page(renderer, "glossary", f"term.{entry.id}")
    term = entry.term
    yield entry.id, term.term, term.kind.value, renderer.definition(entry.id), url


def _aliases(_: Renderer, entry: TermEntry) -> Iterator[Values]:
    yield from ((entry.id, at, name) for at, name in enumerate(entry.term.aliases, 1))


def _same_as(_: Renderer, entry: TermEntry) -> Iterator[Values]:
    yield from ((entry.id, at, url) for at, url in enumerate(entry.term.same_as, 1))


SITE_TABLES = (
    Table(
        "about",
        "What this file is: the site, its publisher, its licence, what made it.",
        (
            Column("name", "What the row says."),
            Column("value", "It.", optional=True),
        ),
        ("name",),
        of_site=_about,
    ),
    Table(
        "terms",
        "The glossary. The sentences of a definition are statements.",
        (
            Column("id", "The term's id."),
            Column("term", "The term, as the site writes it."),
            Column("kind", "What it names, such as `organisation`."),
            Column("definition", "What it is."),
            Column("url", "The address of the term on the site."),
        ),
        of_term=_terms,
        label="term",
    ),
    Table(
        "term_aliases",
        "Other spellings and names of a term.",
        (
            Column("term", "The term.", references="terms"),
            Column("position", "The place among its aliases, from 1.", "INTEGER"),
            Column("alias", "The other name."),
        ),
        ("term", "position"),
        of_term=_aliases,
    ),
    Table(
        "term_same_as",
        "The same thing elsewhere, as on Wikidata.",
        (
            Column("term", "The term.", references="terms"),
            Column("position", "The place among these, from 1.", "INTEGER"),
            Column("url", "The address elsewhere."),
        ),
        ("term", "position"),
        of_term=_same_as,
    ),
)
"""The tables of the glossary and of the site itself."""
VIEWS = (
    View(
        "cited_statements",
        "Each sentence with the words that it cites, who said them and which source has them.",
        """
SELECT statements.story, statements.id AS statement, statements.text,
  quotations.id AS quotation, quotations.exact, citations.compared,
  coalesce(quotations.speaker, quotations.attributed_to) AS speaker,
  sources.id AS source, sources.short, sources.published, quotations.verified,
  statements.url, quotations.url AS quotation_url, sources.source_url
FROM citations
JOIN statements ON statements.id = citations.statement
JOIN quotations ON quotations.id = citations.quotation
JOIN sources ON sources.id = quotations.source""",
    ),
    View(
        "country_roles",
        "Which country did what, in which operation, and what is disputed about it.",
        """
SELECT countries.name AS country, roles.role, operations.name AS operation, operations.date,
  disagreements.question AS disputed, stories.title AS story, roles.url
FROM roles
JOIN countries ON countries.code = roles.country
JOIN operations ON operations.id = roles.operation
JOIN stories ON stories.id = roles.story
LEFT JOIN disagreements ON disagreements.id = roles.disputed""",
    ),
    View(
        "said_in_disagreements",
        "Each disagreement, answer by answer, with the sources that give it.",
        """
SELECT stories.title AS story, disagreements.question, disagreements.kind,
  answers.text AS answer, sources.short AS source, disagreements.url
FROM disagreements
JOIN stories ON stories.id = disagreements.story
JOIN answers ON answers.disagreement = disagreements.id
LEFT JOIN answer_sources ON answer_sources.answer = answers.id
LEFT JOIN sources ON sources.id = answer_sources.source""",
    ),
    View(
        "silent_sources",
        "Which sources of a story give no answer to a disagreement. Silence contradicts nothing.",
        """
SELECT DISTINCT disagreements.id AS disagreement, disagreements.question,
  sources.id AS source, sources.short
FROM disagreements
JOIN statements ON statements.story = disagreements.story
JOIN citations ON citations.statement = statements.id
JOIN quotations ON quotations.id = citations.quotation
JOIN sources ON sources.id = quotations.source
WHERE NOT EXISTS (
  SELECT 1 FROM answers
  JOIN answer_sources ON answer_sources.answer = answers.id
  WHERE answers.disagreement = disagreements.id AND answer_sources.source = sources.id
)""",
    ),
)
"""Questions that are often asked."""
