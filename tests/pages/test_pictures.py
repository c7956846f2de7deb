"""Pictures keep what shows them, and nothing else; what is none is refused."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageOps, PngImagePlugin

from generator.pages import PagesFolder, read_pages
from generator.pages.kinds import cleaned
from generator.pages.pictures import KindError
from tests.support import no_hang

SECRET = b"Camera of J. Doe"
SCRIPT = b"<script>alert(1)</script>"
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}


def picture(ending: str, **options: object) -> bytes:
    image = Image.new("RGB", (7, 5), (200, 30, 30))
    image.putpixel((0, 0), (0, 0, 255))
    data = io.BytesIO()
    image.save(data, FORMATS[ending], **options)
    return data.getvalue()


def exif(orientation: int = 6) -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010F] = SECRET.decode()
    return made


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB").tobytes()


def with_secret(ending: str) -> bytes:
    if ending == ".png":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", SECRET.decode())
        return picture(ending, pnginfo=info, exif=exif())
    if ending == ".gif":
        return picture(ending, comment=SECRET)
    return picture(ending, exif=exif())


@pytest.mark.parametrize("ending", FORMATS)
def test_what_says_who_and_where_is_left_out(ending: str) -> None:
    before = with_secret(ending)
    assert SECRET in before
    after = cleaned(ending, before)
    assert SECRET not in after
    assert pixels(after) == pixels(before)
    assert cleaned(ending, after) == after


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("more", [SCRIPT, b"PK\x03\x04 a zip file", b"\0" * 100])
def test_what_stands_behind_a_picture_is_left_out(ending: str, more: bytes) -> None:
    whole = picture(ending)
    assert cleaned(ending, whole + more) == cleaned(ending, whole)


def test_a_photograph_stays_turned() -> None:
    after = cleaned(".jpg", picture(".jpg", exif=exif(6)))
    with Image.open(io.BytesIO(after)) as image:
        assert dict(image.getexif()) == {0x0112: 6}
        assert ImageOps.exif_transpose(image).size == (5, 7)


def test_a_moving_picture_keeps_its_frames() -> None:
    frames = [Image.new("RGB", (4, 4), (shade, 0, 0)) for shade in (0, 100, 200)]
    for ending in (".gif", ".webp", ".png"):
        data = io.BytesIO()
        frames[0].save(data, FORMATS[ending], save_all=True, append_images=frames[1:], duration=90)
        with Image.open(io.BytesIO(cleaned(ending, data.getvalue()))) as image:
            assert image.n_frames == 3


@pytest.mark.parametrize("ending", FORMATS)
def test_a_picture_that_is_cut_off_is_refused(ending: str) -> None:
    whole = picture(ending)
    for size in range(0, len(whole) - 1, 7):
        with pytest.raises(KindError):
            cleaned(ending, whole[:size])


@pytest.mark.parametrize("ending", FORMATS)
def test_a_picture_of_another_kind_is_refused(ending: str) -> None:
    for other in FORMATS:
        if other != ending:
            with pytest.raises(KindError):
                cleaned(ending, picture(other))
    for data in (SCRIPT, b"", b"GIF89a/*" + SCRIPT, b"<svg xmlns='http://www.w3.org/2000/svg'/>"):
        with pytest.raises(KindError):
            cleaned(ending, data)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def test_a_picture_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    size = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 50_000_000, 9)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/bomb.png").write_bytes(png)
    with no_hang():
        written, problems = read_pages(tmp_path, tmp_path, PagesFolder(tmp_path / "pages"))
    assert [problem.code for problem in problems] == ["wrong-kind"]
    assert written.files == ()
