"""XLIFF 2: written as 2.0, which 2.1 contains, and read with the reader for others' XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

from generator.archive.failure import Refused
from generator.archive.office.xml import Element, parse_xml
from generator.authoring.exchange.unit import ONE_LINE, BadExchangeError, Head, Returned, Unit
from generator.digests import sha256_hex

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_PREFIXES = {
    _NAMESPACE: "x",
    "urn:oasis:names:tc:xliff:document:1.1": "old",
    "urn:oasis:names:tc:xliff:document:1.2": "old",
}
_VERSIONS = ("2.0", "2.1")
_STALE = "explainer:stale"
_PREVIOUS = "previous-original"
# Enough to tell the texts of a story apart.
_DIGITS = 16
# What marks words, and is nothing itself.
_MARKS = {"x:pc", "x:mrk", "x:sc", "x:ec", "x:sm", "x:em"}
_DATA = ("dataRef", "dataRefStart", "dataRefEnd")


def unit_id(name: str) -> str:
    """The id of a unit or a file, by its name: ids may have no `#`, no `/` and no spaces."""
    return f"u{sha256_hex(name)[:_DIGITS]}"


def write_xliff(head: Head, units: Iterable[Unit]) -> bytes:
    """An XLIFF file, the texts of each original in a `file` of its own."""
    languages = f'srcLang="{escape(head.written_in)}" trgLang="{escape(head.language)}"'
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{_NAMESPACE}" version="2.0" {languages}>',
    ]
    for file, inside in groupby(units, key=lambda unit: unit.file):
        rows += [
            f'  <file id="{unit_id(file)}" original="{escape(file)}">',
            "    <notes>",
            f"      <note>{escape(ONE_LINE, quote=False)}</note>",
            "    </notes>",
            *(f"    {row}" for unit in inside for row in _rows(unit)),
            "  </file>",
        ]
    return "\n".join([*rows, "</xliff>", ""]).encode()


def _rows(unit: Unit) -> Iterator[str]:
    yield f'<unit id="{unit_id(unit.name)}" name="{escape(unit.name)}">'
    notes = [f"<note>{escape(note, quote=False)}</note>" for note in unit.notes]
    state = ' state="translated"' if unit.target else ""
    if unit.is_stale:
        state = f' state="initial" subState="{_STALE}"'
    if unit.previous:
        words = escape(unit.previous, quote=False)
        notes.append(f'<note category="{_PREVIOUS}">{words}</note>')
    if notes:
        yield from ("  <notes>", *(f"    {note}" for note in notes), "  </notes>")
    yield f"  <segment{state}>"
    yield f"    <source>{escape(unit.source, quote=False)}</source>"
    if unit.target:
        yield f"    <target>{escape(unit.target, quote=False)}</target>"
    yield from ("  </segment>", "</unit>")


def read_xliff(data: bytes, language: str, names: Mapping[str, str]) -> list[Returned]:
    """The texts of an XLIFF file.

    Args:
        data: the file.
        language: the one that its translations must be in.
        names: the names of texts by their ids as units, for programs that write no names.

    Raises:
        BadExchangeError: it is no XLIFF 2.0 or 2.1, or one of another language.
    """
    try:
        root = parse_xml(data, _PREFIXES)
    except Refused as error:
        raise BadExchangeError(f"it is no XLIFF: it {error}") from error
    version = root.get("version")
    if root.name == "old:xliff" or (root.name == "x:xliff" and version not in _VERSIONS):
        raise BadExchangeError(
            f"it is XLIFF {version[:20]}, and only 2.0 and 2.1 are read: let your program save "
            "it as XLIFF 2, or export a PO file"
        )
    if root.name != "x:xliff":
        raise BadExchangeError("it is no XLIFF 2.0 or 2.1")
    said = root.get("trgLang")
    if said.lower() != language.lower():
        what = f"trgLang='{said[:40]}'" if said else "no trgLang"
        raise BadExchangeError(f"it says {what}, and '{language}' is asked for")
    return [_returned(unit, names) for unit in root.all("x:unit")]


def _returned(unit: Element, names: Mapping[str, str]) -> Returned:
    id = unit.get("id")
    name, where = names.get(id) or unit.get("name"), f"unit {id[:80]}"
    parts = [each for each in unit.elements() if each.name in ("x:segment", "x:ignorable")]
    segments = [each for each in parts if each.name == "x:segment"]
    try:
        source = "".join(_text(part.child("x:source")) for part in parts)
        given = [bool(_text(each.child("x:target")).strip()) for each in segments]
        target = "".join(_target(part) for part in parts) if any(given) else ""
    except _LostError as error:
        return Returned(name, where, "", "", problem=str(error))
    states = {each.get("state") for each in segments}
    is_draft = not all(given) or "initial" in states
    is_stale = any(
        each.get("subState") == _STALE and each.get("state") in ("", "initial") for each in segments
    )
    if is_stale:
        notes = unit.child("x:notes")
        kept = [each for each in notes.elements() if each.get("category") == _PREVIOUS] \
            if notes else []  # fmt: skip
        source = kept[0].text() if kept else ""
        is_draft = not (kept and all(given))
    return Returned(name, where, source, target, is_unfinished=is_draft)


class _LostError(Exception):
    """Some of a text would be lost; the message says what."""


def _target(part: Element) -> str:
    target = part.child("x:target")
    if target is not None and target.get("order"):
        raise _LostError("its segments stand in another order")
    # What stands between segments is often not copied.
    is_copied = target is not None or part.name == "x:segment"
    return _text(target if is_copied else part.child("x:source"))


def _text(element: Element | None) -> str:
    """The characters of a text.

    Raises:
        _LostError: something in it stands for characters that are not there.
    """
    if element is None:
        return ""
    texts = []
    for each in element.children:
        if isinstance(each, str):
            texts.append(each)
            continue
        name = each.name.rpartition(":")[2]
        if each.name not in _MARKS or any(map(each.get, _DATA)):
            raise _LostError(f"its <{name[:40]}> stands for something that would be lost")
        texts.append(_text(each))
    return "".join(texts)
