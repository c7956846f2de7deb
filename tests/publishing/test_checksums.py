"""The list of a site's digests, and a copy held against it."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publishing.atomic_swap import MARKED
from generator.publishing.checksums import (
    CHECKSUMS_FILE,
    ChecksumError,
    Kind,
    Listed,
    SiteCopy,
    checksums,
    compare,
    format_checksums,
    parse_checksums,
    plain_files,
    write_checksums,
)
from generator.publishing.site_copy import read_copy
from tests.support import no_hang

# Each is the name of a file that somebody has somewhere; the bytes of one are no text.
NAMES = [
    "index.html", "stories/a.html", "stories/ü ber.html", "-e", " leading", "trailing ", "a  b",
    "back\\slash", "line\nend", "carriage\rreturn", "*star", "#hash", "é/é.json", ".hidden",
    "SHA256SUMS.old", "sub/SHA256SUMS", os.fsdecode(b"\xff\xfe.bin"),
]  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site of a few files, with its list."""
    folder = tmp_path / "site"
    for number, name in enumerate(NAMES):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(range(256)) * number)
    (folder / ".explainer-site").write_bytes(MARKED)
    write_checksums(folder, leave_out={".explainer-site"})
    return folder


def test_the_program_sha256sum_reads_it_and_would_have_written_it(site: Path) -> None:
    check = ["sha256sum", "--check", "--strict", "--quiet", CHECKSUMS_FILE]
    subprocess.run(check, cwd=site, check=True, capture_output=True)
    names = sorted(os.fsencode(name) for name in NAMES)
    made = subprocess.run(
        ["sha256sum", "--", *names], cwd=site, check=True, capture_output=True
    ).stdout
    assert (site / CHECKSUMS_FILE).read_bytes() == made


def test_the_list_leaves_out_itself_and_the_marker(site: Path) -> None:
    first = (site / CHECKSUMS_FILE).read_bytes()
    assert set(parse_checksums(first)) == set(NAMES)
    write_checksums(site, leave_out={".explainer-site"})
    assert (site / CHECKSUMS_FILE).read_bytes() == first


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
        st.binary(min_size=32, max_size=32).map(bytes.hex),
        min_size=1,
    )
)
def test_what_is_written_is_read_again(digests: dict[str, str]) -> None:
    read = parse_checksums(format_checksums(digests))
    assert {name: row.digest for name, row in read.items()} == digests
    assert [row.line for row in read.values()] == list(range(1, len(digests) + 1))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the list is empty"),
        ("<html>no list</html>\n", "SHA256SUMS:1: this is no line"),
        (f"{'a' * 64}  a\n{'a' * 63}  b\n", "SHA256SUMS:2: this is no line"),
        (f"{'A' * 64}  a\n", "SHA256SUMS:1: this is no line"),
        (f"{'a' * 64}  a\n\n{'b' * 64}  a\n", "SHA256SUMS:3: this file is listed in line 1 too"),
    ],
)
def test_what_is_no_list(text: str, told: str) -> None:
    with pytest.raises(ChecksumError, match=told):
        parse_checksums(text.encode())


def test_it_reads_what_other_programs_write() -> None:
    digest = "a" * 64
    assert parse_checksums(f"{digest} *binary\r\n".encode()) == {"binary": Listed(digest, 1)}


def test_rings_of_links_and_pipes_stop_nothing(site: Path) -> None:
    before = checksums(site, {".explainer-site"})
    for name in ("a", "b", "stories/c"):
        (site / name).symlink_to(site)
    (site / "gone").symlink_to("nowhere")
    (site / "zero").symlink_to("/dev/zero")
    os.mkfifo(site / "pipe")
    with no_hang():
        assert checksums(site, {".explainer-site"}) == before
        found = compare(parse_checksums(before), read_copy(site))
    assert {(each.path, each.kind) for each in found} == {
        (name, Kind.NO_FILE) for name in ("a", "b", "stories/c", "gone", "zero", "pipe")
    }


def test_deep_folders(tmp_path: Path) -> None:
    deep = "d/" * 1200
    try:
        subprocess.run(["mkdir", "-p", deep], cwd=tmp_path, check=True)
        (tmp_path / deep / "file").write_text("x")
        assert [name for name, _ in plain_files(tmp_path)] == [f"{deep}file"]
    finally:
        # Not all that would remove it later can go so deep.
        subprocess.run(["rm", "-rf", "d"], cwd=tmp_path, check=True)


def test_every_change_of_a_byte_is_found(site: Path) -> None:
    """Each file in turn: one bit turned, a byte more, a byte less, gone, doubled."""
    chance, tried = random.Random(8), 0  # noqa: S311 - any place will do
    listed = parse_checksums((site / CHECKSUMS_FILE).read_bytes())
    assert compare(listed, read_copy(site)) == []
    for name in NAMES:
        path = site / name
        data = path.read_bytes()
        changes = [data + b"\n", data[:-1], b"x"]
        if data:
            turned = bytearray(data)
            turned[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            changes.append(bytes(turned))
        for change in changes:
            if change != data:
                path.write_bytes(change)
                (finding,) = compare(listed, read_copy(site))
                assert (finding.path, finding.kind) == (name, Kind.CHANGED)
                assert finding.line == listed[name].line
                assert hashlib.sha256(change).hexdigest() in finding.message
                tried += 1
        path.unlink()
        (finding,) = compare(listed, read_copy(site))
        assert (finding.path, finding.kind) == (name, Kind.MISSING)
        assert compare(listed, read_copy(site), partial=True) == []
        path.write_bytes(data)
    assert tried >= 50
    (site / "stories/evil.html").write_text("<script>")
    (finding,) = compare(listed, read_copy(site), partial=True)
    assert (finding.path, finding.kind, finding.line) == ("stories/evil.html", Kind.EXTRA, 0)


def test_differences_come_in_the_order_of_paths() -> None:
    listed = {name: Listed("a" * 64, 1) for name in "db"}
    copy = SiteCopy({"a": "b" * 64, "b": "b" * 64, "c": None})
    assert [(each.path, each.kind) for each in compare(listed, copy)] == [
        ("a", Kind.EXTRA), ("b", Kind.CHANGED), ("c", Kind.NO_FILE), ("d", Kind.MISSING),
    ]  # fmt: skip
