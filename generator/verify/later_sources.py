"""Reports that a story cites although they were published after it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.index import SiteIndex
from generator.load import Document
from generator.model import Status
from generator.model.dates import parse_date
from generator.resolve import ResolvedStory
from generator.verify.contrasts import citation


def later_sources(
    site: SiteIndex, story: ResolvedStory, document: Document
) -> Iterator[Diagnostic]:
    """Report each source that was published after the last day that a published story names.

    That day is the end of the latest of its dates: published, updated and the corrections'. A date
    typed wrongly is found so without a clock, and so is an addition that the story does not own up
    to. A source is reported once, where it is cited first.

    Args:
        site: where all that the story cites is known.
        story: the story.
        document: its file.
    """
    model = story.story
    if model.status is not Status.PUBLISHED:
        return
    dates = [model.published, model.updated or "", *(each.date for each in model.corrections)]
    latest = max((each for each in dates if each), key=lambda each: parse_date(each).last)
    end = parse_date(latest).last
    seen: set[str] = set()
    for statement in story.statements():
        for id in statement.supporting:
            quotation = site.quotations.get(id)
            if quotation is None or quotation.source in seen:
                continue
            seen.add(quotation.source)
            published = site.sources[quotation.source].source.published
            if parse_date(published).first > end:
                message = (
                    f"'{quotation.source}' was published {published}, and the story's last date "
                    f"is {latest}"
                )
                yield document.problem("later-source", citation(document, statement, id), message)
