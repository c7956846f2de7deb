"""MkDocs: the only package that knows it.

`plugin` is what mkdocs.yml names; `project` is what the command line calls.
"""

from generator.adapters.mkdocs.project import (
    Project,
    ProjectError,
    build,
    compile_project,
    open_project,
    plain_config,
)
from generator.adapters.mkdocs.serve import serve  # fmt: skip

__all__ = [
    "Project", "ProjectError", "build", "compile_project", "open_project", "plain_config", "serve",
]  # fmt: skip
