"""What normalisation folds, what it leaves, and the way back to the original."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.folding import DROPPED, LINE_END_HYPHEN, RULES, normalise, normalised, rules
from tests.support import no_hang

FOLDED = {sign: becomes for rule in RULES for sign, becomes in rule.folds}
TEXTS = st.text(
    st.one_of(
        st.sampled_from(sorted(FOLDED)),
        st.sampled_from("ab1 \n\t\u00a0\u2009-'\"=e\u0301\u0323\u0338é한가ᄀ\u1161\u11a8क़ſ\u0345"),
        st.characters(),
    )
)


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("don’t don´t don`t donʼt don′t", "don't don't don't don't don't"),
        ("“a” „b‟ «c» ″", '"a" "b" "c" "'),
        ("a‐b‑c–d—e−5", "a-b-c-d-e-5"),
        ("ﬁsh ﬂy oﬀ oﬃce wa\ufb04e ﬆop ﬅ", "fish fly off office waffle stop st"),
        ("co\u00adop\u200ber\ufeffa\u2060te", "cooperate"),
        ("a \u00a0\n\t\u2009\u3000b", "a b"),
        ("\n a \u00ad ", "a"),
        ("wait… […]", "wait... [...]"),
        ("e\u0301 A\u030a", "é Å"),
        ("e\u00ad\u0301", "é"),
        ("צה״ל ג׳ורג׳ תל־אביב", "צה\"ל ג'ורג' תל-אביב"),
        ("نعم، لا؛ لماذا؟ 5٪ ٣٫٥", "نعم, لا; لماذا? 5% ٣٫٥"),
        ("\ufedf\ufe8e \ufefb كـتـاب", "لا لا كتاب"),
        ("A ❤\ufe0f was 葛\U000e0100", "A ❤ was 葛"),
        ("彼は\n灯台を\r\n  見た。\n明日", "彼は灯台を見た。明日"),
        ("彼は 灯台 A\n塔 서울\n시", "彼は 灯台 A 塔 서울 시"),
        ("some\ufdd0thing", "something"),
        ("カ\n－", "カ -"),
        ("", ""),
    ],
)
def test_what_is_folded(text: str, becomes: str) -> None:
    assert normalised(text) == becomes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("database", "data base"), ("well-known", "wellknown"), ("well-known", "well known"),
        ("a-b", "a - b"), ("a--b", "a-b"), ("US", "us"), ("résumé", "resume"), ("1,000", "1000"),
        ("5'", '5"'), ("''", '"'), ("æ", "ae"), ("ß", "ss"), ("...", ". . ."), ("x²", "x2"),
        ("½", "1/2"), ("a\u200cb", "ab"), ("a\u202eb", "ab"), ("a.", "a"), ("ſt", "st"),
    ],
)  # fmt: skip
def test_what_is_never_folded(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


def test_rules_name_each_character_once() -> None:
    signs = [sign for rule in RULES for sign, _ in rule.folds]
    assert len(signs) == len(set(signs))
    assert all(rule.name and rule.what and rule.why for rule in RULES)


def test_no_letter_digit_or_mark_is_dropped_or_changed_but_ligatures() -> None:
    touched = {sign for sign in FOLDED if unicodedata.category(sign)[0] in "LNM"}
    by_form = ("ligatures", "variation selectors", "Arabic presentation forms")
    forms = {sign for rule in RULES if rule.name in by_form for sign, _ in rule.folds}
    forms = {sign for sign in forms if unicodedata.category(sign)[0] in "LNM"}
    assert touched == forms | {"ʼ"}
    dropped = DROPPED - {LINE_END_HYPHEN, "\u0640"}
    assert {unicodedata.category(sign) for sign in dropped} == {"Cf", "Mn"}


def test_composing_never_makes_a_character_that_is_folded() -> None:
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        made = unicodedata.normalize("NFC", sign)
        if made != sign and set(made) & set(FOLDED):
            assert sign in FOLDED, hex(code)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_is_folded_as_any_other(text: str) -> None:
    assert f"é {normalised(text)}".rstrip() == normalised(f"é {text}")


@given(st.text(st.sampled_from([*rules.FOLDS, *"abc \u00e9"]), max_size=200))
def test_signs_are_folded_as_by_one_look_at_each(text: str) -> None:
    assert rules.fold_signs(text) == text.translate(rules.TABLE)


@given(TEXTS)
def test_a_second_time_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(TEXTS)
def test_every_part_leads_back_to_what_it_was_made_from(text: str) -> None:
    copy = normalise(text)
    offsets = copy.offsets
    rows = zip(offsets.starts, offsets.ends, strict=True)
    inside = {at for start, end in rows for at in range(start + 1, end)}
    borders = [
        at
        for at in range(len(copy.text) + 1)
        if at not in inside
        and not (at < len(copy.text) and unicodedata.category(copy.text[at])[0] == "M")
        and not (at < len(copy.text) and "\u1160" <= copy.text[at] <= "\u11ff")
    ]
    for start, end in pairwise(borders):
        first, last = copy.span(start, end)
        assert 0 <= first <= last <= len(text)
        assert normalised(text[first:last]) == copy.text[start:end].strip()
    assert copy.span(0, 0)[0] == copy.span(0, 0)[1]


def test_a_dot_of_an_ellipsis_leads_to_the_whole() -> None:
    copy = normalise("so… on")
    assert copy.span(3, 4) == (2, 3)


def test_a_long_text_is_normalised_in_one_go() -> None:
    text = "caf\u0065\u0301 “ﬁve”\u00a0— \u00adx\n" * 200_000
    with no_hang():
        assert normalise(text).span(0, 1) == (0, 1)
