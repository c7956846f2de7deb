"""`explainer new quotation`."""

from __future__ import annotations

from pathlib import Path

import click

from generator.authoring.passages import new_quotation_id
from generator.cli.ask import Questions
from generator.cli.common import common
from generator.cli.new_common import field_check, finish, id_check, open_desk
from generator.cli.output import Output
from generator.model import Quotation
from generator.scaffold.entries import add_quotation


@click.command("quotation")
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
    content, desk = open_desk(output, config_file)
    questions = Questions()
    sources = [document.id for document in desk.documents.sources]

    def known(text: str) -> str | None:
        return None if text in sources else f"there is no source '{text}' that can be read"

    few = sources if len(sources) <= 12 else []
    source = questions.answer("--source", source, "The source's id", known, choices=few)
    exact = questions.answer("--exact", exact, "The words", field_check(Quotation, "exact"))
    check, optional = field_check(Quotation, "speaker"), "Who said them, if it is speech"
    speaker = questions.answer("--speaker", speaker, optional, check, default="")
    if speaker or role is not None:
        check = field_check(Quotation, "role")
        role = questions.answer("--role", role, "What the speaker is", check, default="")
    taken = desk.quotations()
    proposed = new_quotation_id(source, exact, taken)
    check = id_check(taken, "quotation")
    id = questions.answer("--id", id, "Its id", check, default=proposed)
    questions.done()
    fields = {"id": id, "exact": exact, "speaker": speaker, "role": role or ""}
    fields = {name: text for name, text in fields.items() if text}
    advice = f"Cite it as [@{id}], and run 'explainer verify' where the archive is."
    return finish(output, content, lambda: add_quotation(desk, source, fields), advice)
