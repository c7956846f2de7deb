"""Translations that come back: which are new, of which words, and what their files become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from generator.authoring.exchange.checking import why_refused
from generator.authoring.exchange.unit import BadExchangeError, Returned, one_line
from generator.authoring.exchange.units import file_of
from generator.authoring.exchange.writing import put_texts
from generator.authoring.insert import InsertError
from generator.authoring.translating import bring_up_to_date, new_translation, read_translation
from generator.authoring.translation_files import TranslationTarget
from generator.authoring.yaml_text import LONGEST, UnwritableError
from generator.files import atomic_write, file_lock, read_file
from generator.load import shown_path
from generator.load.text import MAX_TRANSLATION_BYTES
from generator.model import TranslatedText, Translation
from generator.resolve.translations import Binding, Bound, bind

MAX_UNITS = 20_000
"""So many texts of an exchange file are read: ten times what the longest story has."""
_SPARE = 50
"""So many more texts than it has now may come back of one file."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A text that is not taken: where it stands in the exchange file, its name, and why."""

    where: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Left:
    """A text that stays out of the files: where it stands, its name, and the words."""

    where: str
    name: str
    text: str


@dataclass(slots=True)
class Import:
    """What comes of an exchange file.

    Attributes:
        new: the names of texts that had no translation.
        changed: those whose translation is another, or is said to be up to date.
        same: those whose translation stands in its file as it is.
        stale: those that were translated from other words than the original has now.
        refused: the texts that are not taken.
        unfinished: those of which the exchange file says that they are not done.
        kept: those of older words than what their files have, which is kept.
        left_over: those whose originals are gone, or belong to another story.
        files: the paths of the files that change.
    """

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    unfinished: list[Left] = field(default_factory=list)
    kept: list[Left] = field(default_factory=list)
    left_over: list[Left] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def brings(self) -> int:
        """How many translations its files do not have yet."""
        return len(self.new) + len(self.changed) + len(self.stale)


def import_units(
    returned: Sequence[Returned],
    targets: Sequence[TranslationTarget],
    folder: Path,
    content: str,
    *,
    is_written: bool,
) -> Import:
    """Put the translations of an exchange file into the files of translations.

    All files are worked out before the first is written, and each is written as a whole.

    Args:
        returned: the texts of the exchange file.
        targets: the files of translations that the story needs.
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        is_written: whether files are written.

    Raises:
        BadExchangeError: the exchange file has more texts than can be meant.
        InsertError: a file of translations cannot be read, or is laid out in a way that this
            cannot change; the message names it.
        ReadError: one is no file, lies elsewhere, or is too large.
        OSError: one cannot be written; what stood there still does.
    """
    if len(returned) > MAX_UNITS:
        raise BadExchangeError(f"it has {len(returned):,} texts; {MAX_UNITS:,} are read")
    result = Import()
    by_file = _usable(returned, result)
    writes = []
    with ExitStack() as locks:
        for target in targets:
            units = by_file.pop(file_of(target, folder / content), {})
            if units:
                if is_written:
                    locks.enter_context(file_lock(target.path))
                if data := _new_data(target, units, folder, result):
                    writes.append((target.path, data))
        if is_written:
            for path, data in writes:
                atomic_write(path, data)
    result.left_over += [_left(each) for units in by_file.values() for each in units.values()]
    result.files = [shown_path(path, folder) for path, _ in writes]
    return result


def _usable(returned: Sequence[Returned], result: Import) -> dict[str, dict[str, Returned]]:
    """The texts that can be taken, by the file of the original and the key."""
    times = Counter(each.name for each in returned)
    by_file: dict[str, dict[str, Returned]] = {}
    for each in returned:
        file, mark, key = each.name.partition("#")
        if not mark:
            why = "it has no context that 'explainer translate --export' has written"
            result.refused.append(Refusal(each.where, each.name, why))
        elif times[each.name] > 1:
            result.refused.append(Refusal(each.where, each.name, "it stands there twice"))
        elif each.problem:
            result.refused.append(Refusal(each.where, each.name, each.problem))
        elif max(len(each.source), len(each.target)) > LONGEST:
            why = f"it has more than {LONGEST:,} characters"
            result.refused.append(Refusal(each.where, each.name, why))
        elif _stripped(each):
            by_file.setdefault(file, {})[key] = each
    return by_file


