"""A draft → the file of a story that is a draft, with its sources and quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.authoring.yaml_text import LONGEST, scalar, without_bad_characters
from generator.diagnostics import Severity
from generator.importing.draft import Draft, Paragraph
from generator.importing.failure import ImportFailure
from generator.importing.plan import Plan
from generator.importing.prose import escaped, marked_up
from generator.importing.quoting import Quoter
from generator.importing.sentences import Sentence, sentences_of
from generator.load import document_from
from generator.load.parse import MAX_BYTES
from generator.model import Story
from generator.model.ids import RESERVED_SECTIONS
from generator.resolve import Glossary, resolve_story
from generator.scaffold.entries import TargetSite
from generator.scaffold.ids import proposed_id
from generator.scaffold.schemas import first_line
from generator.validate import Entry, validate_document

_STANDFIRST = "The story in two or three sentences. [editor]"
_KEY_POINTS = "What readers should take away, one point a line. [editor]"
_FIRST_SECTION = "What happened"
_BEGIN = "Begin here."
_LONGEST_STANDFIRST = 3
_LONGEST_TITLE = 300
_SHOWN = 60
# What a line needs beside the words: its margin and its citations.
_MARGIN = 1_000


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a story beside its text.

    Attributes:
        slug: its id.
        title: its headline.
        published: the day of publication.
        language: its language, if it is not the site's.
        written_in: its language in any case.
        file: the name of the file that was imported.
    """

    slug: str
    title: str
    published: str
    language: str
    written_in: str
    file: str


@dataclass
class _Section:
    title: str
    paragraphs: list[list[Sentence]] = field(default_factory=list)


@dataclass
class _Writer:
    """Writes the lines of a story; `todo` names them by their numbers."""

    path: str
    language: str
    sources: Sequence[Sequence[str | None]]
    quotes: Sequence[Sequence[tuple[str, str]]]
    quoter: Quoter
    sentences: int = 0
    cited: int = 0
    lines: list[str] = field(default_factory=list)
    todo: list[str] = field(default_factory=list)

    def put(self, *lines: str) -> None:
        self.lines += lines

    def prose(self, paragraphs: Sequence[Sequence[Sentence]], margin: str) -> None:
        for at, paragraph in enumerate(paragraphs):
            if at:
                self.put("")
            for sentence in paragraph:
                for text, notes in _short_enough(sentence):
                    self._statement(text, notes, margin)

    def _statement(self, text: str, notes: Sequence[int], margin: str) -> None:
        line = f"{self.path}:{len(self.lines) + 1}"
        ids = [*dict.fromkeys(id for note in notes for id in self.sources[note] if id)]
        words, cited, lost = marked_up(text, ids, self.language, self.quoter.cite)
        for note in notes:
            for id, quote in self.quotes[note]:
                cited += [found] if (found := self.quoter.cite(quote, [id])) else []
        self.todo += [
            f"{line}: “{each[:_SHOWN]}” stood in quotation marks and could not be cited:"
            f" quote it with 'explainer quote', or take the emphasis away."
            for each in lost
        ]
        if ids and not cited:
            shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
            self.todo.append(
                f"{line}: “{shown}” rests on {', '.join(ids)} in the draft:"
                " quote the words, and cite them in the place of [editor]."
            )
        self.sentences += 1
        self.cited += bool(cited)
        mark = "; ".join(f"@{id}" for id in dict.fromkeys(cited))
        self.put(f"{margin}{words.strip()} [{mark or 'editor'}]")


def add_story(
    draft: Draft,
    about: About,
    sources: Sequence[Sequence[str | None]],
    desk: TargetSite,
    quoter: Quoter,
    plan: Plan,
) -> None:
    """Plan the file of a story.

    Args:
        draft: what was read.
        about: what the story is called.
        sources: for each note the ids of what it refers to, None where that is no source.
        desk: the site.
        quoter: who finds the words that are quoted; it is finished here.
        plan: what is to be written, to which this is added.

    Raises:
        ImportFailure: it cannot be written as a story.
        InsertError: a source's file cannot be added to.
    """
    path = f"{desk.content}/stories/{about.slug}/story.yml"
    quotes = [
        [
            (id, quote)
            for id, reference in zip(ids, note.references, strict=True)
            if id
            for quote in reference.quotes
        ]
        for ids, note in zip(sources, draft.notes, strict=True)
    ]
    writer = _Writer(path, about.written_in, sources, quotes, quoter)
    lead, sections = _parts(draft)
    if not sections:
        raise ImportFailure("has no text")
    modeline = first_line(desk.folder, "story", path)
    name = without_bad_characters(about.file)[:200]
    writer.put(
        *([modeline] if modeline else []),
        f"# Made by 'explainer import' from {name}. What is left to do stands at the end.",
        f"title: {scalar(about.title)}",
        "status: draft",
        f"published: {about.published}",
        *([f"language: {scalar(about.language)}"] if about.language else []),
        "standfirst: |",
    )
    writer.prose([lead], "  ") if lead else writer.put(f"  {_STANDFIRST}")
    writer.put("key_points: |", f"  {_KEY_POINTS}", "sections:")
    taken = set(RESERVED_SECTIONS)
    for section in sections:
        id = proposed_id(section.title, taken, "section")
        taken.add(id)
        writer.put(f"  - id: {id}", f"    title: {scalar(section.title)}", "    body: |")
        writer.prose(section.paragraphs, "      ")
    writer.put(*(["events:"] if draft.events else []))
    for event in draft.events:
        title = without_bad_characters(event.title)[:_LONGEST_TITLE] or event.date
        id = proposed_id(title, taken, "event")
        taken.add(id)
        writer.put(f"  - id: {id}", f"    date: {scalar(event.date)}")
        writer.put(f"    title: {scalar(title)}", "    text: |")
        paragraphs = [each for text in event.paragraphs if (each := sentences_of(text))]
        writer.prose(paragraphs or [[Sentence(_BEGIN, ())]], "      ")
    quoter.finish()
    text = "\n".join([*writer.lines, ""])
    _check(text, path, about.slug)
    comments = _comments([*plan.todo, *writer.todo], path)
    # A file may have so many bytes; the list is printed as well.
    fits = len(f"{text}{comments}".encode()) <= MAX_BYTES
    plan.new[path] = text + (comments if fits else "")
    counts = f"{writer.sentences} sentences, {writer.cited} with a quotation"
    plan.made.append(f"story {about.slug}: {about.title} ({counts})")
    plan.todo += writer.todo
    plan.todo.append(f"{path}: write its key points{'' if lead else ' and its standfirst'}.")


