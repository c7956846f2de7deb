"""MkDocs: the only package that knows it.

`plugin` is what mkdocs.yml names; `project` and `build` are what the command line calls, and
`serve`, which is not imported here: no other command needs a server.
"""

from generator.adapters.mkdocs.build import build
from generator.adapters.mkdocs.content import SiteContent
from generator.adapters.mkdocs.project import (
    Project,
    ProjectError,
    check_site_dir,
    open_project,
    plain_site,
    read_project,
)
from generator.adapters.mkdocs.unchanged import Built

__all__ = [
    "Built", "Project", "ProjectError", "SiteContent", "build", "check_site_dir", "open_project",
    "plain_site", "read_project",
]  # fmt: skip
