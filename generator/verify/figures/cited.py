"""What the statements of a site cite, read when needed: evidence by quotation and by source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Protocol

from generator.model import Quotation, SiteSettings, Term, words_language
from generator.model.dates import Date, parse_date
from generator.resolve import QuotationEntry, SourceEntry, Statement
from generator.verify.figures.claims import (
    BREAK,
    PEOPLE_MARK,
    TITLE_MARK,
    Counted,
    Evidence,
    Language,
    PartialDate,
)  # fmt: skip
from generator.verify.figures.compare import Support
from generator.verify.figures.languages import for_language
from generator.verify.figures.standing import Spellings
from generator.verify.figures.values import days_named

MOST_KEPT = 300
"""So many quotations are kept at once."""


class _HasTerm(Protocol):
    @property
    def term(self) -> Term: ...


class Citable(Protocol):
    """What figures are held against: quotations and sources by id, and how terms are spelled."""

    @property
    def settings(self) -> SiteSettings: ...
    @property
    def quotations(self) -> Mapping[str, QuotationEntry]: ...
    @property
    def sources(self) -> Mapping[str, SourceEntry]: ...
    @property
    def terms(self) -> Mapping[str, _HasTerm]: ...


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation with what it gives.

    Attributes:
        source: the id of its source.
        language: what its language is called.
        speaker: who is named for it, or "".
        published: its source's date.
        words: what the quotation itself gives, and what its translation.
        about: what the metadata of the quotation and of its source give.
        text: the quotation itself, with its translation.
        is_person: whether `speaker` said or wrote these very words.
        readable: whether it is in the statements' language or translated into the site's.
    """

    source: str
    language: tuple[str, ...]
    speaker: str
    published: PartialDate
    words: tuple[Evidence, ...]
    about: tuple[Evidence, ...]
    text: str
    is_person: bool
    readable: bool


class Quotations:
    """A site's quotations as one language reads them, each read when it is first asked for.

    They are looked up by their ids alone; nothing goes through all quotations of a site. What was
    read is kept for the stories that cite the same, and forgotten when it has become too much.
    """

    def __init__(self, site: Citable, language: Language, spellings: Spellings) -> None:
        self._site = site
        self._language = language
        self._glued = _glued(spellings)
        self._read: dict[str, Cited] = {}
        self._evidence: dict[tuple[str, str, str], Evidence] = {}
        self._names: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, id: str) -> Cited:
        # Looked up also where it was read before: who asks for it depends on it.
        entry = self._site.quotations[id]
        found = self._read.get(id)
        if found is None:
            if len(self._read) >= MOST_KEPT:
                self._read.clear()
                self._evidence.clear()
            found = self._read[id] = self._cited(entry.quotation, entry.source)
        return found

    def __contains__(self, id: object) -> bool:
        return id in self._site.quotations

    def _cited(self, quotation: Quotation, source_id: str) -> Cited:
        own, source = self._language, self._site.sources[source_id].source
        texts = (quotation.exact, quotation.translation or "")
        text = "\n".join(self._unglued(text) for text in texts if text)
        written_in = words_language(quotation, source, self._site.settings)
        reader = for_language(written_in)
        is_own = reader is not None and reader.language == own.language
        words: list[Evidence] = []
        if is_own and reader is own:
            words.append(own.evidence(text, source.published))
        else:
            if reader:
                exact = self._unglued(quotation.exact)
                words.append(reader.evidence(exact, source.published))
            if quotation.translation:
                words.append(own.evidence(self._unglued(quotation.translation), source.published))
        named = _rows(PEOPLE_MARK, quotation.speaker, quotation.role, quotation.attributed_to)
        titles = (source.publisher, source.short, source.title, source.origin, *source.author)
        known = _rows(TITLE_MARK, *titles)
        about = [self._metadata(own, each, source.published) for each in (known, named) if each]
        if reader and reader is not own:
            about.append(self._metadata(reader, known, source.published))
        return Cited(
            source=source_id,
            language=self._name_of_language(written_in),
            speaker=quotation.speaker or quotation.attributed_to or "",
            published=_publication(source.published),
            words=tuple(words),
            about=tuple(about),
            text=text,
            is_person=bool(quotation.speaker),
            readable=is_own or bool(quotation.translation),
        )

    def _metadata(self, reader: Language, text: str, published: str) -> Evidence:
        """What the metadata of a source or a speaker give; quotations share them."""
        key = (reader.language, text, published)
        found = self._evidence.get(key)
        if found is None:
            found = self._evidence[key] = reader.evidence(text, published)
        return found

    def _name_of_language(self, tag: str) -> tuple[str, ...]:
        if tag not in self._names:
            self._names[tag] = self._language.words(self._language.language_name(tag))
        return self._names[tag]

    def _unglued(self, text: str) -> str:
        """The text with a space where damage glued a term to the next word of a longer spelling.

        "Amaqagency" gives "Amaq agency" where "Amaq" and "Amaq news agency" are spellings of a
        term.
        """
        for letter, pairs in self._glued.items():
            if letter in text:
                for glued, apart in pairs:
                    text = text.replace(glued, apart)
        return text


