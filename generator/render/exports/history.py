"""The published versions of a story in the words of schema.org."""

from __future__ import annotations

from generator.render.exports.common import Addresses, Json, schema_date, without_empty
from generator.render.views import Renderer, version_address
from generator.resolve import ResolvedStory


def current_version(renderer: Renderer, story: ResolvedStory) -> str | None:
    """The version that the story is; none if it is not what its last version says."""
    history = renderer.site.histories.get(story.slug)
    return str(len(history.versions)) if history and not history.waiting else None


def version_articles(renderer: Renderer, story: ResolvedStory, to: Addresses) -> list[Json]:
    """The published versions, the oldest first, each with what it was made from."""
    history = renderer.site.histories.get(story.slug)
    pages = [
        to.page(version_address(story.slug, number))
        for number in range(1, len(history.versions) + 1 if history else 1)
    ]
    return [
        without_empty(
            **{"@type": "Article", "@id": page},
            url=page,
            version=str(at + 1),
            datePublished=schema_date(history.versions[at].date) if history else None,
            isBasedOn={"@id": pages[at - 1]} if at else None,
        )
        for at, page in enumerate(pages)
    ]
