"""Where a site's content is, for commands that need no more of mkdocs.yml.

MkDocs takes longer to import, and to find its theme and plugins, than such a command to do its
work. So it is asked only where mkdocs.yml is missing, unusual or wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.cli.common import CommandError
from generator.cli.output import Output
from generator.diagnostics.record import did_you_mean
from generator.files import ReadError, read_file
from generator.load import plain_value
from generator.load.parse import MAX_BYTES, decode, parse

DEFAULT = "content"
"""The content folder where mkdocs.yml names none."""
OPTIONS = {"content", "strict"}
"""What mkdocs.yml may say of the plugin."""
# What every reader of YAML takes for the same text.
_TEXT = re.compile(r"(?!(?i:y|n|yes|no|on|off|true|false|null)$)[A-Za-z][A-Za-z0-9_./-]*")


class Content(NamedTuple):
    """A content folder: the site's folder, and the content's, relative to it."""

    site: Path
    folder: str


def find_content(output: Output, config_file: Path, *, strict: bool = False) -> Content:
    """Find the content of a site.

    Args:
        output: what prints MkDocs's warnings, where it is asked.
        config_file: the site's mkdocs.yml.
        strict: whether MkDocs is asked in any case, and its warnings count.

    Raises:
        UserFacingError: mkdocs.yml cannot be used, or is not clean under `strict`.
    """
    folder = None if strict else named_in(config_file)
    if folder is not None:
        return Content(config_file.parent.resolve(), folder)
    from generator.cli import site  # noqa: PLC0415 - it brings MkDocs

    project = site.open_site(output, config_file, strict=strict)
    return Content(project.folder, project.plugin.config.content)


def archive_in(content: Content, named: Path | None) -> Path:
    """The folder of archived copies: the one that an option names, or the site's own.

    Raises:
        CommandError: there is none.
    """
    folder = named or content.site / content.folder / "archive"
    if not folder.is_dir():
        raise CommandError(f"there is no folder '{folder}'")
    return folder


def check_sources(named: Sequence[str], usable: Collection[str], wanted: str | None = None) -> None:
    """Say what keeps a site's sources from being looked in.

    Args:
        named: the ids of all sources, those of files with errors too.
        usable: the ids of those that can be used.
        wanted: the one that is looked in; None means all.

    Raises:
        CommandError: there is none, or the one that is wanted is not there or has errors.
    """
    if not named:
        raise CommandError("there is no source yet; 'explainer capture' makes one")
    if wanted is None and not usable:
        raise CommandError("the sources have errors; 'explainer check' tells them")
    if wanted is None or wanted in usable:
        return
    if wanted in named:
        raise CommandError(f"the source '{wanted}' has errors; 'explainer check' tells them")
    advice = did_you_mean(wanted, named) or f"Known are: {', '.join(named)}."
    raise CommandError(f"there is no source '{wanted}'. {advice}")


def named_in(config_file: Path) -> str | None:
    """The content folder that a plain mkdocs.yml names; None where MkDocs must be asked."""
    try:
        text, problems = decode(read_file(config_file, inside=None, at_most=MAX_BYTES), "")
    except ReadError:
        return None
    root, _, more = parse(text, "")
    config = plain_value(root) if root is not None else None
    if problems or more or not isinstance(config, dict) or "INHERIT" in config:
        return None
    options = _options(config.get("plugins"))
    if options is None or not options.keys() <= OPTIONS:
        return None
    folder = options.get("content", DEFAULT)
    return folder if isinstance(folder, str) and _TEXT.fullmatch(folder) else None


def _options(plugins: object) -> dict[str, object] | None:
    """The options of the plugin; None if it does not stand there exactly once."""
    if isinstance(plugins, list):
        entries = [each if isinstance(each, dict) else {str(each): ""} for each in plugins]
    elif isinstance(plugins, dict):
        entries = [{name: options} for name, options in plugins.items()]
    else:
        return None
    found = [each["explainer"] for each in entries if [*each] == ["explainer"]]
    if len(found) != 1 or any(len(each) != 1 for each in entries):
        return None
    options = found[0] or {}
    return options if isinstance(options, dict) else None
