"""Which quotations stand in a copy, and what is said of the others."""

from __future__ import annotations

import pytest

from generator.folding import normalise
from generator.verify.match import Located, NotLocated, Reason, locate
from tests.support import no_hang

COPY = normalise(
    "In 2018 the police of 133 towns didn’t stop non-violent walkers of Velm. Velm's site—"
    "hidden—was down “for good”…\nThe mayor said [sic] it cost 1,250 crowns at −5 degrees. "
    "The walkers were walking home. He told [the court] that it was not over. The end of the end. "
    "About 12\u202f500 came; l’hôtel was full of co\u00adoperation, and 3.5 per cent stayed."
)


def reason(exact: str, **context: str) -> Reason | None:
    found = locate(exact, COPY, language="en", **context)
    return found.reason if isinstance(found, NotLocated) else None


def there(exact: str) -> str:
    """The passage of the original that a quotation stands in."""
    found = locate(exact, COPY, language="en")
    assert isinstance(found, Located), found
    start, end = COPY.span(found.start, found.end)
    return COPY.original[start:end]


@pytest.mark.parametrize(
    "exact",
    [
        "133 towns", "non-violent walkers", "Velm's site", "hidden", "site", "it cost 1,250 crowns",
        "-5 degrees", "the police of 133 towns", "hôtel was full", "cooperation, and 3.5 per cent",
        "12 500 came", "degrees", "for good", '"for good"...', "“for good”…",
        "said [sic] it", "told [the court] that", "down ‘for good’"[:4],
    ],
)  # fmt: skip
def test_what_stands_there_is_found(exact: str) -> None:
    assert reason(exact) is None


@pytest.mark.parametrize(
    "exact",
    [
        "33 towns", "didn", "did", "violent walkers", "non", "250 crowns", "1,250 crown",
        "5 degrees", "he walkers", "500 came", "12", "operation", "5 per cent", "3", "l",
        "2018 the polic",
    ],
)  # fmt: skip
def test_no_word_and_no_number_is_cut(exact: str) -> None:
    assert reason(exact) is Reason.INSIDE


@pytest.mark.parametrize(
    "exact",
    [
        "134 towns",
        "the Police of 133",
        "towns 133 of",
        "for good...and",
        "it is not over",
        "hotel was",
    ],
)
def test_what_does_not_stand_there_is_refused(exact: str) -> None:
    assert reason(exact) is Reason.NOWHERE


@pytest.mark.parametrize(
    "exact", ["policeof 133 towns", "The w alkers were", "walkers, were walking"]
)
def test_damage_is_told_apart(exact: str) -> None:
    assert reason(exact) is Reason.DAMAGE


def test_damage_never_cuts_a_number() -> None:
    assert reason("33towns didn't") is Reason.NOWHERE


@pytest.mark.parametrize("exact", ["", " ", "[…]", "[x]", "…", "“”", "[a […] b]"[:0]])
def test_nothing_to_compare(exact: str) -> None:
    assert reason(exact) is Reason.EMPTY


class TestContext:
    def test_more_than_once(self) -> None:
        found = locate("end", COPY)
        assert isinstance(found, NotLocated)
        assert (found.reason, found.count, len(found.places)) == (Reason.SEVERAL, 2, 2)

    @pytest.mark.parametrize(
        ("prefix", "suffix"),
        [
            ("The", ""),
            ("The ", ""),
            ("", "of the"),
            ("", " of"),
            ("over. The", "of"),
            ("", "…"[:0]),
        ],
    )
    def test_prefix_and_suffix_choose(self, prefix: str, suffix: str) -> None:
        found = locate("end", COPY, prefix, suffix)
        if prefix or suffix:
            assert isinstance(found, Located)
            assert COPY.text[found.end :].startswith(" of the end")
        else:
            assert isinstance(found, NotLocated)

    def test_a_context_that_does_not_stand_there_is_wrong(self) -> None:
        assert reason("end", prefix="An") is Reason.CONTEXT
        assert reason("133 towns", prefix="police in") is Reason.CONTEXT

    def test_overlapping_places_count(self) -> None:
        found = locate("go go", normalise("go go go"))
        assert isinstance(found, NotLocated)
        assert found.count == 2


