"""What `explainer recheck` says of what it found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.model import PageState, Rechecks, WordsState
from generator.model.recheck import PAGE_STATES
from generator.rechecking.journal import Look


def is_left(look: Look) -> bool:
    """Whether words, or the report, are no longer where readers are sent."""
    return not look.is_archive and (
        look.page.is_absent or any(each.state.has_left for each in look.quotations.values())
    )


def is_undecided(look: Look) -> bool:
    """Whether a look could not tell something, though the report may be there."""
    return (
        not look.page.is_absent
        and any(each.state is WordsState.UNSEEN for each in look.quotations.values())
    ) or (look.page is not PageState.READ and not look.page.is_absent)


def lines(look: Look) -> Iterator[str]:
    """What is to be said of a look; nothing if all is as it was."""
    if look.page is not PageState.READ:
        what = f"{look.source}, the archive's copy" if look.is_archive else look.source
        told = f" ({look.told})" if look.told else ""
        yield f"{what}: {PAGE_STATES[look.page]}{told}: {look.url}"
    if look.is_archive:
        return
    for id, each in look.quotations.items():
        if each.state is WordsState.CHANGED:
            yield f"{look.source}: '{id}' has changed: {' '.join(each.differences)}"
        elif each.state is WordsState.GONE:
            yield f"{look.source}: '{id}' is gone from the report"
        elif each.state is WordsState.MOVED:
            yield f"{look.source}: '{id}' stands in another place of the report"


def summary(looks: Sequence[Look]) -> str:
    """How many of each there were, in a line."""
    live = [look for look in looks if not look.is_archive]
    words = Counter(each.state for look in live for each in look.quotations.values())
    pages = sum(look.page is PageState.READ for look in live)
    told = ", ".join(f"{words[state]} {state}" for state in WordsState if words[state])
    return f"{len(live)} pages, {pages} of them the report; quotations: {told or 'none'}"


def document(looks: Iterable[Look], record: Rechecks) -> dict[str, Any]:
    """The same as a document, with what is known of earlier looks."""
    looks = sorted(looks, key=lambda look: (look.source, look.is_archive))
    return {
        "looks": [_row(look, record) for look in looks],
        "quotations": Counter(
            str(each.state)
            for look in looks
            if not look.is_archive
            for each in look.quotations.values()
        ),
    }


def _row(look: Look, record: Rechecks) -> dict[str, Any]:
    known = record.sources.get(look.source)
    rows = []
    for id, each in look.quotations.items():
        row: dict[str, Any] = {"id": id, "state": each.state}
        if each.reads:
            row |= {"reads": each.reads, "differences": list(each.differences)}
        if known and id in known.quotations and not look.is_archive:
            dates = known.quotations[id].model_dump(mode="json", exclude_none=True)
            row |= {key: dates[key] for key in ("seen", "since", "archived") if key in dates}
        rows.append(row)
    return {
        "source": look.source,
        "url": look.url,
        "archive": look.is_archive,
        "page": look.page,
        "explanation": PAGE_STATES[look.page],
        "told": look.told,
        "quotations": rows,
    }
