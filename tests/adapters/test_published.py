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

from generator.adapters import published
from generator.adapters.mkdocs.publish import MARKER
from generator.adapters.published import read_copy
from generator.adapters.sums import (
    SUMS_FILE,
    Finding,
    Kind,
    SumsError,
    compare,
    read_sums,
    write_sums,
)
from tests.support import no_hang

FILES = {"index.html": b"home", "stories/a.html": b"a story" * 9999, "data/empty.json": b""}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / MARKER).write_text("a marker")
    write_sums(folder, leave_out={MARKER})
    return folder


def findings(place: Path) -> list[Finding]:
    copy = read_copy(place)
    assert copy.sums
    return compare(read_sums(copy.sums), copy)


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
    sums = ("copy/SHA256SUMS", (site / SUMS_FILE).read_bytes())
    bad = [("copy/index.html", b"bad"), ("index.html", FILES["index.html"])]
    export = zip_of(site.parent / "x.zip", [*good[1:], sums, *bad])
    assert [(each.path, each.kind) for each in findings(export)] == [
        ("../index.html", Kind.EXTRA), ("index.html", Kind.CHANGED),
    ]  # fmt: skip


def test_a_file_that_is_there_twice_is_told(site: Path) -> None:
    sums = (site / SUMS_FILE).read_bytes()
    with pytest.warns(UserWarning, match="Duplicate"):
        export = zip_of(
            site.parent / "x.zip", [*FILES.items(), (SUMS_FILE, sums), ("index.html", b"home")]
        )
    assert [(each.path, each.kind) for each in findings(export)] == [("index.html", Kind.TWICE)]


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE]
)
def test_what_is_no_file_in_a_tar_is_not_read(site: Path, kind: bytes) -> None:
    link = tarfile.TarInfo("index.html")
    link.type, link.linkname = kind, "/etc/passwd"
    rows: dict[str, bytes | tarfile.TarInfo] = {**FILES, "index.html": link}
    rows[SUMS_FILE] = (site / SUMS_FILE).read_bytes()
    (finding,) = findings(tar_of(site.parent / "x.tar", rows))
    assert (finding.path, finding.kind) == ("index.html", Kind.NO_FILE)


def test_a_link_in_a_zip_is_not_read(site: Path) -> None:
    link = zipfile.ZipInfo("index.html")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    rows = [(name, data) for name, data in FILES.items() if name != "index.html"]
    sums = (SUMS_FILE, (site / SUMS_FILE).read_bytes())
    (finding,) = findings(zip_of(site.parent / "x.zip", [*rows, sums, (link, b"/etc/passwd")]))
    assert finding.kind is Kind.NO_FILE


def test_names_that_lead_elsewhere_are_only_names(site: Path) -> None:
    sums = (SUMS_FILE, (site / SUMS_FILE).read_bytes())
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
    with no_hang(), pytest.raises(SumsError, match=told):
        read_copy(export)


def test_many_files_and_a_large_list(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export = Path(shutil.make_archive(str(site.parent / "export"), "tar", site))
    monkeypatch.setattr(published, "MOST_FILES", 2)
    with pytest.raises(SumsError, match="more than 2 files"):
        read_copy(export)
    monkeypatch.setattr(published, "MOST_BYTES_OF_SUMS", 100)
    for place in (site, export):
        with pytest.raises(SumsError, match=r"too large|more than 2"):
            read_copy(place)


@pytest.mark.parametrize("kind", ["zip", "tar", "gztar"])
def test_a_broken_export_is_told_and_never_raises_otherwise(site: Path, kind: str) -> None:
    """Cut at many places, and with a byte turned at each: told, or not what the list says."""
    export = Path(shutil.make_archive(str(site.parent / "export"), kind, site))
    whole, listed = export.read_bytes(), read_sums((site / SUMS_FILE).read_bytes())
    places = {*range(0, min(len(whole), 1200), 7), *range(0, len(whole), len(whole) // 60)}
    told = 0
    for place in sorted(places):
        turned = bytearray(whole)
        turned[place] ^= 0x55
        for data in (whole[:place], bytes(turned)):
            export.write_bytes(data)
            try:
                compare(listed, read_copy(export))
            except SumsError:
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
        with pytest.raises(SumsError, match="'x' cannot be read"):
            read_copy(tmp_path / "x")
