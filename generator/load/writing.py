"""Plain values → a document, as if somebody had written them into a file."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.load.parse import parse
from generator.load.tree import Document


def document_of(value: dict[str, object], path: str, id: str) -> Document | None:
    """A document that holds plain values; None if it would be refused.

    Args:
        value: texts, lists and mappings.
        path: how diagnostics name it.
        id: its id.
    """
    root, lines, _ = parse("\n".join([*_rows(value, 0), ""]), path)
    return None if root is None else Document(id, path, lines, root)


def _rows(value: object, indent: int) -> Iterator[str]:
    margin = " " * indent
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _row(f"{margin}{json.dumps(key, ensure_ascii=False)}:", inner, indent)
    elif isinstance(value, list):
        for inner in value:
            yield from _row(f"{margin}-", inner, indent)


def _row(start: str, value: object, indent: int) -> Iterator[str]:
    if isinstance(value, str):
        lines = value.split("\n")
        if len(lines) > 1 and all(line == line.strip() for line in lines) and lines[0]:
            yield f"{start} |"
            yield from (f"{' ' * (indent + 2)}{line}" if line else "" for line in lines)
        else:
            yield f"{start} {json.dumps(value, ensure_ascii=False)}"
    elif value:
        yield start
        yield from _rows(value, indent + 2)
    else:
        yield f"{start} {'{}' if isinstance(value, dict) else '[]'}"
