"""The dates of a story beside those of what it cites."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.index import SiteIndex
from generator.load import Document
from generator.model import Status
from generator.model.dates import parse_date
from generator.resolve import ResolvedStory


def newer_sources(
    index: SiteIndex, story: ResolvedStory, document: Document
) -> Iterator[Diagnostic]:
    """Report a published story that is older than a report that it cites.

    There is no clock in a build: what the content itself dates is all that a date can be held
    against.
    """
    model = story.story
    if model.status is not Status.PUBLISHED:
        return
    corrected = (each.date for each in model.corrections)
    last = max(
        parse_date(date).last for date in (model.published, model.updated or "0001", *corrected)
    )
    cited = (index.quotations[note.quotation].source for note in story.footnotes)
    for id in dict.fromkeys(cited):
        published = index.sources[id].source.published
        if parse_date(published).first > last:
            key = "updated" if model.updated else "published"
            message = f"the story was last changed before '{id}' was published ({published})"
            yield document.problem("newer-source", document.place((key,)), message)
            return
