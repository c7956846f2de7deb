"""The tables of the index as one unit sees them: mappings that take note of what is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from generator.index.reader import Reader
from generator.index.stages import ALL, KEYS, Question

T = TypeVar("T")
# What a unit keeps of what it has asked. One that goes through the whole site must not hold it.
MOST_KNOWN = 200
Ask = Callable[[Question], object]


class Table(Mapping[str, T]):
    """A table with one value a key; of several rows of a key the first counts."""

    def __init__(self, name: str, reader: Reader, ask: Ask) -> None:
        """Take the table's name, what reads it, and what takes note of each question."""
        self._name = name
        self._reader = reader
        self._ask = ask
        # What one unit has asked for it asks for again and again.
        self._known: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        """The value of a key."""
        if key in self._known:
            return self._known[key]
        self._ask((self._name, key))
        value: T
        for value in self._reader.values(self._name, key):
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[key] = value
            return value
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        """Whether there is such a key."""
        self._ask((self._name, str(key)))
        return self._reader.has(self._name, str(key))

    def __iter__(self) -> Iterator[str]:
        """The keys in order."""
        self._ask((self._name, KEYS))
        return self._reader.keys(self._name)

    def __len__(self) -> int:
        """How many keys there are."""
        self._ask((self._name, KEYS))
        return self._reader.count(self._name)

    def ask_all(self) -> None:
        """Take note that all of it was asked for, where it was read before."""
        self._ask((self._name, ALL))

    def rows(self) -> Iterator[tuple[str, T]]:
        """Keys and values in order, one after the other."""
        self.ask_all()
        return self._reader.items(self._name)

    def values(self) -> Iterator[T]:  # type: ignore[override]
        """The values in order, one after the other."""
        return (value for _, value in self.rows())

    def items(self) -> Iterator[tuple[str, T]]:  # type: ignore[override]
        """Keys and values in order, one after the other."""
        return self.rows()


class _Several(Mapping[str, T]):
    """A table with any number of rows a key."""

    def __init__(self, name: str, reader: Reader, ask: Ask) -> None:
        """As with `Table`."""
        self._name = name
        self._reader = reader
        self._ask = ask

    def __iter__(self) -> Iterator[str]:
        """The keys that have values."""
        self._ask((self._name, KEYS))
        return iter(dict.fromkeys(self._reader.keys(self._name)))

    def __len__(self) -> int:
        """How many keys have values."""
        self._ask((self._name, KEYS))
        return self._reader.count(self._name)


class Lists(_Several[tuple[T, ...]]):
    """A table with several values a key: none for a key that nothing was put under."""

    def __getitem__(self, key: str) -> tuple[T, ...]:
        """The values of a key in their order."""
        self._ask((self._name, key))
        return self._reader.values(self._name, key)

    def __contains__(self, key: object) -> bool:
        """Whether there is a value of this key."""
        return bool(self[str(key)])


class Streams(_Several[Iterable[Any]]):
    """A table with very many values a key, read one after the other."""

    def __getitem__(self, key: str) -> Iterable[Any]:
        """The values of a key in their order, read as they are asked for."""
        self._ask((self._name, key))
        return self._reader.stream(self._name, key)


class Successors(Lists[str]):
    """The stories that follow one, the first published first."""

    def __getitem__(self, key: str) -> tuple[str, ...]:
        return super().__getitem__(key)[::-1]
