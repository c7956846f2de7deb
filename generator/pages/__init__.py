"""pages: the folder of hand-written pages → pages, pictures and documents that may be published.

Nothing is published from there but what is on a list of kinds and is, by its content, of that
kind. Everything else is reported; what begins with a dot is an editor's own, and left out.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.diagnostics import Diagnostic
from generator.limits import LimitError
from generator.pages.batches import map_limited
from generator.pages.denied import denied_in_page
from generator.pages.folder import Found, PagesFolder, Reader
from generator.pages.kinds import PAGE, cleaned_or_why, max_bytes
from generator.pages.names import HOST_FOLDER, same_names
from generator.pages.rendering import (
    MAX_PAGE,
    Markdown,
    WrittenPage,
    finish_page,
    read_page,
    render_markdown,
)
from generator.pages.sanitise import addresses, plain_html, with_addresses

__all__ = [
    "Markdown", "PagesFolder", "Written", "WrittenFile", "WrittenPage", "addresses", "plain_html",
    "read_pages", "render_markdown", "with_addresses",
]  # fmt: skip

MAX_TOTAL = 150_000_000
"""How many bytes all pictures and documents may have together."""

_ADVICE = {
    ".htm": "Write the page in Markdown, in a file that ends in '.md'.",
    ".html": "Write the page in Markdown, in a file that ends in '.md'.",
    ".svg": "A drawing can hold scripts: export it as PNG or WebP.",
    ".css": f"Style sheets belong beside mkdocs.yml, in '{HOST_FOLDER}/'.",
    ".js": f"Scripts belong beside mkdocs.yml, in '{HOST_FOLDER}/'.",
}


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A picture or a document as it is published.

    Attributes:
        path: its path in the pages' folder, and in the site that is built.
        origin: its path in the site's folder.
        data: the bytes.
    """

    path: str
    origin: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """What lies in the pages' folder and is published."""

    pages: tuple[WrittenPage, ...] = ()
    files: tuple[WrittenFile, ...] = ()
    downloads: tuple[str, ...] = ()


def read_pages(
    folder: Path,
    content: Path,
    pages: PagesFolder,
    downloads: Collection[str] = (),
    hosts: Collection[str] = (),
) -> tuple[Written, list[Diagnostic]]:
    """Read the folder of hand-written pages.

    Args:
        folder: the site's folder; diagnostics name files relative to it.
        content: the content folder, whose `archive` no link may lead to.
        pages: the folder.
        downloads: the kinds of documents that `site.yml` allows.
        hosts: those that the site never links to, as `known_hosts` gives them.

    Returns:
        What can be published, and what was wrong with all else.
    """
    reader = Reader(folder, content / "archive", pages)
    allowed = frozenset(map(str, downloads))
    if not os.path.lexists(pages.path):
        return Written(), []
    files = sorted(reader.walk(), key=lambda each: each.path.parts)
    paths = {each.path.as_posix(): _published(each.path) for each in files}
    for path, other in same_names(paths):
        reader.report(PurePosixPath(path), "bad-name", f"some systems take it for '{other}'")
    written = _written_pages(reader, [each for each in files if each.path.suffix == PAGE], hosts)
    others = _files(reader, [each for each in files if each.path.suffix != PAGE], allowed)
    offered = [each.path for each in others if _ending(each.path)[1:] in allowed]
    return Written(tuple(written), tuple(others), tuple(offered)), reader.problems


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _published(path: PurePosixPath) -> str:
    """Where a file is published, without what mkdocs.yml may change about it."""
    if path.suffix != PAGE:
        return path.as_posix()
    name = "index" if path.stem == "README" else path.stem
    return path.with_name(f"{name}.html").as_posix()


def _written_pages(
    reader: Reader, listed: Sequence[Found], hosts: Collection[str]
) -> list[WrittenPage]:
    """The pages that can be published."""
    drafts = []
    for each in listed:
        if (data := reader.bytes_of(each, MAX_PAGE)) is not None:
            shown = reader.shown(each.path)
            draft, problems = read_page(data, each.path.as_posix(), shown)
            reader.problems.extend(problems)
            if hosts:
                text = data.decode("utf-8", errors="replace")
                reader.problems.extend(denied_in_page(text, shown, hosts))
            drafts += [draft] if draft else []
    how = reader.pages.markdown
    rendered = render_markdown([draft.markdown for draft in drafts], how) if drafts else []
    pages = []
    for draft, result in zip(drafts, rendered, strict=True):
        page, problems = finish_page(draft, result)
        reader.problems.extend(problems)
        pages += [page] if page else []
    return pages


def _files(reader: Reader, listed: Sequence[Found], downloads: frozenset[str]) -> list[WrittenFile]:
    """The pictures and documents that can be published, with the bytes that are."""
    read: list[tuple[Found, bytes]] = []
    total = 0
    for each in listed:
        most = _most_of(reader, each, downloads)
        data = reader.bytes_of(each, most) if most else None
        total += len(data or b"")
        if total > MAX_TOTAL:
            message = f"with it, pictures and documents have more than {MAX_TOTAL:,} bytes"
            reader.report(each.path, "too-large", message)
            break
        read += [(each, data)] if data is not None else []
    results = map_limited(
        cleaned_or_why,
        [(_ending(each.path.as_posix()), data) for each, data in read],
        lambda row: len(row[1]),
    )
    files = []
    for (each, _), result in zip(read, results, strict=True):
        if isinstance(result, LimitError):
            clean, why = None, f"to look at it {result}"
        else:
            clean, why = result
        if clean is None:
            reader.report(each.path, "wrong-kind", why)
        else:
            files.append(WrittenFile(each.path.as_posix(), reader.shown(each.path), clean))
    return files


def _most_of(reader: Reader, each: Found, downloads: frozenset[str]) -> int:
    """How many bytes a file may have; what is of no kind that is published is reported."""
    ending = each.path.suffix.lower()
    most = max_bytes(ending, downloads)
    if not most:
        message = f"files that end in '{each.path.suffix}' are not published"
        if not ending:
            message = "files without an ending are not published"
        reader.report(each.path, "refused-file", message, _ADVICE.get(ending, ""))
    return most
