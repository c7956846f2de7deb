"""Letters that pass for letters of another script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import SiteSettings, Source, Story, Term
from generator.model.base import Model
from generator.model.lookalikes import is_confusable, latin_skeleton, mixed_script_words
from generator.model.spoofing import NAMES, QUOTED, latin_lookalike, spoofing_risks


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Аmaq", ["Аmaq"]), ("Amаq News", ["Amаq"]), ("The Tide Pοst", ["Pοst"]),
        ("Al-Вayan", ["Al-Вayan"]), ("А-maq", ["А-maq"]), ("Mосква", ["Mосква"]),
        ("Օffice", ["Օffice"]), ("ᎪP", ["ᎪP"]), ("𝐀maq", ["𝐀maq"]), ("O’Вrien", ["O’Вrien"]),
        ("Ама\u0301q", ["Ама\u0301q"]), ("ɡіft", ["ɡіft"]), ("Аmaq and Amаq", ["Аmaq", "Amаq"]),
    ],
)  # fmt: skip
def test_words_that_mix_letters_are_found(text: str, words: list[str]) -> None:
    assert [mixture.word for mixture in mixed_script_words(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "Amaq", "Москва", "ТАСС", "ТАСС (TASS)", "Москва-Gazette", "Αθήνα", "ΔT", "µm", "β2",
        "α-synuclein", "Ωmega", "naïve", "Ångström", "日本BBC", "ＮＨＫ", "iPhoneهاتف", "الـVPN",
        "Ⅻ",
        "جرس البلدة", "Հայաստան", "ᏣᎳᎩ", "Türkiye ısı", "",
    ],
)  # fmt: skip
def test_words_as_people_write_them_are_left_alone(text: str) -> None:
    assert list(mixed_script_words(text)) == []


def test_it_is_said_which_letter_is_the_stranger() -> None:
    assert [mixture.why for mixture in mixed_script_words("Аmaq")] == [
        "it mixes Latin and Cyrillic letters: 'А' is U+0410 CYRILLIC CAPITAL LETTER A"
    ]
    assert "'q' is U+0071" in next(mixed_script_words("Амаq")).why


@pytest.mark.parametrize(
    ("name", "like"),
    [("АР", "ap"), ("ТАСС", "tacc"), ("ﬁne", "fine"), ("AP", None), ("Москва", None),
     ("Аmaq", None)],
)  # fmt: skip
def test_a_name_is_taken_for_another(name: str, like: str | None) -> None:
    assert latin_lookalike(name) == like


@given(st.text())
def test_no_name_deceives_without_a_character_that_may(text: str) -> None:
    """`validate` looks no further at a file that has none."""
    if not any(map(is_confusable, text)):
        assert list(mixed_script_words(text)) == []
        assert text.isascii() or not latin_skeleton(text).isascii() or latin_lookalike(text) is None


def text_fields(model: type[Model]) -> set[str]:
    """The names of fields of plain text; `Prose` is read statement by statement."""
    own = {
        name
        for name, kind in model.__annotations__.items()
        if kind.removesuffix(" | None") in ("Text", "list[Text]", "FileName")
    }
    named = {each.__name__: each for each in Model.__subclasses__()}
    for kind in model.__annotations__.values():
        inner = kind.removesuffix(" | None").removeprefix("list[").removesuffix("]")
        if inner in named:
            own |= text_fields(named[inner])
    return own


def test_every_field_of_text_is_a_name_or_known_as_none() -> None:
    models: tuple[type[Model], ...] = (SiteSettings, Source, Term, Story)
    fields = {name for model in models for name in text_fields(model)}
    sentences = {
        "description", "note", "reason", "translation", "was", "now", "why", "never_link",
        "of", "timemap",
    }  # fmt: skip
    assert fields == NAMES | QUOTED | sentences


def test_names_are_looked_at_and_quoted_words_are_not() -> None:
    source = Source.model_validate({
        "title": "Аmaq", "publisher": "Amаq", "short": "x", "published": "2031",
        "url": "https://a@b.example/", "kind": "other",
        "quotations": [{"id": "a", "exact": "Аmaq", "speaker": "Pοst", "note": "Аmaq"}],
    })  # fmt: skip
    assert [(doubt.code, doubt.steps) for doubt in spoofing_risks(source)] == [
        ("look-alike", ("title",)),
        ("look-alike", ("publisher",)),
        ("doubtful-address", ("url",)),
        ("look-alike", ("quotations", 0, "speaker")),
    ]
