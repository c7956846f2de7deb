"""Which files a site's content has, before any of them is read."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, found, refusal_diagnostic
from generator.files import Entry, ReadError, Refusal, list_folder, walk_files
from generator.load.misnamed import find_meant, meant_name, misnamed_file, other_name
from generator.load.stamps import STAMPS_FOLDER, StampFiles, sort_stamp_files
from generator.load.translated import (
    KINDS,
    ContentFile,
    TranslationFile,
    Translations,
    is_translation,
)
from generator.model.base import ID_PATTERN

LOCK_FILE = "quotations.lock.yml"
RECHECKS_FILE = "rechecks.yml"
"""What live pages had of the quoted words at the last look."""
STORY_FILE = "story.yml"
ADDRESSES_FILE = "addresses.yml"
"""The addresses of a story's sentences, beside its file."""
REVIEWS_FOLDER = "reviews"
"""The folder of reviews in the content folder; each file has the name of its story's folder."""
HISTORY_FOLDER = "history"
"""The folder with what each story said in its published versions; files are named likewise."""
_ENDINGS = (".yml", ".yaml")
# The folders that hold a file for each id.
_ONE_FOLDER = ("sources", "glossary", REVIEWS_FOLDER, HISTORY_FOLDER)


@dataclass(slots=True)
class ContentFiles:
    """The files of a site's content, each kind in the order of their names.

    Attributes:
        site: `site.yml`, None if there is none.
        lock: the lock of quotations.
        rechecks: what live pages had of them.
        sources: one file a source.
        terms: one file a term.
        stories: one file a story.
        addresses: one file for a story whose sentences have recorded addresses.
        reviews: one file for a story whose sentences somebody has reviewed.
        translations: the files with texts of a source, a term or a story in another language.
        stamps: the names of the files in the folder of time stamps.
        histories: one file for a story whose published versions are kept.
        has_sources: whether there is a folder of sources.
        misnamed: the files of sources whose names are no ids, or have another ending.
        misnamed_terms: those of terms.
        missing_stories: how many folders of stories have such a name, or no file.
    """

    site: ContentFile | None = None
    lock: ContentFile | None = None
    rechecks: ContentFile | None = None
    sources: list[ContentFile] = field(default_factory=list)
    terms: list[ContentFile] = field(default_factory=list)
    stories: list[ContentFile] = field(default_factory=list)
    addresses: list[ContentFile] = field(default_factory=list)
    reviews: list[ContentFile] = field(default_factory=list)
    translations: list[TranslationFile] = field(default_factory=list)
    stamps: StampFiles = field(default_factory=StampFiles)
    histories: list[ContentFile] = field(default_factory=list)
    has_sources: bool = True
    misnamed: list[ContentFile] = field(default_factory=list)
    misnamed_terms: list[ContentFile] = field(default_factory=list)
    missing_stories: int = 0

    def translations_of(self, *kinds: str) -> list[TranslationFile]:
        """The files of translations whose originals are of these kinds."""
        return [each for each in self.translations if each.kind in kinds]


def find_content(folder: Path, content: str = "content") -> tuple[ContentFiles, list[Diagnostic]]:
    """Look which files there are.

    Args:
        folder: the site's folder; diagnostics name files relative to it.
        content: the content folder's path, relative to `folder`.

    Returns:
        The files, and what is wrong with their names and places.
    """
    files = ContentFiles()
    root = folder / content
    if not root.is_dir():
        message = f"there is no folder '{content}'"
        return files, [found("missing-folder", Place(content), message)]
    problems: list[Diagnostic] = []
    looking = _Looking(folder, problems, Translations(problems))
    site_file = root / "site.yml"
    if _is_there(site_file):
        files.site = ContentFile(site_file, shown_path(site_file, folder), "site")
        for each in _entries(root, looking):
            file = root / each.name
            looking.translations.take(file, shown_path(file, folder), "site")
    elif other := other_name([each.name for each in _entries(root, looking)], "site.yml"):
        looking.misnamed(root / other, "site.yml")
    else:
        problems.append(
            found("missing-file", Place(f"{content}/site.yml"), "there is no file 'site.yml'")
        )
    for name in ("sources", "stories"):
        if not _is_there(root / name):
            message = f"there is no folder '{name}' in '{content}'"
            problems.append(found("missing-folder", Place(f"{content}/{name}"), message))
    lock_file = root / LOCK_FILE
    if _is_there(lock_file):
        files.lock = ContentFile(lock_file, shown_path(lock_file, folder), "lock")
    rechecks_file = root / RECHECKS_FILE
    if _is_there(rechecks_file):
        shown = shown_path(rechecks_file, folder)
        files.rechecks = ContentFile(rechecks_file, shown, "rechecks")
    files.has_sources = (root / "sources").is_dir()
    files.sources, misnamed = _folder(root / "sources", looking)
    files.misnamed += misnamed
    files.terms, files.misnamed_terms = _folder(root / "glossary", looking)
    files.stories = _stories(root / "stories", looking, files)
    files.reviews, _ = _folder(root / REVIEWS_FOLDER, looking)
    files.translations = looking.translations.files
    files.stamps = _stamp_files(root / STAMPS_FOLDER, looking)
    files.histories, _ = _folder(root / HISTORY_FOLDER, looking)
    problems += _of_no_story(root / "stories", files.reviews, "that these reviews could be of")
    problems += _of_no_story(root / "stories", files.histories, "that this could be the history of")
    problems += _strays(root, folder, {each.place.file for each in problems})
    return files, problems


