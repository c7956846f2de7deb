"""Any bytes as a file of a site, through all the stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Severity, as_text
from generator.geography import Atlas, check_places, open_atlas
from generator.load import Document, Documents, document_from, load
from generator.load.parse import MAX_BYTES, MAX_LOCK_BYTES
from generator.pipeline import compile_site
from generator.render import render
from generator.resolve import resolve
from generator.validate import validate
from generator.verify import check

# What a diagnostic may cost a reader: a page of a terminal, however large the file.
MOST_SHOWN = 2_000
KINDS = ("site", "lock", "sources", "terms", "stories")


@dataclass(frozen=True, slots=True)
class Bench:
    """A site whose files are read, so that any of them can be put in another's place."""

    folder: Path
    documents: Documents
    atlas: Atlas

    @classmethod
    def of(cls, folder: Path) -> Bench:
        """A site that is right."""
        documents, problems = load(folder)
        assert problems == []
        assert not compile_site(folder).diagnostics
        return cls(folder, documents, open_atlas(folder))

    def files(self, kind: str) -> list[Document]:
        """The files of a kind."""
        held: Any = getattr(self.documents, kind)
        return held if isinstance(held, list) else [held]

    def with_file(self, kind: str, old: Document, new: Document | None) -> Documents:
        """The site's files with another one in the place of `old`."""
        held: Any = getattr(self.documents, kind)
        if not isinstance(held, list):
            changes: dict[str, Any] = {kind: new}
            return replace(self.documents, **changes)
        others = [one for one in held if one is not old]
        changes = {kind: [*others, new] if new else others}
        return replace(self.documents, **changes)

    def alone(self, kind: str, new: Document) -> Documents:
        """No file but this one, and the settings."""
        is_many = isinstance(getattr(self.documents, kind), list)
        changes: dict[str, Any] = {kind: [new] if is_many else new}
        return replace(Documents(site=self.documents.site), **changes)

    def read(
        self, kind: str, old: Document, data: bytes
    ) -> tuple[Document | None, list[Diagnostic]]:
        """Read bytes as if they stood in the file `old`."""
        most = MAX_LOCK_BYTES if kind == "lock" else MAX_BYTES
        return document_from(data, old.path, old.id, most)

    def examine(self, kind: str, old: Document, data: bytes) -> str:
        """Bytes in the place of a file, through every stage until one finds an error.

        Returns:
            The code of the first diagnostic, or "content".
        """
        new, problems = self.read(kind, old, data)
        assert new is not None or problems, "neither content nor diagnostics"
        problems = [*problems, *self.follow(self.with_file(kind, old, new))]
        return shown(problems)

    def follow(self, documents: Documents) -> list[Diagnostic]:
        """What the stages behind the loader have to say; pages are made where there is no error."""
        content, problems = validate(documents)
        site, found = resolve(content, documents, drafts=True)
        problems += found
        problems += check_places(content, self.atlas.boundaries)
        if site is None or _errors(problems):
            return problems
        verification, found = check(site, content)
        problems += found
        if not _errors(problems):
            _, found = render(site, verification, self.folder, atlas=self.atlas)
            problems += found
        return problems


def shown(problems: Sequence[Diagnostic]) -> str:
    """The code of the first diagnostic, all of them being fit to be shown, or "content"."""
    for problem in problems:
        text = as_text(problem)
        assert len(text) <= MOST_SHOWN, f"{problem.code} shows {len(text)} characters"
        text.encode()
    return problems[0].code if problems else "content"


def _errors(problems: Sequence[Diagnostic]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
