"""verify: the content held against what was verified, and figures against quotations.

What is part of every build needs no archive: `check_source` holds a source's quotations against the
lock, `unsupported_figures` a story's figures against its quotations. `compare`, which `explainer
verify` runs, needs the archive, and makes the lock.

What is named here is imported when somebody asks for it: who looks for words in a copy needs none
of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.load import Document
    from generator.verify.compare import Comparison
    from generator.verify.contrasts import contrasting_sources
    from generator.verify.coverage import GATES
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
    )
    from generator.verify.later_sources import later_sources
    from generator.verify.left_page import left_without_copy, still_left
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
    "GATES", "READABLE", "Comparison", "Conflict", "Figures", "LeftBehind",
    "Ruling", "Silenced", "SourceLock", "StatementVoices", "check_source", "check_strays",
    "contrary", "contrasting_sources", "find_authorities", "find_voices",
    "hold_source", "is_untranslated", "later_sources", "left_without_copy",
    "lone_figures", "misdated_events",
    "mistranslated_figures", "no_lock", "same_language", "silenced_checks", "source_voices",
    "statement_parts", "statement_voices", "still_left", "unquoted_words", "unsupported_figures",
    "untranslated_quotation", "what_is_checked", "write_lock", "wrong_version",
]  # fmt: skip

_NAMES = {
    "compare": ("Comparison",),
    "contrasts": ("contrasting_sources",),
    "coverage": ("GATES",),
    "figure_problems": (
        "lone_figures",
        "misdated_events",
        "mistranslated_figures",
        "unsupported_figures",
        "untranslated_quotation",
        "what_is_checked",
    ),
    "figures": ("is_untranslated", "same_language"),
    "independence": (
        "Conflict",
        "Ruling",
        "StatementVoices",
        "find_authorities",
        "find_voices",
    ),
    "later_sources": ("later_sources",),
    "left_page": ("left_without_copy", "still_left"),
    "lock": (
        "READABLE",
        "LeftBehind",
        "check_source",
        "check_strays",
        "no_lock",
        "write_lock",
        "wrong_version",
    ),
    "lock_against_copies": ("SourceLock", "hold_source"),
    "quoted_words": ("unquoted_words",),
    "silenced": ("Silenced", "silenced_checks"),
    "voices": ("Figures", "source_voices", "statement_parts", "statement_voices"),
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """What another module has under this name."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"generator.verify.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def contrary(conflict: Conflict, document: Document) -> Diagnostic:
    """Report a ruling that does not go together with others; `document` is that of its source."""
    named = ", ".join(f"'{source}'" for source in conflict.sources)
    message = f"{conflict.kind.replace('-', ' ')} between {named}: {conflict.reason}"
    return document.problem("contrary-ruling", document.place(("rulings",)), message)
