"""Where a site stands in each of its languages, for the theme."""

from __future__ import annotations

from babel import Locale
from mkdocs.config.defaults import MkDocsConfig

from generator.model import SiteSettings
from generator.render.wording import direction

EXTRA = "explainer_languages"
"""Where the theme finds the languages of a site."""


def add_language_folder(config: MkDocsConfig, language: str) -> None:
    """Let a site that is wanted in another language have an address of its own.

    The address that stands in `site.yml` has the language in it already.
    """
    if language and config.site_url:
        config.site_url = f"{config.site_url.rstrip('/')}/{language}/"


def add_languages(config: MkDocsConfig, settings: SiteSettings, language: str) -> None:
    """Tell the theme in which languages a site is there, and where each begins.

    Args:
        config: MkDocs's configuration of the site in one of them.
        settings: what `site.yml` says in this language.
        language: this language; none for that of the originals.
    """
    if not settings.languages:
        return
    original = settings.languages[0] if language else settings.language
    others = sorted({*settings.languages, settings.language} - {original})
    base = (config.site_url or "").removesuffix("/")
    top = base.removesuffix(f"/{language}") if language else base
    config.extra[EXTRA] = [
        {
            "tag": tag,
            "name": _own_name(tag),
            "dir": direction(tag),
            "is_own": tag == settings.language,
            "root": f"{'../' if language else ''}{folder}",
            "address": f"{top}/{folder}" if base else "",
            "is_original": tag == original,
        }
        for tag, folder in [(original, ""), *((tag, f"{tag}/") for tag in others)]
    ]


def _own_name(tag: str) -> str:
    """What a language calls itself, as it stands in a list."""
    name = Locale.parse(tag, sep="-").get_language_name() or tag
    return f"{name[0].upper()}{name[1:]}"
