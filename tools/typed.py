"""What a page of the handbook tells an editor to type: commands, files to save, lines to replace.

A page's fences of one class are its steps, in order. `{.sh .CLASS}` holds commands, and
`{.sh .CLASS .finds-errors}` commands that end with the exit code 1. `{.diff .CLASS}` replaces lines
of a file, and any other fence is a file to save; the line before it names the file.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CHANGE = re.compile(r"((?:^-[^\n]*\n)+)((?:^\+[^\n]*\n)*)", re.MULTILINE)
_END = "THE-END"


@dataclass(frozen=True)
class Step:
    """One fence.

    Attributes:
        text: commands; with a `file`, what it holds or which of its lines are replaced.
        file: the file to save or to change.
        is_edit: whether lines of the file are replaced.
        fails: whether the commands find errors.
    """

    text: str
    file: str = ""
    is_edit: bool = False
    fails: bool = False


def steps(page: str, name: str) -> list[Step]:
    """The steps of a page.

    Args:
        page: its Markdown.
        name: the class of its fences.
    """
    found = []
    for fence in FENCE.finditer(page):
        kind, *classes = fence[1].strip("{}").split()
        if f".{name}" not in classes:
            continue
        if kind == ".sh":
            found.append(Step(fence[2], fails=".finds-errors" in classes))
            continue
        before = page[: fence.start()].rstrip().rpartition("\n\n")[2]
        named = re.search(r"`([^`]+)`[^`]*$", before)
        if kind == ".diff":
            named = re.search(r"`(content/[^`]+)`", before)
        assert named, f"which file is meant by: {before}"
        assert before.endswith(":"), before
        found.append(Step(fence[2], named[1], is_edit=kind == ".diff"))
    return found


def commands(step: Step) -> Iterator[list[str]]:
    """The commands of a step, each as a list of words."""
    for line in step.text.splitlines():
        yield shlex.split(line)


def edited(text: str, changes: str) -> str:
    """A text with lines replaced: those with `-` by those with `+` that follow them."""
    for change in _CHANGE.finditer(changes):
        was, now = (
            "".join(f"{line[1:]}\n" for line in lines.splitlines()) for lines in change.groups()
        )
        assert text.count(was) == 1, f"stands there {text.count(was)} times: {was}"
        text = text.replace(was, now)
    return text


def script(some: Sequence[Step]) -> str:
    """Steps as a shell script that ends at the first that does not do what the page says."""
    lines = ["set -eu"]
    for step in some:
        here = f"<<'{_END}'\n{step.text}{_END}"
        if step.is_edit:
            lines.append(f"'{sys.executable}' '{__file__}' '{step.file}' {here}")
        elif step.file:
            lines.append(f"cat > '{step.file}' {here}")
        elif step.fails:
            lines += [
                f"code=0; {line} || code=$?; [ $code = 1 ]" for line in step.text.splitlines()
            ]
        else:
            lines.append(step.text)
    return "\n".join(lines)


def follow(
    some: Sequence[Step],
    folder: Path,
    env: Mapping[str, str],
    keys: str = "",
    limit: float = 300,
) -> subprocess.CompletedProcess[str]:
    """Do what a page says, in a folder.

    Args:
        some: its steps.
        folder: where it begins.
        env: the environment.
        keys: what is answered to questions.
        limit: the seconds that it may take.
    """
    return subprocess.run(
        ["sh", "-c", script(some)], input=keys, cwd=folder, env=env, capture_output=True,
        text=True, check=False, timeout=limit,
    )  # fmt: skip


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(edited(file.read_text("utf-8"), sys.stdin.read()), "utf-8")
