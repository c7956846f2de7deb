"""Resolved things → what templates show of them, on one page."""

from generator.render.views.quotations import (
    notes,
    quotation_href,
    quotation_views,
    source_line,
    terms,
)  # fmt: skip
from generator.render.views.renderer import (
    Renderer,
    language_name,
    other_language,
    site_page,
    source_address,
    story_address,
)  # fmt: skip
from generator.render.views.stories import (
    corrections,
    disagreement_anchor,
    disagreements,
    events,
    marked,
    operations,
    place_anchor,
    role_name,
)  # fmt: skip

__all__ = [
    "Renderer", "corrections", "disagreement_anchor", "disagreements", "events", "language_name",
    "marked", "notes", "operations", "other_language", "place_anchor", "quotation_href",
    "quotation_views", "role_name", "site_page", "source_address", "source_line", "story_address",
    "terms",
]  # fmt: skip
