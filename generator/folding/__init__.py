"""folding: texts as they are compared, with the way back to the original.

Verification, glossary and search all begin with it. It stands on nothing else of the package.
"""

from generator.folding.rules import (
    DROPPED,
    LINE_END_HYPHEN,
    RULES,
    VERSION,
    Normalised,
    Rule,
    normalise,
    normalised,
)

__all__ = [
    "DROPPED", "LINE_END_HYPHEN", "RULES", "VERSION", "Normalised", "Rule", "normalise",
    "normalised",
]  # fmt: skip
