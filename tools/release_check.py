"""Builds what a release publishes, and holds it against what strangers need of it.

The wheel, the source distribution and the kit for verifiers are built into a folder. Then the wheel
is installed into fresh environments, one for each Python that is named, and the first page of the
handbook is followed there, as an editor follows it. `make release-check` calls it.

Usage: release_check.py FOLDER [PYTHON …]. Exit codes: 0 all is well; 1 something is not.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from packaging.metadata import Metadata
from typed import follow, steps

from generator import __version__
from handbook import PAGES

ROOT = Path(__file__).resolve().parent.parent
LICENCES = ("LICENSE", "CONTENT-LICENSES.md")
# Of a wheel's files, those of the package and its metadata; what it carries of the site's folders.
_ALLOWED = re.compile(
    r"generator/(?!data/)[\w/]+\.(?:py|css|js)|generator/py\.typed"
    r"|generator/data/(?:site-templates|maps|docs|handbook/content/pages)/.+"
    r"|story_explainer-[^/]+\.dist-info/(?:METADATA|WHEEL|RECORD|entry_points\.txt|licenses/[^/]+)"
)
_NEEDED = (
    "generator/__main__.py", "generator/py.typed", "generator/data/maps/",
    "generator/data/site-templates/pages/story.html", "generator/data/site-templates/publishing/",
)  # fmt: skip
_RELEASED = re.compile(r"^## \[([^\]]+)\] – (\d{4}-\d\d-\d\d)$", re.MULTILINE)


def wheel_problems(names: Iterable[str]) -> Iterator[str]:
    """What stands in a wheel and should not, and what should and does not."""
    found = sorted(names)
    for name in found:
        if not _ALLOWED.fullmatch(name):
            yield f"{name} has no place in the wheel"
    for needed in _NEEDED:
        if not any(name.startswith(needed) for name in found):
            yield f"{needed} is not in the wheel"
    for licence in LICENCES:
        if not any(name.endswith(f".dist-info/licenses/{licence}") for name in found):
            yield f"the licence file {licence} is not in the wheel"


def metadata_problems(text: str, version: str) -> Iterator[str]:
    """What is wrong with a distribution's metadata."""
    try:
        metadata = Metadata.from_email(text, validate=True)
    except ExceptionGroup as group:
        yield from (f"metadata: {error}" for error in group.exceptions)
        return
    if str(metadata.version) != version:
        yield f"metadata: the version is {metadata.version}, and should be {version}"
    if metadata.description_content_type != "text/markdown" or not metadata.description:
        yield "metadata: there is no description in Markdown"
    if not metadata.license_expression or not metadata.requires_python:
        yield "metadata: the licence or the wanted Python is not told"


def released(changelog: str) -> dict[str, str]:
    """The versions that a changelog has, each with its day."""
    return dict(_RELEASED.findall(changelog))


def changelog_problems(changelog: str, version: str) -> Iterator[str]:
    """What is wrong with a changelog when a version is released."""
    if "\n## [Unreleased]\n" not in changelog:
        yield "the changelog has no section [Unreleased]"
    if next(iter(released(changelog)), "") != version:
        yield f"the changelog's newest version with a day is not {version}"


def build(folder: Path) -> tuple[Path, Path]:
    """Build the wheel and the source distribution. Returns their paths."""
    sdist = ["-m", "hatchling", "build", "--target", "sdist", "--directory", str(folder)]
    _run([sys.executable, *sdist], ROOT)
    (archive,) = folder.glob(f"story_explainer-{__version__}.tar.gz")
    return _wheel(ROOT, folder), archive


def _wheel(source: Path, folder: Path) -> Path:
    made = ["-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    _run([sys.executable, *made], source)
    (wheel,) = folder.glob(f"story_explainer-{__version__}-*.whl")
    return wheel


def build_kit(folder: Path) -> Path:
    """The kit for verifiers as a zip, the same bytes each time."""
    path = folder / f"story-explainer-verifiers-kit-{__version__}.zip"
    files = [ROOT / "docs/verifying.md", *(each for each in (ROOT / "kit").rglob("*"))]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kit:
        for file in sorted(each for each in files if each.is_file() and each.suffix != ".pyc"):
            kit.writestr(zipfile.ZipInfo(file.relative_to(ROOT).as_posix()), file.read_bytes())
    return path


def sdist_problems(sdist: Path, wheel: Path) -> Iterator[str]:
    """Whether the source distribution builds the same wheel, byte for byte."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(sdist) as archive:
            archive.extractall(folder, filter="data")
        (source,) = Path(folder).iterdir()
        again = _wheel(source, Path(folder) / "again")
        if again.read_bytes() != wheel.read_bytes():
            yield "the source distribution builds another wheel"


def start_problems(wheel: Path, python: str) -> Iterator[str]:
    """What goes wrong when the handbook's first page is followed with a Python and this wheel."""
    with tempfile.TemporaryDirectory() as folder:
        desk, names = Path(folder) / "desk", Path(folder) / "bin"
        desk.mkdir()
        names.mkdir()
        (desk / wheel.name).write_bytes(wheel.read_bytes())
        (names / "python3").symlink_to(python)
        hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "SOURCE_DATE_EPOCH")
        env = {key: value for key, value in os.environ.items() if key not in hidden}
        env["PATH"] = f"{names}:{env['PATH']}"
        start = steps((PAGES / "start.md").read_text("utf-8"), "start")
        done = follow(start, desk, env, limit=1800)
        if done.returncode:
            yield f"{python}: the handbook's start fails:\n{(done.stdout + done.stderr)[-2000:]}"
        elif not (desk / "bridge-site/site/stories/bridge.html").is_file():
            yield f"{python}: the handbook's start makes no page of its story"


def _twine_problems(files: Iterable[Path]) -> Iterator[str]:
    """What twine says, where it is installed: it renders the description as the index does."""
    if importlib.util.find_spec("twine") is None:
        _say("twine is not installed: `packaging` alone has checked the metadata")
        return
    check = [sys.executable, "-m", "twine", "check", "--strict", *map(str, files)]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    if done.returncode:
        yield done.stdout


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def check(folder: Path, pythons: Iterable[str]) -> Iterator[str]:
    """Build into a folder, and say all that is wrong."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    yield from changelog_problems(changelog, __version__)
    day = released(changelog).get(__version__, "1980-01-01")
    # The day of the release stands in the archives: whoever builds them again gets the same bytes.
    epoch = datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()
    os.environ["SOURCE_DATE_EPOCH"] = str(int(epoch))
    wheel, sdist = build(folder)
    kit = build_kit(folder)
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
        (inside,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        metadata = opened.read(inside).decode()
    yield from wheel_problems(names)
    yield from metadata_problems(metadata, __version__)
    yield from _twine_problems([wheel, sdist])
    yield from sdist_problems(sdist, wheel)
    for made in (wheel, sdist, kit):
        _say(f"built: {made.name}, {made.stat().st_size:,} bytes")
    for python in dict.fromkeys(pythons):
        _say(f"following the handbook's start with {python}")
        yield from start_problems(wheel, python)


def main() -> int:
    """What the arguments ask for. Returns the exit code."""
    if len(sys.argv) < 2:
        sys.stderr.write("Usage: release_check.py FOLDER [PYTHON …]\n")
        return 2
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    problems = 0
    try:
        for problem in check(folder, sys.argv[2:]):
            _say(f"wrong: {problem}")
            problems += 1
    except subprocess.CalledProcessError as error:
        _say(f"wrong: it cannot be built:\n{error.stderr[-2000:]}")
        return 1
    _say(f"{problems} problems" if problems else "ready to be released")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
