"""`explainer translate`: files of translations, made and brought up to date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from generator.authoring.addresses import AddressesError
from generator.authoring.exchange import Head
from generator.authoring.insert import InsertError
from generator.authoring.translating import NotStaleError, Update
from generator.authoring.translation_files import (
    TranslationError,
    TranslationTarget,
    targets_of_story,
    update_target,
)
from generator.authoring.yaml_text import UnwritableError
from generator.cli.common import CommandError, common
from generator.cli.content import Content, find_content
from generator.cli.exchange import export_translations, import_translations
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.diagnostics import Diagnostic
from generator.load import find_content as find_files
from generator.load import read_document, shown_path
from generator.model import SiteSettings
from generator.model.base import ID_PATTERN
from generator.validate import valid_entries
from generator.verify.near_miss import word_changes

# So many texts of a file are shown by themselves; more are counted.
_MOST_SHOWN = 12


@click.command("translate")
@click.argument("slug")
@click.argument("language")
@click.option(
    "--done",
    metavar="KEY",
    multiple=True,
    help="The translation of the story's text KEY says what the original says now.",
)
@click.option(
    "--export",
    "export_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write all texts with their translations to FILE, as .po or .xlf (XLIFF 2).",
)
@click.option(
    "--import",
    "import_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Take the translations from FILE, a .po or .xlf that was exported.",
)
@click.option("--show", "is_shown", is_flag=True, help="Write nothing; say what would change.")
@common
def translate_command(  # noqa: PLR0913 - the command's options, each given by name
    output: Output,
    config_file: Path,
    slug: str,
    language: str,
    *,
    done: tuple[str, ...],
    export_file: Path | None,
    import_file: Path | None,
    is_shown: bool,
) -> int:
    """Write files for the translation of a story, and keep them in step with the original.

    SLUG is the story, LANGUAGE a tag that site.yml has under 'languages'. For fr there is one file
    beside the story, story.fr.yml, one beside each glossary term that it has,
    and one beside each source that it cites. They hold each text of the original with a place for
    its translation. Run it again after an edit of the original: what is new is put in, what has
    changed is shown beside its translation, and every translation stays.

    --export and --import exchange the texts with translators' programs. What was translated from
    other words than the original has now comes back as stale.

    With --show nothing is written, and the exit code is 1 if there is something to write.
    """
    if sum(map(bool, (done, export_file, import_file))) > 1 or (export_file and is_shown):
        raise click.UsageError(
            "--done, --export and --import go by themselves, --export without --show."
        )
    content = find_content(output, config_file)
    folder = content.site / content.folder / "stories" / slug
    if not re.fullmatch(ID_PATTERN, slug) or not folder.exists():
        raise CommandError(f"there is no story '{slug}'")
    site = _check_language(content, language)
    try:
        targets = targets_of_story(content.site, content.folder, slug, language)
    except (AddressesError, TranslationError) as error:
        raise CommandError(str(error)) from error
    if problems := [each for each in targets if isinstance(each, Diagnostic)]:
        output.report(problems, strict=False)
        return CONTENT_ERRORS
    files = [each for each in targets if isinstance(each, TranslationTarget)]
    head = Head(slug, site.language, language)
    if export_file:
        return export_translations(output, content, head, files, export_file)
    if import_file:
        return import_translations(
            output, content, head, files, import_file, is_written=not is_shown
        )
    updates = [
        (target, _update(content, target, () if at else done, is_written=not is_shown))
        for at, target in enumerate(files)
    ]
    for target, update in updates:
        _say(output, update, shown_path(target.path, content.site), is_written=not is_shown)
    changed = sum(update.is_changed for _, update in updates)
    _sum_up(output, [update for _, update in updates], changed)
    return CONTENT_ERRORS if is_shown and changed else PUBLISH


def _check_language(content: Content, language: str) -> SiteSettings:
    """The site's settings, if it has a language that can be translated into.

    Raises:
        CommandError: the site does not have it.
    """
    file = find_files(content.site, content.folder)[0].site
    document = read_document(file.path, content.site, file.id, []) if file else None
    settings = valid_entries([document] if document else [], SiteSettings)
    if not settings:
        raise CommandError("there is no 'site.yml' that can be used; see 'explainer check'")
    site = settings[0].model
    if language == site.language:
        raise CommandError(f"'{language}' is the language of the originals")
    if language not in site.languages:
        listed = ", ".join([*site.languages, language])
        raise CommandError(
            f"'site.yml' does not name the language '{language}': add 'languages: [{listed}]'"
        )
    return site


def _update(
    content: Content, target: TranslationTarget, done: Sequence[str], *, is_written: bool
) -> Update:
    try:
        return update_target(target, content.site, done, is_written=is_written)
    except (InsertError, NotStaleError, UnwritableError) as error:
        shown = shown_path(target.path, content.site)
        raise CommandError(f"{shown}: {error}") from error


def _say(output: Output, update: Update, path: str, *, is_written: bool) -> None:
    """Say what changes in a file, or has changed, and what is stale or left over."""
    if update.is_changed:
        output.say(f"{path}: {'written' if is_written else 'would be written'}")
    elif update.stale or update.left_over:
        output.say(f"{path}:")
    if update.new and update.is_changed:
        output.say(f"  {len(update.new)} texts are new")
    for each in update.done:
        output.say(f"  up to date: {each.key}")
    for each in update.stale[:_MOST_SHOWN]:
        changes = word_changes(each.was, each.original.text) if each.was else ["other words"]
        output.say(f"  stale: {each.key}: {' '.join(changes)}")
    if len(update.stale) > _MOST_SHOWN:
        output.say(f"  and {len(update.stale) - _MOST_SHOWN} more that are stale")
    for key in update.left_over[:_MOST_SHOWN]:
        output.say(f"  left over: {key}: the original does not say this any more")


def _sum_up(output: Output, updates: Sequence[Update], changed: int) -> None:
    missing = sum(each.missing for each in updates)
    stale = sum(len(each.stale) for each in updates)
    if not changed:
        output.say("All files are in step with their originals.")
    if missing or stale:
        output.say(f"To translate: {missing}. To bring up to date: {stale}.")
    if stale:
        output.say("Once a translation says what the original says now: --done KEY")
