"""Sources as CSL-JSON (https://docs.citationstyles.org, 1.0.2), for reference managers."""

from __future__ import annotations

from typing import Any

from generator.model import Source, SourceKind
from generator.model.dates import Date, parse_date
from generator.render.exports.common import (
    Json,
    cited_sources,
    iso_date,
    json_file,
    story_path,
    without_empty,
)
from generator.render.page import DataFile
from generator.render.views import Renderer
from generator.resolve import ResolvedStory

_TYPES = {
    SourceKind.NEWS_REPORT: "article-newspaper",
    SourceKind.AGENCY_REPORT: "article-newspaper",
    SourceKind.PRESS_RELEASE: "document",
    SourceKind.OFFICIAL_DOCUMENT: "report",
    SourceKind.INTERVIEW: "interview",
    SourceKind.RESEARCH: "report",
    SourceKind.BOOK: "book",
    SourceKind.DATASET: "dataset",
    SourceKind.OTHER: "document",
}
# These name who brought them out as their publisher, not as the paper that they stand in.
_PUBLISHED = {"book", "dataset", "document", "report"}


def story_csl(renderer: Renderer, story: ResolvedStory) -> DataFile:
    """`stories/SLUG.csl.json`: the sources that a story cites, in the order of their footnotes."""
    settings = renderer.site.settings
    rows = [
        csl_item(entry.id, entry.source, settings.language)
        for entry in cited_sources(renderer, story)
    ]
    return json_file(story_path(story, "csl.json"), rows, story)


def csl_item(id: str, source: Source, language: str) -> Json:
    """One source; `language` is the site's.

    A report without an author is its agency's, as far as the content knows the agency.
    """
    kind = _TYPES[source.kind]
    authors = source.author or ([source.origin] if source.origin else [])
    outlet = "publisher" if kind in _PUBLISHED else "container-title"
    return without_empty(
        id=id,
        type=kind,
        genre="Press release" if source.kind is SourceKind.PRESS_RELEASE else None,
        title=source.title,
        author=[{"literal": name} for name in authors],
        **{outlet: source.publisher},
        issued=csl_date(source.published),
        accessed=csl_date(source.accessed) if source.accessed else None,
        URL=source.url,
        archive_location=source.archive_url,
        language=source.language or language,
        note=source.note,
        custom={"story-explainer": _what_csl_cannot_say(source)},
    )


def _what_csl_cannot_say(source: Source) -> Json:
    """The fields that an import of this file would otherwise lose."""
    dates = {"published": source.published, "accessed": source.accessed}
    return {
        "short": source.short,
        "kind": source.kind,
        **({"origin": source.origin} if source.origin else {}),
        **({"author": source.author} if source.origin and not source.author else {}),
        **({"upstream": source.upstream} if source.upstream else {}),
        **{name: text for name, text in dates.items() if text and not iso_date(text)},
    }


def csl_date(text: str) -> dict[str, Any]:
    """A date (EDTF) as CSL has it; an interval with an open end is told as text."""
    when = parse_date(text)
    ends = (when,) if isinstance(when, Date) else (when.start, when.end)
    dates = [date for date in ends if date]
    if len(dates) < len(ends):
        return {"literal": text}
    parts = [[part for part in (date.year, date.month, date.day) if part] for date in dates]
    circa = any(date.approximate or date.uncertain for date in dates)
    return {"date-parts": parts, **({"circa": True} if circa else {})}
