"""Tags behind words in quotation marks: `“Dabiq”{title}`, `“caliphate”{word}`.

They say that the words are nobody's utterance, and need not stand in a quotation. While Markdown is
read, a character that no text holds stands for each tag.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from generator.diagnostics.record import certain_match
from generator.prose.inline import (
    Emphasis,
    Inline,
    Link,
    Mention,
    TermUse,
    Text,
    parse_inline,
    plain_text,
)
from generator.prose.quotation_marks import Quoted, outermost, quotation_marks

_FAR = 3
TAGS = ("title", "word")
CLOSING = "\"'“”‟»«›‹‘’」』〉》﹂﹄〞〟❞❜＂＇״׳"
"""The marks behind which a tag may stand."""

# Noncharacters, as in `inline`.
_SIGNS = {"title": "\ufdd2", "word": "\ufdd3"}
_NAMES = {sign: name for name, sign in _SIGNS.items()}
_TAG = re.compile(rf"(?<=[{CLOSING}])\{{(title|word)\}}")
_BRACES = re.compile(r"(?<!\\)\{([^{}]{1,40})\}")
_ADVICE = "Write it right behind the closing quotation mark: “Words”{title} or “word”{word}."
_SIGN = re.compile("[\ufdd2\ufdd3]")
# An apostrophe opens nothing unless the language is one of those that quote with it alone.
_QUOTES_WITH_APOSTROPHES = "sv"


def with_signs(text: str) -> str:
    """The text with a sign in the place of each tag that stands behind a quotation mark."""
    return _TAG.sub(lambda tag: _SIGNS[tag[1]], text)


def read_tags(nodes: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[int, ...]]:
    """Put what is tagged into nodes of its own.

    Args:
        nodes: a tree in whose texts signs stand for tags.

    Returns:
        The tree without signs, and which of the tags, counted from 0, stand behind words whose
        marks do not belong together. A tag among tagged words is one of them.
    """
    taken = _Taken()
    return taken.read(_wrapped(nodes)), tuple(taken.unread)


def read_words(text: str) -> str:
    """The plain text of one line of prose without citations: no emphasis, no tags."""
    return plain_text(read_tags(parse_inline(with_signs(text)))[0])


class WrongTag(NamedTuple):
    """A tag that cannot be read: from `start` to `end`, with what is wrong and what to do.

    `name` is the tag that must be meant, if that is certain; `behind` is where it belongs.
    """

    start: int
    end: int
    message: str
    advice: str = ""
    name: str = ""
    behind: int = 0


def wrong_tags(written: str, unread: Iterable[int]) -> Iterator[WrongTag]:
    """The tags of a line that cannot be read. Other braces are text.

    Args:
        written: the line as written, with spaces in the place of code.
        unread: as `read_tags` gives it.
    """
    missed = frozenset(unread)
    number = -1
    for tag in _BRACES.finditer(written):
        name, (start, end) = tag[1].strip(), tag.span()
        behind = start
        while behind and written[behind - 1].isspace() and start - behind < _FAR:
            behind -= 1
        is_behind_mark = written[behind - 1 : behind] in CLOSING if behind else False
        if tag[1] in TAGS and is_behind_mark and behind == start:
            number += 1
            if number in missed:
                told = f"'{tag[0]}' stands behind a quotation mark that nothing opens"
                yield WrongTag(start, end, told, _ADVICE)
        elif name in TAGS and not is_behind_mark:
            told = f"'{tag[0]}' stands behind no quotation mark"
            yield WrongTag(start, end, told, _ADVICE)
        elif is_behind_mark and (name in TAGS or behind == start):
            told = f"'{tag[0]}' is no tag: behind a quotation mark stands {{title}} or {{word}}"
            if tag[1] in TAGS:
                told = f"'{tag[0]}' stands apart from its quotation mark"
            right = name if name in TAGS else certain_match(name.lower(), TAGS) or ""
            yield WrongTag(start, end, told, "", right, behind)


class _Piece(NamedTuple):
    """A node and where its words stand in the text of all its siblings."""

    node: Inline
    start: int
    end: int


def _wrapped(nodes: Sequence[Inline]) -> tuple[Inline, ...]:
    pieces, text = _laid_out(nodes)
    tagged = _tagged(text)
    built: list[Inline] = []
    at = 0
    for quoted in tagged:
        built += _cut(pieces, at, quoted.start)
        sign = text[quoted.end]
        built.append(Mention(_NAMES[sign], tuple(_cut(pieces, quoted.start, quoted.end))))
        at = quoted.end + 1
    built += _cut(pieces, at, len(text))
    return tuple(built)


def _laid_out(nodes: Sequence[Inline]) -> tuple[list[_Piece], str]:
    """The nodes, what is inside them done, and their text: signs and marks of this level alone."""
    pieces: list[_Piece] = []
    texts: list[str] = []
    at = 0
    for node in nodes:
        done: Inline = node
        if isinstance(node, Text):
            shown = node.text
        elif isinstance(node, Link):
            done = Link(node.href, _wrapped(node.children))
            shown = "x" * max(1, len(plain_text(node.children)))
        elif isinstance(node, Emphasis) and node.tag != "code":
            done = Emphasis(node.tag, _wrapped(node.children))
            shown = "x" * max(1, len(plain_text(node.children)))
        else:
            shown = "x" * max(1, len(plain_text([node])))
        pieces.append(_Piece(done, at, at + len(shown)))
        texts.append(shown)
        at += len(shown)
    return pieces, "".join(texts)


def _tagged(text: str) -> tuple[Quoted, ...]:
    """The quotations of a text that a sign stands behind; of those in others the outer ones."""
    if not _SIGN.search(text):
        return ()
    bare = _SIGN.sub(" ", text)
    found = _before_signs(text, quotation_marks(bare).quoted)
    if len(found) < len(_SIGN.findall(text)) and "’" in text:
        found += _before_signs(text, quotation_marks(bare, _QUOTES_WITH_APOSTROPHES).quoted)
    return outermost(sorted(set(found), key=lambda each: (each.start, -each.end)))


def _before_signs(text: str, quoted: Iterable[Quoted]) -> list[Quoted]:
    return [each for each in quoted if _SIGN.match(text, each.end)]


def _cut(pieces: Sequence[_Piece], start: int, end: int) -> Iterator[Inline]:
    """The nodes between two places; only texts are ever parted."""
    first = bisect_right(pieces, start, key=attrgetter("end"))
    for at in range(first, len(pieces)):
        piece = pieces[at]
        if piece.start >= end:
            return
        if isinstance(piece.node, Text):
            part = piece.node.text[max(0, start - piece.start) : end - piece.start]
            if part:
                yield Text(part)
        else:
            yield piece.node


class _Taken:
    """Takes the signs out that are left, and counts all that were there, in their order."""

    def __init__(self) -> None:
        self.count = 0
        self.unread: list[int] = []

    def read(self, nodes: Sequence[Inline]) -> tuple[Inline, ...]:
        return tuple(map(self._node, nodes))

    def _node(self, node: Inline) -> Inline:
        if isinstance(node, Text):
            return Text(_SIGN.sub(self._dropped, node.text))
        if isinstance(node, Emphasis) and node.tag == "code":
            return Emphasis("code", tuple(map(self._in_code, node.children)))
        if isinstance(node, Emphasis):
            return Emphasis(node.tag, self.read(node.children))
        if isinstance(node, Link):
            return Link(_SIGN.sub(self._as_written, node.href), self.read(node.children))
        if isinstance(node, Mention):
            children = self.read(node.children)
            self.count += 1
            return Mention(node.kind, children)
        return node

    def _in_code(self, node: Inline) -> Inline:
        if isinstance(node, Text | TermUse):
            return Text(_SIGN.sub(self._as_written, node.text))
        return node

    def _dropped(self, sign: re.Match[str]) -> str:  # noqa: ARG002
        self.unread.append(self.count)
        self.count += 1
        return ""

    def _as_written(self, sign: re.Match[str]) -> str:
        self.count += 1
        return f"{{{_NAMES[sign[0]]}}}"
