"""Where the program keeps what it can make again: in the user's own cache folder.

What is kept there can be thrown away at any time: it never decides what comes out, only how soon.
"""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path

from generator.digests import digest

FOLDER_VARIABLE = "EXPLAINER_CACHE"
"""The environment variable that names another folder for what is kept; `off` keeps nothing."""
_NAME = "story-explainer"


def cache_folder() -> Path | None:
    """The folder, which need not be there; None if nothing shall be kept."""
    said = os.environ.get(FOLDER_VARIABLE, "")
    if said == "off":
        return None
    return Path(said).absolute() if said else user_cache_path(_NAME, appauthor=False)


def kept_folder(site: Path, use: str = "") -> Path | None:
    """The folder for what is kept of a site; None if nothing shall be kept.

    Args:
        site: the site's folder.
        use: what is kept there, where there are several things.
    """
    base = cache_folder()
    return base and base / f"{digest(os.fsencode(site.resolve()), use).hex()}.index"


def is_own(path: Path) -> bool:
    """Whether nobody but this user can have written there."""
    if not hasattr(os, "getuid"):
        return True
    status = path.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o022