def _new_data(
    target: TranslationTarget, units: Mapping[str, Returned], folder: Path, result: Import
) -> bytes | None:
    """What a file of translations becomes; None if it stays as it is."""
    if len(units) > 2 * len(target.texts) + _SPARE:
        raise BadExchangeError(f"it has {len(units):,} texts of '{target.original}'")
    shown = shown_path(target.path, folder)
    data = new_translation(shown, target.original)
    if target.path.exists() or target.path.is_symlink():
        data = read_file(target.path, inside=folder, at_most=MAX_TRANSLATION_BYTES)
    try:
        has = {each.original.key: each for each in _bind(data, shown, target).bound}
        taken = _taken(target, units, has, result)
        return _with_texts(data, shown, target, taken) if taken else None
    except (InsertError, UnwritableError) as error:
        raise InsertError(f"{shown}: {error}") from error


def _with_texts(
    data: bytes, shown: str, target: TranslationTarget, taken: Mapping[str, tuple[str, str]]
) -> bytes:
    """A file of translations, in step with its original, with other translations in it."""
    in_step = bring_up_to_date(data, shown, target.texts).text
    now = bring_up_to_date(put_texts(in_step, shown, taken), shown, target.texts).text
    if len(now) > MAX_TRANSLATION_BYTES:
        raise InsertError(f"it would have more than {MAX_TRANSLATION_BYTES:,} bytes")
    after = {each.original.key: each.entry.text for each in _bind(now, shown, target).bound}
    if any(after.get(key) != text for key, (text, _) in taken.items()):
        raise InsertError("it is written in a way that this cannot add to")
    return now


def _bind(data: bytes, shown: str, target: TranslationTarget) -> Binding:
    return bind(read_translation(data, shown)[1], target.texts)


def _taken(
    target: TranslationTarget,
    units: Mapping[str, Returned],
    has: Mapping[str, Bound],
    result: Import,
) -> dict[str, tuple[str, str]]:
    """By the key of its original, each text that is written and the words that it was made from."""
    done: dict[str, Returned] = {}
    for key, unit in units.items():
        if not unit.is_unfinished:
            done[key] = unit
        elif key in has and _text(has[key]) == _stripped(unit):
            result.same.append(unit.name)
        else:
            result.unfinished.append(_left(unit))
    done = _by_words(done, target)
    texts = {
        key: TranslatedText.model_construct(
            original=one_line(each.source), now=None, text=_stripped(each)
        )
        for key, each in done.items()
    }
    binding = bind(Translation.model_construct(texts=texts, aliases=[]), target.texts)
    result.left_over += [_left(done[key]) for key in binding.left_over]
    taken = {}
    for bound in binding.bound:
        unit = done[bound.key]
        if why := why_refused(bound):
            result.refused.append(Refusal(unit.where, unit.name, why))
            continue
        kind = _kind(bound, has.get(bound.original.key))
        if kind == "kept":
            result.kept.append(_left(unit))
        else:
            getattr(result, kind).append(unit.name)
        if kind in ("new", "changed", "stale"):
            taken[bound.original.key] = (bound.entry.text or "", bound.entry.made_from)
    return taken


def _by_words(units: Mapping[str, Returned], target: TranslationTarget) -> dict[str, Returned]:
    """The texts by their keys; by another one where the words of the original stand there now.

    Addresses that nobody has recorded are those of places, and a sentence put in moves the rest.
    """
    words = {each.key: " ".join(each.text.split()) for each in target.texts}
    times = Counter(words.values())
    key_of = {text: key for key, text in words.items() if times[text] == 1}
    made_from = {key: " ".join(each.source.split()) for key, each in units.items()}
    placed = {key: unit for key, unit in units.items() if words.get(key) == made_from[key]}
    others = {key: unit for key, unit in units.items() if key not in placed}
    for key in list(others):
        now = key_of.get(made_from[key])
        if now and now not in placed:
            placed[now] = others.pop(key)
    for key, unit in others.items():
        free = key
        while free in placed:
            free = f"gone.{free}"
        placed[free] = unit
    return placed


def _kind(bound: Bound, has: Bound | None) -> str:
    """Which list of an import a text belongs to."""
    if has is None:
        return "stale" if bound.is_stale else "new"
    if _text(has) == bound.entry.text:
        # The same words may be said to be up to date now, and never to be so no longer.
        return "changed" if has.is_stale and not bound.is_stale else "same"
    if bound.is_stale:
        return "stale" if has.is_stale else "kept"
    return "changed"


def _text(bound: Bound) -> str:
    return one_line(bound.entry.text or "")


def _stripped(unit: Returned) -> str:
    return unit.target.strip()


def _left(unit: Returned) -> Left:
    return Left(unit.where, unit.name, _stripped(unit))
