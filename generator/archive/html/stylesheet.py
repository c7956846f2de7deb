"""The text of a style sheet → its rules, as far as they can hide or change words.

A page's styles are large and few of them matter. So they are cut into rules by one quick pattern,
and only a rule that names a property of interest is parsed (with tinycss2, where it is not plain).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import tinycss2

from generator.archive.failure import Refused
from generator.archive.html.media import media_matches

MAX_DEPTH = 20
MAX_BLOCKS = 100_000
MAX_SELECTORS = 20_000
"""How long the selectors of a rule may be, in characters."""
MAX_DECLARATIONS = 10_000
"""How many declarations a rule may have."""

Declaration = tuple[str, str, bool]
"""A property's name in lower case, its value, and whether it is `!important`."""

# Comments, texts, addresses and escapes hold no braces that count.
_PART = re.compile(
    r"""/\*.*?(?:\*/|\Z)|"(?:[^"\\\n]|\\.)*+(?:"|(?=\n)|\Z)|'(?:[^'\\\n]|\\.)*+(?:'|(?=\n)|\Z)"""
    r"""|url\(\s*+(?!["'\s])(?:[^)\\]|\\.)*+(?:\)|\Z)|\\.|[{};]""",
    re.DOTALL | re.IGNORECASE,
)
_OF_INTEREST = re.compile(
    r"display|visibility|opacity|position|clip|overflow|indent|transform|font|color|background"
    r"|decoration|height|width|margin|scale|translate|left|top|right|bottom|quotes|content|filter"
    r"|\\",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_NOT_PLAIN = re.compile(r"[\\\"'{}\[\]]|\([^)]*[;(]")
_IMPORTANT = re.compile(r"\s*!\s*important\s*$", re.IGNORECASE)
_AT = re.compile(r"@([\w-]+)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class StyleRule:
    """Selectors as they are written, declarations, and whether they stand in a layer.

    What stands in a layer yields to what stands in none.
    """

    selectors: str
    declarations: tuple[Declaration, ...]
    is_layered: bool = False


def parse_stylesheet(css: str) -> Iterator[StyleRule]:
    """The rules that hold on a screen, in order.

    Raises:
        Refused: it has too many blocks, or they are nested too deeply.
    """
    css = css.removeprefix("<!--").replace("\0", "\ufffd")
    blocks = _blocks(css)
    yield from _rules(css, blocks, (), is_layered=False)


@dataclass(slots=True)
class _Block:
    """A block: where its prelude, its content and it end, and the blocks in it."""

    prelude: int
    start: int
    end: int
    inner: list[_Block]


def _blocks(css: str) -> list[_Block]:
    """The tree of all blocks; what is left open ends where the sheet ends."""
    top: list[_Block] = []
    opened: list[_Block] = []
    begin = 0
    for count, part in enumerate(_PART.finditer(css)):
        sign = part[0]
        if sign == "{":
            block = _Block(begin, part.end(), len(css), [])
            (opened[-1].inner if opened else top).append(block)
            opened.append(block)
            begin = part.end()
            if len(opened) > MAX_DEPTH:
                raise Refused(f"has a style sheet with more than {MAX_DEPTH} blocks in each other")
        elif sign == "}":
            if opened:
                opened.pop().end = part.start()
            begin = part.end()
        elif sign == ";":
            begin = part.end()
        if count > MAX_BLOCKS * 10:
            raise Refused(f"has a style sheet with more than {MAX_BLOCKS:,} rules")
    return top


def _rules(
    css: str, blocks: Sequence[_Block], outer: tuple[str, ...], *, is_layered: bool
) -> Iterator[StyleRule]:
    for block in blocks:
        prelude = _COMMENT.sub(" ", css[block.prelude : block.start - 1]).strip()
        at_rule = _AT.match(prelude)
        if at_rule:
            name, condition = at_rule[1].lower(), at_rule[2].strip()
            if not _applies(name, condition):
                continue
            layered = is_layered or name == "layer"
            if outer and (own := _declarations(css, block)):
                yield StyleRule(outer[-1], own, layered)
            yield from _rules(css, block.inner, outer, is_layered=layered)
            continue
        selectors = _nested(prelude, outer[-1]) if outer else prelude
        if len(selectors) > MAX_SELECTORS:
            raise Refused(f"has a style rule with more than {MAX_SELECTORS:,} characters before it")
        if own := _declarations(css, block):
            yield StyleRule(selectors, own, is_layered)
        if block.inner:
            yield from _rules(css, block.inner, (*outer, selectors), is_layered=is_layered)


def _applies(name: str, condition: str) -> bool:
    """Whether the rules in an at-rule hold on a screen."""
    if name == "media":
        return media_matches(condition)
    if name == "supports":
        return not condition.lower().startswith("not")
    return name in ("layer", "scope")


def _nested(selectors: str, outer: str) -> str:
    """The selectors of a rule that stands in another rule."""
    around = f":is({outer})"
    return ",".join(
        each.replace("&", around) if "&" in each else f"{around} {each}"
        for each in split_list(selectors)
    )


def split_list(selectors: str) -> list[str]:
    """The members of a list of selectors; commas in brackets and texts part nothing."""
    if not set(selectors) & set("([\"'\\"):
        return [each.strip() for each in selectors.split(",")]
    members, depth, begin, at = [], 0, 0, 0
    for part in re.finditer(
        r""""(?:[^"\\]|\\.)*+"?|'(?:[^'\\]|\\.)*+'?|\\.|[()\[\],]""", selectors
    ):
        sign, at = part[0], part.start()
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign == "," and depth <= 0:
            members.append(selectors[begin:at].strip())
            begin = at + 1
    return [*members, selectors[begin:].strip()]


def _declarations(css: str, block: _Block) -> tuple[Declaration, ...]:
    """The declarations directly in a block, as far as they may matter."""
    if not block.inner:
        text = css[block.start : block.end]
        return parse_declarations(text) if _OF_INTEREST.search(text) else ()
    parts, at = [], block.start
    for inner in block.inner:
        parts.append(css[at : inner.prelude])
        at = inner.end + 1
    text = ";".join([*parts, css[at : block.end]])
    return parse_declarations(text) if _OF_INTEREST.search(text) else ()


def parse_declarations(text: str) -> tuple[Declaration, ...]:
    """The declarations of a block or a `style` attribute, in order.

    Raises:
        Refused: they are too many.
    """
    if text.count(";") > MAX_DECLARATIONS:
        raise Refused(f"has a style rule of more than {MAX_DECLARATIONS:,} declarations")
    if "/*" in text:
        text = _COMMENT.sub(" ", text) if not set(text) & set("\"'\\") else text
    if _NOT_PLAIN.search(text):
        return tuple(
            (each.lower_name, tinycss2.serialize(each.value).strip(), bool(each.important))
            for each in tinycss2.parse_blocks_contents(text, skip_comments=True)
            if each.type == "declaration"
        )
    found = []
    for each in text.split(";"):
        name, colon, value = each.partition(":")
        if colon:
            bare = _IMPORTANT.sub("", value)
            found.append((name.strip().lower(), bare.strip(), bare != value))
    return tuple(found)
