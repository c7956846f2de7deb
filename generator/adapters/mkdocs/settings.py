"""What MkDocs is told of the site besides its pages: the theme's folder, names, addresses."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig

from generator.adapters.mkdocs.built import say_program
from generator.pipeline import Compiled
from generator.resources import resource

STYLE, SCRIPT, ICON = "assets/explainer.css", "assets/explainer.js", "assets/favicon.png"


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
    theme = str(resource("site-templates") / "theme")
    if theme not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
    if STYLE not in config.extra_css:
        config.extra_css.append(STYLE)
    if SCRIPT not in map(str, config.extra_javascript):
        config.extra_javascript.append(SCRIPT)


def apply_settings(config: MkDocsConfig, compiled: Compiled) -> None:
    """Set what the content says of the site: its name, description, address, language."""
    if compiled.site is None:
        return
    say_program(config)
    settings = compiled.site.settings
    # The theme writes these as they are, also into attributes; and some of them escaped, which
    # leaves markup alone.
    config.site_name = escape(settings.title)
    config.site_description = escape(settings.description)
    config.site_author = escape(settings.publisher.name)
    config.site_url = config.site_url or settings.address
    config.theme["language"] = _theme_language(config, settings.language)
    if _has_no_icon(config):
        config.theme["favicon"] = ICON
    config.extra.setdefault("not_found", dict(compiled.rendered.not_found))


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
