"""Which quotation marks belong together, and what tags behind them make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.prose import Emphasis, Mention, Text, parse_inline, plain_text, quotation_marks
from generator.prose.quotation_marks import outermost
from generator.prose.tags import read_tags, with_signs, wrong_tags
from tests.work import check_growth

SIGNS = "\"'“”„‟«»‹›‘’‚‛「」『』〈〉《》〝〞〟״׳ ,.s5צa漢"


def inside(text: str, language: str = "") -> list[str]:
    return [text[each.first : each.last] for each in quotation_marks(text, language).quoted]


@pytest.mark.parametrize(
    "text",
    [
        "the workers’ union", "the workers' union, the dogs' bay", "rock ’n’ roll", "rock 'n' roll",
        "the '90s and the dogs' bay", "Ka‘al and ʻokina", "6'2\" tall", "6’2” tall", "a 5\" screen",
        "a 5-inch (12.7 cm) 5\" screen", "51° 28' 38\" N",
        "צה\"ל", "ארה״ב", "המנכ\"לית", "don't, can’t",
        "’s avonds", "l'État d’aujourd’hui", "'tis the dogs' bay", "O’Neill’s", "צ׳כיה",
    ],
)  # fmt: skip
def test_what_is_no_quotation_mark(text: str) -> None:
    assert quotation_marks(text) == ((), ())


def test_quotations_in_others_are_found_too() -> None:
    text = "“He said ‘no’ to it”, «a “b” c»"
    assert inside(text) == ["He said ‘no’ to it", "no", "a “b” c", "b"]
    found = [text[each.start : each.end] for each in outermost(quotation_marks(text).quoted)]
    assert found == ["“He said ‘no’ to it”", "«a “b” c»"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("‘the workers’ union’ says", "the workers’ union"),
        ("‘the servers’ and the outlets’ bay", "the servers"),
        ("'the servers' were 'no' more", "the servers"),
        ("‘the servers’ were the ‘bay’", "the servers"),
        ("‘the workers’ and the dogs’ bay’, he said", "the workers’ and the dogs’ bay"),
    ],
)
def test_a_possessive_closes_if_nothing_else_does(text: str, quoted: str) -> None:
    assert inside(text)[0] == quoted


def test_an_apostrophe_opens_in_some_languages_only() -> None:
    assert inside("sa ’hej’ nu", "sv-FI") == ["hej"]
    assert inside("said ’hey’ now", "en") == []


@pytest.mark.parametrize(
    ("text", "at"), [("“a", [0]), ("a”", [1]), ("“a” b”", [5]), ("“„a”", [0]), ("「a", [0])]
)
def test_marks_without_a_partner(text: str, at: list[int]) -> None:
    assert list(quotation_marks(text).unpaired) == at


def test_of_thousands_of_marks_the_first_are_read() -> None:
    marks = quotation_marks("“a” " * 5_000)
    assert len(marks.quoted) == 1_000
    assert marks.unpaired == (4_000,)


@given(st.text(SIGNS, max_size=60), st.sampled_from(["", "sv", "he", "ja"]))
def test_quotations_hold_each_other_or_stand_apart(text: str, language: str) -> None:
    quoted, unpaired = quotation_marks(text, language)
    for each in quoted:
        assert 0 <= each.start < each.first <= each.last < each.end <= len(text)
    for one in quoted:
        for other in quoted:
            apart = one.end <= other.start or other.end <= one.start
            holds = one.first <= other.start and other.end <= one.last
            is_held = other.first <= one.start and one.end <= other.last
            assert one == other or apart or holds or is_held
    taken = {at for each in quoted for at in (each.start, each.last)}
    assert taken.isdisjoint(unpaired)


def tagged(text: str) -> tuple[object, ...]:
    return read_tags(parse_inline(with_signs(text), ()))[0]


def test_a_tag_makes_a_node() -> None:
    assert tagged("In “Harbour Songs”{title}, a “word”{word}") == (
        Text("In "),
        Mention("title", (Text("“Harbour Songs”"),)),
        Text(", a "),
        Mention("word", (Text("“word”"),)),
    )


def test_a_tag_holds_what_stands_between_the_marks() -> None:
    assert tagged("“A *big* hole,”{title}") == (
        Mention("title", (Text("“A "), Emphasis("em", (Text("big"),)), Text(" hole,”"))),
    )
    assert tagged("*“a”{word}*") == (Emphasis("em", (Mention("word", (Text("“a”"),)),)),)
    assert tagged("’a’{word}") == (Mention("word", (Text("’a’"),)),)


@pytest.mark.parametrize("text", ["`“a”{word}`", "“a”\\{word}", "{a} b", "a {b} “c”"])
def test_what_is_no_tag(text: str) -> None:
    assert not any(isinstance(node, Mention) for node in tagged(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“a”{titel}", "title"), ("“a” {word}", "word"), ("“a”{ word }", "word"), ("“a”{x}", ""),
        ("*a*{title}", ""), ("a”{title}", ""), ("“a “b”{word} c”{title}", ""),
    ],
)  # fmt: skip
def test_wrong_tags(text: str, name: str) -> None:
    _, unread = read_tags(parse_inline(with_signs(text), ()))
    assert [each.name for each in wrong_tags(text, unread)] == [name]


@given(st.text("“”’'{}titlewordx*_`[]() \ufdd2\ufdd3", max_size=80))
def test_any_text_with_tags_is_read(text: str) -> None:
    nodes, unread = read_tags(parse_inline(with_signs(text), ()))
    assert "\ufdd2" not in plain_text(nodes)
    assert all(number >= 0 for number in unread)
    list(wrong_tags(text, unread))


@pytest.mark.parametrize(
    "text", ["“a”{title}", "“”{word}", "“*a* ", "'a ", "“‘", 'צ"צ', "''", "6'2\""]
)
def test_much_of_it_takes_no_more_than_its_share(text: str) -> None:
    def read(line: str) -> None:
        _, unread = read_tags(parse_inline(with_signs(line), ()))
        list(wrong_tags(line, unread))
        quotation_marks(line)

    check_growth(lambda size: text * size, read, 2_000)
