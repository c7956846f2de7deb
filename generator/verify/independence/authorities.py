"""Who vouches for the words of each quotation, by names that compare.

Names compare after the rules of `generator.folding`, in any case and without an English article; a
name that is a spelling of a glossary term stands for the term.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.folding import normalised
from generator.index import Authority, Grounds
from generator.model import Quotation, Source

TermOf = Callable[[str], str]
"""Gives the id of the glossary term of which a name is a spelling, or an empty text."""


def find_authorities(
    source: Source, quotations: Iterable[Quotation], term_of: TermOf
) -> dict[str, Authority]:
    """Who vouches for each quotation of a source, by the quotation's id.

    That is its `speaker`, or else whom the source names for it (`attributed_to`). Of words for
    which the source names nobody, it is the primary source that the whole report relays: if there
    is just one `upstream`, and none of the quotations has somebody else for its authority. In all
    other cases the report speaks for itself: its `origin`, or else its publisher.
    """
    keys: dict[str, str] = {}

    def authority(name: str, grounds: Grounds) -> Authority:
        if name not in keys:
            keys[name] = name_key(name, term_of)
        return Authority(keys[name], name, grounds)

    quotations = list(quotations)
    named = {
        each.id: authority(name, Grounds.NAMED)
        for each in quotations
        if (name := each.speaker or each.attributed_to)
    }
    silent = authority(source.origin or source.publisher, Grounds.DESK)
    if len(source.upstream) == 1:
        relayed = authority(source.upstream[0], Grounds.UPSTREAM)
        if all(each.key == relayed.key for each in named.values()):
            silent = relayed
    return {each.id: named.get(each.id, silent) for each in quotations}


def name_key(name: str, term_of: TermOf) -> str:
    """What spellings of one name have in common."""
    bare = " ".join(normalised(name).split())
    if bare[:4].casefold() == "the ":
        bare = bare[4:]
    term = term_of(name) or term_of(bare)
    return f"term {term}" if term else f"name {bare.casefold()}"
