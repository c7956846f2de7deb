"""`explainer new`: a site, a story, a source, a term, a quotation."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path

import click

from generator.adapters import mkdocs
from generator.cli.ask import Check, Questions
from generator.cli.common import common, open_site, today
from generator.cli.new_site import site
from generator.cli.output import PUBLISH, Output
from generator.edit.passages import quotation_id
from generator.model import Quotation, Source, SourceKind, Story, Term, TermKind
from generator.model.base import ID_PATTERN, Model
from generator.scaffold import (
    Desk,
    ScaffoldError,
    add_quotation,
    has_schemas,
    new_source,
    new_story,
    new_term,
    problem_with,
    proposed_id,
    write_schemas,
)  # fmt: skip


@click.group("new")
def new() -> None:
    """Make a new site, or a new story, source, term or quotation in a site.

    What the options leave out is asked for where there is a terminal. No file is overwritten.
    """


new.add_command(site)


def _id(made_from: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option("--id", metavar="ID", help=f"Its id. [default: {made_from}]")


def _desk(project: mkdocs.Project) -> Desk:
    return Desk.of(project.folder, project.plugin.config.content)


def _of(model: type[Model], field: str) -> Check:
    return functools.partial(problem_with, model, field)


def _id_check(taken: set[str], kind: str) -> Check:
    def check(text: str) -> str | None:
        if not re.fullmatch(ID_PATTERN, text):
            return f"'{text}' is no id: use a to z, digits and single hyphens"
        return f"there is a {kind} '{text}' already" if text in taken else None

    return check


def _made(output: Output, project: mkdocs.Project, make: Callable[[], Path], advice: str) -> int:
    """Make a file, renew the ids that editors' programs offer, and say what comes next."""
    try:
        path = make()
    except ScaffoldError as error:
        return output.fail(str(error))
    output.say(f"written: {path.relative_to(project.folder)}")
    output.say(advice)
    if has_schemas(project.folder):
        try:
            write_schemas(project.folder, project.plugin.config.content)
        except OSError as error:
            output.warn(f"the schemas could not be renewed: {error.strerror or error}")
    return PUBLISH


@new.command()
@click.option("--title", help="The headline.")
@click.option("--published", help="The day of publication. [default: today]")
@click.option("--language", help="Its language, if it is not the site's.")
@_id("made from the title")
@common
def story(
    output: Output,
    config_file: Path,
    *,
    title: str | None,
    published: str | None,
    language: str | None,
    id: str | None,
) -> int:
    """Make a story: a draft with a place for everything that a story can have."""
    project = open_site(output, config_file)
    desk, questions = _desk(project), Questions()
    taken = desk.taken("story")
    title = questions.answer("--title", title, "The headline", _of(Story, "title"))
    day = published if published is not None else today()
    published = questions.answer("--published", day, "", _of(Story, "published"))
    language = questions.answer(
        "--language", language or "", "", _of(Story, "language"), default=""
    )
    proposed = proposed_id(title, taken, "story")
    id = questions.answer("--id", id, "Its id", _id_check(taken, "story"), default=proposed)
    questions.done()
    values = {"title": title, "published": published, "language": language}
    advice = "It is a draft: 'explainer serve' shows it."
    return _made(output, project, lambda: new_story(desk, id, values), advice)


