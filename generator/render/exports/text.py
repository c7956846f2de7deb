"""A story as plain text: every sentence with its numbers and its address, every citation in full.

It is for readers and programs that take no HTML. A sentence is a line, or more where it is long,
and ends with `#` and its address on the page. No line begins or ends with a space, and a blank line
stands between paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model import Disagreement, DisagreementKind, Status
from generator.prose import Cite, Inline
from generator.prose.inline import walk
from generator.render import contexts
from generator.render.exports.common import addresses, cited_quotations, cited_sources, story_path
from generator.render.page import DataFile
from generator.render.views import Renderer, quotation_views, role_name, source_address
from generator.render.views.disagreements import kind_name
from generator.render.views.matrix import said_by
from generator.render.views.renderer import story_address
from generator.resolve import (
    Paragraphs,
    ResolvedStory,
    Statement,
    StoryDisagreement,
    StoryOperation,
    StoryPlace,
    flat,
)

_WIDTH = 78
_INDENT = "    "


def story_text(renderer: Renderer, story: ResolvedStory) -> DataFile:
    """`stories/SLUG.txt`: the whole story, with its citations in full at the end."""
    writer = _Writer(renderer, story)
    blocks = [
        *writer.head(),
        *writer.body(),
        *writer.timeline(),
        *writer.who_took_part(),
        *writer.disagreements(),
        *writer.corrections(),
        *writer.citations(),
    ]
    text = "\n\n".join(blocks) + "\n"
    return DataFile(story_path(story, "txt"), text.encode(), story.place.file)


class _Writer:
    """The parts of a story as blocks of text."""

    def __init__(self, renderer: Renderer, story: ResolvedStory) -> None:
        self.renderer = renderer
        self.wording = renderer.wording
        self.story = story
        self.to = addresses(renderer, story_path(story, "txt"))
        self.numbers = {note.quotation: note.number for note in story.footnotes}

    def head(self) -> Iterator[str]:
        """Title, standfirst, dates, the address, and how to read the rest."""
        text, wording, story = self.wording.text, self.wording, self.story.story
        settings = self.renderer.site.settings
        yield _heading(story.title, "=")
        yield from self._paragraphs(self.story.standfirst)
        facts = [
            text("Draft") if story.status is Status.DRAFT else "",
            text("By {names}").format(names=wording.comma.join(story.authors))
            if story.authors
            else "",
            text("Published {date}").format(date=wording.date(story.published)),
            text("updated {date}").format(date=wording.date(story.updated))
            if story.updated
            else "",
            settings.publisher.name,
            f"{text('Our own text:')} {settings.licence}" if settings.licence else "",
        ]
        yield wrapped(" · ".join(filter(None, facts)))
        yield self.to.page(story_address(self.story.slug))
        yield wrapped(
            text(
                "The numbers behind a sentence lead to the words that it cites, at the end. What "
                "follows them is the sentence’s own address: it stands behind the address above."
            )
        )

    def body(self) -> Iterator[str]:
        """Key points and sections."""
        yield _heading(self.wording.text("Key points"))
        yield from (self._statement(each, "* ", "  ") for each in self.story.key_points)
        for section in self.story.sections:
            yield _heading(section.title)
            yield from self._paragraphs(section.body)

    def timeline(self) -> Iterator[str]:
        """The events in their order."""
        if not self.story.events:
            return
        yield _heading(self.wording.text("Timeline"))
        for entry in self.story.events:
            head = f"{self.wording.date(entry.event.date)}: {entry.event.title}"
            yield "\n".join([wrapped(head), *self._lines(entry.text)])

    def who_took_part(self) -> Iterator[str]:
        """Operation by operation, the countries with their roles; then other places."""
        if not self.story.has_map:
            return
        yield _heading(self.wording.text("Who took part"))
        for entry in self.story.operations:
            yield from self._operation(entry)
        for place in self.story.places:
            if not place.place.operation:
                yield self._place(place)

    def _operation(self, entry: StoryOperation) -> Iterator[str]:
        operation = entry.operation
        head = f"{operation.name}{self.wording.comma}{self.wording.date(operation.date)}"
        yield "\n".join([wrapped(head), *self._lines(entry.text)])
        for part in self.story.participations:
            if part.operation.id == operation.id:
                country = self.wording.country(part.country)
                for role in part.roles:
                    head = f"{country}: {role_name(self.renderer, role.role)}"
                    head += self._disputed(role.disputed)
                    yield "\n".join([wrapped(head), *self._lines(role.text)])
        for place in self.story.places:
            if place.place.operation == operation.id:
                yield self._place(place)

    def _place(self, entry: StoryPlace) -> str:
        country = entry.place.country
        names = [entry.place.name, *([self.wording.country(country)] if country else [])]
        head = self.wording.comma.join(names) + self._disputed(entry.disputed)
        return "\n".join([wrapped(head), *self._lines(entry.text)])

    def _disputed(self, disagreement: Disagreement | None) -> str:
        return f" [≠ {disagreement.question}]" if disagreement else ""

    def disagreements(self) -> Iterator[str]:
        """Each question with its answers, who gives them, who is silent, and the reading."""
        if not self.story.disagreements:
            return
        yield _heading(self.wording.text("Where the sources disagree"))
        shorts = {
            entry.id: entry.source.short for entry in cited_sources(self.renderer, self.story)
        }
        for entry in self.story.disagreements:
            yield from self._disagreement(entry, shorts)

    def _disagreement(self, entry: StoryDisagreement, shorts: dict[str, str]) -> Iterator[str]:
        text, semicolon, point = self.wording.text, self.wording.semicolon, entry.disagreement
        yield wrapped(f"{point.question} ({kind_name(self.wording, point.kind)})")
        heard: dict[str, str] = {}
        for answer in entry.answers:
            said = said_by(self.renderer, answer)
            heard |= said
            head = semicolon.join(shorts[id] for id in said)
            yield "\n".join([wrapped(f"{head}:"), *self._lines(answer)])
        if silent := [short for id, short in shorts.items() if id not in heard]:
            told = text("Silent: {names}").format(names=semicolon.join(silent))
            yield _inner(told)
        yield "\n".join([f"{text('The editor’s reading')}:", *self._lines(entry.reading)])

    def corrections(self) -> Iterator[str]:
        """What was corrected, if anything."""
        if not self.story.corrections:
            return
        text = self.wording.text
        yield _heading(text("Corrections"))
        told = text("It said: “{was}” It says now: “{now}” {why}")
        for entry in self.story.corrections:
            said = entry.correction
            line = told.format(was=said.was, now=said.now, why=said.why)
            yield wrapped(f"{self.wording.date(said.date)}: {line}", "", _INDENT)

    def citations(self) -> Iterator[str]:
        """Every quotation that the story cites, by number."""
        ids = cited_quotations(self.story)
        if not ids:
            return
        yield _heading(self.wording.text("Citations"))
        views = quotation_views(self.renderer, story_address(self.story.slug), ids)
        for id, view in zip(ids, views, strict=True):
            start = f"[{self.numbers[id]}] "
            yield "\n".join([
                wrapped(start + self.wording.quoted(view.exact, view.lang), "", _INDENT),
                *map(_inner, self._facts(view)),
            ])  # fmt: skip

    def _facts(self, view: contexts.QuotationView) -> Iterator[str]:
        """What is to be said of a quotation."""
        text, source = self.wording.text, view.source
        if view.translation:
            yield f"{text('In translation:')} {self.wording.quoted(view.translation)}"
        yield self._speaker(view)
        for each in view.replaced:
            words = self.wording.quoted(each.replaced, view.lang)
            yield f"{each.inserted} · {text('in the source:')} {words}"
        yield from view.caveats
        if view.note:
            yield view.note
        origin = source.origin if source.origin != source.publisher else ""
        named = [
            source.title,
            source.publisher,
            text("text by {origin}").format(origin=origin) if origin else "",
            source.date,
            view.place,
        ]
        yield " · ".join(filter(None, named))
        yield source.url
        if source.archive_url:
            yield f"{text('Archived copy')}: {source.archive_url}"
        if view.verified:
            compared = text("Compared word for word with our copy on %(date)s")
            yield compared % {"date": view.verified}
            if view.digest:
                yield view.digest
        else:
            yield text("Not yet compared with a copy")
        yield self.to.page(source_address(source.id), view.anchor)

    def _speaker(self, view: contexts.QuotationView) -> str:
        """Whose words they are."""
        text = self.wording.text
        if view.speaker:
            told = self.wording.comma.join(filter(None, (view.speaker, view.role)))
            if view.attributed_to:
                way = text("by way of {name}").format(name=view.attributed_to)
                told = f"{told} ({way})"
        elif view.attributed_to:
            attributed = text("the report’s words, which it attributes to {name}")
            told = attributed.format(name=view.attributed_to)
        else:
            told = text("the report’s own words")
        return f"{told} ({view.language})" if view.language else told

    def _paragraphs(self, paragraphs: Paragraphs) -> Iterator[str]:
        for paragraph in paragraphs:
            yield "\n".join(self._statement(each) for each in paragraph)

    def _lines(self, paragraphs: Paragraphs) -> Iterator[str]:
        return (self._statement(each, _INDENT, _INDENT) for each in flat(paragraphs))

    def _statement(self, statement: Statement, head: str = "", indent: str = "") -> str:
        """A sentence with its numbers, its marks and its address."""
        text = self.wording.text
        marks = ["".join(self._pieces(statement.nodes)).strip()]
        if statement.editor:
            marks.append(f"[{text('editor’s words')}]")
        if statement.derived:
            marks.append(f"[{text('worked out: {how}').format(how=statement.derived)}]")
        touched = self.story.differs.get(statement.anchor)
        if touched and touched.kind is DisagreementKind.CONTRADICTION:
            marks.append(f"[≠ {touched.question}]")
        marks.append(f"#{statement.anchor}")
        return wrapped(" ".join(marks), head, indent)

    def _pieces(self, nodes: Sequence[Inline]) -> Iterator[str]:
        """The words of a sentence, and the numbers of each group of citations."""
        for node in walk(nodes):
            if not isinstance(node, Cite):
                yield getattr(node, "text", "")
                continue
            compared = self.wording.text("cf.")
            numbers = (
                f"{compared} {self.numbers[id]}" if id in node.compared else str(self.numbers[id])
                for id in node.quotations
            )
            yield f" [{self.wording.comma.join(numbers)}]"


def _heading(text: str, line: str = "-") -> str:
    shown = wrapped(text)
    return f"{shown}\n{line * max(map(len, shown.splitlines()))}"


def wrapped(text: str, head: str = "", indent: str = "") -> str:
    """A text in lines, with `head` before the first and `indent` before the others.

    A word that is longer than a line, such as an address, has a line of its own. Python's
    `textwrap` does the same in four times the time.
    """
    words = text.split()
    lines = []
    line = head + words[0] if words else ""
    for word in words[1:]:
        if len(line) + len(word) < _WIDTH:
            line = f"{line} {word}"
        else:
            lines.append(line)
            line = indent + word
    return "\n".join([*lines, line])


def _inner(text: str) -> str:
    return wrapped(text, _INDENT, _INDENT)
