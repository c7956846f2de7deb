"""The theme's frame around a page, rendered once for all pages that differ only in their words.

The theme spends a millisecond on each page, for a frame that is the same around hundreds of them.
So it renders one page whose words are marks, and each page's own words are put where the marks
stand. What the theme does to a word (takes tags out of it, escapes it) is seen from what has become
of its mark. The first pages of each frame are rendered in full as well: where they differ, or where
something other than the theme has a say, each page is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from html import escape as escape_text
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.toc import AnchorLink

from generator.adapters.markdown import page_meta
from generator.adapters.mkdocs.pages import GeneratedPage
from generator.render import Page, headings_of

Values = dict[str, str]
InFull = Callable[[GeneratedPage], str]
"""The theme's template, rendered for a page, with its policy."""

# Letters and digits, which no filter changes; then what the filters of a theme make different.
_MARK = "sxmark{}x"
_ANY_MARK = re.compile(r"sxmark\d+x")
_TAIL = """ &amp; &lt;b&gt; <i>"'</i>"""
# The words of `page.meta.social` that differ between pages of one kind.
_SOCIAL = ("published", "modified", "image", "image_alt", "oembed")
_SCRIPT = re.compile(r"<script[^>]*>?", re.IGNORECASE)
_NOT_RUN = re.compile(r"""\s(?:src=|type="application/(?:ld\+)?json")""", re.IGNORECASE)
# So many pages of a frame are rendered in full to see that it is right.
_COMPARED = 2


def _without_tags(text: str) -> str:
    """What the filter `striptags` makes of a text."""
    return str(Markup(text).striptags())  # noqa: S704 - the markup is taken out of it


_CHANGES: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    _without_tags,
    lambda text: str(escape(_without_tags(text))),
    lambda text: str(escape(text)),
)


@dataclass(slots=True)
class _Frame:
    """A page with gaps. `parts` are HTML, or a gap: the name of a value and what is done to it."""

    parts: list[str | tuple[str, int]]
    left_to_compare: int = _COMPARED

    def fill(self, values: Values) -> str:
        return "".join(
            [
                part if isinstance(part, str) else _CHANGES[part[1]](values[part[0]])
                for part in self.parts
            ]
        )


@dataclass(slots=True)
class Frames:
    """The frames of one build.

    Attributes:
        in_full: the theme's template.
        made: makes a page of MkDocs's out of one of ours.
        used: how many pages were put into a frame.
    """

    in_full: InFull
    made: Callable[[Page], GeneratedPage]
    used: int = 0
    _frames: dict[object, _Frame | None] = field(default_factory=dict)

    def render(
        self, page: Page, content: str, place: str, canonical: str | None, edit: str | None
    ) -> str:
        """A finished page.

        Args:
            page: the page.
            content: its HTML without a frame.
            place: its address within the site.
            canonical: its address, None if the site has none.
            edit: where its source can be edited, None if nowhere.
        """
        if _is_named_in_policy(content):
            return self.in_full(self.made(page))
        meta = page_meta(page)
        headings = headings_of(page.blocks)
        key = (
            page.address.count("/"), bool(page.address), page.kind, canonical is None,
            edit is None, _social_key(meta), tuple(heading.level for heading in headings),
        )  # fmt: skip
        values = _values(meta, headings, canonical, edit) | {"content": content, "place": place}
        if key not in self._frames:
            self._frames[key] = self._frame(page, values)
        frame = self._frames[key]
        if frame is None:
            return self.in_full(self.made(page))
        html = frame.fill(values)
        if frame.left_to_compare:
            frame.left_to_compare -= 1
            whole = self.in_full(self.made(page))
            if whole != html:
                self._frames[key] = None
                return whole
        self.used += 1
        return html

    def _frame(self, page: Page, values: Values) -> _Frame | None:
        marks = {name: _MARK.format(at) for at, name in enumerate(values)}
        specimen = _specimen(self.made(page), {name: each + _TAIL for name, each in marks.items()})
        specimen.content = f"<h1>{marks['content']}</h1>"
        html = self.in_full(specimen)
        html = html.replace(specimen.content, marks["content"] + _TAIL)
        return _cut(html, {mark: name for name, mark in marks.items()})


