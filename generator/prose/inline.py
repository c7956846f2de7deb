"""Inline Markdown → a small tree of nodes.

A statement may hold *emphasis*, **strong emphasis**, `code` and [links](https://…), and titles and
words used as words (`“Dabiq”{title}`, see `tags`); nothing else of Markdown, and no HTML. Because
the tree can hold nothing else either, whoever turns it into HTML only has to escape text: there is
no markup of an editor's to be trusted or cleaned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Emphasis in emphasis deeper than this is read as its text.
_DEEPEST = 20
# In a line with more brackets than these no link is read: looking for the end of each takes ages.
MOST_BRACKETS = 200
# Text without any of these has no markup, and nothing that the parser would replace.
_MARKUP = re.compile(r"[*_`\[\\&\r\0]")
# Noncharacters, which Unicode keeps for a program's own use; `load` refuses them in content.
CITE_OPEN, CITE_CLOSE = "\ufdd0", "\ufdd1"
_PLACEHOLDER = re.compile(f"{CITE_OPEN}([0-9]{{1,9}}){CITE_CLOSE}")


class Text(NamedTuple):
    """Characters, as they are to be read."""

    text: str


class TermUse(NamedTuple):
    """A place where a glossary term stands; `text` is the spelling used there."""

    term: str
    text: str


class Cite(NamedTuple):
    """A group of citations: ids of quotations in the order given.

    `compared` are those that are cited for comparison only, with `cf.` before them.
    """

    quotations: tuple[str, ...]
    compared: tuple[str, ...] = ()


class Emphasis(NamedTuple):
    """Marked text. `tag` is `em`, `strong` or `code`."""

    tag: str
    children: tuple[Inline, ...]


class Link(NamedTuple):
    """A link to another site. `href` is not checked here."""

    href: str
    children: tuple[Inline, ...]


class Mention(NamedTuple):
    """Words in quotation marks, these included, that are nobody's utterance.

    `kind` is `title`, for the title of a work, or `word`, for a word that is spoken of as a word.
    """

    kind: str
    children: tuple[Inline, ...]


Inline: TypeAlias = Text | TermUse | Cite | Emphasis | Link | Mention

HOLDERS = (Emphasis, Link, Mention)


def _markdown(*more: str) -> MarkdownIt:
    markdown = MarkdownIt("zero").enable(["emphasis", "backticks", "escape", "entity", *more])
    # Every address is let through, so that `statements` can report the wrong ones with a place.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return markdown


_MARKDOWN = _markdown()
_WITH_LINKS = _markdown("link")


def parse_inline(text: str, citations: Sequence[Cite] = ()) -> tuple[Inline, ...]:
    """Read inline Markdown.

    Args:
        text: one line. A placeholder of `CITE_OPEN`, a number and `CITE_CLOSE` stands for the
            citation group with that number.
        citations: the groups.
    """
    if not _MARKUP.search(text):
        return tuple(_text(text, citations))
    markdown = _WITH_LINKS if "](" in text and not has_brackets_without_end(text) else _MARKDOWN
    tokens = markdown.parseInline(text)[0].children or []
    return _nodes(tokens, citations)


def has_brackets_without_end(text: str) -> bool:
    """Whether so many brackets stand in a line that no link in it is read."""
    return text.count("[") > MOST_BRACKETS


def _nodes(tokens: Iterable[Token], citations: Sequence[Cite]) -> tuple[Inline, ...]:
    open_marks: list[tuple[Token | None, list[Inline]]] = [(None, [])]
    unread = 0
    for token in tokens:
        nodes = open_marks[-1][1]
        if token.nesting == 1 and len(open_marks) > _DEEPEST:
            unread += 1
        elif token.nesting == 1:
            open_marks.append((token, []))
        elif token.nesting == -1 and unread:
            unread -= 1
        elif token.nesting == -1:
            mark, children = open_marks.pop()
            open_marks[-1][1].append(_marked(mark, tuple(children)))
        elif token.type == "code_inline":
            nodes.append(Emphasis("code", tuple(_text(token.content, citations))))
        else:
            nodes += _text(token.content, citations)
    return tuple(open_marks[0][1])


def _marked(token: Token | None, children: tuple[Inline, ...]) -> Inline:
    if token and token.type == "link_open":
        return Link(str(token.attrs["href"]), children)
    return Emphasis("strong" if token and token.type == "strong_open" else "em", children)


def _text(text: str, citations: Sequence[Cite]) -> Iterator[Inline]:
    done = 0
    for match in _PLACEHOLDER.finditer(text):
        # A text that holds such characters itself has been reported, and is read all the same.
        if int(match[1]) < len(citations):
            if before := text[done : match.start()].rstrip():
                yield Text(before)
            yield citations[int(match[1])]
            done = match.end()
    if rest := text[done:]:
        yield Text(rest)


def plain_text(nodes: Sequence[Inline]) -> str:
    """The words alone, without marks and citations."""
    return "".join([_plain(node) for node in nodes])


def _plain(node: Inline) -> str:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Cite):
        return ""
    if isinstance(node, TermUse):
        return node.text
    return plain_text(node.children)


def walk(nodes: Sequence[Inline]) -> Iterator[Inline]:
    """Every node of the tree, each before what it holds."""
    for node in nodes:
        yield node
        if isinstance(node, HOLDERS):
            yield from walk(node.children)


def links(nodes: Sequence[Inline]) -> Iterator[Link]:
    """Every link in the tree."""
    return (node for node in walk(nodes) if isinstance(node, Link))


def term_uses(nodes: Sequence[Inline]) -> Iterator[str]:
    """The id of every glossary term marked in the tree."""
    return (node.term for node in walk(nodes) if isinstance(node, TermUse))


def mentions(nodes: Sequence[Inline]) -> Iterator[Mention]:
    """Every title and every word used as a word in the tree."""
    return (node for node in walk(nodes) if isinstance(node, Mention))


def cites(nodes: Sequence[Inline]) -> Iterator[Cite]:
    """Every citation group in the tree."""
    return (node for node in walk(nodes) if isinstance(node, Cite))
