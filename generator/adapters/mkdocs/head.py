"""Front matter of hand-written pages, escaped so that it is plain text.

The theme writes title, description and the like as they are, also into the frame of every page,
whose scripts the page's policy allows.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from generator.adapters.markdown import escaped

_ICON = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")
# What an address may hold as it is, besides letters and digits.
_IN_ADDRESSES = "%/:?#[]@!$&()*+,;=~"


def as_plain_text(page: Page, config: MkDocsConfig) -> str:
    """Escape all that stands in a page's head, before it is rendered.

    Returns:
        The name of the template that it asks for and does not get, because it is the theme's: one
        of those sends readers elsewhere. Empty if there is none.
    """
    page.meta = escaped(page.meta)
    if "icon" in page.meta and not _is_icon(str(page.meta["icon"]), config):
        # The theme would look for a file of that name.
        del page.meta["icon"]
    template = page.meta.get("template")
    own = config.theme.custom_dir
    if not template or (own and (Path(own) / str(template)).is_file()):
        return ""
    del page.meta["template"]
    return str(template)


def title_as_plain_text(page: Page) -> None:
    """Escape a title that is the file's name, as one that is a heading is; and the edit link."""
    title = page.title or ""
    if (plain := html.escape(html.unescape(title), quote=False)) != title:
        page.meta["title"] = plain
    if page.edit_url:
        page.edit_url = quote(page.edit_url, safe=_IN_ADDRESSES)


def _is_icon(name: str, config: MkDocsConfig) -> bool:
    """Whether the theme has an icon of this name, such as `material/bell`."""
    if not _ICON.fullmatch(name):
        return False
    return any((Path(folder) / ".icons" / f"{name}.svg").is_file() for folder in config.theme.dirs)
