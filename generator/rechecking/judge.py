"""A page and what is wanted of a source → what was found there.

That words are gone is said only of a page that evidently is the report. What is on a wall, an error
page or another page says nothing of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from generator.folding import normalise, normalised
from generator.model import PageState, WordsState
from generator.rechecking.fetch import Fetched
from generator.rechecking.page import PageRead
from generator.rechecking.signs import FEW_WORDS, is_paywalled, sign_of
from generator.rechecking.words import FoundWords, WantedWords, find_words
from generator.resolve.glossary import fold

# In so many words in a row two texts are compared.
_RUN = 5
_MOST_WORDS = 20_000
_LIKE, _UNLIKE = 0.5, 0.2
_SAME_TITLE = 88.0
_SHORTEST_TITLE = 8


@dataclass(frozen=True, slots=True)
class WantedSource:
    """What is looked for at one address.

    Attributes:
        id: the source's id.
        url: the address.
        title: the report's title.
        quotations: the quotations that are taken from it.
        copy: gives the text of the archived copy; nothing where it is not at hand.
        is_archive: whether this is the public archive's copy.
    """

    id: str
    url: str
    title: str
    quotations: tuple[WantedWords, ...]
    copy: Callable[[], str] = str
    is_archive: bool = False


class Judged(NamedTuple):
    """What was found: the state of the page, a word on it, what has become of each quotation."""

    page: PageState
    told: str
    words: tuple[FoundWords, ...]


def judge(wanted: WantedSource, fetched: Fetched) -> Judged:
    """Say what a page has of a source."""
    page = fetched.page
    if page is None:
        return Judged(fetched.state, fetched.told, _unseen(wanted))
    text = normalise(page.text)
    found = tuple(find_words(each, text) for each in wanted.quotations)
    if found and all(each.state.stands for each in found):
        return Judged(PageState.READ, "", found)
    is_telling = any(each.is_telling for each in found)
    if not is_telling and (sign := sign_of(page, wanted.url, fetched.url)):
        return Judged(sign, _leads(wanted, fetched), _unseen(wanted))
    if is_telling or _is_report(wanted, page, text.text):
        if not is_paywalled(page):
            return Judged(PageState.READ, "", found)
        # The missing words may stand behind the wall; words that have changed do not.
        kept = tuple(
            replace(each, state=WordsState.UNSEEN) if each.state is WordsState.GONE else each
            for each in found
        )
        return Judged(PageState.PAYWALL if kept != found else PageState.READ, "", kept)
    state = PageState.OTHER_PAGE if _is_other(wanted, fetched, text.text) else PageState.UNCERTAIN
    return Judged(state, _leads(wanted, fetched), _unseen(wanted))


def _unseen(wanted: WantedSource) -> tuple[FoundWords, ...]:
    return tuple(FoundWords(each.id, WordsState.UNSEEN) for each in wanted.quotations)


def _leads(wanted: WantedSource, fetched: Fetched) -> str:
    return f"it leads to {fetched.url}" if fetched.url != wanted.url else ""


def _is_report(wanted: WantedSource, page: PageRead, text: str) -> bool:
    """Whether a page without any of the quoted words is the report all the same."""
    copy = normalised(wanted.copy())
    if copy:
        return likeness(copy, text) >= _LIKE
    return _has_title(wanted.title, page) and len(text.split()) >= FEW_WORDS


def _is_other(wanted: WantedSource, fetched: Fetched, text: str) -> bool:
    """Whether a page evidently is not the report."""
    page = fetched.page
    if page is None or _has_title(wanted.title, page):
        return False
    copy = normalised(wanted.copy())
    if copy:
        return likeness(copy, text) < _UNLIKE
    asked, answered = urlsplit(wanted.url), urlsplit(fetched.url)
    return asked.path.rstrip("/") != answered.path.rstrip("/") and bool(page.title)


def _has_title(title: str, page: PageRead) -> bool:
    wanted = fold(normalised(title)).strip()
    if len(wanted) < _SHORTEST_TITLE:
        return False
    named = [fold(normalised(each)) for each in (page.title, page.heading) if each]
    return any(wanted in each or fuzz.ratio(wanted, each) >= _SAME_TITLE for each in named)


def likeness(copy: str, page: str) -> float:
    """Which part (0 to 1) of a copy's runs of words stands in a page; both are normalised."""
    runs = _runs(copy)
    return len(runs & _runs(page)) / len(runs) if runs else 0.0


def _runs(text: str) -> set[tuple[str, ...]]:
    words = fold(text).split()[:_MOST_WORDS]
    return {tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))}
