"""The stages of a build: which units there are, which are stale, and what they leave."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, TypeVar

from generator.digests import digest, fingerprint_of
from generator.index import STAGES, Question, Store
from generator.load import ContentFile, file_bytes
from generator.parallel import parallel_map
from generator.passes.job import Job, Outcome
from generator.passes.languages import LayeredFile

F = TypeVar("F", bound=ContentFile)
J = TypeVar("J")
T = TypeVar("T")
_numbers = count(1)


@dataclass(slots=True)
class Stages:
    """Works on the stages of a build, one after the other.

    Attributes:
        job: what every unit is told.
        store: the index, which is written here alone.
        executor: what runs the units; None takes processes of this machine.
        touched: the files that may have changed since the last build; None if any may have.
        digests: digests of files by their paths, where they have just been read.
        done: how many units of each stage were worked on.
    """

    job: Job
    store: Store
    executor: Executor | None = None
    touched: Collection[str] | None = None
    digests: Mapping[str, bytes] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    _changed: dict[str, set[Question]] = field(default_factory=dict)

    def map_files(
        self,
        stage: str,
        unit: Callable[[Job, tuple[F, bytes]], Outcome],
        files: Sequence[F],
        keep: Sequence[ContentFile] | None = None,
        besides: bytes = b"",
    ) -> list[Any]:
        """Work on those of some files that have changed, and on those whose answers have.

        Args:
            stage: the stage.
            unit: what works on one file.
            files: the files.
            keep: the other files of a stage that has several kinds. Such a stage is ended by
                `finish`; any other is over when this returns.
            besides: a digest of what else the units read.

        Returns:
            The result for each file.
        """
        known = self.store.keys(stage)
        tasks: dict[str, tuple[F, bytes]] = {}
        for file in files:
            key = self._key(file, known.get(file.shown, b""), besides)
            if known.get(file.shown) != key:
                tasks[file.shown] = file, key
        for _ in self.map(stage, unit, self.next_job(), list(tasks.values())):
            pass
        wanted = {file.shown for file in files}
        self.drop(stage, known.keys() - wanted.union(file.shown for file in keep or ()))
        if keep is None:
            self.finish(stage)
        results = {name: each for name, each in self.store.results(stage) if name in wanted}
        return [results[file.shown] for file in files]

    def map(
        self, stage: str, unit: Callable[[J, T], Outcome], job: J, tasks: Sequence[T]
    ) -> Iterator[Outcome]:
        """Work on some units, and write down what each leaves; the last stage has large ones."""
        are_large = stage == STAGES[-1]
        for outcome in parallel_map(unit, job, tasks, self.executor, are_large=are_large):
            self.put(stage, outcome)
            yield outcome

    def single(
        self, stage: str, name: str, key: bytes, unit: Callable[[Job, bytes], Outcome]
    ) -> list[Any]:
        """Work on a unit that there is one of, in this process, unless it is fresh."""
        key = digest(name, key)
        if self.store.keys(stage).get(name) == key:
            return [self.store.result(stage, name)]
        outcome = unit(self.next_job(), key)
        self.put(stage, outcome)
        self.finish(stage)
        return [outcome.result]

    def put(self, stage: str, outcome: Outcome) -> None:
        """Write down what a unit has left."""
        self.done[stage] = self.done.get(stage, 0) + 1
        changed = self.store.put(
            stage, outcome.name, outcome.key, outcome.rows, outcome.asked, outcome.result
        )
        self._note(stage, changed)

    def drop(self, stage: str, names: Iterable[str]) -> None:
        """Remove what units have left that there are no more."""
        for name in names:
            self._note(stage, self.store.remove(stage, name))

    def finish(self, stage: str) -> None:
        """End a stage: what depends on what has changed in it is stale."""
        self.store.finish(stage, self._changed.pop(stage, set()))

    def next_job(self) -> Job:
        """The job for what is begun now: it reads what has been written until now."""
        return replace(self.job, number=next(_numbers))

    def _note(self, stage: str, changed: set[Question]) -> None:
        self._changed.setdefault(stage, set()).update(changed)

    def _key(self, file: ContentFile, known: bytes, besides: bytes) -> bytes:
        parts = (file, *file.layers) if isinstance(file, LayeredFile) else (file,)
        touched = self.touched
        if known and touched is not None and not any(each.shown in touched for each in parts):
            return known
        return digest(file.shown, *map(self._digest, parts), besides)

    def _digest(self, file: ContentFile) -> bytes:
        """A digest of one file."""
        if (own := self.digests.get(str(file.path))) is None:
            data = file_bytes(file, self.job.folder)
            own = fingerprint_of(data) if isinstance(data, bytes) else data.message.encode()
        return own


def stale(known: Mapping[str, bytes], names: Iterable[str], key: bytes) -> list[str]:
    """Those of some units that are not there, are stale, or were made for another key."""
    return [name for name in names if known.get(name) != key]
