"""Serving a site while it is edited.

MkDocs's own `serve` stops answering after a mistake in mkdocs.yml and prints tracebacks; this one
uses its server with a builder that always comes back with something to show.
"""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from generator.adapters.mkdocs.project import Project, ProjectError, open_project
from generator.diagnostics import Diagnostic, Place, found

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
    with tempfile.TemporaryDirectory(prefix="explainer-") as site_dir:
        session = _Session(config_file, Path(site_dir), address)
        project = session.project
        host, port = project.config.dev_addr
        # Where the site will stand in its address, so that absolute links are tried as they are.
        mount = urlsplit(project.config.site_url or "/").path
        server = LiveReloadServer(session.rebuild, host, port, site_dir, mount)
        session.url = server.url
        server.error_handler = session.error_page
        session.build()
        for path in (project.config.docs_dir, project.config.config_file_path):
            server.watch(path)
        project.plugin.on_serve(server, config=project.config, builder=session.rebuild)
        for path in project.config.watch:
            server.watch(path)
        try:
            server.serve(open_in_browser=open_in_browser)  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            log.info("Stopped.")
        finally:
            server.shutdown()


class _Session:
    """The site as it was last opened; rebuilding it never raises."""

    def __init__(self, config_file: Path, site_dir: Path, address: str | None) -> None:
        self.config_file = config_file
        self.site_dir = site_dir
        self.address = address
        self.url = ""
        self.project = self._open()

    def _open(self) -> Project:
        project = open_project(self.config_file, self.site_dir, self.address)
        project.config.plugins.on_startup(command="serve", dirty=False)
        return project

    def rebuild(self) -> None:
        """Read mkdocs.yml and the content again, and build."""
        problems: list[Diagnostic] = []
        try:
            self.project = self._open()
        except ProjectError as error:
            message = " ".join(str(error).removeprefix(f"{self.config_file}: ").split())
            log.error(message)  # noqa: TRY400 - the message says all; a traceback helps no editor
            problems.append(found("bad-config", Place(self.config_file.name), message))
            # What was opened last has been built from; it is used once more as it is.
        self.project.plugin.notice(problems)
        self.build()

    def build(self) -> None:
        """Build; what goes wrong is logged, and what stands there already is served on."""
        self.project.config.site_url = self.url
        try:
            mkdocs_build(self.project.config, serve_url=self.url)
        except (MkDocsException, OSError) as error:
            log.error("Not built: %s", error)  # noqa: TRY400

    def error_page(self, code: int) -> bytes | None:
        """The site's own page for an error, such as 404."""
        page = self.site_dir / f"{code}.html"
        return page.read_bytes() if page.is_file() else None
