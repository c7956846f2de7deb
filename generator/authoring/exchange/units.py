"""The texts of a story's files of translations, with what a translator should know of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.authoring.exchange.unit import Unit, one_line
from generator.authoring.translating import read_translation
from generator.authoring.translation_files import TranslationTarget
from generator.files import read_file
from generator.load import load, shown_path
from generator.load.text import MAX_TRANSLATION_BYTES
from generator.model import Quotation, SiteSettings, Source, Translation
from generator.resolve.translations import Binding, Original, bind
from generator.validate import valid_entries

_MOST_QUOTATIONS = 5
_LONGEST_QUOTATION = 400
_WHAT = {
    "title": "The title of the story.",
    "operation": "The name of an operation.",
    "section": "The heading of a section.",
    "event": "The heading of an event.",
    "question": "A question that sources answer differently.",
    "place": "The name of a place.",
    "name": "A topic, or the name of a place.",
    "correction": "Part of a correction.",
    "term": "The name of a term of the glossary.",
    "note": "A note for readers.",
    "words": "Words of a quotation.",
    "ruling": "Why two sources count as one voice, or as two.",
    "speaker": "Who said the words: the name, as this language writes it.",
    "role": "What a speaker is.",
    "attributed_to": "Whom a source names for what it says.",
    "derived": "How a sentence was worked out from what it cites.",
}
# By what addresses begin with: under which heading a sentence stands, or in which part of the page.
_HEADINGS = {"s": "section", "e": "event", "d": "question", "o": "operation", "m": "place"}
_PARTS = {
    "s": "of the summary",
    "k": "of the key points",
    "p": "on who took part",
    "t": "of the definition",
}


def units_of(targets: Sequence[TranslationTarget], folder: Path, content: str) -> list[Unit]:
    """The texts that a story needs in a language.

    Args:
        targets: the files of translations that it needs.
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.

    Raises:
        InsertError: a file of translations cannot be read.
        ReadError: one is no file, lies elsewhere, or is too large.
    """
    documents, _ = load(folder, content, only_sources=True)
    settings = valid_entries([documents.site] if documents.site else [], SiteSettings)
    written_in = settings[0].model.language if settings else ""
    quoted = {
        quotation.id: (quotation, each.model)
        for each in valid_entries(documents.sources, Source)
        for quotation in each.model.quotations
    }
    units = []
    for target in targets:
        file = file_of(target, folder / content)
        translations = binding_of(target, folder)
        given = {each.original.key: each for each in translations.bound}
        titles = {each.key: each.text for each in target.texts if not each.statement}
        for original in target.texts:
            bound = given.get(original.key)
            statement = original.statement
            units.append(
                Unit(
                    file=file,
                    key=original.key,
                    source=one_line(original.text),
                    target=one_line(bound.entry.text or "") if bound else "",
                    is_stale=bound is not None and bound.is_stale,
                    previous=one_line(bound.was) if bound and bound.is_stale else "",
                    notes=tuple(map(one_line, _notes(original, quoted, written_in, titles))),
                    line=statement.place.line if statement else 0,
                )
            )
    return units


def file_of(target: TranslationTarget, content: Path) -> str:
    """What the file of an original is called in exchange files: its path in the content folder."""
    return shown_path(target.path.with_name(target.original), content)


def binding_of(target: TranslationTarget, folder: Path) -> Binding:
    """Which texts of a file are translated now.

    Raises:
        InsertError: the file of translations cannot be read.
        ReadError: it is no file, lies elsewhere, or is too large.
    """
    if not (target.path.exists() or target.path.is_symlink()):
        return bind(Translation(texts={}, aliases=[]), target.texts)
    shown = shown_path(target.path, folder)
    data = read_file(target.path, inside=folder, at_most=MAX_TRANSLATION_BYTES)
    return bind(read_translation(data, shown)[1], target.texts)


def _notes(
    original: Original,
    quoted: Mapping[str, tuple[Quotation, Source]],
    written_in: str,
    titles: Mapping[str, str],
) -> Iterator[str]:
    statement = original.statement
    before, _, last = original.key.rpartition(".")
    if statement:
        yield f"A sentence {_standing(original.key, titles)}."
    elif last in _WHAT and (before in quoted or last == "derived"):
        yield _WHAT[last]
    else:
        yield _WHAT.get(original.key.partition(".")[0], "")
    if re.search(r"\{(?:title|word)\}", original.text):
        yield "{title} and {word} stay, each right behind a closing quotation mark."
    if before in quoted and last in ("words", "speaker", "role", "attributed_to"):
        quotation, source = quoted[before]
        yield f"Of {_speaker(quotation, source)}."
        language = quotation.language or source.language or written_in
        if last == "words" and language != written_in:
            yield f"The words are in the language '{language}'."
    for id in statement.quotations[:_MOST_QUOTATIONS] if statement else ():
        if id in quoted:
            quotation, source = quoted[id]
            words = one_line(quotation.exact)
            if len(words) > _LONGEST_QUOTATION:
                words = f"{words[:_LONGEST_QUOTATION].rstrip()} …"
            yield f"It cites: “{words}” ({_speaker(quotation, source)})"
    if statement and len(statement.quotations) > _MOST_QUOTATIONS:
        yield f"It cites {len(statement.quotations) - _MOST_QUOTATIONS} more quotations."


def _standing(key: str, titles: Mapping[str, str]) -> str:
    """Where a sentence stands, by its address: 'below “The raids”'."""
    part, _, rest = key.partition(".")
    id = rest.partition(".")[0]
    title = titles.get(f"{_HEADINGS.get(part)}.{id}")
    return f"below “{title}”" if title else _PARTS.get(part, "of the page")


def _speaker(quotation: Quotation, source: Source) -> str:
    who = quotation.speaker or quotation.attributed_to
    return ", ".join(filter(None, (who, quotation.role, source.short)))
