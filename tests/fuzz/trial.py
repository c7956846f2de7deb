"""Any bytes as a file of a site, through all the stages."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, as_text
from generator.index import Store
from generator.load import Document, Documents, document_from, load
from generator.model import History, Lock, Rechecks, SiteSettings, Source, Story, Term
from generator.model.base import Model
from generator.passes import Options
from generator.validate import (
    Entry,
    check_denied_addresses,
    look_alike_problems,
    look_alikes,
    plain_names,
    validate_document,
    wrong_hosts,
)
from tests.compiled import compile_into

# What a diagnostic may cost a reader: a page of a terminal, however large the file.
MOST_SHOWN = 2_000
MODELS: dict[str, type[Model]] = {
    "site": SiteSettings,
    "lock": Lock,
    "rechecks": Rechecks,
    "sources": Source,
    "terms": Term,
    "stories": Story,
    "histories": History,
}
KINDS = tuple(MODELS)


class InProcess(Executor):
    """Runs everything at once in this process, whose work and memory are measured."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@dataclass(frozen=True, slots=True)
class Bench:
    """A site that is right, and its index, so that any file can be put in another's place.

    Attributes:
        origin: the site's own folder.
        folder: the copy of it that is written to.
        index: the folder of the index of the site as it is.
        documents: its files.
    """

    origin: Path
    folder: Path
    index: Path
    documents: Documents

    @classmethod
    def of(cls, origin: Path) -> Bench:
        """A site that is right, copied aside."""
        aside = Path(tempfile.mkdtemp(prefix="explainer-bench-"))
        folder = aside / "site"
        for name in ("content", "maps", "site-templates"):
            if (origin / name).is_dir():
                shutil.copytree(origin / name, folder / name)
        looks = folder / "content" / "rechecks.yml"
        if not looks.exists():
            looks.write_text("sources: {}\n", "utf-8")
        documents, problems = load(folder)
        assert problems == []
        bench = cls(origin, folder, aside / "index", documents)
        store = Store(bench.index)
        try:
            compiled = compile_into(store, folder, "content", _OPTIONS)
        finally:
            store.close()
        assert not compiled.diagnostics
        assert compiled.rendered.pages
        return bench

    def files(self, kind: str) -> list[Document]:
        """The files of a kind."""
        held: Any = getattr(self.documents, kind)
        return held if isinstance(held, list) else [held]

    def check_alone(self, kind: str, old: Document, data: bytes) -> str:
        """Bytes as a file by itself: read, and held against the model.

        Returns:
            The code of the first diagnostic, or "content".
        """
        new, problems = document_from(data, old.path, old.id)
        assert new is not None or problems, "neither content nor diagnostics"
        if new is not None:
            model, found = validate_document(new, MODELS[kind])
            problems = [*problems, *found]
            if kind != "lock":
                problems += check_denied_addresses(new, ["denied.example"])
            if isinstance(model, SiteSettings):
                problems += wrong_hosts(Entry(new, model))
            elif isinstance(model, Source | Term | Story):
                problems += look_alike_problems([*look_alikes(new, model)], plain_names(new))
        return shown(problems)

    def examine(self, old: Document, data: bytes) -> str:
        """Bytes in the place of a file, through every stage until one finds an error.

        Returns:
            The code of the first diagnostic: those of the file itself before others, and of these
            what is no YAML of ours before what is no content; or "content".
        """
        new, found = document_from(data, old.path, old.id)
        # A message that stands for many of its kind stands at the place of the first.
        early = {(each.code, each.place) for each in found}
        problems = self.follow(old, data)
        assert new is not None or problems, "neither content nor diagnostics"
        return shown(
            sorted(
                problems, key=lambda d: (d.place.file != old.path, (d.code, d.place) not in early)
            )
        )

    def follow(self, old: Document, data: bytes) -> list[Diagnostic]:
        """What all stages have to say; pages are made where there is no error.

        Each call begins with the index of the site as it is, whatever was tried before.
        """
        path = self.folder / old.path
        with self._index() as store:
            path.write_bytes(data)
            try:
                compiled = compile_into(store, self.folder, "content", _OPTIONS)
            finally:
                path.write_bytes(old.lines.text.encode())
        assert compiled.blocked() or compiled.rendered.pages, "neither pages nor errors"
        return list(compiled.diagnostics)

    @contextmanager
    def _index(self) -> Iterator[Store]:
        with tempfile.TemporaryDirectory(prefix="explainer-index-") as aside:
            store = Store(shutil.copytree(self.index, Path(aside) / "index"), is_kept=False)
            try:
                yield store
            finally:
                store.close()


_OPTIONS = Options(drafts=True, executor=InProcess())


def shown(problems: Sequence[Diagnostic]) -> str:
    """The code of the first diagnostic, all of them being fit to be shown, or "content"."""
    for problem in problems:
        text = as_text(problem)
        assert len(text) <= MOST_SHOWN, f"{problem.code} shows {len(text)} characters"
        text.encode()
    return problems[0].code if problems else "content"
