"""The page that says what is checked in which language."""

from __future__ import annotations

from babel import Locale

from generator.documentation.common import MADE
from generator.verify.figures import checked_languages

_LANGUAGES_INTRO = """\
# What is checked in which language

Figures, dates, sums, countries and names of a sentence must stand in what it cites; what does not
is `unsupported-figure`. How much of that a program can read depends on the language.

In **every language** below it reads, by what CLDR (the Unicode locale data) says of the language:

- digits of every script; `600.000`, `600,000`, `6,00,000` and `600 000` by the convention of the
  language they stand in; numbers with a word such as "million" behind them; ranges;
- per cents, and percentage points, which are another thing;
- sums of money: signs, codes and names of currencies. A sign or a word that several share, such as
  `$`, stands for all of them;
- dates: names of months and weekdays in all their forms, numeric dates in the language's order; a
  weekday that does not fit its date is `wrong-weekday`;
- what a number counts, where the cited words count the same things otherwise;
- countries by their names, and in the cited words by adjectives too; these are compared across
  languages. So are digits, dates and sums where a quotation has no translation;
- words that are one letter off from a name in the cited words or the glossary.

The columns say what else is read. *Spelled out*: numbers in words, to a million and beyond, halves
and thirds, dozens. *Names*: "all" are words with a capital; in German, where all nouns have one,
those that stand behind another noun and those that are known; in scripts without capitals only the
known ones, which are those of speakers and of the glossary. *Rounded*: "more than 2,000" is held
against 2,400; in other languages every round number may be a rounded one. *Days*: "yesterday" is
understood by the day of the report. In languages whose spelled-out numbers nobody reads, a number
up to 20 is not reported if the cited words may have it in letters.

English has a reader of its own, which knows most: seasons, "early" and "late", what is counted
("two reports"), adjectives and people of all countries, which words belong to one name.

What no program compares, in any language: who says it, how sure they are, what was left out.
"""


def checked_languages_page() -> str:
    """What of a sentence is compared, language by language."""
    english = Locale("en").languages
    rows = [
        f"| {english.get(each.language, each.language)} | `{each.language}` "
        f"| {_tick(each.spelled)} | {each.names} | {_tick(each.rounded)} | {_tick(each.relative)} |"
        for each in checked_languages()
    ]
    head = "| language | tag | spelled out | names | rounded | days |\n|---|---|---|---|---|---|"
    return "\n".join([MADE, _LANGUAGES_INTRO, head, *sorted(rows), ""])


def _tick(value: object) -> str:
    return "yes" if value else "no"
