"""The invented stories as plain Markdown pages: the same pages that our generator makes.

Every story, timeline, map (as a table), source and list is a page, with footnotes for quotations
(`[^1]`). `benchmarks.other_tools` writes them as each tool's users would.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.content import Prose, Quotation, Source, Statement, Story, Term
from benchmarks.invented import Language, glossary, stories
from benchmarks.stories import PAGES

NAVIGATION = ("index", "stories", "topics", "glossary", "quotations", "quotations/speakers",
              "sources", "disagreements", "corrections", "about", "method")  # fmt: skip
_ROW = "| --- | --- | --- |"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path without an ending, its title, its Markdown below the title.

    Links are written `[text](@PATH)`, and glossary terms stand as they are.
    """

    path: str
    title: str
    text: str


def pages(count: int) -> Iterator[Page]:
    """All pages of a site of that many stories."""
    language = Language()
    terms = glossary(language)
    lists = _Lists(terms)
    for story in stories(count, language, terms):
        lists.add(story)
        yield from _story_pages(story)
    yield from lists.pages()
    for name, text in PAGES.items():
        head, _, body = text.partition("\n")
        yield Page(name.removesuffix(".md"), head.removeprefix("# "), body.strip() + "\n")


class _Notes:
    """The footnotes of one page, numbered as they are cited."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._known = {q.id: (q, source) for source in sources for q in source.quotations}
        self._numbers: dict[str, int] = {}

    def prose(self, paragraphs: Prose, between: str = "\n\n") -> str:
        """Paragraphs with their footnote marks."""
        return between.join(" ".join(map(self._statement, row)) for row in paragraphs)

    def _statement(self, statement: Statement) -> str:
        ids = statement.cites
        marks = (f"[^{self._numbers.setdefault(id, len(self._numbers) + 1)}]" for id in ids)
        return statement.text + "".join(marks)

    def end(self) -> str:
        """The footnotes, which stand at the page's end."""
        rows = []
        for id, number in self._numbers.items():
            quotation, source = self._known[id]
            rows.append(f"[^{number}]: {_quoted(quotation)} {_from(source)}")
        return "\n".join(["", *rows, ""])


def _quoted(quotation: Quotation) -> str:
    who = f" {quotation.speaker}, {quotation.role}," if quotation.speaker else ""
    return f"“{quotation.exact}”{who}"


def _from(source: Source) -> str:
    return f"[{source.short}](@sources/{source.id}), {source.published}"


def _story_pages(story: Story) -> Iterator[Page]:
    here = f"stories/{story.slug}"
    yield Page(here, story.title, _story(story))
    notes = _Notes(story.sources)
    rows = [
        f"## {each.date}: {each.title}\n\n{notes.prose(each.text)} ({each.place}, {each.country})"
        for each in story.events
    ]
    yield Page(f"{here}/timeline", f"Timeline: {story.title}", "\n\n".join([*rows, notes.end()]))
    notes = _Notes(story.sources)
    rows = ["| Country | Role | What it did |", _ROW, *_roles(story, notes), ""]
    rows += ["| Place | Where | What happened |", _ROW]
    rows += [
        f"| {place.name} | {place.latitude}, {place.longitude} | {notes.prose(place.text, ' ')} |"
        for place in story.places
    ]
    yield Page(f"{here}/map", f"Map: {story.title}", "\n".join([*rows, notes.end()]))
    notes = _Notes(story.sources)
    rows = []
    for point in story.disagreements:
        answers = "\n".join(f"- {notes.prose(answer)}" for answer in point.answers)
        rows += [f"## {point.question}", answers, notes.prose(point.reading)]
    title = f"Where sources disagree: {story.title}"
    yield Page(f"{here}/disagreements", title, "\n\n".join([*rows, notes.end()]))
    for source in story.sources:
        yield Page(f"sources/{source.id}", source.title, _source(story, source))


def _roles(story: Story, notes: _Notes) -> Iterator[str]:
    for part in story.participations:
        for role, text in part.roles:
            yield f"| {part.country} | {role} | {notes.prose(text, ' ')} |"


