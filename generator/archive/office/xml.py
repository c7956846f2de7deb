"""XML → a tree of elements, within bounds. The only module that knows expat.

A file with a document type is refused: office programs and translators' programs write none, and
entities, which can grow without end or lead to other files, are declared there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.parsers import expat

from generator.archive.failure import Refused

MAX_ELEMENTS = 500_000
MAX_DEPTH = 150
MAX_CHARACTERS = 10_000_000


class Element:
    """An element: its name with a prefix that we chose, its attributes likewise, what is in it."""

    __slots__ = ("attributes", "children", "name")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element | str] = []

    def get(self, name: str) -> str:
        """An attribute, empty where there is none."""
        return self.attributes.get(name, "")

    def elements(self) -> Iterator[Element]:
        """The elements directly in it."""
        return (each for each in self.children if isinstance(each, Element))

    def child(self, name: str) -> Element | None:
        """The first element of this name directly in it."""
        return next((each for each in self.elements() if each.name == name), None)

    def find(self, *path: str) -> Element | None:
        """The element at the end of a path of names."""
        found: Element | None = self
        for name in path:
            found = found.child(name) if found else None
        return found

    def all(self, name: str) -> Iterator[Element]:
        """The elements of this name at any depth."""
        for each in self.elements():
            if each.name == name:
                yield each
            yield from each.all(name)

    def text(self) -> str:
        """All characters in it."""
        return "".join(each if isinstance(each, str) else each.text() for each in self.children)


def parse_xml(data: bytes, prefixes: Mapping[str, str]) -> Element:
    """Read a file.

    Args:
        data: the file.
        prefixes: what namespaces are called in names; others are called `?`.

    Raises:
        Refused: it is broken, has a document type, or too many or too deeply nested elements.
    """
    return _Reader(prefixes).read(data)


class _Reader:
    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = prefixes
        self.open = [Element("", {})]
        self.count = 0
        self.characters = 0
        self.names: dict[str, str] = {}

    def read(self, data: bytes) -> Element:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(data, True)  # noqa: FBT003 - expat takes no names
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise Refused("has a part that is no XML, or broken") from error
        return next(self.open[0].elements())

    def _refuse(self, *_: object) -> None:
        raise Refused("has a part with a document type, which no such file needs")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MAX_ELEMENTS:
            raise Refused(f"has a part with more than {MAX_ELEMENTS:,} elements")
        if len(self.open) > MAX_DEPTH:
            raise Refused(f"has a part with more than {MAX_DEPTH:,} elements inside each other")
        named = {self._name(key): value for key, value in attributes.items()}
        element = Element(self._name(name), named)
        self.open[-1].children.append(element)
        self.open.append(element)

    def _end(self, _: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        self.characters += len(text)
        if self.characters > MAX_CHARACTERS:
            raise Refused(f"holds more than {MAX_CHARACTERS:,} characters of text")
        self.open[-1].children.append(text)

    def _name(self, name: str) -> str:
        known = self.names.get(name)
        if known is None:
            space, _, local = name.rpartition(" ")
            prefix = self.prefixes.get(space, "?") if space else ""
            known = self.names[name] = f"{prefix}:{local}" if prefix else local
        return known