@new.command()
@click.option("--url", help="Its address.")
@click.option("--title", help="The headline, as published.")
@click.option("--publisher", help="The outlet that published it.")
@click.option("--date", "published", help="When it was published, such as 2031-05-01 or 2031.")
@click.option("--kind", help=f"One of {', '.join(SourceKind)}. [default: news-report]")
@click.option("--language", help="Its language, if it is not the site's.")
@click.option("--short", help="What footnotes call it. [default: publisher and year]")
@_id("publisher and year")
@common
def source(output: Output, config_file: Path, *, id: str | None, **options: str | None) -> int:
    """Make the file of a source; `explainer capture` makes one from the page itself."""
    project = open_site(output, config_file)
    desk, questions = _desk(project), Questions()

    def ask(
        option: str,
        field: str,
        question: str,
        default: str | None = None,
        choices: tuple[str, ...] = (),
    ) -> str:
        check = _of(Source, field)
        return questions.answer(
            option, options[field], question, check, default=default, choices=choices
        )

    values = {
        "url": ask("--url", "url", "Its address"),
        "title": ask("--title", "title", "The headline, as published"),
        "publisher": ask("--publisher", "publisher", "The outlet that published it"),
        "published": ask("--date", "published", "When it was published (2031-05-01 or 2031)"),
        "kind": ask("--kind", "kind", "What it is", "news-report", tuple(SourceKind)),
        "language": ask("--language", "language", "Its language, if it is not the site's", ""),
    }
    short = f"{values['publisher']} {values['published'][:4]}".strip()
    values["short"] = ask("--short", "short", "What footnotes call it", short or "source")
    taken = desk.taken("source")
    proposed = proposed_id(values["short"], taken, "source")
    id = questions.answer("--id", id, "Its id", _id_check(taken, "source"), default=proposed)
    questions.done()
    archive = f"{project.plugin.config.content}/archive"
    advice = (
        f"Next: put a copy into {archive} as {id}.txt, .html or .pdf, and take words from it"
        f" with 'explainer quote --source {id}'."
    )
    return _made(output, project, lambda: new_source(desk, id, values), advice)


@new.command()
@click.option("--term", help="The term, as stories write it.")
@click.option("--kind", help=f"One of {', '.join(TermKind)}. [default: concept]")
@click.option("--definition", help="What it is, in a sentence; citations may follow: [@id].")
@_id("made from the term")
@common
def term(
    output: Output,
    config_file: Path,
    *,
    term: str | None,
    kind: str | None,
    definition: str | None,
    id: str | None,
) -> int:
    """Make a term of the glossary."""
    project = open_site(output, config_file)
    desk, questions = _desk(project), Questions()
    taken = desk.taken("term")
    named = questions.answer("--term", term, "The term", _of(Term, "term"))
    kind = questions.answer(
        "--kind", kind, "What it names", _of(Term, "kind"), default="concept", choices=[*TermKind]
    )
    check = _of(Term, "definition")
    definition = questions.answer("--definition", definition, "What it is, in a sentence", check)
    proposed = proposed_id(named, taken, "term")
    id = questions.answer("--id", id, "Its id", _id_check(taken, "term"), default=proposed)
    questions.done()
    values = {"term": named, "kind": kind, "definition": definition}
    advice = "A term that no story uses is warned of: use it, or add the spelling as an alias."
    return _made(output, project, lambda: new_term(desk, id, values), advice)


@new.command()
@click.option("--source", metavar="ID", help="The source that the words stand in.")
@click.option("--exact", help="The words, exactly as they stand there.")
@click.option("--speaker", help="Who said or wrote these very words.")
@click.option("--role", help="What the source says the speaker is.")
@click.option("--id", metavar="ID", help="Its id. [default: source and first words]")
@common
def quotation(
    output: Output,
    config_file: Path,
    *,
    source: str | None,
    exact: str | None,
    speaker: str | None,
    role: str | None,
    id: str | None,
) -> int:
    """Add a quotation to its source; `explainer quote` takes one from the archived copy."""
    project = open_site(output, config_file)
    desk, questions = _desk(project), Questions()
    sources = [document.id for document in desk.documents.sources]

    def known(text: str) -> str | None:
        return None if text in sources else f"there is no source '{text}' that can be read"

    few = sources if len(sources) <= 12 else []
    source = questions.answer("--source", source, "The source's id", known, choices=few)
    exact = questions.answer("--exact", exact, "The words", _of(Quotation, "exact"))
    check, optional = _of(Quotation, "speaker"), "Who said them, if it is speech"
    speaker = questions.answer("--speaker", speaker, optional, check, default="")
    if speaker or role is not None:
        check = _of(Quotation, "role")
        role = questions.answer("--role", role, "What the speaker is", check, default="")
    taken = desk.quotations()
    proposed = quotation_id(source, exact, taken)
    check = _id_check(taken, "quotation")
    id = questions.answer("--id", id, "Its id", check, default=proposed)
    questions.done()
    fields = {"id": id, "exact": exact, "speaker": speaker, "role": role or ""}
    fields = {name: text for name, text in fields.items() if text}
    advice = f"Cite it as [@{id}], and run 'explainer verify' where the archive is."
    return _made(output, project, lambda: add_quotation(desk, source, fields), advice)
