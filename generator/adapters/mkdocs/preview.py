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
from urllib.parse import urlsplit

from mkdocs.exceptions import MkDocsException

from generator.adapters.checklist import NO_EDITOR, Editor
from generator.adapters.mkdocs.build import write_site
from generator.adapters.mkdocs.checking import PreviewChecklist, log_problems
from generator.adapters.mkdocs.content import SiteContent, read_site, site_folder
from generator.adapters.mkdocs.edited import is_same_around, pages_of, relative, unit_of
from generator.adapters.mkdocs.overtaken import OvertakenError, looking
from generator.adapters.mkdocs.project import Project, ProjectError, open_project
from generator.adapters.mkdocs.server import PreviewServer
from generator.adapters.mkdocs.sitebuild import SiteBuild
from generator.adapters.mkdocs.watch import roots_of
from generator.adapters.mkdocs.writing import update_pages
from generator.adapters.reviewing import ReviewDesk, ReviewPages
from generator.diagnostics import Diagnostic, Place, Severity, found
from generator.diagnostics.safe_text import SAFE_VALUES
from generator.index import Store
from generator.load import REVIEWS_FOLDER
from generator.render import BadTemplateError

log = logging.getLogger("mkdocs.plugins.explainer")
log.addFilter(SAFE_VALUES)


