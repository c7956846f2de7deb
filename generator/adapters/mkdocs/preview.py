"""A site as it is previewed: built anew after each change, served all the time.

Every build goes into a folder of its own, and is served once it is whole. What an edit of the
content has changed on the pages of stories and sources is put into the site that is served before
that.
"""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple, TypeAlias
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import MkDocsException

from generator.adapters.mkdocs.apart import Surroundings
from generator.adapters.mkdocs.banner import (
    Notice,
    add_banner,
    add_client,
    bare_page,
    pages_by_file,
)
from generator.adapters.mkdocs.project import Project, ProjectError, compile_project, open_project
from generator.adapters.mkdocs.rewrite import rewrite
from generator.adapters.mkdocs.server import NEWS, PreviewServer
from generator.diagnostics import Diagnostic, Place, Severity, as_text, found, summary
from generator.diagnostics.safe_text import SAFE_VALUES
from generator.garbage import uncollected
from generator.memory import Memory
from generator.model import SiteSettings
from generator.pages import Written
from generator.pipeline import Compiled
from generator.render import Rendered

log = logging.getLogger("mkdocs.plugins.explainer")
log.addFilter(SAFE_VALUES)

# So often, in seconds, a build of the whole site looks whether something else was saved.
_LOOK_EVERY = 0.5


_Made: TypeAlias = tuple[Rendered, Written, SiteSettings | None]


class _OvertakenError(Exception):
    """Something was saved while the whole site was built."""


class _Last(NamedTuple):
    """The site that is served, where single pages can be put into it."""

    project: Project
    around: Surroundings


