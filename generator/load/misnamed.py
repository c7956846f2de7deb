"""Files that are meant as content and have a name under which nothing reads them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, found
from generator.files import Entry, ReadError, read_part
from generator.load.alleged import alleged_id

_YAML = (".yml", ".yaml")
_PLAIN = (".txt", ".text")
# What no notes of an editor have: the keys that only content has.
_CONTENT = re.compile(rb"^(?:quotations|definition|key_points|sections|publisher):", re.MULTILINE)
_LOOKED_AT = 20_000


def meant_name(folder: Path, entry: Entry, inside: Path) -> str | None:
    """The name that a file of sources or terms should have; None if it is not meant as one.

    Args:
        folder: the folder that it lies in.
        entry: the file.
        inside: the site's folder, which nothing is read outside of.
    """
    if not _is_meant(folder, entry, inside) or entry.name.endswith(_YAML):
        return None
    id = alleged_id(entry.name)
    return f"{id}.yml" if id else None


def find_meant(folder: Path, entries: Iterable[Entry], inside: Path, but: str) -> str | None:
    """The only file of a folder that is meant as its YAML file, but for the one named `but`."""
    meant = [each.name for each in entries if each.name != but and _is_meant(folder, each, inside)]
    return meant[0] if len(meant) == 1 else None


def other_name(names: Collection[str], name: str) -> str | None:
    """A file with a name but for its case or ending, such as `Site.yaml` or `site.yml.txt`."""
    stem = name.partition(".")[0]
    for each in names:
        if each.lower().endswith((*_YAML, *_PLAIN)) and alleged_id(each) == stem:
            return each
    return None


def misnamed_file(shown: str, name: str) -> Diagnostic:
    """The diagnostic for a file that should have another name."""
    own = shown.rpartition("/")[2]
    message = f"nothing reads a file of the name '{own}'"
    advice = f"Rename it to '{name}'."
    if own.lower().endswith(_PLAIN):
        advice += " If your system hides the ending '.txt', let it show endings first."
    return found("misnamed-file", Place(shown), message, advice)


def _is_meant(folder: Path, entry: Entry, inside: Path) -> bool:
    name = entry.name.lower()
    if entry.is_folder or entry.leads_out:
        return False
    if name.endswith(_YAML):
        return True
    if not name.endswith(_PLAIN):
        return False
    if name.rpartition(".")[0].endswith(_YAML):
        return True
    try:
        return bool(_CONTENT.search(read_part(folder / entry.name, 0, _LOOKED_AT, inside=inside)))
    except ReadError:
        return False
