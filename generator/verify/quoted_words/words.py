"""The words in quotation marks of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.prose import (
    Inline,
    Mention,
    Quoted,
    may_quote,
    outermost,
    plain_text,
    quotation_marks,
)  # fmt: skip
from generator.prose.inline import HOLDERS
from generator.resolve import Statement

# In East Asia these mark the title of a work, and nothing else.
_TITLE_MARKS = frozenset("《〈")
_TITLE_LANGUAGES = frozenset(("zh", "yue", "wuu", "nan", "hak", "ja", "ko"))
_LETTER = re.compile(r"[^\W_]")
_ENDED = re.compile(r"(?:^|[.?!:…。？！：؟۔।])[\s\"'“”„«»‹›‘’‚「『()\[\]¿¡–—-]*$")
_NEAR = 40


@dataclass(frozen=True, slots=True)
class InMarks:
    """Words in quotation marks.

    Attributes:
        with_marks: as they stand in the statement's plain text, with their marks.
        words: without.
        otherwise: the same words with marks of another kind within, if there are any.
        opens_sentence: whether they are the first of a sentence.
    """

    with_marks: str
    words: str
    otherwise: tuple[str, ...]
    opens_sentence: bool


@dataclass(frozen=True, slots=True)
class StatementMarks:
    """What stands in quotation marks in a statement.

    Attributes:
        text: the statement's plain text.
        quoted: words that are not tagged.
        tagged: those that are, with the kind that the tag says.
        unpaired: where marks without a partner stand in the text.
    """

    text: str
    quoted: tuple[InMarks, ...]
    tagged: tuple[tuple[str, InMarks], ...]
    unpaired: tuple[int, ...]


def read_marks(statement: Statement, language: str) -> StatementMarks | None:
    """Find the words in quotation marks; None if there are none, as in most statements.

    Args:
        statement: the statement.
        language: its language: it decides whether an apostrophe may open, and what marks titles.
    """
    text = plain_text(statement.nodes)
    if not may_quote(text):
        return None
    pieces = list(_pieces(statement.nodes))
    tagged = []
    at = 0
    for mention, shown in pieces:
        if mention is not None:
            for each in outermost(quotation_marks(shown, language).quoted)[:1]:
                moved = Quoted(*(place + at for place in each))
                tagged.append((mention.kind, _in_marks(text, moved, ())))
        at += len(shown)
    # No mark of tagged words belongs to one outside of them.
    bare = "".join("x" * len(shown) if mention else shown for mention, shown in pieces)
    marks = quotation_marks(bare, language)
    has_title_marks = language.partition("-")[0].lower() in _TITLE_LANGUAGES
    quoted = tuple(
        _in_marks(text, each, marks.quoted)
        for each in outermost(marks.quoted)
        if _LETTER.search(bare, each.first, each.last)
        and not (has_title_marks and text[each.start] in _TITLE_MARKS)
    )
    return StatementMarks(text, quoted, tuple(tagged), marks.unpaired)


def _pieces(nodes: Sequence[Inline]) -> Iterator[tuple[Mention | None, str]]:
    """The plain text in pieces, each with the mention that it is."""
    for node in nodes:
        if isinstance(node, Mention):
            yield node, plain_text([node])
        elif isinstance(node, HOLDERS):
            yield from _pieces(node.children)
        else:
            yield None, plain_text([node])


def _in_marks(text: str, quoted: Quoted, among: Sequence[Quoted]) -> InMarks:
    inner = [each for each in among if quoted.start < each.start < quoted.end]
    return InMarks(
        text[quoted.start : quoted.end],
        text[quoted.first : quoted.last],
        tuple(_with_inner(text, quoted, inner, mark) for mark in "\"'") if inner else (),
        _ENDED.search(text, max(0, quoted.start - _NEAR), quoted.start) is not None,
    )


def _with_inner(text: str, quoted: Quoted, inner: Sequence[Quoted], mark: str) -> str:
    """The words with this mark in the place of all marks within."""
    cuts = sorted([(each.start, each.first, 1) for each in inner])
    cuts += [(each.last, each.end, -1) for each in inner]
    pieces = []
    at = quoted.first
    for start, end, side in sorted(cuts):
        piece = text[at:start]
        pieces.append((piece.rstrip() if side < 0 else piece) + mark)
        at = end
        while side > 0 and at < quoted.last and text[at].isspace():
            at += 1
    pieces.append(text[at : quoted.last])
    return "".join(pieces)