class Preview:
    """The site as it is served, and what is wrong with it; rebuilding it never raises.

    Attributes:
        server: serves what was built last.
        roots: the folders and files that the site is made from.
        left: what was saved and may not be in all of the site that is served; None if all is.
    """

    def __init__(self, config_file: Path, aside: Path, address: str | None, memory: Memory) -> None:
        """Open the site and take the address.

        Args:
            config_file: the site's mkdocs.yml.
            aside: a folder, which the builds go into.
            address: `HOST:PORT`, if not what mkdocs.yml says.
            memory: what was made before.

        Raises:
            ProjectError: the site cannot be opened.
            OSError: the address is taken.
        """
        self._config_file = config_file
        self._aside = aside / "sites"
        self._aside.mkdir()
        self._address = address
        self._memory = memory
        self._number = count(1)
        self._notice = Notice()
        self._good = False
        self._pages: dict[str, str] = {}
        self._shown: _Made | None = None
        self._last: _Last | None = None
        self.left: list[str] | None = None
        project = self._open()
        host, port = project.config.dev_addr
        # Where the site will stand in its address, so that absolute links are tried as they are.
        mount = urlsplit(project.config.site_url or "/").path
        self.server = PreviewServer(host, port, mount, self._dressed, _with_client)
        self.roots = _roots(project)

    def _open(self) -> Project:
        folder = self._aside / str(next(self._number))
        project = open_project(self._config_file, folder, self._address)
        project.config.plugins.on_startup(command="serve", dirty=False)
        project.plugin.announce = project.plugin.notices = False
        return project

    def rebuild(
        self, files: Sequence[str] | None = None, is_overtaken: Callable[[], bool] = lambda: False
    ) -> None:
        """Read everything again, build if the content is fine, and tell the browsers.

        Args:
            files: what was changed; None at the start.
            is_overtaken: whether the files are other ones by now. Once the pages are there that
                `files` have changed, the rest of the site is left to the next time then.
        """
        if files:
            more = f" and {len(files) - 1} more" if len(files) > 1 else ""
            log.info("Changed: %s%s", files[0], more)
        files = sorted({*(files or ()), *(self.left or ())})
        # Where content alone has changed, what follows from it tells whether pages do.
        content = bool(files) and all(name.endswith((".yml", ".yaml")) for name in files)
        self.left = None
        problems: list[Diagnostic] = []
        built, failure = None, ""
        try:
            built = self._built(problems, is_overtaken, content=content)
        except _OvertakenError:
            self.left = files
            return
        except ProjectError as error:
            told = str(error).replace(f"{self._config_file}: ", "", 1)
            problems = [found("bad-config", Place(self._config_file.name), " ".join(told.split()))]
        except (MkDocsException, OSError) as error:
            failure = str(error)
        except Exception as error:
            # Whatever a theme or another plugin may raise: the editor mends it and goes on.
            log.debug("Not built", exc_info=True)
            failure = f"{type(error).__name__}: {error}"
        # What was read may be neither what was there before nor what the next look will find: a
        # folder may have been moved away and be back by then.
        if is_overtaken():
            self.left = files
        self._tell(problems, failure)
        self._show(built, problems, failure, all_pages=not content)

    def _built(
        self, problems: list[Diagnostic], is_overtaken: Callable[[], bool], *, content: bool
    ) -> Path | None:
        """The folder of the site as it is now; None if the one that is served is as good.

        Args:
            problems: takes what is wrong with the content.
            is_overtaken: as in `rebuild`.
            content: whether content alone has changed.
        """
        start = time.monotonic()
        project = self._open()
        self.roots = _roots(project)
        quickly = content and self._good
        if quickly:
            problems[:] = self._first(project, start)
            if any(problem.severity is Severity.ERROR for problem in problems):
                return None
            project.plugin.page_done = _looking(is_overtaken)
            project.plugin.page_done()
        compiled = compile_project(project, drafts=True, memory=self._memory)
        problems[:] = compiled.diagnostics
        if content and ((self._good and compiled.blocked()) or self._is_shown(compiled)):
            return None
        self._build(project, compiled)
        self._memory.finish(whole=not compiled.blocked())
        log.info("Built in %.1f s", time.monotonic() - start)
        return project.site_dir

    def _first(self, project: Project, start: float) -> Sequence[Diagnostic]:
        """Put what was just edited into the site that is served; gives what is wrong with it."""
        compiled = compile_project(project, drafts=True, memory=self._memory, new_only=True)
        last, pages = self._last, compiled.rendered.pages
        if last and pages and not compiled.blocked():
            last.project.plugin.page_done = lambda: None
            rewrite(pages, last.project.config, last.around)
            self._shown = None
            self._notice = Notice(compiled.diagnostics, pages=self._pages)
            self.server.show(self.server.root, all_pages=False)
            log.info("Shown in %.1f s", time.monotonic() - start)
        return compiled.diagnostics

    def _is_shown(self, compiled: Compiled) -> bool:
        """Whether the site that is served is what this would become, such as after a mend."""
        return self._shown is not None and self._shown == _made_from(compiled)

    def _build(self, project: Project, compiled: Compiled) -> None:
        """Build into the project's folder, which is new."""
        project.config.site_url = self.server.url
        project.plugin.use(compiled)
        with uncollected():
            mkdocs_build(project.config, serve_url=self.server.url)
        last = project.plugin.last_good
        self._shown = _made_from(last) if last else None
        self._good = last is not None
        around = project.plugin.around
        self._last = _Last(project, around) if around else None
        self._pages = pages_by_file(
            last.rendered if last else Rendered(),
            self.server.mount,
            directory_urls=project.config.use_directory_urls,
        )

    def _tell(self, problems: Sequence[Diagnostic], failure: str) -> None:
        for problem in problems:
            is_error = problem.severity is Severity.ERROR
            log.log(logging.ERROR if is_error else logging.WARNING, as_text(problem))
        if problems:
            log.info("The content has %s", summary(problems))
        if failure:
            log.error("Not built: %s", failure)

    def _show(
        self,
        built: Path | None,
        problems: Sequence[Diagnostic],
        failure: str,
        *,
        all_pages: bool,
    ) -> None:
        errors = any(problem.severity is Severity.ERROR for problem in problems)
        kept = self._good and (errors or bool(failure))
        self._notice = Notice(tuple(problems), failure, self._pages, kept)
        before = self.server.root
        self.server.show(built or before, all_pages=all_pages)
        # A browser may still be reading the folder from before; the ones before that are done.
        for folder in self._aside.iterdir():
            if folder not in (built or before, before):
                shutil.rmtree(folder, ignore_errors=True)

    def _dressed(self, html: str) -> str:
        """A page with what is wrong."""
        return add_banner(html or bare_page(), self._notice)


def _with_client(html: str, version: str) -> str:
    return add_client(html, version, NEWS)


def _looking(is_overtaken: Callable[[], bool]) -> Callable[[], None]:
    """What raises an error if it is called when something else was saved; asks now and then."""
    last = 0.0

    def look() -> None:
        nonlocal last
        if time.monotonic() - last > _LOOK_EVERY:
            if is_overtaken():
                raise _OvertakenError
            last = time.monotonic()

    return look


def _made_from(compiled: Compiled) -> _Made:
    settings = compiled.site.settings if compiled.site else None
    return compiled.rendered, compiled.written, settings


def _roots(project: Project) -> list[Path]:
    config = project.config
    named = [config.config_file_path, config.docs_dir, config.theme.custom_dir, *config.watch]
    paths = [Path(name).resolve() for name in named if name]
    return list(dict.fromkeys([*paths, *project.plugin.folders(config)]))
