"""MkDocs: the only package that knows it.

`plugin` is what mkdocs.yml names; `project` is what the command line calls.
"""

from generator.adapters.mkdocs.project import (
    Project,
    ProjectError,
    build,
    check_site_dir,
    compile_project,
    open_project,
    plain_site,
)
from generator.adapters.mkdocs.serve import serve
from generator.adapters.mkdocs.unchanged import LastBuild, inputs_of, keep_build, last_build

__all__ = [
    "LastBuild", "Project", "ProjectError", "build", "check_site_dir", "compile_project",
    "inputs_of", "keep_build", "last_build", "open_project", "plain_site", "serve",
]  # fmt: skip
