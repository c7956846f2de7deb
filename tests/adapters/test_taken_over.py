"""What is fresh is linked from the published site, and never changes it."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.adapters.mkdocs import sitebuild, writing
from generator.adapters.mkdocs.project import ProjectError
from generator.adapters.mkdocs.taking_over import taking_over
from generator.index import FOLDER_VARIABLE
from generator.parallel import CORES_VARIABLE
from generator.publishing.checksums import CHECKSUMS_FILE, digest_of
from tests.builds import append, built, differing, replace
from tests.sites import files_of

STORY = "stories/ostermill-bell"
EDITED = f"content/{STORY}/story.yml"


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index that is kept from build to build."""
    folder = tmp_path / "kept"
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    # What a test changes in this process shall hold for all that is done.
    monkeypatch.setenv(CORES_VARIABLE, "1")
    return folder


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The units that were made, and not taken over."""
    found: list[str] = []
    make = writing.make

    def note(job: Any, index: Any, unit: str) -> Any:
        found.append(unit)
        return make(job, index, unit)

    monkeypatch.setattr(writing, "make", note)
    return found


# What the same content has given before: a build is told neither where nor when it is.
_cold: dict[str, dict[str, bytes]] = {}


def cold(site: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The files of a site that is built as if for the first time."""
    files = {name: data for name, data in files_of(site).items() if not name.startswith("site/")}
    content = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()
    if content not in _cold:
        with monkeypatch.context() as patched:
            patched.setenv(FOLDER_VARIABLE, "off")
            built(site, out)
        _cold[content] = files_of(out)
    return _cold[content]


def inodes(site: Path) -> dict[str, int]:
    return {name: (site / name).stat().st_ino for name in files_of(site)}


def edited(demo: Path) -> None:
    replace(demo / EDITED, "Belfries were never so quiet.", "Belfries have never been so quiet.")


