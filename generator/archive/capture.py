"""A page on the web → a copy in the archive, as a WARC file that `read_copy` reads."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from generator.archive import Unreadable, read_copy
from generator.archive.failure import Refused
from generator.archive.metadata import PageFacts, page_facts
from generator.archive.network import USER_AGENT, Answer, Limits, NetworkError, Permission, http_get
from generator.archive.packed import gunzip
from generator.archive.rendered import Rendered, RenderError, is_installed, render
from generator.archive.stylesheets import fetch_stylesheets
from generator.archive.warc import Page, page, replay
from generator.archive.warc.writing import Exchange, resource, response, warcinfo
from generator.digests import sha256_label

ENDING = ".warc.gz"
_HTML = ("text/html", "application/xhtml+xml")


class CaptureError(Exception):
    """The page was not captured; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Captured:
    """A page that was fetched: its address behind all redirects, the WARC, what it says of itself.

    `redirects` counts them. `notes` are what an editor should know of it.
    """

    url: str
    warc: bytes
    facts: PageFacts
    redirects: int = 0
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The digest of the copy's bytes, as a source gives it."""
        return sha256_label(self.warc)


def capture(
    url: str,
    when: datetime,
    permission: Permission | None = None,
    limits: Limits | None = None,
    *,
    browser: bool = False,
) -> Captured:
    """Fetch a page. Nothing is written.

    Args:
        url: its address.
        when: the time to write down.
        permission: what may be asked beyond the public web.
        limits: how long and how much.
        browser: whether to keep the page's text and pictures as a browser shows it, and for that
            its style sheets.

    Raises:
        CaptureError: it may not be fetched, cannot be, or is no page that could be quoted from.
    """
    permission = permission or Permission()
    try:
        answers = http_get(url, permission, limits or Limits())
    except NetworkError as error:
        raise CaptureError(str(error)) from error
    last = answers[-1]
    kind = last.header("content-type").split(";")[0].strip().lower()
    if kind not in _HTML:
        shown = "".join(sign for sign in kind[:60] if sign.isprintable())
        raise CaptureError(
            f"it is no HTML page but '{shown or 'of no kind'}': save it into the archive by hand"
        )
    warc = answers_warc(answers, when)
    try:
        # The very way in which `explainer verify` comes to the page, with the same limits.
        found = page([gunzip(warc)], last.url)
        facts = page_facts(found.data, found.charset)
    except Refused as refusal:
        raise CaptureError(f"the answer {refusal}") from refusal
    captured = Captured(last.url, warc, facts, len(answers) - 1)
    return _rendered(captured, found, answers, when, permission) if browser else captured


def answers_warc(answers: Sequence[Answer], when: datetime) -> bytes:
    """The WARC file of what servers answered."""
    return warcinfo(USER_AGENT, when) + b"".join(
        response(_exchange(answer), when).data for answer in answers
    )


def _exchange(answer: Answer) -> Exchange:
    return Exchange(
        answer.url, answer.status, answer.reason, answer.headers, answer.body, answer.ip
    )


def _rendered(
    captured: Captured,
    found: Page,
    answers: Sequence[Answer],
    when: datetime,
    permission: Permission,
) -> Captured:
    """The same with what a browser shows of the page, as crawlers keep it; see `rendered_record`.

    The browser sees what is in the WARC and nothing else.
    """
    if not is_installed():
        return captured
    last = answers[-1]
    sheets = fetch_stylesheets(found, answers, permission)
    warc = captured.warc + b"".join(response(_exchange(each), when).data for each in sheets.answers)
    notes = list(sheets.notes)
    try:
        shown = render(replay([gunzip(warc)], last.url), when)
    except (RenderError, Refused) as error:
        notes.append(f"the page as a browser shows it was not kept: it {error}")
        return replace(captured, warc=warc, notes=tuple(notes))
    if not shown.sandboxed:
        notes.append("Chromium has no sandbox for root: capture pages as another user")
    warc += _records(shown, response(_exchange(last), when).id, last.url, when)
    return replace(captured, warc=warc, notes=tuple(notes))


def _records(shown: Rendered, id: str, url: str, when: datetime) -> bytes:
    """Text and pictures under the addresses that Browsertrix gives them."""
    parts = (
        ("text", "text/plain; charset=utf-8", shown.text.encode()),
        ("view", "image/png", shown.view),
        ("fullPage", "image/png", shown.picture),
    )
    return b"".join(
        resource(f"urn:{name}:{url}", media_type, data, when, concurrent_to=id).data
        for name, media_type, data in parts
    )


def store(archive: Path, name: str, captured: Captured) -> Path:
    """Write a copy into the archive, whole or not at all; the folder is made if there is none.

    Raises:
        CaptureError: there is such a file already, or what was written cannot be read back.
        OSError: it cannot be written.
    """
    path = archive / name
    if path.exists() or path.is_symlink():
        raise CaptureError(f"the archive has a file '{name}' already")
    is_new = not archive.exists()
    archive.mkdir(parents=True, exist_ok=True)
    aside = archive / f".new-{name}"
    try:
        aside.write_bytes(captured.warc)
        copy = read_copy(aside, captured.url)
        if isinstance(copy, Unreadable):
            raise CaptureError(f"the answer {copy.message}")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
        if is_new:
            with contextlib.suppress(OSError):  # it is not empty when all went well
                archive.rmdir()
    return path
