"""Which sources are independent of one another, and how many voices support a statement.

Texts → `find_overlaps` → the runs of words that sources share outside quotation marks.
Sources, overlaps, rulings of editors → `find_voices` → groups that count as one voice, and why.
Quotations of a source → `find_authorities` → who vouches for each.
Quotations of a statement → `sentence_voices` → the voices that support it, and why.
"""

from generator.index import Link, LinkKind, Overlap, SharedRun
from generator.verify.independence.authorities import find_authorities
from generator.verify.independence.runs import find_overlaps
from generator.verify.independence.statement import (
    GroupVoices,
    StatementVoice,
    StatementVoices,
    Tie,
    TieKind,
    Witness,
    sentence_voices,
)  # fmt: skip
from generator.verify.independence.voices import (
    Conflict,
    ConflictKind,
    Ruling,
    Voice,
    Voices,
    find_voices,
)  # fmt: skip
from generator.verify.independence.words import Words, own_words, quoted_spans

__all__ = [
    "Conflict", "ConflictKind", "GroupVoices", "Link", "LinkKind", "Overlap", "Ruling",
    "SharedRun", "StatementVoice", "StatementVoices", "Tie", "TieKind", "Voice", "Voices",
    "Witness", "Words", "find_authorities", "find_overlaps", "find_voices", "own_words",
    "quoted_spans", "sentence_voices",
]  # fmt: skip
