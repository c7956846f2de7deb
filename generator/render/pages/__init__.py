"""One function per page type: it fills the template's context and returns the page."""

from generator.render.pages.disagreements import disagreements_page
from generator.render.pages.history import history_page, version_pages
from generator.render.pages.home import home_page
from generator.render.pages.lists import stories_page, topics_page
from generator.render.pages.quotations import quotations_page, speakers_page
from generator.render.pages.reference import corrections_page, glossary_page
from generator.render.pages.sources import source_page, sources_csl, sources_page
from generator.render.pages.stamps import stamp_files, time_stamps_page
from generator.render.pages.story import (
    map_page,
    story_disagreements_page,
    story_page,
    timeline_page,
)  # fmt: skip

__all__ = [
    "corrections_page", "disagreements_page", "glossary_page", "history_page", "home_page",
    "map_page",
    "quotations_page", "source_page", "sources_csl", "sources_page", "speakers_page",
    "stamp_files", "stories_page", "story_disagreements_page", "story_page", "time_stamps_page",
    "timeline_page", "topics_page",
    "version_pages",
]  # fmt: skip
