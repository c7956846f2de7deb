"""Names that no file or section may have, though they are ids.

The id of a file is the name of pages and data files too, on any system that a site is written on,
copied to or checked out on.
"""

from __future__ import annotations

import re

# Windows takes these for devices, whatever ending follows.
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_OF_HOSTS = {
    "index": "web hosts show a page of this name for its folder",
    "404": "web hosts show a page of this name for what is not there",
}

RESERVED_SECTIONS = (
    "cite", "corrections", "disagreements", "footnotes", "key-points", "map", "provenance",
    "sources", "terms", "timeline", "top", "who-took-part",
)  # fmt: skip
"""The anchors of the story page's own parts, which no section of a story may take."""
RESERVED_NAMES = (*_OF_HOSTS, "con", "prn", "aux", "nul", "com0 to com9", "lpt0 to lpt9")
"""What no file of the content may be called, as pages tell it."""


def reserved_name(id: str) -> str | None:
    """Say why no file of the content may have this id; None if it may."""
    if _DEVICES.fullmatch(id):
        return "Windows takes a file of this name for a device"
    return _OF_HOSTS.get(id)
