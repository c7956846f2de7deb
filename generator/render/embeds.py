"""Small pages that other sites may frame: a sentence with its words, a disagreement, a timeline.

There are none unless `embeds` of site.yml says so. Each lies under `embed/`, so that a host can let
these paths alone be framed, and needs no script. Where the site has an address, each says how to
frame it, in its own code and as oEmbed (https://oembed.com/).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import escape
from pydantic_core import to_json

from generator.render import contexts, views
from generator.render.exports.common import base_address
from generator.render.html import ProseWriter
from generator.render.maps import map_view
from generator.render.page import DataFile
from generator.render.views import Renderer, story_address
from generator.render.wording import direction
from generator.resolve import Footnote, ResolvedStory, Statement, StoryDisagreement, flat

FOLDER = "embed"
STYLE = "assets/embed.css"
WIDTH = 640
"""How wide a frame is, in CSS pixels, where nothing says otherwise."""
_HEIGHTS = {"sentence": 360, "disagreement": 560, "timeline": 640, "map": 560}
_CODE = (
    '<iframe src="{address}" title="{title}" width="{width}" height="{height}"'
    ' loading="lazy" style="border:0;max-width:100%"></iframe>'
)


def embed_files(renderer: Renderer, story: ResolvedStory) -> Iterator[DataFile]:
    """The pages of a story that may be framed, each with its oEmbed answer.

    Args:
        renderer: what all pages are made with.
        story: the story.
    """
    if not renderer.site.settings.embeds:
        return
    for statement in _sentences(story):
        if statement.quotations:
            yield from _files(renderer, story, "sentence", statement.anchor, [statement])
    for entry in story.disagreements:
        anchor = views.disagreement_anchor(entry.disagreement.id)
        yield from _files(renderer, story, "disagreement", anchor, _said(entry), entry)
    if story.events:
        told = [statement for event in story.events for statement in flat(event.text)]
        yield from _files(renderer, story, "timeline", "timeline", told)
    if story.has_map:
        yield from _files(renderer, story, "map", "map", [])


def embed_address(slug: str, anchor: str) -> str:
    """The address of the page that shows what stands at an anchor of a story."""
    return f"{FOLDER}/{slug}/{anchor}"


def embed_anchors(
    renderer: Renderer, story: ResolvedStory, here: str
) -> tuple[contexts.EmbedLink, ...]:
    """Links to the pages that may be framed, of what a story's own page shows in full.

    Sentences are not among them. There are none if the site has none.
    """
    text = renderer.wording.text
    parts = [("timeline", text("Timeline"))] if story.events else []
    parts += [("map", text("Who took part"))] if story.has_map else []
    named = [(part, part, name) for part, name in parts]
    shown = [each for each in story.disagreements if not views.only_named(each.disagreement)]
    return _links(renderer, story, here, [*named, *_points(shown)])


def embed_points(
    renderer: Renderer, story: ResolvedStory, here: str
) -> tuple[contexts.EmbedLink, ...]:
    """Links to the pages that may be framed, of all disagreements; none if the site has none."""
    return _links(renderer, story, here, _points(story.disagreements))


def _points(entries: Iterable[StoryDisagreement]) -> Iterator[tuple[str, str, str]]:
    for each in entries:
        anchor = views.disagreement_anchor(each.disagreement.id)
        yield "disagreement", anchor, each.disagreement.question


def _links(
    renderer: Renderer, story: ResolvedStory, here: str, named: Iterable[tuple[str, str, str]]
) -> tuple[contexts.EmbedLink, ...]:
    """Links to pages, each by its kind, its anchor and its name."""
    if not renderer.site.settings.embeds:
        return ()
    href = renderer.links.href
    return tuple(
        contexts.EmbedLink(href(here, embed_address(story.slug, anchor)), name, _HEIGHTS[kind])
        for kind, anchor, name in named
    )


def embed_code(renderer: Renderer, story: ResolvedStory) -> str:
    """The HTML that frames any page of a story, with `%1` for its address and `%2` for its height.

    Empty if there is no such page, or the site has no address.
    """
    settings = renderer.site.settings
    if not settings.embeds or not settings.address:
        return ""
    return _CODE.format(address="%1", title=escape(story.story.title), width=WIDTH, height="%2")


def embed_of_sentence(renderer: Renderer, story: ResolvedStory, here: str) -> str:
    """The link to the page of a sentence, with `%1` for its anchor; empty if the site has none."""
    if not renderer.site.settings.embeds:
        return ""
    return renderer.links.href(here, embed_address(story.slug, "%1"))


def oembed_answer(renderer: Renderer, story: ResolvedStory, kind: str) -> str:
    """The whole address of the oEmbed answer for a story's page of a kind; empty if there is none.

    For the story itself it is that of the first sentence with sources: what the story says; for
    its disagreements, that of the first.
    """
    settings = renderer.site.settings
    if not settings.embeds or not settings.address:
        return ""
    anchor = kind
    if kind == "story-disagreements":
        anchor = views.disagreement_anchor(story.disagreements[0].disagreement.id)
    if kind == "story":
        first = next((each for each in _sentences(story) if each.quotations), None)
        if first is None:
            return ""
        anchor = first.anchor
    return _absolute(renderer, f"{embed_address(story.slug, anchor)}.json")


def _sentences(story: ResolvedStory) -> Iterator[Statement]:
    yield from flat(story.standfirst)
    yield from story.key_points
    for section in story.sections:
        yield from flat(section.body)


def _said(entry: StoryDisagreement) -> list[Statement]:
    return [each for text in (*entry.answers, entry.reading) for each in flat(text)]


def _files(
    renderer: Renderer,
    story: ResolvedStory,
    kind: str,
    anchor: str,
    statements: Iterable[Statement],
    disagreement: StoryDisagreement | None = None,
) -> Iterator[DataFile]:
    address = embed_address(story.slug, anchor)
    settings, href = renderer.site.settings, renderer.links.href
    statements = list(statements)
    notes = _footnotes(statements)
    writer = views.marked(
        renderer, renderer.writer(address, notes, language=story.story.language), story
    )
    language = story.story.language or settings.language
    target = "" if kind in ("timeline", "map") else anchor
    page = (
        views.part_address(story.slug, target) if target else f"{story_address(story.slug)}/{kind}"
    )
    code = _code(renderer, story, kind, anchor)
    context = contexts.EmbedPage(
        kind=kind,
        lang=settings.language,
        direction=direction(settings.language),
        story_lang=language,
        site=contexts.Anchor(href(address, ""), settings.title),
        story=contexts.Anchor(href(address, page, target), story.story.title),
        style=renderer.links.to_file(address, STYLE),
        sentence=writer.line(statements) if kind == "sentence" else None,
        disagreement=_disagreement(renderer, writer, disagreement) if disagreement else None,
        events=views.event_years(renderer, writer, story) if kind == "timeline" else (),
        map=map_view(renderer, story, address) if kind == "map" else None,
        notes=views.notes(renderer, address, notes),
        code=code,
        canonical=_absolute(renderer, renderer.links.href("", page)),
        oembed=_absolute(renderer, f"{address}.json"),
    )
    # All links lead out of the frame, but for those to the notes below.
    html = renderer.templates.document("embed", context).replace(
        '<a href="#fn.', '<a target="_self" href="#fn.'
    )
    origin = story.place.file
    yield DataFile(renderer.links.file(address), html.encode(), origin)
    if code:
        yield DataFile(f"{address}.json", _oembed(renderer, story, kind, code), origin)


def _disagreement(
    renderer: Renderer, writer: ProseWriter, entry: StoryDisagreement
) -> contexts.DisagreementView | None:
    shown = views.disagreements(renderer, writer, [entry], [])
    return next(iter((*shown.main, *shown.minor)), None) if shown else None


def _footnotes(statements: Iterable[Statement]) -> tuple[Footnote, ...]:
    by_quotation: dict[str, dict[str, None]] = {}
    for statement in statements:
        for id in statement.quotations:
            by_quotation.setdefault(id, {})[statement.anchor] = None
    return tuple(
        Footnote(number, id, tuple(anchors))
        for number, (id, anchors) in enumerate(by_quotation.items(), 1)
    )


def _absolute(renderer: Renderer, path: str) -> str:
    """The whole address of a path of the site; empty if the site has no address."""
    base = base_address(renderer)
    return f"{base}{path}" if base else ""


def _code(renderer: Renderer, story: ResolvedStory, kind: str, anchor: str) -> str:
    """The HTML with which another site frames the page; empty without an address of the site."""
    address = _absolute(renderer, renderer.links.href("", embed_address(story.slug, anchor)))
    if not address:
        return ""
    title = escape(story.story.title)
    return _CODE.format(address=address, title=title, width=WIDTH, height=_HEIGHTS[kind])


def _oembed(renderer: Renderer, story: ResolvedStory, kind: str, code: str) -> bytes:
    """The answer of an oEmbed provider, as a file."""
    settings = renderer.site.settings
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": story.story.title,
        "provider_name": settings.title,
        "provider_url": settings.address,
        "width": WIDTH,
        "height": _HEIGHTS[kind],
        "html": code,
    }
    return to_json(answer, indent=1) + b"\n"
