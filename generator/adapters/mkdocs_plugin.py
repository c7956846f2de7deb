"""The MkDocs plugin `explainer`: it runs the pipeline and hands its pages to MkDocs."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, is_markdown_file

from generator.adapters.banner import add_banner, problem_pages
from generator.adapters.mkdocs_pages import add_pages, navigation
from generator.diagnostics import Diagnostic, as_text, found, summary, worst_first
from generator.diagnostics.record import Place
from generator.pipeline import Compiled, compile_site
from generator.render import Rendered
from generator.resources import resource

log = logging.getLogger("mkdocs.plugins.explainer")
STYLE, SCRIPT = "assets/explainer.css", "assets/explainer.js"


class PluginConfig(base.Config):
    """What mkdocs.yml may say under `plugins: - explainer:`."""

    content = c.Type(str, default="content")
    """The content folder, relative to mkdocs.yml."""
    strict = c.Type(bool, default=False)
    """Whether a warning keeps the site from being built."""


class ExplainerPlugin(BasePlugin[PluginConfig]):
    """Builds the pages of a story site.

    A build with errors in the content is aborted. Under `serve` the last good pages stay up and
    every page shows what is wrong, so that an editor sees it where the change was expected.

    Attributes:
        compiled: the pipeline's last result.
        announce: whether problems are logged; the command line shows them itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self.serving = False
        self.announce = True
        self.compiled: Compiled | None = None
        self._prepared: Compiled | None = None
        self._last_good: Compiled | None = None
        self._shown: Rendered = Rendered()
        self._problems: list[Diagnostic] = []

    def use(self, compiled: Compiled) -> None:
        """Take a result of the pipeline that was made already, for the next build."""
        self._prepared = compiled

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Note whether this is `serve`; having this hook keeps the plugin across rebuilds."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Run the pipeline; take the site's name, address and language from the content."""
        folder = site_folder(config)
        compiled = self._prepared or compile_site(
            folder,
            self.config.content,
            drafts=self.serving,
            directory_urls=config.use_directory_urls,
        )
        self._prepared, self.compiled = None, compiled
        self._problems = list(compiled.diagnostics)
        if self.announce:
            _announce(self._problems)
        self._choose(compiled)
        self._apply_settings(config)
        if config.nav is None:
            config.nav = navigation(self._shown, _hand_written(config))
        return config

    def _choose(self, compiled: Compiled) -> None:
        """Decide which pages are shown: these, the last good ones, or the problems alone."""
        if not compiled.blocked(strict=self.config.strict and not self.serving):
            self._last_good = compiled
        elif not self.serving:
            msg = f"The content has {summary(compiled.diagnostics)}: nothing was built."
            raise Abort(msg)
        good = self._last_good
        self._shown = good.rendered if good else problem_pages()

    def _apply_settings(self, config: MkDocsConfig) -> None:
        theme = str(resource("site-templates") / "theme")
        if theme not in config.theme.dirs:
            # Behind the site's own overrides, before the theme.
            at = 1 if config.theme.custom_dir else 0
            config.theme.dirs.insert(at, theme)
        for path, listed in ((STYLE, config.extra_css), (SCRIPT, config.extra_javascript)):
            if path not in map(str, listed):
                listed.append(path)
        shown = self._last_good or self.compiled
        if not (shown and shown.site):
            return
        settings = shown.site.settings
        config.site_name = settings.title
        config.site_description = settings.description
        config.site_author = settings.publisher.name
        config.site_url = config.site_url or settings.address
        if "language" not in _user_theme(config):
            config.theme["language"] = _theme_language(config, settings.language)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the generated pages and data files."""
        folder, docs = site_folder(config), Path(config.docs_dir)
        base = get_relative_url(".", docs.relative_to(folder).as_posix() + "/") + "/"
        taken = add_pages(self._shown, files, config, base)
        collisions = [_collision(path, docs, folder) for path in taken]
        self._problems += collisions
        if collisions and self.announce:
            _announce(collisions)
        if collisions and not self.serving:
            raise Abort("A hand-written page has the address of a generated one.")
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Give hand-written pages a date of the content's, so that no clock is in the output."""
        newest = max((page.updated for page in self._shown.pages), default="1970-01-01")
        for file in files.documentation_pages():
            page = file.page or Page(None, file, config)
            if not file.generated_by:
                page.update_date = newest
        return nav

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Under `serve`, show on every page what is wrong with the content."""
        return add_banner(output, self._problems) if self.serving and self._problems else output

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:  # noqa: ARG002
        """Reload when content, templates or maps change."""
        folder = site_folder(config)
        watched = [folder / self.config.content, folder / "site-templates", folder / "maps"]
        watched += [resource("site-templates"), resource("maps")]
        for path in dict.fromkeys(path.resolve() for path in watched if path.is_dir()):
            server.watch(str(path))
        return server


def site_folder(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml."""
    return Path(config.config_file_path).resolve().parent


def _announce(problems: list[Diagnostic]) -> None:
    for problem in worst_first(problems):
        level = logging.ERROR if problem.severity == "error" else logging.WARNING
        log.log(level, as_text(problem))


def _collision(path: str, docs: Path, folder: Path) -> Diagnostic:
    place = Place((docs / path).relative_to(folder).as_posix())
    message = f"the site makes a page '{path.removesuffix('.md')}' from the content"
    return found("address-collision", place, message)


def _hand_written(config: MkDocsConfig) -> list[str]:
    docs = Path(config.docs_dir)
    paths = (path.relative_to(docs) for path in sorted(docs.rglob("*")) if path.is_file())
    return [
        path.as_posix()
        for path in paths
        if is_markdown_file(path.name) and not any(part[0] == "." for part in path.parts)
    ]


def _user_theme(config: MkDocsConfig) -> dict[str, object]:
    """What mkdocs.yml itself says about the theme."""
    theme = next((part["theme"] for part in config.user_configs if "theme" in part), {})
    return theme if isinstance(theme, dict) else {}


def _theme_language(config: MkDocsConfig, language: str) -> str:
    """The theme's translation for a language tag: the tag itself, its language, or English."""
    for tag in (language, language.split("-")[0]):
        for folder in config.theme.dirs:
            if (Path(folder) / "partials" / "languages" / f"{tag}.html").is_file():
                return tag
    return "en"