class Preview:
    """The site as it is served, and what is wrong with it; rebuilding it never raises.

    Attributes:
        server: serves what was built last.
        roots: the folders and files that the site is made from.
        left: what was saved and may not be in all of the site that is served; None if all is.
        is_ahead: whether the index knows of pages that are not those of the site that is served: a
            build has not come to its end.
    """

    def __init__(
        self,
        config_file: Path,
        aside: Path,
        address: str | None,
        store: Store,
        editor: Editor = NO_EDITOR,
    ) -> None:
        """Open the site and take the address.

        Args:
            config_file: the site's mkdocs.yml, as it was typed.
            aside: a folder, which the builds go into.
            address: `HOST:PORT`, if not what mkdocs.yml says.
            store: the index.
            editor: where this machine's browsers open files.

        Raises:
            ProjectError: the site cannot be opened.
            OSError: the address is taken.
        """
        self._config_file = config_file.absolute()
        self._aside = aside / "sites"
        self._aside.mkdir()
        self._address = address
        self._store = store
        self._number = count(1)
        self._last: SiteBuild | None = None
        self.left: list[str] | None = None
        self.is_ahead = False
        project = self._open()
        host, port = project.config.dev_addr
        # Where the site will stand in its address, so that absolute links are tried as they are.
        mount = urlsplit(project.config.site_url or "/").path
        self.server = PreviewServer(host, port, mount)
        self._desk = ReviewDesk()
        self.server.review = ReviewPages(self._desk, self.server.mount, self.server.wait_for)
        self._checklist = PreviewChecklist(project, config_file, editor)
        self.server.checklist = self._checklist.checklist
        self.roots = roots_of(project)

    def _open(self) -> Project:
        folder = self._aside / str(next(self._number))
        return open_project(self._config_file, folder, self._address)

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
        content = bool(files) and all(map(self._is_content, files))
        self.left = None
        self._checklist.site = None
        problems: list[Diagnostic] = []
        built, failure = None, ""
        try:
            built = self._built(problems, is_overtaken, files if content else None)
        except OvertakenError:
            self.left = files
            return
        except ProjectError as error:
            told = str(error).replace(f"{self._config_file}: ", "", 1)
            problems = [found("bad-config", Place(self._config_file.name), " ".join(told.split()))]
        except BadTemplateError as error:
            problems.append(error.diagnostic)
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
        log_problems(problems, failure)
        self._show(built, problems, failure, all_pages=not content)

    def _is_content(self, name: str) -> bool:
        """Whether a file is one of the content's own, and none beside the hand-written pages."""
        if self._last is None or not name.endswith((".yml", ".yaml")):
            return False
        config = self._last.config
        folder, docs = site_folder(config) / self._last.content, Path(config.docs_dir).resolve()
        return Path(name).is_relative_to(folder) and not Path(name).is_relative_to(docs)

    def _built(
        self,
        problems: list[Diagnostic],
        is_overtaken: Callable[[], bool],
        files: Sequence[str] | None,
    ) -> Path | None:
        """The folder of the site as it is now; None if the one that is served stays.

        Args:
            problems: takes what is wrong with the content.
            is_overtaken: as in `rebuild`.
            files: the files that have changed, where all of them are content; otherwise None.
        """
        start = time.monotonic()
        last = None if self.is_ahead else self._last
        if last and files and (folder := self._updated(last, problems, is_overtaken, files)):
            log.info("Built in %.1f s", time.monotonic() - start)
            return folder
        if any(problem.severity is Severity.ERROR for problem in problems):
            return None
        project = self._open()
        self.roots = roots_of(project)
        plugin, config = project.plugin, project.config
        self._checklist.open(project)
        with self._desk.updating(only_reviews=False) as take:
            content = read_site(config, plugin.config.content, self._store, drafts=True)
            take(content.stages.next_job())
        self._checklist.site = content
        problems[:] = content.diagnostics
        if content.blocked():
            return None
        is_untouched = not self.is_ahead
        self.is_ahead = True
        site = self._build(project, content, is_overtaken, is_untouched=is_untouched)
        problems += site.pages.problems
        if site.pages.problems:
            return None
        self._last = site
        self.is_ahead = False
        log.info("Built in %.1f s", time.monotonic() - start)
        return project.site_dir

    def _updated(
        self,
        last: SiteBuild,
        problems: list[Diagnostic],
        is_overtaken: Callable[[], bool],
        files: Sequence[str],
    ) -> Path | None:
        """Write what has changed into the site that is served, and give its folder.

        None if there are errors, or if more than content must be built anew.
        """
        touched = relative(files, site_folder(last.config))
        reviews = f"{last.content}/{REVIEWS_FOLDER}/"
        only_reviews = all(file.startswith(reviews) for file in touched or ("",))
        with self._desk.updating(only_reviews=only_reviews) as take:
            content = read_site(
                last.config,
                last.content,
                self._store,
                drafts=True,
                touched=touched,
                written=last.site.written,
            )
            take(content.stages.next_job())
        self._checklist.site = content
        problems[:] = content.diagnostics
        if content.blocked() or not is_same_around(content, last.site):
            return None
        last.site = content
        first = {unit_of(file.removeprefix(f"{last.content}/")) for file in touched or ()}
        start = time.monotonic()
        for stage in ("pages", "site"):
            found, is_whole = update_pages(content.stages, last.job, stage, is_overtaken, first)
            problems += found
            if stage == "pages" and content.stages.done.get("pages"):
                self.server.show(self.server.root, all_pages=False)
                log.info("Shown in %.1f s", time.monotonic() - start)
                self._check(problems, "")
                self.server.show(self.server.root, all_pages=False)
            if not is_whole:
                raise OvertakenError
        return Path(last.config.site_dir)

    def _build(
        self,
        project: Project,
        content: SiteContent,
        is_overtaken: Callable[[], bool],
        *,
        is_untouched: bool,
    ) -> SiteBuild:
        """Build into the project's folder, which is new.

        Args:
            project: the opened site.
            content: what is built.
            is_overtaken: as in `rebuild`.
            is_untouched: whether the site that is served has the pages that the index knows of.
        """
        config = project.config
        config.site_url = self.server.url
        before = Path(self._last.config.site_dir) if self._last else None
        site = SiteBuild(
            project.plugin,
            config,
            project.plugin.config.content,
            content,
            is_preview=True,
            is_own=False,
            before=before,
            is_untouched=is_untouched,
            page_done=looking(is_overtaken),
        )
        site.page_done()
        write_site(project, site, serve_url=self.server.url)
        return site

    def _show(
        self,
        built: Path | None,
        problems: Sequence[Diagnostic],
        failure: str,
        *,
        all_pages: bool,
    ) -> None:
        self._check(problems, failure)
        before = self.server.root
        self.server.show(built or before, all_pages=all_pages)
        # A browser may still be reading the folder from before; the ones before that are done.
        for folder in self._aside.iterdir():
            if folder not in (built or before, before):
                shutil.rmtree(folder, ignore_errors=True)

    def _check(self, problems: Sequence[Diagnostic], failure: str) -> None:
        """Bring the checklist up to date."""
        pages = pages_of(problems, self._last, self.server.mount) if self._last else {}
        self._checklist.take(problems, failure, pages, is_first=self._last is None)
