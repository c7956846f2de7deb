"""What a person sees who reads a sentence against what it cites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.authoring.related import Related, RelatedQuotations
from generator.authoring.surroundings import CopyReader, Surroundings
from generator.authoring.word_changes import left_out, put_in, words
from generator.index import ReviewState, SiteIndex
from generator.model import words_language
from generator.prose import plain_text
from generator.resolve import Paragraphs, ResolvedStory, Statement, flat


class Part(StrEnum):
    """The kinds of parts of a story in which a sentence may stand."""

    STANDFIRST = "standfirst"
    KEY_POINTS = "key-points"
    SECTION = "section"
    EVENT = "event"
    OPERATION = "operation"
    ROLE = "role"
    PLACE = "place"
    ANSWER = "answer"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Where:
    """In which part of a story a sentence stands, and what that part is called."""

    part: Part
    name: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation beside its sentence.

    Attributes:
        id: its id.
        exact: the words as the source's file has them.
        translation: what they mean in the site's language, if that is given.
        language: the language of the words.
        said_by: who says it, in the source's words: the speaker with the role, or whom the source
            names for it. Empty where it is the source's own word.
        source: the name that tables use for the source.
        title: the source's headline.
        published: the day of the report, as typed.
        url: where it is, if it is on the web.
        verified: the day on which the words were found in the copy; empty if they were not.
        around: what stands around them in the copy; None where no copy is at hand.
        left_out: words of it that the sentence has not.
        is_compared: whether they could be compared: a foreign quotation needs a translation.
        is_said_by_named: whether the sentence names somebody of `said_by`, or nobody needs to be.
    """

    id: str
    exact: str
    translation: str
    language: str
    said_by: str
    source: str
    title: str
    published: str
    url: str
    verified: str
    around: Surroundings | None
    left_out: tuple[str, ...]
    is_compared: bool
    is_said_by_named: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A sentence with all that a reviewer needs.

    Attributes:
        anchor: its address on the story's page.
        where: the part of the story.
        sentence: its words.
        derived: how something in it was worked out, if it was.
        is_editors: whether it is marked as the editor's own words all the same.
        line: its line in the story's file.
        state: what reviews say of it; `state.of` is the digest for a new one.
        cited: what it cites, in its order.
        put_in: words of it that stand in nothing that it cites.
        related: what other sources of the story say of it.
    """

    anchor: str
    where: Where
    sentence: str
    derived: str
    is_editors: bool
    line: int
    state: ReviewState
    cited: tuple[Cited, ...]
    put_in: tuple[str, ...]
    related: tuple[Related, ...]


class Cards:
    """Makes the cards of one story, each when it is asked for.

    Reading a copy takes its time. Whoever shows cards asks for the next one while somebody reads
    the one before: what was made is kept.
    """

    def __init__(self, index: SiteIndex, slug: str, archive: Path | None = None) -> None:
        """Take the site, a story of it, and the folder of copies.

        Raises:
            KeyError: there is no such story, or none that can be shown.
        """
        self.story = index.documents[slug]
        self.states = index.reviews[slug].states
        self._index = index
        self._copies = CopyReader(archive, index) if archive else None
        self._related = RelatedQuotations(index, self.story)
        self._statements = {
            statement.anchor: (where, statement)
            for where, statement in sentences(self.story)
            if statement.anchor in self.states
        }
        self._made: dict[str, Card] = {}

    @property
    def anchors(self) -> tuple[str, ...]:
        """The addresses of all sentences that cite something, in reading order."""
        return tuple(self._statements)

    def card(self, anchor: str) -> Card:
        """The card of a sentence.

        Raises:
            KeyError: the story has no such sentence that cites something.
        """
        if anchor not in self._made:
            self._made[anchor] = self._make(*self._statements[anchor])
        return self._made[anchor]

    def _make(self, where: Where, statement: Statement) -> Card:
        sentence = plain_text(statement.nodes)
        language = self.story.story.language or self._index.settings.language
        cited = tuple(self._cited(id, sentence, language) for id in statement.quotations)
        known = [
            text
            for each in cited
            for text in (each.exact, each.translation, each.said_by, each.source, each.title)
        ]
        return Card(
            anchor=statement.anchor,
            where=where,
            sentence=sentence,
            derived=statement.derived,
            is_editors=statement.editor,
            line=statement.place.line,
            state=self.states[statement.anchor],
            cited=cited,
            put_in=put_in(sentence, known, language),
            related=tuple(self._related.of(statement)),
        )

    def _cited(self, id: str, sentence: str, story_language: str) -> Cited:
        entry = self._index.quotations[id]
        quotation, about = entry.quotation, self._index.sources[entry.source].source
        language = words_language(quotation, about, self._index.settings)
        is_own = language.partition("-")[0] == story_language.partition("-")[0]
        compared = quotation.translation or (quotation.exact if is_own else "")
        named = [name for name in (quotation.speaker, quotation.attributed_to) if name]
        locked = self._index.verified.get(id)
        return Cited(
            id=id,
            exact=quotation.exact,
            translation=quotation.translation or "",
            language=language,
            said_by=" · ".join(filter(None, (quotation.speaker, quotation.role)))
            or (quotation.attributed_to or ""),
            source=about.short,
            title=about.title,
            published=about.published,
            url=about.url or "",
            verified=locked.verified if locked else "",
            around=self._copies.around(entry) if self._copies else None,
            left_out=left_out(compared, sentence, story_language),
            is_compared=bool(compared),
            is_said_by_named=not named or any(_stands_in(name, sentence) for name in named),
        )


def _stands_in(name: str, sentence: str) -> bool:
    """Whether any word of a name stands in a sentence."""
    own = {key for key, _ in words(sentence)}
    return any(key in own for key, _ in words(name))


def sentences(story: ResolvedStory) -> Iterator[tuple[Where, Statement]]:
    """Every sentence of a story in reading order, with the part in which it stands."""
    for where, text in _parts(story):
        for statement in flat(text):
            yield where, statement


def _parts(story: ResolvedStory) -> Iterator[tuple[Where, Paragraphs]]:
    yield Where(Part.STANDFIRST), story.standfirst
    yield Where(Part.KEY_POINTS), (story.key_points,)
    for section in story.sections:
        yield Where(Part.SECTION, section.title), section.body
    for event in story.events:
        yield Where(Part.EVENT, event.event.title), event.text
    for operation in story.operations:
        yield Where(Part.OPERATION, operation.operation.name), operation.text
    for participation in story.participations:
        name = f"{participation.operation.name}, {participation.country}"
        for role in participation.roles:
            yield Where(Part.ROLE, name), role.text
    for place in story.places:
        yield Where(Part.PLACE, place.place.name), place.text
    for disagreement in story.disagreements:
        question = disagreement.disagreement.question
        for answer in disagreement.answers:
            yield Where(Part.ANSWER, question), answer
        yield Where(Part.READING, question), disagreement.reading
