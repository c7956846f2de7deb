"""Hand-written pages in the languages of a site: `about.fr.md` stands for `about.md` in French."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.model import SiteSettings, Untranslated
from generator.pages import Written, WrittenPage
from generator.render.wording import direction

_NAME = re.compile(r"(.+)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.md")


def in_language(written: Written, language: str, settings: SiteSettings) -> Written:
    """The hand-written pages of a site in one of its languages.

    Args:
        written: all pages, in all languages.
        language: the language; none for that of the originals.
        settings: what `site.yml` says in that language; of its other languages that of the
            originals comes first.
    """
    own: dict[str, WrittenPage] = {}
    others: dict[tuple[str, str], WrittenPage] = {}
    languages = {*settings.languages, settings.language}
    for page in written.pages:
        match = _NAME.fullmatch(page.path)
        if match and match[2] in languages:
            others[f"{match[1]}.md", match[2]] = page
        else:
            own[page.path] = page
    if not language:
        return replace(written, pages=tuple(own.values()))
    pages = []
    for path, page in own.items():
        if translated := others.get((path, language)):
            pages.append(replace(translated, path=path))
        elif settings.untranslated is Untranslated.ORIGINAL:
            pages.append(_marked(page, settings.languages[0]))
    return replace(written, pages=tuple(pages))


def _marked(page: WrittenPage, language: str) -> WrittenPage:
    """A page that says in which language it is."""
    html = f'<div lang="{language}" dir="{direction(language)}">\n{page.rendered.html}\n</div>'
    return replace(page, rendered=replace(page.rendered, html=html))
