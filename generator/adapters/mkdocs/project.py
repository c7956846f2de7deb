"""A site's mkdocs.yml opened, built and served, for the command line."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import Files

from generator.adapters.assets import SCRIPT, STYLE
from generator.adapters.disk import PlainSite
from generator.adapters.markdown import navigation, written_file
from generator.adapters.mkdocs.build_info import add_build_info
from generator.adapters.mkdocs.content import SiteContent, read_site, site_folder
from generator.adapters.mkdocs.live import all_pages
from generator.adapters.mkdocs.pages import with_pages
from generator.adapters.mkdocs.plugin import ExplainerPlugin
from generator.adapters.mkdocs.settings import (
    MAIN_PAGES,
    SCHEME,
    SPOKEN,
    apply_settings,
    theme_parts,
)
from generator.adapters.mkdocs.written import Links, with_written
from generator.errors import UserFacingError
from generator.index import Store
from generator.publishing.atomic_swap import PublishError, check_place
from generator.publishing.provenance import RevisionError
from generator.render import DataFile, LargeFile, Page

# The theme prints an advertisement for its successor on every build unless this is set.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


class ProjectError(UserFacingError):
    """mkdocs.yml cannot be used, or MkDocs could not build; the message says why."""


@dataclass(frozen=True, slots=True)
class Project:
    """An opened site. `warnings` are MkDocs's about mkdocs.yml, such as an unknown option."""

    config: MkDocsConfig
    plugin: ExplainerPlugin
    warnings: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """The folder of mkdocs.yml."""
        return site_folder(self.config)

    @property
    def config_file(self) -> Path:
        """The site's mkdocs.yml."""
        return Path(self.config.config_file_path)

    @property
    def site_dir(self) -> Path:
        """Where the site is built."""
        return Path(self.config.site_dir)


def open_project(
    config_file: Path, site_dir: Path | None = None, dev_addr: str | None = None
) -> Project:
    """Open a site.

    Args:
        config_file: its mkdocs.yml.
        site_dir: where to build, if not where mkdocs.yml says.
        dev_addr: where to serve, `HOST:PORT`, if not where mkdocs.yml says.

    Raises:
        ProjectError: there is no such file, it is wrong, or it does not name the plugin.
    """
    if not config_file.is_file():
        raise ProjectError(f"there is no file '{config_file}': run this in the site's own folder")
    options: dict[str, Any] = {"site_dir": str(site_dir.resolve())} if site_dir else {}
    if dev_addr:
        options["dev_addr"] = dev_addr
    with collected() as messages:
        try:
            config = load_config(str(config_file), **options)
        except MkDocsException as error:
            told = [message for message in messages if message] or [str(error)]
            raise ProjectError(f"{config_file}: " + "; ".join(told)) from None
    plugin = config.plugins.get("explainer")
    if not isinstance(plugin, ExplainerPlugin):
        raise ProjectError(f"{config_file}: 'explainer' is missing under 'plugins:'")
    return Project(config, plugin, tuple(messages))


@contextmanager
def collected() -> Iterator[list[str]]:
    """What MkDocs logs meanwhile, kept from the terminal."""
    messages: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger, handler = logging.getLogger("mkdocs"), Keep(logging.WARNING)
    before = logger.propagate
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


def read_project(
    project: Project,
    store: Store,
    *,
    drafts: bool = False,
    strict: bool = False,
    executor: Executor | None = None,
    digests: Mapping[str, bytes] | None = None,
) -> SiteContent:
    """Read and check the content of an opened site; `read_site` says what the options mean."""
    return read_site(
        project.config,
        project.plugin.config.content,
        store,
        drafts=drafts,
        strict=strict,
        executor=executor,
        digests=digests,
    )


def check_site_dir(project: Project) -> None:
    """See whether a site may be built where it shall, before any work is done for it.

    Raises:
        ProjectError: something else stands there.
    """
    try:
        check_place(project.site_dir)
    except PublishError as error:
        raise ProjectError(str(error)) from None


