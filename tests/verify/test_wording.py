"""How quotations of one utterance differ, word by word. All texts are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.verify.lock import word_changes
from generator.verify.wording import (
    MOST_WORDS,
    Piece,
    PieceKind,
    compared_words,
    differences,
)

SIGN = {
    PieceKind.SAME: "",
    PieceKind.SPELLING: "~",
    PieceKind.NOT_IN_ALL: "+",
    PieceKind.OTHER: "!",
}


def shown(*words: str) -> list[str]:
    """Each quotation with `~spelling~`, `+not in all+` and `!other!` words marked."""
    return [
        "".join(f"{SIGN[piece.kind]}{piece.text}{SIGN[piece.kind]}" for piece in pieces)
        for pieces in differences(words)
    ]


def test_the_same_words_have_no_marks() -> None:
    assert (
        differences(["We sail at dawn."] * 2) == ((Piece("We sail at dawn.", PieceKind.SAME),),) * 2
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organise", "organize"), ("organisation", "organization"), ("analysed", "analyzed"),
        ("Radicalising", "radicalizing"), ("co-operate", "cooperate"), ("The", "the"),
        ("Europe,", "Europe"), ("don’t", "don't"), ("26,000", "26000"), ("U.S.", "US"),
        ("labour", "labor"), ("behavioural", "behavioral"), ("centre", "center"),
        ("travelled", "traveled"), ("defence", "defense"), ("programme", "program"),
        ("[T]he", "the"), ("“port”", "port"), ("port —", "port"),
        ("port´s", "port’s"), ("caf\u00e9", "cafe\u0301"),
    ],
)  # fmt: skip
def test_spelling_only(one: str, other: str) -> None:
    assert shown(f"a {one} b", f"a {other} b") == [f"a ~{one}~ b", f"a ~{other}~ b"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("prise", "prize"), ("3.5", "35"), ("1,000", "1,00"), ("five", "four"), ("four", "for"),
        ("5%", "5"), ("résumé", "resume"), ("can", "can’t"), ("hour", "hor"), ("$5", "€5"),
        ("[ship]", "ship"), ("were", "wer"), ("size", "sise"), ("10:30", "1030"),
    ],
)  # fmt: skip
def test_other_words(one: str, other: str) -> None:
    assert shown(f"a {one} b", f"a {other} b") == [f"a !{one}! b", f"a !{other}! b"]


def test_a_shorter_quotation() -> None:
    assert shown("today we sail at dawn", "we sail", "Today we sail at dawn") == [
        "~today~ we sail +at dawn+", "we sail", "~Today~ we sail +at dawn+",
    ]  # fmt: skip


def test_the_word_spelled_alike_is_chosen() -> None:
    assert shown("the ship", "The the ship") == ["the ship", "+The+ the ship"]


def test_an_omission_is_no_word_of_the_speaker() -> None:
    assert shown("we sail in spring at dawn", "we sail […] at dawn") == [
        "we sail !in spring! at dawn", "we sail ![…]! at dawn",
    ]  # fmt: skip


def test_five_variants() -> None:
    assert shown(
        "we shall organise the small fleet at dawn",
        "We shall organize the small fleet at dawn",
        "we will organise the fleet at dawn",
        "organise the small fleet",
        "we shall organise the small fleet at dusk",
    ) == [
        "~we~ !shall! ~organise~ the +small+ fleet +at+ !dawn!",
        "~We~ !shall! ~organize~ the +small+ fleet +at+ !dawn!",
        "~we~ !will! ~organise~ the fleet +at+ !dawn!",
        "~organise~ the +small+ fleet",
        "~we~ !shall! ~organise~ the +small+ fleet +at+ !dusk!",
    ]


def test_nothing_in_common() -> None:
    assert shown("a b", "c d") == ["!a b!", "!c d!"]
    assert differences([]) == ()
    assert differences([""]) == ((),)


WORDS = st.lists(
    st.lists(st.sampled_from(["a", "b", "the", "The", "z.", "—", "[…]", " ", "\n"]), max_size=9)
    .map(" ".join),
    min_size=1, max_size=6,
)  # fmt: skip


@given(WORDS)
def test_pieces_put_together_are_the_text(words: list[str]) -> None:
    assert ["".join(p.text for p in pieces) for pieces in differences(words)] == words


@given(WORDS, st.randoms(use_true_random=False))
def test_the_order_of_the_quotations_does_not_matter(words: list[str], random: object) -> None:
    order = list(range(len(words)))
    random.shuffle(order)  # type: ignore[attr-defined]
    found = differences(words)
    assert differences([words[n] for n in order]) == tuple(found[n] for n in order)


@given(WORDS)
def test_what_is_the_same_stands_in_all(words: list[str]) -> None:
    found = differences(words)
    same = {"".join("".join(p.text for p in ps if p.same).split()) for ps in found}
    assert len(same) <= 1


@given(st.text(max_size=40))
def test_any_text_beside_itself(text: str) -> None:
    assert all(piece.same for pieces in differences([text, text]) for piece in pieces)
    assert differences([text]) == differences([text, text])[:1]


def test_what_is_too_long_to_be_compared_is_left_unmarked() -> None:
    long = "word " * MOST_WORDS
    assert differences([long, "other"]) == (
        (Piece(long, PieceKind.SAME),), (Piece("other", PieceKind.SAME),),
    )  # fmt: skip


def test_changes_of_very_long_words_are_counted() -> None:
    assert word_changes("the bell rang", "the bell fell") == "“rang” became “fell”"
    assert word_changes("a " * 20_000, "a " * 20_001 + "b") == "20,000 words became 20,002"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("‘[T]he outlets’ servers’, 26,000 of them – said he.",
         ["[T]he", "outlets", "servers", "26,000", "of", "them", "said", "he"]),
        ("“loss” […] [of the bell] …", ["loss", "of", "the", "bell"]),
        ("यह हिन्दी है।", ["यह", "हिन्दी", "है"]),
        ("قال إن الجرس سُرق.", ["قال", "إن", "الجرس", "سُرق"]),
        ("&", []),
    ],
)  # fmt: skip
def test_words_of_any_script_are_whole(text: str, words: list[str]) -> None:
    found = [*compared_words(text)]
    assert [word.text for word in found] == words
    assert [text[word.start : word.end] for word in found] == words
