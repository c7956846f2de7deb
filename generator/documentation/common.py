"""What all generated pages have in common."""

from __future__ import annotations

import re

MADE = "<!-- Made by `make docs`; changes belong into the code. -->\n"


def literal(text: str) -> str:
    """A plain text in Markdown, where a star or a link in it would be taken for more."""
    return re.sub(r"[*<]|\](?=\()", r"\\\g<0>", re.sub(r"&(?=\w+;)", "&amp;", text))
