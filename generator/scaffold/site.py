"""A new site, which builds at once and has nothing wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.authoring.yaml_text import scalar
from generator.diagnostics import as_text
from generator.files import walk_files
from generator.model import Publisher, SiteSettings
from generator.package_data import package_folder
from generator.passes.comparing import verify_site
from generator.scaffold.answers import ScaffoldError, problem_with
from generator.scaffold.files import fill_template, new_folder, template
from generator.scaffold.schemas import write_schemas
from generator.schema import modeline
from generator.verify.lock import write_lock

ANSWERS = ("title", "description", "publisher", "language", "contact", "corrected_by")
_HIDDEN = {"gitattributes": ".gitattributes", "gitignore": ".gitignore", "vscode": ".vscode"}
_KINDS = {"sources": "source", "glossary": "term", "stories": "story"}
_FOLDERS = (*_KINDS, "archive")
_EXAMPLE = "example-"  # what the names of the examples begin with
_EXAMPLES_LANGUAGE = "en"


def new_site(path: Path, answers: Mapping[str, str], today: str, *, examples: bool = True) -> None:
    """Make a site with an example of everything that a site needs.

    Args:
        path: its folder: new, or empty.
        answers: what is true of it, by the names in `ANSWERS`; `publisher` is its name.
        today: the date to write down, `YYYY-MM-DD`.
        examples: whether it has a story, its source and a term; otherwise their folders are empty.

    Raises:
        ScaffoldError: an answer cannot be used, or something is there already.
        OSError: it cannot be written.
    """
    for name in ANSWERS:
        why = problem_with_answer(name, answers[name])
        if why:
            raise ScaffoldError(f"the {name.replace('_', ' ')} cannot be used: {why}")
    values = {name: scalar(answers[name]) for name in ANSWERS}
    values["today"] = today
    language = answers["language"].partition("-")[0].lower()
    same = language == _EXAMPLES_LANGUAGE
    values["example_language"] = "" if same else f"language: {_EXAMPLES_LANGUAGE}"
    with new_folder(path) as aside:
        _write(aside, values, examples=examples)
        _verify(aside, today)
        write_schemas(aside, "content")


def problem_with_answer(name: str, text: str) -> str | None:
    """Say what keeps a text from being the answer to one of `ANSWERS`."""
    if name == "publisher":
        return problem_with(Publisher, "name", text)
    return problem_with(SiteSettings, name, text)


def _write(aside: Path, values: Mapping[str, str], *, examples: bool) -> None:
    source = package_folder("site-templates") / "scaffold" / "begin"
    for name in _FOLDERS:
        (aside / "content" / name).mkdir(parents=True)
    for file in walk_files(source, inside=source):
        first, *rest = file.relative_to(source).parts
        name = "/".join((_HIDDEN.get(first, first), *rest))
        parts = name.split("/")
        if not examples and any(part.startswith(_EXAMPLE) for part in parts):
            continue
        kind = _KINDS.get(parts[1], "site") if len(parts) > 1 else "site"
        target = aside / name
        target.parent.mkdir(parents=True, exist_ok=True)
        text = fill_template(
            template(file.relative_to(source.parent).as_posix()),
            {**values, "modeline": modeline(kind, name)},
        )
        target.write_text(text, "utf-8", newline="\n")


def _verify(aside: Path, today: str) -> None:
    """Compare the example's quotations with its copy and write the lock."""
    result = verify_site(aside, "content", aside / "content" / "archive", today)
    if result.comparison is None or result.diagnostics:
        told = "\n".join(map(as_text, result.diagnostics))
        raise ScaffoldError(f"the example is not clean:\n{told}")
    write_lock(result.comparison.lock, result.lock_file)
