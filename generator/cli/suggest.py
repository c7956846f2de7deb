"""`explainer suggest`: passages of the archived copies that could support a sentence."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from generator.authoring.suggestions import (
    MOST_CHARACTERS,
    Asked,
    Suggestion,
    Unsupported,
    quote_command,
    suggest,
    unsupported,
)
from generator.cli.common import CommandError, common
from generator.cli.content import Content, check_sources, find_content
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.cli.suggestion import NOTHING, suggestion_lines
from generator.diagnostics import Place
from generator.diagnostics.record import did_you_mean
from generator.load import Documents, load
from generator.model import SiteSettings, Source
from generator.scaffold.answers import problem_with
from generator.validate import Entry, valid_content, validate_document

_DEFAULT, _MOST = 5, 50
# So many missing copies are named.
_MOST_NAMED = 5
_DEFAULT_LANGUAGE = "en"
_ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class _Request:
    """What the options ask for."""

    config_file: Path
    source: str | None
    archive: Path | None
    language: str | None
    count: int


@click.command("suggest")
@click.argument("sentence", nargs=-1)
@click.option(
    "--unsupported",
    "every",
    is_flag=True,
    help="Do so for all sentences that the check finds uncited or unsupported, or for those of "
    "one story: its slug stands in the place of SENTENCE.",
)
@click.option("--source", metavar="ID", help="Look in this source only.")
@click.option(
    "-n",
    "--count",
    type=click.IntRange(1, _MOST),
    metavar="NUMBER",
    default=_DEFAULT,
    show_default=True,
    help="How many passages to show for a sentence.",
)
@click.option("--language", help="The sentence's language, if it is not the site's.")
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    help="The folder of archived copies. [default: archive/ in the content folder]",
)
@click.option("--json", is_flag=True, help="Print the suggestions as JSON, for programs.")
@common
def suggest_command(
    output: Output,
    config_file: Path,
    sentence: tuple[str, ...],
    *,
    source: str | None,
    count: int,
    language: str | None,
    archive: Path | None,
    **how: bool,
) -> int:
    """Find the passages in the archived copies that could support a SENTENCE.

    All copies are looked through, and the best passages come first. Under each stands the id to
    cite where it is a quotation already, or else the command that makes it one. Figures, dates and
    names count more than other words, however they are written. Nothing is written, and nobody
    but you can tell whether a passage says what the sentence says.

    The exit code is 1 if nothing was found for a sentence.
    """
    # What a shell passes on may be no text.
    text = " ".join(" ".join(sentence).encode("utf-8", "replace").decode().split())
    if not text and not how["every"]:
        raise click.UsageError("Say a sentence, or --unsupported.")
    if len(text) > MOST_CHARACTERS:
        raise click.UsageError(f"A sentence has at most {MOST_CHARACTERS} characters.")
    if language and (why := problem_with(Source, "language", language)):
        raise click.UsageError(f"--language: {why}")
    request = _Request(config_file, source, archive, language, count)
    content = find_content(output, config_file)
    documents, _ = load(content.site, content.folder)
    own = _language(documents)
    if how["every"]:
        asked = _unsupported(output, request, documents, text, own)
    else:
        asked = [Unsupported(Asked(text, language or own), Place(""), ())]
    found = _found(output, request, content, documents, [each.asked for each in asked], own)
    if output.json:
        rows = zip(asked, found, strict=True)
        output.show_json({"sentences": [_row(request, *each) for each in rows]})
    else:
        _show(output, request, asked, found)
    return PUBLISH if all(found) else CONTENT_ERRORS


def _language(documents: Documents) -> str:
    """The site's language."""
    settings = validate_document(documents.site, SiteSettings)[0] if documents.site else None
    return settings.language if settings else _DEFAULT_LANGUAGE


def _unsupported(
    output: Output, request: _Request, documents: Documents, slug: str, language: str
) -> list[Unsupported]:
    """The sentences that a check finds unsupported, of one story or of all files."""
    from generator.cli import site  # noqa: PLC0415 - it brings MkDocs

    stories = {each.id: each.path for each in documents.stories}
    if slug and slug not in stories:
        raise CommandError(f"there is no story '{slug}'. {did_you_mean(slug, stories)}".rstrip())
    project = site.open_site(output, request.config_file)
    with site.content_of(output, project, drafts=True) as content:
        problems = content.diagnostics
    if slug:
        problems = tuple(each for each in problems if each.place.file == stories[slug])
    return unsupported(project.folder, problems, request.language or language)


def _found(
    output: Output,
    request: _Request,
    content: Content,
    documents: Documents,
    asked: Sequence[Asked],
    language: str,
) -> list[list[Suggestion]]:
    valid = valid_content(documents)
    sources = _sources(documents, valid.sources, request.source)
    archive = request.archive or content.site / content.folder / _ARCHIVE
    if not archive.is_dir():
        if request.archive:
            raise CommandError(f"there is no folder '{archive}'")
        output.warn("There is no archive: the quotations alone are looked through.")
    with output.progress("Reading the copies", None):
        found, problems = suggest(
            asked,
            sources=sources,
            terms=valid.terms,
            archive=archive if archive.is_dir() else None,
            language=language,
            count=request.count,
        )
    for problem in problems[:_MOST_NAMED]:
        output.warn(problem)
    if len(problems) > _MOST_NAMED:
        output.warn(f"and so with {len(problems) - _MOST_NAMED} more copies")
    return found


def _sources(
    documents: Documents, valid: Sequence[Entry[Source]], wanted: str | None
) -> list[Entry[Source]]:
    """All valid sources, or the one that is wanted."""
    usable = {entry.id: entry for entry in valid}
    check_sources([document.id for document in documents.sources], usable, wanted)
    return [usable[wanted]] if wanted else [*usable.values()]


def _show(
    output: Output,
    request: _Request,
    asked: Sequence[Unsupported],
    found: Sequence[Sequence[Suggestion]],
) -> None:
    if not asked:
        output.say("The check finds no sentence uncited or unsupported.")
    for number, (sentence, suggestions) in enumerate(zip(asked, found, strict=True)):
        if sentence.why:
            place = sentence.place
            if number:
                output.show_line("")
            told = "; ".join(sentence.why)
            output.show_line(f"{place.file}:{place.line}:{place.column}: {told}", style="bold")
            output.show_line(f"  {sentence.asked.text}")
        if not suggestions:
            output.show_line(NOTHING)
        for at, suggestion in enumerate(suggestions, 1):
            _show_suggestion(output, request, at, suggestion)


def _show_suggestion(output: Output, request: _Request, at: int, suggestion: Suggestion) -> None:
    first, *others = suggestion_lines(at, suggestion)
    output.show_line(first, style="bold")
    for line in others:
        output.show_line(line)
    if command := quote_command(suggestion, request.archive, request.config_file):
        output.show_line(f"   {shlex.join(command)}")


def _row(
    request: _Request, sentence: Unsupported, suggestions: Sequence[Suggestion]
) -> dict[str, object]:
    """A sentence as JSON; one that was typed has no place."""
    return {
        "sentence": sentence.asked.text,
        "file": sentence.place.file or None,
        "line": sentence.place.line or None,
        "why": list(sentence.why),
        "suggestions": [
            {
                "source": each.source,
                "short": each.short,
                "copy": each.copy or None,
                "line": each.line or None,
                "before": each.before,
                "words": each.words,
                "after": each.after,
                "quotations": list(each.quotations),
                "is_quoted": each.is_quoted,
                "command": quote_command(each, request.archive, request.config_file),
                "score": round(each.score, 2),
            }
            for each in suggestions
        ],
    }