class TestMarks:
    @pytest.mark.parametrize(
        ("exact", "passage"),
        [
            ("In 2018 […] 133 towns", "In 2018 the police of 133 towns"),
            ("In 2018 [...] 133 towns", "In 2018 the police of 133 towns"),
            (
                "the police [ … ] walkers of",
                "the police of 133 towns didn’t stop non-violent walkers of",
            ),
            ("[Yesterday] the police of 133", "the police of 133"),
            ("[The clerk] said [sic] it", "said [sic] it"),
            ("the police of [all] […] towns", "the police of 133 towns"),
            ("[The mayor] told [the court] that", "told [the court] that"),
            ("He told [them] […] that", "He told [the court] that"),
            ("[the] police of 133", "police of 133"),
            ("said [sic] [the house] cost", "said [sic] it cost"),
            ("stop [the] non-violent walkers", "stop non-violent walkers"),
            ("[t]he police of 133", "the police of 133"),
            ("[T]he police of 133", "the police of 133"),
            ("In 2018 [T]he police of 133", "In 2018 the police of 133"),
            ("In 2018 […] [P]olice of 133", "In 2018 the police of 133"),
            ("walkers of […] Velm's", "walkers of Velm. Velm's"),
        ],
    )
    def test_pieces_stand_in_order(self, exact: str, passage: str) -> None:
        assert there(exact) == passage

    @pytest.mark.parametrize(
        "exact",
        [
            "133 towns […] In 2018", "the police […] 33 towns", "the polic […] 133 towns",
            "the police ... 133 towns", "the police … 133 towns", "the police (…) 133 towns",
            "[big]alkers were", "[W]he police of 133", "[T]he [t]own",
        ],
    )  # fmt: skip
    def test_what_marks_do_not_allow(self, exact: str) -> None:
        assert reason(exact) in (Reason.NOWHERE, Reason.APART, Reason.DAMAGE, Reason.INSIDE)

    @pytest.mark.parametrize(
        ("exact", "why"),
        [
            ("the police [] of", Reason.EMPTY_MARK),
            ("the police [.] of", Reason.EMPTY_MARK),
            ("walkers were walk[ed] home", Reason.TOUCHING),
            ("In 2018[T]he police", Reason.TOUCHING),
            ("the polic[ing] of 133", Reason.TOUCHING),
            ("[Velm]’s site", Reason.TOUCHING),
            ("[non]-violent walkers", Reason.TOUCHING),
            ("In 20[17] the", Reason.DIGIT),
            ("[2]33 towns", Reason.DIGIT),
            ("the police of 13[3] towns", Reason.DIGIT),
            ("the police of [٣] towns", Reason.DIGIT),
            ("1[,]250 crowns", Reason.EMPTY_MARK),
            ("the police of [about] 133 towns", Reason.NUMBER),
            ("at -5 [or so] degrees", Reason.NUMBER),
            ("In 2018 [old] stop", Reason.NUMBER),
            ("of [many] towns", Reason.REPLACES),
            ("He told [them] that", Reason.REPLACES),
            ("it was [now] over", Reason.REPLACES),
        ],
    )
    def test_why_a_mark_is_none(self, exact: str, why: Reason) -> None:
        assert reason(exact) is why

    def test_nothing_is_replaced_where_there_is_no_table(self) -> None:
        copy = normalise("They left, and they came.")
        assert isinstance(locate("and [the police] came", copy, language="en"), Located)
        for language in (None, "hu", "zh"):
            assert isinstance(locate("and [the police] came", copy, language=language), NotLocated)

    def test_flags_and_pieces(self) -> None:
        found = locate("[With] the police […] walkers of", COPY)
        assert isinstance(found, Located)
        assert (found.has_omission, found.has_insertion) == (True, True)
        assert [COPY.text[start:end] for start, end in found.pieces] == [
            "the police",
            "walkers of",
        ]
        plain = locate("told [the court] that", COPY)
        assert isinstance(plain, Located)
        assert (plain.has_omission, plain.has_insertion) == (False, False)

    def test_the_shortest_way_is_the_one(self) -> None:
        copy = normalise("A walk. A walk in rain, and home.")
        found = locate("A walk […] home", copy)
        assert isinstance(found, Located)
        assert found.start == 8

    def test_two_ways_are_two(self) -> None:
        copy = normalise("A walk home. A ride. A walk back home.")
        assert locate("A walk […] home", copy).__class__ is NotLocated

    def test_an_insertion_behind_an_omission_may_need_a_later_place(self) -> None:
        copy = normalise("One. Two then three. Two of four.")
        found = locate("One […] Two [out] of four", copy)
        assert isinstance(found, Located)
        assert found.end == len("One. Two then three. Two of four")


def test_scripts_that_spell_with_marks() -> None:
    copy = normalise("यह किताब है")
    assert isinstance(locate("किताब", copy), Located)
    for part in ("कि", "क", "ताब", "किता"):
        assert isinstance(locate(part, copy), NotLocated), part
    assert isinstance(locate("cafe", normalise("cafe\u0323 x")), NotLocated)


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        ("a" * 2000, "a" * 300_000 + "b"),
        ("b" + "a" * 2000, "a" * 300_000),
        ("a […] a […] a […] b", "a " * 20_000),
        ("a [x] a [x] a [x] b", "a " * 20_000),
        ("[" * 5000, "x"),
        ("[a]" * 3000 + "b", "b " * 100),
        ("a-" * 1000, "a-" * 50_000),
    ],
)
def test_hostile_texts_take_no_time(exact: str, text: str) -> None:
    copy = normalise(text)
    with no_hang():
        locate(exact, copy)
