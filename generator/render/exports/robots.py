"""`robots.txt`: everybody may read everything, and here is the list of pages."""

from __future__ import annotations

from generator.render.page import DataFile
from generator.render.views import Renderer


def robots(renderer: Renderer) -> DataFile | None:
    """The file for search engines (RFC 9309), or None if the site was told no address."""
    settings = renderer.site.settings
    if not settings.address:
        return None
    text = f"User-agent: *\nAllow: /\n\nSitemap: {settings.address.rstrip('/')}/sitemap.xml\n"
    return DataFile("robots.txt", text.encode(), renderer.site.place.file)
