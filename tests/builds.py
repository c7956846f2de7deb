"""Sites built as the command builds them, in the process of a test or in one of its own."""

from __future__ import annotations

from pathlib import Path

from generator.adapters.mkdocs import Built, build, open_project


def built(site: Path, out: Path | None = None, *, strict: bool = False) -> Built:
    """Build a site into a folder; into `site/` if none is named."""
    return build(open_project(site / "mkdocs.yml", out), strict=strict)


def replace(path: Path, was: str, now: str) -> None:
    """Put other words into a file."""
    text = path.read_text("utf-8")
    assert was in text, f"{path}: {was}"
    path.write_text(text.replace(was, now, 1), "utf-8")


def append(path: Path, text: str) -> None:
    """Add something to a file, or make one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def differing(first: dict[str, bytes], second: dict[str, bytes]) -> set[str]:
    """The paths of the files that are not the same in both, or in one of them alone."""
    return {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}
