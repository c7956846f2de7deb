"""A page as a Markdown file that any builder of MkDocs sites can read.

Headings are Markdown, so that they reach the builder's table of contents; everything else is HTML
in blocks, which Python-Markdown hands through as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from generator.pages import WrittenPage
from generator.render import CARD_SIZE, Fragment, Heading, Page, Social, SocialCard
from generator.render.wording import direction

# The characters that Python-Markdown lets a backslash escape.
_ESCAPABLE = re.compile(r"([\\`*_{}\[\]()#+\-.!])")


_HEADING = re.compile(r"h[1-6]")
# What Markdown takes for HTML from its first tag to its last.
_BLOCKS = {
    "article", "aside", "blockquote", "details", "div", "dl", "figure", "footer", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "ol", "p", "pre", "section", "table", "ul",
}  # fmt: skip
# What an attribute list of Markdown takes for an id and nothing more.
_PLAIN_ID = re.compile(r"[\w:.-]+")
_PREFORMATTED = re.compile(r"<pre[ >].*?</pre>", re.DOTALL)


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
        **({} if page.is_indexed else {"robots": "noindex", "search": {"exclude": True}}),
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
        "oembed": social.oembed,
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


def written_file(page: WrittenPage, html: str) -> str:
    """A hand-written page's Markdown file; nothing is left in it that a builder could run.

    Args:
        page: the page.
        html: its sanitised HTML, with the links that it shall have.
    """
    meta = {"title": page.title, **escaped(dict(page.meta))}
    # The theme's templates are not for pages: one of them sends readers elsewhere.
    meta.pop("template", None)
    rows = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
    front = "\n".join(["---", *rows, "---"])
    return "\n\n".join([front, *map(_block, _blocks(html))]) + "\n"


def escaped(value: Any) -> Any:
    """A value of a front matter whose texts mean no markup."""
    if isinstance(value, dict):
        return {escaped(key): escaped(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [escaped(inner) for inner in value]
    return escape(value).replace("&#x27;", "&#39;") if isinstance(value, str) else value


def _blocks(html: str) -> Iterator[Heading | Fragment]:
    """Headings, and what stands between them as elements without an empty line."""
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    loose: list[str] = []
    for node in body.iter(include_text=True) if body else ():
        if node.tag not in _BLOCKS:
            loose.append(str(node.html))
            continue
        yield from _fragment(f"<div>{''.join(loose)}</div>" if "".join(loose).strip() else "")
        loose = []
        id = node.attributes.get("id") or ""
        if _HEADING.fullmatch(str(node.tag)) and _PLAIN_ID.fullmatch(id):
            for link in node.css(".headerlink"):
                link.decompose()
            yield Heading(int(str(node.tag)[1]), id, " ".join(node.text().split()))
        else:
            yield from _fragment(str(node.html))
    yield from _fragment(f"<div>{''.join(loose)}</div>" if "".join(loose).strip() else "")


def _fragment(html: str) -> Iterator[Fragment]:
    html = _PREFORMATTED.sub(lambda found: found[0].replace("\n", "&#10;"), html)
    if lines := [line for line in html.split("\n") if line.strip()]:
        yield Fragment("\n".join(lines))


def navigation(generated: Iterable[str], hand_written: Sequence[str]) -> list[str]:
    """The navigation where mkdocs.yml gives none: the site's own parts, then hand-written pages.

    Stories are not in it, so that it does not grow with their number; the home page lists them.

    Args:
        generated: the addresses of the generated pages that it lists.
        hand_written: the paths of the hand-written ones.
    """
    paths = [source_path(address) for address in generated]
    return [*paths, *(path for path in hand_written if path not in paths)]
