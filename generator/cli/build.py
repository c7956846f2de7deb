"""`explainer build`: the content checked, and the site built."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from generator.adapters import mkdocs
from generator.adapters.cluster import Cluster, open_cluster
from generator.cli.common import common, drafts_option, json_option, strict_option
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.cli.site import open_site


@contextmanager
def _cluster(address: str | None) -> Iterator[Cluster | None]:
    """The cluster at an address, until this is left; None where there is no address."""
    if address is None:
        yield None
        return
    with open_cluster(address) as cluster:
        yield cluster


@click.command("build")
@click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path), help="Where to build. [default: site]"
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Let a Dask cluster do the work: its scheduler's address, such as tcp://10.0.0.1:8786.",
)
@strict_option
@json_option
@drafts_option
@common
def build_command(
    output: Output,
    config_file: Path,
    site_dir: Path | None,
    cluster: str | None,
    *,
    strict: bool,
    drafts: bool,
) -> int:
    """Check the content and build the site. With errors nothing is written."""
    project = open_site(output, config_file, site_dir, strict=strict)
    mkdocs.check_site_dir(project)
    place = project.site_dir
    try:
        with _cluster(cluster) as executor:
            built = mkdocs.build(
                project,
                strict=strict,
                drafts=drafts,
                executor=executor,
                check_index=partial(executor.check, project.config_file, project.site_dir)
                if executor
                else lambda _: None,
                progress=output.progress,
            )
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        why = f"{named}{error.strerror or error}"
        return output.fail(f"nothing was published; '{place}' is as it was: {why}")
    fine = output.report(built.diagnostics, strict=strict)
    for warning in built.warnings:
        output.warn(warning)
    if not fine or not built.is_published:
        output.say("Nothing was built.")
        return CONTENT_ERRORS
    told = "Nothing has changed: " if built.is_unchanged else ""
    output.say(f"{told}{built.pages} pages in {place}")
    return PUBLISH
