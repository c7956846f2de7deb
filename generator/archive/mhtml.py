"""A page that a browser saved as one file (`.mhtml`, RFC 2557) → its text."""

from __future__ import annotations

from generator.archive.addresses import canonical, route, shown, with_other_scheme
from generator.archive.copytext import CopyText
from generator.archive.failure import MissingPage, Refused
from generator.archive.mail import header, parse_mail, part_text, root_part


def mhtml_text(data: bytes, url: str | None) -> CopyText:
    """The words of the saved page, if it is the one at an address; frames are other pages.

    Args:
        data: the file.
        url: the page's address.

    Raises:
        MissingPage: it is another page.
        Refused: it cannot be read.
    """
    message = parse_mail(data)
    root = root_part(message) if message.is_multipart() else message
    if root is None or root.get_content_type() not in ("text/html", "application/xhtml+xml"):
        raise Refused("is no page saved as MHTML")
    saved = header(message, "Snapshot-Content-Location") or header(root, "Content-Location")
    if not saved and root is not message:
        saved = header(message, "Content-Location")
    address = canonical(url) if url else None
    there = canonical(saved)
    if url is None or address is None:
        raise MissingPage("is a saved page, and the source has no web address as `url`")
    other_route = route(saved) and route(url) and route(saved) != route(url)
    if there is None or other_route or there not in (address, with_other_scheme(address)):
        held = f"it holds {shown(saved)}" if saved else "it does not say of which page it is"
        raise MissingPage(f"has no page at {shown(address)}; {held}")
    seen = part_text(root)
    notes = () if there == address else (f"archived as {shown(there)}",)
    return CopyText(seen.text, seen.stretches, seen.notes + notes)
