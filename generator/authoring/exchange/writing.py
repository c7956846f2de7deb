"""Translations put into a file where each belongs; all else there stays as it is."""

from __future__ import annotations

from collections.abc import Mapping

from generator.authoring.insert import InsertError
from generator.authoring.translating import is_beside, line_of, read_translation
from generator.authoring.yaml_text import scalar
from generator.load import Document, plain_value
from generator.resolve.translations import recorded

_BY_HAND = "it is written in a way that this cannot add to: bring it up to date by hand"


def put_texts(data: bytes, path: str, texts: Mapping[str, tuple[str, str]]) -> bytes:
    """Write translations into a file that has an entry for each.

    Args:
        data: the file.
        path: how messages name it.
        texts: by key the translation, and the words of the original that it was made from.

    Raises:
        InsertError: the file is laid out in a way that this cannot change.
        UnwritableError: a text cannot be written.
    """
    document, before = read_translation(data, path)
    rows = data.decode("utf-8").split("\n")
    end = "\r" if rows[0].endswith("\r") else ""
    keys = plain_value(document.node(("texts",)))
    lines = {key: line_of(document, key) for key in (keys if isinstance(keys, dict) else ())}
    following = dict(zip(lines, [*list(lines.values())[1:], _end(rows, document)], strict=True))
    # From the last to the first, so that the lines of those before stay what they are.
    for key in reversed(lines):
        if key in texts:
            text, made_from = texts[key]
            first, stop = lines[key], following[key] - 1
            original = recorded(key, " ".join(made_from.split()))
            fields = {"original": scalar(original), "text": scalar(text)}
            block = _block(document, key, rows[first:stop], first, fields, end)
            rows[first:stop] = block
    result = "\n".join(rows).encode()
    _, after = read_translation(result, path)
    was = {key: each.text for key, each in before.texts.items()}
    has = {key: each.text for key, each in after.texts.items()}
    is_right = was | {key: text for key, (text, _) in texts.items()} == has
    if not is_right or before.aliases != after.aliases:
        raise InsertError(_BY_HAND)
    return result


def _end(rows: list[str], document: Document) -> int:
    """The line behind the texts."""
    top = document.key(("texts",))
    start = top.line if top else 0
    for at in range(start, len(rows)):
        if rows[at][:1].strip() and not rows[at].startswith("#"):
            return at + 1
    return len(rows) + 1


def _block(
    document: Document,
    key: str,
    rows: list[str],
    first: int,
    fields: Mapping[str, str],
    end: str,
) -> list[str]:
    """The rows below a key, with other values of some fields and without `now`.

    Args:
        document: the file.
        key: the key.
        rows: the rows below it, up to the next key.
        first: the line of the key.
        fields: the fields' values as they are written.
        end: what ends a row before the line feed.
    """
    value = plain_value(document.node(("texts", key)))
    names = list(value) if isinstance(value, dict) else []
    starts = []
    for name in names:
        found = document.key(("texts", key, name))
        if found is None or found.column != 5:
            raise InsertError(_BY_HAND)
        starts.append(found.line - first - 1)
    block = rows[: starts[0]] if starts else []
    if "original" not in names:
        block.append(f"    original: {fields['original']}{end}")
    for name, start, stop in zip(names, starts, [*starts[1:], len(rows)], strict=True):
        last = stop
        while last > start + 1 and is_beside(rows[last - 1]):
            last -= 1
        if name in fields:
            block.append(f"    {name}: {fields[name]}{end}")
        elif name != "now":
            block += rows[start:last]
        if name == names[-1] and "text" not in names:
            block.append(f"    text: {fields['text']}{end}")
        block += rows[last:stop]
    return block
