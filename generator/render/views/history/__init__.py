"""The history of a story, as pages show it."""

from generator.render.views.history.lines import (
    Version,
    pending,
    version_lines,
    version_states,
)
from generator.render.views.history.parts import cited_then, version_parts

__all__ = [
    "Version", "cited_then", "pending", "version_lines", "version_parts", "version_states",
]  # fmt: skip
