"""The MkDocs plugin `explainer`: it runs the pipeline and hands its pages to MkDocs."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.adapters.host import copy_host_files, host_file
from generator.adapters.markdown import navigation
from generator.adapters.mkdocs import settings
from generator.adapters.mkdocs.apart import (
    SITEMAP,
    Apart,
    Surroundings,
    can_be_apart,
    in_sitemap,
    taken_apart,
    with_apart,
    write_apart,
)
from generator.adapters.mkdocs.banner import (
    CLIENT,
    Notice,
    add_banner,
    add_style,
    pages_by_file,
    problem_pages,
)
from generator.adapters.mkdocs.built import say_build
from generator.adapters.mkdocs.compile import compile_for, site_folder
from generator.adapters.mkdocs.frame import Frames, can_be_framed, frame_pages
from generator.adapters.mkdocs.head import take_for_text, take_name_for_text
from generator.adapters.mkdocs.pages import GeneratedPage, with_pages
from generator.adapters.mkdocs.policy import (
    HEADERS_FILE,
    Allowed,
    allowed,
    headers,
    policy,
    with_policy,
)
from generator.adapters.mkdocs.publish import MARKER, Publication, PublishError
from generator.adapters.mkdocs.settings import apply_settings, edit_base, mount
from generator.adapters.mkdocs.written import tell_omitted, with_written
from generator.adapters.provenance import RevisionError
from generator.adapters.sums import write_sums
from generator.diagnostics import Severity, as_text, safe_text, summary
from generator.diagnostics.safe_text import SAFE_VALUES
from generator.files import ReadError
from generator.pages import Written
from generator.pipeline import Compiled
from generator.render import DataFile, Rendered
from generator.render.templates import CompiledTemplates
from generator.resources import resource
from generator.verify import NOTHING

log = logging.getLogger("mkdocs.plugins.explainer")
log.addFilter(SAFE_VALUES)
NOTICE_STYLE = "assets/preview.css"


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
        notices: whether pages are served with a notice of problems; `explainer serve` adds its own.
        page_done: called after each page of the content.
        publication: the build on its way to its place; None under `serve`.
        held: whether the command line puts it there, when it knows that all is well.
        last_good: the last content without errors, which `serve` shows.
        around: what the last build made its pages with; None if more than the theme had a say.
    """

    def __init__(self) -> None:
        """Begin with nothing built."""
        super().__init__()
        self.announce = True
        self.notices = True
        self.page_done: Callable[[], None] = lambda: None
        self.publication: Publication | None = None
        self.held = False
        self._serving = False
        self._prepared: Compiled | None = None
        self.last_good: Compiled | None = None
        self.around: Surroundings | None = None
        self._nav = Navigation([], [])
        self._apart = Apart()
        self._framed = False
        self._now: Compiled = Compiled(None, NOTHING, Rendered(), ())
        self._allowed = Allowed()
        self._pages: Mapping[str, str] = {}
        self._compiled = CompiledTemplates()
        self._build_file: DataFile | None = None
        self._docs = ""

    def use(self, compiled: Compiled) -> None:
        """Take a result of the pipeline that was made already, for the next build."""
        self._prepared = compiled

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Note whether this is `serve`; having this hook keeps the plugin across rebuilds."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Run the pipeline; take the site's name, address and language from the content."""
        prepared, self._prepared = self._prepared, None
        # MkDocs keeps a plugin for the next site that this process opens.
        self.publication, self._build_file = None, None
        self._allowed, self._apart = Allowed(), Apart()
        strict = self.config.strict and not self._serving
        self._now = prepared or compile_for(
            config, self.config.content, drafts=self._serving, strict=strict
        )
        if self.announce:
            self._announce()
        if not self._now.blocked(strict=strict):
            self.last_good = self._now
        elif not self._serving:
            msg = f"The content has {summary(self._now.diagnostics)}: nothing was built."
            raise Abort(msg)
        if config.nav is None:
            config.nav = navigation(self._shown, [page.path for page in self._written.pages])
        settings.add_theme(config)
        if self.last_good and self.last_good.site:
            apply_settings(config, self.last_good)
        if not self._serving:
            self._begin(config)
        # MkDocs shall walk through no folder that strangers fill: it is told what lies there.
        self._docs, config.docs_dir = config.docs_dir, os.devnull
        return config

    def _begin(self, config: MkDocsConfig) -> None:
        """Let MkDocs write into a folder beside the one that the site will stand in."""
        try:
            self._build_file = say_build(config, self.config.content, self._now)
            self.publication = Publication(Path(config.site_dir))
        except (PublishError, RevisionError) as error:
            raise Abort(safe_text(str(error))) from None
        config.site_dir = str(self.publication.folder)

    @property
    def _shown(self) -> Rendered:
        """The pages that are built: of the last good content, or a notice that there is none."""
        return self.last_good.rendered if self.last_good else problem_pages()

    @property
    def _written(self) -> Written:
        """The hand-written pages that are built."""
        return self.last_good.written if self.last_good else Written()

    def _announce(self) -> None:
        for problem in self._now.diagnostics:
            is_error = problem.severity is Severity.ERROR
            log.log(logging.ERROR if is_error else logging.WARNING, as_text(problem))

    @event_priority(100)
    def _add_written(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the hand-written pages, before another plugin looks for them."""
        config.docs_dir = self._docs
        files = with_written(self._written, files, config)
        # A template can do anything, so mkdocs.yml may name none that lies among the pages.
        for name in config.extra_templates:
            if file := files.get_file_from_path(name):
                files.remove(file)
            if (data := host_file(site_folder(config), name)) is not None:
                files.append(File.generated(config, name, content=data))
        return files

    def _add_generated(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the generated pages and data files."""
        if self._serving and self.notices:
            files.append(File.generated(config, NOTICE_STYLE, content=CLIENT["preview.css"]))
            self._pages = pages_by_file(
                self._shown, mount(config), directory_urls=config.use_directory_urls
            )
        if self._build_file:
            build = self._build_file
            files.append(File.generated(config, build.path, content=build.data))
        shown, base = self._shown, edit_base(config)
        # MkDocs's own server gets the pages with a notice of what is wrong in each.
        plain = not (self._serving and self.notices)
        # Asked once: what is made apart is made with frames, or not at all.
        self._framed = can_be_framed(config)
        if plain and self._framed and can_be_apart(config, self):
            shown, self._apart = taken_apart(shown, files, config.nav)
        return with_apart(with_pages(shown, files, config, base), self._apart, config, base)

    on_files = CombinedEvent(_add_written, _add_generated)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Note what is listed; give hand-written pages a date of the content's, and no clock's."""
        newest = max((page.updated for page in self._shown.pages), default="1970-01-01")
        for file in files.documentation_pages():
            page = file.page or Page(None, file, config)
            if not file.generated_by:
                page.update_date = newest
        for page in nav.pages:
            # Whatever the content says: mkdocs.yml may have a navigation of its own.
            if isinstance(page, GeneratedPage):
                page.in_navigation = True
        self._nav = nav
        tell_omitted(nav, files, config)
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
        if not page.file.generated_by and (template := take_for_text(page, config)):
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
            take_name_for_text(page)
        return html

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Keep the theme's templates as they were compiled; let pages share the theme's frame."""
        env.bytecode_cache = self._compiled
        self.around = None
        if self._framed:
            frame_pages(env, Frames(self._with_policy))
            self.around = Surroundings(env, self._nav, files, edit_base(config))

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Set the page's policy; under `serve`, show what is wrong with the content."""
        if page.file.generated_by:
            self.page_done()
        if not getattr(page, "dressed", False):
            output = self._with_policy(output, page.content or "")
        return self._with_notice(output, config) if self._serving and self.notices else output

    def _with_notice(self, html: str, config: MkDocsConfig) -> str:
        kept = self._now is not self.last_good
        html = add_banner(html, Notice(self._now.diagnostics, pages=self._pages, kept=kept))
        return add_style(html, mount(config) + NOTICE_STYLE)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """List all pages in the sitemap."""
        if template_name == SITEMAP and self.around and self._apart.pages:
            context["pages"] = in_sitemap(self._apart, self.around.files, config)
        return context

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
        return self._with_policy(output_content, "") if is_page else output_content

    def _with_policy(self, html: str, content: str) -> str:
        own = allowed(html, content)
        self._allowed |= own
        return with_policy(html, policy(own, live=self._serving))

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what MkDocs does not, and put the site in its place.

        Those are the pages and files that are made apart, and the headers for hosts that take them
        from a file. A site may have headers of its own among its files for the host.
        """
        if self.around:
            self._allowed |= write_apart(
                self._apart, config, self.around, self.page_done, lambda: self._allowed
            )
        site = Path(config.site_dir)
        try:
            copy_host_files(site_folder(config), site, config.extra_templates)
        except ReadError as error:
            raise Abort(f"'{error.path}': {error}") from None
        if self.publication is None:
            return
        path = site / HEADERS_FILE
        if not path.exists():
            text = headers(self._allowed, self._written.downloads)
            path.write_text(text, "utf-8", newline="\n")
        config.site_dir = str(self.publication.place)
        if not self.held:
            self.publish()

    def publish(self) -> None:
        """Put what was built in its place, with the digests of all its files."""
        if self.publication:
            try:
                write_sums(self.publication.folder, leave_out={MARKER})
                self.publication.finish()
            except PublishError as error:
                raise Abort(safe_text(str(error))) from None

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs's signature
        """Leave what is published as it is."""
        self.discard()

    def discard(self) -> None:
        """Remove what was built, if it is not in its place."""
        if self.publication:
            self.publication.discard()

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
        read += [resource("site-templates"), resource("maps")]
        return list(dict.fromkeys(path.resolve() for path in read))
