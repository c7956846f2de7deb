"""Single pages put into a site that was just built: what an editor waits for, before all the rest.

It is the theme's own rendering, by way of MkDocs's public events, with what the last build was made
with. The whole site is built after it, and decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.adapters.mkdocs.apart import Surroundings, finished
from generator.files import write_whole
from generator.render import Page


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
        made, html = finished(page, config, around)
        html = config.plugins.on_post_page(html, page=made, config=config)
        write_whole(Path(str(made.file.abs_dest_path)), html.encode())
