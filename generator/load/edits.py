"""Edits of a YAML file that fix a problem, made where the problem is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.diagnostics import Edit, Place
from generator.load.parse import parse
from generator.load.tree import Document, Mapping, Scalar, Trail, scalars
from generator.load.values import Style

_WORD = re.compile(r"[^ \n]+")
# The key, the mark of folded text with what may stand beside it, and a comment.
_FOLDED = re.compile(r".*[:-] +(?P<mark>>)[-+0-9]*(?:\s+#.*)?")
_CITED = re.compile(r"\]\s*$")


def replace_text(document: Document, trail: Trail, text: str) -> tuple[Edit, ...]:
    """Replace the text of a value, in the quotes in which it stands.

    Returns:
        The edit; nothing if the value is no text in one line, or if the new text would have to be
        written otherwise.
    """
    node = document.node(trail)
    return _replace_value(document, node, text) if isinstance(node, Scalar) else ()


def rename_key(document: Document, trail: Trail, name: str) -> tuple[Edit, ...]:
    """Give the last key of `trail` another name; nothing if its mapping has such a key already."""
    owner, key = document.node(trail[:-1]), document.key(trail)
    if key is None or not isinstance(owner, Mapping) or owner.get(name) is not None:
        return ()
    return _replace_value(document, key, name)


def swap_values(document: Document, one: Trail, other: Trail) -> tuple[Edit, ...]:
    """Swap two values."""
    first, second = document.node(one), document.node(other)
    if not (isinstance(first, Scalar) and isinstance(second, Scalar)):
        return ()
    edits = (
        *_replace_value(document, first, second.text),
        *_replace_value(document, second, first.text),
    )
    return edits if len(edits) == 2 else ()


def folded_to_literal(document: Document, trail: Trail) -> tuple[Edit, ...]:
    """Turn a folded block (`>`) into a literal one (`|`), which keeps its lines apart.

    It is the right fix only where each line is a statement, which a citation at its end shows:
    a sentence that was wrapped would be torn.
    """
    node = document.node(trail)
    if not isinstance(node, Scalar) or node.style is not Style.FOLDED:
        return ()
    header = _FOLDED.fullmatch(document.lines[node.line - 1])
    rows = document.lines[node.line : _end(document, node)]
    if not header or not all(_CITED.search(row) for row in rows if row.strip()):
        return ()
    place = Place(document.path, node.line, header.start("mark") + 1)
    return (Edit(place, ">", "|", prose=True),)


def replace_words(document: Document, trail: Trail, text: str) -> tuple[Edit, ...]:
    """Replace the words of a text one by one, so that its line breaks stay.

    Returns:
        The edits, marked as those of prose; nothing if they would not make the text, or would
        change how the rest of the file is read.
    """
    node = document.node(trail)
    if not isinstance(node, Scalar):
        return ()
    now = list(_words(document, node))
    words = _WORD.findall(text)
    if len(words) == len(now):
        edits = tuple(
            Edit(place, word, new, prose=True)
            for (place, word), new in zip(now, words, strict=True)
            if word != new
        )
    elif _is_one_line(node):
        edits = (_value_edit(document, node, text, prose=True),)
    else:
        return ()
    return edits if edits and _reads_back(document, trail, edits, text) else ()


def _words(document: Document, node: Scalar) -> Iterator[tuple[Place, str]]:
    """The words of a text as they are written, each with its place."""
    is_block = node.style in (Style.LITERAL, Style.FOLDED)
    quote = int(node.style is Style.QUOTED)
    last = _end(document, node) if is_block else node.last_line
    for number in range(node.line + is_block, last + 1):
        line = document.lines[number - 1]
        start = node.column - 1 + quote if number == node.line else 0
        end = len(line)
        if not is_block and number == node.line == node.last_line:
            end = node.column - 1 + node.width - quote
        for word in _WORD.finditer(line, start, end):
            yield Place(document.path, number, word.start() + 1, len(word[0])), word[0]


def _end(document: Document, node: Scalar) -> int:
    """The last line of a block text; the parser counts it as reaching to what follows it."""
    return min(node.last_line - 1, len(document.lines)) if node.last_line > node.line else node.line


def _replace_value(document: Document, node: Scalar, text: str) -> tuple[Edit, ...]:
    if not _is_one_line(node):
        return ()
    edit = _value_edit(document, node, text)
    # It is read back in brackets, as a key and as a value: wherever it may stand.
    root, _, problems = parse(f"- [{edit.text}]\n- {edit.text}: {edit.text}\n", "")
    if problems or root is None or [scalar.text for scalar in scalars(root)] != [text] * 3:
        return ()
    return (edit,)


def _is_one_line(node: Scalar) -> bool:
    return node.line == node.last_line and node.style in (Style.PLAIN, Style.QUOTED)


def _value_edit(document: Document, node: Scalar, text: str, *, prose: bool = False) -> Edit:
    """A text in one line in another's place, in the same quotes."""
    start, end = node.column - 1, node.column - 1 + node.width
    was = document.lines[node.line - 1][start:end]
    quote = was[0] if node.style is Style.QUOTED else ""
    place = Place(document.path, node.line, node.column, node.width)
    return Edit(place, was, f"{quote}{text}{quote}", prose)


def _reads_back(document: Document, trail: Trail, edits: tuple[Edit, ...], text: str) -> bool:
    """Whether the file with the edits is read as before but for the one text."""
    made = "\n".join(apply_edits(document.lines, edits))
    root, lines, problems = parse(made, document.path)
    if problems or root is None:
        return False
    node = replace(document, root=root, lines=lines).node(trail)
    if not isinstance(node, Scalar) or node.text.strip() != text:
        return False
    before, after = ([each.text for each in scalars(tree)] for tree in (document.root, root))
    return len(before) == len(after) and sum(a != b for a, b in zip(before, after, strict=True)) < 2


def apply_edits(lines: Sequence[str], edits: tuple[Edit, ...]) -> tuple[str, ...]:
    """Return the lines of a file after edits that do not overlap."""
    rows = list(lines)
    for edit in sorted(edits, reverse=True):
        at = edit.place.line - 1
        start, end = edit.place.column - 1, edit.place.column - 1 + edit.place.width
        rows[at] = rows[at][:start] + edit.text + rows[at][end:]
    return tuple(rows)