def story_title(draft: Draft, file: str) -> str:
    """The title of a draft: its own, that of a heading at its very beginning, or the file's."""
    first = draft.paragraphs[0] if draft.paragraphs else Paragraph("")
    heading = _plain(first.text) if first.level == 1 else ""
    title = without_bad_characters(_plain(draft.title)) or heading or file
    return (without_bad_characters(title) or "Untitled")[:_LONGEST_TITLE]


def _plain(text: str) -> str:
    return " ".join(sentence.text for sentence in sentences_of(text))


def _parts(draft: Draft) -> tuple[list[Sentence], list[_Section]]:
    """The standfirst, if the draft begins with a short paragraph, and the sections."""
    paragraphs = draft.paragraphs
    sections = [_Section("")]
    titled = bool(paragraphs) and paragraphs[0].level == 1
    for paragraph in paragraphs[1 if titled else 0 :]:
        sentences = sentences_of(paragraph.text)
        if not paragraph.level:
            sections[-1].paragraphs.append(sentences)
            continue
        title = " ".join(each.text for each in sentences)
        above = sections[-1]
        if above.title and not above.paragraphs:
            above.title = f"{above.title}: {title}"
        else:
            sections.append(_Section(title))
    lead: list[Sentence] = []
    first = sections[0].paragraphs
    others = len(first) > 1 or any(each.paragraphs for each in sections[1:]) or draft.events
    if first and others and len(first[0]) <= _LONGEST_STANDFIRST:
        lead = first.pop(0)
    sections[0].title = _FIRST_SECTION
    for section in sections:
        section.paragraphs = [each for each in section.paragraphs if each]
        section.title = without_bad_characters(section.title)[:_LONGEST_TITLE] or _FIRST_SECTION
    filled = [section for section in sections if section.paragraphs]
    if draft.events and not filled:
        filled = [_Section(_FIRST_SECTION, [[Sentence(_BEGIN, ())]])]
    return lead, filled


def _short_enough(sentence: Sentence) -> list[tuple[str, Sequence[int]]]:
    """A sentence without what content may not hold, in pieces that fit into a line."""
    text = without_bad_characters(sentence.text)
    if not any(sign.isalnum() for sign in text):
        return []
    if len(escaped(text)) <= LONGEST - _MARGIN:
        return [(text, sentence.notes)]
    most = LONGEST // 8  # each sign may be written as a code
    pieces = []
    while text:
        cut = text.rfind(" ", 1, most) if len(text) > most else len(text)
        pieces.append(text[: cut if cut > 0 else most].strip())
        text = text[len(pieces[-1]) :].strip()
    return [*((piece, ()) for piece in pieces[:-1] if piece), (pieces[-1], sentence.notes)]


def _comments(todo: Sequence[str], path: str) -> str:
    if not todo:
        return ""
    most = 300
    lines = [f"# - {line.replace(f'{path}:', 'line ', 1)[:500]}" for line in todo[:most]]
    more = [f"# - and {len(todo) - most} more"] if len(todo) > most else []
    return "\n".join(["", "# Left to do:", *map(without_bad_characters, [*lines, *more]), ""])


def _check(text: str, path: str, slug: str) -> None:
    """Read the file as every command will; what is wrong with it would be a mistake of ours."""
    document, problems = document_from(text.encode(), path, slug)
    story = None
    if document is not None and not _errors(problems):
        story, problems = validate_document(document, Story)
    if document is not None and story is not None and not _errors(problems):
        problems = list(resolve_story(Entry(document, story), None, Glossary(())).problems)
    if wrong := _errors(problems):
        raise ImportFailure(f"cannot be written as a story: {wrong[0]}")


def _errors(problems: Sequence[object]) -> list[str]:
    return [
        str(getattr(each, "message", each))
        for each in problems
        if getattr(each, "severity", None) is Severity.ERROR
    ]
