"""`explainer translate --export` and `--import`: translations for translators' programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.authoring.exchange import (
    ENDINGS,
    BadExchangeError,
    Head,
    Import,
    Left,
    Unit,
    import_units,
    read_exchange,
    units_of,
    write_exchange,
)
from generator.authoring.insert import InsertError
from generator.authoring.translation_files import TranslationTarget
from generator.cli.common import CommandError
from generator.cli.content import Content
from generator.cli.exit_codes import CONTENT_ERRORS, PUBLISH
from generator.cli.output import Output
from generator.files import atomic_write, read_file

MAX_BYTES = 10_000_000
"""So large an exchange file may be: ten times a file of translations."""
# So many texts of a kind are shown by themselves; more are counted.
_MOST_SHOWN = 12
_LONGEST_SHOWN = 200


def export_translations(
    output: Output, content: Content, head: Head, targets: Sequence[TranslationTarget], path: Path
) -> int:
    """Write an exchange file.

    Raises:
        CommandError: its name has another ending, a file of translations cannot be read, or there
            is a file already with translations that have not been imported.
    """
    ending = _ending(path)
    units = _units(content, targets)
    data = write_exchange(ending, head, units)
    if path.exists() or path.is_symlink():
        result = _import(content, head, targets, path, units, is_written=False)
        if result.brings or result.unfinished or result.refused:
            raise CommandError(
                f"'{path}' has translations that would be lost: import them, or export to another "
                "file"
            )
    try:
        atomic_write(path, data)
    except OSError as error:
        raise CommandError(f"'{path}' cannot be written: {error.strerror}") from error
    done = sum(bool(each.target) for each in units)
    stale = sum(each.is_stale for each in units)
    output.say(f"{path}: {len(units)} texts, {done} of them translated, {stale} of these stale")
    return PUBLISH


def import_translations(
    output: Output,
    content: Content,
    head: Head,
    targets: Sequence[TranslationTarget],
    path: Path,
    *,
    is_written: bool,
) -> int:
    """Read an exchange file, and put its translations into the files of translations.

    Raises:
        CommandError: it cannot be read, or a file of translations cannot be changed.
    """
    _ending(path)
    units = _units(content, targets)
    result = _import(content, head, targets, path, units, is_written=is_written)
    for file in result.files:
        output.say(f"{file}: {'written' if is_written else 'would be written'}")
    output.say(
        f"{path}: {len(result.new)} new, {len(result.changed)} changed, {len(result.same)} same, "
        f"{len(result.stale)} stale, {len(result.refused)} refused"
    )
    refused = [f"{each.where}: {each.name}: {each.why}" for each in result.refused]
    _list(output, "refused", [f"{path}: {each}" for each in refused])
    _list(output, "stale: made from other words than the original has now", result.stale)
    _list(output, "unfinished, and left out", _shown(result.unfinished))
    _list(output, "older than what is there, and left out", _shown(result.kept))
    _list(output, "left over: the story has no such text now", _shown(result.left_over))
    if result.refused:
        return CONTENT_ERRORS
    return CONTENT_ERRORS if result.files and not is_written else PUBLISH


def _import(
    content: Content,
    head: Head,
    targets: Sequence[TranslationTarget],
    path: Path,
    units: Sequence[Unit],
    *,
    is_written: bool,
) -> Import:
    data = read_file(path, inside=None, at_most=MAX_BYTES)
    try:
        returned = read_exchange(_ending(path), data, head.language, units)
        return import_units(returned, targets, content.site, content.folder, is_written=is_written)
    except BadExchangeError as error:
        raise CommandError(f"'{path}' cannot be used: {error}") from error
    except InsertError as error:
        raise CommandError(f"nothing is written: {error}") from error
    except OSError as error:
        raise CommandError(f"a file cannot be written: {error}") from error


def _units(content: Content, targets: Sequence[TranslationTarget]) -> list[Unit]:
    try:
        return units_of(targets, content.site, content.folder)
    except InsertError as error:
        raise CommandError(str(error)) from error


def _ending(path: Path) -> str:
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise CommandError(f"'{path}' ends in none of {', '.join(ENDINGS)}")
    return ending


def _shown(left: Sequence[Left]) -> list[str]:
    return [f"{each.where}: {each.name}: {each.text}" for each in left]


def _list(output: Output, what: str, rows: Sequence[str]) -> None:
    for row in rows[:_MOST_SHOWN]:
        cut = row if len(row) <= _LONGEST_SHOWN else f"{row[:_LONGEST_SHOWN]} …"
        output.say(f"  {what}: {' '.join(cut.split())}")
    if len(rows) > _MOST_SHOWN:
        output.say(f"  {what}: {len(rows) - _MOST_SHOWN} more")
