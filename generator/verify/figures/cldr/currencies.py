"""What currencies are called and how they are written, in one language.

A sign or a word that several currencies share stands for all of them: "$" and "dollars" for every
dollar and peso, "kr" and "kronor" for every crown.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from babel.core import get_global

from generator.verify.figures.cldr.data import LETTERS, data, leaves, primary, tables

# Currencies of one kind have one last word in English; these have several.
_KINDS = {"krona": "crown", "krone": "crown", "króna": "crown", "koruna": "crown",
          "rouble": "ruble", "riyal": "rial", "leu": "leu"}  # fmt: skip
_SIGNS = {
    "$": "dollar peso", "£": "pound lira", "¥": "JPY CNY", "￥": "JPY CNY", "kr": "crown",
    "kr.": "crown", "€": "EUR", "₽": "RUB BYN", "₹": "INR", "Rs": "rupee", "Rs.": "rupee",
    "₺": "TRY", "₴": "UAH", "₪": "ILS", "₩": "KRW KPW", "₦": "NGN", "฿": "THB", "₫": "VND",
    "₱": "PHP", "₸": "KZT", "₡": "CRC", "₲": "PYG", "₾": "GEL", "₼": "AZN", "₮": "MNT",
    "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "Fr.": "franc", "R$": "BRL", "₵": "GHS", "元": "CNY",
    "円": "JPY", "TL": "TRY", "₨": "rupee",
}  # fmt: skip
# Besides the words that CLDR's names have in common.
_UNITS: Mapping[str, Mapping[str, str]] = {
    "de": {"franken": "franc", "peso": "peso", "rupien": "rupee", "dinar": "dinar"},
    "en": {"kronor": "crown", "kroner": "crown", "krona": "crown", "krone": "crown",
           "crowns": "crown", "bucks": "dollar", "sterling": "pound"},
    "fr": {"francs": "franc", "franc": "franc", "roupies": "rupee"},
    "tr": {"lira": "lira", "dolar": "dollar", "avro": "euro", "euro": "euro", "sterlin": "pound",
           "frank": "franc", "yen": "yen", "ruble": "ruble", "kron": "crown"},
    "hi": {"रुपये": "rupee", "रुपयों": "rupee", "रुपए": "rupee"},
    "nl": {"frank": "franc", "pond": "pound"},
    "ar": {"دنانير": "dinar", "دينار": "dinar", "دولارات": "dollar", "جنيهات": "pound"},
}  # fmt: skip
_WORD = re.compile(LETTERS)
_SHORTEST = 3
_SAME_BEGINNING = 4
_LONGEST = 48
_LONGEST_SIGN = 5
_NONE: frozenset[str] = frozenset()
_SPACES = " \u00a0\u202f\u2009\u200e\u200f"
# "14.5 millions d’euros", "2 milioni di dollari".
_BEHIND = re.compile(rf"[{_SPACES}\n-]{{0,2}}(?:(?:de|di|do|da)\s|d[’'])?", re.IGNORECASE)
_NO_SPACES = frozenset({"ja", "zh", "yue", "ko", "th", "lo", "km", "my"})


@cache
def codes() -> frozenset[str]:
    """The codes of all currencies there are or were (ISO 4217)."""
    return frozenset(map(str, get_global("all_currencies")))


@cache
def _kind_of() -> Mapping[str, str]:
    """By code, what kind of currency it is: the last word of its English name."""
    names = {
        code: name.split("(")[0].split() for code, name in leaves(data("en")["currency_names"])
    }
    last = {code: words[-1].lower() for code, words in names.items() if words}
    return {code: _KINDS.get(word, word) for code, word in last.items()}


@cache
def of_kind(kind: str) -> frozenset[str]:
    """The codes of all currencies of a kind, such as "dollar"."""
    return frozenset(code for code, found in _kind_of().items() if found == kind)


@cache
def signs() -> Mapping[str, frozenset[str]]:
    """The currencies that a sign or a code stands for, in any language."""
    found = {code: frozenset({code}) for code in codes()}
    for sign, meant in _SIGNS.items():
        for each in meant.split():
            found[sign] = found.get(sign, frozenset()) | (of_kind(each) or {each})
    for code, sign in leaves(data("en")["currency_symbols"]):
        if len(sign) > 1:
            found.setdefault(sign, frozenset({code}))
    return {**found, "US$": frozenset({"USD"}), "USD": frozenset({"USD"})}


@lru_cache(maxsize=64)
def names(locale: str) -> Mapping[str, frozenset[str]]:
    """The currencies that a name, in small letters, stands for; whole names and bare units."""
    found: dict[str, set[str]] = defaultdict(set)
    by_code: dict[str, set[str]] = defaultdict(set)
    for code, name in _names(locale):
        small = name.split("(")[0].strip().lower().replace("\u00a0", " ")
        if small and small != code.lower() and len(small) <= _LONGEST:
            by_code[code].add(small)
    for code, own in by_code.items():
        for name in own:
            found[name].add(code)
    for unit, meant in _units(locale, by_code).items():
        found[unit] |= meant
    return {name: frozenset(meant) for name, meant in found.items()}


def _names(locale: str) -> Iterator[tuple[str, str]]:
    for own in tables(locale, "currency_names"):
        yield from leaves(own)
    for own in tables(locale, "currency_names_plural"):
        for code, forms in own.items():
            for _, name in leaves(forms):
                yield code, name


def _units(locale: str, by_code: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
    """Words such as "Dollar" and "Euro" that name a currency without its country."""
    units: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    for code in by_code:
        kinds[_kind_of().get(code, code)].add(code)
    places = _beginnings(locale)
    for members in kinds.values():
        used = Counter(word for code in members for word in {*_words(by_code[code])})
        shared = {word for word, times in used.items() if times > 1 and times * 3 >= len(members)}
        for code in members:
            words = set(_words(by_code[code]))
            own = words & shared
            if len(members) == 1:
                own = {word for word in words if word[:_SAME_BEGINNING] not in places}
            for word in own:
                units[word] |= members
    for word, kind in _UNITS.get(primary(locale), {}).items():
        units[word] |= of_kind(kind)
    return units


def _words(found: set[str]) -> Iterator[str]:
    for name in found:
        words = _WORD.findall(name)
        # "dollar des États-Unis", "US-Dollar": the unit begins or ends the name.
        for word in {*words[:1], *words[-1:]}:
            if len(word) >= _SHORTEST or not word.isascii():
                yield word


@lru_cache(maxsize=64)
def _beginnings(locale: str) -> frozenset[str]:
    """How the names of countries and of languages begin."""
    own = data(locale)
    texts = (name for table in ("territories", "languages") for _, name in leaves(own[table]))
    words = (word for text in texts for word in _WORD.findall(text.lower()))
    return frozenset(word[:_SAME_BEGINNING] for word in words if len(word) >= _SAME_BEGINNING)


def beside(text: str, start: int, end: int, locale: str) -> tuple[int, int, frozenset[str]]:
    """The currency that stands before or behind a number, as a sign, a code or a name.

    Args:
        text: the text.
        start: where the number begins.
        end: where it ends.
        locale: the locale of the text (a name of `locale_name`).

    Returns:
        Where number and currency together begin and end, and which currencies may be meant; none
        if no currency stands there.
    """
    gap = _BEHIND.match(text, end)
    at = gap.end() if gap else end
    width, meant = _behind(text[at : at + _LONGEST], locale)
    if meant:
        return start, at + width, meant
    head = text[max(0, start - _LONGEST_SIGN - 1) : start]
    trimmed = head.rstrip(_SPACES)
    for width in range(min(_LONGEST_SIGN, len(trimmed)), 0, -1):
        sign, before = trimmed[-width:], trimmed[-width - 1 : -width]
        if sign in signs() and not (sign[0].isalpha() and before.isalpha()):
            return start - len(head) + len(trimmed) - width, end, signs()[sign]
    return start, end, _NONE


def _behind(tail: str, locale: str) -> tuple[int, frozenset[str]]:
    first = _WORD.match(tail)
    joined = primary(locale) in _NO_SPACES
    if first and not joined:
        word = first[0]
        if word.lower() not in _first_words(locale) and word not in signs():
            return 0, _NONE
    elif not first and tail[:1] not in _first_signs():
        return 0, _NONE
    small = tail.lower().replace("\u00a0", " ")
    for width in range(len(tail), 0, -1):
        if not joined and tail[width - 1].isalpha() and tail[width : width + 1].isalpha():
            continue
        meant = names(locale).get(small[:width]) if width > 1 or joined else None
        if not meant and width <= _LONGEST_SIGN:
            meant = signs().get(tail[:width])
        if meant:
            return width, meant
    return 0, _NONE


@lru_cache(maxsize=64)
def _first_words(locale: str) -> frozenset[str]:
    return frozenset(found[0] for name in names(locale) if (found := _WORD.match(name)))


@cache
def _first_signs() -> frozenset[str]:
    return frozenset(sign[0] for sign in signs())
