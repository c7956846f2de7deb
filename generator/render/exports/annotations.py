"""A story's footnotes as W3C Web Annotations (https://www.w3.org/TR/annotation-model/).

Each footnote mark is an annotation: its body is the statement, its target the words in the report.
It says that the two belong together, also where the statement is only compared with the words.
Behind these stands an annotation (`assessing`) of each statement that a second reader has read.
Bodies and targets have ids. Each is told in full where it first stands, and by its id after that,
which is the same to a reader of JSON-LD. Ids are relative to the file, whose address the context
says if the site has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.model import Locator, Quotation, Source, words_language
from generator.render.exports.common import (
    Addresses,
    Json,
    Positions,
    addresses,
    cited_quotations,
    iso_date,
    json_file,
    language,
    sentences,
    story_path,
    without_empty,
)
from generator.render.html import quotation_anchor
from generator.render.links import source_pieces
from generator.render.page import DataFile
from generator.render.views import Renderer, story_address
from generator.render.views.quotations import locator_of
from generator.render.views.reviews import is_read, sentence_reading, state_of
from generator.resolve import ResolvedStory, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def story_annotations(renderer: Renderer, story: ResolvedStory, positions: Positions) -> DataFile:
    """`stories/SLUG.annotations.json`: a collection of one page, in reading order."""
    path = story_path(story, "annotations.json")
    to = addresses(renderer, path)
    items = list(_annotations(renderer, story, positions, to))
    base = {"@base": to.file(path)}
    collection = without_empty(
        **{"@context": [CONTEXT, base] if to.base else CONTEXT},
        id=to.file(path),
        type="AnnotationCollection",
        label=story.story.title,
        rights=renderer.site.settings.licence_address,
    )
    collection["total"] = len(items)
    if items:
        collection["first"] = {
            "id": "#first",
            "type": "AnnotationPage",
            "partOf": to.file(path),
            "startIndex": 0,
            "items": items,
        }
    return json_file(path, collection, story, depth=3)


def _annotations(
    renderer: Renderer, story: ResolvedStory, positions: Positions, to: Addresses
) -> Iterator[Json]:
    beside = to.file("stories/") if to.base else ""
    page = to.page(story_address(story.slug)).removeprefix(beside)
    words = sentences(renderer, story)
    targets = {id: _target(renderer, id, positions.get(id)) for id in cited_quotations(story)}
    for statement in story.statements():
        body: Json | str = {
            "id": f"{page}#{statement.anchor}",
            "type": "TextualBody",
            "value": words[statement.anchor],
            "format": "text/plain",
            "language": language(renderer, story),
        }
        for id in statement.quotations:
            yield {
                "id": f"#{statement.anchor}.{id}",
                "type": "Annotation",
                "motivation": "linking",
                "body": body,
                "target": targets[id],
            }
            body, targets[id] = _reference(body), _reference(targets[id])
    for statement in story.statements():
        if reading := _reading(renderer, story, statement, f"{page}#{statement.anchor}"):
            yield reading


def _reading(
    renderer: Renderer, story: ResolvedStory, statement: Statement, address: str
) -> Json | None:
    """That a second reader has found a statement supported by what it cites."""
    state = state_of(renderer, story.slug, statement.anchor)
    if state is None or not is_read(state):
        return None
    day = iso_date(state.last)
    people = state.by if renderer.site.settings.name_reviewers else ()
    return without_empty(
        id=f"#{statement.anchor}.reading",
        type="Annotation",
        motivation="assessing",
        creator=[{"type": "Person", "name": name} for name in people],
        created=f"{day}T00:00:00Z" if day and len(day) == 10 else None,
        body={
            "type": "TextualBody",
            "value": sentence_reading(renderer, story.slug, statement.anchor),
            "format": "text/plain",
            "language": renderer.site.settings.language,
        },
        target=address,
    )


def _reference(told: Any) -> Any:
    """The id of what was told, or the ids of several things."""
    if isinstance(told, list):
        return [_reference(each) for each in told]
    return told["id"] if isinstance(told, dict) else told


def _target(renderer: Renderer, id: str, position: tuple[int, int] | None) -> Any:
    entry = renderer.site.quotations[id]
    source = renderer.site.sources[entry.source].source
    targets = _targets(renderer, entry.quotation, source, position)
    for at, target in enumerate(targets, 1):
        number = f".{at}" if len(targets) > 1 else ""
        target["id"] = f"#{quotation_anchor(id)}{number}"
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

    A selector's prefix stands directly before its words. At an end with brackets the editor's
    stands before the brackets, and what they stand for is in the copy alone, which a build does
    not read: so the selector there has none.
    """
    pieces = source_pieces(quotation.exact) or [quotation.exact]
    words = " ".join(quotation.exact.split())
    whole = len(pieces) == 1 and "[" not in words
    last = len(pieces) - 1
    targets = []
    for at, piece in enumerate(pieces):
        selectors: list[Json] = [
            without_empty(
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
            without_empty(
                type="SpecificResource",
                source={
                    "id": source.url,
                    "type": "Text",
                    "language": words_language(quotation, source, renderer.site.settings),
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
    return without_empty(
        type="TimeState",
        sourceDateStart=f"{day}T00:00:00Z" if day else None,
        sourceDateEnd=f"{day}T23:59:59Z" if day else None,
        cached=source.archive_url,
    )
