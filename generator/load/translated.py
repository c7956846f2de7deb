"""Files that hold the texts of another file in another language: `story.fr.yml`, `amaq.de.yml`."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale, UnknownLocaleError

from generator.diagnostics import Diagnostic, Place, found
from generator.model.base import ID_PATTERN

KINDS = {"": "site", "sources": "source", "glossary": "term", "stories": "story"}
"""The folder in the content folder → the kind of what its files hold."""
# What the originals of some kinds are called.
_NAMES = {"site": "site", "story": "story"}
_NAME = re.compile(rf"({ID_PATTERN})\.([A-Za-z]{{2,3}}(?:[-_][A-Za-z0-9]{{2,8}})*)\.ya?ml")


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file of the content: its path, how diagnostics name it, the id of what stands in it."""

    path: Path
    shown: str
    id: str


@dataclass(frozen=True, slots=True)
class TranslationFile(ContentFile):
    """A file of translations: `id` is that of the original.

    Attributes:
        kind: what the original is: `site`, `source`, `term` or `story`.
        language: the language, as the file's name has it.
    """

    kind: str = ""
    language: str = ""

    @property
    def key(self) -> str:
        """What the index knows the original and the language by."""
        return translation_key(self.language, self.id)


def translation_key(language: str, id: str) -> str:
    """What the index knows the translation of a file by."""
    return f"{language}/{id}"


def is_translation(name: str, kind: str = "") -> bool:
    """Whether a file of this name holds translations of an original of this kind, or of any."""
    match = _NAME.fullmatch(name)
    return match is not None and match[1] == _NAMES.get(kind, match[1])


@dataclass(slots=True)
class Translations:
    """Takes the files of translations out of those that are found; `problems` is added to."""

    problems: list[Diagnostic]
    files: list[TranslationFile] = field(default_factory=list)
    _seen: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def take(self, path: Path, shown: str, kind: str) -> bool:
        """Take a file if its name is that of translations; whether it was.

        Args:
            path: the file.
            shown: how diagnostics name it.
            kind: what its original is.
        """
        match = _NAME.fullmatch(path.name)
        if not match or not is_translation(path.name, kind):
            return False
        id = path.parent.name if kind == "story" else match[1]
        language = _language(match[2])
        if language is None:
            message = f"'{match[2]}' is no language that is known"
            advice = "The name ends with the tag of a language, such as '.fr.yml' or '.pt-BR.yml'."
            self.problems.append(found("bad-language", Place(shown), message, advice))
            return True
        first = self._seen.setdefault((kind, id, language), path.name)
        if first != path.name:
            message = f"'{first}' is for the same language"
            advice = "Put all translations into one of the two, and remove the other."
            self.problems.append(found("duplicate-file", Place(shown), message, advice))
        elif match[2] != language:
            message = f"the tag of the language is written '{language}'"
            name = path.name.replace(f".{match[2]}.", f".{language}.")
            advice = f"Rename it to '{name}'."
            self.problems.append(found("misnamed-file", Place(shown), message, advice))
        else:
            self.files.append(TranslationFile(path, shown, id, kind, language))
        return True

    def check(self, kind: str, originals: Container[str]) -> None:
        """Report the translations of what is not there, and forget them.

        Args:
            kind: what the originals are; all files of theirs have been looked at.
            originals: the ids of those that are there.
        """
        for file in [each for each in self.files if each.kind == kind]:
            if file.id not in originals:
                message = f"there is no '{file.id}.yml' that this translates"
                advice = "Give it the name of its original, with the language behind it."
                self.problems.append(found("stray-file", Place(file.shown), message, advice))
                self.files.remove(file)


def _language(tag: str) -> str | None:
    """A language's tag as it is written, such as `pt-BR`; None if there is no such language."""
    try:
        return str(Locale.parse(tag.replace("_", "-"), sep="-")).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        return None
