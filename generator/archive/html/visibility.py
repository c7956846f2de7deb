"""A page's tree → the same tree, in which marks say what is unseen, struck out, raised or apart.

A mark is a text of its own, put before or behind an element: U+0000, which no page can hold, and a
letter. Nothing is taken out of the tree; `words` reads its text and does what the marks say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from generator.archive.html.boxes import has_no_size, ink, is_off_page
from generator.archive.html.cascade import (
    BOX,
    Cascade,
    Settings,
    apply_styles,
    page_names,
    without_marks,
)
from generator.archive.html.elements import (
    BLOCKS,
    CLOSED,
    MATH_BLOCKS,
    MATH_LOWERED,
    MATH_RAISED,
    MATH_UNSEEN,
    STRUCK,
    SVG_BLOCKS,
    SVG_UNSEEN,
    UNSEEN,
)
from generator.archive.html.properties import FAINT, FAR
from generator.archive.html.shadow import attach_shadows


@dataclass(slots=True)
class Marked:
    """What was marked in a page.

    `alternatives` are the texts that stand for pictures; a mark names each by its number.
    """

    alternatives: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Marks:
    """Which marks go around which elements, the outer ones first."""

    around: dict[int, list[str]] = field(default_factory=dict)
    nodes: dict[int, LexborNode] = field(default_factory=dict)

    def wrap(self, node: LexborNode, before: str, behind: str) -> None:
        """Put marks around an element, inside of those that are there."""
        id = node.mem_id
        known = self.around.get(id)
        if known is None:
            self.nodes[id] = node
            self.around[id] = [before, behind]
        else:
            known[0] += before
            known[1] = behind + known[1]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page, what is set for its elements, and which of them it draws or calculates with."""

    root: LexborNode
    settings: dict[int, Settings]
    nodes: dict[int, LexborNode]
    has_svg: bool
    has_math: bool

    def css(self, selectors: str, svg: str = "", math: str = "") -> list[LexborNode]:
        """What selectors match; some of them are tried only where there is svg or mathematics."""
        if svg and self.has_svg:
            selectors += "," + svg
        if math and self.has_math:
            selectors += "," + math
        return self.root.css(selectors.strip(","))


def mark_page(root: LexborNode, html: str) -> Marked:
    """Put the marks into a page.

    Args:
        root: the page's first element; the tree is changed.
        html: the characters that it was made from.

    Raises:
        Refused: its styles are too many.
    """
    marked = Marked()
    names = page_names(html)
    cascade = Cascade()
    apply_styles(cascade, root, names)
    bare_quotes = {node.mem_id for node in without_marks(root)} if root.css_first("q") else set()
    attach_shadows(root, cascade, names)
    if cascade.unread:
        marked.notes.append(f"{cascade.unread:,} style rules that may hide words could not be read")
    page = _Page(
        root,
        {id: settings for id, each in cascade.elements.items() if (settings := each.settings)},
        {id: each.node for id, each in cascade.elements.items()},
        root.css_first("svg") is not None,
        root.css_first("math") is not None,
    )
    marks = _Marks()
    closed = {node.mem_id for node in _closed(page)}
    _part_blocks(page, closed)
    _mark_styles(page, marks, marked)
    _mark_elements(page, marks)
    _mark_raised(page, marks)
    _mark_closed_details(page, marks)
    _mark_forms(page, marks)
    for node in page.css("q"):
        if node.mem_id not in bare_quotes and not page.settings.get(node.mem_id, {}).get("quotes"):
            marks.wrap(node, "\0q", "\0Q")
    for node in page.css("img[alt], input[type=image][alt]"):
        if alternative := (node.attributes.get("alt") or "").strip():
            marks.wrap(node, f"\0a{len(marked.alternatives)};", "")
            marked.alternatives.append(alternative)
    for id, (before, behind) in marks.around.items():
        node = marks.nodes[id]
        node.insert_before(before)
        if behind:
            node.insert_after(behind)
    return marked


def _closed(page: _Page) -> Iterator[LexborNode]:
    """What the elements themselves say to be hidden, unless a style displays it."""
    for node in page.css(CLOSED):
        until_found = (node.attributes.get("hidden") or "").lower() == "until-found"
        if until_found or "display" not in page.settings.get(node.mem_id, ()):
            yield node


def _part_blocks(page: _Page, closed: set[int]) -> None:
    """Put a line's end around what a browser sets as a block of its own."""
    apart: dict[int, LexborNode] = {}
    joined = set(closed)
    for id, settings in page.settings.items():
        node, display = page.nodes[id], settings.get("display")
        is_lifted = settings.get("position") in ("absolute", "fixed") or (
            settings.get("float") in ("left", "right")
        )
        if display == "none" or (display in ("inline", "contents") and not is_lifted):
            joined.add(id)
        elif display in ("block", "flex") or is_lifted:
            apart[id] = node
        if display == "flex":
            apart |= {each.mem_id: each for each in node.iter()}
    for node in page.css(BLOCKS, SVG_BLOCKS, MATH_BLOCKS):
        id = node.mem_id
        if id not in joined:
            apart.pop(id, None)
            node.insert_before("\n")
            node.insert_after("\n")
    for id, node in apart.items():
        if id not in joined:
            node.insert_before("\n")
            node.insert_after("\n")
    for node in page.css("br"):
        node.insert_before("\n")


