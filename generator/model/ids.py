"""Names that no file may have, though they are ids.

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


def reserved_name(id: str) -> str | None:
    """Say why no file of the content may have this id; None if it may."""
    if _DEVICES.fullmatch(id):
        return "Windows takes a file of this name for a device"
    return _OF_HOSTS.get(id)
