"""Resolved things → what templates show of them, on one page."""

from generator.render.views.disagreements import (
    disagreement_anchor,
    disagreements,
    only_named,
    question_line,
)  # fmt: skip
from generator.render.views.notes import badge_names, notes
from generator.render.views.quotations import (
    quotation_href,
    quotation_views,
    source_line,
    terms,
)  # fmt: skip
from generator.render.views.rechecks import addresses_view
from generator.render.views.renderer import (
    Renderer,
    disagreements_address,
    history_address,
    language_name,
    other_language,
    page_of,
    part_address,
    quotation_lang,
    source_address,
    story_address,
    version_address,
)  # fmt: skip
from generator.render.views.sources import sources_by_voice
from generator.render.views.speakers import SPEAKERS, Speaker, speakers
from generator.render.views.stories import (
    corrections,
    marked,
    operations,
    place_anchor,
    role_name,
    version_name,
)  # fmt: skip
from generator.render.views.timeline import event_years, strip

__all__ = [
    "SPEAKERS",
    "Renderer",
    "Speaker",
    "addresses_view",
    "badge_names",
    "corrections",
    "disagreement_anchor",
    "disagreements",
    "disagreements_address",
    "event_years",
    "history_address",
    "language_name",
    "marked",
    "notes",
    "only_named",
    "operations",
    "other_language",
    "page_of",
    "part_address",
    "place_anchor",
    "question_line",
    "quotation_href",
    "quotation_lang",
    "quotation_views",
    "role_name",
    "source_address",
    "source_line",
    "sources_by_voice",
    "speakers",
    "story_address",
    "strip",
    "terms",
    "version_address",
    "version_name",
]  # fmt: skip
