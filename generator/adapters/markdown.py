"""A page as a Markdown file that any builder of MkDocs sites can read.

Headings are Markdown, so that they reach the builder's table of contents; everything else is HTML
in blocks, which Python-Markdown hands through as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from generator.adapters.provenance import BUILD_FILE
from generator.adapters.sums import SUMS_FILE
from generator.diagnostics import Diagnostic, Place, found
from generator.render import CARD_SIZE, Fragment, Heading, Page, Rendered, Social, SocialCard
from generator.render.wording import direction

# The characters that Python-Markdown lets a backslash escape.
_ESCAPABLE = re.compile(r"([\\`*_{}\[\]()#+\-.!])")


def source_path(address: str) -> str:
    """The path of a page's Markdown file in the docs folder."""
    return f"{address}.md" if address else "index.md"


def page_meta(page: Page) -> dict[str, object]:
    """The metadata that the theme reads.

    The theme puts title and description into its HTML as they are, as MkDocs does with what it
    takes from a Markdown heading: so they are escaped. All else is plain text.
    """
    return {
        "title": escape(page.title, quote=False),
        "description": escape(page.description),
        "kind": page.kind,
        "origin": page.origin,
        "updated": page.updated,
        "hide": ["navigation"],
        **({"social": _social_meta(page.social)} if page.social else {}),
    }


def _social_meta(social: Social) -> dict[str, object]:
    """What the theme's `partials/social-meta.html` reads; only what is not empty."""
    card = social.card
    rows: dict[str, object] = {
        "type": social.type,
        "locale": social.locale,
        "published": social.published,
        "modified": social.modified,
        "topics": list(social.topics),
        "image": card.path if card else "",
        "image_width": CARD_SIZE[0] if card else 0,
        "image_height": CARD_SIZE[1] if card else 0,
        "image_alt": _alternative(card) if card else "",
    }
    return {key: value for key, value in rows.items() if value}


def _alternative(card: SocialCard) -> str:
    """The words on a picture, for those who do not see it."""
    return " · ".join(filter(None, (card.title, card.line, card.name)))


def markdown_file(page: Page) -> str:
    """The page's Markdown file, front matter first."""
    # JSON is YAML too, and leaves no doubt about types.
    meta = page_meta(page).items()
    rows = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta]
    front = "\n".join(["---", *rows, "---"])
    return "\n\n".join([front, *map(_block, page.blocks)]) + "\n"


def _block(block: Heading | Fragment) -> str:
    if isinstance(block, Fragment):
        return block.html
    text = block.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _ESCAPABLE.sub(r"\\\1", text)
    lang = f" lang={block.lang} dir={direction(block.lang)}" if block.lang else ""
    return f"{'#' * block.level} {text} {{: #{block.id}{lang} }}"


def navigation(rendered: Rendered, hand_written: Sequence[str]) -> list[str]:
    """The navigation where mkdocs.yml gives none: the site's own parts, then hand-written pages.

    Stories are not in it, so that it does not grow with their number; the home page lists them.
    """
    generated = [source_path(page.address) for page in rendered.pages if page.in_navigation]
    return [*generated, *(path for path in hand_written if path not in generated)]


def hand_written(docs: Path) -> list[str]:
    """The paths of the hand-written pages in the docs folder."""
    paths = (path.relative_to(docs) for path in sorted(docs.rglob("*.md")) if path.is_file())
    return [path.as_posix() for path in paths if not any(p[0] == "." for p in path.parts)]


def address_collisions(rendered: Rendered, docs: Path, folder: Path) -> list[Diagnostic]:
    """Report every hand-written file that has the path of a generated one."""
    paths = [source_path(page.address) for page in rendered.pages]
    problems = []
    for path in [*paths, *(data.path for data in rendered.files), BUILD_FILE, SUMS_FILE]:
        if (docs / path).exists():
            shown = docs / path
            where = shown.relative_to(folder) if shown.is_relative_to(folder) else shown
            message = f"the site makes a page of its own at '{path.removesuffix('.md')}'"
            problems.append(found("address-collision", Place(where.as_posix()), message))
    return problems
