"""The tools that are compared, and the sites that they build."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from benchmarks import other_tools, stories
from benchmarks.invented import Language, glossary
from benchmarks.invented import stories as invented
from benchmarks.measure import Cost, run

FIRST = next(invented(1, Language(), glossary(Language()))).standfirst[0][0].text
"""The first statement of story 0, which is edited."""

_WORD = "anew"
_AWAY = "away-"
_MADE_BY = ("content.py", "invented.py", "stories.py", "plain_pages.py", "other_tools.py")


@dataclass(frozen=True, slots=True)
class Tool:
    """A site generator.

    Attributes:
        name: what the table calls it.
        command: how it builds the site in the current folder; empty if it is not installed.
        story: the file of story 0, whose first statement is edited.
        version: of the tool.
        missing: why it is not there.
    """

    name: str
    command: tuple[str | Path, ...]
    story: str
    version: str = ""
    missing: str = ""


def tools(work: Path) -> dict[str, Tool]:
    """All tools, those that are not installed among them."""
    made = (_ours(), _material(), _zensical(work), _eleventy(work), _hugo(work))
    return {tool.name: tool for tool in made}


def _ours() -> Tool:
    command = (sys.executable, "-m", "generator", "build", "--quiet")
    return Tool("ours", command, "content/stories/story-0/story.yml")


def _material() -> Tool:
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    version = importlib.metadata.version("mkdocs-material")
    return Tool("material", command, "docs/stories/story-0.md", version)


def _zensical(work: Path) -> Tool:
    found = sorted((work / "tools" / "zensical" / "bin").glob("zensical"))
    named = sorted((work / "tools" / "zensical" / "lib").rglob("zensical-*.dist-info"))
    version = named[0].name.split("-")[1].removesuffix(".dist") if named else ""
    return _tool("zensical", found, ("build",), "docs/stories/story-0.md", version)


def _eleventy(work: Path) -> Tool:
    node = shutil.which("node")
    found = sorted(
        (work / "tools" / "eleventy" / "node_modules" / "@11ty" / "eleventy").glob("cmd.*")
    )
    if not node:
        return Tool("eleventy", (), "", missing="there is no node")
    tool = _tool("eleventy", found, ("--quiet",), "content/stories/story-0.md", "3")
    return tool if tool.missing else Tool(tool.name, (node, *tool.command), tool.story, "3")


def _hugo(work: Path) -> Tool:
    found = sorted((work / "tools" / "hugo").rglob("binaries/hugo*"))
    found += [Path(path) for path in (shutil.which("hugo"),) if path]
    named = sorted((work / "tools" / "hugo" / "lib").rglob("hugo-*.dist-info"))
    version = named[0].name.split("-")[1].removesuffix(".dist") if named else ""
    return _tool("hugo", found, ("--quiet",), "content/stories/story-0.md", version)


def _tool(
    name: str, found: Sequence[Path], arguments: Sequence[str], story: str, version: str
) -> Tool:
    if not found:
        return Tool(name, (), "", missing="not installed: run `make benchmark-tools`")
    return Tool(name, (found[0], *arguments), story, version)


def sweep(work: Path) -> None:
    """Remove what was put away."""
    for folder in work.glob(f"sites/*/{_AWAY}*"):
        shutil.rmtree(folder)


@dataclass
class Site:
    """A site that one tool builds, again and again."""

    tool: Tool
    folder: Path
    own: frozenset[Path]
    has_lock: bool = True
    edits: int = 0

    @classmethod
    def make(cls, tool: Tool, count: int, work: Path) -> Site:
        """Write the content, unless it lies there already as it would be written."""
        folder = work / "sites" / f"{count}" / tool.name
        stamp = folder.with_name(f"{tool.name}.made")
        now = _fingerprint()
        if not (stamp.is_file() and stamp.read_text("ascii") == now):
            stamp.unlink(missing_ok=True)
            if tool.name == "ours":
                stories.make(count, folder)
            else:
                other_tools.make(tool.name, count, folder)
            own = sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
            folder.with_name(f"{tool.name}.files").write_text("\n".join(own), "utf-8")
            stamp.write_text(now, "ascii")
        if tool.name == "eleventy" and not (folder / "node_modules").exists():
            (folder / "node_modules").symlink_to(work / "tools" / "eleventy" / "node_modules")
        listed = folder.with_name(f"{tool.name}.files").read_text("utf-8").splitlines()
        has_lock = tool.name != "ours" or "content/quotations.lock.yml" in listed
        return cls(tool, folder, frozenset(map(Path, listed)), has_lock)

    @property
    def env(self) -> dict[str, str]:
        """Where a tool may keep what it likes, so that `clear` finds it."""
        cache = str(self.folder.with_name(f"{self.tool.name}.cache"))
        return {
            "XDG_CACHE_HOME": cache,
            "HUGO_CACHEDIR": cache,
            "NO_MKDOCS_2_WARNING": "1",
        }

    def clear(self) -> None:
        """Put away all that builds have left.

        It is removed when all is measured (`sweep`): soon after many files were removed, a file
        system such as ext4 takes up to ten times as long to make new ones.
        """
        aside = Path(tempfile.mkdtemp(prefix=_AWAY, dir=self.folder.parent))
        cache = Path(self.env["XDG_CACHE_HOME"])
        if cache.exists():
            cache.rename(aside / cache.name)
        for path in list(self.folder.iterdir()):
            if path.relative_to(self.folder) not in self.own and not path.is_symlink():
                path.rename(aside / f"{self.tool.name}-{path.name}")

    def build(self, cores: int = 0) -> Cost:
        """Build it."""
        return run(self.tool.command, self.folder, self.env, cores)

    def edit(self) -> str:
        """Put one more new word into story 0's first statement, and return it."""
        path = self.folder / self.tool.story
        self.edits += 1
        before, word = _WORD * (self.edits - 1), _WORD * self.edits
        end = FIRST if self.edits == 1 else f"{FIRST[:-1]} {before}."
        text = path.read_text("utf-8").replace(end, f"{FIRST[:-1]} {word}.")
        path.write_text(text, "utf-8", newline="\n")
        return word

    @contextmanager
    def editable(self) -> Iterator[None]:
        """Put the story's file back at the end."""
        path = self.folder / self.tool.story
        before, self.edits = path.read_bytes(), 0
        try:
            yield
        finally:
            path.write_bytes(before)


def _fingerprint() -> str:
    """What the sites are made by; another value makes them anew."""
    texts = (Path(__file__).with_name(name).read_bytes() for name in _MADE_BY)
    return sha256(b"".join(texts)).hexdigest()
