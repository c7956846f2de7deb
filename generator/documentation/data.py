"""The page of the site's data: the database's tables, and questions that it answers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.documentation.common import MADE
from generator.render.database import TABLES, VIEWS, Table

QUERIES: dict[str, str] = {
    "Which sentences rest on one voice alone, and which is it?": """\
SELECT text, support, url FROM statements
WHERE voices = 1 AND editor = 0 ORDER BY story, position;""",
    "How often is each report cited, and how many of its quotations were compared?": """\
SELECT sources.short, count(*) AS citations, count(DISTINCT quotations.id) AS quotations,
  count(DISTINCT quotations.id) FILTER (WHERE quotations.verified IS NOT NULL) AS compared
FROM citations
JOIN quotations ON quotations.id = citations.quotation
JOIN sources ON sources.id = quotations.source
GROUP BY sources.id ORDER BY citations DESC, sources.short;""",
    "Who says what where reports contradict one another?": """\
SELECT question, answer, source, url FROM said_in_disagreements
WHERE kind = 'contradiction';""",
    "Which countries took part in what, and what of it is disputed?": """\
SELECT country, role, operation, date, disputed FROM country_roles ORDER BY country, date;""",
    "Which sentences use a word?": """\
SELECT statements.text, statements.url FROM statements_fts
JOIN statements ON statements.rowid = statements_fts.rowid
WHERE statements_fts MATCH 'bell' ORDER BY statements.id;""",
    "Which sentences cite a quotation that also stands in another report in other words?": """\
SELECT DISTINCT cited_statements.text, others.exact, others.url
FROM cited_statements
JOIN same_utterances ON same_utterances.quotation = cited_statements.quotation
JOIN quotations AS others ON others.id = same_utterances.other;""",
}
"""Questions and the SQL that answers them; a test runs each on the demo."""

_INTRO = """\
# The data of a site

A site offers all that its pages say as data, for whoever wants to count, compare or check.

| file | what it is |
|---|---|
| `data/site.db` | the whole site as one SQLite file; the tables are below |
| `data/metadata.json` | titles, licence and what is in each column, as Datasette shows them |
| `stories/SLUG.txt` | a story as plain text, with each citation in full |
| `llms.txt` | where the texts are, for language models ([llmstxt.org](https://llmstxt.org/)) |

Beside each story there are also its statements and quotations (CSV), the story as linked data
(JSON-LD), its quotations as Web Annotations, its sources (CSL-JSON, BibTeX, RIS), its
provenance (PROV-JSON) and its map (GeoJSON); for the site there are `sources.csl.json` and a
feed. The home page links the data, and describes them to search engines for data (schema.org
`Dataset`). `database: false` in `site.yml` leaves out `data/`: the file grows with the site, by
about 70 kB for a story of average length.

## What may be done with it

The licence in the table `about` is that of the site's own text. Quotations are the words of
their sources, and keep the rights that these have. Of the archived copies the data hold
digests, and no word that is not quoted. Drafts are not in it. Names of reviewers are in it only
if `site.yml` says `name_reviewers: true`, and what reviewers noted is not.

## Opening it

[Datasette](https://datasette.io/) shows it as pages that can be searched and filtered; it opens
the folder as it is:

    pip install datasette
    datasette data/

`sqlite3 data/site.db` opens it in a terminal, as do pandas, R, DB Browser for SQLite and most
tools for data. Datasette Lite runs in a browser without an installation:
`https://lite.datasette.io/?url=` and the whole address of `site.db`. It is another's site,
which then fetches the file from yours; your host must allow that (CORS).

## The same content, the same bytes

Nothing in the file comes from a clock, a path or the order of work. The library's version in
its header is set to a fixed number, and free space is cleared. SQLite 3.40 and 3.51 gave the same
bytes. Another version may lay out the same rows on other pages of the file: then the bytes are
others, and what is in it is the same. `explainer verify-site` compares the file with
`SHA256SUMS`, as every other.

Dates are EDTF (ISO 8601-2), as editors typed them: `2018-04` is a month, `2018-04-28~` about a
day. Truths are 1 and 0. What is not known or does not apply is NULL. `url` is the address of
the row's page: absolute if the site has an address, else relative to `data/`.

`PRAGMA user_version` and `schema_version` in `about` are the version of the tables. It goes up
when a table or a column gets another meaning or goes; not when one is added.
"""


def data_page() -> str:
    """The database's tables and views, column by column, and questions with their SQL."""
    asked = "\n".join(f"{question}\n\n```sql\n{sql}\n```\n" for question, sql in QUERIES.items())
    tables = "\n".join(section for each in TABLES for section in _table(each))
    views = "\n".join(f"| `{each.name}` | {each.about} |" for each in VIEWS)
    return "\n".join([
        MADE,
        _INTRO,
        f"## Questions\n\n{asked}",
        f"## Views\n\n| view | rows |\n|---|---|\n{views}\n",
        f"## Tables\n\n{tables}",
    ])  # fmt: skip


def _table(table: Table) -> Iterator[str]:
    yield f"### {table.name}\n\n{table.about}\n"
    if table.searched:
        columns = ", ".join(f"`{name}`" for name in table.searched)
        yield f"`{table.name}_fts` is its full-text index (FTS5), of {columns}.\n"
    yield "| column | type | what it is |\n|---|---|---|"
    for column in table.columns:
        key = " **key**" if column.name in table.key else ""
        null = ", or NULL" if column.optional else ""
        leads = f" → [{column.references}](#{column.references})" if column.references else ""
        yield f"| `{column.name}`{key} | {column.type}{null} | {column.about}{leads} |"
    yield ""
