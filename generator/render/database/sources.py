"""The tables of sources and quotations."""

from __future__ import annotations

from collections.abc import Iterator

from generator.index import LinkKind
from generator.model import words_language
from generator.render.database.common import to_page
from generator.render.database.schema import Column, Table, Values
from generator.render.html import quotation_anchor
from generator.render.views import Renderer, source_address
from generator.resolve import SourceEntry


def _sources(renderer: Renderer, entry: SourceEntry) -> Iterator[Values]:
    source, site = entry.source, renderer.site
    yield (
        entry.id,
        source.title,
        source.publisher,
        source.short,
        source.kind.value,
        source.origin,
        source.published,
        source.accessed,
        source.language or site.settings.language,
        site.voice_of.get(entry.id, entry.id),
        source.note,
        source.url,
        source.archive_url,
        site.digests.get(entry.id) or source.digest,
        to_page(renderer, source_address(entry.id)),
    )


def _authors(_: Renderer, entry: SourceEntry) -> Iterator[Values]:
    yield from ((entry.id, at, name) for at, name in enumerate(entry.source.author, 1))


def _upstream(_: Renderer, entry: SourceEntry) -> Iterator[Values]:
    yield from ((entry.id, at, name) for at, name in enumerate(entry.source.upstream, 1))


def _links(renderer: Renderer, entry: SourceEntry) -> Iterator[Values]:
    """What links it with others; each link once, with the first of its sources."""
    relations = renderer.site.relations.get(entry.id)
    links = relations.links if relations else []
    for position, link in enumerate((each for each in links if each.a == entry.id), 1):
        # Of shared text the excerpt holds words that nobody has quoted.
        detail = "" if link.kind is LinkKind.TEXT else link.detail
        yield (
            link.a,
            position,
            link.b,
            link.kind.value,
            detail or None,
            link.words or None,
            int(link.joins),
            link.overruled or None,
        )


def _rulings(_: Renderer, entry: SourceEntry) -> Iterator[Values]:
    for position, each in enumerate(entry.source.rulings, 1):
        yield entry.id, position, each.other, each.verdict.value, each.reason


def _quotations(renderer: Renderer, entry: SourceEntry) -> Iterator[Values]:
    site, page = renderer.site, source_address(entry.id)
    digest = site.digests.get(entry.id)
    for position, quotation in enumerate(entry.source.quotations, 1):
        locked = site.verified.get(quotation.id)
        locator = locked.locator if locked else None
        yield (
            quotation.id,
            entry.id,
            position,
            quotation.exact,
            words_language(quotation, entry.source, site.settings),
            quotation.translation,
            quotation.speaker,
            quotation.role,
            quotation.attributed_to,
            quotation.note,
            locator.page or None if locator else None,
            locator.time if locator else None,
            locator.paragraph if locator else None,
            locked.verified if locked else None,
            locked.words if locked else None,
            digest if locked else None,
            to_page(renderer, page, quotation_anchor(quotation.id)),
        )


def _same(renderer: Renderer, entry: SourceEntry) -> Iterator[Values]:
    for quotation in entry.source.quotations:
        for other in renderer.site.same_statement[quotation.id]:
            yield quotation.id, other


