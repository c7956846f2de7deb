"""What `serve` shows of problems, in the pages themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from generator.diagnostics import (
    Diagnostic,
    Severity,
    marked_line,
    safe_text,
    summary,
    worst_first,
)
from generator.diagnostics.safe_text import safe_lines
from generator.files import read_file
from generator.render import Fragment, Heading, Page

_HERE = Path(__file__).resolve().parent
CLIENT: dict[str, bytes] = {
    name: read_file(_HERE / name, inside=_HERE, at_most=100_000)
    for name in ("preview.js", "preview.css")
}
"""The preview's own script and style sheet: `serve` hands them out, no built site has them."""

# More would make a page slow; the terminal has them all.
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Notice:
    """What an editor is told on every page.

    Attributes:
        problems: what is wrong with the content.
        failure: why no pages could be made of content that is fine, such as a broken theme.
        pages: the address of the page that is made from a file, by the file's path.
        kept: whether the pages are those from before the problems.
    """

    problems: Sequence[Diagnostic] = ()
    failure: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)
    kept: bool = False


def add_banner(html: str, notice: Notice) -> str:
    """A finished page with a notice at the end of its body, which stands at the window's edge."""
    if not notice.problems and not notice.failure:
        return html
    return _before_end(html, _banner(notice))


def add_client(html: str, version: str, address: str) -> str:
    """A finished page with the preview's style sheet and script.

    Args:
        html: the page.
        version: the name of the site that the page belongs to.
        address: where the preview's files are.
    """
    script = f'<script src="{escape(address)}preview.js" data-version="{escape(version)}"></script>'
    return _before_end(add_style(html, f"{address}preview.css"), script)


def add_style(html: str, address: str) -> str:
    """A finished page that asks for one style sheet more."""
    style = f'<link rel="stylesheet" href="{escape(address)}">'
    head, mark, tail = html.partition("</head>")
    return f"{head}{style}{mark}{tail}" if mark else style + html


def _before_end(html: str, piece: str) -> str:
    head, mark, tail = html.rpartition("</body>")
    return f"{head}{piece}{mark}{tail}" if mark else html + piece


def _banner(notice: Notice) -> str:
    problems = worst_first(notice.problems)
    rows = "".join(_row(problem, notice.pages) for problem in problems[:_SHOWN])
    if notice.failure:
        rows = (
            '<li class="sx-problem sx-problem--error"><p>'
            '<span class="sx-problem__kind">error</span> The site could not be built.</p>'
            f"<pre>{escape(safe_lines(notice.failure))}</pre></li>{rows}"
        )
    left = len(problems) - _SHOWN
    more = f"<li>… and {left} more, in the terminal.</li>" if left > 0 else ""
    told = f"The content has {summary(problems)}" if problems else "The site could not be built"
    kept = " <span>The pages are the last good ones.</span>" if notice.kept else ""
    # Lang and direction, because the page may be in another language than this notice.
    return (
        '<div class="sx-problems" role="region" aria-label="Problems" lang="en" dir="ltr">'
        f"<details open><summary>{escape(told)}.{kept}</summary>"
        f"<ul>{rows}{more}</ul></details></div>"
    )


def _row(problem: Diagnostic, pages: Mapping[str, str]) -> str:
    place = problem.place
    where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    where = escape(safe_text(where))
    page = pages.get(place.file)
    link = f' · <a href="{escape(page)}">its page</a>' if page else ""
    kind = "error" if problem.severity is Severity.ERROR else "warning"
    return (
        f'<li class="sx-problem sx-problem--{kind}"><p><code>{where}</code>{link}</p>'
        f'<p><span class="sx-problem__kind">{kind}</span> {escape(safe_text(problem.message))} '
        f"<code>{escape(problem.code)}</code></p>{_line(problem)}"
        f"<p>→ {escape(safe_text(problem.help))}</p></li>"
    )


def _line(problem: Diagnostic) -> str:
    if not problem.place.line or not problem.source_line.strip():
        return ""
    before, marked, after = map(escape, marked_line(problem))
    return f"<pre>{before.lstrip()}<mark>{marked or ' '}</mark>{after}</pre>"


def bare_page() -> str:
    """What is served where there is no page at all, for the notice to be put into."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Not built yet</title></head>'
        "<body><h1>The site cannot be built yet</h1>"
        "<p>The pages appear here as soon as the problems are fixed.</p></body></html>"
    )


def problem_page() -> Page:
    """What is served while no good site has been built yet: a home page for the notice."""
    text = "<p>The pages appear here as soon as the problems are fixed.</p>"
    blocks = (Heading(1, "top", "The site cannot be built yet"), Fragment(text))
    return Page("", "Not built yet", "", "home", blocks, "", "1970-01-01", in_navigation=True)


def pages_by_file(pages: Iterable[Page], base: str, *, directory_urls: bool) -> dict[str, str]:
    """The address of the first page that is made from a file, by the file's path.

    Args:
        pages: the pages.
        base: where the site stands, with `/` at its end.
        directory_urls: MkDocs's `use_directory_urls`.
    """
    ending = "/" if directory_urls else ".html"
    found: dict[str, str] = {}
    for page in pages:
        found.setdefault(page.origin, base + (page.address + ending if page.address else ""))
    return found
