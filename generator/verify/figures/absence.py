"""Statements on what a report leaves out: of that nothing stands in what they cite.

"The Post leaves out the United Kingdom" cites the Post, which does not name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

# By language: how it is said that something is left out, and words for a report.
_WORDS: Mapping[str, tuple[str, str]] = {
    "en": (
        (
            r"(?:leaves?|left|leaving) out|omit(?:s|ted|ting)?|says? nothing (?:of|about)|"
            r"neither .{1,60} nor|(?:does|do|did) not (?:name|mention|list|include|give|count|"
            r"report|tell|cite|identify|appear)|(?:is|are|was|were) (?:silent (?:on|about)|"
            r"not (?:named|mentioned|listed|included))|never (?:named?|mention(?:s|ed)?|names)|"
            r"fail(?:s|ed)? to (?:name|mention)|without (?:naming|mentioning)|"
            r"makes? no mention of|is missing|are missing"
        ),
        (
            r"reports?|articles?|papers?|newspapers?|stor(?:y|ies)|outlets?|agenc(?:y|ies)|"
            r"accounts?|texts?|dispatch(?:es)?|it|they|none"
        ),
    ),
    "de": (
        (
            r"(?:nennt|nennen|erwähnt|erwähnen|führt|zählt|berichtet)\b.{0,60}\b(?:nicht|kein\w*|"
            r"weder)|lässt .{1,60} (?:weg|aus|unerwähnt)|verschweigt|fehlt|fehlen|"
            r"ohne .{1,60} zu (?:nennen|erwähnen)|schweigt (?:über|zu)|unerwähnt"
        ),
        (
            r"berichte?|artikel|meldung(?:en)?|zeitung(?:en)?|blatt|blätter|agentur(?:en)?|text|"
            r"er|sie|es|keiner"
        ),
    ),
    "fr": (
        (
            r"ne (?:nomme|mentionne|cite|parle|donne|compte)\w* (?:pas|ni|aucun\w*)|n’(?:évoque|"
            r"indique)\w* (?:pas|ni)|omet(?:tent)?|passe(?:nt)? sous silence|sans (?:nommer|"
            r"mentionner|citer)|ne figure(?:nt)? pas|ne dit rien"
        ),
        r"rapports?|articles?|journa(?:l|ux)|dépêches?|agences?|textes?|il|elle|aucun",
    ),
    "es": (
        (
            r"no (?:nombra|menciona|cita|incluye|habla|da)\w*|omite[n]?|sin (?:nombrar|mencionar|"
            r"citar)|no figura[n]?|no aparece[n]?|calla[n]?|no dice[n]? nada"
        ),
        r"informes?|artículos?|periódicos?|diarios?|notas?|agencias?|textos?|ninguno",
    ),
    "nl": (
        (
            r"(?:noemt|noemen|vermeldt|vermelden|meldt)\b.{0,60}\b(?:niet|geen|noch)|"
            r"laat .{1,60} weg|zwijgt over|ontbreekt|ontbreken|zonder .{1,60} te (?:noemen|"
            r"vermelden)"
        ),
        r"berichten?|artikel(?:en)?|krant(?:en)?|bladen|blad|persbureau|tekst|het|zij|geen",
    ),
    "ar": (
        (
            r"(?:لا|لم) (?:يذكر|تذكر|يسم|تسم|يشر|تشر|يورد|تورد)\w*|أغفل\w*|يغفل|تغفل|دون (?:ذكر|"
            r"تسمية)"
        ),
        r"ال?تقرير|ال?تقارير|ال?مقال|ال?صحيفة|ال?وكالة|ال?نص",
    ),
}
_CLAUSE = re.compile(r"[^.;!?؛؟]+")


class Clause(NamedTuple):
    """Part of a text in which something is said to be left out.

    `names_report` says that it has a word for a report; else it may have the name of one.
    """

    start: int
    end: int
    names_report: bool


def clauses(text: str, language: str) -> Iterator[Clause]:
    """The parts of a text that say that something is left out.

    Args:
        text: the text.
        language: its first subtag; in one without a list of such words there are none.
    """
    patterns = _patterns(language)
    if patterns:
        omits, report = patterns
        for found in _CLAUSE.finditer(text):
            if omits.search(found[0]):
                yield Clause(*found.span(), names_report=bool(report.search(found[0])))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    if language not in _WORDS:
        return None
    omits, report = (
        re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE)
        for words in _WORDS[language]
    )
    return omits, report
