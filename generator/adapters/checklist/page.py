"""A finished page, with the checklist and the preview's own files set into it."""

from __future__ import annotations

from html import escape

NOT_BUILT = "Not built yet"
"""The title of what is served while there is no page."""
NOT_BUILT_HEADING = "The site cannot be built yet"
NOT_BUILT_TEXT = "<p>The pages appear here as soon as the problems are fixed.</p>"
"""As HTML."""


def add_style(html: str, address: str) -> str:
    """A finished page that asks for one style sheet more."""
    style = f'<link rel="stylesheet" href="{escape(address)}">'
    head, mark, tail = html.partition("</head>")
    return f"{head}{style}{mark}{tail}" if mark else style + html


def add_script(html: str, address: str, **data: str) -> str:
    """A finished page that asks for one script more; `data` are its attributes `data-*`."""
    more = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    return before_end(html, f'<script src="{escape(address)}"{more}></script>')


def before_end(html: str, piece: str) -> str:
    """A finished page with something at the end of its body."""
    head, mark, tail = html.rpartition("</body>")
    return f"{head}{piece}{mark}{tail}" if mark else html + piece


def bare_page() -> str:
    """What is served where there is no page at all, for the checklist to be set into."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
        f'<title>{NOT_BUILT}</title></head><body class="sx-not-built">'
        f"<h1>{NOT_BUILT_HEADING}</h1>{NOT_BUILT_TEXT}</body></html>"
    )