def _mark_styles(page: _Page, marks: _Marks, marked: Marked) -> None:
    """What the styles hide, strike out and change."""
    for id, settings in page.settings.items():
        node = page.nodes[id]
        is_all = node.tag in ("html", "body")
        if _is_hidden(node, settings):
            if is_all:
                marked.notes.append(
                    "the page's styles hide all of it, which scripts undo; it was read as if shown"
                )
            else:
                marks.wrap(node, "\0H", "\0h")
        if not is_all or settings.get("visibility") != "hidden":
            _mark_inherited(marks, node, settings)


def _is_hidden(node: LexborNode, settings: Settings) -> bool:
    if settings.get("display") == "none":
        return True
    if len(settings) == 1 and ("display" in settings or "color" in settings):
        return False
    faint = (settings.get(key) for key in ("opacity", "filter"))
    return (
        settings.get("content-visibility") == "hidden"
        or any(isinstance(each, float) and each <= FAINT for each in faint)
        or (
            not BOX.isdisjoint(settings)
            and (is_off_page(settings) or has_no_size(node.tag or "", settings))
        )
    )


_NEAR = 3
"""So many elements around a link may be what is raised."""
_WITH_WORDS = ("text", "search", "url", "tel", "email", "number", "submit", "button", "reset", "")
_PUSHED = {
    ("visibility", "hidden"): ("A", "b"), ("visibility", "visible"): ("B", "b"),
    ("size", "zero"): ("C", "d"), ("size", "shown"): ("D", "d"),
    ("text-transform", "uppercase"): ("U", "y"), ("text-transform", "lowercase"): ("W", "y"),
    ("text-transform", "capitalize"): ("X", "y"), ("text-transform", "none"): ("Y", "y"),
}  # fmt: skip


def _mark_inherited(marks: _Marks, node: LexborNode, settings: Settings) -> None:
    """What holds of the words in an element until another element in it says otherwise."""
    for key in ("visibility", "size", "text-transform"):
        if key in settings and (pushed := _PUSHED.get((key, str(settings[key])))):
            marks.wrap(node, "\0" + pushed[0], "\0" + pushed[1])
    shown = ink(settings)
    if shown is not None:
        marks.wrap(node, "\0J" if shown else "\0I", "\0j")
    indent = settings.get("text-indent")
    if isinstance(indent, float):
        marks.wrap(node, "\0K" if indent <= -FAR else "\0L", "\0l")


def _mark_elements(page: _Page, marks: _Marks) -> None:
    """What the elements themselves hide and strike out."""
    for node in (*page.css(UNSEEN, SVG_UNSEEN, MATH_UNSEEN), *_closed(page)):
        marks.wrap(node, "\0H", "\0h")
    if page.has_svg:
        for node in page.css("svg"):
            marks.wrap(node, "\0S", "\0t")
        for node in page.css("svg text, svg foreignObject"):
            marks.wrap(node, "\0T", "\0t")
    for node in page.css("figcaption"):
        marks.wrap(node, "\0F", "\0f")
    struck = {node.mem_id: node for node in page.css(STRUCK)}
    for id, settings in page.settings.items():
        if settings.get("struck"):
            struck[id] = page.nodes[id]
        elif "struck" in settings:
            struck.pop(id, None)
    for node in struck.values():
        marks.wrap(node, "\0H", "\0h")


def _mark_raised(page: _Page, marks: _Marks) -> None:
    raised = {node.mem_id: (node, "^") for node in page.css("sup", math=MATH_RAISED)}
    raised |= {node.mem_id: (node, "_") for node in page.css("sub", math=MATH_LOWERED)}
    for id, settings in page.settings.items():
        if "raised" in settings:
            raised.setdefault(id, (page.nodes[id], "^" if settings["raised"] == "super" else "_"))
    references = _references(page, raised.keys()) if raised else ()
    for id, (node, sign) in raised.items():
        is_note = sign == "^" and id in references
        marks.wrap(node, "\0*" if is_note else f"\0{sign}", "\0.")


def _references(page: _Page, raised: Collection[int]) -> set[int]:
    """What of the raised leads to a note: it holds a link within a page, or stands in one."""
    found = set()
    for link in page.css("a[href*='#']"):
        around = link.parent
        for _ in range(_NEAR):
            if around is None or around.mem_id in raised:
                break
            around = around.parent
        if around is not None:
            found.add(around.mem_id)
        found |= {child.mem_id for child in link.iter()}
    return found


def _mark_closed_details(page: _Page, marks: _Marks) -> None:
    """Of a closed `<details>` only its summary is seen."""
    for node in page.css("details:not([open])"):
        first, last = node.child, node.last_child
        if first is None or last is None:
            continue
        summary = next((each for each in node.iter() if each.tag == "summary"), None)
        if summary is not None:
            marks.wrap(summary, "\0h", "\0H")
        # Around all children, which may be words that stand in no element.
        first.insert_before("\0H")
        last.insert_after("\0h")


def _mark_forms(page: _Page, marks: _Marks) -> None:
    """The chosen option of a list, and the words on buttons and in fields."""
    for node in page.css("select:not([multiple])"):
        if (node.attributes.get("size") or "1").strip() not in ("0", "1"):
            continue
        options = node.css("option")
        chosen = [each for each in options if "selected" in each.attributes] or options[:1]
        for option in options:
            if option.mem_id != chosen[-1].mem_id:
                marks.wrap(option, "\0H", "\0h")
    for node in page.css("input[value]"):
        kind = (node.attributes.get("type") or "").lower()
        if kind in _WITH_WORDS and (value := node.attributes.get("value")):
            marks.wrap(node, "\n" + value.replace("\0", " ") + "\n", "")
