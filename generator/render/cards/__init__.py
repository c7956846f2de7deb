"""Cards: the pictures that other sites show when a page is shared.

`text` decides what can be drawn and in which lines, `drawing` draws it, `png` writes the file. A
card needs no network, and is the same to the byte wherever the same Pillow draws it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from generator.render.page import DataFile, Page

__all__ = ["card_files"]


def card_files(pages: Iterable[Page], there: Collection[str] = ()) -> Iterator[DataFile]:
    """The pictures that the pages name, each once, but for those whose paths are `there`."""
    made: set[str] = set(there)
    for page in pages:
        card = page.social.card if page.social else None
        if card and card.path not in made:
            made.add(card.path)
            # A site without an address has no cards and need not load Pillow.
            from generator.render.cards.drawing import draw_card  # noqa: PLC0415

            yield DataFile(card.path, draw_card(card.title, card.line, card.name), page.origin)
