"""What MkDocs is told of the site besides its pages: the theme's folder, names, addresses."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig

from generator.adapters.assets import SCRIPT, STYLE
from generator.adapters.mkdocs.build_info import add_generator_info
from generator.model import SiteSettings
from generator.package_data import package_folder
from generator.render import footer, not_found, spoken, wording_for

ICON = "assets/favicon.png"
SCHEME = "assets/scheme.js"
"""The script that our theme folder has as a template of the whole site, not of a page."""
SPOKEN = "explainer_spoken"
"""What has the words of scripts, among what mkdocs.yml may have beside its own settings."""
# The parts of the theme itself that our frame loads: their names hold a digest.
_PARTS = {
    "main": "assets/stylesheets/main.*.css",
    "palette": "assets/stylesheets/palette.*.css",
    "bundle": "assets/javascripts/bundle.*.js",
}
# The kinds of pages at the head of every page; all others stand in the footer. Under each stand the
# kinds that belong to it.
MAIN_PAGES = {
    "stories": ("stories", "story", "timeline", "map", "story-disagreements", "topics"),
    "disagreements": ("disagreements",),
    "quotations": ("quotations",),
    "sources": ("sources", "source"),
    "glossary": ("glossary",),
}
"""What the theme reads as `explainer_tabs`, where mkdocs.yml has no navigation."""


def edit_base(config: MkDocsConfig) -> str:
    """The way from the docs folder to the site's folder."""
    # By the names that MkDocs has for both: either may be a link.
    folder = Path(config.config_file_path).absolute().parent
    return f"{Path(os.path.relpath(folder, config.docs_dir)).as_posix()}/"


def mount(config: MkDocsConfig) -> str:
    """The path in the site's address under which it is served."""
    return f"{urlsplit(config.site_url or '/').path.rstrip('/')}/"


def add_theme(config: MkDocsConfig) -> None:
    """Put our theme folder behind the site's own overrides and before the theme itself."""
    theme = str(package_folder("site-templates") / "theme")
    if theme not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
    config.theme.static_templates.add(SCHEME)
    config.theme["explainer_parts"] = {name: path for name, (path, _) in theme_parts(config)}
    if STYLE not in config.extra_css:
        config.extra_css.append(STYLE)
    if SCRIPT not in map(str, config.extra_javascript):
        config.extra_javascript.append(SCRIPT)


def theme_parts(config: MkDocsConfig) -> Iterator[tuple[str, tuple[str, Path]]]:
    """The parts of the theme that our frame loads: what each is, its path in the site, its file."""
    for name, pattern in _PARTS.items():
        for folder in map(Path, config.theme.dirs):
            if found := sorted(folder.glob(pattern)):
                yield name, (found[0].relative_to(folder).as_posix(), found[0])
                break


def apply_settings(config: MkDocsConfig, settings: SiteSettings) -> None:
    """Set what the content says of the site: its name, description, address, language."""
    add_generator_info(config)
    # The theme writes these as they are, also into attributes; and some of them escaped, which
    # leaves markup alone.
    config.site_name = escape(settings.title)
    config.site_description = escape(settings.description)
    config.site_author = escape(settings.publisher.name)
    config.site_url = config.site_url or settings.address
    config.theme["language"] = _theme_language(config, settings.language)
    if _has_no_icon(config):
        config.theme["favicon"] = ICON
    locale = Path(config.config_file_path).parent / "site-templates" / "locale"
    wording = wording_for(settings.language, locale)
    config.extra.setdefault("not_found", not_found(wording))
    config.extra.setdefault("explainer_footer", footer(wording, settings))
    config.extra[SPOKEN] = spoken(wording)


def _has_no_icon(config: MkDocsConfig) -> bool:
    """Whether the icon in the browser's tab would be the theme's; a site may bring its own."""
    themes = [part.get("theme") for part in config.user_configs]
    named = any(isinstance(theme, dict) and "favicon" in theme for theme in themes)
    return not named and not (Path(config.docs_dir) / str(config.theme["favicon"])).is_file()


def _theme_language(config: MkDocsConfig, language: str) -> str:
    """The theme's translation for a language tag: the tag itself, its language, or English."""
    for tag in (language, language.partition("-")[0]):
        for folder in config.theme.dirs:
            if (Path(folder) / "partials" / "languages" / f"{tag}.html").is_file():
                return tag
    return "en"
