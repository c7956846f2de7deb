"""Answers side by side: the figures and quoted words that stand in one alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from generator.prose import (
    Cite,
    Emphasis,
    Inline,
    TermUse,
    Text,
    outermost,
    plain_text,
    quotation_marks,
)  # fmt: skip
from generator.resolve import Paragraphs, Statement
from generator.verify.figures.claims import Kind, Vocabulary
from generator.verify.figures.languages import for_language
from generator.verify.wording import compared_words

Span: TypeAlias = tuple[int, int]


def told_apart(answers: Sequence[Paragraphs], language: str) -> tuple[Paragraphs, ...]:
    """The answers to one question, with `mark` around what no other of them has.

    Only figures, dates and words in quotation marks are looked at: the rest of an answer is in the
    editor's words, which differ from answer to answer and tell nothing. Figures and dates compare
    by what they mean.

    Args:
        answers: at least one; a lone answer comes back as it is.
        language: that in which they are written (BCP 47).
    """
    if len(answers) < 2:
        return tuple(answers)
    found = [
        [[_Found(statement, language) for statement in paragraph] for paragraph in answer]
        for answer in answers
    ]
    each = [{key for row in answer for one in row for key in one.keys} for answer in found]
    held = Counter(key for keys in each for key in keys)
    return tuple(
        tuple(tuple(one.marked(held) for one in row) for row in answer) for answer in found
    )


class _Found:
    """What could be marked in a statement.

    Attributes:
        keys: the words, figures and dates in it, as they are compared.
    """

    def __init__(self, statement: Statement, language: str) -> None:
        self.statement = statement
        self.text = plain_text(statement.nodes)
        self.words = [*compared_words(self.text)]
        reader = for_language(language)
        claims = reader.claims(self.text, Vocabulary()) if reader else ()
        self.figures = [claim for claim in claims if claim.kind is not Kind.NAME]
        self.keys: set[object] = {word.key for word in self.words}
        self.keys |= {claim.meaning for claim in self.figures}

    def marked(self, held: Mapping[object, int]) -> Statement:
        """The statement with marks; `held` says how many answers have a key."""
        spans = sorted([*self._quoted(held), *self._figures(held)])
        if not spans:
            return self.statement
        nodes, _ = _cut(self.statement.nodes, 0, spans)
        return replace(self.statement, nodes=nodes)

    def _figures(self, held: Mapping[object, int]) -> Iterator[Span]:
        return ((claim.start, claim.end) for claim in self.figures if held[claim.meaning] == 1)

    def _quoted(self, held: Mapping[object, int]) -> Iterator[Span]:
        """From each quotation the words of its own; a lone other word between two is no gap."""
        for quoted in outermost(quotation_marks(self.text).quoted):
            start = end = between = 0
            for word in self.words:
                if not (quoted.first <= word.start and word.end <= quoted.last):
                    continue
                if held[word.key] > 1:
                    between += 1
                    continue
                if end and between > 1:
                    yield start, end
                    end = 0
                start = start if end else word.start
                end = word.end
                between = 0
            if end:
                yield start, end


def _cut(nodes: Sequence[Inline], at: int, spans: Sequence[Span]) -> tuple[tuple[Inline, ...], int]:
    """The nodes with the spans marked, and the place in the plain text behind them."""
    found: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text):
            found += _pieces(node.text, at, spans)
            at += len(node.text)
        elif isinstance(node, TermUse):
            end = at + len(node.text)
            inside = any(start <= at and end <= stop for start, stop in spans)
            found.append(Emphasis("mark", (node,)) if inside else node)
            at = end
        elif isinstance(node, Cite):
            found.append(node)
        else:
            children, at = _cut(node.children, at, spans)
            found.append(node._replace(children=children))
    return tuple(found), at


def _pieces(text: str, at: int, spans: Sequence[Span]) -> Iterator[Inline]:
    done = 0
    for start, end in spans:
        first, last = max(start - at, done), min(end - at, len(text))
        if first >= last:
            continue
        if first > done:
            yield Text(text[done:first])
        yield Emphasis("mark", (Text(text[first:last]),))
        done = last
    if done < len(text):
        yield Text(text[done:])
