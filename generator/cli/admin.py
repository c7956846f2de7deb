"""`explainer admin`: the configuration of an editor in the browser."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import click

from generator.adapters.mkdocs import ProjectError
from generator.cli.common import common
from generator.cli.exit_codes import PUBLISH
from generator.cli.output import Output
from generator.cli.site import open_site
from generator.cms import BACKENDS, SCRIPT, WARNING, Repository, cms_files, write_cms
from generator.pages.names import HOST_FOLDER

_REPOSITORY = re.compile(r"[\w.-]+(?:/[\w.-]+)+")


@click.command("admin")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to. [default: site-templates/host/admin/]",
)
@click.option(
    "--repo", metavar="OWNER/NAME", help="The repository. [default: mkdocs.yml's repo_url]"
)
@click.option("--branch", default="main", show_default=True, help="The branch to save to.")
@click.option(
    "--backend",
    type=click.Choice(tuple(BACKENDS)),
    default="github",
    show_default=True,
    help="The kind of Git host.",
)
@common
def admin_command(
    output: Output, config_file: Path, out: Path | None, repo: str | None, branch: str, backend: str
) -> int:
    """Write a page for editing in a browser (Sveltia CMS), made from the content format.

    The editor writes each file that is saved with it anew. All its comments are lost; text of
    several lines stays one statement a line. A value without quotes that looks like a number, such
    as 007, becomes that number. Edit files whose comments you need by hand, and look at what has
    changed before you keep it.

    `explainer docs editing-in-a-browser` says more, and how to get the editor's own script, which
    is not part of this program.
    """
    project = open_site(output, config_file)
    repo = repo or urlsplit(project.config.repo_url or "").path.strip("/").removesuffix(".git")
    if not _REPOSITORY.fullmatch(repo):
        raise ProjectError("say where the site is kept: --repo OWNER/NAME")
    folder = out or project.folder / HOST_FOLDER / "admin"
    files = cms_files(
        Repository(backend, repo, branch), project.plugin.config.content, project.config.site_name
    )
    write_cms(files, folder)
    output.say(f"written: {', '.join(sorted(files))} in {folder}")
    output.warn(f"{WARNING} Files whose comments you need are edited by hand.")
    if not (folder / SCRIPT).is_file():
        output.say(f"'{SCRIPT}' must lie beside them: see 'explainer docs editing-in-a-browser'")
    return PUBLISH
