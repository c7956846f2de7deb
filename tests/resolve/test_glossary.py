"""Where glossary terms are found in the prose, and where not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Term
from generator.prose import Cite, Emphasis, Inline, Link, TermUse, Text, parse_inline, plain_text
from generator.resolve.glossary import Glossary, any_case, fold
from tests.support import no_hang


def term(name: str, *aliases: str, **more: Any) -> Term:
    return Term.model_validate(
        {"term": name, "aliases": list(aliases), "kind": "other", "definition": "x", **more}
    )


def glossary(**terms: Term) -> Glossary:
    return Glossary(terms.items())


def found(terms: Glossary, text: str) -> list[str]:
    """The words that are found in a text."""
    return [text[start:end] for start, end, _ in terms.find(text)]


def marked(terms: Glossary, text: str, seen: set[str] | None = None, skip: str = "") -> list[str]:
    """The words that are marked in inline Markdown."""

    def uses(nodes: tuple[Inline, ...]) -> list[str]:
        out = []
        for node in nodes:
            if isinstance(node, TermUse):
                out.append(node.text)
            elif isinstance(node, Emphasis | Link):
                out += uses(node.children)
        return out

    nodes = parse_inline(text, (Cite(("q",)),))
    after = terms.mark(nodes, set() if seen is None else seen, skip)
    assert plain_text(after) == plain_text(nodes)
    return uses(after)


class TestBoundaries:
    AMAQ = glossary(amaq=term("Amaq", "amaq agency"))

    @pytest.mark.parametrize(
        "text",
        [
            "Amaq", "Amaq.", "(Amaq)", "Amaq’s", "Amaq's", "the Amaq-linked app", "pro-Amaq",
            "Amaq/Nashir", "“x” Amaq", "Amaq…", "Amaq\u00a0said", "1 Amaq", "Amaq&co", "#Amaq",
        ],
    )  # fmt: skip
    def test_a_whole_word_is_found(self, text: str) -> None:
        assert found(self.AMAQ, text) == ["Amaq"]

    @pytest.mark.parametrize(
        "text", ["Amaqs", "xAmaq", "Amaq1", "Amaq_x", "Amaqé", "Amaq\u0301", "AmaqАма", "Aamaq"]
    )
    def test_a_part_of_a_word_is_not(self, text: str) -> None:
        assert found(self.AMAQ, text) == []

    @pytest.mark.parametrize("text", ["通信社アマク通信は", "アマク", "「アマク」"])
    def test_scripts_without_spaces_need_no_boundary(self, text: str) -> None:
        assert found(glossary(amaq=term("アマク")), text) == ["アマク"]

    @pytest.mark.parametrize(
        ("text", "count"), [("وكالة أعماق قالت", 1), ("أعماق،", 1), ("لأعماق", 0), ("أعماقي", 0)]
    )
    def test_arabic_words_have_boundaries(self, text: str, count: int) -> None:
        assert found(glossary(amaq=term("أعماق")), text) == ["أعماق"] * count

    def test_marks_in_a_term_are_no_pattern(self) -> None:
        assert found(glossary(a=term("C.I.A. (x)*")), "the C.I.A. (x)* and CXIXA") == [
            "C.I.A. (x)*"
        ]


class TestChoice:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Islamic State group", ["Islamic State group"]),
            ("Islamic State", ["Islamic State"]),
            ("the Islamic Statehood of a State", ["State"]),
            ("Islamic State State", ["Islamic State", "State"]),
        ],
    )
    def test_the_longest_spelling_wins(self, text: str, words: list[str]) -> None:
        terms = glossary(a=term("State"), b=term("Islamic State"), c=term("Islamic State group"))
        assert found(terms, text) == words

    def test_the_leftmost_wins_over_a_longer_one(self) -> None:
        terms = glossary(a=term("police action"), b=term("action against servers"))
        assert found(terms, "police action against servers") == ["police action"]

    def test_a_longer_spelling_that_ends_in_a_word_gives_way(self) -> None:
        terms = glossary(a=term("Amaq"), b=term("Amaq news"))
        assert found(terms, "Amaq newsroom") == ["Amaq"]

    def test_spellings_of_both_kinds_are_weighed_together(self) -> None:
        terms = glossary(a=term("referral"), b=term("Referral Unit"))
        assert [t for *_, t in terms.find("the Referral Unit made a referral")] == ["b", "a"]


class TestCase:
    @pytest.mark.parametrize(
        ("rule", "spelling", "text", "is_found"),
        [
            ("smart", "referral", "REFERRAL Referral", True),
            ("smart", "Telegram", "a telegram", False),
            ("smart", "Telegram", "Telegram", True),
            ("smart", "IS", "it is", False),
            ("exact", "referral", "Referral", False),
            ("exact", "IS", "IS", True),
            ("any", "Telegram", "TELEGRAM", True),
            ("any", "Straße", "STRASSE", False),
            ("any", "Éclair", "éclair", True),
            ("any", "İstanbul", "İSTANBUL", True),
            # The small letter of a sigma hangs on what stands behind it.
            ("any", "ΟΔΟΣ", "οδος", True),
            ("exact", "ΟΔΟΣ", "ΟΔΟΣ", True),
            ("exact", "ΟΔΟΣ", "ΟΔΟΣ'Α", True),
            ("exact", "ΟΔΟΣ", "οδος", False),
        ],
    )
    def test_the_rule_of_the_term(
        self, rule: str, spelling: str, text: str, is_found: bool
    ) -> None:
        assert bool(found(glossary(a=term(spelling, case=rule)), text)) is is_found

    def test_a_spelling_that_must_stand_just_so_wins_over_one_in_any_case(self) -> None:
        terms = glossary(a=term("is"), b=term("IS"))
        assert [id for *_, id in terms.find("IS is Is")] == ["b", "a", "a"]

    @given(st.text(max_size=30))
    def test_folding_keeps_every_position(self, text: str) -> None:
        assert len(fold(text)) == len(text)
        assert fold(fold(text)) == fold(text)

    @given(st.text(max_size=20))
    def test_a_spelling_that_is_folded_is_looked_for_in_any_case(self, text: str) -> None:
        assert any_case(fold(text), term("x").case)


def test_glossaries_of_the_same_spellings_are_equal() -> None:
    one, same = glossary(a=term("Amaq", "agency")), glossary(a=term("Amaq", "agency"))
    assert one == same
    assert hash(one) == hash(same)
    for other in (glossary(b=term("Amaq", "agency")), glossary(a=term("Amaq"))):
        assert one != other


class TestMarking:
    TERMS = glossary(amaq=term("Amaq", "the agency"), europol=term("Europol"))

    @pytest.mark.parametrize(
        "text",
        [
            "[Amaq](https://a.example)", "[the *Amaq* app](https://a.example)", "`Amaq`",
            "“Amaq”", "“so called Amaq news”", "\"Amaq\"", "«Amaq»", "»Amaq«", "„Amaq“", "„Amaq”",
            "「Amaq」", "“the *Amaq* app”",
        ],
    )  # fmt: skip
    def test_no_term_is_marked_in_links_code_and_quotation_marks(self, text: str) -> None:
        assert marked(self.TERMS, text) == []
        assert marked(self.TERMS, f"{text} Europol") == ["Europol"]

    @pytest.mark.parametrize("text", ["*Amaq*", "**Amaq** x", "*x Amaq x*", "‘Amaq’", "’Amaq’"])
    def test_a_term_is_marked_in_emphasis(self, text: str) -> None:
        assert marked(self.TERMS, text) == ["Amaq"]

    @pytest.mark.parametrize("text", ["*the* agency", "the *agency*", "t**he agency**"])
    def test_a_term_that_crosses_a_mark_is_left_alone(self, text: str) -> None:
        assert marked(self.TERMS, text) == []

    def test_an_open_quotation_mark_hides_nothing(self) -> None:
        assert marked(self.TERMS, '“Amaq and 5" of Europol') == ["Amaq", "Europol"]

    def test_only_the_first_use_is_marked(self) -> None:
        assert marked(self.TERMS, "Amaq, Amaq, the agency, Europol") == ["Amaq", "Europol"]

    def test_what_the_section_had_is_not_marked_again(self) -> None:
        seen: set[str] = set()
        assert marked(self.TERMS, "Amaq", seen) == ["Amaq"]
        assert marked(self.TERMS, "Amaq and Europol", seen) == ["Europol"]
        assert seen == {"amaq", "europol"}

    def test_a_use_that_cannot_be_marked_leaves_the_next_one_to_be(self) -> None:
        seen: set[str] = set()
        assert marked(self.TERMS, "“Amaq” said Amaq", seen) == ["Amaq"]
        assert marked(self.TERMS, "*the* agency", set()) == []

    @pytest.mark.parametrize("first", ["*the* agency", "“the agency”", "`Amaq`"])
    def test_what_was_not_marked_does_not_count_as_had(self, first: str) -> None:
        seen: set[str] = set()
        assert marked(self.TERMS, first, seen) == []
        assert seen == set()

    def test_a_definition_does_not_mark_its_own_term(self) -> None:
        assert marked(self.TERMS, "Amaq by Europol", skip="amaq") == ["Europol"]

    def test_no_match_runs_across_a_citation(self) -> None:
        nodes = (Text("the"), Cite(("q",)), Text(" agency"))
        assert self.TERMS.mark(nodes, set()) == nodes

    def test_a_statement_is_read_and_marked_at_once(self) -> None:
        nodes = (Text("the"), Cite(("q",)), Text(" agency of Europol."), Cite(("q",)))
        seen: set[str] = set()
        marked_nodes, found_terms = self.TERMS.read(nodes, plain_text(nodes), seen)
        # What stands on both sides of a citation is found, and cannot be marked.
        assert found_terms == {"amaq", "europol"}
        assert seen == {"europol"}
        assert marked_nodes == self.TERMS.mark(nodes, set())

    def test_nodes_without_a_mark_stay_the_very_same(self) -> None:
        nodes = (Text("Amaq."), Cite(("q",)))
        assert self.TERMS.read(nodes, "Amaq.", set(), "amaq") == (nodes, set())
        again, found_terms = self.TERMS.read(nodes, "Amaq.", {"amaq"})
        assert again is nodes
        assert found_terms == {"amaq"}

    def test_a_glossary_without_terms_marks_nothing(self) -> None:
        assert marked(glossary(), "Amaq") == []

    @given(st.text(st.sampled_from("Amaq Europlthegncy*“”`[](): "), max_size=60))
    def test_marking_keeps_every_word(self, text: str) -> None:
        assert len(marked(self.TERMS, text)) <= 2


def test_many_terms_and_long_texts_are_searched_in_time() -> None:
    terms = Glossary((f"t{n}", term(f"term {n} of many", f"Alias{n}")) for n in range(3_000))
    text = "nothing here " * 20_000 + "term 2999 of many “" + "“" * 20_000
    with no_hang():
        assert found(terms, text) == ["term 2999 of many"]
        assert terms.mark((Text(text),), set()) != (Text(text),)
