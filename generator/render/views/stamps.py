"""Since when what was verified is known to have existed, by time stamps."""

from __future__ import annotations

from generator.render import contexts
from generator.render.views.renderer import Renderer
from generator.resolve import QuotationEntry
from generator.stamping import quotation_line, source_line

STAMPS_ADDRESS = "time-stamps"
"""The address of the page of time stamps; the files lie below it."""


def list_anchor(name: str) -> str:
    """The anchor of a list on the page of time stamps."""
    return f"list.{name}"


def authority_name(renderer: Renderer, id: str) -> str:
    """What an authority is called; its id where nobody names it."""
    names = {each.id: each.name for each in renderer.site.settings.time_stamps}
    return names.get(id, id)


def quotation_stamped(
    renderer: Renderer, here: str, entry: QuotationEntry
) -> contexts.StampedView | None:
    """Since when it is known that a quotation was found in its source's copy."""
    site, id = renderer.site, entry.quotation.id
    if not site.settings.time_stamps:
        return None
    locked, copy = site.verified.get(id), site.digests.get(entry.source)
    if locked is None or not copy:
        return None
    told = renderer.wording.text(
        "This comparison has existed since {date} at the latest: time stamp by {authority}"
    )
    return _stamped(renderer, here, quotation_line(id, locked, copy, site.lock_rules), told)


def source_stamped(renderer: Renderer, here: str, id: str) -> contexts.StampedView | None:
    """Since when a source's copy is known to have existed."""
    copy = renderer.site.digests.get(id) if renderer.site.settings.time_stamps else None
    if not copy:
        return None
    told = renderer.wording.text(
        "Our copy has existed since {date} at the latest: time stamp by {authority}"
    )
    return _stamped(renderer, here, source_line(id, copy), told)


def _stamped(renderer: Renderer, here: str, line: str, told: str) -> contexts.StampedView | None:
    stamp = renderer.site.stamped.get(line)
    if stamp is None:
        return None
    return contexts.StampedView(
        told.format(
            date=renderer.wording.date(stamp.day),
            authority=authority_name(renderer, stamp.authority),
        ),
        renderer.links.href(here, STAMPS_ADDRESS, list_anchor(stamp.name)),
    )
