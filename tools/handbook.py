"""The pages of the editors' handbook that are made, and the parts of others that are.

A fence that names a case of `tests/cases`, such as

    ```{.text id="case:missing-lock/none"}
    ```

is filled with what the case's diagnostic says. `tests/test_cases.py` holds that to the truth.
"""

from __future__ import annotations

import re
from pathlib import Path

from generator.documentation import command_line_page, content_format_page, diagnostics_page

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "handbook" / "content" / "pages"
CASES = ROOT / "tests" / "cases"

_CASE = re.compile(
    r'(?P<head>^```\{\.text id="case:(?P<case>[^"]+)"\}\n).*?(?P<foot>^```$)',
    re.DOTALL | re.MULTILINE,
)
_FIRST_LINE = re.compile(r"\S+: (?:error|warning) (?P<code>[a-z0-9-]+): ")


def handbook_pages() -> dict[str, str]:
    """Every page that is made, in whole or in part: its file name → its Markdown.

    Raises:
        ValueError: a page names a case that there is not.
    """
    made = {
        "content-format.md": _with_words(content_format_page()),
        "diagnostics.md": _with_words(diagnostics_page()),
        "command-line.md": _with_words(command_line_page()),
    }
    for path in sorted(PAGES.glob("*.md")):
        text = path.read_text("utf-8")
        if path.name not in made and _CASE.search(text):
            made[path.name] = _CASE.sub(_filled, text)
    return made


def _with_words(page: str) -> str:
    """A page that is made, with the way to the words that may be new to an editor."""
    told = "[Words](words.md) says what *digest*, *lock*, *slug* and others mean.\n"
    return re.sub(r"(?m)^# .*\n", lambda title: f"{title[0]}\n{told}", page, count=1)


def _filled(fence: re.Match[str]) -> str:
    return fence["head"] + told(fence["case"]) + fence["foot"]


def told(case: str) -> str:
    """What the first diagnostic of a case says that it is a case of.

    Args:
        case: `CODE/NAME`.

    Raises:
        ValueError: there is no such case.
    """
    file = CASES / case / "expected.txt"
    if not file.is_file():
        raise ValueError(f"the handbook names the case '{case}', which is not in tests/cases")
    wanted, lines = case.partition("/")[0], []
    for line in file.read_text("utf-8").splitlines(keepends=True):
        first = _FIRST_LINE.match(line)
        if first and lines:
            break
        if lines or (first and first["code"] == wanted):
            lines.append(line)
    if not lines:
        raise ValueError(f"the case '{case}' does not report what it is named after")
    return "".join(lines)
