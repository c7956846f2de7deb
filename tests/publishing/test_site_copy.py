"""Exports of a published site: read as the folder is, and safe to read whoever made them."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publishing import site_copy
from generator.publishing.atomic_swap import MARKED, MARKER
from generator.publishing.checksums import (
    CHECKSUMS_FILE,
    ChecksumError,
    Finding,
    Kind,
    compare,
    parse_checksums,
    write_checksums,
)
from generator.publishing.site_copy import read_copy
from tests.support import no_hang

FILES = {"index.html": b"home", "stories/a.html": b"a story" * 9999, "data/empty.json": b""}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / MARKER).write_bytes(MARKED)
    write_checksums(folder, leave_out={MARKER})
    return folder


def findings(place: Path) -> list[Finding]:
    copy = read_copy(place)
    assert copy.sums
    return compare(parse_checksums(copy.sums), copy)


def tar_of(place: Path, rows: dict[str, bytes | tarfile.TarInfo]) -> Path:
    with tarfile.open(place, "w") as export:
        for name, row in rows.items():
            info = tarfile.TarInfo(name) if isinstance(row, bytes) else row
            data = row if isinstance(row, bytes) else b""
            info.size = len(data) or info.size
            export.addfile(info, io.BytesIO(data) if data else None)
    return place


def zip_of(place: Path, rows: list[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as export:
        for name, data in rows:
            export.writestr(name, data)
    return place


@pytest.mark.parametrize("kind", ["zip", "tar", "gztar"])
@pytest.mark.parametrize("base", [".", "site"])
def test_an_export_is_read_as_the_folder_is(site: Path, kind: str, base: str) -> None:
    root, inner = (site, None) if base == "." else (site.parent, "site")
    export = Path(shutil.make_archive(str(site.parent / "export"), kind, root, inner))
    assert read_copy(export).digests == read_copy(site).digests
    assert set(read_copy(site).digests) == set(FILES)
    assert findings(export) == []


def test_what_lies_beside_the_site_in_an_export_passes_for_nothing_in_it(site: Path) -> None:
    good = [(f"copy/{name}", data) for name, data in FILES.items()]
    sums = ("copy/SHA256SUMS", (site / CHECKSUMS_FILE).read_bytes())
    bad = [("copy/index.html", b"bad"), ("index.html", FILES["index.html"])]
    export = zip_of(site.parent / "x.zip", [*good[1:], sums, *bad])
    assert [(each.path, each.kind) for each in findings(export)] == [
        ("../index.html", Kind.EXTRA), ("index.html", Kind.CHANGED),
    ]  # fmt: skip


def test_a_file_that_is_there_twice_is_told(site: Path) -> None:
    sums = (site / CHECKSUMS_FILE).read_bytes()
    with pytest.warns(UserWarning, match="Duplicate"):
        export = zip_of(
            site.parent / "x.zip", [*FILES.items(), (CHECKSUMS_FILE, sums), ("index.html", b"home")]
        )
    assert [(each.path, each.kind) for each in findings(export)] == [("index.html", Kind.TWICE)]


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE]
)
def test_what_is_no_file_in_a_tar_is_not_read(site: Path, kind: bytes) -> None:
    link = tarfile.TarInfo("index.html")
    link.type, link.linkname = kind, "/etc/passwd"
    rows: dict[str, bytes | tarfile.TarInfo] = {**FILES, "index.html": link}
    rows[CHECKSUMS_FILE] = (site / CHECKSUMS_FILE).read_bytes()
    (finding,) = findings(tar_of(site.parent / "x.tar", rows))
    assert (finding.path, finding.kind) == ("index.html", Kind.NO_FILE)


def test_a_link_in_a_zip_is_not_read(site: Path) -> None:
    link = zipfile.ZipInfo("index.html")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    rows = [(name, data) for name, data in FILES.items() if name != "index.html"]
    sums = (CHECKSUMS_FILE, (site / CHECKSUMS_FILE).read_bytes())
    (finding,) = findings(zip_of(site.parent / "x.zip", [*rows, sums, (link, b"/etc/passwd")]))
    assert finding.kind is Kind.NO_FILE


def test_names_that_lead_elsewhere_are_only_names(site: Path) -> None:
    sums = (CHECKSUMS_FILE, (site / CHECKSUMS_FILE).read_bytes())
    names = ["../../etc/passwd", "/etc/passwd", "a/../index.html", "C:\\x", "index.html/"]
    export = zip_of(site.parent / "x.zip", [*FILES.items(), sums, *((name, b"") for name in names)])
    found = findings(export)
    assert {each.path for each in found} == set(names[:4])
    assert {each.kind for each in found} == {Kind.EXTRA}


def sparse(folder: Path) -> Path:
    """A tar of half a kilobyte with a file of eight terabytes, all of it holes."""
    info = tarfile.TarInfo("huge")
    info.type = tarfile.GNUTYPE_SPARSE
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[483:495] = b"\x80" + (8 << 40).to_bytes(11, "big")
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    (folder / "x.tar").write_bytes(bytes(header) + bytes(10240))
    return folder / "x.tar"


def long_header(folder: Path) -> Path:
    """A tar.gz of two megabytes whose first name is two billion letters long."""
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 2 << 30
    path = folder / "x.tar.gz"
    with gzip.open(path, "wb", 1) as file:
        file.write(info.tobuf(tarfile.GNU_FORMAT))
        for _ in range(16):
            file.write(bytes(1 << 20))
    return path


def bomb(folder: Path) -> Path:
    """A zip of 40 kB whose entries say that they hold 8 GB."""
    path = zip_of(folder / "x.zip", [(f"{at}", bytes(1 << 20)) for at in range(9)])
    data = bytearray(path.read_bytes())
    at = 0
    while (at := data.find(b"PK\1\2", at)) >= 0:
        data[at + 24 : at + 28] = (0xFFFFFF00 >> 2).to_bytes(4, "little")
        at += 4
    path.write_bytes(bytes(data))
    return path


def other_packing(folder: Path) -> Path:
    path = folder / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as export:
        export.writestr("index.html", b"home")
    return path


def encrypted(folder: Path) -> Path:
    path = zip_of(folder / "x.zip", [("index.html", b"home")])
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.find(b"PK\1\2") + 8] |= 1
    path.write_bytes(bytes(data))
    return path


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (sparse, "more than 4 GB"),
        (long_header, "a header that is too large"),
        (bomb, "more than 4 GB"),
        (other_packing, "packed in a way that is not read"),
        (encrypted, "encrypted"),
    ],
)
def test_bombs_are_refused_soon(tmp_path: Path, make: Callable[[Path], Path], told: str) -> None:
    export = make(tmp_path)
    with no_hang(), pytest.raises(ChecksumError, match=told):
        read_copy(export)


def test_many_files_and_a_large_list(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export = Path(shutil.make_archive(str(site.parent / "export"), "tar", site))
    monkeypatch.setattr(site_copy, "MOST_FILES", 2)
    with pytest.raises(ChecksumError, match="more than 2 files"):
        read_copy(export)
    monkeypatch.setattr(site_copy, "MAX_CHECKSUMS_BYTES", 100)
    for place in (site, export):
        with pytest.raises(ChecksumError, match=r"too large|more than 2"):
            read_copy(place)


@pytest.mark.parametrize("kind", ["zip", "tar", "gztar"])
def test_a_broken_export_is_told_and_never_raises_otherwise(site: Path, kind: str) -> None:
    """Cut at many places, and with a byte turned at each: told, or not what the list says."""
    export = Path(shutil.make_archive(str(site.parent / "export"), kind, site))
    whole, listed = export.read_bytes(), parse_checksums((site / CHECKSUMS_FILE).read_bytes())
    places = {*range(0, min(len(whole), 1200), 7), *range(0, len(whole), len(whole) // 60)}
    told = 0
    for place in sorted(places):
        turned = bytearray(whole)
        turned[place] ^= 0x55
        for data in (whole[:place], bytes(turned)):
            export.write_bytes(data)
            try:
                compare(listed, read_copy(export))
            except ChecksumError:
                told += 1
    assert told > 60


def test_other_files_are_told(tmp_path: Path) -> None:
    for data in (
        b"",
        b"x",
        b"\x1f\x8b",
        b"\x1f\x8bnot packed",
        b"PK\5\6",
        os.urandom(9999),
        zlib.compress(b"x"),
    ):
        (tmp_path / "x").write_bytes(data)
        with pytest.raises(ChecksumError, match="'x' cannot be read"):
            read_copy(tmp_path / "x")


# What stands in an export outside of its entries


def outside(place: Path) -> list[str]:
    assert {each.kind for each in findings(place)} <= {Kind.OUTSIDE}
    return [each.message for each in findings(place)]


@pytest.mark.parametrize("extra", [b"x", b"PK\5\6", b"\0x", b"<script>" * 999])
def test_what_is_put_before_or_behind_an_export_is_told(site: Path, extra: bytes) -> None:
    export = Path(shutil.make_archive(str(site.parent / "x"), "zip", site))
    whole = export.read_bytes()
    assert outside(export) == []
    export.write_bytes(extra + whole)
    assert any("before the entry" in each for each in outside(export))
    tar = Path(shutil.make_archive(str(site.parent / "x"), "tar", site))
    whole = tar.read_bytes()
    tar.write_bytes(whole + extra)
    assert outside(tar) == ["bytes stand behind its end"]
    packed = site.parent / "x.tar.gz"
    packed.write_bytes(gzip.compress(whole + extra))
    assert outside(packed) == ["bytes stand behind its end"]
    packed.write_bytes(gzip.compress(whole) + gzip.compress(extra))
    assert outside(packed) == ["bytes stand behind its end"]
    packed.write_bytes(gzip.compress(whole))
    assert outside(packed) == []


def test_a_second_archive_is_told(site: Path) -> None:
    for kind in ("tar", "gztar"):
        export = Path(shutil.make_archive(str(site.parent / "x"), kind, site))
        export.write_bytes(export.read_bytes() * 2)
        assert outside(export) == ["bytes stand behind its end"]
    one = Path(shutil.make_archive(str(site.parent / "x"), "zip", site))
    one.write_bytes(one.read_bytes() * 2)
    assert any("before the entry" in each for each in outside(one))
    tar = Path(shutil.make_archive(str(site.parent / "y"), "tar", site))
    one = Path(shutil.make_archive(str(site.parent / "x"), "zip", site))
    one.write_bytes(tar.read_bytes() + one.read_bytes())
    assert any("before the entry" in each for each in outside(one))


def test_comments_gaps_and_folders_with_data_are_told(site: Path) -> None:
    rows = [*FILES.items(), (CHECKSUMS_FILE, (site / CHECKSUMS_FILE).read_bytes())]
    path = zip_of(site.parent / "x.zip", [(name, data) for name, data in rows])
    with zipfile.ZipFile(path, "a") as export:
        export.comment = b"a note"
    assert outside(path) == ["it has a comment"]
    path.unlink()
    with zipfile.ZipFile(path, "w") as export:
        for name, data in rows:
            info = zipfile.ZipInfo(name)
            info.comment = b"a note" if name == "index.html" else b""
            export.writestr(info, data)
        export.writestr("folder/", b"")
    assert outside(path) == ["the entry 'index.html' has a comment"]
    data = path.read_bytes()
    with zipfile.ZipFile(path) as export:
        start = export.start_dir
    moved = bytearray(data[:start] + b"hidden" + data[start:])
    at = moved.rindex(b"PK\5\6")
    moved[at + 16 : at + 20] = (start + 6).to_bytes(4, "little")
    path.write_bytes(moved)
    assert "bytes stand between the last entry and the directory" in outside(path)
    tar = tar_of(site.parent / "x.tar", dict(rows))
    turned = bytearray(tar.read_bytes())
    turned[512 + len(FILES["index.html"])] = 1
    tar.write_bytes(turned)
    assert outside(tar) == ["bytes stand behind the entry 'index.html' that belong to none"]


def test_a_zip_that_was_written_into_a_pipe_is_whole(site: Path) -> None:
    """Its sizes stand behind the data, as many programs write them."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as export:
        for name in (*FILES, CHECKSUMS_FILE, MARKER):
            with export.open(name, "w", force_zip64=name == CHECKSUMS_FILE) as file:
                file.write((site / name).read_bytes())
    (site.parent / "x.zip").write_bytes(pipe.getvalue())
    assert outside(site.parent / "x.zip") == []


@pytest.mark.parametrize("kind", ["folder", "zip", "tar", "gztar"])
def test_the_marker_holds_what_a_build_writes_or_is_told(site: Path, kind: str) -> None:
    def copied() -> Path:
        base = str(site.parent / "x")
        return site if kind == "folder" else Path(shutil.make_archive(base, kind, site))

    assert findings(copied()) == []
    (site / MARKER).write_bytes(MARKED + b"x")
    (finding,) = findings(copied())
    assert (finding.path, finding.kind) == (MARKER, Kind.CHANGED)
    (site / MARKER).unlink()
    assert findings(copied()) == []