@dataclass(frozen=True, slots=True)
class _Looking:
    """The site's folder, what was wrong so far, and the files of other languages."""

    folder: Path
    problems: list[Diagnostic]
    translations: Translations

    def misnamed(self, path: Path, name: str) -> str:
        """Report a file that should have another name. Returns how diagnostics name it."""
        shown = shown_path(path, self.folder)
        self.problems.append(misnamed_file(shown, name))
        return shown


def _folder(path: Path, looking: _Looking) -> tuple[list[ContentFile], list[ContentFile]]:
    """The files `ID.yml` in one folder, and those whose names are no ids."""
    files: dict[str, ContentFile] = {}
    misnamed = []
    entries = _entries(path, looking)
    names = {entry.name for entry in entries}
    for entry in entries:
        name = entry.name
        if not name.endswith(_ENDINGS):
            right = meant_name(path, entry, looking.folder)
            if right and right not in names:
                misnamed.append(
                    ContentFile(path / name, looking.misnamed(path / name, right), name)
                )
            continue
        shown = shown_path(path / name, looking.folder)
        kind = KINDS.get(path.name)
        if kind and looking.translations.take(path / name, shown, kind):
            continue
        id = name.rpartition(".")[0]
        file = ContentFile(path / name, shown, id)
        if not _check_id(id, file.shown, looking.problems):
            misnamed.append(file)
        elif id in files:
            message = f"there is another file for the id '{id}' beside it"
            looking.problems.append(found("duplicate-file", Place(file.shown), message))
        else:
            files[id] = file
    looking.translations.check(KINDS.get(path.name, ""), files)
    return list(files.values()), misnamed


def shown_path(path: Path, folder: Path) -> str:
    """How diagnostics name a file: relative to the site's folder."""
    return _text(path.relative_to(folder).as_posix())


