"""A quotation held against both texts of a copy: as it was sent, and as a browser showed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.archive import Copy
from generator.folding import Normalised, normalise
from generator.model import Reader
from generator.verify.match import Located, NotLocated, Reason, locate

if TYPE_CHECKING:
    from generator.resolve import QuotationEntry

_NOT_SEEN = (Reason.NOWHERE, Reason.INSIDE, Reason.APART)


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a copy as they are compared; `rendered` is None where no browser read it."""

    static: Normalised
    rendered: Normalised | None = None


@dataclass(frozen=True, slots=True)
class Archived:
    """A copy, and its texts as they are compared."""

    copy: Copy
    texts: Texts

    @property
    def text(self) -> Normalised:
        """The text as the source sent it, or where that has none, as a browser showed it."""
        rendered = self.texts.rendered
        return rendered if rendered and not self.texts.static.text else self.texts.static

    @property
    def own_text(self) -> str:
        """The same before it was normalised: offsets of shared words refer to it."""
        return self.copy.rendered if self.text is self.texts.rendered else self.copy.text


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a quotation stands, in which text, and which reader of the copy sees it there."""

    found: Located | NotLocated
    text: Normalised
    reader: Reader


def texts_of(copy: Copy) -> Texts:
    """The texts of a copy, normalised."""
    return Texts(normalise(copy.text), normalise(copy.rendered) if copy.rendered else None)


def find(entry: QuotationEntry, texts: Texts, language: str) -> Reading:
    """Where a quotation stands in a copy; see `find_words`."""
    quotation = entry.quotation
    return find_words(quotation.exact, texts, quotation.prefix, quotation.suffix, language)


def find_words(
    exact: str, texts: Texts, prefix: str | None, suffix: str | None, language: str | None
) -> Reading:
    """Where words stand in a copy.

    The text as the page was sent comes first, for every copy has it; the browser's counts where the
    words stand only there. Where the two disagree, the reader that sees the words is told.
    """
    static = locate(exact, texts.static, prefix, suffix, language)
    if texts.rendered is None:
        return Reading(static, texts.static, Reader.STATIC)
    rendered = locate(exact, texts.rendered, prefix, suffix, language)
    if isinstance(static, Located):
        alone = isinstance(rendered, NotLocated) and rendered.reason in _NOT_SEEN
        return Reading(static, texts.static, Reader.STATIC_ALONE if alone else Reader.STATIC)
    if static.reason in _NOT_SEEN and (isinstance(rendered, Located) or not texts.static.text):
        return Reading(rendered, texts.rendered, Reader.RENDERED)
    return Reading(static, texts.static, Reader.STATIC)
