"""The theme's frame around a page, rendered once for all pages that differ only in their words.

The theme spends a millisecond on each page, for a frame that is the same around hundreds of them.
So it renders one page whose words are marks, and each page's own words are put where the marks
stand. What the theme does to a word (takes tags out of it, escapes it) is seen from what has become
of its mark. The first pages of each frame are rendered in full as well: where they differ, or where
something other than the theme has a say, each page is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.toc import AnchorLink

from generator.adapters.mkdocs.pages import GeneratedPage

Context = dict[str, Any]
Values = dict[str, str]

# Letters and digits, which no filter changes; then what the filters of a theme make different.
_MARK = "sxmark{}x"
_ANY_MARK = re.compile(r"sxmark\d+x")
_TAIL = """ &amp; &lt;b&gt; <i>"'</i>"""
# The words of `page.meta.social` that differ between pages of one kind.
_SOCIAL = ("published", "modified", "image", "image_alt")
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
            part if isinstance(part, str) else _CHANGES[part[1]](values[part[0]])
            for part in self.parts
        )


@dataclass(slots=True)
class Frames:
    """The frames of one build.

    Attributes:
        dress: what is done to every finished page: takes the page and its content.
        used: how many pages were put into a frame.
    """

    dress: Callable[[str, str], str]
    used: int = 0
    _frames: dict[object, _Frame | None] = field(default_factory=dict)

    def render(self, in_full: Callable[[Context], str], context: Context) -> str:
        """A finished page, dressed.

        Args:
            in_full: the theme's template.
            context: what it is rendered with; its page is one of ours.
        """
        page: GeneratedPage = context["page"]
        content = page.content or ""
        if page.in_navigation or _is_named_in_policy(content):
            return self.dress(in_full(context), content)
        key = _key(page, context)
        if key not in self._frames:
            self._frames[key] = self._frame(in_full, context, page)
        frame = self._frames[key]
        if frame is None:
            return self.dress(in_full(context), content)
        html = frame.fill(_values(page) | {"content": content})
        if frame.left_to_compare:
            frame.left_to_compare -= 1
            whole = self.dress(in_full(context), content)
            if whole != html:
                self._frames[key] = None
                return whole
        self.used += 1
        return html

    def _frame(
        self, in_full: Callable[[Context], str], context: Context, page: GeneratedPage
    ) -> _Frame | None:
        names = [*_values(page), "content"]
        marks = {name: _MARK.format(at) for at, name in enumerate(names)}
        specimen = _specimen(page, {name: mark + _TAIL for name, mark in marks.items()})
        specimen.content = f"<h1>{marks['content']}</h1>"
        html = self.dress(in_full({**context, "page": specimen}), specimen.content)
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


def frame_pages(environment: Any, frames: Frames) -> None:
    """Let the templates of a Jinja environment put our pages into frames."""
    base = environment.template_class

    class FramedTemplate(base):  # type: ignore[misc, valid-type]
        """A template that renders a page of ours by way of its frame."""

        def render(self, *args: Any, **kwargs: Any) -> str:
            context = dict(*args, **kwargs)
            page = context.get("page")
            if not isinstance(page, GeneratedPage):
                return str(super().render(context))
            page.dressed = True
            return frames.render(super().render, context)

    environment.template_class = FramedTemplate


def _key(page: GeneratedPage, context: Context) -> object:
    """What the frame of a page depends on besides its words."""
    social = page.meta.get("social") or {}
    return (
        context["base_url"],
        page.meta.get("kind"),
        *((key, value) for key, value in social.items() if key not in (*_SOCIAL, "topics")),
        *(name for name in _SOCIAL if name in social),
        len(social.get("topics", ())),
        page.canonical_url is None,
        page.edit_url is None,
        _shape(page.toc),
    )


def _shape(toc: Iterable[AnchorLink]) -> object:
    return tuple((item.level, _shape(item.children)) for item in toc)


def _values(page: GeneratedPage) -> Values:
    """The words of a page that stand in its frame, by name."""
    meta = page.meta
    social = meta.get("social") or {}
    values = {
        "title": meta["title"],
        "description": meta["description"],
        "canonical": page.canonical_url or "",
        "edit": page.edit_url or "",
        **{name: social[name] for name in _SOCIAL if name in social},
        **{f"topic {at}": topic for at, topic in enumerate(social.get("topics", ()))},
    }
    for at, item in enumerate(_items(page.toc)):
        values[f"heading {at}"] = item.title
        values[f"anchor {at}"] = item.id
    return values


def _items(toc: Iterable[AnchorLink]) -> Iterable[AnchorLink]:
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
    specimen.canonical_url = words["canonical"] if page.canonical_url else None
    specimen.edit_url = words["edit"] if page.edit_url else None
    numbers = iter(range(sum(1 for _ in _items(page.toc))))
    specimen.toc = _copied(page.toc, words, numbers)  # type: ignore[assignment]
    return specimen


def _copied(toc: Iterable[AnchorLink], words: Values, numbers: Any) -> list[AnchorLink]:
    copies = []
    for item in toc:
        at = next(numbers)
        other = AnchorLink(words[f"heading {at}"], words[f"anchor {at}"], item.level)
        other.children = _copied(item.children, words, numbers)
        copies.append(other)
    return copies
