"""Translations held against the words that they translate."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Quotation, SiteSettings, Source, words_language
from generator.verify.figures.calendar import publication
from generator.verify.figures.claims import Claim, Counted, Language, Vocabulary
from generator.verify.figures.compare import Support
from generator.verify.figures.languages import for_language, same_language
from generator.verify.figures.standing import Spellings

_NO_TERMS = Spellings({}, {})


def is_untranslated(quotation: Quotation, source: Source, settings: SiteSettings) -> bool:
    """Whether a quotation is in another language than the site's, and not translated."""
    return not quotation.translation and not same_language(
        words_language(quotation, source, settings), settings.language
    )


def mistranslated(quotation: Quotation, source: Source, settings: SiteSettings) -> Iterator[Claim]:
    """What a translation claims that does not stand in the words themselves, in order.

    Only what needs no translation is compared: digits, dates, currencies, countries, and names that
    are one letter off. `start` and `end` of what is found are offsets in the translation.
    """
    written_in = words_language(quotation, source, settings)
    if quotation.translation:
        translation = quotation.translation, settings.language
        yield from not_in_original(translation, (quotation.exact, written_in), source.published)


def not_in_original(
    translation: tuple[str, str], original: tuple[str, str], published: str
) -> Iterator[Claim]:
    """What a translation claims that does not stand in the words that it translates, in order.

    Args:
        translation: the translation, and its language by its tag (BCP 47).
        original: the words, and their language.
        published: when the words were published.
    """
    (text, language), (words, written_in) = translation, original
    reader, own = for_language(written_in), for_language(language)
    if not (reader and own) or reader.language == own.language:
        return
    support = support_of(reader, own, words, published)
    yield from support.unsupported(own.claims(text, Vocabulary()))


def support_of(reader: Language, own: Language, exact: str, published: str) -> Support:
    """What supports a text in one language: words in another that nobody has translated.

    Args:
        reader: reads the words.
        own: reads the text.
        exact: the words.
        published: when they were published.
    """
    return Support(
        cited=[reader.evidence(exact, published)],
        about=(),
        published=[publication(published)],
        spellings=_NO_TERMS,
        place=own.place,
        count=_count_nothing,
        countries=own.countries,
        unread=True,
    )


def _count_nothing(_: Counted) -> int:
    return 0
