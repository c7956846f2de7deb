"""What can be done to marked words so that they are false: pure functions of words and chance."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from random import Random

from benchmarks.faults.corpus import Language

_GROUPS = re.compile(r"(?<=\d)[.,'’٬  \s](?=\d{3}(?!\d))")
_LAST_GROUP = re.compile(r"(?<=\d)[.,'’٬  \s]\d{3}$")
_DECIMAL = re.compile(r"(?<=\d)[.,٫](?=\d{1,2}$)")
_TIME = re.compile(r"\d[:hH]\d")
_ELISION = re.compile(r"\b([dD])’(?=[^aeiouyhàâéèêëîïôùûœæAEIOUYHÀÂÉÈÊËÎÏÔŒÆ])")
_NO_LETTERS = re.compile(r"[\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")


def folded(text: str) -> str:
    """A text in which only words and their order count, with a space at either end."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return f" {_NO_LETTERS.sub(' ', plain).strip()} "


def stands_in(words: str, cited: str, *, has_spaces: bool = True) -> bool:
    """Whether words stand in a text, as whole words where there are such."""
    if has_spaces:
        return folded(words) in folded(cited)
    return folded(words).replace(" ", "") in folded(cited).replace(" ", "")


def with_elisions(text: str, language: Language) -> str:
    """A text with the French `de` as what follows it now wants it."""
    return _ELISION.sub(r"\1e ", text) if language.tag.startswith("fr") else text


def numbers_in(text: str) -> set[str]:
    """The digits that stand in a text, in ASCII, with and without signs between groups."""
    ascii_digits = "".join(_ascii(char) for char in text)
    joined = _GROUPS.sub("", ascii_digits)
    return {number for each in (ascii_digits, joined) for number in re.findall(r"\d+", each)}


def _ascii(char: str) -> str:
    return str(unicodedata.digit(char)) if char.isdecimal() else char


def _in_script_of(digits: str, sample: str) -> str:
    """ASCII digits in the digits of a sample."""
    zero = next(ord(char) - unicodedata.digit(char) for char in sample if char.isdecimal())
    return "".join(chr(zero + int(digit)) for digit in digits)


def other_figures(words: str, cited: str, language: Language, chance: Random) -> Iterator[str]:
    """Other figures than `words`: another digit, another magnitude, another number word."""
    places = [at for at, char in enumerate(words) if char.isdecimal()]
    if places:
        known = numbers_in(cited)
        made = [_other_digit(words, chance.choice(places), chance), _other_magnitude(words)]
        yield from (each for each in made if numbers_in(each) - known)
        return
    if words.casefold() in language.numbers:
        at = language.numbers.index(words.casefold())
        last = min(at + 5, len(language.numbers))
        fit = [
            language.numbers[number]
            for number in range(max(2, at - 4), last)
            if number != at and str(number) not in numbers_in(cited)
        ]
        fit = [name for name in fit if not stands_in(name, cited)]
        if fit:
            other = chance.choice(fit)
            yield other.capitalize() if words[0].isupper() else other


def _other_digit(words: str, at: int, chance: Random) -> str:
    old = unicodedata.digit(words[at])
    least = 1 if at == 0 or not words[at - 1].isdecimal() else 0
    digit = chance.choice([n for n in range(least, 10) if n != old])
    return words[:at] + _in_script_of(str(digit), words) + words[at + 1 :]


def _other_magnitude(words: str) -> str:
    if _LAST_GROUP.search(words):
        return _LAST_GROUP.sub("", words)
    if _TIME.search(words):
        return words
    if _DECIMAL.search(words):
        return _DECIMAL.sub("", words)
    return words + _in_script_of("0", words) if words[-1].isdecimal() else words


