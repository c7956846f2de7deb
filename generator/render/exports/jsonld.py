"""A story as JSON-LD in the words of schema.org (https://schema.org/docs/full.html).

The story is an `Article`; each source, quotation, statement and term is a thing of its own, told
apart by its address. A statement is a `Claim`: that somebody says something, and where. There is
no `ClaimReview`, for the site gives no verdicts. A disagreement is a `Question`, whose `keywords`
say what its sources do to one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from generator.index import SiteIndex
from generator.model import Correction, Quotation, Source, SourceKind, words_language
from generator.model.dates import Date, parse_date
from generator.render.exports.common import (
    Addresses,
    Json,
    addresses,
    cited_quotations,
    cited_sources,
    json_file,
    language,
    schema_date,
    sentences,
    sources_of,
    story_path,
    summary,
    terms_of,
    without_empty,
)
from generator.render.exports.history import current_version, version_articles
from generator.render.exports.speakers import SpeakerKind, speaker_kind, speaker_kinds
from generator.render.html import quotation_anchor
from generator.render.links import passage_address
from generator.render.page import DataFile
from generator.render.views import (
    Renderer,
    disagreement_anchor,
    other_language,
    source_address,
    story_address,
)
from generator.render.views.quotations import locator_of, place_words
from generator.render.views.reviews import second_reading, sentence_reading
from generator.resolve import ResolvedStory, SourceEntry, flat

CONTEXT = "https://schema.org"
_TYPES = {
    SourceKind.NEWS_REPORT: "NewsArticle",
    SourceKind.AGENCY_REPORT: "NewsArticle",
    SourceKind.PRESS_RELEASE: "Article",
    SourceKind.OFFICIAL_DOCUMENT: "Report",
    SourceKind.INTERVIEW: "Article",
    SourceKind.RESEARCH: "ScholarlyArticle",
    SourceKind.BOOK: "Book",
    SourceKind.DATASET: "Dataset",
    SourceKind.OTHER: "CreativeWork",
}
# What leads from one thing to another is its address alone, in the file beside the page.
_REFERENCES = {
    term: {"@type": "@id"}
    for term in ("appearance", "citation", "firstAppearance", "inDefinedTermSet", "isPartOf",
                 "mentions")
}  # fmt: skip
# What could end a script element, or a line in old JavaScript.


def story_jsonld(renderer: Renderer, story: ResolvedStory) -> DataFile:
    """`stories/SLUG.jsonld`: the whole story."""
    path = story_path(story, "jsonld")
    to = addresses(renderer, path, base_told=True)
    kinds = speaker_kinds(renderer, story)
    graph = [_article(renderer, story, to)]
    graph += [_source(renderer, entry, to) for entry in cited_sources(renderer, story)]
    graph += [_quotation(renderer, id, kinds, to) for id in cited_quotations(story)]
    quoted = {id: _quotation_address(renderer, id, to) for id in cited_quotations(story)}
    graph += _claims(renderer, story, quoted, to)
    graph += _questions(renderer, story, to)
    terms = terms_of(renderer, story)
    if terms:
        graph.append(_term_set(renderer, to))
    graph += [_term(renderer, id, to) for id in terms]
    context = [CONTEXT, without_empty(**{"@base": to.base}, **_REFERENCES)]
    return json_file(path, {"@context": context, "@graph": graph}, story)


def _article(renderer: Renderer, story: ResolvedStory, to: Addresses) -> Json:
    settings, content = renderer.site.settings, story.story
    page = to.page(story_address(story.slug))
    publisher = without_empty(
        **{"@type": "Organization"}, name=settings.publisher.name, url=settings.publisher.address
    )
    file = {
        "@type": "MediaObject",
        "encodingFormat": "application/ld+json",
        "contentUrl": to.file(story_path(story, "jsonld")),
    }
    return without_empty(
        **{"@type": "Article", "@id": page},
        url=page,
        headline=content.title,
        description=summary(story),
        inLanguage=language(renderer, story),
        datePublished=schema_date(content.published),
        dateModified=schema_date(content.updated),
        author=[{"@type": "Person", "name": name} for name in content.authors],
        contributor=_reviewers(renderer, story),
        creativeWorkStatus=_second_reading(renderer, story),
        publisher=publisher,
        license=settings.licence_address or settings.licence,
        keywords=content.topics,
        isPartOf={"@type": "WebSite", "@id": to.page(""), "name": settings.title},
        version=current_version(renderer, story),
        workExample=version_articles(renderer, story, to),
        encoding=file,
        citation=[entry.source.url for entry in cited_sources(renderer, story)],
        correction=[_correction(renderer, entry.correction) for entry in story.corrections],
        mentions=[to.page("glossary", f"term.{id}") for id in terms_of(renderer, story)],
        **_translations(renderer, story),
    )


def _translations(renderer: Renderer, story: ResolvedStory) -> Json:
    """The story that it is a translation of, or those that are translations of it."""
    settings = renderer.site.settings
    if not (settings.address and settings.languages):
        return {}
    base = f"{settings.address.rstrip('/')}/"
    path = renderer.links.href("", story_address(story.slug))

    def work(tag: str, site: str) -> Json:
        return {"@type": "Article", "@id": urljoin(site, path), "inLanguage": tag}

    if renderer.is_translation:
        original = settings.languages[0]
        if language(renderer, story) == original:
            return {}
        return {"translationOfWork": work(original, urljoin(base, "../"))}
    known = renderer.site.translations
    tags = [tag for tag in settings.languages if f"story/{tag}/{story.slug}" in known]
    return {"workTranslation": [work(tag, f"{base}{tag}/") for tag in tags]} if tags else {}


def _second_reading(renderer: Renderer, story: ResolvedStory) -> str | None:
    """How much of it a second reader has read, if anything; in the words of the page."""
    found = renderer.site.reviews.get(story.slug)
    return second_reading(renderer, found.counts) if found and found.counts.read else None


def _reviewers(renderer: Renderer, story: ResolvedStory) -> list[Json]:
    """Who has read it, if the site names them."""
    found = renderer.site.reviews.get(story.slug)
    names = found.counts.by if found and renderer.site.settings.name_reviewers else ()
    return [{"@type": "Person", "name": name} for name in names]


def _correction(renderer: Renderer, correction: Correction) -> Json:
    told = renderer.wording.text("It said: “{was}” It says now: “{now}” {why}")
    text = told.format(was=correction.was, now=correction.now, why=correction.why)
    return {
        "@type": "CorrectionComment",
        "text": text,
        "datePublished": schema_date(correction.date),
    }


def _source(renderer: Renderer, entry: SourceEntry, to: Addresses) -> Json:
    source = entry.source
    return without_empty(
        **{"@type": _TYPES[source.kind], "@id": source.url},
        url=source.url,
        headline=source.title,
        inLanguage=source.language or renderer.site.settings.language,
        author=[{"@type": "Person", "name": name} for name in source.author],
        publisher={"@type": "Organization", "name": source.publisher},
        sourceOrganization=(
            {"@type": "Organization", "name": source.origin} if source.origin else None
        ),
        isBasedOn=[{"@type": "CreativeWork", "creditText": name} for name in source.upstream],
        datePublished=schema_date(source.published),
        archivedAt=source.archive_url,
        encoding=_copy(source),
        subjectOf={"@type": "WebPage", "@id": to.page(source_address(entry.id))},
    )


def _copy(source: Source) -> Json | None:
    """The archived copy, known by its digest alone: it is not published."""
    if not source.digest:
        return None
    return {"@type": "MediaObject", "sha256": source.digest.removeprefix("sha256:")}


def _quotation(renderer: Renderer, id: str, kinds: dict[str, SpeakerKind], to: Addresses) -> Json:
    entry = renderer.site.quotations[id]
    quotation, source = entry.quotation, renderer.site.sources[entry.source].source
    settings = renderer.site.settings
    translation = without_empty(
        **{"@type": "Quotation"}, text=quotation.translation, inLanguage=settings.language
    )
    return without_empty(
        **{"@type": "Quotation", "@id": _quotation_address(renderer, id, to)},
        text=quotation.exact,
        inLanguage=words_language(quotation, source, settings),
        url=passage_address(source.url, quotation, locator_of(renderer, id)),
        position=place_words(renderer, id) or None,
        spokenByCharacter=_speaker(quotation, kinds),
        creditText=quotation.attributed_to,
        description=quotation.note,
        isPartOf=source.url,
        workTranslation=translation if quotation.translation else None,
    )


def _speaker(quotation: Quotation, kinds: dict[str, SpeakerKind]) -> Json | None:
    if not quotation.speaker:
        return None
    kind = speaker_kind(kinds, quotation.speaker, quotation.role)
    return without_empty(
        **{"@type": kind.value}, name=quotation.speaker, description=quotation.role
    )


def _claims(
    renderer: Renderer, story: ResolvedStory, quoted: Mapping[str, str], to: Addresses
) -> Iterator[Json]:
    page = to.page(story_address(story.slug))
    words = sentences(renderer, story)
    spoken = other_language(renderer, story.story.language)
    # What rests on no source is said by the site itself.
    site = {"@type": "Organization", "name": renderer.site.settings.publisher.name}
    for statement in story.statements():
        sources = sources_of(renderer, statement)
        first = first_to_appear(renderer.site, sources)
        support = renderer.support(statement)
        yield without_empty(
            **{"@type": "Claim", "@id": f"{page}#{statement.anchor}"},
            text=words[statement.anchor],
            description="\n".join(support.parts) if support.by_several else None,
            inLanguage=spoken,
            isPartOf=page,
            author=None if statement.supporting else site,
            citation=[quoted[id] for id in statement.supporting],
            # What it is compared with does not support it.
            mentions=[quoted[id] for id in statement.compared],
            appearance=[renderer.site.sources[id].source.url for id in sources],
            firstAppearance=renderer.site.sources[first].source.url if first else None,
            creativeWorkStatus=sentence_reading(renderer, story.slug, statement.anchor),
        )


def _questions(renderer: Renderer, story: ResolvedStory, to: Addresses) -> Iterator[Json]:
    """The disagreements in the order of the page: a question, its kind, the answers of sources."""
    page = to.page(story_address(story.slug))
    words = sentences(renderer, story)
    spoken = other_language(renderer, story.story.language)
    for position, entry in enumerate(story.disagreements, 1):
        disagreement = entry.disagreement
        yield without_empty(
            **{"@type": "Question", "@id": f"{page}#{disagreement_anchor(disagreement.id)}"},
            name=disagreement.question,
            inLanguage=spoken,
            keywords=disagreement.kind.value,
            position=position,
            isPartOf=page,
            answerCount=len(entry.answers),
            suggestedAnswer=[
                {
                    "@type": "Answer",
                    "text": " ".join(words[statement.anchor] for statement in flat(answer)),
                    "hasPart": [{"@id": f"{page}#{each.anchor}"} for each in flat(answer)],
                }
                for answer in entry.answers
            ],
        )


def first_to_appear(site: SiteIndex, sources: list[str]) -> str | None:
    """The source that was surely published before the others; None if that cannot be told."""
    if len(sources) < 2:
        return None
    dates = {id: parse_date(site.sources[id].source.published) for id in sources}
    first = min(sources, key=lambda source: dates[source].last)
    sure = all(
        isinstance(date, Date) and not (date.approximate or date.uncertain)
        for date in dates.values()
    )
    later = all(dates[first].last < dates[id].first for id in sources if id != first)
    return first if sure and later else None


def _term_set(renderer: Renderer, to: Addresses) -> Json:
    return {
        "@type": "DefinedTermSet",
        "@id": to.page("glossary"),
        "name": renderer.wording.text("Glossary"),
        "inLanguage": renderer.site.settings.language,
    }


def _term(renderer: Renderer, id: str, to: Addresses) -> Json:
    entry = renderer.site.terms[id]
    return without_empty(
        **{"@type": "DefinedTerm", "@id": to.page("glossary", f"term.{id}")},
        name=entry.term.term,
        alternateName=entry.term.aliases,
        description=renderer.definition(id),
        termCode=id,
        inDefinedTermSet=to.page("glossary"),
        sameAs=entry.term.same_as,
    )


def _quotation_address(renderer: Renderer, id: str, to: Addresses) -> str:
    return to.page(source_address(renderer.site.quotations[id].source), quotation_anchor(id))