def _text(name: str) -> str:
    """A file's name; bytes that are no text are shown as replacements."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _stories(path: Path, looking: _Looking, files: ContentFiles) -> list[ContentFile]:
    """The files `SLUG/story.yml`; the files of addresses beside them are noted."""
    stories = []
    for entry in _entries(path, looking):
        shown = shown_path(path / entry.name, looking.folder)
        if entry.leads_out:
            message = "it is a link that leads out of the site"
            looking.problems.append(found("outside-link", Place(shown), message))
        if not entry.is_folder:
            continue
        story = path / entry.name / STORY_FILE
        addresses = path / entry.name / ADDRESSES_FILE
        if not _check_id(entry.name, shown, looking.problems):
            files.missing_stories += 1
        elif not _is_there(story):
            files.missing_stories += 1
            within = _entries(story.parent, looking)
            if other := find_meant(story.parent, within, looking.folder, but=ADDRESSES_FILE):
                looking.misnamed(story.parent / other, STORY_FILE)
                continue
            message = "there is no file 'story.yml' in this folder"
            place = Place(f"{shown}/story.yml")
            looking.problems.append(found("missing-file", place, message))
        else:
            stories.append(ContentFile(story, shown_path(story, looking.folder), entry.name))
            for beside in _entries(story.parent, looking):
                file = story.parent / beside.name
                looking.translations.take(file, shown_path(file, looking.folder), "story")
            if _is_there(addresses):
                shown = shown_path(addresses, looking.folder)
                files.addresses.append(ContentFile(addresses, shown, entry.name))
    return stories


def _stamp_files(path: Path, looking: _Looking) -> StampFiles:
    """The files of time stamps; what lies beside them and is none is reported."""
    files = sort_stamp_files(entry.name for entry in _entries(path, looking))
    for name in files.others:
        message = "this is no list, time stamp, certificate or proof by its name"
        advice = (
            "Leave the names as 'explainer stamp' writes them; certificates are 'AUTHORITY.pem'."
        )
        place = Place(shown_path(path / name, looking.folder))
        looking.problems.append(found("stray-file", place, message, advice))
    for name, file in files.lists.items():
        if name not in files.proofs and not any(
            each.startswith(f"{name}.") for each in files.stamps
        ):
            message, advice = "no time stamp is beside this list", "Remove it."
            place = Place(shown_path(path / file, looking.folder))
            looking.problems.append(found("stray-file", place, message, advice))
    return files


def _of_no_story(stories: Path, files: list[ContentFile], what: str) -> Iterator[Diagnostic]:
    """Report the files of reviews or histories that no story is there for."""
    for file in files:
        if not _is_there(stories / file.id):
            message = f"there is no story '{file.id}' {what}"
            advice = f"Give the file the name of the story's folder in '{stories.name}'."
            yield found("stray-file", Place(file.shown), message, advice)


def _entries(path: Path, looking: _Looking) -> list[Entry]:
    """What lies in a folder and is meant for us; nothing if the folder is not there."""
    if not _is_there(path):
        return []
    try:
        entries = list_folder(path, inside=looking.folder)
    except ReadError as error:
        looking.problems.append(refusal_diagnostic(shown_path(path, looking.folder), error))
        return []
    return [entry for entry in entries if entry.name[0] not in "._"]


def _is_there(path: Path) -> bool:
    """Whether there is something, or a link that should lead to it."""
    return os.path.lexists(path)


def _check_id(id: str, shown: str, problems: list[Diagnostic]) -> bool:
    if re.fullmatch(ID_PATTERN, id):
        return True
    problems.append(found("bad-id", Place(shown), f"'{_text(id)}' is not an id"))
    return False


def _strays(root: Path, folder: Path, told: Collection[str]) -> list[Diagnostic]:
    """YAML files that lie where nothing reads them, so that no work is lost unseen.

    Those that something was `told` of are left out.
    """
    problems: list[Diagnostic] = []

    def is_other(below: Path, entry: Entry) -> bool:
        """Whether it is hidden, or lies in a folder that is not for YAML."""
        return entry.name[0] in "._" or (not below.parts and entry.name in ("archive", "pages"))

    def refuse(error: ReadError) -> None:
        # What is read says so itself.
        if error.reason in (Refusal.TOO_MANY, Refusal.TOO_DEEP):
            problems.append(refusal_diagnostic(shown_path(error.path, folder), error))

    for path in walk_files(root, inside=folder, skip=is_other, refused=refuse):
        parts = path.relative_to(root).parts
        is_yaml = path.name.lower().endswith(_ENDINGS)
        if is_yaml and not _is_read(parts) and path.is_file():
            place, advice = Place(shown_path(path, folder)), _advice(parts)
            if place.file not in told:
                problems.append(found("stray-file", place, "nothing reads this file", advice))
    return problems


def _is_read(parts: tuple[str, ...]) -> bool:
    return (
        parts in (("site.yml",), (LOCK_FILE,), (RECHECKS_FILE,))
        or (len(parts) == 2 and parts[0] in _ONE_FOLDER and parts[1].endswith(_ENDINGS))
        or (len(parts) == 3 and parts[0] == "stories" and parts[2] in (STORY_FILE, ADDRESSES_FILE))
        or (len(parts) == 1 and is_translation(parts[0], "site"))
        or (len(parts) == 3 and parts[0] == "stories" and is_translation(parts[2], "story"))
    )


def _advice(parts: tuple[str, ...]) -> str:
    """What to do about a file that nothing reads, where its name tells."""
    if parts[0] == "stories" and len(parts) == 3:
        for name in (STORY_FILE, ADDRESSES_FILE):
            if parts[2].lower().startswith(f"{name.partition('.')[0]}."):
                return f"Name it '{name}'."
    if parts[0] in _ONE_FOLDER and len(parts) == 2:
        return "Write its ending in lower case."
    return ""
