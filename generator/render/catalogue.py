"""Catalogues of interface texts: gettext's `.po` files, read as they are and never compiled.

The package brings some in `site-templates/locale/TAG.po`, and a site may lay its own over them.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations, c2py
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError
from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from generator.diagnostics import Diagnostic, Place, found
from generator.files import ReadError, read_file
from generator.package_data import package_folder

# What must stand in a translation as in the text itself: places for values; markup, and whatever
# could become markup, because a template's own texts are not escaped.
_MARKS = re.compile(r'\{\w*\}|%\(\w+\)s|<[^>]*>?|&\w*;?|[{}%"]')
_NUMBERS = {"{n}", "%(n)s"}
# Plural rules repeat after a hundred or a thousand.
_ENOUGH = 2000
# Ten times the largest catalogue that comes with the package.
MAX_BYTES = 1_000_000


class BadTranslationError(Exception):
    """A catalogue cannot be used; `diagnostic` says where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def translations_for(locale: Locale, own: Path | None = None) -> NullTranslations:
    """The interface texts in a language; what nobody has translated stays as it is.

    Args:
        locale: the language; `de-AT` takes what it lacks from `de`.
        own: the site's own folder of catalogues, whose texts come first.

    Raises:
        BadTranslationError: a catalogue of the site's own cannot be used.
    """
    result = NullTranslations()
    first = True
    for tag in _tags(locale):
        for folder in filter(None, (own, package_folder("site-templates") / "locale")):
            path = folder / f"{tag}.po"
            if os.path.lexists(path):
                state = path.lstat()
                stamp = (state.st_mtime_ns, state.st_size)
                each = _compiled(_read(path, tag, stamp, checked=folder == own))
                if first:
                    result, first = each, False
                else:
                    result.add_fallback(each)
    return result


def _tags(locale: Locale) -> Iterator[str]:
    """The names under which a language may be found, the narrowest first."""
    language, script, territory = locale.language, locale.script, locale.territory
    forms = [(language, script, territory), (language, territory), (language, script), (language,)]
    yield from dict.fromkeys("-".join(filter(None, form)) for form in forms)


@lru_cache(maxsize=32)
def _read(
    path: Path,
    tag: str,
    stamp: tuple[int, int],  # noqa: ARG001
    *,
    checked: bool,
) -> Catalog:
    """A catalogue; `stamp` tells one state of the file from the next."""
    try:
        # A site's own lies in its folder, in `site-templates/locale`.
        catalog = read_catalogue(path, tag, path.parents[2] if checked else None)
        wrong = next(problems(catalog), None) if checked else None
    except (PoFileError, UnknownLocaleError, ValueError, LookupError, ReadError) as error:
        line = getattr(error, "lineno", 0) + 1
        wrong = (line, getattr(error, "msg", None) or str(error))
    if wrong:
        line, message = wrong
        shown = f"site-templates/locale/{path.name}"
        raise BadTranslationError(found("bad-translation", Place(shown, line, 1), message))
    return catalog


def read_catalogue(path: Path, tag: str, inside: Path | None = None) -> Catalog:
    """Read a `.po` file.

    Args:
        path: the file.
        tag: its language's tag.
        inside: the folder that the file must really lie in; by default the one that it stands in.

    Raises:
        PoFileError, ValueError, LookupError: it is none.
        ReadError: it is no file, lies elsewhere, or is too large.
    """
    data = read_file(path, inside=inside or path.parent, at_most=MAX_BYTES)
    locale = str(Locale.parse(tag, sep="-"))
    return read_po(io.BytesIO(data), locale=locale, abort_invalid=True)


def _compiled(catalog: Catalog) -> GNUTranslations:
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    buffer.seek(0)
    return GNUTranslations(buffer)


def problems(catalog: Catalog) -> Iterator[tuple[int, str]]:
    """What keeps a catalogue from being used: the line of each entry, and what is wrong with it.

    Entries without a translation, and those marked fuzzy, are no problem: they are not used.
    """
    singles = _singles(catalog)
    for message in catalog:
        if message.id and not message.fuzzy:
            for form, text in _forms(message):
                if wrong := _wrong(message, text, exact=form in singles):
                    yield message.lineno or 1, wrong


def _forms(message: Message) -> list[tuple[int | None, str]]:
    """The translations of a message, with their numbers where it has a plural."""
    if isinstance(message.string, str):
        return [(None, message.string)] if message.string else []
    return list(enumerate(message.string)) if any(message.string or ()) else []


def _singles(catalog: Catalog) -> set[int | None]:
    """The plural forms that stand for one number only, such as “two” in Arabic."""
    rule = c2py(catalog.plural_expr)
    uses: dict[int, int] = {}
    for number in range(_ENOUGH):
        form = rule(number)
        uses[form] = uses.get(form, 0) + 1
    return {form for form, times in uses.items() if times == 1}


def _wrong(message: Message, text: str, *, exact: bool) -> str:
    """Why a translation cannot stand for its message; empty if it can."""
    source = message.id if isinstance(message.id, str) else message.id[-1]
    if not text:
        return f"a plural form of '{source}' is missing"
    wanted, given = set(_MARKS.findall(source)), set(_MARKS.findall(text))
    # One and two need no figure where their form says it all.
    lacking = wanted - given - (_NUMBERS if exact else set())
    if lacking:
        return f"{_listed(lacking)} of '{source}' is missing in '{text}'"
    if given - wanted:
        return f"{_listed(given - wanted)} in '{text}' does not stand in '{source}'"
    return ""


def _listed(marks: set[str]) -> str:
    return ", ".join(f"'{mark}'" for mark in sorted(marks))
