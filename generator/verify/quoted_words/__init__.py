"""Words in quotation marks: they must stand in a quotation that the same statement cites.

They are compared as verification compares a quotation with its copy (`generator.verify.match`):
after the same folding, piece by piece at `[…]` and `[brackets]`, whole words only; in the `exact`
words of any one quotation or in its `translation`. What a sentence does to the words that it
quotes is allowed beside that, and no more:

- a comma or a full stop before the closing mark belongs to the sentence;
- marks within the words may be single or double, as those around them demand;
- the first letter is a capital where the words open the sentence, or is none where they opened one
  in the quotation and do not here.

Words that are nobody's utterance are tagged: `“Dabiq”{title}`, `“caliphate”{word}`.

    words   the words in quotation marks of a statement, and the marks without a partner
    stands  whether words stand in a quotation
    advice  the nearest words, or where else they stand; the edit, if there is one right answer
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from generator.diagnostics import Diagnostic, Place
from generator.index import SiteIndex
from generator.load import Document
from generator.resolve import Statement
from generator.verify.quoted_words.advice import Helper
from generator.verify.quoted_words.stands import Cited, cited_words, stands_in
from generator.verify.quoted_words.words import read_marks

__all__ = ["silenced_words", "unquoted_words"]


def unquoted_words(
    statements: Iterable[Statement],
    document: Document,
    site: SiteIndex,
    language: str,
    is_term: Callable[[str], bool] | None = None,
) -> list[Diagnostic]:
    """Report words in quotation marks that stand in nothing that their statement cites.

    Args:
        statements: the statements of one file.
        document: the file.
        site: where what they cite is looked up.
        language: the statements' language.
        is_term: says whether words are the name of something that is no work, in the glossary.
    """
    statements = list(statements)
    helper = Helper(statements, document, site, language, is_term)
    read: dict[str, tuple[Cited, ...]] = {}
    problems: list[Diagnostic] = []
    for statement in statements:
        marks = read_marks(statement, language)
        if marks is None:
            continue
        for at in marks.unpaired:
            place = _place(statement, document, marks.text[at : at + 40].rstrip(), 1)
            told = f"nothing in this line belongs to the quotation mark {marks.text[at]}"
            problems.append(document.problem("unpaired-mark", place, told))
        for words in marks.quoted:
            cited = _cited(statement, site, language, read)
            if not any(stands_in(words, each) for each in cited):
                place = _place(statement, document, words.with_marks)
                problems.append(helper.problem(statement, words, cited, place))
    return problems


def silenced_words(
    site: SiteIndex, statement: Statement, language: str
) -> list[tuple[str, str, bool]]:
    """What a statement tags: the tag, the words, and whether they would be reported without it."""
    marks = read_marks(statement, language)
    if marks is None or not marks.tagged:
        return []
    cited = _cited(statement, site, language, {})
    return [
        (f"{{{kind}}}", words.words, not any(stands_in(words, each) for each in cited))
        for kind, words in marks.tagged
    ]


def _cited(
    statement: Statement, site: SiteIndex, language: str, read: dict[str, tuple[Cited, ...]]
) -> tuple[Cited, ...]:
    """What a statement cites, each quotation's words and its translation; `read` is filled."""
    found: list[Cited] = []
    for id in statement.quotations:
        if id not in read:
            read[id] = tuple(cited_words(site, id, language))
        found += read[id]
    return tuple(found)


def _place(statement: Statement, document: Document, text: str, width: int = 0) -> Place:
    """Where a part of a statement stands, or the statement if it is written otherwise there."""
    place = statement.place
    at = document.lines[place.line - 1].find(text, place.column - 1)
    if at < 0:
        return place
    return replace(place, column=at + 1, width=width or len(text))
