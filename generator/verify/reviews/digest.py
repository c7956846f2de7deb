"""The digest by which a review knows what was read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from generator.digests import sha256_hex
from generator.prose.inline import Cite, Inline, Link, Text, walk
from generator.prose.inline import TermUse as Term
from generator.resolve import QuotationEntry, Statement

_VERSION = 1
_DIGITS = 16


def statement_digest(statement: Statement, quotations: Mapping[str, QuotationEntry]) -> str:
    """Sixteen digits for a sentence's words and for all that it cites.

    They stand for the words as readers see them, where links lead, which part cites what, the
    marks `[editor]` and `[derived: …]`, and of each quotation its source, its words, their
    translation and language, and who is named for them. Emphasis and the glossary have no part in
    it, nor have ids of quotations and the order in which a place cites them.

    Args:
        statement: the sentence.
        quotations: the quotations by id; what is missing there counts by its id alone.
    """
    whole = [
        _VERSION,
        list(_parts(statement.nodes, quotations)),
        statement.editor,
        statement.derived,
    ]
    return sha256_hex(json.dumps(whole, ensure_ascii=False))[:_DIGITS]


def _parts(
    nodes: Sequence[Inline], quotations: Mapping[str, QuotationEntry]
) -> Iterator[str | list[str]]:
    """The words up to each citation, the citation, the address of each link."""
    words: list[str] = []
    links = []
    for node in walk(nodes):
        if isinstance(node, Text | Term):
            words.append(node.text)
        elif isinstance(node, Link):
            links.append(node.href)
        elif isinstance(node, Cite):
            yield " ".join("".join(words).split())
            yield sorted(json.dumps(_cited(id, quotations)) for id in node.quotations)
            words = []
    yield " ".join("".join(words).split())
    yield [*links]


def _cited(id: str, quotations: Mapping[str, QuotationEntry]) -> list[str | None]:
    entry = quotations.get(id)
    if entry is None:
        return [id]
    each = entry.quotation
    return [
        entry.source, each.exact, each.translation, each.language, each.speaker, each.role,
        each.attributed_to,
    ]  # fmt: skip
