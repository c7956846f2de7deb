"""A quotation that was found → its entry in the lock."""

from __future__ import annotations

from generator.model import LockedQuotation, Reader
from generator.resolve import QuotationEntry
from generator.verify.lock import digest
from generator.verify.marks import has_marks
from generator.verify.match import Located
from generator.verify.normalise import Normalised
from generator.verify.omissions import insertions_of, omissions_of
from generator.verify.review import RULES

_CONTEXT = 32


def record(
    entry: QuotationEntry,
    found: Located,
    text: Normalised,
    language: str,
    today: str,
    reader: Reader = Reader.STATIC,
) -> LockedQuotation:
    """What the lock says of a quotation.

    Args:
        entry: the quotation.
        found: where it stands.
        text: the text of its source's copy in which it was found.
        language: the language of its words.
        today: the date to write down, `YYYY-MM-DD`.
        reader: whose text that is.
    """
    exact = entry.quotation.exact
    start, end = found.start, found.end
    return LockedQuotation(
        source=entry.source,
        exact=exact,
        words=digest(exact.encode()),
        start=start,
        end=end,
        prefix=text.text[max(0, start - _CONTEXT) : start].strip(),
        suffix=text.text[end : end + _CONTEXT].strip(),
        verified=today,
        marks=RULES if has_marks(exact) else None,
        insertions=insertions_of(found, text, language),
        omissions=omissions_of(found, text, language),
        reader=reader,
    )


def same_finding(one: LockedQuotation, other: LockedQuotation) -> bool:
    """Whether two entries say the same, whenever they were written."""
    return one.model_copy(update={"verified": ""}) == other.model_copy(update={"verified": ""})
