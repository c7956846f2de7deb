"""What the statements of a site cite, read when needed: evidence by quotation and by source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator.model import Quotation
from generator.model.dates import Date, parse_date
from generator.resolve import Site, Statement
from generator.verify.figures.claims import (
    BREAK,
    Counted,
    Evidence,
    Language,
    Vocabulary,
    When,
)  # fmt: skip
from generator.verify.figures.compare import Spellings, Support, days_named
from generator.verify.figures.languages import for_language


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation with what it gives.

    Attributes:
        source: the id of its source.
        language: what its language is called.
        speaker: who is named for it, or "".
        published: its source's date.
        words: what the quotation itself gives.
        about: what the metadata of the quotation and of its source give.
        vocabulary: how the quotation writes its words.
        readable: whether it is in the site's language or translated into it.
    """

    source: str
    language: tuple[str, ...]
    speaker: str
    published: When
    words: Evidence
    about: Evidence
    vocabulary: Vocabulary
    readable: bool


class Quotations(Mapping[str, Cited]):
    """A site's quotations as one language reads them, each read when it is first asked for."""

    def __init__(self, site: Site, language: Language, spellings: Spellings) -> None:
        self._site = site
        self._language = language
        self._glued = _glued(spellings)
        self._read: dict[str, Cited] = {}
        self._sources: dict[str, Evidence] = {}

    def __getitem__(self, id: str) -> Cited:
        if id not in self._read:
            entry = self._site.quotations[id]
            self._read[id] = self._cited(entry.quotation, entry.source)
        return self._read[id]

    def __contains__(self, id: object) -> bool:
        return id in self._site.quotations

    def __iter__(self) -> Iterator[str]:
        return iter(self._site.quotations)

    def __len__(self) -> int:
        return len(self._site.quotations)

    def _cited(self, quotation: Quotation, source_id: str) -> Cited:
        language, source = self._language, self._site.sources[source_id].source
        texts = (quotation.exact, quotation.translation or "")
        text = "\n".join(self._unglued(text) for text in texts if text)
        written_in = quotation.language or source.language or self._site.settings.language
        named = _rows(quotation.speaker, quotation.role, quotation.attributed_to)
        about = self._about(source_id)
        if named:
            about = Evidence.of((about, language.evidence(named, source.published)))
        return Cited(
            source=source_id,
            language=language.words(language.language_name(written_in)),
            speaker=quotation.speaker or quotation.attributed_to or "",
            published=_publication(source.published),
            words=language.evidence(text, source.published),
            about=replace(about, lists=frozenset()),
            vocabulary=language.vocabulary(text),
            readable=bool(quotation.translation) or for_language(written_in) is language,
        )

    def _about(self, source_id: str) -> Evidence:
        """What the metadata of a source give."""
        if source_id not in self._sources:
            source = self._site.sources[source_id].source
            text = _rows(
                source.publisher, source.short, source.title, source.origin, *source.author
            )
            self._sources[source_id] = self._language.evidence(text, source.published)
        return self._sources[source_id]

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
class Library:
    """All that can be cited on a site, and the glossary's spellings, as one language reads them."""

    language: Language
    cited: Mapping[str, Cited]
    spellings: Spellings
    term_words: frozenset[str]

    def support(self, statement: Statement, defines: str = "") -> Support | None:
        """What may support a statement, or None if it cites what cannot be read.

        Args:
            statement: the statement.
            defines: the glossary term that it defines, which may always be named in it.
        """
        cited = [self.cited[id] for id in statement.quotations if id in self.cited]
        if len(cited) < len(statement.quotations) or not all(entry.readable for entry in cited):
            return None
        return Support(
            evidence=Evidence.of([entry.words for entry in cited] + [e.about for e in cited]),
            published=[entry.published for entry in cited],
            spellings=self.spellings,
            place=self.language.place,
            count=partial(_count, cited),
            languages=[entry.language for entry in cited],
            defines=defines,
        )


def read_site(site: Site, tag: str) -> Library | None:
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
    return Library(language, Quotations(site, language, spellings), spellings, names)


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
            return days_named(date for entry in cited for date in entry.words.dates)
        case _:
            return 0


def _rows(*texts: str | None) -> str:
    """Texts of which no word joins one of another."""
    return "\n".join(f"| {text} |" for text in texts if text)


def _publication(text: str) -> When:
    when = parse_date(text)
    return When(when.year, when.month, when.day) if isinstance(when, Date) else When()


def _spellings(site: Site, language: Language) -> Spellings:
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
        derived = str(getattr(statement, "derived", "") or "")
        if statement.quotations and not statement.editor and not derived:
            yield statement
