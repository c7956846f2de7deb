"""The sentences that a check finds uncited, or unsupported by what they cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.suggestions.keys import Asked
from generator.diagnostics import UNSUPPORTED, Diagnostic, Place
from generator.load import Document, Listing, Mapping, Node, Scalar, Trail, read_document
from generator.prose import Line, read_prose


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A sentence, where it stands, and what is wrong with it."""

    asked: Asked
    place: Place
    why: tuple[str, ...]


def unsupported(
    folder: Path, diagnostics: Iterable[Diagnostic], language: str
) -> list[Unsupported]:
    """The sentences with these problems, by file and line, each once.

    Args:
        folder: the site's folder.
        diagnostics: what a check has found; problems of other kinds are passed over.
        language: the site's, for files that name none.
    """
    wrong: dict[str, dict[int, list[Diagnostic]]] = {}
    for each in diagnostics:
        if each.code in UNSUPPORTED:
            wrong.setdefault(each.place.file, {}).setdefault(each.place.line, []).append(each)
    return [
        each for file in sorted(wrong) for each in _of_file(folder, file, wrong[file], language)
    ]


def _of_file(
    folder: Path, file: str, wrong: dict[int, list[Diagnostic]], language: str
) -> Iterator[Unsupported]:
    document = read_document(folder / file, folder, "", [])
    if document is None:
        return
    own = document.root.get("language") if isinstance(document.root, Mapping) else None
    if isinstance(own, Scalar) and own.text:
        language = own.text
    lines = _lines(document, wrong)
    for number in sorted(lines.keys() & wrong):
        line, problems = lines[number], sorted(wrong[number], key=lambda each: each.place)
        why = tuple(dict.fromkeys(each.message for each in problems))
        yield Unsupported(Asked(line.words, language), line.place, why)


def _lines(document: Document, wanted: Iterable[int]) -> dict[int, Line]:
    """The sentences of a file in some of its lines, by line."""
    numbers = frozenset(wanted)
    found: dict[int, Line] = {}
    for trail, text in _texts(document.root, ()):
        if numbers.intersection(range(text.line, text.last_line + 1)):
            for paragraph in read_prose(document, trail, citations_needed=False)[0]:
                found.update({line.place.line: line for line in paragraph if line.words.strip()})
    return found


def _texts(node: Node, trail: Trail) -> Iterator[tuple[Trail, Scalar]]:
    if isinstance(node, Scalar):
        yield trail, node
    elif isinstance(node, Mapping):
        for key, value in node.items:
            yield from _texts(value, (*trail, key.text))
    elif isinstance(node, Listing):
        for at, value in enumerate(node.items):
            yield from _texts(value, (*trail, at))
