"""The pictures of shared pages: small, the same each time, and never with wrong letters."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from generator.parallel import CORES_VARIABLE
from generator.render import CARD_SIZE
from generator.render.cards.drawing import draw_card
from generator.render.cards.text import drawable, lines, shortened
from tests.compiled import Compiled
from tests.support import ROOT, clean, make_site

NAME, LINE = "The Bell File", "63 statements · 3 reports, 3 voices"
ARABIC, HEBREW, HINDI, CHINESE = "جرس البلدة", "הפעמון נעלם", "घंटी कहाँ गई", "鐘不見了"


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def is_drawn(title: str) -> bool:
    """Whether a title stands on its card; if not, the site's name takes its place."""
    return draw_card(title, LINE, NAME) != draw_card("", LINE, NAME)


def any_glyph(_: str) -> bool:
    """A font that has them all."""
    return True


def rows_with_ink(data: bytes, top: int, bottom: int) -> int:
    """How many rows of pixels between two heights are not empty paper."""
    image = opened(data).convert("L").crop((0, top, CARD_SIZE[0], bottom))
    pixels, width = image.tobytes(), image.width
    rows = (pixels[start : start + width] for start in range(0, len(pixels), width))
    return sum(len(set(row)) > 1 for row in rows)


def test_a_card_is_a_small_png_of_the_right_size() -> None:
    for title in (
        "Short",
        "How police struck at the propaganda, and where reports part",
        "W" * 900,
    ):
        data = draw_card(title, LINE, NAME)
        image = opened(data)
        assert (image.format, image.size) == ("PNG", CARD_SIZE)
        assert len(data) < 25_000


def test_the_same_texts_give_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib, sys; from generator.render.cards.drawing import draw_card;"
        f"print(hashlib.sha256(draw_card('Who took the bell?', {LINE!r}, {NAME!r})).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONUTF8": "1"},
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout
        for seed, locale, zone in (("1", "C", "UTC"), ("2", "tr_TR.UTF-8", "Asia/Tokyo"))
    }  # fmt: skip
    assert len(told) == 1


@pytest.mark.parametrize("text", ["Ποιος άκουσε;", "Пропавший колокол", "Tiếng chuông", "Où ?"])
def test_scripts_that_are_set_letter_by_letter_are_drawn(text: str) -> None:
    assert drawable(text, any_glyph) == text
    assert is_drawn(text)


@pytest.mark.parametrize("text", [ARABIC, HEBREW, HINDI, CHINESE, "A bell 🔔", f"The {CHINESE}"])
def test_a_title_that_cannot_be_drawn_right_is_not_drawn(text: str) -> None:
    assert not is_drawn(text)
    assert is_drawn("a")


def test_a_card_on_which_nothing_can_be_drawn_is_empty_below_its_band() -> None:
    empty = draw_card(ARABIC, ARABIC, ARABIC)
    assert rows_with_ink(empty, 30, 490) == 0
    assert rows_with_ink(empty, 510, 630) == 0
    assert rows_with_ink(draw_card("Bell", LINE, NAME), 30, 490) > 50
    assert rows_with_ink(draw_card("Bell", LINE, NAME), 510, 630) > 10


def test_no_glyph_is_the_box_of_a_missing_one() -> None:
    assert all(map(is_drawn, "aZäßñ“”’–—…·€№ЖщΩώ"))
    assert not any(map(is_drawn, "\uffff中🔔"))


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("  two \n lines\t", "two lines"),
        ("e\u0301", "é"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("\u202ereversed", "reversed"),
        ("no\u2011break", "no-break"),
        ("x\u0301y", ""),
    ],
)
def test_what_is_drawn_is_one_clean_line(given: str, shown: str) -> None:
    assert drawable(given, any_glyph) == shown
    assert draw_card(given, LINE, NAME) == draw_card(shown, LINE, NAME)


class TestLines:
    def test_lines_break_at_spaces(self) -> None:
        assert lines("one two three", 7, len) == ["one two", "three"]

    def test_a_word_that_is_too_long_is_broken(self) -> None:
        assert lines("a bcdefghij k", 4, len) == ["a", "bcde", "fghi", "j k"]

    def test_no_text_has_no_line(self) -> None:
        assert lines("", 4, len) == []
        assert shortened([], 2, 4, len) == []

    def test_what_has_no_room_is_cut_with_a_sign(self) -> None:
        assert shortened(["one,", "two", "three"], 2, 4, len) == ["one,", "two…"]
        assert shortened(["one,", "two"], 1, 4, len) == ["one…"]
        assert shortened(["one", "two"], 2, 4, len) == ["one", "two"]

    def test_a_column_too_narrow_for_a_letter_ends_all_the_same(self) -> None:
        assert lines("abc", 0, len) == ["a", "b", "c"]


def cards(compiled: Compiled) -> dict[str, bytes]:
    return {f.path: f.data for f in compiled.rendered.files if f.path.endswith("card.png")}


def test_the_site_and_every_story_have_one(compiled_demo: Compiled) -> None:
    made = cards(compiled_demo)
    assert compiled_demo.site
    slugs = {story.slug for story in compiled_demo.site.told}
    assert set(made) == {"card.png"} | {f"stories/{slug}.card.png" for slug in slugs}
    assert len(set(made.values())) == len(made)
    named = {page.social.card.path for page in compiled_demo.rendered.pages if page.social.card}
    assert named == set(made)


def test_without_an_address_there_is_none_and_the_font_is_not_loaded(tmp_path: Path) -> None:
    folder = make_site(tmp_path)
    assert cards(clean(folder)) == {}
    code = (
        "import sys; from pathlib import Path; from tests.compiled import compile_site;"
        "assert compile_site(Path('.')).rendered.pages;"
        "print('generator.render.cards.drawing' in sys.modules)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT), CORES_VARIABLE: "1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"


@pytest.mark.parametrize("measure", [len, lambda text: 2.5 * len(text)])
def test_no_line_is_wider_than_the_column(measure: Callable[[str], float]) -> None:
    text = (
        "Who took the bell of Ostermill, and how many went looking for the bellringersassociation"
    )
    assert all(measure(line) <= 20 for line in lines(text, 20, measure))
