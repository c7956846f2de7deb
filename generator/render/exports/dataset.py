"""The site's data as search engines for data know it: a schema.org Dataset, on the home page."""

from __future__ import annotations

from markupsafe import Markup

from generator.render.database import DATABASE_PATH
from generator.render.exports.common import addresses, without_empty
from generator.render.exports.jsonld import CONTEXT
from generator.render.search.entries import script_json
from generator.render.views import Renderer

SQLITE = "application/vnd.sqlite3"
"""The media type of a SQLite file, as the IANA has it."""


def dataset(renderer: Renderer) -> Markup:
    """The description as JSON-LD that is safe in a script element; empty if there are no data."""
    settings = renderer.site.settings
    if not settings.database:
        return Markup()
    text, to = renderer.wording.text, addresses(renderer, "index.html")
    home = to.page("")
    rights = text("Quotations keep the rights of their sources.")
    told = without_empty(
        **{"@context": CONTEXT, "@type": "Dataset"},
        name=text("{title}: all data").format(title=settings.title),
        description=f"{settings.description} {rights}",
        url=home,
        inLanguage=settings.language,
        isAccessibleForFree=True,
        license=settings.licence_address or settings.licence,
        creator=without_empty(
            **{"@type": "Organization"},
            name=settings.publisher.name,
            url=settings.publisher.address,
        ),
        dateModified=renderer.site.newest,
        distribution={
            "@type": "DataDownload",
            "encodingFormat": SQLITE,
            "contentUrl": to.file(DATABASE_PATH),
        },
    )
    return Markup(script_json(told))  # noqa: S704 - nothing in it ends the element
