"""One build of a site by MkDocs: what its hooks do, in the order in which MkDocs calls them.

MkDocs writes the theme's own files and the hand-written pages, and makes the navigation. Where
nothing but the theme has a say, all other pages are written by `write_pages`. Where another plugin
or a template of the site's own may want to see them, MkDocs is given all of them, and holds them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.adapters.assets import joined_assets
from generator.adapters.checklist import FILES
from generator.adapters.markdown import navigation
from generator.adapters.mkdocs import settings as theme_settings
from generator.adapters.mkdocs.build_info import BUILD_INFO, add_build_info, extra_of_pages
from generator.adapters.mkdocs.content import SiteContent, site_folder
from generator.adapters.mkdocs.generated import FilesAndGenerated, finder, listed_stubs
from generator.adapters.mkdocs.language_links import add_languages
from generator.adapters.mkdocs.live import STYLE, Live, all_pages
from generator.adapters.mkdocs.pages import GeneratedPage, with_pages
from generator.adapters.mkdocs.policy import HEADERS_FILE, Allowed, headers, unframed
from generator.adapters.mkdocs.sitemap import SITEMAP, write_sitemap
from generator.adapters.mkdocs.taking_over import TakeOver, taking_over
from generator.adapters.mkdocs.theme import Theme, is_theme_alone, listed_paths
from generator.adapters.mkdocs.writing import (
    Pages,
    WriteJob,
    keep_theme,
    write_pages,
)
from generator.adapters.mkdocs.written import tell_omitted, with_written
from generator.digests import digest
from generator.files import read_file, walk_files
from generator.publishing.atomic_swap import MARKER, Publication
from generator.publishing.checksums import write_checksums
from generator.publishing.host_files import copy_host_files, host_file
from generator.render import EMBEDS, BadTemplateError, DataFile
from generator.render.templates import COMPILED, CompactTemplates

_MOST = 50_000_000


@dataclass(slots=True)
class SiteBuild:
    """A build on its way.

    Attributes:
        plugin: the plugin whose hooks are called.
        config: MkDocs's configuration.
        content: the content folder's path, relative to the site's.
        site: what is built.
        live: what MkDocs's own `serve` shows; None if this is no such build.
        is_preview: whether it is built into a folder that `explainer serve` serves.
        is_own: whether MkDocs has begun the build, and its hooks must end it.
        before: the folder of the site that was served before, for a preview.
        is_untouched: whether nobody has touched what was built last.
        page_done: called after each generated page.
        executor: what runs the passes; None takes processes of this machine.
        pages: what has been written.
        language: the language that it is built in; none for that of the originals.
    """

    plugin: BasePlugin[Any]
    config: MkDocsConfig
    content: str
    site: SiteContent
    live: Live | None = None
    is_preview: bool = False
    is_own: bool = True
    before: Path | None = None
    is_untouched: bool = False
    page_done: Callable[[], None] = lambda: None
    executor: Executor | None = None
    pages: Pages = field(default_factory=Pages)
    language: str = ""
    theme: Theme | None = None
    publication: Publication | None = None
    _docs: str = ""
    _edit_base: str = ""
    _is_alone: bool = False
    _allowed: Allowed = field(default_factory=Allowed)
    _navigation: Navigation = field(default_factory=lambda: Navigation([], []))
    _build_file: DataFile | None = None

    def configure(self) -> None:
        """Tell MkDocs what the content says of the site, and where it shall write.

        Raises:
            PublishError: the site cannot be put in its place.
            RevisionError: the environment names a commit that is none.
        """
        config, site = self.config, self.site
        if self.live:
            self.live.take(site, config, self.content)
            settings, outlines, written = self.live.settings, self.live.listed, self.live.written
        else:
            settings, written = site.settings, site.written
            outlines = [o.address for o in site.outlines.values() if o.in_navigation]
        if config.nav is None:
            config.nav = navigation(outlines, [page.path for page in written.pages])
            config.theme["explainer_tabs"] = theme_settings.MAIN_PAGES
        theme_settings.add_theme(config)
        if settings:
            theme_settings.apply_settings(config, settings)
            if not (self.live or self.is_preview):
                add_languages(config, settings, self.language)
        if settings and not self.live and not self.is_preview:
            self.publish_to()
        # Asked once: what is written by `write_pages` stands in the theme's frame, or nothing is.
        self._is_alone = self.live is None and is_theme_alone(config, self.plugin)
        if self._is_alone:
            # It lists all pages, and is written when they are.
            config.theme.static_templates.discard(SITEMAP)
        # MkDocs shall walk through no folder that strangers fill: it is told what lies there.
        self._docs, config.docs_dir = config.docs_dir, os.devnull

    def publish_to(self) -> None:
        """Let the site be built beside the place in which it shall stand."""
        self.tell_build()
        self.publication = Publication(Path(self.config.site_dir))
        self.config.site_dir = str(self.publication.folder)

    def tell_build(self) -> None:
        """Let pages say what the site is built from."""
        if self.site.settings:
            self._build_file = add_build_info(self.config, self.content, self.site.settings)

    def with_written(self, files: Files, config: MkDocsConfig) -> Files:
        """MkDocs's files and the hand-written pages."""
        config.docs_dir = self._docs
        self._edit_base = theme_settings.edit_base(config)
        written = self.live.written if self.live else self.site.written
        files = with_written(written, files, config)
        # A template can do anything, so mkdocs.yml may name none that lies among the pages.
        for name in config.extra_templates:
            if file := files.get_file_from_path(name):
                files.remove(file)
            if (data := host_file(site_folder(config), name)) is not None:
                files.append(File.generated(config, name, content=data))
        return files

    def with_generated(self, files: Files) -> Files:
        """MkDocs's files, and those of the generated pages that it must know."""
        config, base = self.config, self._edit_base
        for path, text in joined_assets(config.extra.get(theme_settings.SPOKEN, {})).items():
            # A site may bring one of its own.
            if not files.get_file_from_path(path):
                files.append(File.generated(config, path, content=text))
        if build := self._build_file:
            files.append(File.generated(config, build.path, content=build.data))
        if self.live:
            files.append(File.generated(config, STYLE, content=FILES["checklist.css"]))
            return with_pages(self.live.pages, self.live.files, files, config, base)
        if not self._is_alone:
            pages, data = all_pages(self.site)
            return with_pages(pages, data, files, config, base)
        job = self.site.stages.next_job()
        find = finder(job, config, base)
        files = FilesAndGenerated(with_pages((), (), files, config, base), find)
        listed = set(listed_paths(config.nav))
        for file in listed_stubs(job, self.site, config, base):
            page = file.page
            if file.src_uri in listed or (isinstance(page, GeneratedPage) and page.in_navigation):
                files.take(file)
        for path in listed:
            if path.endswith(".md") and not files.has(path) and (found := find(path)):
                files.take(found)
        return files

    def use_navigation(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Note what is listed; give hand-written pages a date of the content's, and no clock's."""
        newest = self.live.newest if self.live else self.site.index().newest
        for file in files.documentation_pages():
            page = file.page or Page(None, file, config)
            if not file.generated_by:
                page.update_date = newest
        for page in nav.pages:
            # Whatever the content says: mkdocs.yml may have a navigation of its own.
            if isinstance(page, GeneratedPage):
                page.in_navigation = True
        self._navigation = nav
        tell_omitted(nav, files, config)
        if isinstance(files, FilesAndGenerated):
            files.keep_apart()

    def use_templates(self, environment: Any, files: Files) -> None:
        """Take the theme's templates; they are kept as they were compiled."""
        environment.bytecode_cache = COMPILED
        # A site's own templates may hold an element in which white space counts.
        if not self.config.theme.custom_dir:
            environment.add_extension(CompactTemplates)
        self.theme = Theme(
            self.config, environment, self._navigation, files, self._edit_base, self.is_preview
        )

    def finish_page(self, html: str, page: Page) -> str:
        """A page that MkDocs has made, with its policy and, where it is served, with a notice."""
        if page.file.generated_by:
            self.page_done()
        html = self.with_policy(html, page.content or "")
        return self.live.with_checklist(html) if self.live else html

    def with_policy(self, html: str, content: str = "") -> str:
        """A finished page with its policy."""
        if self.theme is None:
            raise RuntimeError("no templates were taken")
        html = self.theme.with_policy(html, content)
        self._allowed |= self.theme.allowed
        return html

    def write(self) -> None:
        """Write what MkDocs does not.

        Those are the pages that it was not given, the sitemap, and files for the host. A site may
        have headers of its own among these.

        Raises:
            ReadError: a file for the host cannot be read.
            BadTemplateError: a template has a mistake in it.
        """
        self.write_pages()
        site_dir = Path(self.config.site_dir)
        folder, templates = site_folder(self.config), self.config.extra_templates
        for copied in copy_host_files(folder, site_dir, templates):
            # The digest that is known is that of the file which stood there before.
            self.pages.files.pop(copied, None)
        if self.publication is not None:
            self.config.site_dir = str(self.publication.place)

    def write_pages(self) -> None:
        """Write the pages that MkDocs was not given, and the sitemap.

        Raises:
            BadTemplateError: a template has a mistake in it.
        """
        if self.theme and self._is_alone:
            site_dir = Path(self.config.site_dir)
            keep_theme(self.job, self.theme)
            self.pages = write_pages(self.site.stages, self.job, self.page_done, self._take_over())
            self._allowed |= self.pages.allowed
            if self.pages.problems:
                raise BadTemplateError(self.pages.problems[0])
            write_sitemap(self.theme, self.pages.pages, site_dir, self.site.index().newest)

    def add_language(self, language: str, build: SiteBuild) -> None:
        """Take over what was written of the site in another language."""
        self._allowed |= build.allowed
        self.pages.files |= {f"{language}/{path}": sum for path, sum in build.pages.files.items()}
        self.pages.pages |= {f"{language}/{path}": day for path, day in build.pages.pages.items()}

    @property
    def is_alone(self) -> bool:
        """Whether nothing but the theme has a say."""
        return self._is_alone

    @property
    def allowed(self) -> Allowed:
        """What any page that was written may use."""
        return self._allowed

    def _unframed(self, site_dir: Path) -> list[str]:
        """The paths that no other site may frame; none means all."""
        if not (self.site.settings and self.site.settings.embeds):
            return []
        with os.scandir(site_dir) as found:
            return unframed(
                [(each.name, each.is_dir()) for each in found if each.name != MARKER], EMBEDS
            )

    def _take_over(self) -> TakeOver:
        before = self.publication.place if self.publication else self.before
        if before is None:
            return lambda _: False
        return taking_over(before, self.job.site_dir, is_untouched=self.is_untouched)

    @property
    def job(self) -> WriteJob:
        """What writes the pages."""
        config = self.config
        site_dir = self.publication.folder if self.publication else Path(config.site_dir)
        return WriteJob(
            self.site.stages.job,
            Path(config.config_file_path),
            site_dir,
            self._key(),
            self.content,
            self.config.extra.get(BUILD_INFO),
            is_live=self.is_preview,
        )

    def _key(self) -> bytes:
        """A digest of what stands around every page, and of where its sources can be edited."""
        config = self.config
        own = Path(config.theme.custom_dir) if config.theme.custom_dir else None
        templates = (
            part
            for path in (walk_files(own, inside=own) if own else ())
            for part in (str(path), read_file(path, inside=own, at_most=_MOST))
        )
        listed = [repr((item.title, item.url)) for item in self._navigation.pages]
        return digest(
            *map(repr, config.user_configs), str(config.site_url), repr(config.nav), *listed,
            repr(extra_of_pages(config)), self._edit_base, str(self.is_preview), *templates,
        )  # fmt: skip

    def publish(self) -> None:
        """Put what was built in its place, with the digests of all its files.

        Before that come the headers for hosts that take them from a file, if it has none.

        Raises:
            PublishError: something has come to stand there.
            OSError: it cannot be written.
        """
        if self.publication:
            site_dir = self.publication.folder
            path = site_dir / HEADERS_FILE
            if not path.exists():
                downloads = self.site.written.downloads
                text = headers(self._allowed, downloads, self._unframed(site_dir))
                path.write_text(text, "utf-8", newline="\n")
            write_checksums(self.publication.folder, {MARKER}, self.pages.files)
            self.publication.finish()

    def discard(self) -> None:
        """Remove what was built, if it is not in its place."""
        if self.publication:
            self.publication.discard()
