"""What a hand-written page says of itself, taken for text.

The theme writes title, description and the like as they are, also into the frame of every page,
whose scripts the page's policy allows.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

# What an address may hold as it is, besides letters and digits.
_IN_ADDRESSES = "%/:?#[]@!$&()*+,;=~"


def take_for_text(page: Page, config: MkDocsConfig) -> str:
    """Escape all that stands in a page's head, before it is rendered.

    Returns:
        The name of the template that it asks for and does not get, because it is the theme's: one
        of those sends readers elsewhere. Empty if there is none.
    """
    page.meta = _escaped(page.meta)
    template = page.meta.get("template")
    own = config.theme.custom_dir
    if not template or (own and (Path(own) / str(template)).is_file()):
        return ""
    del page.meta["template"]
    return str(template)


def take_name_for_text(page: Page) -> None:
    """Escape a title that is the file's name, as one that is a heading is; and the edit link."""
    title = page.title or ""
    if (plain := html.escape(html.unescape(title), quote=False)) != title:
        page.meta["title"] = plain
    if page.edit_url:
        page.edit_url = quote(page.edit_url, safe=_IN_ADDRESSES)


def _escaped(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _escaped(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_escaped(inner) for inner in value]
    return str(escape(value)) if isinstance(value, str) else value
