"""The MkDocs plugin `explainer`: each hook calls a function of the build that is under way."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.adapters.mkdocs.content import read_site, site_folder
from generator.adapters.mkdocs.head import as_plain_text, title_as_plain_text
from generator.adapters.mkdocs.live import Live
from generator.adapters.mkdocs.sitebuild import SiteBuild
from generator.diagnostics import Severity, as_text, safe_text, summary
from generator.diagnostics.safe_text import SAFE_VALUES
from generator.files import ReadError
from generator.index import open_index
from generator.package_data import package_folder
from generator.publishing.atomic_swap import PublishError
from generator.publishing.provenance import RevisionError
from generator.render import BadTemplateError

if TYPE_CHECKING:
    # It brings a web server and a watch of files, and only MkDocs's own `serve` has one.
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.explainer")
log.addFilter(SAFE_VALUES)


class PluginConfig(base.Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml may say under `plugins: - explainer:`."""

    content = c.Type(str, default="content")
    """The content folder, relative to mkdocs.yml."""
    strict = c.Type(bool, default=False)
    """Whether a warning keeps the site from being built."""


class ExplainerPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Builds the pages of a story site.

    A build with errors in the content is aborted. Under MkDocs's own `serve` the last good pages
    stay up and every page shows what is wrong, so that an editor sees it where it was expected.

    Attributes:
        current: the build that is under way; whoever calls MkDocs for it puts it here.
    """

    def __init__(self) -> None:
        """Begin with nothing to build."""
        super().__init__()
        self.current: SiteBuild | None = None
        self._own = ExitStack()
        self._live: Live | None = None

    @property
    def _build(self) -> SiteBuild:
        if self.current is None:
            raise RuntimeError("MkDocs has called a hook before `on_config`")
        return self.current

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Note whether this is `serve`; having this hook keeps the plugin across rebuilds."""
        self._live = Live() if command == "serve" else None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the content, unless that was done; tell MkDocs what it says of the site."""
        build = self.current
        if build is None or build.config is not config:
            build = self.current = self._begin(config)
        try:
            build.configure()
        except (PublishError, RevisionError) as error:
            raise Abort(safe_text(str(error))) from None
        return config

    def _begin(self, config: MkDocsConfig) -> SiteBuild:
        """Read the content for a build that MkDocs has begun by itself."""
        self._own.close()
        store = self._own.enter_context(open_index(site_folder(config), "mkdocs"))
        strict = self.config.strict and not self._live
        drafts = self._live is not None
        site = read_site(config, self.config.content, store, drafts=drafts, strict=strict)
        for problem in site.diagnostics:
            is_error = problem.severity is Severity.ERROR
            log.log(logging.ERROR if is_error else logging.WARNING, as_text(problem))
        if site.blocked(strict=strict) and self._live is None:
            msg = f"The content has {summary(site.diagnostics)}: nothing was built."
            raise Abort(msg)
        return SiteBuild(self, config, self.config.content, site, live=self._live)

    @event_priority(100)
    def _add_written(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the hand-written pages, before another plugin looks for them."""
        return self._build.with_written(files, config)

    def _add_generated(self, files: Files, config: MkDocsConfig) -> Files:  # noqa: ARG002
        """Add the generated pages and data files."""
        with _told_by_mkdocs(self._build):
            return self._build.with_generated(files)

    on_files = CombinedEvent(_add_written, _add_generated)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Note what is listed; give hand-written pages a date of the content's, and no clock's."""
        self._build.use_navigation(nav, config, files)
        return nav

    def on_page_markdown(
        self,
        markdown: str,
        *,
        page: Page,
        config: MkDocsConfig,
        files: Files,  # noqa: ARG002 - MkDocs's signature
    ) -> str:
        """Take what stands at the head of a hand-written page for text."""
        if not page.file.generated_by and (template := as_plain_text(page, config)):
            log.warning("%s: '%s' is no template of the site's own", page.file.src_uri, template)
        return markdown

    def on_page_content(
        self,
        html: str,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs's signature
        files: Files,  # noqa: ARG002 - MkDocs's signature
    ) -> str:
        """Take the name of a hand-written page's file for text."""
        if not page.file.generated_by:
            title_as_plain_text(page)
        return html

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Take the theme's templates, for the pages that are finished by several processes."""
        self._build.use_templates(env, files)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Set the page's policy; under MkDocs's `serve`, show what is wrong with the content."""
        return self._build.finish_page(output, page)

    @event_priority(-100)
    def on_post_template(
        self,
        output_content: str,
        *,
        template_name: str,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs's signature
    ) -> str:
        """Set the policy of a page that has no content of its own, such as 404.html."""
        is_page = template_name.endswith(".html")
        return self._build.with_policy(output_content) if is_page else output_content

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what MkDocs does not, and put the site in its place."""
        build = self._build
        with _told_by_mkdocs(build):
            build.write()
            if build.is_own:
                if self._live is None:
                    self._write_languages(build, config)
                build.publish()
        if build.is_own and self._live is None:
            self.current = None
            self._own.close()

    def _write_languages(self, build: SiteBuild, config: MkDocsConfig) -> None:
        """Write the site in its other languages, where MkDocs has begun the build itself."""
        # They are builds by MkDocs in their turn.
        from generator.adapters.mkdocs.build import write_languages  # noqa: PLC0415 - no way back
        from generator.adapters.mkdocs.project import Project  # noqa: PLC0415

        for warning in write_languages(Project(config, self, ()), build):
            log.warning(warning)

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs's signature
        """Leave what is published as it is."""
        if self.current:
            self.current.discard()
            self.current = None
        self._own.close()

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Callable[..., None],  # noqa: ARG002 - MkDocs's signature
    ) -> LiveReloadServer:
        """Reload when content, templates or maps change."""
        for path in self.folders(config):
            if path.is_dir():
                server.watch(str(path))
        return server

    def folders(self, config: MkDocsConfig) -> list[Path]:
        """The folders that the pages are made from, whether they are there or not."""
        folder = site_folder(config)
        read = [folder / self.config.content, folder / "site-templates", folder / "maps"]
        read += [package_folder("site-templates"), package_folder("maps")]
        return list(dict.fromkeys(path.resolve() for path in read))


@contextmanager
def _told_by_mkdocs(build: SiteBuild) -> Iterator[None]:
    """End a build with a message of MkDocs's, if it is MkDocs that has begun it."""
    try:
        yield
    except BadTemplateError as error:
        if not build.is_own:
            raise
        raise Abort(as_text(error.diagnostic)) from None
    except ReadError as error:
        raise Abort(f"'{error.path}': {error}") from None
    except PublishError as error:
        raise Abort(safe_text(str(error))) from None
