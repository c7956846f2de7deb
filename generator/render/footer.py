"""The words of the footer that stands under every page."""

from __future__ import annotations

from generator.model import SiteSettings
from generator.render.wording import Wording


def footer(wording: Wording, settings: SiteSettings) -> dict[str, str]:
    """What the theme's footer says, in the site's language: plain texts and addresses."""
    text = wording.text
    return {
        "published_by": text("Published by"),
        "publisher": settings.publisher.name,
        "publisher_address": settings.publisher.address or "",
        "own_text": text("Our own text:"),
        "licence": settings.licence or "",
        "licence_address": settings.licence_address or "",
        "contact": settings.contact,
        "report": text("Report a mistake"),
        "feed": text("Feed of stories and corrections (Atom)"),
    }
