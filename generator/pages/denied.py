"""Addresses in hand-written pages that the site never links to, told by their line."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.diagnostics import Diagnostic, Place, found
from generator.model.hosts import find_denied_addresses

# An attribute over several lines, out of which browsers take the line ends.
_OVER_LINES = re.compile(r"""=\s*(?:"([^"<>]*[\t\n][^"<>]*)"|'([^'<>]*[\t\n][^'<>]*)')""")


def denied_in_page(text: str, path: str, hosts: Collection[str]) -> list[Diagnostic]:
    """Report every address in a hand-written page that leads to a host on the site's list.

    Args:
        text: the page's Markdown, HTML in it included.
        path: how diagnostics name the file.
        hosts: `generator.model.hosts.known_hosts` of the site's `never_link`.
    """
    text = text.replace("\r\n", "\n")
    lines = text.split("\n")

    def problem(row: int, start: int, width: int, host: str) -> Diagnostic:
        place = Place(path, row + 1, start + 1, width)
        message = f"the site never links to '{host}'"
        return found("denied-address", place, message, line=lines[row])

    problems = [problem(*each) for each in find_denied_addresses(text, hosts)]
    for match in _OVER_LINES.finditer(text):
        row = text.count("\n", 0, match.start())
        joined = re.sub(r"[\t\n]", "", match[1] or match[2])
        problems += [
            problem(row, 0, len(lines[row]), each.host)
            for each in find_denied_addresses(joined, hosts)
        ]
    return problems