def plain_site(project: Project, content: SiteContent) -> PlainSite:
    """All that MkDocs needs to build the pages without the plugin.

    The configuration is what mkdocs.yml says, with what the plugin would have set; `docs_dir` is
    `docs` and the theme's own folder is `theme`.

    Raises:
        ProjectError: the environment names a commit that is none, or a link leads to what is not
            meant for readers.
        OSError: the content cannot be read.
    """
    if content.settings is None:
        raise ProjectError("there is no content")
    apply_settings(project.config, content.settings)
    try:
        build = add_build_info(project.config, project.plugin.config.content, content.settings)
    except (PublishError, RevisionError) as error:
        raise ProjectError(str(error)) from None
    pages, data = all_pages(content)
    with collected() as messages:
        own = dict(_plain_pages(project.config, content, pages, data))
    return PlainSite(
        pages,
        [*data, build],
        own,
        content.written.files,
        _plain_config(project, content),
        tuple(messages),
        dict(path_and_file for _, path_and_file in theme_parts(project.config)),
        project.config.extra[SPOKEN],
    )


def _plain_pages(
    config: MkDocsConfig,
    content: SiteContent,
    pages: Sequence[Page],
    data: Sequence[DataFile | LargeFile],
) -> Iterator[tuple[str, str]]:
    """The hand-written pages as Markdown files, by their paths."""
    own = with_written(content.written, Files([]), config)
    files = with_pages(pages, data, own, config, "")
    for page in content.written.pages:
        if file := files.get_file_from_path(page.path):
            html = Links(file, files, config).resolved(page.rendered.html)
            yield page.path, written_file(page, html)


def _plain_config(project: Project, content: SiteContent) -> dict[str, Any]:
    config = project.config
    given = {key: value for part in config.user_configs for key, value in part.items()}
    theme = given.get("theme")
    theme = dict(theme) if isinstance(theme, dict) else {"name": theme or "material"}
    theme |= {"custom_dir": "theme"}
    theme["static_templates"] = [*theme.get("static_templates", []), SCHEME]
    theme |= {name: config.theme[name] for name in ("favicon", "language")}
    theme["explainer_parts"] = {name: path for name, (path, _) in theme_parts(config)}
    if config.nav is None:
        theme["explainer_tabs"] = MAIN_PAGES
    return {
        **{key: value for key, value in given.items() if key not in ("hooks", "INHERIT")},
        "site_name": str(config.site_name),
        "site_description": str(config.site_description),
        "site_author": str(config.site_author),
        **({"site_url": config.site_url} if config.site_url else {}),
        "docs_dir": "docs",
        "site_dir": "site",
        "edit_uri": "",
        "use_directory_urls": config.use_directory_urls,
        "theme": theme,
        "extra": {name: value for name, value in config.extra.items() if name != SPOKEN},
        "nav": config.nav
        or navigation(
            [each.address for each in content.outlines.values() if each.in_navigation],
            [page.path for page in content.written.pages],
        ),
        "plugins": [row for row in _rows(given.get("plugins")) if _name(row) != "explainer"],
        "markdown_extensions": _with_attributes(_rows(given.get("markdown_extensions"))),
        "extra_css": [*map(str, config.extra_css), STYLE],
        "extra_javascript": [*map(str, config.extra_javascript), SCRIPT],
    }


def _rows(value: Any) -> list[Any]:
    """A list of names or of mappings from one name to its options, however it was written."""
    if isinstance(value, dict):
        return [{name: options} if options else name for name, options in value.items()]
    return list(value or [])


def _name(row: Any) -> str:
    return str(next(iter(row)) if isinstance(row, dict) else row)


def _with_attributes(extensions: list[Any]) -> list[Any]:
    """The Markdown extensions with the one that gives headings their anchors."""
    return extensions if "attr_list" in map(_name, extensions) else [*extensions, "attr_list"]
