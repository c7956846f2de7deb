"""A page's own styles and its elements → what is set for which element.

lexbor matches the selectors. A rule is tried only if it can matter: it sets what hides or changes
words, and the page holds the classes and ids that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborNode, SelectolaxError

from generator.archive.failure import Refused
from generator.archive.html.media import media_matches
from generator.archive.html.properties import FAINT, FAR, Setting, Value, settings_of
from generator.archive.html.selectors import is_invalid, needed_names, specificity
from generator.archive.html.stylesheet import (
    Declaration,
    StyleRule,
    parse_declarations,
    parse_stylesheet,
    split_list,
)

MAX_RULES = 20_000
MAX_TRIALS = 60_000_000
"""How often an element may be held against a part of a selector."""
_HAS_COST = 50
"""With how many elements inside of it `:has` compares one, more or less."""
MAX_SETTINGS = 500_000

_NAMES = tuple(
    re.compile(attribute + r"""\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""") for attribute in ("class", "id")
)
_ONE_CLASS = re.compile(r"\.[a-zA-Z_][\w-]*")
_PSEUDO_ELEMENT = re.compile(r"::|:(?:before|after|first-line|first-letter)\b", re.IGNORECASE)
# States that a page is not in before anybody does anything with it.
_STATE = re.compile(
    r":(?:focus|active|hover|visited|target|checked|disabled|enabled|invalid|valid|placeholder|open"
    r"|modal|fullscreen|popover|autofill|-|user-|in-range|out-of|default|indeterminate|required"
    r"|optional|read-|future|past|playing|paused|defined|host|slotted|part)",
    re.IGNORECASE,
)
_Q_MARKS = re.compile(r"\bq\s*::?before$", re.IGNORECASE)

Settings = dict[str, Value]
Both = tuple[list[Setting], list[Setting]]
"""What is set by plain declarations, and by those that are `!important`."""
Priority = tuple[bool, bool, bool, tuple[int, int, int], int]


@dataclass(slots=True)
class Styled:
    """An element and what is set for it, each with the priority of who set it."""

    node: LexborNode
    won: dict[str, tuple[Priority, Value]] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """What is set, without what was undone."""
        return {key: value for key, (_, value) in self.won.items() if value is not None}


@dataclass(slots=True)
class Cascade:
    """What is set for which element of a page, by the place of the element in memory.

    `unread` counts the rules that may hide words and whose selectors could not be read.
    """

    elements: dict[int, Styled] = field(default_factory=dict)
    unread: int = 0
    trials: int = 0
    rules: int = 0
    kept: int = 0

    def set(self, node: LexborNode, priority: Priority, settings: Iterable[Setting]) -> None:
        """Set what a rule says, where nothing of higher priority did."""
        styled = self.elements.get(node.mem_id)
        if styled is None:
            styled = self.elements[node.mem_id] = Styled(node)
        for key, value in settings:
            self.kept += 1
            before = styled.won.get(key)
            if before is None or before[0] <= priority:
                styled.won[key] = (priority, value)
        if self.kept > MAX_SETTINGS:
            raise Refused(f"has styles that hold more than {MAX_SETTINGS:,} times")


def page_names(html: str) -> frozenset[str] | None:
    """The classes and ids in a page, and maybe more; None if they are written in references."""
    lower = html.lower()
    found = {each for pattern in _NAMES for each in pattern.findall(lower)}
    if any("&" in each for each in found):
        return None
    return frozenset(name for each in found for name in each.strip("\"'").split())


def apply_styles(
    cascade: Cascade, root: LexborNode, names: frozenset[str] | None, host: LexborNode | None = None
) -> None:
    """Set what the styles in a tree set for its elements.

    Args:
        cascade: what it is added to.
        root: a page, or a shadow tree, whose styles hold nowhere else.
        names: the classes and ids in the page, or None if they are not known.
        host: the element that a shadow tree hangs on.

    Raises:
        Refused: there is too much of it.
    """
    sheets = [
        node.text()
        for node in root.css("style")
        if media_matches(node.attributes.get("media") or "")
        and (node.attributes.get("type") or "text/css").strip().lower() == "text/css"
    ]
    rules = [(rule, part) for sheet in sheets for rule in parse_stylesheet(sheet)
             for part in (_split(rule.declarations),)]  # fmt: skip
    cascade.rules += len(rules)
    if cascade.rules > MAX_RULES:
        raise Refused(f"has more than {MAX_RULES:,} style rules")
    inline = [(node, _inline(node.attributes.get("style") or "")) for node in root.css("[style]")]
    distinct = {id(both): both for _, both in (*rules, *inline)}
    live = _live(settings for both in distinct.values() for settings in both)
    size = len(root.css("*")) if rules else 0
    classes = _classes(root) if rules else {}
    for order, (rule, both) in enumerate(rules):
        wanted = (_only(live, both[0]), _only(live, both[1]))
        if any(wanted):
            _apply(cascade, root, rule, wanted, (order, size, names, host, classes))
    for node, both in inline:
        for is_important, settings in zip((False, True), both, strict=True):
            if some := _only(live, settings):
                cascade.set(node, (is_important, True, True, (0, 0, 0), 0), some)


def _only(live: set[str], settings: list[Setting]) -> list[Setting]:
    return [each for each in settings if each[0] in live]


@lru_cache(maxsize=4096)
def _inline(style: str) -> Both:
    """What a `style` attribute sets; pages give many elements the same."""
    return _split(parse_declarations(style))


def _split(declarations: Iterable[Declaration]) -> Both:
    """What declarations set, apart for those that are `!important`."""
    both: Both = ([], [])
    for name, value, is_important in declarations:
        both[is_important].extend(settings_of(name, value))
    return both


_INK = frozenset(("color", "text-fill-color", "background-color", "background-image",
                  "background-clip"))  # fmt: skip
BOX = frozenset(
    ("left", "top", "right", "bottom", "margin-left", "margin-top", "clip", "clip-path", "width",
     "height", "max-width", "max-height", "overflow-x", "overflow-y", "transform", "scale",
     "translate", "text-indent", "white-space", "padding-left", "padding-right", "padding-top",
     "padding-bottom", "-webkit-transform", "-webkit-clip-path")
)  # fmt: skip


_HARMLESS: Mapping[str, tuple[Value, ...]] = {
    "visibility": (None, "visible"), "size": (None, "shown"), "text-transform": (None, "none"),
    "content-visibility": (None, "visible", "auto"), "quotes": (None, False), "filter": (None, 1.0),
}  # fmt: skip


def _live(all_settings: Iterable[Iterable[Setting]]) -> set[str]:
    """The keys that matter in this page: something in it hides or changes words by them."""
    live = {"display", "position", "float"}
    for settings in all_settings:
        for key, value in settings:
            if key in _INK:
                if key not in live and _is_unseen_ink(dict(settings)):
                    live |= _INK
            elif key in BOX:
                if key not in live and _removes(key, value):
                    live |= BOX
            elif key == "opacity":
                if isinstance(value, float) and value < 1:
                    live.add(key)
            elif value not in _HARMLESS.get(key, (None,)):
                live.add(key)
    return live


def _is_unseen_ink(settings: Mapping[str, Value]) -> bool:
    for key in ("color", "text-fill-color"):
        color = settings.get(key)
        if isinstance(color, tuple) and (
            color[3] <= FAINT or color == settings.get("background-color")
        ):
            return True
    return False


def _removes(key: str, value: Value) -> bool:
    if isinstance(value, bool):
        return value
    if not isinstance(value, float):
        return False
    if key in ("width", "height", "max-width", "max-height"):
        return value <= 1
    return value <= -FAR or (key == "text-indent" and value >= FAR)


def _classes(root: LexborNode) -> dict[str, list[LexborNode]]:
    """The elements of each class: most selectors are no more than one."""
    found: dict[str, list[LexborNode]] = {}
    for node in root.css("[class]"):
        for name in dict.fromkeys((node.attributes["class"] or "").split()):
            found.setdefault(name, []).append(node)
    return found


def _apply(
    cascade: Cascade,
    root: LexborNode,
    rule: StyleRule,
    both: Both,
    context: tuple[
        int, int, frozenset[str] | None, LexborNode | None, Mapping[str, list[LexborNode]]
    ],
) -> None:
    order, size, names, host, classes = context
    selectors = split_list(rule.selectors)
    if any(is_invalid(each) for each in selectors):
        return
    for selector in selectors:
        if names is not None and not needed_names(selector) <= names:
            continue
        parts = 1 + len(re.findall(r"[\s>+~:\[]+", selector))
        cascade.trials += size * parts * _HAS_COST ** min(selector.count(":has("), 5)
        if cascade.trials > MAX_TRIALS:
            raise Refused(f"has styles that need more than {MAX_TRIALS:,} comparisons")
        rank = specificity(selector)
        if _ONE_CLASS.fullmatch(selector):
            nodes = classes.get(selector[1:], [])
        else:
            nodes = _matched(cascade, root, selector, both, host)
        for node in nodes:
            for is_important, settings in zip((False, True), both, strict=True):
                if settings:
                    is_above = rule.is_layered == is_important
                    cascade.set(node, (is_important, is_above, False, rank, order), settings)


def _matched(
    cascade: Cascade,
    root: LexborNode,
    selector: str,
    both: Both,
    host: LexborNode | None,
) -> list[LexborNode]:
    if host is not None and selector == ":host":
        return [host]
    if _PSEUDO_ELEMENT.search(selector):
        return []
    try:
        return root.css(selector)
    except SelectolaxError:
        if not _STATE.search(selector) and any(map(_may_hide, both)):
            cascade.unread += 1
        return []


def _may_hide(settings: Iterable[Setting]) -> bool:
    return any(
        (key, value) in (("display", "none"), ("visibility", "hidden"), ("size", "zero"))
        or (key == "opacity" and isinstance(value, float) and value <= FAINT)
        or (key in BOX and _removes(key, value))
        for key, value in settings
    )


def without_marks(root: LexborNode) -> Iterator[LexborNode]:
    """The `<q>` whose quote marks a rule for `q::before` takes away."""
    for node in root.css("style"):
        for rule in parse_stylesheet(node.text()):
            if any(_Q_MARKS.search(each) for each in split_list(rule.selectors)) and any(
                name == "content" and value.strip("\"'") in ("", "none")
                for name, value, _ in rule.declarations
            ):
                yield from root.css("q")
                return
