"""render: a story, a source or a question about the site → pages and data files."""

from generator.render.catalogue import BadTranslationError
from generator.render.embeds import FOLDER as EMBEDS
from generator.render.footer import footer
from generator.render.links import Links
from generator.render.not_found import not_found
from generator.render.page import (
    CARD_SIZE,
    Block,
    DataFile,
    Fragment,
    Heading,
    LargeFile,
    Outline,
    Page,
    Social,
    SocialCard,
    headings_of,
)  # fmt: skip
from generator.render.registry import (
    SITE_FILES,
    SITE_PAGES,
    Made,
    make_files,
    make_page,
    make_source,
    make_story,
    outlines,
)
from generator.render.spoken import spoken
from generator.render.templates import BadTemplateError, open_templates
from generator.render.views import Renderer
from generator.render.wording import Wording, wording_for

__all__ = [
    "CARD_SIZE", "EMBEDS", "SITE_FILES", "SITE_PAGES", "BadTemplateError",
    "BadTranslationError", "Block", "DataFile", "Fragment", "Heading", "LargeFile", "Links", "Made",
    "Outline",
    "Page", "Renderer", "Social", "SocialCard", "Wording", "footer", "headings_of",
    "make_files", "make_page", "make_source", "make_story",
    "not_found", "open_templates", "outlines", "spoken", "wording_for",
]  # fmt: skip
