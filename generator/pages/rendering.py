"""A hand-written page: its bytes → front matter, HTML, table of contents, words.

Python-Markdown has inputs for which it needs hours, and may be told by mkdocs.yml to use any
extension; so it works in a process with limits, and what it gives is sanitised there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import markdown
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags
from markdown.treeprocessors import Treeprocessor
from selectolax.lexbor import LexborHTMLParser

from generator.diagnostics import Diagnostic, Place, found
from generator.limits import LimitError
from generator.load.lines import Lines
from generator.load.parse import parse
from generator.load.text import bad_characters, decode, has_bad_character
from generator.load.tree import plain_value
from generator.pages.batches import map_limited
from generator.pages.sanitise import plain_html, removed, safe_id, sanitise

MAX_PAGE = 300_000
"""How many bytes a hand-written page may have."""
MAX_HTML = 5_000_000
"""How many characters of HTML may become of it."""
_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_BOOLEANS: dict[str, object] = {"true": True, "false": False}
_MOST_REMOVED = 50
# Where one word ends though no white space follows.
_BLOCK_END = re.compile(r"(?=</(?:p|li|td|th|d[td]|div|h[1-6]|pre|blockquote|summary)>|<br>)")


@dataclass(frozen=True, slots=True)
class Markdown:
    """How Markdown is read: the extensions' names, and their settings by name."""

    extensions: Sequence[str] = ("toc", "tables", "fenced_code", "attr_list")
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What becomes of Markdown.

    Attributes:
        html: the sanitised HTML; its links are as the page has them.
        toc: the table of contents as Python-Markdown nests it: name, id, level, children.
        title: the words of the heading that it begins with, as HTML without elements.
        text: its words without those of that heading.
        removed: what the sanitiser has taken out, each with a pattern to search for it.
    """

    html: str = ""
    toc: tuple[dict[str, Any], ...] = ()
    title: str = ""
    text: str = ""
    removed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A hand-written page.

    Attributes:
        path: its path in the pages' folder, such as `about/us.md`.
        origin: its path in the site.
        meta: what stands in its front matter.
        markdown: the text below that.
        rendered: what becomes of that.
    """

    path: str
    origin: str
    meta: Mapping[str, Any]
    markdown: str
    rendered: Rendered

    @property
    def title(self) -> str:
        """Its title as HTML without elements: of its front matter, its heading, or its name."""
        if isinstance(said := self.meta.get("title"), str) and said:
            return plain_html(said.replace("&", "&amp;").replace("<", "&lt;"))
        if self.rendered.title:
            return self.rendered.title
        name = self.path.rpartition("/")[2].removesuffix(".md").replace("-", " ").replace("_", " ")
        name = name.capitalize() if name.lower() == name else name
        return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that has been read and not rendered: the fields are those of `WrittenPage`."""

    path: str
    origin: str
    meta: Mapping[str, Any]
    markdown: str
    text: str


def read_page(data: bytes, path: str, origin: str) -> tuple[Draft | None, list[Diagnostic]]:
    """A page from its bytes.

    Args:
        data: the bytes.
        path: its path in the pages' folder.
        origin: its path in the site, by which diagnostics name it.

    Returns:
        The page, None if it cannot be used, and what was wrong.
    """
    text, problems = decode(data, origin, MAX_PAGE)
    if problems:
        return None, problems
    if has_bad_character(text):
        return None, list(bad_characters(Lines(text), origin))
    meta, body, problems = _front_matter(text, origin)
    return (None if problems else Draft(path, origin, meta, body, text)), problems


def finish_page(
    draft: Draft, rendered: Rendered | LimitError
) -> tuple[WrittenPage | None, list[Diagnostic]]:
    """A page with what has become of its Markdown, and what was wrong with that."""
    origin = draft.origin
    if isinstance(rendered, LimitError):
        return None, [
            found("costly-page", Place(origin), f"to make HTML of the page {rendered}"),
        ]
    lines = Lines(draft.text)
    problems = [_removal(what, pattern, lines, origin) for what, pattern in rendered.removed]
    return WrittenPage(draft.path, origin, draft.meta, draft.markdown, rendered), problems


def _front_matter(text: str, origin: str) -> tuple[dict[str, Any], str, list[Diagnostic]]:
    match = _FRONT.match(text)
    if not match:
        return {}, text, []
    # An empty line in the place of the first, so that lines are counted right.
    root, _, problems = parse("\n" + match[1], origin)
    if root is None:
        # Comments alone are no mistake.
        wrong = [problem for problem in problems if problem.code != "empty-file"]
        return {}, text[match.end() :], wrong
    value = _typed(plain_value(root))
    if not isinstance(value, dict):
        return {}, text, []
    return value, text[match.end() :].lstrip("\n"), problems


def _typed(value: object) -> Any:
    if isinstance(value, dict):
        return {key: _typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_typed(inner) for inner in value]
    return _BOOLEANS.get(str(value), value)


def _removal(what: str, pattern: str, lines: Lines, origin: str) -> Diagnostic:
    """Where the Markdown first has what was taken out, as far as it can be found there."""
    match = re.search(pattern, lines.text, re.IGNORECASE)
    message = f"{what} is not published"
    if not match:
        return found("html-removed", Place(origin), message)
    line, column = lines.spot(match.start())
    # It may begin with white space, and so end in another line.
    width = max(1, len(match[0].split("\n")[0]))
    return found("html-removed", Place(origin, line, column, width), message, line=lines[line - 1])


def render_markdown(texts: Sequence[str], how: Markdown) -> list[Rendered | LimitError]:
    """Make HTML of Markdown texts, in processes with limits on time and memory."""
    settings = tuple(how.extensions), dict(how.settings)
    return map_limited(_render, [(text, *settings) for text in texts], lambda row: len(row[0]))


class _Title(Treeprocessor):
    """Keeps the heading that a page begins with."""

    title = ""

    def run(self, root: Any) -> None:
        if len(root) and root[0].tag == "h1":
            self.title = strip_tags(render_inner_html(remove_fnrefs(root[0]), self.md))


def _render(given: tuple[str, Sequence[str], dict[str, Any]]) -> Rendered:
    text, extensions, settings = given
    maker = markdown.Markdown(extensions=list(extensions), extension_configs=settings)
    title = _Title(maker)
    # Behind what makes the words, before what sets a permalink beside them.
    maker.treeprocessors.register(title, "explainer_title", 6)
    raw = maker.convert(text)
    if len(raw) > MAX_HTML:
        raise LimitError(f"gives more than {MAX_HTML:,} characters of it")
    html = sanitise(raw)
    found = list(dict.fromkeys(removed(raw)))[:_MOST_REMOVED]
    toc = tuple(map(_token, getattr(maker, "toc_tokens", [])))
    return Rendered(html, toc, plain_html(title.title), _words(html), tuple(found))


def _token(token: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "level": token["level"],
        "id": safe_id(token["id"]),
        "name": plain_html(token["name"]),
        "children": [_token(child) for child in token["children"]],
    }


def _words(html: str) -> str:
    """The words of a page without its first heading and the marks of its links."""
    tree = LexborHTMLParser(f"<!doctype html><body>{_BLOCK_END.sub(' ', html)}")
    for node in [*tree.css("h1")[:1], *tree.css(".headerlink, .linenos, .footnote-backref")]:
        node.decompose()
    body = tree.body
    return " ".join(body.text().split()) if body else ""
