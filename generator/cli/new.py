"""`explainer new`: a site, a story, a source, a term, a quotation."""

from __future__ import annotations

import click

from generator.cli.lazy import LazyGroup
from generator.cli.table import NEW


@click.group("new", cls=LazyGroup, table=NEW)
def new() -> None:
    """Make a new site, or a new story, source, term or quotation in a site.

    What the options leave out is asked for where there is a terminal. No file is overwritten.
    """
