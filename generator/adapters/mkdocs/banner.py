"""What `serve` shows of problems, in the pages themselves."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from generator.diagnostics import Diagnostic, as_text, summary, worst_first
from generator.render import Fragment, Heading, Page, Rendered

# More would fill the window; the terminal has them all.
_SHOWN = 20


def add_banner(html: str, problems: Sequence[Diagnostic]) -> str:
    """A finished page with a notice of all problems at the top of its body."""
    rows = "".join(
        f'<li class="sx-problem sx-problem--{problem.severity}">'
        f"<pre>{escape(as_text(problem))}</pre></li>"
        for problem in worst_first(problems)[:_SHOWN]
    )
    left = len(problems) - _SHOWN
    more = f"<p>… and {left} more, in the terminal.</p>" if left > 0 else ""
    banner = (
        '<div class="sx-problems" role="alert"><details open>'
        f"<summary>The content has {escape(summary(problems))}</summary>"
        f"<ul>{rows}</ul>{more}</details></div>"
    )
    head, mark, tail = html.partition("<body")
    if not mark:
        return banner + html
    attributes, close, rest = tail.partition(">")
    return f"{head}{mark}{attributes}{close}{banner}{rest}"


def problem_pages() -> Rendered:
    """What is served while no good site has been built yet: a home page for the notice."""
    text = "<p>The pages appear here as soon as the problems above are mended.</p>"
    blocks = (Heading(1, "top", "The site cannot be built yet"), Fragment(text))
    page = Page("", "Not built yet", "", "home", blocks, "", "1970-01-01", in_navigation=True)
    return Rendered((page,))
