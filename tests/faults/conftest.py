"""Two sites of different content that are built into one folder, and what each gives."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.command import Command, Done
from tests.sites import files_of
from tests.support import BASE, DEMO, make_site


@dataclass(frozen=True)
class Pair:
    """Two sites.

    Attributes:
        disk: the folder in which all lies that may be hurt.
        sites: the two sites' folders by the name of each.
        whole: what each gives, byte for byte.
    """

    disk: Path
    sites: dict[str, Path]
    whole: dict[str, dict[str, bytes]]

    @property
    def place(self) -> Path:
        """The published folder."""
        return self.disk / "published"

    def build(self, name: str) -> Command:
        """The command that builds one of the sites into the folder."""
        arguments = ("build", "--strict", "-d", str(self.place))
        return Command(arguments, self.sites[name], self.disk)

    def publish(self, name: str) -> Done:
        """Build it without any fault."""
        done = self.build(name).run()
        assert done.code == 0, done.said
        assert self.published() == name
        return done

    def put(self, name: str) -> None:
        """Let one of the sites stand there, as if it had been built."""
        shutil.rmtree(self.place, ignore_errors=True)
        for path, data in self.whole[name].items():
            (self.place / path).parent.mkdir(parents=True, exist_ok=True)
            (self.place / path).write_bytes(data)

    def published(self) -> str:
        """Which of the sites stands in the folder, whole; a message if it is none of them."""
        files = files_of(self.place)
        for name, whole in self.whole.items():
            if files == whole:
                return name
        return f"a mixture of {len(files)} files"

    def tidy(self) -> None:
        """Remove what lies beside the published folder."""
        for name in self.left():
            path = self.disk / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def left(self) -> list[str]:
        """What lies beside the published folder."""
        return sorted(path.name for path in self.disk.iterdir() if path != self.place)


@pytest.fixture(scope="session")
def in_peace(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The two sites, each built once without any fault."""
    folder = tmp_path_factory.mktemp("peace")
    sites, whole = {}, {}
    for name in ("first", "second"):
        settings = (BASE / "content/site.yml").read_text("utf-8")
        files: dict[str, str | bytes] = {
            "mkdocs.yml": (DEMO / "mkdocs.yml").read_bytes(),
            "content/site.yml": f"{settings}# The {name} of two sites.\n",
            "content/pages/method.md": f"---\nshow_build: true\n---\n\n# Method\n\n{name}\n",
        }
        site = sites[name] = make_site(folder / name, files)
        done = Command(("build", "--strict"), site, site).run()
        assert done.code == 0, done.said
        whole[name] = files_of((site / "site").rename(folder / f"{name}-built"))
    assert whole["first"] != whole["second"]
    return Pair(folder / "disk", sites, whole)


@pytest.fixture(scope="session")
def exchanges(in_peace: Pair, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Done]:
    """How a build of each site ends that puts it in the place of the other."""
    pair = Pair(tmp_path_factory.mktemp("exchanges"), in_peace.sites, in_peace.whole)
    pair.put("second")
    return {name: pair.publish(name) for name in ("first", "second")}


@pytest.fixture
def pair(in_peace: Pair, tmp_path: Path) -> Pair:
    """Copies of the two sites, and a folder for what is published."""
    sites = {name: make_site(tmp_path / name, base=site) for name, site in in_peace.sites.items()}
    (tmp_path / "disk").mkdir()
    return Pair(tmp_path / "disk", sites, in_peace.whole)
