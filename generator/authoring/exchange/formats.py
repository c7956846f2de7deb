"""Which kind of exchange file a name means, and the one door to each."""

from __future__ import annotations

from collections.abc import Sequence

from generator.authoring.exchange.po import read_po, write_po
from generator.authoring.exchange.unit import Head, Returned, Unit
from generator.authoring.exchange.xliff import read_xliff, unit_id, write_xliff

ENDINGS = (".po", ".xlf", ".xliff")


def write_exchange(ending: str, head: Head, units: Sequence[Unit]) -> bytes:
    """An exchange file.

    Args:
        ending: that of its name, one of `ENDINGS`.
        head: what it is about.
        units: its texts, those of a file next to each other.
    """
    return write_po(head, units) if ending == ".po" else write_xliff(head, units)


def read_exchange(ending: str, data: bytes, language: str, units: Sequence[Unit]) -> list[Returned]:
    """The texts of an exchange file.

    Args:
        ending: that of its name, one of `ENDINGS`.
        data: the file.
        language: the one that its translations must be in.
        units: the texts that the story has now.

    Raises:
        BadExchangeError: it cannot be read, or is of another language.
    """
    if ending == ".po":
        return read_po(data, language)
    return read_xliff(data, language, {unit_id(each.name): each.name for each in units})
