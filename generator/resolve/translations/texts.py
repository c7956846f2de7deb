"""Which texts of a file have a translation, and by which key each is known.

A sentence is known by its lasting address. Any other text is known by the id of what it names, such
as `section.the-raids`; a text without an id, such as a place's name, by its own words. None is
known by its position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.digests import sha256_hex
from generator.load import Document
from generator.model import Correction, Quotation, SiteSettings, Source, Term
from generator.prose import plain_text, read_words, without_citations
from generator.resolve.site import (
    ResolvedStory,
    Statement,
    TermEntry,
    disagreement_statements,
    flat,
)

SITE_TEXTS = ("title", "description", "corrected_by")
"""What of `site.yml` is translated."""
OF_QUOTATIONS = ("speaker", "role", "attributed_to", "note")
"""What of a quotation is translated besides its words: a name may be written in other letters."""
WORDS = ".words"
"""How the key of a quotation's words ends."""
_DIGEST = "sha256:"
_DIGITS_OF_WORDS = 16
# So many digits tell the corrections of a day apart.
_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Original:
    """A text that can be translated.

    Attributes:
        key: what it is known by.
        text: what it says, without citations.
        statement: the sentence; None if it is another text.
    """

    key: str
    text: str
    statement: Statement | None = None


def recorded(key: str, text: str) -> str:
    """What a file of translations keeps of the original that a translation was made from.

    Those are its words; of the words of a quotation, which stand in the source's file and nowhere
    else, a digest.

    Args:
        key: what the text is known by.
        text: the original.
    """
    if not key.endswith(WORDS) or key.startswith("name."):
        return text
    digits = sha256_hex(" ".join(text.split()))[:_DIGITS_OF_WORDS]
    return text if is_digest(text) else f"{_DIGEST}{digits}"


def is_digest(text: str) -> bool:
    """Whether this stands for words, and is none itself."""
    return text.startswith(_DIGEST) and len(text) == len(_DIGEST) + _DIGITS_OF_WORDS


def story_texts(story: ResolvedStory, document: Document) -> Iterator[Original]:
    """The texts of a story in the order of its page.

    Args:
        story: the story, its sentences with lasting addresses.
        document: its file.
    """
    model = story.story
    titles = _titles(story)
    yield Original("title", model.title)
    for operation in model.operations:
        yield Original(f"operation.{operation.id}", operation.name)
    for statement in story.statements():
        if title := titles.get(statement.anchor):
            yield title
        yield from _sentence(statement, document)
    for place in model.places:
        yield Original(f"place.{place.id}", place.name)
    places = (place.name for event in model.events for place in event.places)
    for name in dict.fromkeys((*model.topics, *places)):
        yield Original(f"name.{name}", name)
    for correction in model.corrections:
        key = correction_key(correction)
        for part in ("was", "now", "why"):
            yield Original(f"{key}.{part}", getattr(correction, part))


def _titles(story: ResolvedStory) -> dict[str, Original]:
    """What stands above sentences, by the address of the first one below it."""
    parts: list[tuple[str, str, Iterable[Statement]]] = [
        *((f"section.{each.id}", each.title, flat(each.body)) for each in story.sections),
        *((f"event.{each.event.id}", each.event.title, flat(each.text)) for each in story.events),
        *(
            (
                f"question.{each.disagreement.id}",
                each.disagreement.question,
                disagreement_statements([each]),
            )
            for each in story.disagreements
        ),
    ]
    found = {}
    for key, title, statements in parts:
        first = next(iter(statements), None)
        if first is not None:
            found[first.anchor] = Original(key, title)
    return found


def correction_key(correction: Correction) -> str:
    """What a correction's texts are known by: its day, and a digest of what was wrong."""
    digits = sha256_hex(" ".join(correction.was.split()))[:_DIGITS]
    return f"correction.{correction.date}.{digits}"


def term_texts(term: TermEntry, document: Document) -> Iterator[Original]:
    """The texts of a glossary term: its name and its definition's sentences."""
    model: Term = term.term
    yield Original("term", model.term)
    for statement in flat(term.definition):
        yield from _sentence(statement, document)


def site_texts(settings: SiteSettings) -> Iterator[Original]:
    """The texts of `site.yml`."""
    for name in SITE_TEXTS:
        yield Original(name, getattr(settings, name))


def source_texts(source: Source) -> Iterator[Original]:
    """The texts of a source: notes, and its quotations' words with what is said of speakers."""
    if source.note:
        yield Original("note", source.note)
    for ruling in source.rulings:
        yield Original(f"ruling.{ruling.other}", ruling.reason)
    for quotation in source.quotations:
        yield from _quotation(quotation)


def _quotation(quotation: Quotation) -> Iterator[Original]:
    yield Original(f"{quotation.id}{WORDS}", quotation.exact)
    for name in OF_QUOTATIONS:
        if text := getattr(quotation, name):
            yield Original(f"{quotation.id}.{name}", text)


def _sentence(statement: Statement, document: Document) -> Iterator[Original]:
    yield Original(statement.anchor, _written(statement, document), statement)
    if statement.derived:
        yield Original(f"{statement.anchor}.derived", statement.derived)


def _written(statement: Statement, document: Document) -> str:
    """A sentence as its editor wrote it, with emphasis and tags, but without citations.

    Where it is written with escapes of YAML, it is its plain text.
    """
    place = statement.place
    start = place.column - 1
    line = document.lines[place.line - 1][start : start + place.width]
    written, words = without_citations(line), plain_text(statement.nodes)
    return written if read_words(written) == words else words
