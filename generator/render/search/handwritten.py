"""Hand-written pages as plain text, for search alone: MkDocs makes the pages themselves."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

_FRONT = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_LEFT_OUT = re.compile(r"^search:[ \t]*(?:\{[ \t]*|\n[ \t]+)exclude:[ \t]*true\b", re.MULTILINE)
# Marks of Markdown and what stands in them for machines; each gives way to what a reader reads.
_MARKS = (
    (re.compile(r"<!--.*?-->", re.DOTALL), " "),
    (re.compile(r"<((?:https?|mailto):[^<>\s]*)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), " "),
    (re.compile(r"\{:[^{}\n]*\}"), " "),
    (re.compile(r"^\[[^\[\]\n]+\]:[ \t].*$", re.MULTILINE), " "),
    (re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\[\]]*\])"), r"\1"),
    (re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d+\.[ \t]+)", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE), " "),
    (re.compile(r"\|"), " "),
    (re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)"), ""),
)


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A hand-written page: its address, its title, its text without marks."""

    address: str
    title: str
    text: str


def handwritten_pages(folder: Path, *, directory_urls: bool = False) -> list[WrittenPage]:
    """The hand-written pages in a folder, by path; `directory_urls` is mkdocs's.

    A page that cannot be read is left out, as is one whose front matter says
    `search: {exclude: true}`; MkDocs reports what is wrong with a page.
    """
    pages = []
    for path in sorted(folder.rglob("*.md")):
        inner = path.relative_to(folder)
        if any(part.startswith(".") for part in inner.parts) or not path.is_file():
            continue
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue
        address = _address(inner, directory_urls=directory_urls)
        if address and (page := _page(inner.stem, address, text.replace("\r\n", "\n"))):
            pages.append(page)
    return pages


def _address(path: Path, *, directory_urls: bool) -> str:
    """A page's address; empty for the home page, which is not written by hand."""
    if path.stem not in ("index", "README"):
        return path.with_suffix("").as_posix()
    folder = path.parent.as_posix()
    return "" if folder == "." else folder if directory_urls else f"{folder}/index"


def _page(stem: str, address: str, text: str) -> WrittenPage | None:
    front, found = "", _FRONT.match(text)
    if found:
        front, text = found[1], text[found.end() :]
    if _LEFT_OUT.search(front):
        return None
    named, heading = _TITLE.search(front), _HEADING.search(text)
    if heading:
        text = text[: heading.start()] + text[heading.end() :]
    # As MkDocs does: what the front matter says, the first heading, the file's name.
    name = stem.replace("-", " ").replace("_", " ").capitalize()
    title = named[1].strip("\"'") if named else plain(heading[1]) if heading else name
    return WrittenPage(address, title, plain(text))


def plain(markdown: str) -> str:
    """The words of a Markdown text on one line, without marks."""
    for mark, instead in _MARKS:
        markdown = mark.sub(instead, markdown)
    return " ".join(html.unescape(markdown).split())
