"""Hosts in addresses: which one an address leads to, and whether a site may link to it.

A browser knows many spellings of one host: capitals, letters by their percent codes, Punycode, dots
of other scripts, a dot at the end. All are compared in one form. Addresses are looked for in text
as well: a list of hosts that no page may link to is worth nothing if one can be written around it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import idna

from generator.model.lookalikes import latin_skeleton, spoofing_reason

_NAME = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)*[^\W_](?:[\w-]*[^\W_])?")
# What may stand in a host, written in any way: all but the punctuation of ASCII.
_TOKEN = re.compile(r"[^\x00-,/:-@\[-^`{-\x7f\s]+")
# Where an address begins that a browser follows, with as many slashes as it overlooks.
_START = re.compile(r"(?:https?|ftp|wss?):[/\\]*|[/\\]{2,}|mailto:", re.IGNORECASE)
_SPACE = re.compile(r"[\s<>\"]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# Browsers read other figures too, such as 0x7f000001, and so lead where nobody sees it.
_FOUR_NUMBERS = re.compile(r"(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\.(?!$)|$)){4}")
_FIGURES = re.compile(r"(?:0[xX][0-9a-fA-F]*|[0-9]+)")
# So often may percent codes be coded once more, as in an address within an address within one.
_LAYERS = 4


class DeniedAddress(NamedTuple):
    """An address in a text that leads to a host on the list, or holds it: its place, the host."""

    row: int
    start: int
    width: int
    host: str


def normal_host(host: str) -> str | None:
    """A host in the one form in which hosts are compared; None if it can be none.

    Small letters, Punycode undone, no dot at the end.
    """
    host = unquote(host)
    try:
        labels = [_label(label) for label in idna.uts46_remap(host, std3_rules=False).split(".")]
    except UnicodeError:
        return None
    return ".".join(labels).strip(".") or None


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    decoded = label[4:].encode("ascii").decode("punycode")
    return idna.uts46_remap(decoded, std3_rules=False)


def host_problem(text: str) -> str | None:
    """Say what keeps `text` from being a host alone, such as `outlet.example`."""
    if re.search(r"[/:@?#\s]", text):
        return "it is more than a host's name"
    host = normal_host(text)
    return None if host and _NAME.fullmatch(host) and "%" not in text else "no host has such a name"


def is_unusual_ipv4(host: str) -> bool:
    """Whether a host is a number that browsers read, but not written as four decimal ones."""
    last = host.rstrip(".").rpartition(".")[2]
    return bool(_FIGURES.fullmatch(last)) and not _FOUR_NUMBERS.fullmatch(host)


def known_hosts(names: Collection[str]) -> frozenset[str]:
    """The hosts of a list, in the form in which they are compared."""
    return frozenset(host for name in names if (host := normal_host(name)))


def denied_host(address: str, hosts: Collection[str]) -> str | None:
    """The host on the list to which an address leads, or which stands in it; None if none does.

    Subdomains count, and addresses within an address, as archives have them.

    Args:
        address: any address.
        hosts: what `known_hosts` gave.
    """
    for _ in range(_LAYERS):
        for token in _TOKEN.findall(address):
            host = normal_host(token) or ""
            # A word alone is no host, though a list may name all that end in one.
            ending = host if "." in host else ""
            while ending and ending not in hosts:
                ending = ending.partition(".")[2]
            if ending:
                return ending
        before, address = address, unquote(address)
        if address == before:
            break
    return None


def find_denied_addresses(text: str, hosts: Collection[str]) -> Iterator[DeniedAddress]:
    """Every address in a text that leads to a host on the list.

    The text may be plain, Markdown or HTML: an address may hide behind their codes for characters.
    One that is found behind such codes alone is placed at its line as a whole.
    """
    if not hosts:
        return
    for row, line in enumerate(text.split("\n")):
        found = [DeniedAddress(row, *each) for each in _denied_in_line(line, hosts)]
        yield from found
        if "&" in line or "\\" in line:
            plain = html.unescape(line)
            for readable in (plain, _ESCAPE.sub(r"\1", line), _ESCAPE.sub(r"\1", plain)):
                hidden = list(_denied_in_line(readable, hosts))
                if len(hidden) > len(found):
                    yield DeniedAddress(row, 0, len(line), hidden[-1][-1])
                    break


def _denied_in_line(line: str, hosts: Collection[str]) -> Iterator[tuple[int, int, str]]:
    for start, address in _addresses(line):
        if host := denied_host(address, hosts):
            yield start, len(address), host


def _addresses(line: str) -> Iterator[tuple[int, str]]:
    """The addresses that are written out in a line, each up to the next space."""
    done = 0
    for match in _START.finditer(line):
        if match.start() >= done:
            end = _SPACE.search(line, match.end())
            done = end.start() if end else len(line)
            yield match.start(), line[match.start() : done]


def address_risks(address: str) -> Iterator[str]:
    """Say why a reader may not see where an address leads."""
    for part in re.split(r"(?=https?://)", address, flags=re.IGNORECASE):
        try:
            parts = urlsplit(part)
            host, user = parts.hostname or parts.path.rpartition("@")[2], parts.username
        except ValueError:
            continue
        if parts.scheme not in ("http", "https", "mailto"):
            continue
        if user is not None:
            yield f"it has a user's name before '@', and leads to '{host}'"
        if not host.isascii() or "xn--" in host or "%" in host:
            yield from _host_risks(host)


def _host_risks(host: str) -> Iterator[str]:
    normal = normal_host(host)
    if normal is None:
        yield f"no browser can read the host '{host}'"
        return
    if normal.isascii():
        yield f"the host '{host}' is '{normal}' written otherwise"
        return
    labels = normal.split(".")
    for label in labels:
        if why := spoofing_reason(label):
            yield f"the host's part '{label}' is doubtful: {why}"
        elif labels[-1].isascii() and _looks_ascii(label):
            yield f"the host's part '{label}' looks like '{latin_skeleton(label)}'"


def _looks_ascii(label: str) -> bool:
    """Whether a label that is not ASCII looks as if it were; a dotless i is a letter of Turkish."""
    return not label.isascii() and latin_skeleton(label).isascii() and "ı" not in label
