"""What is set for an element → whether a reader sees anything of its box."""

from __future__ import annotations

from collections.abc import Mapping

from generator.archive.html.properties import FAINT, FAR, Value

Settings = Mapping[str, Value]

_INLINE_TAGS = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
     "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
     "time", "tt", "u", "var")
)  # fmt: skip


def is_off_page(settings: Settings) -> bool:
    """Whether it lies outside of the page, or nothing is left of it to see."""
    position = settings.get("position")
    is_lifted = position in ("absolute", "fixed")
    if is_lifted and settings.get("clip") is True:
        return True
    if any(settings.get(key) is True for key in (
        "clip-path", "-webkit-clip-path", "transform", "-webkit-transform", "scale", "translate"
    )):  # fmt: skip
        return True
    if position in ("absolute", "fixed", "relative") and any(
        _at_most(settings, key, -FAR) for key in ("left", "top")
    ):
        return True
    if is_lifted and any(_at_most(settings, key, -FAR) for key in ("right", "bottom")):
        return True
    return any(_at_most(settings, key, -FAR) for key in ("margin-left", "margin-top"))


def has_no_size(tag: str, settings: Settings) -> bool:
    """Whether its box has no width or no height, and what flows out of it is cut off."""
    if _is_pushed_out(settings):
        return True
    display = settings.get("display")
    is_lifted = settings.get("position") in ("absolute", "fixed")
    is_inline = display in ("inline", "contents") or (display is None and tag in _INLINE_TAGS)
    if is_inline and not is_lifted and settings.get("float") not in ("left", "right"):
        return False
    cut = ("hidden", "clip", "scroll", "auto")
    for axis, size, sides in (
        ("x", "width", ("left", "right")),
        ("y", "height", ("top", "bottom")),
    ):
        is_cut = settings.get(f"overflow-{axis}") in cut
        padding = sum(_float(settings, f"padding-{side}") for side in sides)
        is_small = _at_most(settings, size, 1) or _at_most(settings, f"max-{size}", 1)
        if is_cut and is_small and padding <= 1:
            return True
    return False


def _is_pushed_out(settings: Settings) -> bool:
    """Whether its one line begins behind its right edge, where it is cut off."""
    indent = settings.get("text-indent")
    return (
        isinstance(indent, float)
        and indent >= FAR
        and settings.get("overflow-x") in ("hidden", "clip")
        and str(settings.get("white-space")).startswith(("nowrap", "pre"))
    )


def ink(settings: Settings) -> bool | None:
    """Whether words in it can be told from their ground; None if it sets no colour."""
    color = settings.get("text-fill-color") or settings.get("color")
    if not isinstance(color, tuple):
        return None
    if settings.get("background-clip") == "text":
        return True
    ground = settings.get("background-color")
    is_plain = not settings.get("background-image")
    return not (color[3] <= FAINT or (is_plain and color == ground))


def _float(settings: Settings, key: str) -> float:
    value = settings.get(key)
    return value if isinstance(value, float) else 0.0


def _at_most(settings: Settings, key: str, bound: float) -> bool:
    value = settings.get(key)
    return isinstance(value, float) and value <= bound
