"""Whether a media query holds on the screen that the static reader stands for."""

from __future__ import annotations

import re

WIDTH, HEIGHT = 1280, 800
"""The screen: that of a desk, in CSS pixels."""

_SIZE = re.compile(r"(-?[\d.]+)(px|em|rem)?$")
_PIXELS = {"px": 1, "": 1, "em": 16, "rem": 16}
_RANGE = re.compile(
    r"(?:([\d.]+\w*)\s*(<=?|>=?)\s*)?(width|height)\s*(?:(<=?|>=?|=)\s*([\d.]+\w*))?"
)
_KEYWORDS = {
    "orientation": "landscape", "prefers-color-scheme": "light", "hover": "hover",
    "any-hover": "hover", "pointer": "fine", "any-pointer": "fine", "scripting": "enabled",
    "prefers-reduced-motion": "no-preference", "prefers-contrast": "no-preference",
    "forced-colors": "none", "display-mode": "browser", "update": "fast",
}  # fmt: skip


def media_matches(query: str) -> bool:
    """Whether a list of media queries holds; what is not known holds not."""
    return not query.strip() or any(_matches(each.strip().lower()) for each in query.split(","))


def _matches(query: str) -> bool:
    is_turned = query.startswith("not ")
    query = query.removeprefix("not ").removeprefix("only ").strip()
    found = all(
        any(_feature(each.strip()) for each in re.split(r"\s+or\s+", part))
        for part in re.split(r"\s+and\s+", query)
    )
    return found != is_turned


def _feature(text: str) -> bool:
    if not text.startswith("("):
        return text in ("all", "screen")
    inner = text[1:].removesuffix(")").strip()
    if inner.startswith("not "):
        return not _feature(inner[4:].strip())
    if inner.startswith("("):
        return _feature(inner)
    name, colon, value = (each.strip() for each in inner.partition(":"))
    if colon:
        return _plain(name, value)
    if found := _RANGE.fullmatch(inner):
        size = WIDTH if found[3] == "width" else HEIGHT
        turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
        return (not found[1] or _compares(size, turned[found[2]], found[1])) and (
            not found[5] or _compares(size, found[4], found[5])
        )
    return inner in ("color", "hover", "pointer", "any-hover", "any-pointer", "scripting")


def _plain(name: str, value: str) -> bool:
    if name in _KEYWORDS:
        return value == _KEYWORDS[name]
    side = name.removeprefix("min-").removeprefix("max-").removeprefix("device-")
    if side not in ("width", "height"):
        return False
    sign = ">=" if name.startswith("min-") else "<=" if name.startswith("max-") else "="
    return _compares(WIDTH if side == "width" else HEIGHT, sign, value)


def _compares(size: float, sign: str, value: str) -> bool:
    found = _SIZE.match(value)
    if found is None:
        return False
    try:
        other = float(found[1]) * _PIXELS[found[2] or ""]
    except ValueError:
        return False
    return {"<": size < other, "<=": size <= other, ">": size > other, ">=": size >= other,
            "=": size == other}[sign]  # fmt: skip
