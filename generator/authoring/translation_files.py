"""Which files of translations a story needs in a language, and the originals of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.addresses import StoryAddresses, find_addresses
from generator.authoring.translating import Update, bring_up_to_date, new_translation
from generator.diagnostics import Diagnostic
from generator.files import atomic_write, file_lock, read_file
from generator.load import STORY_FILE, load, shown_path
from generator.load.text import MAX_TRANSLATION_BYTES
from generator.model import SiteSettings, Source
from generator.resolve import (
    Glossary,
    Resolved,
    ResolvedStory,
    TermEntry,
    resolve_story,
    resolve_term,
)
from generator.resolve.translations import Original, source_texts, story_texts, term_texts
from generator.validate import Entry, valid_content, valid_entries
from generator.verify.figures import same_language


class TranslationError(Exception):
    """A story cannot be translated; the message says why."""


@dataclass(frozen=True, slots=True)
class TranslationTarget:
    """A file of translations that a story needs: its path, and the texts of its original."""

    path: Path
    original: str
    texts: tuple[Original, ...]


def targets_of_story(
    folder: Path, content: str, slug: str, language: str
) -> list[TranslationTarget] | list[Diagnostic]:
    """The files of translations of a story, of the terms in it, and of what it cites.

    Args:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        slug: the story's.
        language: the language.

    Returns:
        The files, the story's first, or what is wrong in the story.

    Raises:
        AddressesError: the addresses of the story's sentences cannot be found.
        TranslationError: there is no usable `site.yml`, or the addresses are not recorded.
    """
    found = find_addresses(folder, content, slug)
    if not isinstance(found, StoryAddresses):
        return found
    if found.record is None:
        raise TranslationError(
            f"the addresses of the sentences of '{slug}' are not recorded, and translations are "
            f"bound to them: run 'explainer addresses {slug} --write' first"
        )
    documents, _ = load(folder, content)
    settings = valid_entries([documents.site] if documents.site else [], SiteSettings)
    whole = valid_content(documents)
    own = next((each for each in whole.stories if each.id == slug), None)
    if not settings or own is None:
        raise TranslationError("there is no 'site.yml' that can be used; see 'explainer check'")
    glossary = Glossary((each.id, each.model) for each in whole.terms)
    story = resolve_story(own, None, glossary, found.addressing.record)
    beside = folder / content / "stories" / slug / f"story.{language}.yml"
    targets = [TranslationTarget(beside, STORY_FILE, tuple(story_texts(story.entry, own.document)))]
    terms = [(each, resolve_term(each, None, glossary)) for each in whole.terms]
    needed, cited = _needed(story, {entry.id: term for entry, term in terms})
    for entry, term in terms:
        if entry.id in needed:
            path = folder / content / "glossary" / f"{entry.id}.{language}.yml"
            texts = tuple(term_texts(term.entry, entry.document))
            targets.append(TranslationTarget(path, f"{entry.id}.yml", texts))
    for source in whole.sources:
        texts = tuple(_of_source(source, cited, language, settings[0].model))
        if texts:
            path = folder / content / "sources" / f"{source.id}.{language}.yml"
            targets.append(TranslationTarget(path, f"{source.id}.yml", texts))
    return targets


def update_target(
    target: TranslationTarget, folder: Path, done: Collection[str], *, is_written: bool
) -> Update:
    """Bring one file of translations up to date; it is made if it is not there.

    Args:
        target: the file.
        folder: the site's folder.
        done: the keys of stale translations that say what the original says now.
        is_written: whether it is written.

    Raises:
        InsertError: the file cannot be read, or is laid out in a way that this cannot change.
        NotStaleError: a key of `done` is not that of a stale translation.
        UnwritableError: a text of the original cannot be written.
        OSError: the file cannot be written; what stood there still does.
    """
    shown = shown_path(target.path, folder)

    def update() -> Update:
        data = new_translation(shown, target.original)
        if target.path.exists() or target.path.is_symlink():
            data = read_file(target.path, inside=folder, at_most=MAX_TRANSLATION_BYTES)
        return bring_up_to_date(data, shown, target.texts, done)

    if not is_written:
        return update()
    with file_lock(target.path):
        result = update()
        if result.is_changed:
            atomic_write(target.path, result.text)
    return result


def _needed(
    story: Resolved[ResolvedStory], terms: Mapping[str, Resolved[TermEntry]]
) -> tuple[set[str], set[str]]:
    """The terms that stand in a story or in what explains these, and the quotations cited there."""
    needed, cited = set(story.found_terms), set(story.cited)
    waiting = list(needed)
    while waiting:
        term = terms.get(waiting.pop())
        if term is not None:
            cited |= term.cited
            waiting += term.found_terms - needed
            needed |= term.found_terms
    return needed, cited


def _of_source(
    source: Entry[Source], cited: Collection[str], language: str, site: SiteSettings
) -> Iterator[Original]:
    """The texts of a source, of the quotations that are cited; none if it is not cited."""
    model = source.model
    own = {each.id: each.language or model.language or site.language for each in model.quotations}
    wanted = {id for id in own if id in cited}
    for text in source_texts(model) if wanted else ():
        id, _, name = text.key.rpartition(".")
        is_foreign = name != "words" or not same_language(own[id], language)
        if not id or (id in wanted and is_foreign):
            yield text
