"""What looks found → `content/rechecks.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.authoring.yaml_text import without_bad_characters
from generator.files import atomic_write
from generator.load.parse import dump
from generator.model import (
    PageState,
    RecheckedPage,
    RecheckedQuotation,
    RecheckedSource,
    Rechecks,
    WordsState,
)
from generator.rechecking.journal import Look, WordsLook
from generator.rechecking.judge import WantedSource

_HEAD = "# Written by `explainer recheck`: what live pages have of the quoted words. Do not edit.\n"


def updated(
    old: Rechecks, looks: Iterable[Look], known: Mapping[str, Iterable[WantedSource]]
) -> Rechecks:
    """A record with what looks have found since.

    Args:
        old: the record so far.
        looks: what was found, in any order.
        known: what the site has, by the ids of sources: of what it has no more, nothing is kept.
    """
    sources = {id: each for id, each in old.sources.items() if id in known}
    # What is found in the archive says nothing without the live page.
    for look in sorted(looks, key=lambda each: (each.day, each.is_archive)):
        if look.source in known:
            found = _with_look(sources.get(look.source), look)
            if found is not None:
                sources[look.source] = found
    return Rechecks(
        sources={id: _current(sources[id], known[id]) for id in sorted(sources)},
    )


def _with_look(old: RecheckedSource | None, look: Look) -> RecheckedSource | None:
    if look.is_archive:
        if old is None:
            return None
        page = _page(old.archive, look)
        quotations = {
            id: each.model_copy(update={"archived": look.day}) if _stands(look, id, each) else each
            for id, each in old.quotations.items()
        }
        return old.model_copy(update={"archive": page, "quotations": quotations})
    same = old if old and old.live.url == look.url else None
    quotations = {
        id: _quotation(same.quotations.get(id) if same else None, found, look.day)
        for id, found in look.quotations.items()
    }
    return RecheckedSource(
        live=_page(same.live if same else None, look),
        archive=old.archive if old else None,
        quotations=quotations,
    )


def _stands(look: Look, id: str, old: RecheckedQuotation) -> bool:
    found = look.quotations.get(id)
    return found is not None and found.words == old.words and found.state.stands


def _page(old: RecheckedPage | None, look: Look) -> RecheckedPage:
    seen = old.seen if old and old.url == look.url else None
    has_words = any(each.state.stands for each in look.quotations.values())
    if look.page is PageState.READ or has_words:
        seen = look.day
    return RecheckedPage(url=look.url, page=look.page, looked=look.day, seen=seen)


def _quotation(old: RecheckedQuotation | None, found: WordsLook, day: str) -> RecheckedQuotation:
    if old and old.words != found.words:
        old = None
    if found.state is WordsState.UNSEEN:
        # What an earlier look could tell still holds, for all that is known.
        return old or RecheckedQuotation(words=found.words, state=found.state, looked=day)
    has_left = found.state.has_left
    since = (old.since if old and old.state.has_left else day) if has_left else None
    return RecheckedQuotation(
        words=found.words,
        state=found.state,
        looked=day,
        seen=day if found.state.stands else old.seen if old else None,
        since=since,
        reads=without_bad_characters(found.reads) or None,
        archived=old.archived if old else None,
    )


def _current(source: RecheckedSource, wanted: Iterable[WantedSource]) -> RecheckedSource:
    """A source without what the site has no more: an archived copy, quotations."""
    addresses = {each.url for each in wanted if each.is_archive}
    archive = source.archive if source.archive and source.archive.url in addresses else None
    ids = {quotation.id for each in wanted for quotation in each.quotations}
    kept = {id: source.quotations[id] for id in sorted(source.quotations) if id in ids}
    return source.model_copy(update={"archive": archive, "quotations": kept})


def write_record(record: Rechecks, path: Path) -> None:
    """Write the record, whole or not at all.

    Raises:
        OSError: it cannot be written; what stood there still does.
    """
    atomic_write(path, record_text(record).encode())


def record_text(record: Rechecks) -> str:
    """The text of the file: the same for the same record."""
    return _HEAD + dump(record.model_dump(mode="json", exclude_none=True))
