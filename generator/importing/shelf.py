"""The sources that a site has, and those that an import adds to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from generator.archive.addresses import canonical
from generator.importing.reference import Reference
from generator.load import plain_value
from generator.model.base import ID_PATTERN, LONGEST_ID
from generator.model.ids import reserved_name
from generator.scaffold.entries import TargetSite
from generator.scaffold.ids import proposed_id

_YEAR = re.compile(r"[0-9]{4}")


@dataclass
class Shelf:
    """Which sources there are: by address, by id and by short name.

    Attributes:
        ids: the ids that are taken.
        by_address: the ids of sources by their addresses as browsers compare them.
        language: the site's language.
    """

    ids: set[str]
    by_address: dict[str, str]
    language: str
    _shorts: set[str]
    _numbers: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, desk: TargetSite) -> Shelf:
        """The sources of a site.

        Raises:
            ScaffoldError: the folder of sources cannot be listed.
        """
        values = [(document.id, plain_value(document.root)) for document in desk.documents.sources]
        site = desk.documents.site
        language = _text(plain_value(site.root), "language") if site else ""
        return cls(
            ids=desk.taken("source"),
            by_address={
                address: id
                for id, value in values
                for key in ("url", "archive_url")
                if (address := address_key(_text(value, key)))
            },
            language=language or "en",
            _shorts={_text(value, "short") for _, value in values},
        )

    def known(self, url: str) -> str | None:
        """The id of the source with an address; None if there is none."""
        return self.by_address.get(address_key(url))

    def add(self, reference: Reference) -> tuple[str, str]:
        """Take an id and a short name for a new source: its own id if it has a good one."""
        own = reference.label
        if not re.fullmatch(ID_PATTERN, own) or len(own) > LONGEST_ID or reserved_name(own):
            year = _year(reference.published)
            name = f"{reference.publisher or host(reference.url)} {year}"
            own = proposed_id(name, (), "source")
        id = self._unused(own, self.ids, "-{}")
        self.ids.add(id)
        self.by_address[address_key(reference.url)] = id
        return id, self._short(reference)

    def _short(self, reference: Reference) -> str:
        name = reference.publisher or host(reference.url)
        published = reference.published
        ways = [f"{name}, {_year(published)}", f"{name}, {published}"]
        if not _year(published):
            ways = [name]
        own = dict(reference.extra).get("short")
        if isinstance(own, str) and own:
            ways.insert(0, own)
        short = next((way for way in ways if way not in self._shorts), "")
        short = short or self._unused(ways[-1], self._shorts, " ({})")
        self._shorts.add(short)
        return short

    def _unused(self, text: str, taken: set[str], ending: str) -> str:
        """The text, or with the first number that is free; thousands may have the same."""
        if text not in taken:
            return text
        number = self._numbers.get(text, 2)
        while (made := f"{text}{ending.format(number)}") in taken:
            number += 1
        self._numbers[text] = number + 1
        return made


def address_key(url: str) -> str:
    """An address as browsers compare them, without a slash at its end."""
    return (canonical(url) or url).rstrip("/")


def host(url: str) -> str:
    """The host of an address, without `www.`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _year(published: str) -> str:
    """The year of a date; empty for one whose start is open."""
    found = _YEAR.match(published)
    return found[0] if found else ""


def _text(value: Any, key: str) -> str:
    text = value.get(key) if isinstance(value, dict) else None
    return text if isinstance(text, str) else ""
