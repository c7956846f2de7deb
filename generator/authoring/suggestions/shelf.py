"""All passages of a site: those of the copies, and the quotations whose copy is not at hand."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.archive import find_copy
from generator.authoring import copies
from generator.authoring.suggestions.keys import keys
from generator.authoring.suggestions.ranking import Postings
from generator.authoring.suggestions.windows import windows
from generator.folding import Normalised, normalised
from generator.folding.words import words
from generator.model import Quotation, Source
from generator.validate import Entry
from generator.verify.match import Located, locate
from generator.verify.readers import Texts

# So many copies are kept as they were read; of the others the words alone, as they are compared.
_MOST_KEPT = 30


@dataclass(frozen=True, slots=True)
class Held:
    """A text with passages: a copy's, as it was sent or as a browser showed it, or a quotation."""

    source: str
    text: str
    is_rendered: bool = False
    is_quotation: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """A passage: a part of a text, and the quotations of its source that stand in it."""

    held: Held
    start: int
    end: int
    quotations: tuple[Quotation, ...]

    @property
    def text(self) -> str:
        """Its words, as they are compared."""
        return self.held.text[self.start : self.end]


class Copies:
    """Reads the copies of sources; the last ones are kept."""

    def __init__(
        self,
        sources: Iterable[Entry[Source]],
        archive: Path | None,
        go_on: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the sources, and the folder of copies if there is one.

        `go_on` is called before a copy is read; what it raises ends the work.
        """
        self.sources = {entry.id: entry for entry in sources}
        self.problems: list[str] = []
        self._archive = archive
        self._go_on = go_on
        self._kept: OrderedDict[str, Texts | None] = OrderedDict()

    def file_name(self, source: str) -> str:
        """The name of a source's copy; empty if there is none."""
        entry = self.sources[source]
        path = self._archive and find_copy(self._archive, source, entry.model.archived_as)
        return path.name if path else ""

    def texts(self, source: str) -> Texts | None:
        """The texts of a source's copy; None if it is not at hand."""
        if source in self._kept:
            self._kept.move_to_end(source)
            return self._kept[source]
        self._go_on()
        texts = None
        if self._archive is not None:
            one = copies.Copies([self.sources[source]], self._archive)
            texts = one.texts(source)
            self.problems += [each for each in one.problems if each not in self.problems]
        self._kept[source] = texts
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return texts


@dataclass(slots=True)
class Shelf:
    """The passages of all sources, by number, and which of the wanted keys stand in them."""

    postings: Postings
    held: list[Held] = field(default_factory=list)
    firsts: array[int] = field(default_factory=lambda: array("I"))
    """By text, the number of its first passage."""
    _texts: array[int] = field(default_factory=lambda: array("I"))
    _starts: array[int] = field(default_factory=lambda: array("I"))
    _ends: array[int] = field(default_factory=lambda: array("I"))
    _quotations: dict[int, list[Quotation]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._starts)

    def window(self, number: int) -> Window:
        """The passage with a number."""
        held = self.held[self._texts[number]]
        quotations = tuple(self._quotations.get(number, ()))
        return Window(held, self._starts[number], self._ends[number], quotations)

    def put(self, held: Held, spans: Iterable[tuple[int, int]], inside: list[Inside]) -> None:
        """Add a text with its passages and the quotations in it."""
        self.held.append(held)
        self.firsts.append(len(self))
        for start, end in spans:
            quotations = [each.quotation for each in inside if each.is_in(start, end)]
            found = words(held.text[start:end])
            told = words(" ".join(text for each in quotations for text in _about(each)))
            number = self.postings.add(keys([*found, *told]), len(found))
            self._texts.append(len(self.held) - 1)
            self._starts.append(start)
            self._ends.append(end)
            if quotations:
                self._quotations[number] = quotations


@dataclass(frozen=True, slots=True)
class Inside:
    """Where a quotation stands in a text."""

    quotation: Quotation
    start: int
    end: int

    def is_in(self, start: int, end: int) -> bool:
        """Whether a passage holds a good part of it, or is a part of it."""
        shared = min(end, self.end) - max(start, self.start)
        return 2 * shared > min(end - start, self.end - self.start)


def fill(copies: Copies, wanted: Iterable[str]) -> Shelf:
    """The passages of all sources, one copy after the other."""
    shelf = Shelf(Postings(wanted))
    for id, entry in copies.sources.items():
        source = entry.model
        texts = copies.texts(id)
        located: set[str] = set()
        for copy, is_rendered in _read(texts):
            inside = [*_inside(source, copy)]
            located.update(each.quotation.id for each in inside)
            spans = windows(copy)
            if is_rendered and texts and texts.static.text:
                known = texts.static.text
                spans = (each for each in spans if copy.text[slice(*each)] not in known)
            shelf.put(Held(id, copy.text, is_rendered), spans, inside)
        for quotation in source.quotations:
            if quotation.id not in located:
                text = normalised(quotation.exact)
                whole = (0, len(text))
                held = Held(id, text, is_quotation=True)
                shelf.put(held, [whole], [Inside(quotation, *whole)])
    return shelf


def _read(texts: Texts | None) -> Iterator[tuple[Normalised, bool]]:
    if texts is not None:
        yield texts.static, False
        if texts.rendered is not None:
            yield texts.rendered, True


def _inside(source: Source, copy: Normalised) -> Iterator[Inside]:
    for quotation in source.quotations:
        language = quotation.language or source.language
        found = locate(quotation.exact, copy, quotation.prefix, quotation.suffix, language)
        if isinstance(found, Located):
            yield Inside(quotation, found.start, found.end)


def _about(quotation: Quotation) -> Iterator[str]:
    """What is said of a quotation in the words of the site."""
    for text in (quotation.translation, quotation.speaker, quotation.attributed_to):
        if text:
            yield text