def other_dates(words: str, cited: str, language: Language, chance: Random) -> Iterator[str]:
    """Other dates than `words`: another day, year, month or weekday."""
    runs = list(re.finditer(r"\d+", words))
    known = numbers_in(cited) | numbers_in(words)
    is_numeric = any(run[0].startswith(("0", "٠")) for run in runs)
    for run in runs:
        value = int(run[0])
        near = [value - 2, value - 1, value + 1, value + 3] if value > 31 else [*range(1, 13)]
        days = [n for n in near if n != value and not {str(n), f"{n:02}"} & known]
        if days:
            number = str(chance.choice(days)).zfill(2 if len(run[0]) == 2 and is_numeric else 1)
            yield words[: run.start()] + _in_script_of(number, words) + words[run.end() :]
    for names in (language.months, language.weekdays):
        named = sorted((name for name in names if _find(name, words) >= 0), key=len)
        fit = [name for name in names if not stands_in(name, cited) and name not in named]
        if named and fit:
            at = _find(named[-1], words)
            other = chance.choice(fit)
            other = other[0].upper() + other[1:] if words[at].isupper() else other
            yield words[:at] + other + words[at + len(named[-1]) :]


def _find(name: str, words: str) -> int:
    return words.casefold().find(name.casefold())


def other_names(words: str, cited: str, language: Language, chance: Random) -> Iterator[str]:
    """Other names than `words`: another one of the corpus, and the same with a wrong letter."""
    for kind, group in language.names.items():
        is_whole = words in group
        is_surname = kind == "people" and words in {name.split()[-1] for name in group}
        if not is_whole and not is_surname:
            continue
        others = [name if is_whole else name.split()[-1] for name in group]
        spaces = language.has_spaces
        fit = [n for n in others if not _shares_a_word(n, words)]
        fit = [n for n in fit if not stands_in(n, cited, has_spaces=spaces)]
        if fit:
            yield chance.choice(fit)
        break
    yield from _misspelt(words, chance)


def _shares_a_word(one: str, other: str) -> bool:
    return bool(set(folded(one).split()) & set(folded(other).split()))


def _misspelt(words: str, chance: Random) -> Iterator[str]:
    """The longest word with two letters swapped or one of them doubled."""
    word = max(_LETTERS.finditer(words), key=lambda match: len(match[0]))
    letters = word[0]
    unequal = [at for at in range(1, len(letters) - 1) if letters[at] != letters[at + 1]]
    if len(letters) < 4 or not unequal:
        return
    at = chance.choice(unequal)
    swapped = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
    doubled = letters[:at] + letters[at] + letters[at:]
    is_plain = all(not unicodedata.combining(char) for char in letters)
    wrong = chance.choice((swapped, doubled)) if is_plain else doubled
    yield words[: word.start()] + wrong + words[word.end() :]


def other_currencies(words: str, cited: str, language: Language, chance: Random) -> Iterator[str]:
    """Other currencies than `words`, in the same notation."""
    for group in language.currencies:
        if words not in group:
            continue
        fit = []
        for at, currency in enumerate(group):
            spellings = {each[at] for each in language.currencies if at < len(each)}
            if currency != words and not any(spelling in cited for spelling in spellings):
                fit.append(currency)
        if fit:
            yield chance.choice(fit)
        return


def other_quotes(
    words: str, language: Language, quoted: tuple[str, ...], chance: Random
) -> Iterator[str]:
    """Other words within marks: one replaced, one dropped, one added that changes the sense."""
    parts = words.split()
    long = [at for at, part in enumerate(parts) if len(part) > 3]
    if long and quoted:
        at = chance.choice(long)
        fit = [word for word in quoted if len(word) > 3 and word.casefold() not in words.casefold()]
        fit = [word for word in fit if word[0].isupper() == parts[at][0].isupper()]
        if fit:
            yield " ".join([*parts[:at], chance.choice(fit), *parts[at + 1 :]])
    if len(parts) > 2:
        at = chance.randrange(1, len(parts) - 1)
        yield " ".join([*parts[:at], *parts[at + 1 :]])
    if len(parts) > 1 and language.additions:
        at = chance.randrange(1, len(parts))
        yield " ".join([*parts[:at], chance.choice(language.additions), *parts[at:]])
