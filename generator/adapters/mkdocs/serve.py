"""Serving a site while it is edited.

MkDocs's own `serve` stops answering after a mistake and empties the site's folder while it builds.
Here every build goes into a folder of its own, and is served once it is whole. decisions/0005 says
why the server is ours too.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
import time
import webbrowser
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import MkDocsException

from generator.adapters.mkdocs.banner import (
    Notice,
    add_banner,
    add_client,
    bare_page,
    pages_by_file,
)
from generator.adapters.mkdocs.project import Project, ProjectError, compile_project, open_project
from generator.adapters.mkdocs.server import NEWS, PreviewServer
from generator.adapters.mkdocs.watch import changed, state_of, wait_for_change
from generator.diagnostics import Diagnostic, Place, Severity, as_text, found, summary
from generator.model import SiteSettings
from generator.pipeline import Compiled
from generator.render import Rendered

log = logging.getLogger("mkdocs.plugins.explainer")


def serve(config_file: Path, address: str | None, *, open_in_browser: bool) -> None:
    """Serve the site and build it anew after every change, until interrupted.

    Args:
        config_file: the site's mkdocs.yml.
        address: `HOST:PORT`, if not what mkdocs.yml says.
        open_in_browser: whether to open the site.

    Raises:
        ProjectError: the site cannot be opened.
        OSError: the address is taken.
    """
    with tempfile.TemporaryDirectory(prefix="explainer-") as aside:
        preview = Preview(config_file.absolute(), Path(aside).resolve(), address)
        thread = threading.Thread(target=preview.server.serve_forever, daemon=True)
        try:
            state = state_of(preview.roots)
            preview.rebuild()
            thread.start()
            log.info("Serving on %s", preview.server.url)
            if open_in_browser:
                webbrowser.open(preview.server.url)
            while True:
                later = wait_for_change(preview.roots, state)
                preview.rebuild(changed(state, later))
                state = later
        except KeyboardInterrupt:
            log.info("Stopped.")
        finally:
            if thread.is_alive():
                preview.server.shutdown()
            preview.server.server_close()


class Preview:
    """The site as it is served, and what is wrong with it; rebuilding it never raises.

    Attributes:
        server: serves what was built last.
        roots: the folders and files that the site is made from.
    """

    def __init__(self, config_file: Path, aside: Path, address: str | None) -> None:
        """Open the site and take the address.

        Args:
            config_file: the site's mkdocs.yml.
            aside: an empty folder, which the builds go into.
            address: `HOST:PORT`, if not what mkdocs.yml says.

        Raises:
            ProjectError: the site cannot be opened.
            OSError: the address is taken.
        """
        self._config_file = config_file
        self._aside = aside
        self._address = address
        self._number = count(1)
        self._notice = Notice()
        self._good = False
        self._pages: dict[str, str] = {}
        self._shown: tuple[Rendered, SiteSettings | None] | None = None
        project = self._open()
        host, port = project.config.dev_addr
        # Where the site will stand in its address, so that absolute links are tried as they are.
        mount = urlsplit(project.config.site_url or "/").path
        self.server = PreviewServer(host, port, mount, self._dressed)
        self.roots = _roots(project)

    def _open(self) -> Project:
        folder = self._aside / str(next(self._number))
        project = open_project(self._config_file, folder, self._address)
        project.config.plugins.on_startup(command="serve", dirty=False)
        project.plugin.announce = project.plugin.notices = False
        return project

    def rebuild(self, files: list[str] | None = None) -> None:
        """Read everything again, build if the content is fine, and tell the browsers.

        Args:
            files: what was changed; None at the start.
        """
        start = time.monotonic()
        if files:
            more = f" and {len(files) - 1} more" if len(files) > 1 else ""
            log.info("Changed: %s%s", files[0], more)
        # Where content alone has changed, what follows from it tells whether pages do.
        content = files is not None and all(name.endswith((".yml", ".yaml")) for name in files)
        problems: tuple[Diagnostic, ...] = ()
        built, failure = None, ""
        try:
            project = self._open()
            self.roots = _roots(project)
            compiled = compile_project(project, drafts=True)
            problems = compiled.diagnostics
            if not (content and ((self._good and compiled.blocked()) or self._is_shown(compiled))):
                built = self._build(project, compiled)
        except ProjectError as error:
            told = str(error).replace(f"{self._config_file}: ", "", 1)
            problems = (found("bad-config", Place(self._config_file.name), " ".join(told.split())),)
        except (MkDocsException, OSError) as error:
            failure = str(error)
        except Exception as error:
            # Whatever a theme or another plugin may raise: the editor mends it and goes on.
            log.debug("Not built", exc_info=True)
            failure = f"{type(error).__name__}: {error}"
        self._tell(problems, failure)
        self._show(built, problems, failure)
        if built:
            log.info("Built in %.1f s", time.monotonic() - start)

    def _is_shown(self, compiled: Compiled) -> bool:
        """Whether the site that is served is what this would become, such as after a mend."""
        return self._shown is not None and self._shown == _made_from(compiled)

    def _build(self, project: Project, compiled: Compiled) -> Path:
        """Build into the project's folder, which is new."""
        project.config.site_url = self.server.url
        project.plugin.use(compiled)
        mkdocs_build(project.config, serve_url=self.server.url)
        last = project.plugin.last_good
        self._shown = _made_from(last) if last else None
        self._good = last is not None
        self._pages = pages_by_file(
            last.rendered if last else Rendered(),
            self.server.mount,
            directory_urls=project.config.use_directory_urls,
        )
        return project.site_dir

    def _tell(self, problems: tuple[Diagnostic, ...], failure: str) -> None:
        for problem in problems:
            is_error = problem.severity is Severity.ERROR
            log.log(logging.ERROR if is_error else logging.WARNING, as_text(problem))
        if problems:
            log.info("The content has %s", summary(problems))
        if failure:
            log.error("Not built: %s", failure)

    def _show(self, built: Path | None, problems: tuple[Diagnostic, ...], failure: str) -> None:
        errors = any(problem.severity is Severity.ERROR for problem in problems)
        kept = self._good and (errors or bool(failure))
        self._notice = Notice(problems, failure, self._pages, kept)
        before = self.server.root
        self.server.show(built or before)
        # A browser may still be reading the folder from before; the ones before that are done.
        for folder in self._aside.iterdir():
            if folder not in (built or before, before):
                shutil.rmtree(folder, ignore_errors=True)

    def _dressed(self, html: str, version: str) -> str:
        """A page as it goes out."""
        return add_client(add_banner(html or bare_page(), self._notice), version, NEWS)


def _made_from(compiled: Compiled) -> tuple[Rendered, SiteSettings | None]:
    return compiled.rendered, compiled.site.settings if compiled.site else None


def _roots(project: Project) -> list[Path]:
    config = project.config
    named = [config.config_file_path, config.docs_dir, config.theme.custom_dir, *config.watch]
    paths = [Path(name).resolve() for name in named if name]
    return list(dict.fromkeys([*paths, *project.plugin.folders(config)]))