@dataclass(frozen=True, slots=True)
class EvidenceIndex:
    """The evidence of all quotations of a site, and the glossary's spellings, for one language."""

    language: Language
    cited: Quotations
    spellings: Spellings
    term_words: frozenset[str]

    def support(
        self, statement: Statement, defines: str = "", people: Collection[str] = ()
    ) -> Support | None:
        """What may support a statement, or None if it cites what cannot be read.

        Args:
            statement: the statement.
            defines: the glossary term that it defines, which may always be named in it.
            people: the words of the names of those whom the statement's story quotes.
        """
        cited = [self.cited[id] for id in statement.quotations if id in self.cited]
        if len(cited) < len(statement.quotations) or not all(entry.words for entry in cited):
            return None
        return Support(
            cited=[part for entry in cited for part in entry.words],
            about=[part for entry in cited for part in entry.about],
            published=[entry.published for entry in cited],
            spellings=self.spellings,
            place=self.language.place,
            count=partial(_count, cited),
            languages=[entry.language for entry in cited],
            defines=defines,
            people=people,
            countries=self.language.countries,
            unread=not all(entry.readable for entry in cited),
        )


def read_site(site: Citable, tag: str) -> EvidenceIndex | None:
    """What can be cited on a site; this reads the glossary, and quotations when they are needed.

    Args:
        site: the site.
        tag: the language of the statements to check, BCP 47.

    Returns:
        None if there is no reader for the language.
    """
    language = for_language(tag)
    if language is None:
        return None
    spellings = _spellings(site, language)
    names = frozenset(w for words in spellings.terms for w in words if w[:1].isupper())
    return EvidenceIndex(language, Quotations(site, language, spellings), spellings, names)


def _count(cited: Sequence[Cited], counted: Counted) -> int:
    """How much of something that can be counted a statement cites."""
    match counted:
        case Counted.SOURCES:
            return len({entry.source for entry in cited})
        case Counted.SPEAKERS:
            return len({entry.speaker for entry in cited if entry.speaker})
        case Counted.QUOTATIONS:
            return len(cited)
        case Counted.DAYS:
            return days_named(
                date for entry in cited for part in entry.words for date in part.dates
            )
        case _:
            return 0


def _rows(mark: str, *texts: str | None) -> str:
    """Texts of which no word joins one of another."""
    return "\n".join(f"{mark}{text} |" for text in texts if text)


@lru_cache(maxsize=1024)
def _publication(text: str) -> PartialDate:
    when = parse_date(text)
    return PartialDate(when.year, when.month, when.day) if isinstance(when, Date) else PartialDate()


def _spellings(site: Citable, language: Language) -> Spellings:
    spellings: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for id, entry in site.terms.items():
        for spelling in (entry.term.term, *entry.term.aliases):
            words = language.words(spelling)
            spellings[words].add(id)
            if len(words) > 1 and words[0] == "The":
                spellings[words[1:]].add(id)
    spellings.pop((), None)
    widths: dict[str, int] = {}
    for words in spellings:
        if words[0] != BREAK:
            widths[words[0]] = max(len(words), widths.get(words[0], 0))
    return Spellings({words: frozenset(ids) for words, ids in spellings.items()}, widths)


def _glued(spellings: Spellings) -> dict[str, list[tuple[str, str]]]:
    """By its first letter, what damage may make of two words of a spelling, and the two words."""
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for words in spellings.terms:
        first = words[0]
        if len(words) > 1 and first[:1].isupper() and (first,) in spellings.terms:
            pairs[first[0]] += [(f"{first}{rest}", f"{first} {rest}") for rest in words[1:]]
    return dict(pairs)


def claimable(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements whose claims must stand in what they cite."""
    for statement in statements:
        if statement.quotations and not (statement.editor or statement.derived):
            yield statement
