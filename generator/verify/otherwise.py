"""Words that stand in a copy, though not as a quotation has them: what to write instead.

Nothing of this passes for a quotation. It is told to the editor, and what is told does stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.folding import Normalised, normalised
from generator.model import Quotation
from generator.resolve.glossary import fold
from generator.verify.chains import finds
from generator.verify.marks import parts
from generator.verify.match import Located, locate
from generator.verify.near_miss import to_paste

# Three dots, or two or four between brackets, that are not the format's own mark.
_BARE = re.compile(
    r"\s*(?:\(\s*(?:…|\.{3,4})\s*\)|\[\s*(?:\.\.|\.{4}|…\.|\. \. \.)\s*\]"
    r"|(?<![\[(.…])(?:…|\.{3,4}|\. \. \.)(?![\]).…]))\s*"
)
_MOST_TRIED = 12
_MOST_PLACES = 10


def with_omission_marks(quotation: Quotation, text: Normalised, language: str) -> str:
    """The words with `[…]` in the place of other dots, if so they stand in the copy; else "".

    Dots at the beginning or at the end are left away: a quotation need not say that there is more.
    """
    exact = quotation.exact
    found = list(_BARE.finditer(exact))[:_MOST_TRIED]
    for tried in _ways(exact, found):
        where = locate(tried, text, quotation.prefix, quotation.suffix, language)
        if isinstance(where, Located):
            return tried
    return ""


def _ways(exact: str, found: list[re.Match[str]]) -> Iterator[str]:
    """One of the dots taken for an omission, as the others may be the source's own; then all."""
    yield from (_marked(exact, [each]) for each in found)
    if len(found) > 1:
        yield _marked(exact, found)


def _marked(exact: str, found: list[re.Match[str]]) -> str:
    pieces, done = [], 0
    for each in found:
        pieces.append(exact[done : each.start()])
        is_at_end = not exact[: each.start()].strip() or not exact[each.end() :].strip(" .")
        pieces.append("" if is_at_end else " […] ")
        done = each.end()
    return "".join([*pieces, exact[done:]]).strip()


def in_case_of_copy(quotation: Quotation, text: Normalised, language: str) -> str:
    """The words with small letters and capitals as the copy has them, if so they stand there.

    Nothing if they stand there in more than one way.
    """
    words = normalised(quotation.exact)
    folded = fold(text.text)
    for piece in parts(words, language).pieces:
        if piece.text in text.text:
            continue
        places = finds(fold(piece.text), folded, _MOST_PLACES)
        ways = {to_paste(text, at, at + len(piece.text)) for at in places}
        if len(ways) != 1:
            return ""
        words = words.replace(piece.text, ways.pop(), 1)
    where = locate(words, text, quotation.prefix, quotation.suffix, language)
    return words.replace("[...]", "[…]") if isinstance(where, Located) else ""
