"""What `explainer new …` does for each kind of file."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path

from generator.cli.ask import Check
from generator.cli.content import Content, find_content
from generator.cli.exit_codes import PUBLISH
from generator.cli.output import Output
from generator.model.base import ID_PATTERN, Model
from generator.scaffold.answers import ScaffoldError, problem_with
from generator.scaffold.entries import TargetSite
from generator.scaffold.schemas import has_schemas, write_schemas


def open_desk(output: Output, config_file: Path) -> tuple[Content, TargetSite]:
    """A site's content, and what stands in it already.

    Raises:
        CommandError: mkdocs.yml cannot be used.
    """
    content = find_content(output, config_file)
    return content, TargetSite.of(content.site, content.folder)


def field_check(model: type[Model], field: str) -> Check:
    """A check of an answer that becomes a field of a model."""
    return functools.partial(problem_with, model, field)


def id_check(taken: set[str], kind: str) -> Check:
    """A check of an id that must not be taken."""

    def check(text: str) -> str | None:
        if not re.fullmatch(ID_PATTERN, text):
            return f"'{text}' is no id: use a to z, digits and single hyphens"
        return f"there is a {kind} '{text}' already" if text in taken else None

    return check


def finish(output: Output, content: Content, make: Callable[[], Path], advice: str) -> int:
    """Make a file, renew the ids that editors' programs offer, and say what comes next."""
    try:
        path = make()
    except ScaffoldError as error:
        return output.fail(str(error))
    output.say(f"written: {path.relative_to(content.site)}")
    output.say(advice)
    if has_schemas(content.site):
        try:
            write_schemas(content.site, content.folder)
        except OSError as error:
            output.warn(f"the schemas could not be renewed: {error.strerror or error}")
    return PUBLISH
