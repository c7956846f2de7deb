"""Which sources are independent of one another, and how many voices support a statement.

Texts → `find_overlaps` → the runs of words that sources share outside quotation marks.
Sources, overlaps, rulings of editors → `find_voices` → groups that count as one voice, and why.
Quotations of a statement → `support` → so many reports, so many voices.
"""

from generator.verify.independence.runs import Overlap, SharedRun, find_overlaps
from generator.verify.independence.voices import (
    Conflict,
    ConflictKind,
    Link,
    LinkKind,
    Ruling,
    Support,
    Voice,
    Voices,
    find_voices,
    support,
)  # fmt: skip
from generator.verify.independence.words import Words, own_words, quoted_spans

__all__ = [
    "Conflict", "ConflictKind", "Link", "LinkKind", "Overlap", "Ruling", "SharedRun", "Support",
    "Voice", "Voices", "Words", "find_overlaps", "find_voices", "own_words",
    "quoted_spans", "support",
]  # fmt: skip
