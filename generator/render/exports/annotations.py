"""A story's footnotes as W3C Web Annotations (https://www.w3.org/TR/annotation-model/).

Each footnote mark is an annotation: its body is the statement, its target the words in the report.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Locator, Quotation, Source
from generator.render.exports.common import (
    Addresses,
    Json,
    Positions,
    addresses,
    cited_quotations,
    filled,
    iso_date,
    json_file,
    language,
    sentences,
    story_path,
)
from generator.render.links import source_pieces
from generator.render.page import DataFile
from generator.render.views import Renderer, story_address
from generator.render.views.quotations import locator_of
from generator.resolve import ResolvedStory

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def story_annotations(renderer: Renderer, story: ResolvedStory, positions: Positions) -> DataFile:
    """`stories/SLUG.annotations.json`: a collection of one page, in reading order."""
    path = story_path(story, "annotations.json")
    to = addresses(renderer, path)
    items = list(_annotations(renderer, story, positions, to))
    collection = filled(
        **{"@context": CONTEXT},
        id=to.file(path),
        type="AnnotationCollection",
        label=story.story.title,
        rights=renderer.site.settings.licence_address,
    )
    collection["total"] = len(items)
    if items:
        collection["first"] = {
            "id": f"{to.file(path)}#first",
            "type": "AnnotationPage",
            "partOf": to.file(path),
            "startIndex": 0,
            "items": items,
        }
    return json_file(path, collection, story, depth=3)


def _annotations(
    renderer: Renderer, story: ResolvedStory, positions: Positions, to: Addresses
) -> Iterator[Json]:
    file, page = to.file(to.here), story_address(story.slug)
    words = sentences(renderer, story)
    targets = {id: _target(renderer, id, positions.get(id)) for id in cited_quotations(story)}
    for statement in story.statements():
        body = {
            "id": to.page(page, statement.anchor),
            "type": "TextualBody",
            "value": words[statement.anchor],
            "format": "text/plain",
            "language": language(renderer, story),
        }
        for id in statement.quotations:
            yield {
                "id": f"{file}#{statement.anchor}.{id}",
                "type": "Annotation",
                "motivation": "linking",
                "body": body,
                "target": targets[id],
            }


def _target(renderer: Renderer, id: str, position: tuple[int, int] | None) -> Json | list[Json]:
    entry = renderer.site.quotations[id]
    source = renderer.site.sources[entry.source].source
    targets = _targets(renderer, entry.quotation, source, position)
    if fragment := _fragment(locator_of(renderer, id)):
        for target in targets:
            selectors = target["selector"]
            target["selector"] = [
                *(selectors if isinstance(selectors, list) else [selectors]),
                fragment,
            ]
    return targets[0] if len(targets) == 1 else targets


def _fragment(locator: Locator | None) -> Json | None:
    """The page of a PDF or the time in a recording, as a selector."""
    if locator and locator.page_number:
        value, rules = f"page={locator.page_number}", "http://tools.ietf.org/rfc/rfc3778"
    elif locator and locator.time is not None:
        value, rules = f"t={locator.time}", "http://www.w3.org/TR/media-frags/"
    else:
        return None
    return {"type": "FragmentSelector", "conformsTo": rules, "value": value}


def _targets(
    renderer: Renderer, quotation: Quotation, source: Source, position: tuple[int, int] | None
) -> list[Json]:
    """A target for each run of the source's own words.

    Most quotations are one run. Where an editor left words out or put words in, the words before
    and after are targets of their own, since no selector can hold words that do not stand there;
    the position, which covers all of them, is told only of a quotation that is one run.
    """
    pieces = source_pieces(quotation.exact) or [quotation.exact]
    words = " ".join(quotation.exact.split())
    whole = len(pieces) == 1 and "[" not in words
    last = len(pieces) - 1
    targets = []
    for at, piece in enumerate(pieces):
        selectors: list[Json] = [
            filled(
                type="TextQuoteSelector",
                exact=quotation.exact if whole else piece,
                prefix=quotation.prefix if at == 0 and words.startswith(piece) else None,
                suffix=quotation.suffix if at == last and words.endswith(piece) else None,
            )
        ]
        if whole and position:
            start, end = position
            selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
        targets.append(
            filled(
                type="SpecificResource",
                source={
                    "id": source.url,
                    "type": "Text",
                    "language": quotation.language
                    or source.language
                    or renderer.site.settings.language,
                },
                selector=selectors[0] if len(selectors) == 1 else selectors,
                state=_state(source),
            )
        )
    return targets


def _state(source: Source) -> Json | None:
    """When the page was read, as the day from its beginning to its end, and a public copy."""
    seen = iso_date(source.accessed)
    day = seen if seen and len(seen) == 10 else None
    if not (day or source.archive_url):
        return None
    return filled(
        type="TimeState",
        sourceDateStart=f"{day}T00:00:00Z" if day else None,
        sourceDateEnd=f"{day}T23:59:59Z" if day else None,
        cached=source.archive_url,
    )
