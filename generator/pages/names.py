"""Names of what lies in the pages' folder: which ones hosts, systems or builders take for more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

HOST_FOLDER = "site-templates/host"
"""Where a site's files for its host lie: beside mkdocs.yml, which is trusted."""

# What hosts and crawlers obey or run, wherever in the site it lies.
_CONTROL_FILES = {
    "_headers", "_redirects", "_routes.json", "_worker.js", "ads.txt", "app-ads.txt", "cname",
    "firebase.json", "humans.txt", "netlify.toml", "now.json", "robots.txt",
    "security.txt", "sitemap.xml", "sitemap.xml.gz", "staticwebapp.config.json", "vercel.json",
    "web.config", "wrangler.toml",
}  # fmt: skip
_CONTROL_FOLDERS = {"_worker.js", "functions"}
_DEVICE = re.compile(r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)")
_MOST_BYTES = 200
# What cannot be seen, turns the direction of writing, or is a separator on Windows.
_REFUSED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\\]")


def host_control_problem(path: PurePosixPath) -> str:
    """Why a host would obey or run what lies under a path; empty if it would not."""
    if len(path.parts) > 1 and path.parts[0].casefold() in _CONTROL_FOLDERS:
        return f"hosts run what lies in '{path.parts[0]}/'"
    if path.name.casefold() in _CONTROL_FILES:
        return f"'{path.name}' tells hosts what to do"
    return ""


def name_problem(name: str) -> str:
    """Why a file or a folder may not have a name; empty if it may."""
    try:
        size = len(name.encode("utf-8"))
    except UnicodeEncodeError:
        return "the name is not UTF-8 text"
    if found := _REFUSED.search(name):
        return f"the name holds the character U+{ord(found[0]):04X}"
    if name.endswith((".", " ")):
        return "the name ends with a dot or a space, which Windows takes away"
    if _DEVICE.match(name.casefold()):
        return "the name is that of a device on Windows"
    if size > _MOST_BYTES:
        return f"the name has {size} bytes; {_MOST_BYTES} are allowed"
    return ""


def same_names(paths: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The paths that some systems take for one that comes before them.

    Args:
        paths: where each file is published, by its own path.

    Yields:
        The path of the later file, and that of the earlier.
    """
    seen: dict[str, str] = {}
    for path, published in paths.items():
        key = published.casefold()
        if key in seen:
            yield path, seen[key]
        else:
            seen[key] = path
