"""`explainer new site`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.ask import Questions
from generator.cli.output import Output
from generator.clock import today
from generator.scaffold.answers import ScaffoldError
from generator.scaffold.site import new_site, problem_with_answer

_DESCRIPTION = "News stories, told sentence by sentence with their sources."
_CORRECTED_BY = "the editor on duty, after a second reading"


@click.command("site")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--title", help="The site's name.")
@click.option("--publisher", help="Who is responsible for it.")
@click.option("--contact", help="Where readers report a mistake: a mail or web address.")
@click.option("--language", help="The language of the stories, such as en, fr, ar. [default: en]")
@click.option("--description", help="One sentence for the home page and search engines.")
@click.option("--corrected-by", help="Who may correct a story, in a few words.")
@click.option(
    "--no-examples", is_flag=True, help="Leave out the example story, its source and its term."
)
@click.option("-q", "--quiet", is_flag=True, help="Print only what is wrong.")
@click.pass_context
def site(
    context: click.Context,
    /,
    folder: Path,
    *,
    no_examples: bool,
    quiet: bool,
    **options: str | None,
) -> None:
    """Make a site in DIR, with an example of each kind of file. It builds at once."""
    output = Output(quiet=quiet, json=False)
    answers = _answers(options)
    try:
        new_site(folder.absolute(), answers, today(), examples=not no_examples)
    except ScaffoldError as error:
        context.exit(output.fail(str(error)))
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        context.exit(output.fail(f"{named}{error.strerror or error}"))
    output.say(f"The site is in {folder}. Go there and run 'explainer serve'.")
    if not no_examples and answers["language"].lower().partition("-")[0] != "en":
        output.say("The examples in it are in English, and say so.")


def _answers(options: dict[str, str | None]) -> dict[str, str]:
    questions = Questions()

    def ask(name: str, question: str, default: str | None = None) -> str:
        def check(text: str) -> str | None:
            return problem_with_answer(name, _as_address(text) if name == "contact" else text)

        option = f"--{name.replace('_', '-')}"
        return questions.answer(option, options[name], question, check, default=default)

    answers = {
        "title": ask("title", "The site's name"),
        "publisher": ask("publisher", "Who is responsible for it"),
        "contact": ask("contact", "Where readers report a mistake (a mail or web address)"),
        "language": ask("language", "The language of the stories (en, fr, ar, …)", "en"),
        "description": ask("description", "What it is, in a sentence", _DESCRIPTION),
        "corrected_by": ask("corrected_by", "Who may correct a story", _CORRECTED_BY),
    }
    questions.done()
    return {**answers, "contact": _as_address(answers["contact"])}


def _as_address(text: str) -> str:
    """A mail address as it is written in a link."""
    text = text.strip()
    return f"mailto:{text}" if "@" in text and ":" not in text else text
