"""A page as a Markdown file that any builder of MkDocs sites can read.

Headings are Markdown, so that they reach the builder's table of contents; everything else is HTML
in blocks, which Python-Markdown hands through as it is.
"""

from __future__ import annotations

import json
import re

from generator.render import Fragment, Heading, Page

# The characters that Python-Markdown lets a backslash escape.
_ESCAPABLE = re.compile(r"([\\`*_{}\[\]()#+\-.!])")


def source_path(address: str) -> str:
    """The path of a page's Markdown file in the docs folder."""
    return f"{address}.md" if address else "index.md"


def page_meta(page: Page) -> dict[str, object]:
    """The metadata that the theme reads."""
    return {
        "title": page.title,
        "description": page.description,
        "kind": page.kind,
        "origin": page.origin,
        "updated": page.updated,
        "hide": ["navigation"],
    }


def markdown_file(page: Page) -> str:
    """The page's Markdown file, front matter first."""
    # JSON is YAML too, and leaves no doubt about types.
    rows = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in page_meta(page).items()
    ]
    front = "\n".join(["---", *rows, "---"])
    return "\n\n".join([front, *map(_block, page.blocks)]) + "\n"


def _block(block: Heading | Fragment) -> str:
    if isinstance(block, Fragment):
        return block.html
    text = block.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _ESCAPABLE.sub(r"\\\1", text)
    return f"{'#' * block.level} {text} {{: #{block.id} }}"
