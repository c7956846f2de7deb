"""The pages of the editors' handbook that are made, the parts of others that are, and its start.

A fence that names a case of `tests/cases`, such as

    ```{.text id="case:missing-lock/none"}
    ```

is filled with what the case's diagnostic says. `tests/test_cases.py` holds that to the truth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.documentation import command_line_page, content_format_page, diagnostics_page

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "handbook" / "content" / "pages"
CASES = ROOT / "tests" / "cases"

_CASE = re.compile(
    r'(?P<head>^```\{\.text id="case:(?P<case>[^"]+)"\}\n).*?(?P<foot>^```$)',
    re.DOTALL | re.MULTILINE,
)
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
"""A fence of a page: what stands behind its first marks, and what is in it."""
_FIRST_LINE = re.compile(r"\S+: (?:error|warning) (?P<code>[a-z0-9-]+): ")


def handbook_pages() -> dict[str, str]:
    """Every page that is made, in whole or in part: its file name → its Markdown.

    Raises:
        ValueError: a page names a case that there is not.
    """
    made = {
        "content-format.md": content_format_page(),
        "diagnostics.md": diagnostics_page(),
        "command-line.md": command_line_page(),
    }
    for path in sorted(PAGES.glob("*.md")):
        text = path.read_text("utf-8")
        if path.name not in made and _CASE.search(text):
            made[path.name] = _CASE.sub(_filled, text)
    return made


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


@dataclass(frozen=True)
class Step:
    """Commands to type or, with a `file`, a text to save there."""

    text: str
    file: str = ""


def start_steps() -> list[Step]:
    """What the first page tells an editor to do, in order.

    Raises:
        ValueError: it does not say where a text is saved.
    """
    page = (PAGES / "start.md").read_text("utf-8")
    found = []
    for fence in FENCE.finditer(page):
        kind = fence[1]
        if kind == "{.sh .start}":
            found.append(Step(fence[2]))
        elif kind.endswith(" .start}"):
            before = page[: fence.start()].rstrip().splitlines()[-1]
            named = re.search(r"`([^`]+)`[^`]*:$", before)
            if named is None:
                raise ValueError(f"where to save what follows on: {before}")
            found.append(Step(fence[2], named[1]))
    return found


def start_script() -> str:
    """The steps as a script that stops at the first that fails."""
    lines = ["set -eu"]
    for step in start_steps():
        if step.file:
            lines.append(f"cat > '{step.file}' <<'THE-END'\n{step.text}THE-END")
        else:
            lines.append(step.text)
    return "\n".join(lines)
