"""archive: the copies of sources that an editor captured → their text.

Copies are other people's bytes: they are bounded in size, in what they unpack to, and in the
number of their parts, links are not followed, and nothing of them is written to the disk. Whatever
is wrong with one comes back as a value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.archive.copytext import CopyText, Stretch
from generator.archive.failure import Refused, Unreadable
from generator.archive.kept import KeptTexts
from generator.archive.kinds import ENDINGS, unpack
from generator.archive.plain import plain_text
from generator.digests import sha256_label
from generator.files import ReadError, Refusal, read_file
from generator.limits import LimitError, run_limited

__all__ = [
    "ENDINGS", "MAX_BYTES", "Copy", "KeptTexts", "Unreadable", "copy_digest", "find_copy",
    "read_copy", "read_words",
]  # fmt: skip

Reader = Callable[[str, bytes, str | None, str], CopyText]

MAX_BYTES = 100_000_000
MAX_CHARACTERS = 10_000_000


@dataclass(frozen=True, slots=True)
class Copy:
    """An archived copy that was read.

    Attributes:
        text: its words as a reader of the source sees them.
        digest: the digest of its file's bytes: `sha256:` and 64 digits.
        stretches: what is known of parts of the text; see `CopyText`.
        notes: how it was read, for who asks.
        rendered: its words as a browser showed them at capture; empty where none did.
    """

    text: str
    digest: str
    stretches: tuple[Stretch, ...] = ()
    notes: tuple[str, ...] = ()
    rendered: str = ""


def find_copy(archive: Path, source_id: str, archived_as: str | None) -> Path | None:
    """Where the copy of a source lies.

    Args:
        archive: the archive folder.
        source_id: the source's id.
        archived_as: the name of its copy, if the source gives one.

    Returns:
        A file directly in the folder, or None. A link is returned too, so that `read_copy` can
        say what is wrong with it.
    """
    names = [archived_as] if archived_as else [source_id + ending for ending in ENDINGS]
    for name in names:
        if not _is_file_name(name):
            continue
        path = archive / name
        if path.is_symlink() or path.is_file():
            return path
    return None


def _is_file_name(name: str) -> bool:
    """Whether it names a file and no folder, on any system."""
    return name not in ("", ".", "..") and not set(name) & set("/\\:\0")


def read_copy(path: Path, url: str | None, accessed: str = "") -> Copy | Unreadable:
    """Read one copy.

    Args:
        path: the file, as `find_copy` found it.
        url: the source's address: which page of a web archive is meant.
        accessed: when the source was seen (EDTF): which of several captures is meant.

    Returns:
        Its text, which is not normalised, and its digest; or why there is none.
    """
    try:
        data = _bytes(path)
    except Refused as refusal:
        return Unreadable(str(refusal), refusal.code)
    return _read(path.name.lower(), data, sha256_label(data), url, accessed)


def read_words(
    path: Path, url: str | None, accessed: str = "", kept: KeptTexts | None = None
) -> Copy | Unreadable:
    """Read one copy for its words alone: without stretches and notes.

    Args:
        path: the file, as `find_copy` found it.
        url: the source's address, as with `read_copy`.
        accessed: when the source was seen.
        kept: the texts of copies that were read before; it is added to.

    Returns:
        The same as `read_copy` but for these two; in a moment where the very bytes were read
        before.
    """
    try:
        data = _bytes(path)
    except Refused as refusal:
        return Unreadable(str(refusal), refusal.code)
    name, digest = path.name.lower(), sha256_label(data)
    if kept is None or name.endswith(".txt"):
        return _read(name, data, digest, url, accessed)
    if found := kept.find(name, digest, url, accessed):
        return Copy(found[0], digest, rendered=found[1])
    read = _read(name, data, digest, url, accessed)
    if isinstance(read, Copy):
        kept.keep(name, digest, url, accessed, (read.text, read.rendered))
    return read


def _read(name: str, data: bytes, digest: str, url: str | None, accessed: str) -> Copy | Unreadable:
    try:
        # Plain text is decoded and no more, for which the size alone is bound enough.
        is_plain = name.endswith(".txt")
        seen = CopyText(plain_text(data)) if is_plain else _limited(name, data, url, accessed)
    except Refused as refusal:
        return Unreadable(str(refusal), refusal.code)
    if max(len(seen.text), len(seen.rendered)) > MAX_CHARACTERS:
        return Unreadable(f"holds more than {MAX_CHARACTERS:,} characters of text")
    if not seen.text.strip() and not seen.rendered.strip():
        return Unreadable("holds no text")
    return Copy(seen.text, digest, seen.stretches, seen.notes, seen.rendered)


def _limited(name: str, data: bytes, url: str | None, accessed: str) -> CopyText:
    """What a reader with limits on time and memory sees."""
    # The readers bring whole libraries along, which a build does without. They are imported here,
    # for the process that a copy is read in is a new one for each.
    from generator.archive.readers import kind_text  # noqa: PLC0415

    try:
        return run_limited(_text, data, name, url, accessed, kind_text)
    except LimitError as error:
        raise Refused(str(error)) from error


def copy_digest(path: Path) -> str | Unreadable:
    """The digest of a copy, whose text is not looked at; or why it cannot be read."""
    try:
        return sha256_label(_bytes(path))
    except Refused as refusal:
        return Unreadable(str(refusal))


def _bytes(path: Path) -> bytes:
    """The file's bytes, if it is a plain file and no larger than a copy may be."""
    if path.is_symlink():
        raise Refused("is a link; put the file itself into the archive folder")
    try:
        return read_file(path, inside=path.parent, at_most=MAX_BYTES)
    except ReadError as error:
        if error.reason is Refusal.NOT_A_FILE:
            raise Refused("is no plain file") from error
        if error.reason is Refusal.TOO_LARGE:
            raise Refused(f"is larger than {MAX_BYTES:,} bytes") from error
        raise Refused(str(error)) from error


def _text(data: bytes, name: str, url: str | None, accessed: str, read: Reader) -> CopyText:
    kind, data = unpack(name, data)
    return read(kind, data, url, accessed)
