"""Single pages put into a site that was just built: what an editor waits for, before all the rest.

It is the theme's own rendering, by way of MkDocs's public events, with what the last build was made
with. The whole site is built after it, and decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from generator.adapters.markdown import source_path
from generator.adapters.mkdocs.pages import GeneratedPage
from generator.files import write_whole
from generator.render import Page


class Surroundings(NamedTuple):
    """What a build makes all its pages with."""

    environment: Any
    navigation: Navigation
    files: Files
    edit_base: str


def rewrite(pages: Sequence[Page], config: MkDocsConfig, around: Surroundings) -> None:
    """Write pages anew into the folder that was built.

    Args:
        pages: the pages.
        config: what the site was built with.
        around: the same.

    Raises:
        OSError: a page cannot be written.
    """
    for page in pages:
        file = File.generated(config, source_path(page.address), content="")
        made = GeneratedPage(page, file, config, around.edit_base)
        made.read_source(config)
        made.render(config, around.files)
        context = get_context(around.navigation, around.files, config, made)
        template = around.environment.get_template(made.meta.get("template", "main.html"))
        context = config.plugins.on_page_context(
            context, page=made, config=config, nav=around.navigation
        )
        html = template.render(context)
        html = config.plugins.on_post_page(html, page=made, config=config)
        write_whole(Path(file.abs_dest_path), html.encode())
