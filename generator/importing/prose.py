"""Plain text → a statement that is read back as that very text, its quotations cited."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.prose import Quoted, outermost, quotation_marks

# What would be markup, a citation, a mark of a line or a tag.
_MARKUP = re.compile(r"[\\`*_\[\]]|&(?=#?[A-Za-z0-9]+;)|<(?=[A-Za-z/!])|[@{]|(?<=\])\(")
# So many quotation marks no sentence has: what stands there are none.
_MARKS = frozenset("\"“”„‟«»'‘’‚‛‹›")
_MOST_MARKS = 200
_CODES = {"<": "&lt;", "&": "&amp;", "@": "&#64;", "{": "&#123;", "(": "&#40;"}


def escaped(text: str) -> str:
    """A text with all that would be read as more than itself written otherwise."""
    return _MARKUP.sub(lambda sign: _CODES.get(sign[0], f"\\{sign[0]}"), text)


def marked_up(
    text: str, ids: list[str], language: str, cite: Callable[[str, list[str]], str | None]
) -> tuple[str, list[str], list[str]]:
    """A sentence as prose; what it cites, and the words in quotation marks that it cannot.

    Args:
        text: the sentence as plain text.
        ids: the sources that words in quotation marks may be from.
        language: the sentence's language.
        cite: gives the id of a quotation with some words, of one of some sources.
    """
    if sum(sign in _MARKS for sign in text) > _MOST_MARKS:
        text = "".join(sign for sign in text if sign not in _MARKS)
    marks = quotation_marks(text, language)
    cited: list[str] = []
    lost: list[str] = []
    kept: set[str] = set()
    dropped = set(marks.unpaired)
    emphasised: list[Quoted] = []
    for quoted in outermost(marks.quoted):
        words = text[quoted.first : quoted.last]
        if found := cite(words.rstrip(".,"), ids):
            cited.append(found)
            kept.add(words)
            continue
        lost.append(words)
        emphasised.append(quoted)
        # French has spaces within its marks, where emphasis has none.
        inner = len(words.lstrip()), len(words.rstrip())
        dropped |= {*range(quoted.first, quoted.last - inner[0])}
        dropped |= {*range(quoted.first + inner[1], quoted.last)}
        for each in marks.quoted:
            if quoted.start <= each.start and each.end <= quoted.end:
                dropped |= {*range(each.start, each.first), *range(each.last, each.end)}
    stars = {each.start for each in emphasised} | {each.end - 1 for each in emphasised}
    made = "".join(
        "*" if at in stars else "" if at in dropped else sign
        for at, sign in enumerate(text.replace("*", "\ufdd4"))
    )
    if not _is_paired(made.replace("*", "").replace("\ufdd4", "*"), language, kept):
        # Without some of its marks, others pair otherwise.
        made, lost = _without_quotation_marks(made.replace("*", ""), language), [text]
    pieces = [escaped(piece.replace("\ufdd4", "*")) for piece in made.split("*")]
    return "*".join(pieces), cited, lost


def _is_paired(text: str, language: str, kept: set[str]) -> bool:
    """Whether the words that a sentence has in quotation marks are those that it cites."""
    marks = quotation_marks(text, language)
    quoted = outermost(marks.quoted)
    return not marks.unpaired and all(text[each.first : each.last] in kept for each in quoted)


def _without_quotation_marks(text: str, language: str) -> str:
    text = "".join(sign for sign in text if sign not in _MARKS or sign in "'’")
    quoted = quotation_marks(text, language).quoted
    dropped = {
        at
        for each in quoted
        for at in (*range(each.start, each.first), *range(each.last, each.end))
    }
    return "".join(sign for at, sign in enumerate(text) if at not in dropped)
