"""What stands at the end of a line of prose, or in it, and is none of its words."""

from __future__ import annotations

import re
from typing import NamedTuple

EDITOR_MARK = "[editor]"
GROUP = re.compile(r"\[(\s*(?:cf\.\s*)?@[^\[\]]*)\]")
"""A group of citations."""
_DERIVED = re.compile(r"(?<!\s)\s*\[derived:\s*([^\[\]]*[^\[\]\s])\s*\]$")
_LANGUAGE = re.compile(r"(?<!\s)\s*\[language:\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*\]$")


class Marked(NamedTuple):
    """A line without the marks at its end.

    Attributes:
        text: the line.
        editor: whether it is in the editor's own words.
        derived: how it was worked out from what it cites; empty if it was not.
        language: the language that it is in, if it is not that of the text.
    """

    text: str
    editor: bool
    derived: str
    language: str


def take_marks(text: str) -> Marked:
    """A line, and the marks at its end."""
    language = _LANGUAGE.search(text) if "[language:" in text else None
    text = text[: language.start()] if language else text
    derived = _DERIVED.search(text) if "[derived:" in text else None
    text = text[: derived.start()] if derived else text
    editor = text.endswith(EDITOR_MARK)
    text = text.removesuffix(EDITOR_MARK).rstrip()
    return Marked(text, editor, derived[1] if derived else "", language[1] if language else "")


def without_citations(line: str) -> str:
    """A line of prose as it is written, without its citations and the marks at its end."""
    return re.sub(rf"\s*{GROUP.pattern}", "", take_marks(line.strip()).text).strip()


def citations_and_marks(line: str, derived: str) -> str:
    """The citations of a line and the marks at its end, as they are put behind other words.

    Args:
        line: the line.
        derived: how the other words say that it was worked out.
    """
    marked = take_marks(line.strip())
    parts = [f"[{group}]" for group in GROUP.findall(marked.text)]
    parts += [EDITOR_MARK] if marked.editor else []
    parts += [f"[derived: {' '.join(derived.split())}]"] if derived else []
    return "".join(f" {part}" for part in parts)


def in_language(tag: str) -> str:
    """The mark of a sentence in another language than its text's."""
    return f"[language: {tag}]"
