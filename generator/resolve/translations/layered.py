"""A file as another language has it: the original with the translations set in its place.

What is not translated stays as it is. Sentences of the original are marked with their language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.load import Document, Trail, plain_value
from generator.model import Addresses, SiteSettings, Source, Story, Term, Translation
from generator.prose import citations_and_marks, in_language, plain_text, read_words
from generator.resolve.addresses import recorded_words
from generator.resolve.glossary import Glossary
from generator.resolve.site import Paragraphs, ResolvedStory, Statement
from generator.resolve.story import resolve_story
from generator.resolve.terms import resolve_term
from generator.resolve.translations.binding import bind
from generator.resolve.translations.texts import (
    OF_QUOTATIONS,
    Original,
    correction_key,
    site_texts,
    source_texts,
    story_texts,
    term_texts,
)
from generator.validate import Entry

Value = dict[str, object]


@dataclass(frozen=True, slots=True)
class Texts:
    """The translations of a file, by the keys of their originals.

    Attributes:
        given: the translations.
        missing: the originals that have none.
        language: the language of the originals.
        shows_original: whether a sentence without a translation is shown as it is.
    """

    given: Mapping[str, str]
    missing: tuple[Original, ...]
    language: str
    shows_original: bool = True

    def of(self, key: str, original: str) -> str:
        """The translation of a text, or the original."""
        return self.given.get(key, original)

    @property
    def lacks_titles(self) -> bool:
        """Whether something other than a sentence has no translation."""
        return any(
            each.statement is None and not each.key.endswith(".derived") for each in self.missing
        )


def texts_of(
    translation: Translation | None, originals: list[Original], language: str, *, shown: bool
) -> Texts:
    """The translations of some originals.

    Args:
        translation: the file of translations; None if there is none.
        originals: the texts of the original.
        language: the language of the originals.
        shown: whether a sentence without a translation is shown as it is.
    """
    binding = bind(translation or Translation.model_construct(texts={}, aliases=[]), originals)
    given = {each.original.key: each.entry.text or "" for each in binding.bound}
    return Texts(given, binding.missing, language, shown)


def layered_story(
    entry: Entry[Story],
    record: Addresses | None,
    translation: Translation | None,
    language: str,
    *,
    shown: bool,
) -> tuple[Value | None, Addresses]:
    """A story in another language, and the addresses of its sentences there.

    Args:
        entry: the original.
        record: the recorded addresses of its sentences.
        translation: its translation; None if there is none.
        language: the language of the original.
        shown: whether what is not translated is shown as it is.

    Returns:
        The story's values, and the record of its addresses in the words of the translation. A story
        whose titles are not all translated is the original as a whole, or None if that is not to
        be shown.
    """
    document = entry.document
    resolved = resolve_story(entry, None, Glossary(()), record).entry
    texts = texts_of(translation, list(story_texts(resolved, document)), language, shown=shown)
    value = _values(document)
    anchors = {each.anchor: each for each in resolved.statements()}
    own = record or Addresses.model_construct(sentences={}, gone={})
    if translation is None or texts.lacks_titles:
        value["language"] = language
        words = {anchor: _recorded(each) for anchor, each in anchors.items()}
        return (value if shown else None), _record(words, own)
    value.pop("language", None)
    value["title"] = texts.of("title", str(value["title"]))
    prose = _Prose(document, texts)
    for trail, paragraphs in _proses(resolved, entry.model):
        prose.put(value, trail, paragraphs)
    _put_titles(value, entry.model, texts)
    words = {
        anchor: recorded_words(read_words(texts.given[anchor]))
        if anchor in texts.given
        else _recorded(each)
        for anchor, each in anchors.items()
    }
    return value, _record(words, own)


def _recorded(statement: Statement) -> str:
    return recorded_words(plain_text(statement.nodes))


def _record(words: Mapping[str, str], own: Addresses) -> Addresses:
    return Addresses.model_construct(sentences=dict(words), gone=own.gone)


def _proses(resolved: ResolvedStory, model: Story) -> Iterator[tuple[Trail, Paragraphs]]:
    """Each text of a story: where it stands in the file, and its sentences."""
    yield ("standfirst",), resolved.standfirst
    yield ("key_points",), (resolved.key_points,)
    for at, section in enumerate(resolved.sections):
        yield ("sections", at, "body"), section.body
    at_of = {each.id: at for at, each in enumerate(model.events)}
    for event in resolved.events:
        yield ("events", at_of[event.event.id], "text"), event.text
    for at, operation in enumerate(resolved.operations):
        if operation.operation.text:
            yield ("operations", at, "text"), operation.text
    places = {(each.country, each.operation): at for at, each in enumerate(model.participations)}
    for part in resolved.participations:
        number = places[part.country, part.operation.id]
        for index, role in enumerate(part.roles):
            yield ("participations", number, "roles", index, "text"), role.text
    for at, place in enumerate(resolved.places):
        yield ("places", at, "text"), place.text
    at_of = {each.id: at for at, each in enumerate(model.disagreements)}
    for entry in resolved.disagreements:
        number = at_of[entry.disagreement.id]
        for index, answer in enumerate(entry.answers):
            yield ("disagreements", number, "answers", index, "answer"), answer
        yield ("disagreements", number, "reading"), entry.reading


def _put_titles(value: Value, model: Story, texts: Texts) -> None:
    """Set in all that is no sentence."""
    named = (
        ("sections", "section", "title"),
        ("operations", "operation", "name"),
        ("events", "event", "title"),
        ("places", "place", "name"),
        ("disagreements", "question", "question"),
    )
    for kind, key, name in named:
        for row in _list(value, kind):
            row[name] = texts.of(f"{key}.{row['id']}", str(row[name]))
    for event in _list(value, "events"):
        for place in _list(event, "places"):
            place["name"] = texts.of(f"name.{place['name']}", str(place["name"]))
    if model.topics:
        value["topics"] = [texts.of(f"name.{each}", each) for each in model.topics]
    for row, correction in zip(_list(value, "corrections"), model.corrections, strict=True):
        for name in ("was", "now", "why"):
            row[name] = texts.of(f"{correction_key(correction)}.{name}", str(row[name]))


def _list(value: Value, key: str) -> list[Value]:
    found = value.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def layered_term(
    entry: Entry[Term],
    translation: Translation | None,
    language: str,
    *,
    shown: bool,
) -> Value | None:
    """A term in another language; arguments as in `layered_story`."""
    resolved = resolve_term(entry, None, Glossary(())).entry
    texts = texts_of(translation, list(term_texts(resolved, entry.document)), language, shown=shown)
    if "term" not in texts.given and not shown:
        return None
    value = _values(entry.document)
    own = str(value["term"])
    value["term"] = texts.of("term", own)
    aliases = value.get("aliases")
    names = [own, *(aliases if isinstance(aliases, list) else []),
             *(translation.aliases if translation else [])]  # fmt: skip
    value["aliases"] = [each for each in dict.fromkeys(names) if each != value["term"]]
    _Prose(entry.document, texts).put(value, ("definition",), resolved.definition)
    return value


def layered_site(
    entry: Entry[SiteSettings], translation: Translation | None, language: str, written_in: str
) -> Value:
    """What is true of the site in another language.

    Args:
        entry: what `site.yml` says.
        translation: its translation; None if there is none.
        language: the language.
        written_in: that of the originals, which comes first among the other languages then.
    """
    settings = entry.model
    originals = list(site_texts(settings))
    texts = texts_of(translation, originals, written_in, shown=True)
    value = _values(entry.document)
    value |= {each.key: texts.of(each.key, each.text) for each in originals}
    value["language"] = language
    value["languages"] = [written_in, *(each for each in settings.languages if each != language)]
    if settings.address:
        value["address"] = f"{settings.address.rstrip('/')}/{language}/"
    return value


def layered_source(entry: Entry[Source], translation: Translation | None, language: str) -> Value:
    """A source in another language; arguments as in `layered_story`.

    Of quotations that have no translation in it, none is shown.
    """
    model = entry.model
    texts = texts_of(translation, list(source_texts(model)), language, shown=True)
    value = _values(entry.document)
    value["language"] = model.language or language
    if model.note:
        value["note"] = texts.of("note", model.note)
    for row, ruling in zip(_list(value, "rulings"), model.rulings, strict=True):
        row["reason"] = texts.of(f"ruling.{ruling.other}", ruling.reason)
    for row, quotation in zip(_list(value, "quotations"), model.quotations, strict=True):
        row.pop("translation", None)
        if words := texts.given.get(f"{quotation.id}.words"):
            row["translation"] = words
        for name in OF_QUOTATIONS:
            if name in row:
                row[name] = texts.of(f"{quotation.id}.{name}", str(row[name]))
    return value


@dataclass(frozen=True, slots=True)
class _Prose:
    """Writes the sentences of a text in their language."""

    document: Document
    texts: Texts

    def put(self, value: Value, trail: Trail, paragraphs: Paragraphs) -> None:
        """Write a text where it stands."""
        holder: object = value
        for step in trail[:-1]:
            holder = holder[step]  # type: ignore[index]
        written = [list(self._lines(paragraph)) for paragraph in paragraphs]
        if not any(written):
            written = [[self._original(each) for each in part] for part in paragraphs]
        text = "\n\n".join("\n".join(lines) for lines in written if lines)
        holder[trail[-1]] = text + "\n"  # type: ignore[index]

    def _lines(self, statements: Iterable[Statement]) -> Iterator[str]:
        for each in statements:
            derived = self.texts.given.get(f"{each.anchor}.derived", each.derived)
            if text := self.texts.given.get(each.anchor):
                marks = citations_and_marks(self._line(each), derived)
                yield f"{' '.join(text.split())}{marks}"
            elif self.texts.shows_original:
                yield self._original(each)

    def _original(self, statement: Statement) -> str:
        return f"{self._line(statement)} {in_language(self.texts.language)}"

    def _line(self, statement: Statement) -> str:
        place = statement.place
        start = place.column - 1
        return self.document.lines[place.line - 1][start : start + place.width].strip()


def _values(document: Document) -> Value:
    value = plain_value(document.root)
    return value if isinstance(value, dict) else {}
