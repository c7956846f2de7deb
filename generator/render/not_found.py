"""The words of the page that a host shows where there is no page."""

from __future__ import annotations

from generator.render.wording import Wording


def not_found(wording: Wording) -> dict[str, str]:
    """The title and the text for the theme's `404.html`, in the site's language."""
    text = wording.text
    return {
        "title": text("There is no such page"),
        "text": text("The address may be mistyped, or the page has another one now. "
                     "From these you can reach every page of the site:"),
    }  # fmt: skip
