"""The list of sources, a page for each, and the list as data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial

from generator.index import Link, LinkKind
from generator.model import Source, Verdict, words_language
from generator.model.dates import parse_date
from generator.render import contexts, views
from generator.render.exports.csl import csl_item
from generator.render.page import DataFile, Outline, Page
from generator.render.pages.lists import MOST_QUOTATIONS, story_anchors
from generator.render.social import site_social
from generator.render.views import Renderer, source_address
from generator.render.views.stamps import source_stamped
from generator.render.voices import reports_and_voices
from generator.resolve import SourceEntry

CSL_PATH = "sources.csl.json"


def sources_page(renderer: Renderer) -> Outline:
    """All sources; where they are very many, their own pages say which stories cite them."""
    text = renderer.wording.text
    description = text("The reports that the stories rest on.")
    return Outline("sources", "sources", text("Sources"), description, partial(_sources, renderer))


def _sources(renderer: Renderer) -> contexts.SourcesPage:
    site = renderer.site

    stories: dict[str, tuple[contexts.Anchor, ...]] = {}
    if site.totals.sources <= MOST_QUOTATIONS:
        stories = {id: _stories(renderer, "sources", site.sources[id]) for id in site.sources}
    # If there is one alone, nobody asks which.
    named = stories.__getitem__ if len(set().union(*stories.values())) > 1 else None
    return contexts.SourcesPage(
        views.sources_by_voice(renderer, "sources", site.sources, named),
        _voices(renderer),
        renderer.links.to_file("sources", CSL_PATH),
    )


def source_page(renderer: Renderer, entry: SourceEntry) -> Page:
    """One source: what is known of it, and every quotation from it."""
    here, source, wording = source_address(entry.id), entry.source, renderer.wording
    line = views.source_line(renderer, here, entry)
    context = contexts.SourcePage(
        source=line,
        upstream=tuple(source.upstream),
        author=tuple(source.author),
        accessed=_last_seen(renderer, entry),
        language=wording.language(source.language or renderer.site.settings.language),
        note=source.note or "",
        digest=source.digest or renderer.site.digests.get(entry.id, ""),
        verified=_verified(renderer, entry),
        voice=tuple(_voice(renderer, entry.id)),
        shared=tuple(_shared(renderer, here, entry.id)),
        quotations=views.quotation_views(
            renderer, here, (quotation.id for quotation in source.quotations), with_uses=True
        ),
        looked_for=_looked_for(renderer, source),
        stories=_stories(renderer, here, entry),
        addresses=views.addresses_view(renderer, entry),
        stamped=source_stamped(renderer, here, entry.id),
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
        updated=_updated(renderer, entry),
        social=site_social(renderer.site),
    )


def _looked_for(renderer: Renderer, source: Source) -> str:
    """What a script needs to look for a source's quotations, each as a row of texts."""
    settings = renderer.site.settings
    rows = [
        (each.id, each.exact, each.prefix or "", each.suffix or "",
         words_language(each, source, settings))
        for each in source.quotations
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def _last_seen(renderer: Renderer, entry: SourceEntry) -> str:
    """The last day on which an editor, or a look, saw the report at its address."""
    found = renderer.site.rechecked.get(entry.id)
    seen = found.live.seen if found and found.live.url == entry.source.url else None
    days = [each for each in (entry.source.accessed, seen) if each]
    last = max(days, key=lambda day: parse_date(day).last, default="")
    return renderer.wording.date(last) if last else ""


def _updated(renderer: Renderer, entry: SourceEntry) -> str:
    """The day on which the page of a source last changed, as far as the content tells."""
    own = parse_date(entry.source.accessed or entry.source.published).first.isoformat()
    lines = (renderer.site.stories.get(slug) for slug in _citing(renderer, entry))
    return max([own, *(line.updated for line in lines if line)])


def _citing(renderer: Renderer, entry: SourceEntry) -> Iterable[str]:
    """The slugs of the stories that cite a source."""
    return dict.fromkeys(
        use.slug
        for quotation in entry.source.quotations
        for use in renderer.site.uses[quotation.id]
        if use.slug
    )


def _stories(renderer: Renderer, here: str, entry: SourceEntry) -> tuple[contexts.Anchor, ...]:
    """The stories that cite a source."""
    return story_anchors(renderer, here, _citing(renderer, entry))


def _voices(renderer: Renderer) -> str:
    totals = renderer.site.totals
    return reports_and_voices(renderer.wording, totals.sources, totals.voices)


def _verified(renderer: Renderer, entry: SourceEntry) -> str:
    """How many of a source's quotations are verified, in words."""
    ids = [quotation.id for quotation in entry.source.quotations]
    done = sum(id in renderer.site.verified for id in ids)
    told = renderer.wording.count(
        len(ids),
        "{done} of {n} quotation stands in our copy, word for word",
        "{done} of {n} quotations stand in our copy, word for word",
        done=renderer.wording.number(done),
    )
    return told if ids else ""


def _voice(renderer: Renderer, id: str) -> Iterator[str]:
    """Why a source counts as one voice with others, or apart from one, a sentence each."""
    text, sources = renderer.wording.text, renderer.site.sources
    for link in renderer.site.relations[id].links:
        if link.joins:
            other = sources[link.b if link.a == id else link.a].source.short
            yield _joined(renderer, link, other)
    apart = text("Independent of {other}, as the editors see it: {detail}")
    for ruling_id, ruling in renderer.site.relations[id].rulings:
        if ruling.verdict is Verdict.INDEPENDENT:
            other = ruling.other if id == ruling_id else ruling_id
            yield apart.format(other=sources[other].source.short, detail=ruling.reason)


def _joined(renderer: Renderer, link: Link, other: str) -> str:
    """Why two sources are one voice, in a sentence."""
    text = renderer.wording.text
    if link.kind is LinkKind.TEXT:
        return renderer.wording.count(
            link.words,
            "One voice with {other}: most of the text of one, {n} word, stands in the other.",
            "One voice with {other}: most of the text of one, {n} words, stands in the other.",
            other=other,
        )
    if link.kind is LinkKind.ORIGIN:
        told = text("One voice with {other}: the text of both is by {detail}.")
    else:
        told = text("One voice with {other}, as the editors see it: {detail}")
    return told.format(other=other, detail=link.detail)


def _shared(renderer: Renderer, here: str, id: str) -> Iterator[contexts.SharedText]:
    """What a source shares with each other one, outside quotation marks."""
    for overlap in renderer.site.relations[id].overlaps:
        first = overlap.a == id
        other = overlap.b if first else overlap.a
        share = overlap.a_share if first else overlap.b_share
        longest = max(overlap.runs, key=lambda run: run.words)
        amount = renderer.wording.count(
            overlap.words,
            "{n} word, {share} of this text",
            "{n} words, {share} of this text",
            share=renderer.wording.percent(share),
        )
        href = renderer.links.href(here, source_address(other))
        anchor = contexts.Anchor(href, renderer.site.sources[other].source.short)
        yield contexts.SharedText(anchor, amount, longest.excerpt)


def sources_csl(renderer: Renderer) -> DataFile:
    """All sources as CSL-JSON (https://docs.citationstyles.org), for reference managers."""
    site = renderer.site
    language = site.settings.language
    rows = [csl_item(entry.id, entry.source, language) for entry in site.sources.values()]
    data = json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    return DataFile(CSL_PATH, data.encode(), site.place.file)
