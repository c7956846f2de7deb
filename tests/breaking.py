"""Ways to break a file of a site, as people do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Change = Callable[[Path], None]


def changed(file: str, *pairs: tuple[str, str], times: int = 1) -> Change:
    """Replace texts of a file, each the first `times` times that it stands there; -1 is always."""

    def make(site: Path) -> None:
        text = (site / file).read_text("utf-8")
        for old, new in pairs:
            assert old in text, (file, old)
            text = text.replace(old, new, times)
        (site / file).write_text(text, "utf-8")

    return make


def whole(file: str, rewrite: Callable[[str], str | bytes]) -> Change:
    """Write another text, or other bytes, in the place of a file's text."""

    def make(site: Path) -> None:
        made = rewrite((site / file).read_text("utf-8"))
        (site / file).write_bytes(made if isinstance(made, bytes) else made.encode())

    return make


def renamed(file: str, name: str) -> Change:
    """Give a file another name in its folder."""

    def make(site: Path) -> None:
        (site / file).rename((site / file).with_name(name))

    return make


def removed(file: str) -> Change:
    """Remove a file."""
    return lambda site: (site / file).unlink()


def copied(file: str, name: str) -> Change:
    """Copy a file in its folder."""

    def make(site: Path) -> None:
        (site / file).with_name(name).write_bytes((site / file).read_bytes())

    return make


def tabs(text: str) -> str:
    """A text whose lines are indented by tabs."""
    lines = text.splitlines(keepends=True)
    rests = [line.lstrip(" ") for line in lines]
    return "".join(
        "\t" * ((len(line) - len(rest)) // 2) + rest
        for line, rest in zip(lines, rests, strict=True)
    )


def commented(text: str) -> str:
    """A text of nothing but comments."""
    return "".join(f"# {line}\n" for line in text.splitlines())


def conflict(text: str) -> str:
    """A text with a merge conflict in its middle."""
    lines = text.splitlines(keepends=True)
    middle = len(lines) // 2
    ours, theirs = lines[middle], lines[middle]
    both = f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\n"
    return "".join([*lines[:middle], both, *lines[middle + 1 :]])
