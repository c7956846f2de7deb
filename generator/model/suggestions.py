"""Values that an editor may mean who has not written one as the format wants it.

Each function returns all that may be meant, by what the words mean and never by how they are spelt:
if there is only one, it may stand in the value's place without asking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from generator.model.base import COUNTRY_CODES
from generator.model.cldr_names import folded, names_in_all_languages
from generator.model.written_dates import possible_dates

# Whoever writes "Congo" without more may mean either country, whatever CLDR calls one of them.
_CONGOS = frozenset({"CD", "CG"})
# Of a state that fell apart into more than these, no list helps.
_MOST_PARTS = 4
_ARTICLE = re.compile(r"the |la |le |les |l'|die |der |de |el |los |las |het ")


def possible_countries(text: str) -> tuple[str, ...]:
    """Return the codes for a code in lower case, an alias such as UK, or a name in any language."""
    upper = text.strip().upper().replace(".", "")
    if upper in COUNTRY_CODES:
        return (upper,)
    aliases = [str(code) for code in get_global("territory_aliases").get(upper, ())]
    if aliases:
        is_short = len(aliases) <= _MOST_PARTS
        return tuple(aliases) if is_short and COUNTRY_CODES.issuperset(aliases) else ()
    name = folded(text)
    meant = _countries(name) or _countries(_ARTICLE.sub("", name, count=1))
    if meant & _CONGOS and not re.search(r"\W", name):
        meant |= _CONGOS
    return tuple(sorted(meant)) if meant <= COUNTRY_CODES else ()


def _countries(name: str) -> frozenset[str]:
    return names_in_all_languages().countries.get(name, frozenset())


def possible_languages(text: str) -> tuple[str, ...]:
    """Return the tags for a tag with underscores, or for a language's name in any language."""
    tag = text.strip().replace("_", "-")
    if _is_known(tag):
        return (tag,) if tag != text else ()
    meant = names_in_all_languages().languages.get(folded(text), frozenset())
    return tuple(sorted(meant)) if all(map(_is_known, meant)) else ()


def _is_known(tag: str) -> bool:
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def possible_degrees(text: str) -> tuple[str, ...]:
    """Return degrees with a decimal point for ones with a decimal comma."""
    found = re.fullmatch(r"([-+−]?[0-9]{1,3}),([0-9]{1,12})", text)
    return (f"{found[1]}.{found[2]}",) if found else ()


POSSIBLE: Mapping[str, Callable[[str], tuple[str, ...]]] = {
    "countries": possible_countries,
    "dates": possible_dates,
    "degrees": possible_degrees,
    "languages": possible_languages,
}
"""What a text may mean, by what is wanted in its place."""
