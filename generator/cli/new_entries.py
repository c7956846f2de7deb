"""`explainer new story`, `new source` and `new term`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from generator.cli.ask import Questions
from generator.cli.common import common
from generator.cli.new_common import field_check, finish, id_check, open_desk
from generator.cli.output import Output
from generator.clock import today
from generator.model import Source, SourceKind, Story, Term, TermKind
from generator.scaffold.entries import new_source, new_story, new_term
from generator.scaffold.ids import proposed_id


def _id(made_from: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option("--id", metavar="ID", help=f"Its id. [default: {made_from}]")


@click.command("story")
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
    content, desk = open_desk(output, config_file)
    questions = Questions()
    taken = desk.taken("story")
    title = questions.answer("--title", title, "The headline", field_check(Story, "title"))
    day = published if published is not None else today()
    published = questions.answer("--published", day, "", field_check(Story, "published"))
    language = questions.answer(
        "--language", language or "", "", field_check(Story, "language"), default=""
    )
    proposed = proposed_id(title, taken, "story")
    id = questions.answer("--id", id, "Its id", id_check(taken, "story"), default=proposed)
    questions.done()
    values = {"title": title, "published": published, "language": language}
    advice = "It is a draft: 'explainer serve' shows it."
    return finish(output, content, lambda: new_story(desk, id, values), advice)


@click.command("source")
@click.option("--url", help="Its address.")
@click.option("--title", help="The headline, as published.")
@click.option("--publisher", help="The outlet that published it.")
@click.option("--date", "published", help="When it was published, such as 2025-05-01 or 2025.")
@click.option("--kind", help=f"One of {', '.join(SourceKind)}. [default: news-report]")
@click.option("--language", help="Its language, if it is not the site's.")
@click.option("--origin", help="The agency or desk that wrote it, if it is named.")
@click.option("--upstream", multiple=True, help="A primary source that it relays; may be repeated.")
@click.option("--author", multiple=True, help="An author; may be repeated.")
@click.option("--short", help="What footnotes call it. [default: publisher and year]")
@_id("publisher and year")
@common
def source(
    output: Output,
    config_file: Path,
    *,
    id: str | None,
    upstream: tuple[str, ...],
    author: tuple[str, ...],
    **options: str | None,
) -> int:
    """Make the file of a source; `explainer capture` makes one from the page itself."""
    content, desk = open_desk(output, config_file)
    questions = Questions()

    def ask(
        option: str,
        field: str,
        question: str,
        default: str | None = None,
        choices: tuple[str, ...] = (),
    ) -> str:
        check = field_check(Source, field)
        return questions.answer(
            option, options[field], question, check, default=default, choices=choices
        )

    values = {
        "url": ask("--url", "url", "Its address"),
        "title": ask("--title", "title", "The headline, as published"),
        "publisher": ask("--publisher", "publisher", "The outlet that published it"),
        "published": ask("--date", "published", "When it was published (2025-05-01 or 2025)"),
        "kind": ask("--kind", "kind", "What it is", "news-report", tuple(SourceKind)),
        "language": ask("--language", "language", "Its language, if it is not the site's", ""),
    }
    origin = ask("--origin", "origin", "", "") if options["origin"] is not None else ""
    for option, texts in (("--upstream", upstream), ("--author", author)):
        for text in texts:
            questions.answer(option, text, "", field_check(Source, "origin"))
    more = {"author": author, "origin": origin, "upstream": upstream}
    short = f"{values['publisher']} {values['published'][:4]}".strip()
    values["short"] = ask("--short", "short", "What footnotes call it", short or "source")
    taken = desk.taken("source")
    proposed = proposed_id(values["short"], taken, "source")
    id = questions.answer("--id", id, "Its id", id_check(taken, "source"), default=proposed)
    questions.done()
    archive = f"{content.folder}/archive"
    advice = (
        f"Next: put a copy into {archive} as {id}.txt, .html or .pdf, and take words from it"
        f" with 'explainer quote --source {id}'."
    )
    return finish(output, content, lambda: new_source(desk, id, values, more), advice)


@click.command("term")
@click.option("--term", help="The term, as stories write it.")
@click.option("--kind", help=f"One of {', '.join(TermKind)}. [default: concept]")
@click.option("--alias", "aliases", multiple=True, help="Another spelling; may be repeated.")
@click.option("--definition", help="What it is, in a sentence; citations may follow: [@id].")
@_id("made from the term")
@common
def term(
    output: Output,
    config_file: Path,
    *,
    term: str | None,
    kind: str | None,
    aliases: tuple[str, ...],
    definition: str | None,
    id: str | None,
) -> int:
    """Make a term of the glossary."""
    content, desk = open_desk(output, config_file)
    questions = Questions()
    taken = desk.taken("term")
    named = questions.answer("--term", term, "The term", field_check(Term, "term"))
    kind = questions.answer(
        "--kind",
        kind,
        "What it names",
        field_check(Term, "kind"),
        default="concept",
        choices=[*TermKind],
    )
    for alias in aliases:
        questions.answer("--alias", alias, "", field_check(Term, "term"))
    check = field_check(Term, "definition")
    definition = questions.answer("--definition", definition, "What it is, in a sentence", check)
    proposed = proposed_id(named, taken, "term")
    id = questions.answer("--id", id, "Its id", id_check(taken, "term"), default=proposed)
    questions.done()
    values = {"term": named, "kind": kind, "definition": definition}
    advice = "A term that no story uses is warned of: use it, or add the spelling as an alias."
    return finish(output, content, lambda: new_term(desk, id, values, aliases), advice)
