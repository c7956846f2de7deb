"""Plain text → a statement that is read back as that very text."""

from __future__ import annotations

import re

# What would be markup, a citation, a mark of a line or a tag.
_MARKUP = re.compile(r"[\\`*_\[\]]|&(?=#?[A-Za-z0-9]+;)|<(?=[A-Za-z/!])|[@{]|(?<=\])\(")
_CODES = {"<": "&lt;", "&": "&amp;", "@": "&#64;", "{": "&#123;", "(": "&#40;"}


def escaped(text: str) -> str:
    """A text with all that would be read as more than itself written otherwise."""
    return _MARKUP.sub(lambda sign: _CODES.get(sign[0], f"\\{sign[0]}"), text)