SOURCE_TABLES = (
    Table(
        "sources",
        "The reports and documents that the site quotes.",
        (
            Column("id", "The source's id."),
            Column("title", "The headline, as published."),
            Column("publisher", "The outlet that published it."),
            Column("short", "The name that the site's footnotes use for it."),
            Column("kind", "What sort of document it is, such as `news-report`."),
            Column("origin", "The agency or desk that wrote it, where it is named.", optional=True),
            Column("published", "When it was published (EDTF)."),
            Column("accessed", "When it was last seen at its address (EDTF).", optional=True),
            Column("language", "Its language (BCP 47)."),
            Column("voice", "Sources with the same voice count as one: see `source_links`."),
            Column("note", "What a reader should know of it.", optional=True),
            Column("source_url", "Its own address."),
            Column("archive_url", "The address of a public archive's copy.", optional=True),
            Column(
                "copy_digest",
                "The SHA-256 digest of the archived copy that its quotations were compared with.",
                optional=True,
            ),
            Column("url", "The address of its page on the site."),
        ),
        of_source=_sources,
        label="short",
    ),
    Table(
        "source_authors",
        "Who wrote a source.",
        (
            Column("source", "The source.", references="sources"),
            Column("position", "The place among its authors, from 1.", "INTEGER"),
            Column("name", "The author's name."),
        ),
        ("source", "position"),
        of_source=_authors,
    ),
    Table(
        "source_upstream",
        "Primary sources that a source relays.",
        (
            Column("source", "The source.", references="sources"),
            Column("position", "The place among them, from 1.", "INTEGER"),
            Column("name", "Whom or what it relays."),
        ),
        ("source", "position"),
        of_source=_upstream,
    ),
    Table(
        "source_links",
        "What links two sources, and whether it makes them one voice.",
        (
            Column("source", "One of the two.", references="sources"),
            Column("position", "The place among its links, from 1.", "INTEGER"),
            Column("other", "The other one.", references="sources"),
            Column(
                "kind",
                "`ruling`: the editors say so. `origin`: one agency or desk wrote both. "
                "`text`: they share most of their text. `upstream`: they relay the same primary "
                "source.",
            ),
            Column("detail", "The origin, the primary sources, or the editors' reason.",
                   optional=True),
            Column("words", "How many words they share.", "INTEGER", optional=True),
            Column("joins", "1 if it makes them one voice, else 0.", "INTEGER"),
            Column("overruled", "The editors' reason why it does not.", optional=True),
        ),
        ("source", "position"),
        of_source=_links,
    ),
    Table(
        "source_rulings",
        "What the editors say of two sources: whether they are one voice. It wins over what was "
        "found.",
        (
            Column("source", "One of the two.", references="sources"),
            Column("position", "The place among its rulings, from 1.", "INTEGER"),
            Column("other", "The other one.", references="sources"),
            Column("verdict", "`one-voice` or `independent`."),
            Column("reason", "Why."),
        ),
        ("source", "position"),
        of_source=_rulings,
    ),
    Table(
        "quotations",
        "Words taken from a source. They keep the rights that their source has.",
        (
            Column("id", "The quotation's id."),
            Column("source", "The source that they stand in.", references="sources"),
            Column("position", "The place among the source's quotations, from 1.", "INTEGER"),
            Column("exact", "The words. `[…]` marks words left out, `[brackets]` words put in."),
            Column("language", "The language of the words (BCP 47)."),
            Column("translation", "The words in the site's language.", optional=True),
            Column("speaker", "Who said or wrote these very words.", optional=True),
            Column("role", "What the source says the speaker is.", optional=True),
            Column("attributed_to", "Whom the source names for what it reports here.",
                   optional=True),
            Column("note", "What a reader should know of the words.", optional=True),
            Column("page", "The page of the source, as it is printed.", optional=True),
            Column("time", "When it is spoken, in seconds from the beginning.", "INTEGER",
                   optional=True),
            Column("paragraph", "The number of the paragraph, from 1.", "INTEGER", optional=True),
            Column(
                "verified",
                "The day on which they were found, word for word, in an archived copy of the "
                "source; NULL if they were not.",
                optional=True,
            ),
            Column("words_digest", "The SHA-256 digest of the words that were found.",
                   optional=True),
            Column("copy_digest", "The SHA-256 digest of the copy that they were found in.",
                   optional=True),
            Column("url", "The quotation's address on the site."),
        ),
        of_source=_quotations,
        label="exact",
        searched=("exact", "translation", "speaker"),
    ),
    Table(
        "same_utterances",
        "Pairs of quotations that report the same utterance, in both directions.",
        (
            Column("quotation", "A quotation.", references="quotations"),
            Column("other", "One that reports the same.", references="quotations"),
        ),
        ("quotation", "other"),
        of_source=_same,
    ),
)  # fmt: skip
"""The tables with what belongs to a source."""
