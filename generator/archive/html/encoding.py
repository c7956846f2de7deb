"""Bytes of a page → characters, by the order of the HTML standard.

A byte order mark has the first say, then the server, then what the page itself declares.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import webencodings

from generator.archive.failure import Refused
from generator.archive.html.decoders import REPLACEMENT, decode_as

PRESCAN = 1024
"""A declaration is looked for in so many bytes before the page is parsed."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16le"),
         (codecs.BOM_UTF16_BE, "utf-16be"))  # fmt: skip
_XML_UTF_16 = ((b"<\0?\0x\0", "utf-16le"), (b"\0<\0?\0x", "utf-16be"))
_XML_ENCODING = re.compile(
    rb"""<\?xml[^>]*?\sencoding\s*=\s*(?:"([^">]*)"|'([^'>]*)')[^>]*>""",
)
# One step of the standard's prescan: a comment, a `<meta`, another tag, or another declaration.
_STEP = re.compile(
    rb"<(?:(?P<comment>!--)|(?P<meta>meta(?=[\t\n\f\r /]))|(?P<tag>/?[a-z][^\t\n\f\r >]*)|[!/?])",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    rb"""[\t\n\f\r /]*+([^\t\n\f\r />][^\t\n\f\r />=]*+)"""
    rb"""(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"([^"]*+)"|'([^']*+)'|([^\t\n\f\r >]*+)))?+"""
)
_IN_CONTENT = re.compile(
    r"""charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"'][^\s;]*))""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a page, the name of their encoding, and whether anybody named it."""

    text: str
    encoding: str
    is_declared: bool

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said of how the characters were read."""
        notes = []
        if not self.is_declared and self.encoding != "utf-8":
            notes.append(f"the page declares no encoding; it was read as {self.encoding}")
        if lost := self.text.count(REPLACEMENT):
            notes.append(f"{lost:,} characters cannot be read as {self.encoding} and match nothing")
        return tuple(notes)


def decode_page(data: bytes, charset: str | None) -> Decoded:
    """The characters of a page.

    Args:
        data: the page.
        charset: its encoding, if the server named it.

    Raises:
        Refused: it is in an encoding that browsers do not read, or mostly not in its own.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return decoded(data[len(mark) :], name)
    told = (_label(charset) if charset else None) or _prescan(data[:PRESCAN])
    return decoded(data, told) if told else _undeclared(data)


def decoded(data: bytes, name: str, *, is_declared: bool = True) -> Decoded:
    """The characters in a known encoding.

    Raises:
        Refused: of what is not ASCII more cannot be read than can.
    """
    text = decode_as(data, name)
    lost = text.count(REPLACEMENT)
    if lost and lost * 2 > sum(sign > "\x7f" for sign in text):
        place = text.index(REPLACEMENT) + 1
        raise Refused(
            f"is not {name.upper()} text: character {place:,} and most others beyond ASCII cannot "
            "be read; save it as UTF-8"
        )
    return Decoded(text, name, is_declared)


def _undeclared(data: bytes) -> Decoded:
    """A page that declares nothing: UTF-8 if it looks like that, else as browsers of the West."""
    try:
        return decoded(data, "utf-8", is_declared=False)
    except Refused:
        return decoded(data, "windows-1252", is_declared=False)


def _label(label: str) -> str | None:
    """The name of the encoding that a label means; None if it means none, as in browsers.

    Raises:
        Refused: it is one that browsers refuse to read.
    """
    found = webencodings.lookup(label)
    if found is not None and found.name == "replacement":
        raise Refused(f"declares the encoding '{label[:40]}', which browsers do not read")
    return found.name if found else None


def _own_label(label: str) -> str | None:
    """The same for a label that stands in the page, which thus was read as ASCII up to there."""
    name = _label(label)
    if name in ("utf-16le", "utf-16be"):
        return "utf-8"
    return "windows-1252" if name == "x-user-defined" else name


def meta_encoding(attributes: Mapping[str, str | None]) -> str | None:
    """The name of the encoding that the attributes of a `<meta>` declare, or None."""
    if attributes.get("charset") is not None:
        return _own_label(attributes["charset"] or "")
    if (attributes.get("http-equiv") or "").lower() == "content-type":
        found = _IN_CONTENT.search(attributes.get("content") or "")
        return _own_label(found[1] or found[2] or found[3] or "") if found else None
    return None


def _prescan(data: bytes) -> str | None:
    """The encoding that the beginning of a page declares.

    What stands in a comment or in another tag declares nothing, nor does an unknown label.
    """
    for mark, name in _XML_UTF_16:
        if data.startswith(mark):
            return name
    found = _XML_ENCODING.match(data)
    if found and (told := _own_label((found[1] or found[2] or b"").decode("latin-1"))):
        return told
    return next(filter(None, map(meta_encoding, _metas(data))), None)


def _metas(data: bytes) -> Iterator[dict[str, str | None]]:
    """The attributes of each `<meta>`, found as the standard says."""
    at = 0
    while step := _STEP.search(data, at):
        if step["comment"]:
            # `<!-->` is a whole comment.
            at = data.find(b"-->", step.start() + 2) + 3
        elif step["meta"] or step["tag"]:
            attributes, at = _attributes(data, step.end())
            if step["meta"]:
                yield attributes
        else:
            at = data.find(b">", step.start()) + 1
        if at <= step.start():
            return


def _attributes(data: bytes, at: int) -> tuple[dict[str, str | None], int]:
    """The attributes of a tag from here on, the first of each name, and where they end."""
    found: dict[str, str | None] = {}
    while each := _ATTRIBUTE.match(data, at):
        name = each[1].decode("latin-1").lower()
        found.setdefault(name, (each[2] or each[3] or each[4] or b"").decode("latin-1"))
        at = each.end()
    return found, at
