"""Whether a quotation's words stand on a page, and what stands in their place."""

from __future__ import annotations

from dataclasses import dataclass

from generator.folding import Normalised, normalised
from generator.model import WordsState
from generator.verify.match import Located, Reason, locate
from generator.verify.near_miss import NearMiss, nearest_passage

LIKELY = 70.0
"""In per cent: a passage of the report that is so like the words stands in their place."""
CERTAIN = 85.0
"""A passage that is so like them is of the report, whatever else is on the page."""
_FEWEST_WORDS = 6
# So many characters beside a quotation tell whether it stands where it stood.
_BESIDE = 16


@dataclass(frozen=True, slots=True)
class WantedWords:
    """A quotation that is looked for.

    Attributes:
        id: its id.
        exact: its words.
        prefix: words just before, where the editor gives some.
        suffix: words just after.
        before: what stood before it in the archived copy, as the lock has it.
        after: what stood behind it.
        language: the language of its words.
    """

    id: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    before: str = ""
    after: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class FoundWords:
    """What a page has of a quotation.

    `near` is the passage that is most like it, where the words do not stand there.
    """

    id: str
    state: WordsState
    near: NearMiss | None = None

    @property
    def is_telling(self) -> bool:
        """Whether this alone shows that the page is the report."""
        if self.state.stands:
            return True
        near = self.near
        return (
            near is not None and near.score >= CERTAIN and len(near.words.split()) >= _FEWEST_WORDS
        )


def find_words(wanted: WantedWords, text: Normalised) -> FoundWords:
    """Look for a quotation's words; those that are not there are `gone` or have a passage near."""
    found = locate(wanted.exact, text, wanted.prefix, wanted.suffix, wanted.language)
    if isinstance(found, Located):
        state = _place(wanted, text.text, found.start, found.end)
        return FoundWords(wanted.id, state)
    if found.reason in (Reason.SEVERAL, Reason.DAMAGE):
        return FoundWords(wanted.id, WordsState.THERE)
    if found.reason is Reason.CONTEXT:
        return FoundWords(wanted.id, WordsState.MOVED)
    near = nearest_passage(wanted.exact, text)
    if near is not None and normalised(near.passage) == normalised(near.words):
        near = None  # a piece that stands there, of a quotation whose pieces do not stand together
    likely = near is not None and near.score >= LIKELY
    return FoundWords(wanted.id, WordsState.CHANGED if likely else WordsState.GONE, near)


def _place(wanted: WantedWords, text: str, start: int, end: int) -> WordsState:
    """Whether the words stand beside what stood beside them."""
    before, after = normalised(wanted.before)[-_BESIDE:], normalised(wanted.after)[:_BESIDE]
    if not before.strip() and not after.strip():
        return WordsState.THERE
    is_behind = bool(before) and text[:start].rstrip().endswith(before.rstrip())
    is_ahead = bool(after) and text[end:].lstrip().startswith(after.lstrip())
    return WordsState.THERE if is_behind or is_ahead else WordsState.MOVED