def test_what_an_edit_leaves_alone_is_the_same_file(
    demo: Path, tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    built(demo)
    site = demo / "site"
    before, numbers = files_of(site), inodes(site)
    everything = set(made)
    made.clear()
    edited(demo)
    built(demo)
    after = files_of(site)
    assert f"story/{STORY.partition('/')[2]}" in made
    assert set(made) < everything
    assert after == cold(demo, tmp_path / "cold", monkeypatch)
    changed = differing(before, after)
    assert f"{STORY}.html" in changed
    same = {name for name, number in inodes(site).items() if numbers.get(name) == number}
    assert same
    assert same & changed == set()
    # Nothing is shared with a folder that is gone.
    assert {name for name in after if (site / name).stat().st_nlink != 1} == set()


def test_a_build_that_changes_nothing_of_a_unit_does_not_make_it(
    demo: Path, made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(demo)
    made.clear()
    append(demo / EDITED, "# A comment.\n")
    built(demo)
    assert made == []
    assert files_of(demo / "site") == cold(demo, tmp_path / "cold", monkeypatch)


class StoppedError(Exception):
    """What ends a build before its end."""


def stop(*_: object) -> None:
    raise StoppedError


def test_the_published_site_is_untouched_until_the_swap(
    demo: Path, tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the next site has other words, files for the host, and units half linked."""
    # The same paths as those of pages, of data and of what MkDocs writes.
    for name in (f"{STORY}.csl.json", "sources/gull-wire.html", "robots.txt", "sitemap.xml",
                 "method.html"):  # fmt: skip
        append(demo / "site-templates/host" / name, f"of the host: {name}")
    built(demo)
    site = demo / "site"
    before, numbers = files_of(site), inodes(site)
    edited(demo)
    linked: list[Path] = []
    link = os.link

    def once_in_three(source: Path, target: Path, **options: Any) -> None:
        linked.append(target)
        if len(linked) % 3 == 0:
            raise OSError(errno.EIO, "no link")
        link(source, target, **options)

    monkeypatch.setattr(os, "link", once_in_three)
    with monkeypatch.context() as patched:
        patched.setattr(sitebuild.SiteBuild, "publish", stop)
        with pytest.raises(StoppedError):
            built(demo)
    assert len(linked) > 3
    assert files_of(site) == before
    assert inodes(site) == numbers
    assert [path.name for path in demo.iterdir() if path.name.startswith(".site.")] in (
        [], [".site.lock"],
    )  # fmt: skip
    built(demo)
    after = files_of(site)
    assert after == cold(demo, tmp_path / "cold", monkeypatch)
    told = (site / CHECKSUMS_FILE).read_text("utf-8").splitlines()
    known = {path: digest for digest, _, path in (line.partition("  ") for line in told)}
    assert {
        name: digest for name, digest in known.items() if digest_of(site / name) != digest
    } == {}
    assert after[f"{STORY}.csl.json"] == f"of the host: {STORY}.csl.json".encode()
    assert b"have never been so quiet" in after[f"{STORY}.html"]


def test_a_unit_that_is_linked_in_part_is_made_again_beside_the_published_one(
    demo: Path, tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was linked of it is not written into."""
    built(demo)
    site = demo / "site"
    append(demo / EDITED, "# A comment.\n")
    link, linked = os.link, list[Path]()

    def not_the_map(source: Path, target: Path, **options: Any) -> None:
        if target.name == "map.html":
            raise OSError(errno.EIO, "no link")
        linked.append(target)
        link(source, target, **options)

    seen: list[tuple[int, int]] = []
    write = writing.write_file

    def note(job: Any, path: str, data: bytes) -> str:
        if path == f"{STORY}.html":
            published = site / path
            seen.append((published.stat().st_ino, (job.site_dir / path).stat().st_ino))
            # A page that says something else now would be written into no other file.
            told = write(job, path, b"other words")
            assert published.read_bytes() != b"other words"
            assert (job.site_dir / path).stat().st_ino != published.stat().st_ino
            assert told
        return write(job, path, data)

    made.clear()
    with monkeypatch.context() as patched:
        patched.setattr(os, "link", not_the_map)
        patched.setattr(writing, "write_file", note)
        built(demo)
    assert made == [f"story/{STORY.partition('/')[2]}"]
    assert f"{STORY.partition('/')[2]}.html" in {path.name for path in linked}
    ((published, new),) = seen
    assert published == new, "it was linked before it was made again"
    assert files_of(site) == cold(demo, tmp_path / "cold", monkeypatch)


@pytest.mark.parametrize("tampered", [b"", b"<p>not ours</p>", None])
def test_what_somebody_has_changed_is_not_taken_over(
    demo: Path,
    tmp_path: Path,
    made: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tampered: bytes | None,
) -> None:
    built(demo)
    made.clear()
    path = demo / f"site/{STORY}/map.html"
    path.unlink() if tampered is None else path.write_bytes(tampered)
    append(demo / EDITED, "# A comment.\n")
    built(demo)
    assert made == [f"story/{STORY.partition('/')[2]}"]
    assert files_of(demo / "site") == cold(demo, tmp_path / "cold", monkeypatch)


def test_bytes_of_the_same_length_and_date_are_no_disguise(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(demo)
    path = demo / f"site/{STORY}.html"
    state = path.stat()
    path.write_bytes(path.read_bytes().replace(b"bell", b"BELL"))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert path.stat().st_size == state.st_size
    append(demo / EDITED, "# A comment.\n")
    built(demo)
    assert files_of(demo / "site") == cold(demo, tmp_path / "cold", monkeypatch)


def test_a_link_in_the_place_of_a_file_is_not_taken_over(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(demo)
    path = demo / f"site/{STORY}.html"
    path.rename(tmp_path / "elsewhere.html")
    path.symlink_to(tmp_path / "elsewhere.html")
    append(demo / EDITED, "# A comment.\n")
    built(demo)
    assert not path.is_symlink()
    assert files_of(demo / "site") == cold(demo, tmp_path / "cold", monkeypatch)


def test_a_disk_without_links_gives_the_same_site(
    demo: Path, tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    built(demo)
    edited(demo)
    made.clear()

    def no_link(*_: object, **__: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", no_link)
        built(demo)
    # They are copied: what is fresh is not made again.
    assert f"story/{STORY.partition('/')[2]}" in made
    assert len(made) == len(set(made))
    assert "page/glossary" not in made
    assert "source/gull-wire" not in made
    assert files_of(demo / "site") == cold(demo, tmp_path / "cold", monkeypatch)


@pytest.mark.parametrize(
    ("number", "is_taken"),
    [
        *((number, True) for number in (errno.EPERM, errno.EXDEV, errno.ENOTSUP, errno.EMLINK)),
        (errno.EIO, False),
    ],
)
def test_where_there_are_no_links_files_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, is_taken: bool
) -> None:
    def no_link(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    published, new = tmp_path / "published", tmp_path / "new"
    append(published / "a.html", "words")
    monkeypatch.setattr(os, "link", no_link)
    take = taking_over(published, new, is_untouched=True)
    assert take({"a.html": digest_of(published / "a.html")}) == is_taken
    if is_taken:
        assert (new / "a.html").read_text("utf-8") == "words"
        assert not (new / "a.html").samefile(published / "a.html")


def test_what_was_made_and_not_published_is_not_looked_for_there(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under `--strict` a warning keeps a site from its place, though its pages are made."""
    built(demo, strict=True)
    before = files_of(demo / "site")
    edited(demo)
    more = demo / "content/pages/more.md"
    append(more, "# More\n\n[x](nowhere.md)\n")
    done = built(demo, strict=True)
    assert done.warnings
    assert not done.is_published
    assert files_of(demo / "site") == before
    more.unlink()
    assert built(demo, strict=True).is_published
    assert files_of(demo / "site") == cold(demo, tmp_path / "cold", monkeypatch)
    assert b"have never been so quiet" in (demo / f"site/{STORY}.html").read_bytes()


@pytest.mark.parametrize("at", ["_take_over", "write", "publish"])
def test_a_build_that_ended_before_its_end_is_not_looked_for_there(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """Whatever every page depends on has changed, so that the build had linked nothing."""
    built(demo)
    before = files_of(demo / "site")
    edited(demo)
    append(demo / "mkdocs.yml", "\ncopyright: Another\n")
    with monkeypatch.context() as patched:
        if at == "write":
            patched.setattr(sitebuild, "copy_host_files", stop)
        else:
            patched.setattr(sitebuild.SiteBuild, at, stop)
        with pytest.raises((StoppedError, ProjectError)):
            built(demo)
    assert files_of(demo / "site") == before
    built(demo)
    assert files_of(demo / "site") == cold(demo, tmp_path / "cold", monkeypatch)
    assert b"have never been so quiet" in (demo / f"site/{STORY}.html").read_bytes()


def test_another_folder_is_not_that_which_was_built(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site that is built into two places in turn is up to date in both."""
    built(demo, tmp_path / "one")
    edited(demo)
    built(demo, tmp_path / "two")
    built(demo, tmp_path / "one")
    wanted = cold(demo, tmp_path / "cold", monkeypatch)
    assert files_of(tmp_path / "one") == wanted
    assert files_of(tmp_path / "two") == wanted


def test_taking_over_says_what_it_cannot(tmp_path: Path) -> None:
    published, new = tmp_path / "published", tmp_path / "new"
    append(published / "a/b.html", "words")
    files: Mapping[str, str] = {"a/b.html": digest_of(published / "a/b.html")}
    take = taking_over(published, new, is_untouched=False)
    assert take(files)
    assert (new / "a/b.html").samefile(published / "a/b.html")
    # There is something already; the digest is another; there is no such file.
    assert not take(files)
    assert not take({"a/b.html": "0" * 64})
    assert not take({"a/c.html": "0" * 64})
    assert not taking_over(published, tmp_path / "x", is_untouched=True)({"a/c.html": "0" * 64})
    assert (published / "a/b.html").read_text() == "words"


def test_pages_of_what_is_gone_are_not_taken_over(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = demo / "content/stories/la-cloche/story.yml"
    replace(draft, "status: draft", "status: published")
    assert built(demo).is_published
    assert (demo / "site/stories/la-cloche.html").is_file()
    shutil.rmtree(draft.parent)
    assert built(demo).is_published
    assert not (demo / "site/stories/la-cloche.html").exists()
    assert files_of(demo / "site") == cold(demo, tmp_path / "cold", monkeypatch)
