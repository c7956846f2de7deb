"""What the statements of a site cite, read once: evidence by quotation and by source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce

from generator.model import Quotation, Source
from generator.model.dates import Date, parse_date
from generator.resolve import Site, Statement
from generator.verify.figures.claims import Counted, Evidence, Language, Vocabulary, When
from generator.verify.figures.compare import Spellings, Support, days_named, terms_in
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


@dataclass(frozen=True, slots=True)
class Library:
    """All that can be cited on a site, and the glossary's spellings, as one language reads them."""

    language: Language
    cited: dict[str, Cited]
    spellings: Spellings
    term_words: Vocabulary

    def support(self, statement: Statement, defines: str = "") -> Support | None:
        """What may support a statement, or None if it cites what cannot be read.

        Args:
            statement: the statement.
            defines: the glossary term that it defines, which may always be named in it.
        """
        cited = [self.cited[id] for id in statement.quotations if id in self.cited]
        if len(cited) < len(statement.quotations) or not all(entry.readable for entry in cited):
            return None
        words = _together(entry.words for entry in cited)
        evidence = words + _together(entry.about for entry in cited)
        terms = terms_in(evidence.words, self.spellings) | ({defines} if defines else set())
        counts = {
            Counted.SOURCES: len({entry.source for entry in cited}),
            Counted.SPEAKERS: len({entry.speaker for entry in cited if entry.speaker}),
            Counted.QUOTATIONS: len(cited),
            Counted.DAYS: days_named(words.dates),
        }
        published = frozenset(entry.published for entry in cited)
        place = self.language.place
        languages = frozenset(entry.language for entry in cited)
        return Support(evidence, published, terms, self.spellings, place, counts, languages)


def read_site(site: Site, tag: str) -> Library | None:
    """Read all that can be cited on a site.

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
    sources = {
        id: language.evidence(_metadata(entry.source), entry.source.published)
        for id, entry in site.sources.items()
    }
    cited = {
        id: _cited(
            entry.quotation,
            site.sources[entry.source].source,
            sources[entry.source],
            entry.source,
            (language, spellings, site.settings.language),
        )
        for id, entry in site.quotations.items()
    }
    names = frozenset(w for words in spellings for w in words if w[:1].isupper())
    return Library(language, cited, spellings, Vocabulary(names))


def _cited(
    quotation: Quotation,
    source: Source,
    about_source: Evidence,
    source_id: str,
    reading: tuple[Language, Spellings, str],
) -> Cited:
    language, spellings, site_language = reading
    texts = [quotation.exact, quotation.translation or ""]
    text = "\n".join(_unglued(text, spellings) for text in texts if text)
    written_in = quotation.language or source.language or site_language
    named = (quotation.speaker, quotation.role, quotation.attributed_to)
    about = language.evidence("\n".join(f"| {text} |" for text in named if text), source.published)
    return Cited(
        source=source_id,
        language=language.words(language.language_name(written_in)),
        speaker=quotation.speaker or quotation.attributed_to or "",
        published=_publication(source.published),
        words=language.evidence(text, source.published),
        about=replace(about_source + about, lists=frozenset()),
        vocabulary=language.vocabulary(text),
        readable=bool(quotation.translation) or for_language(written_in) is language,
    )


def _publication(text: str) -> When:
    when = parse_date(text)
    return When(when.year, when.month, when.day) if isinstance(when, Date) else When()


def _metadata(source: Source) -> str:
    texts = [source.publisher, source.short, source.title, source.origin or "", *source.author]
    return "\n".join(f"| {text} |" for text in texts if text)


def _spellings(site: Site, language: Language) -> Spellings:
    spellings: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for id, entry in site.terms.items():
        for spelling in (entry.term.term, *entry.term.aliases):
            words = language.words(spelling)
            spellings[words].add(id)
            if len(words) > 1 and words[0] == "The":
                spellings[words[1:]].add(id)
    return {words: frozenset(ids) for words, ids in spellings.items() if words}


def _unglued(text: str, spellings: Spellings) -> str:
    """The text with a space where damage glued a term to the next word of a longer spelling.

    "Amaqagency" gives "Amaq agency" where "Amaq" and "Amaq news agency" are spellings of a term.
    """
    for words in spellings:
        if len(words) > 1 and words[0][:1].isupper() and (words[0],) in spellings:
            for rest in words[1:]:
                text = text.replace(f"{words[0]}{rest}", f"{words[0]} {rest}")
    return text


def _together(evidence: Iterable[Evidence]) -> Evidence:
    return reduce(Evidence.__add__, evidence, Evidence())


def claimable(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements whose claims must stand in what they cite."""
    for statement in statements:
        derived = str(getattr(statement, "derived", "") or "")
        if statement.quotations and not statement.editor and not derived:
            yield statement
