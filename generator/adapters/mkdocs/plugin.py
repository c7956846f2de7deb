"""The MkDocs plugin `explainer`: it runs the pipeline and hands its pages to MkDocs."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
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

from generator.adapters.markdown import hand_written, navigation
from generator.adapters.mkdocs.banner import add_banner, problem_pages
from generator.adapters.mkdocs.compile import compile_for, site_folder
from generator.adapters.mkdocs.pages import with_pages
from generator.diagnostics import Diagnostic, Severity, as_text, summary
from generator.pipeline import Compiled
from generator.render import Rendered
from generator.resources import resource
from generator.verify import NOTHING

log = logging.getLogger("mkdocs.plugins.explainer")
STYLE, SCRIPT = "assets/explainer.css", "assets/explainer.js"


class PluginConfig(base.Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml may say under `plugins: - explainer:`."""

    content = c.Type(str, default="content")
    """The content folder, relative to mkdocs.yml."""
    strict = c.Type(bool, default=False)
    """Whether a warning keeps the site from being built."""


class ExplainerPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Builds the pages of a story site.

    A build with errors in the content is aborted. Under `serve` the last good pages stay up and
    every page shows what is wrong, so that an editor sees it where the change was expected.

    Attributes:
        announce: whether problems are logged; the command line shows them itself.
        page_done: called after each page.
        last_good: the last content without errors, which `serve` shows.
    """

    def __init__(self) -> None:
        """Begin with nothing built."""
        super().__init__()
        self.announce = True
        self.page_done: Callable[[], None] = lambda: None
        self._serving = False
        self._beside: list[Diagnostic] = []
        self._prepared: Compiled | None = None
        self.last_good: Compiled | None = None
        self._now: Compiled = Compiled(None, NOTHING, Rendered(), ())

    def notice(self, problems: list[Diagnostic]) -> None:
        """Take problems that do not stand in the content, to be shown with those that do."""
        self._beside = problems

    def use(self, compiled: Compiled) -> None:
        """Take a result of the pipeline that was made already, for the next build."""
        self._prepared = compiled

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Note whether this is `serve`; having this hook keeps the plugin across rebuilds."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Run the pipeline; take the site's name, address and language from the content."""
        prepared, self._prepared = self._prepared, None
        self._now = prepared or compile_for(config, self.config.content, drafts=self._serving)
        if self.announce:
            self._announce()
        if not self._now.blocked(strict=self.config.strict and not self._serving):
            self.last_good = self._now
        elif not self._serving:
            msg = f"The content has {summary(self._now.diagnostics)}: nothing was built."
            raise Abort(msg)
        if config.nav is None:
            config.nav = navigation(self._shown, hand_written(Path(config.docs_dir)))
        _add_theme(config)
        if self.last_good and self.last_good.site:
            apply_settings(config, self.last_good)
        return config

    @property
    def _shown(self) -> Rendered:
        """The pages that are built: of the last good content, or a notice that there is none."""
        return self.last_good.rendered if self.last_good else problem_pages()

    def _announce(self) -> None:
        for problem in self._now.diagnostics:
            is_error = problem.severity is Severity.ERROR
            log.log(logging.ERROR if is_error else logging.WARNING, as_text(problem))

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the generated pages and data files."""
        base = Path(os.path.relpath(site_folder(config), config.docs_dir)).as_posix()
        return with_pages(self._shown, files, config, f"{base}/")

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
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
        self.page_done()
        problems = [*self._beside, *self._now.diagnostics]
        return add_banner(output, problems) if self._serving and problems else output

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Callable[..., None],  # noqa: ARG002 - MkDocs's signature
    ) -> LiveReloadServer:
        """Reload when content, templates or maps change."""
        folder = site_folder(config)
        watched = [folder / self.config.content, folder / "site-templates", folder / "maps"]
        watched += [resource("site-templates"), resource("maps")]
        for path in dict.fromkeys(path.resolve() for path in watched if path.is_dir()):
            server.watch(str(path))
        return server


def _add_theme(config: MkDocsConfig) -> None:
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
    settings = compiled.site.settings
    config.site_name = settings.title
    config.site_description = settings.description
    config.site_author = settings.publisher.name
    config.site_url = config.site_url or settings.address
    config.theme["language"] = _theme_language(config, settings.language)


def _theme_language(config: MkDocsConfig, language: str) -> str:
    """The theme's translation for a language tag: the tag itself, its language, or English."""
    for tag in (language, language.partition("-")[0]):
        for folder in config.theme.dirs:
            if (Path(folder) / "partials" / "languages" / f"{tag}.html").is_file():
                return tag
    return "en"