def _story(story: Story) -> str:
    notes = _Notes(story.sources)
    here = f"stories/{story.slug}"
    rows = [f"*{story.published}*, {', '.join(story.topics)}", notes.prose(story.standfirst)]
    if story.follows:
        rows.append(f"Read first: [the story before](@stories/{story.follows})")
    points = "\n".join(f"- {notes.prose(((each,),))}" for row in story.key_points for each in row)
    rows += ["## Key points", points]
    for section in story.sections:
        rows += [f"## {section.title}", notes.prose(section.body)]
    rows += ["## Timeline", f"[The timeline](@{here}/timeline)"]
    rows += [
        "\n".join(f"- {each.date}: {each.title}. {notes.prose(each.text)}" for each in story.events)
    ]
    table = ["| Country | Role | What it did |", _ROW, *_roles(story, notes)]
    rows += ["## Who took part", f"[The map](@{here}/map)", "\n".join(table)]
    rows.append("## Where sources disagree")
    rows.append("\n".join(f"- [{e.question}](@{here}/disagreements)" for e in story.disagreements))
    listed = [
        f"- [{s.title}](@sources/{s.id}), {s.publisher}, {s.published}" for s in story.sources
    ]
    rows += ["## Sources", "\n".join(listed)]
    if story.correction:
        rows += ["## Corrections", f"{story.published}: {story.correction}."]
    return "\n\n".join([*rows, notes.end()])


def _source(story: Story, source: Source) -> str:
    cited = {
        id for section in story.sections for row in section.body for s in row for id in s.cites
    }
    rows = [f"{source.publisher}, {source.published}. <{source.url}>", "## Quotations"]
    for quotation in source.quotations:
        used = f"Used in [{story.title}](@stories/{story.slug})." if quotation.id in cited else ""
        rows.append(f"> {_quoted(quotation)}\n\n{used}")
    return "\n\n".join(rows) + "\n"


@dataclass
class _Lists:
    """The pages that have a row for each story, source or quotation."""

    terms: Sequence[Term]
    first: tuple[Source, ...] = ()
    rows: dict[str, list[str]] = field(default_factory=lambda: {path: [] for path in NAVIGATION})
    topics: dict[str, list[str]] = field(default_factory=dict)
    speakers: dict[str, list[str]] = field(default_factory=dict)

    def add(self, story: Story) -> None:
        """Add a story's rows."""
        self.first = self.first or story.sources
        here = f"[{story.title}](@stories/{story.slug})"
        told = " ".join(each.text for row in story.standfirst for each in row)
        self.rows["index"].append(f"## {here}\n\n{told}")
        self.rows["stories"].append(f"- {story.published}: {here}")
        for topic in story.topics:
            self.topics.setdefault(topic, []).append(f"- {here}")
        for each in story.disagreements:
            self.rows["disagreements"].append(f"- {each.question} {here}")
        if story.correction:
            self.rows["corrections"].append(f"- {story.published}: {story.correction}. {here}")
        for source in story.sources:
            row = f"- [{source.title}](@sources/{source.id}), {source.publisher}"
            self.rows["sources"].append(row)
            self.rows["quotations"].append(f"## {source.short}")
            for quotation in source.quotations:
                self.rows["quotations"].append(f"> {_quoted(quotation)} {_from(source)} {here}")
                if quotation.speaker:
                    said = f"- “{quotation.exact}” {_from(source)}"
                    self.speakers.setdefault(quotation.speaker, []).append(said)

    def pages(self) -> Iterator[Page]:
        """The pages."""
        # Our home page shows the newest twenty.
        yield Page("index", "The Invented Paper", "\n\n".join(self.rows["index"][-20:]) + "\n")
        for path in ("stories", "sources", "disagreements", "corrections"):
            yield Page(path, path.capitalize(), "\n".join(self.rows[path]) + "\n")
        yield Page("quotations", "Quotations", "\n\n".join(self.rows["quotations"]) + "\n")
        yield Page("topics", "Topics", _headed(self.topics))
        yield Page("quotations/speakers", "Speakers", _headed(self.speakers))
        notes = _Notes(self.first)
        rows = [
            f"## {term.term}\n\n{term.kind}. {notes.prose(term.definition)}" for term in self.terms
        ]
        yield Page("glossary", "Glossary", "\n\n".join([*rows, notes.end()]))


def _headed(groups: Mapping[str, Sequence[str]]) -> str:
    return "\n\n".join(f"## {head}\n\n" + "\n".join(rows) for head, rows in groups.items()) + "\n"
