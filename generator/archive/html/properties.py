"""One CSS declaration → what it may do to words.

A value that browsers would not take is none. Lengths become CSS pixels, as far as they can be told
without laying the page out; `FAR` stands for what lies outside of any page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import tinycss2.color4

Value = str | float | bool | tuple[float, ...] | None
Setting = tuple[str, Value]
"""What a declaration sets, by the names of this module, and to what. None undoes what was set."""

FAR = 900.0
FAINT = 0.05
"""What is less opaque than this is unseen."""

_UNDONE = ("inherit", "unset", "revert", "revert-layer")
_LENGTH = re.compile(
    r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(px|em|rem|ex|ch|pt|pc|in|cm|mm|vw|vh|vmin|vmax|%)?"
)
_PIXELS = {"px": 1, "em": 16, "rem": 16, "ex": 8, "ch": 8, "pt": 4 / 3, "pc": 16, "in": 96,
           "cm": 37.8, "mm": 3.78, "vw": 12.8, "vh": 8, "vmin": 8, "vmax": 12.8}  # fmt: skip
_FUNCTION = re.compile(r"([a-z-]+)\(([^()]*)\)")
_INLINE = ("inline", "ruby", "ruby-base", "ruby-text")
_BLOCK = ("block", "flow-root", "list-item", "table", "table-row", "table-cell", "table-caption",
          "table-row-group", "table-header-group", "table-footer-group", "-webkit-box")  # fmt: skip
_FLEX = ("flex", "grid", "-webkit-flex")
_INSIDE = ("inline-block", "inline-table", "inline-flex", "inline-grid", "-webkit-inline-box",
           "-webkit-inline-flex")  # fmt: skip


def pixels(text: str, whole: float | None = None) -> float | None:
    """A length in CSS pixels; of `whole` if it is a percentage, else None for that."""
    found = _LENGTH.fullmatch(text.strip().lower())
    if found is None:
        return None
    number, unit = float(found[1]), found[2]
    if unit == "%":
        return None if whole is None else number / 100 * whole
    if unit is None:
        return 0.0 if number == 0 else None
    return number * _PIXELS[unit]


def settings_of(name: str, value: str) -> Iterator[Setting]:
    """What a declaration sets."""
    reader = _READERS.get(name)
    if reader is None or len(value) > 2_000:
        return
    value = value.lower()
    if value in _UNDONE:
        yield from ((key, None) for key in _UNDOES.get(name, (name,)))
        return
    yield from reader(name, value)


def _display(name: str, value: str) -> Iterator[Setting]:
    words = value.split()
    kind = words[-1] if words else ""
    if len(words) == 2 and words[0] == "inline" and kind != "flow":
        yield name, "inside"
    elif value in ("none", "contents"):
        yield name, value
    elif value in (*_INLINE, "initial", "inline flow"):
        yield name, "inline"
    elif value in _INSIDE:
        yield name, "inside"
    elif kind in _FLEX:
        yield name, "flex"
    elif kind in _BLOCK:
        yield name, "block"


def _visibility(name: str, value: str) -> Iterator[Setting]:
    if value in ("hidden", "collapse"):
        yield name, "hidden"
    elif value in ("visible", "initial"):
        yield name, "visible"


def _number(text: str) -> float | None:
    found = _LENGTH.fullmatch(text.strip())
    if found is None or found[2] not in (None, "%"):
        return None
    return float(found[1]) / (100 if found[2] else 1)


def _opacity(name: str, value: str) -> Iterator[Setting]:
    number = 1.0 if value == "initial" else _number(value)
    if number is not None:
        yield name, number


def _filter(name: str, value: str) -> Iterator[Setting]:
    found = re.search(r"opacity\(([^)]*)\)", value)
    yield name, (_number(found[1]) if found else None)


def _keyword(name: str, value: str) -> Iterator[Setting]:
    if re.fullmatch(r"[a-z -]+", value):
        yield name, value


def _length(name: str, value: str) -> Iterator[Setting]:
    size = pixels(value, whole=1280)
    if size is not None or value in ("auto", "initial", "none", "normal", "max-content"):
        yield name, size


def _box(name: str, value: str) -> Iterator[Setting]:
    """`inset`, `margin`, `padding`: one to four lengths."""
    sizes = [pixels(each, whole=1280) for each in value.split()]
    if 1 <= len(sizes) <= 4:
        top, right = sizes[0], sizes[min(1, len(sizes) - 1)]
        bottom = sizes[2] if len(sizes) > 2 else top
        left = sizes[3] if len(sizes) > 3 else right
        prefix = "" if name == "inset" else f"{name}-"
        for side, size in (("top", top), ("right", right), ("bottom", bottom), ("left", left)):
            yield prefix + side, size


def _font_size(_: str, value: str) -> Iterator[Setting]:
    found = _LENGTH.fullmatch(value)
    if found and found[2] in ("em", "%", "ex", "ch") and float(found[1]) > 0:
        yield "size", None
    elif (size := pixels(value, whole=16)) is not None:
        yield "size", "zero" if size <= 1 else "shown"
    elif value in ("smaller", "larger"):
        yield "size", None
    elif re.fullmatch(r"(?:xx?x?-)?(?:small|large)|medium|initial", value) or "(" in value:
        yield "size", "shown"


def _font(_: str, value: str) -> Iterator[Setting]:
    for word in value.split():
        size = word.partition("/")[0]
        if size[:1].isdigit() and not re.fullmatch(r"[1-9]\d*", size):
            yield from _font_size("font-size", size)
            return


@lru_cache(maxsize=4096)
def _parsed_color(value: str) -> tuple[float, ...] | None:
    color: Any = tinycss2.color4.parse_color(value)
    if color is None or color == "currentcolor":
        return None
    red, green, blue = (round(each or 0, 3) for each in color.to("srgb").coordinates)
    return red, green, blue, color.alpha


def _color(name: str, value: str) -> Iterator[Setting]:
    color = _parsed_color("black" if value == "initial" and name == "color" else value)
    if color is not None or value == "currentcolor":
        yield name.removeprefix("-webkit-"), color


def _background(_: str, value: str) -> Iterator[Setting]:
    yield "background-image", "url(" in value or "gradient(" in value or None
    yield "background-clip", "text" if re.search(r"\btext\b", value) else None
    words = re.findall(r"[\w#%.-]+(?:\([^()]*\))?", value)
    yield "background-color", next(filter(None, map(_parsed_color, words[:20])), None)


def _background_image(name: str, value: str) -> Iterator[Setting]:
    yield name, value != "none" or None


def _background_clip(name: str, value: str) -> Iterator[Setting]:
    yield name.removeprefix("-webkit-"), value


def _decoration(_: str, value: str) -> Iterator[Setting]:
    yield "struck", "line-through" in value


def _overflow(_: str, value: str) -> Iterator[Setting]:
    words = value.split()
    if words and all(word in ("visible", "hidden", "clip", "scroll", "auto") for word in words):
        yield "overflow-x", words[0]
        yield "overflow-y", words[-1]


def _clip(name: str, value: str) -> Iterator[Setting]:
    found = _FUNCTION.fullmatch(value)
    sizes = [pixels(each) for each in re.split(r"[\s,]+", found[2].strip())] if found else []
    if value in ("auto", "initial"):
        yield name, None
    elif found and found[1] == "rect" and len(sizes) == 4:
        top, right, bottom, left = (size or 0.0 for size in sizes)
        if sizes[1] is not None and sizes[2] is not None:
            yield name, right - left <= 1 or bottom - top <= 1
        else:
            yield name, None


def _clip_path(name: str, value: str) -> Iterator[Setting]:
    found = _FUNCTION.match(value)
    if found is None:
        yield name, None
        return
    arguments = found[2].split("round")[0].split(" at ")[0]
    lengths = [pixels(each, whole=100) for each in re.split(r"[\s,]+", arguments.strip())]
    if found[1] == "inset":
        sides = [length or 0.0 for length in lengths]
        top, right = sides[0], sides[min(1, len(sides) - 1)]
        bottom = sides[2] if len(sides) > 2 else top
        left = sides[3] if len(sides) > 3 else right
        is_relative = "%" in arguments
        yield name, is_relative and (top + bottom >= 99.5 or left + right >= 99.5)
    elif found[1] in ("circle", "ellipse"):
        yield name, 0.0 in lengths
    elif found[1] == "polygon":
        yield name, len({each.strip() for each in arguments.split(",")}) <= 2
    else:
        yield name, None


def _transform(name: str, value: str) -> Iterator[Setting]:
    """True if nothing is left to see of what is transformed, or it is moved out of any page."""
    yield name, any(_vanishes(each[1], each[2]) for each in _FUNCTION.finditer(value))


def _vanishes(function: str, arguments: str) -> bool:
    parts = [each.strip() for each in arguments.split(",")]
    if function in ("scale", "scalex", "scaley", "scale3d"):
        return any(_number(each) == 0 for each in parts[:2])
    if function == "matrix" and len(parts) == 6:
        a, b, c, d, *moved = (_number(each) or 0.0 for each in parts)
        return a * d == b * c or any(move <= -FAR for move in moved)
    if function in ("rotatex", "rotatey"):
        return parts[0] in ("90deg", "-90deg", "270deg", "0.25turn", "100grad")
    if function in ("translate", "translatex", "translatey", "translate3d"):
        return any(pixels(each, whole=0) is not None and (pixels(each, whole=0) or 0) <= -FAR
                   for each in parts[:2])  # fmt: skip
    return False


def _scale(name: str, value: str) -> Iterator[Setting]:
    yield name, any(_number(each) == 0 for each in value.split())


def _translate(name: str, value: str) -> Iterator[Setting]:
    yield name, any((pixels(each, whole=0) or 0) <= -FAR for each in value.split())


def _align(_: str, value: str) -> Iterator[Setting]:
    yield "raised", value if value in ("super", "sub") else None


def _quotes(name: str, value: str) -> Iterator[Setting]:
    yield name, value == "none"


_READERS: dict[str, Callable[[str, str], Iterator[Setting]]] = {
    "display": _display, "visibility": _visibility, "opacity": _opacity, "filter": _filter,
    "content-visibility": _keyword, "font-size": _font_size, "font": _font, "color": _color,
    "-webkit-text-fill-color": _color, "background-color": _color, "background": _background,
    "background-image": _background_image, "background-clip": _background_clip,
    "-webkit-background-clip": _background_clip, "text-decoration": _decoration,
    "text-decoration-line": _decoration, "text-transform": _keyword, "text-indent": _length,
    "position": _keyword, "float": _keyword, "left": _length, "top": _length, "right": _length,
    "bottom": _length, "inset": _box, "margin": _box, "margin-left": _length,
    "margin-top": _length, "padding": _box, "padding-left": _length, "padding-right": _length,
    "padding-top": _length, "padding-bottom": _length, "clip": _clip, "clip-path": _clip_path,
    "-webkit-clip-path": _clip_path, "overflow": _overflow, "overflow-x": _keyword,
    "overflow-y": _keyword, "width": _length, "height": _length, "max-width": _length,
    "max-height": _length, "transform": _transform, "-webkit-transform": _transform,
    "scale": _scale, "translate": _translate, "white-space": _keyword, "vertical-align": _align,
    "quotes": _quotes,
}  # fmt: skip
_UNDOES = {
    "font": ("size",), "font-size": ("size",), "text-decoration": ("struck",),
    "text-decoration-line": ("struck",), "vertical-align": ("raised",),
    "overflow": ("overflow-x", "overflow-y"), "inset": ("top", "right", "bottom", "left"),
    "background": ("background-image", "background-clip", "background-color"),
    "-webkit-text-fill-color": ("text-fill-color",),
}  # fmt: skip
