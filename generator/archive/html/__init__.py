"""HTML → the words that a reader of the page sees, without a browser (`docs/archived-copies.md`).

encoding     bytes → characters, with decoders.py
tree         characters → tree, within bounds
stylesheet   the page's own styles → rules, as far as they hide, strike out or change words
media        which of them hold on a screen
properties   a declaration → what it does to words
cascade      rules and elements → what is set for which element
shadow       declarative shadow trees
boxes        what is set for an element → whether anything of it is seen
visibility   what is unseen, struck out, raised, apart: marked in the tree
words        the marked tree's text → the words, with raised.py
"""

from __future__ import annotations

from generator.archive.copytext import CopyText
from generator.archive.html.tree import MAX_BYTES, parse_html, parse_page
from generator.archive.html.visibility import mark_page
from generator.archive.html.words import read_words

__all__ = ["MAX_BYTES", "html_text", "parse_html"]


def html_text(data: bytes, charset: str | None = None) -> CopyText:
    """The text of a page.

    Args:
        data: the page.
        charset: its encoding, if the server named it; else the page's own declaration counts.

    Raises:
        Refused: it is too large, in an encoding that cannot be read, nested without end, or has
            too many styles.
    """
    page = parse_page(data, charset)
    root = page.tree.root
    if root is None:
        return CopyText("", (), page.notes)
    marked = mark_page(root, page.html)
    seen = read_words(root.text(), marked.alternatives)
    return CopyText(seen.text, seen.stretches, (*page.notes, *dict.fromkeys(marked.notes)))
