"""Cite templates of Wikipedias → references."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.importing.reference import Reference, doi_address, edtf, web_address
from generator.model import SourceKind

# By the beginning of a template's name, in the language of its Wikipedia.
_CITES = (
    "cite ", "citation", "cita ", "internetquelle", "literatur", "lien web", "article", "ouvrage",
    "citeer ", "cytuj ", "cite\u00a0",
)  # fmt: skip
_KINDS = (
    (("press",), SourceKind.PRESS_RELEASE),
    (("news", "magazine", "article", "av media", "periódico"), SourceKind.NEWS_REPORT),
    (("book", "ouvrage", "literatur", "libro", "boek", "książkę"), SourceKind.BOOK),
    (("journal", "thesis", "conference", "arxiv"), SourceKind.RESEARCH),
    (("report", "act", "court"), SourceKind.OFFICIAL_DOCUMENT),
    (("interview",), SourceKind.INTERVIEW),
)
# The names of each parameter in English, German, French, Spanish, Dutch and Polish.
_TITLE = ("title", "titel", "titre", "título", "titulo", "tytuł")
_OUTLET = (
    "work", "website", "newspaper", "magazine", "journal", "periodical", "werk", "sammelwerk",
    "site", "périodique", "obra", "sitioweb", "periódico", "publicación", "opublikowany",
    "publisher", "hrsg", "herausgeber", "verlag", "éditeur", "editorial", "uitgever",
)  # fmt: skip
_DATE = ("date", "datum", "fecha", "data", "year", "jahr", "année", "año")
_SEEN = (
    "access-date", "accessdate", "abruf", "zugriff", "consulté le", "fechaacceso",
    "bezochtdatum", "data dostępu",
)  # fmt: skip
_ARCHIVE = (
    "archive-url",
    "archiveurl",
    "archiv-url",
    "archive url",
    "urlarchivo",
    "archiefurl",
    "archiwum",
)
_LANGUAGE = ("language", "lang", "sprache", "langue", "idioma", "taal", "język")
_QUOTE = ("quote", "zitat", "extrait", "cita", "citaat", "cytat", "citation")
_AUTHOR = ("author", "autor", "auteur", "authors", "author1", "autor1", "auteur1")
_LAST = ("last", "last1", "surname", "nachname", "nom", "nom1", "apellido", "apellidos")
_FIRST = ("first", "first1", "given", "vorname", "prénom", "prénom1", "nombre")
_READ = {
    "url", "doi", "agency", *_TITLE, *_OUTLET, *_DATE, *_SEEN, *_ARCHIVE, *_LANGUAGE, *_QUOTE,
    *_AUTHOR, *_LAST, *_FIRST, "archive-date", "archivedate", "archiv-datum", "url-status",
    "archiv-bot", "trans-title", "mode",
}  # fmt: skip
_MAX_AUTHORS = 10
_OF_AUTHOR = re.compile(r"(?:last|first|author|given|surname|nom|prénom|auteur|autor)\d{1,2}")


def is_citation(name: str) -> bool:
    """Whether a template, by its name in small letters, cites a source."""
    return name.startswith(_CITES)


def template_reference(name: str, values: Mapping[str, str]) -> Reference:
    """What a template cites.

    Args:
        name: the template's name in small letters.
        values: its parameters by their names in small letters, as plain text.
    """

    def first(names: tuple[str, ...]) -> str:
        return next((values[each] for each in names if values.get(each)), "")

    title = first(_TITLE)
    kind = next((kind for words, kind in _KINDS if any(word in name for word in words)), None)
    date, seen = first(_DATE), first(_SEEN)
    unread = [
        f"{each} of {name}" for each in values
        if each not in _READ and not _OF_AUTHOR.fullmatch(each) and values[each]
    ]  # fmt: skip
    agency = values.get("agency", "")
    quote = first(_QUOTE)
    return Reference(
        label=title or first(("url",)) or name,
        title=title,
        publisher=first(_OUTLET),
        author=tuple(_authors(values, first(_AUTHOR), first(_LAST), first(_FIRST))),
        published=edtf(date),
        accessed=edtf(seen),
        url=web_address(first(("url",))) or doi_address(first(("doi",))),
        archive_url=web_address(first(_ARCHIVE)),
        language=first(_LANGUAGE),
        kind=kind or SourceKind.OTHER,
        extra=(("origin", agency),) if agency else (),
        unread=tuple(unread),
        quotes=(quote.strip('“”"„«» '),) if quote else (),
    )


def _authors(values: Mapping[str, str], author: str, last: str, first: str) -> list[str]:
    found = [author] if author else []
    if last:
        found.append(" ".join(filter(None, (first, last))))
    for number in range(2, _MAX_AUTHORS + 1):
        lasts = (f"last{number}", f"author{number}", f"nom{number}", f"auteur{number}")
        last = next((values[each] for each in lasts if values.get(each)), "")
        firsts = (f"first{number}", f"prénom{number}")
        first = next((values[each] for each in firsts if values.get(each)), "")
        if last:
            found.append(" ".join(filter(None, (first, last))))
    return found
