"""verify: the content held against what was verified, and figures against quotations.

What is part of every build needs no archive: `check_source` holds a source's quotations against the
lock, `unsupported_figures` a story's figures against its quotations. `compare`, which `explainer
verify` runs, needs the archive, and makes the lock.
"""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from generator.index import Coverage, LinkKind
from generator.load import Document
from generator.verify.compare import Comparison, compare
from generator.verify.contrasts import contrasting_sources
from generator.verify.coverage import GATES, coverage
from generator.verify.figure_problems import (
    lone_figures,
    misdated_events,
    mistranslated_figures,
    unsupported_figures,
    untranslated_quotation,
    what_is_checked,
)
from generator.verify.figures import is_untranslated, same_language
from generator.verify.independence import (
    Conflict,
    Ruling,
    StatementVoices,
    find_authorities,
    find_voices,
)  # fmt: skip
from generator.verify.lock import (
    READABLE,
    LeftBehind,
    check_source,
    check_strays,
    no_lock,
    write_lock,
    wrong_version,
)
from generator.verify.lock_against_copies import SourceLock, hold_source
from generator.verify.quoted_words import unquoted_words
from generator.verify.silenced import Silenced, silenced_checks
from generator.verify.voices import Figures, source_voices, statement_parts, statement_voices

__all__ = [
    "GATES", "READABLE", "Comparison", "Conflict", "Coverage", "Figures", "LeftBehind", "LinkKind",
    "Ruling", "Silenced", "SourceLock", "StatementVoices", "check_source", "check_strays",
    "compare", "contrary", "contrasting_sources", "coverage", "find_authorities", "find_voices",
    "hold_source", "is_untranslated", "lone_figures", "misdated_events", "mistranslated_figures",
    "no_lock", "same_language", "silenced_checks", "source_voices",
    "statement_parts", "statement_voices", "unquoted_words", "unsupported_figures",
    "untranslated_quotation", "what_is_checked", "write_lock", "wrong_version",
]  # fmt: skip


def contrary(conflict: Conflict, document: Document) -> Diagnostic:
    """Report a ruling that does not go together with others; `document` is that of its source."""
    named = ", ".join(f"'{source}'" for source in conflict.sources)
    message = f"{conflict.kind.replace('-', ' ')} between {named}: {conflict.reason}"
    return document.problem("contrary-ruling", document.place(("rulings",)), message)