def _is_named_in_policy(content: str) -> bool:
    """Whether something in a page may have to be named in its policy."""
    if "text-align" in content:
        return True
    return any(not _NOT_RUN.search(tag[0]) for tag in _SCRIPT.finditer(content))


def _cut(html: str, names: Mapping[str, str]) -> _Frame | None:
    """The frame that a specimen page shows, or None if a mark has become something unknown.

    Args:
        html: the page.
        names: the names of the values by their marks.
    """
    parts: list[str | tuple[str, int]] = []
    done = 0
    for mark in _ANY_MARK.finditer(html):
        forms = [(change(mark[0] + _TAIL), at) for at, change in enumerate(_CHANGES)]
        # The first of the longest: what is left as it is comes before what looks like it.
        found = max(forms, key=lambda form: len(form[0]) * html.startswith(form[0], mark.start()))
        if mark[0] not in names or not html.startswith(found[0], mark.start()):
            return None
        parts += [html[done : mark.start()], (names[mark[0]], found[1])]
        done = mark.start() + len(found[0])
    return _Frame([*parts, html[done:]])


def can_be_framed(config: MkDocsConfig) -> bool:
    """Whether nothing but the theme decides what stands around a page.

    Templates of the site's own and other plugins may look at any part of a page.
    """
    features = config.theme.get("features") or []
    events = (config.plugins.events.get(name, []) for name in ("page_context", "post_page"))
    own = [method for methods in events for method in methods]
    return (
        not config.theme.custom_dir
        and len(own) <= 1
        # The theme looks for words in the address of the source then.
        and "content.action.view" not in features
    )


def _social_key(meta: Mapping[str, Any]) -> object:
    social = meta.get("social") or {}
    return (
        *((key, value) for key, value in social.items() if key not in (*_SOCIAL, "topics")),
        *(name for name in _SOCIAL if name in social),
        len(social.get("topics", ())),
    )


def _values(
    meta: Mapping[str, Any], headings: Iterable[Any], canonical: str | None, edit: str | None
) -> Values:
    """The words of a page that stand in its frame, by name."""
    social = meta.get("social") or {}
    values = {
        "title": meta["title"],
        "description": meta["description"],
        "canonical": canonical or "",
        "edit": edit or "",
        **{name: social[name] for name in _SOCIAL if name in social},
        **{f"topic {at}": topic for at, topic in enumerate(social.get("topics", ()))},
    }
    for at, heading in enumerate(headings):
        values[f"heading {at}"] = escape_text(heading.text, quote=False)
        values[f"anchor {at}"] = heading.id
    return values


def _items(toc: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    for item in toc:
        yield item
        yield from _items(item.children)


def _specimen(page: GeneratedPage, words: Values) -> GeneratedPage:
    """A page like this one, with other words."""
    specimen = copy(page)
    social = dict(page.meta.get("social") or {})
    social |= {name: words[name] for name in _SOCIAL if name in social}
    if "topics" in social:
        social["topics"] = [words[f"topic {at}"] for at in range(len(social["topics"]))]
    specimen.meta = {**page.meta, "title": words["title"], "description": words["description"]}
    if social:
        specimen.meta["social"] = social
    specimen.title = words["title"]
    specimen.place = words["place"]
    specimen.canonical_url = words["canonical"] if page.canonical_url else None
    specimen.edit_url = words["edit"] if page.edit_url else None
    numbers = iter(range(sum(1 for _ in _items(page.toc))))
    specimen.toc = _copied(page.toc, words, numbers)  # type: ignore[assignment]
    return specimen


def _copied(toc: Iterable[AnchorLink], words: Values, numbers: Iterator[int]) -> list[AnchorLink]:
    copies = []
    for item in toc:
        at = next(numbers)
        other = AnchorLink(words[f"heading {at}"], words[f"anchor {at}"], item.level)
        other.children = _copied(item.children, words, numbers)
        copies.append(other)
    return copies
