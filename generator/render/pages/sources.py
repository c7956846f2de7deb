"""The list of sources, a page for each, and the list as data."""

from __future__ import annotations

import json
from typing import Any

from generator.model import Source, SourceKind
from generator.model.dates import Date, parse_date
from generator.render import contexts, views
from generator.render.page import DataFile, Page
from generator.render.views import Renderer, site_page, source_address, story_address
from generator.resolve import SourceEntry

_CSL_TYPES = {
    SourceKind.NEWS_REPORT: "article-newspaper",
    SourceKind.AGENCY_REPORT: "article-newspaper",
    SourceKind.PRESS_RELEASE: "speech",
    SourceKind.OFFICIAL_DOCUMENT: "report",
    SourceKind.INTERVIEW: "interview",
    SourceKind.RESEARCH: "report",
    SourceKind.BOOK: "book",
    SourceKind.DATASET: "dataset",
    SourceKind.OTHER: "document",
}
CSL_PATH = "sources.csl.json"


def sources_page(renderer: Renderer) -> Page:
    """All sources."""
    site = renderer.site
    context = contexts.SourcesPage(
        tuple(views.source_line(renderer, "sources", entry) for entry in site.sources.values()),
        renderer.links.to_file("sources", CSL_PATH),
    )
    text = renderer.wording.text
    return site_page(
        renderer,
        "sources",
        "sources",
        text("Sources"),
        text("The reports that the stories rest on."),
        context,
    )


def source_page(renderer: Renderer, entry: SourceEntry) -> Page:
    """One source: what is known of it, and every quotation from it."""
    here, source, wording = source_address(entry.id), entry.source, renderer.wording
    line = views.source_line(renderer, here, entry)
    slugs = dict.fromkeys(
        use.slug
        for quotation in source.quotations
        for use in renderer.site.uses[quotation.id]
        if use.slug
    )
    context = contexts.SourcePage(
        source=line,
        upstream=tuple(source.upstream),
        author=tuple(source.author),
        accessed=wording.date(source.accessed) if source.accessed else "",
        language=wording.language(source.language or renderer.site.settings.language),
        note=source.note or "",
        digest=source.digest or "",
        quotations=tuple(
            views.quotation_view(renderer, here, quotation.id, with_uses=True)
            for quotation in source.quotations
        ),
        stories=tuple(
            contexts.Anchor(renderer.links.href(here, story_address(slug)), renderer.titles[slug])
            for slug in slugs
        ),
    )
    description = wording.text("{n} from “{title}”, {publisher}, {date}.").format(
        n=line.quotations, title=source.title, publisher=source.publisher, date=line.date
    )
    return Page(
        address=here,
        title=source.title,
        description=description,
        kind="source",
        blocks=renderer.templates.blocks("source", context),
        origin=entry.place.file,
        updated=renderer.updated,
    )


def sources_csl(renderer: Renderer) -> DataFile:
    """All sources as CSL-JSON (https://docs.citationstyles.org), for reference managers."""
    site = renderer.site
    rows = [_csl(entry.id, entry.source, site.settings.language) for entry in site.sources.values()]
    data = json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    return DataFile(CSL_PATH, data.encode(), site.place.file)


def _csl(id: str, source: Source, language: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": id,
        "type": _CSL_TYPES[source.kind],
        "title": source.title,
        "container-title": source.publisher,
        "URL": source.url,
        "language": source.language or language,
        "issued": _csl_date(source.published),
    }
    authors = source.author or ([source.origin] if source.origin else [])
    if authors:
        row["author"] = [{"literal": name} for name in authors]
    if source.accessed:
        row["accessed"] = _csl_date(source.accessed)
    if source.archive_url:
        row["archive_location"] = source.archive_url
    if source.note:
        row["note"] = source.note
    return row


def _csl_date(text: str) -> dict[str, Any]:
    when = parse_date(text)
    dates = [when] if isinstance(when, Date) else [d for d in (when.start, when.end) if d]
    parts = [[part for part in (d.year, d.month, d.day) if part] for d in dates]
    circa = any(d.approximate or d.uncertain for d in dates)
    return {"date-parts": parts, **({"circa": True} if circa else {})}
