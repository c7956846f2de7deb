"""`explainer capture`: a page into the archive, and the file of its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from generator.archive import find_copy
from generator.archive.capture import ENDING, Captured, CaptureError, capture, store
from generator.archive.network import Permission
from generator.archive.rendered import INSTALL, is_installed
from generator.authoring.source import differences, new_source, new_source_id, source_text
from generator.authoring.yaml_text import UnwritableError
from generator.cli.common import common
from generator.cli.exit_codes import PUBLISH
from generator.cli.output import Output
from generator.cli.site import open_site
from generator.clock import now, today
from generator.files import atomic_write, list_folder
from generator.load import Document, Documents, load, plain_value
from generator.model.base import ID_PATTERN, address_problem


@dataclass(frozen=True, slots=True)
class _Options:
    """What may be asked, and whether a browser looks at it."""

    permission: Permission
    browser: bool


@click.command("capture")
@click.argument("url")
@click.option("--id", metavar="ID", help="The source's id. [default: publisher and year]")
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    help="The folder of archived copies. [default: archive/ in the content folder]",
)
@click.option("--allow-private", is_flag=True, help="Allow an address of a private network.")
@click.option(
    "--port", "ports", type=click.IntRange(1, 65535), metavar="NUMBER", multiple=True,
    help="Allow a port other than 80 and 443.",
)  # fmt: skip
@click.option(
    "--browser/--no-browser",
    default=True,
    help="Keep the page's text and picture as a browser shows it. [default: where it is installed]",
)
@common
def capture_command(
    output: Output,
    config_file: Path,
    url: str,
    *,
    id: str | None,
    archive: Path | None,
    **how: Any,
) -> int:
    """Fetch the page at URL into the archive, and begin its file in content/sources.

    This command, `recheck`, `stamp`, and `verify-site` with an address alone use the network. The
    page's own account of its title, publisher, date, language and authors is filled in; a file that
    an editor made is never changed, only compared. With the extra `[browser]` the page is also
    opened without a network, and its text and picture as a browser shows it are kept in the copy.
    """
    project = open_site(output, config_file)
    content = project.folder / project.plugin.config.content
    if why := address_problem(url):
        return output.fail(f"'{url}' is no address to capture: {why}")
    if id is not None and not re.fullmatch(ID_PATTERN, id):
        return output.fail(f"'{id}' is no id: use a-z, 0-9 and single hyphens")
    documents, _ = load(project.folder, project.plugin.config.content)
    folder = archive or content / "archive"
    try:
        return _capture(
            output,
            content,
            url,
            id=id,
            documents=documents,
            folder=folder,
            how=_Options(Permission(how["allow_private"], how["ports"]), how["browser"]),
        )
    except (CaptureError, UnwritableError) as error:
        return output.fail(f"nothing was captured: {error}")


def _capture(
    output: Output,
    content: Path,
    url: str,
    *,
    id: str | None,
    documents: Documents,
    folder: Path,
    how: _Options,
) -> int:
    old = _source_of(documents, id, url)
    id = old.id if old else id
    _check_free(folder, id, old)
    with output.progress("Fetching the page", None):
        captured = capture(url, now(), how.permission, browser=how.browser)
    sources = content / "sources"
    taken = {document.id for document in documents.sources}
    if sources.is_dir():
        taken |= {Path(entry.name).stem for entry in list_folder(sources, inside=content)}
    id = id or new_source_id(captured.facts, captured.url, taken)
    _check_free(folder, id, old)
    name = f"{id}{ENDING}"
    language = _value(documents.site, "language") or "en"
    shorts = [_value(document, "short") for document in documents.sources]
    new = new_source(captured, name, today(), language, shorts)
    text = source_text(new)
    file = sources / f"{id}.yml"
    if old is None and file.exists():
        raise CaptureError(f"'{file.name}' cannot be read; see what 'explainer check' says of it")
    copy = store(folder, name, captured)
    if old is None:
        try:
            sources.mkdir(parents=True, exist_ok=True)
            atomic_write(file, text.encode())
        except OSError:
            copy.unlink(missing_ok=True)
            raise
    _report_details(output, captured, url, how)
    output.say(f"{copy.name}: {len(captured.warc):,} bytes in '{folder.name}'")
    if old:
        told = plain_value(old.root)
        values = told if isinstance(told, dict) else {}
        output.say(f"'{old.path}' was there before and is as it was. The page says otherwise of:")
        for key, theirs, page in differences(new, values):
            output.say(f"  {key}: {theirs or '(nothing)'} → {page}")
        return PUBLISH
    output.say(f"sources/{file.name} is new: look at every line, then run")
    output.say(f"  explainer quote --source {id} 'the words that you cite'")
    for key in new.cleaned:
        output.warn(f"Characters that content may not hold were left out of '{key}': compare it.")
    for key in new.missing:
        output.warn(f"The page gives no '{key}': add it.")
    return PUBLISH


def _report_details(output: Output, captured: Captured, url: str, how: _Options) -> None:
    """Say what is special about what was captured."""
    for note in captured.notes:
        output.warn(note[0].upper() + note[1:])
    if how.browser and not is_installed():
        output.say(f"Without a browser the page was kept as it was sent; to install one: {INSTALL}")
    if captured.url != url:
        output.say(f"The page is at {captured.url}")


def _check_free(folder: Path, id: str | None, old: Document | None) -> None:
    """Refuse to make a second copy of a source."""
    if id is None:
        return
    found = find_copy(folder, id, _value(old, "archived_as") or None) or find_copy(folder, id, None)
    if found:
        raise CaptureError(
            f"'{id}' has the copy '{found.name}' already; remove it to make a new one"
        )


def _source_of(documents: Documents, id: str | None, url: str) -> Document | None:
    """The source that has this id, or without an id this address."""
    for document in documents.sources:
        if document.id == id or (id is None and _value(document, "url") == url):
            return document
    return None


def _value(document: Document | None, key: str) -> str:
    value = plain_value(document.root) if document else {}
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
