"""`explainer check-text`: the quotations of a published page, looked for in the report's text."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from generator.archive import ENDINGS, Unreadable, read_copy
from generator.cli.common import CommandError, without_site
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.folding import Normalised
from generator.publishing.source_page import Sought, SourcePageError, read_source_page
from generator.verify.match import EXPLANATIONS, Located, NotLocated
from generator.verify.near_miss import nearest_passage
from generator.verify.readers import find_words, texts_of


@click.command("check-text")
@click.argument("page", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", is_flag=True, help="Print what was found as JSON, for programs.")
@without_site
def check_text_command(output: Output, page: Path, file: Path) -> int:
    """Look for the quotations of a source's published PAGE in a FILE with the report.

    PAGE is an HTML file of the site, as it was published or as a browser saved it. FILE is the
    report as you have it: text, HTML, PDF, a web archive. The rules are those of 'explainer
    verify'. What is found stands in FILE; where FILE comes from, no program can know.
    """
    try:
        published = read_source_page(page)
    except SourcePageError as error:
        raise CommandError(str(error)) from None
    if not file.name.lower().endswith(tuple(ENDINGS)):
        raise CommandError(f"'{file}' is of no kind that can be read: {', '.join(ENDINGS)}")
    copy = read_copy(file, None)
    if isinstance(copy, Unreadable):
        raise CommandError(f"'{file}' {copy.message}")
    texts = texts_of(copy)
    read = [
        (each, find_words(each.exact, texts, each.prefix, each.suffix, each.language or None))
        for each in published.quotations
    ]
    found = [(each, reading.found) for each, reading in read]
    is_same = bool(published.digest) and copy.digest == published.digest
    if output.json:
        rows = [_row(each, result) for each, result in found]
        output.show_json({"digest": copy.digest, "same_copy": is_same, "quotations": rows})
    else:
        for each, reading in read:
            if isinstance(reading.found, NotLocated):
                _tell(output, each, reading.found, reading.text)
    missing = sum(isinstance(result, NotLocated) for _, result in found)
    output.say(f"{len(found) - missing} of {len(found)} quotations stand in '{file}'")
    if is_same:
        output.say("It is the copy that the site names, byte for byte")
    return CONTENT_ERRORS if missing else PUBLISH


def _tell(output: Output, sought: Sought, result: NotLocated, text: Normalised) -> None:
    told = EXPLANATIONS[result.reason].format(count=result.count)
    output.warn(f"{sought.id}: {told}: “{sought.exact}”")
    near = nearest_passage(sought.exact, text)
    if near and not result.places:
        output.show_text(f"nearest: {' '.join(near.shown)}", indent=2)


def _row(sought: Sought, result: Located | NotLocated) -> dict[str, object]:
    if isinstance(result, Located):
        return {"id": sought.id, "found": True, "start": result.start, "end": result.end}
    return {"id": sought.id, "found": False, **dataclasses.asdict(result)}
