"""How many voices support a sentence, which they are, and why some reports are one."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Place
from generator.index import Authority, Grounds, LoneFigure
from generator.model import Quotation, Source
from generator.passes.comparing import verify_site
from generator.prose import Cite, Text, plain_text, read_prose
from generator.resolve import Statement
from generator.verify.independence import (
    StatementVoices,
    TieKind,
    Witness,
    find_authorities,
    sentence_voices,
)
from generator.verify.lock import write_lock
from generator.verify.voices import statement_parts, statement_voices
from tests.compiled import Compiled, Site, compile_site
from tests.support import document, make_site
from tests.work import check_growth

NAMED, UPSTREAM, DESK = Grounds.NAMED, Grounds.UPSTREAM, Grounds.DESK


def witness(
    id: str, name: str = "", grounds: Grounds = NAMED, voice: str = "", **more: Any
) -> Witness:
    """A quotation `SOURCE-…`; without a name its source vouches for it."""
    source = id.partition("-")[0]
    who = Authority(name, name, grounds) if name else Authority(source, source, DESK)
    return Witness(id, source, voice or source, who, **more)


def voices(*witnesses: Witness, apart: bool = False) -> StatementVoices:
    return sentence_voices([(witnesses, ())], lambda _a, _b: apart)


def kinds(*witnesses: Witness) -> list[list[TieKind]]:
    (group,) = voices(*witnesses).groups
    return [[tie.kind for tie in voice.ties] for voice in group.voices]


class TestJoins:
    TABLE = (
        ("two reports that say so themselves", [witness("a-1"), witness("b-1")], 2),
        ("two quotations of one report", [witness("a-1"), witness("a-2")], 1),
        ("two speakers in one report", [witness("a-1", "Ann"), witness("a-2", "Bo")], 1),
        ("two sources that are one voice", [witness("a-1"), witness("b-1", voice="a")], 1),
        ("one utterance", [witness("a-1", "Ann", utterance="u"),
                           witness("b-1", "Her office", utterance="u")], 1),
        ("one authority", [witness("a-1", "Ann"), witness("b-1", "Ann")], 1),
        ("two authorities", [witness("a-1", "Ann"), witness("b-1", "Bo")], 2),
        ("one authority, and its own report", [witness("a-1", "b"), witness("b-1")], 1),
        ("a primary source, named and relayed", [witness("a-1", "Port"),
                                                 witness("b-1", "Port", UPSTREAM)], 1),
        ("a primary source that both relay", [witness("a-1", "Port", UPSTREAM),
                                              witness("b-1", "Port", UPSTREAM)], 1),
        ("two desks of one name, which are no one voice as wholes",
         [witness("a-1", "Wire", DESK), witness("b-1", "Wire", DESK)], 2),
        ("one shared sentence", [witness("a-1", passages=frozenset("x")),
                                 witness("b-1", passages=frozenset("xy"))], 1),
        ("two shared sentences", [witness("a-1", passages=frozenset("x")),
                                  witness("b-1", passages=frozenset("y"))], 2),
        ("what a third one joins", [witness("a-1", "Ann"), witness("b-1", "Bo"),
                                    witness("a-2", "Cy"), witness("b-2", "Cy")], 1),
        ("what only names the speaker", [witness("a-1", "Ann"), witness("a-title"),
                                         witness("b-1", "Ann")], 1),
        ("three reports, two voices", [witness("a-1", "Port"), witness("b-1"),
                                       witness("c-1", "Port")], 2),
    )  # fmt: skip

    @pytest.mark.parametrize(("witnesses", "count"), [each[1:] for each in TABLE],
                             ids=[each[0] for each in TABLE])  # fmt: skip
    def test_rules(self, witnesses: list[Witness], count: int) -> None:
        for order in permutations(witnesses):
            found = voices(*order)
            assert found.count == count
            assert sorted(found.reports) == sorted({each.source for each in witnesses})

    def test_the_strongest_reason_is_told(self) -> None:
        both = {"utterance": "u", "passages": frozenset("x")}
        assert kinds(witness("a-1", "Ann", **both), witness("b-1", "Ann", **both)) == [
            [TieKind.UTTERANCE]
        ]
        assert kinds(witness("a-1", "Ann"), witness("b-1", "Ann")) == [[TieKind.AUTHORITY]]

    def test_a_tie_names_who_is_reported(self) -> None:
        cited = witness("a-1"), witness("b-1", "The Port"), witness("c-1", "The Port")
        (group,) = voices(*cited).groups
        first, second = group.voices
        assert (first.sources, first.ties) == (("a",), ())
        assert (second.sources, [tie.name for tie in second.ties]) == (("b", "c"), ["The Port"])

    def test_editors_rule_on_what_is_inferred_and_on_nothing_else(self) -> None:
        shared = {"passages": frozenset("x")}
        assert voices(witness("a-1", **shared), witness("b-1", **shared), apart=True).count == 2
        relayed = (witness("a-1", "Port", UPSTREAM), witness("b-1", "Port", UPSTREAM))
        assert voices(*relayed, apart=True).count == 2
        assert voices(witness("a-1", "Ann"), witness("b-1", "Ann"), apart=True).count == 1

    def test_no_citation_is_no_voice(self) -> None:
        assert sentence_voices([], lambda _a, _b: False).count == 0


class TestParts:
    def test_the_part_with_the_fewest_voices_decides(self) -> None:
        a, b, c = witness("a-1"), witness("b-1"), witness("c-1")
        found = sentence_voices([([a, b], ()), ([c], ())], lambda _a, _b: False)
        assert [group.count for group in found.groups] == [2, 1]
        assert found.count == 1
        assert found.reports == ("a", "b", "c")

    @pytest.mark.parametrize(
        ("giving", "count", "told"),
        [(("a-1",), 1, True), (("a-1", "b-1"), 2, True), (("a-1", "c-1"), 2, True), ((), 3, False)],
    )
    def test_a_figure_has_as_many_voices_as_give_it(
        self, giving: tuple[str, ...], count: int, told: bool
    ) -> None:
        figure = LoneFigure("eight", 0, giving)
        cited = [witness("a-1"), witness("b-1"), witness("c-1")]
        found = sentence_voices([(cited, [figure])], lambda _a, _b: False)
        assert found.count == count
        assert found.groups[0].alone == ((figure,) if told else ())


_NAMES = st.sampled_from(["", "Ann", "Bo", "Port"])
_WITNESSES = st.lists(
    st.builds(
        lambda source, at, name, grounds, utterance, passages: witness(
            f"{source}-{at}", name, grounds, utterance=utterance, passages=passages
        ),
        st.sampled_from("abcd"), st.integers(0, 3), _NAMES, st.sampled_from(Grounds),
        st.sampled_from(["", "", "u", "v"]), st.frozensets(st.sampled_from("xy"), max_size=1),
    ),
    unique_by=lambda each: each.quotation, min_size=1, max_size=8,
)  # fmt: skip


@given(_WITNESSES, st.randoms(use_true_random=False))
def test_laws(witnesses: list[Witness], random: Any) -> None:
    found = voices(*witnesses)
    (group,) = found.groups
    members = [id for voice in group.voices for id in voice.quotations]
    assert sorted(members) == sorted(each.quotation for each in witnesses)
    assert 1 <= found.count <= len(found.reports)
    for voice in group.voices:
        assert len(voice.ties) == len(voice.quotations) - 1, "each reason joins two that were two"
    shuffled = witnesses[:]
    random.shuffle(shuffled)
    (other,) = voices(*shuffled).groups
    assert {frozenset(voice.quotations) for voice in other.voices} == {
        frozenset(voice.quotations) for voice in group.voices
    }
    assert {voice.ties for voice in other.voices} == {voice.ties for voice in group.voices}
    # Whoever sees fewer reasons counts no fewer voices.
    assert voices(*witnesses, apart=True).count >= found.count


def test_ten_thousand_citations_in_one_sentence_cost_little() -> None:
    def many(count: int) -> list[Witness]:
        return [
            witness(f"s{at % 977}-{at}", f"name {at % 911}", passages=frozenset({str(at % 13)}))
            for at in range(count)
        ]

    check_growth(many, lambda cited: voices(*cited, apart=True), 10_000)


def source(**more: Any) -> Source:
    fields = {
        "title": "A title", "publisher": "An Outlet", "short": "Outlet", "published": "2020-01-02",
        "url": "https://example.org/", "kind": "news-report",
    }  # fmt: skip
    return Source.model_validate({**fields, **more})


def quotation(id: str, **more: Any) -> Quotation:
    return Quotation.model_validate({"id": id, "exact": "words", **more})


class TestAuthorities:
    TABLE = (
        ("a speaker", {}, {"speaker": "Ann", "attributed_to": "Bo"}, "name ann", NAMED),
        ("whom it names", {}, {"attributed_to": "Bo"}, "name bo", NAMED),
        ("an article and case", {}, {"attributed_to": "the  PORT"}, "name port", NAMED),
        ("a term's other name", {}, {"attributed_to": "The Harbour Office"}, "term port", NAMED),
        ("the outlet", {}, {}, "name an outlet", DESK),
        ("the desk", {"origin": "The Wire"}, {}, "name wire", DESK),
        ("the one it relays", {"upstream": ["Port"]}, {}, "name port", UPSTREAM),
        ("two that it relays", {"upstream": ["Port", "Town"]}, {}, "name an outlet", DESK),
    )  # fmt: skip

    @pytest.mark.parametrize(
        ("of_source", "fields", "key", "grounds"),
        [each[1:] for each in TABLE],
        ids=[each[0] for each in TABLE],
    )
    def test_who_vouches(
        self, of_source: dict[str, Any], fields: dict[str, Any], key: str, grounds: Grounds
    ) -> None:
        terms = {"Harbour Office": "port"}
        found = find_authorities(
            source(**of_source), [quotation("q", **fields)], lambda name: terms.get(name, "")
        )
        assert (found["q"].key, found["q"].grounds) == (key, grounds)

    def test_a_report_that_names_others_too_speaks_for_itself(self) -> None:
        cited = [quotation("q"), quotation("r", attributed_to="the Port")]
        report = source(upstream=["Port"])
        assert find_authorities(report, cited, lambda _: "")["q"].grounds is UPSTREAM
        cited.append(quotation("s", speaker="Ann"))
        assert find_authorities(report, cited, lambda _: "")["q"].grounds is DESK


_REPORT = """\
title: {name} report
publisher: The {name}
short: {name}
published: 2031-04-05
url: https://{id}.example/
kind: news-report
archived_as: {id}.txt
{more}
quotations:
{quotations}
"""
_SHARED = (
    "The harbour master of the small port opened the old gate on Monday before the last ferry left"
)


def small_site(folder: Path, line: str, sources: dict[str, str], more: dict[str, str]) -> Compiled:
    """A site with one key point; of each source the YAML of its quotations."""
    files = {
        f"content/sources/{id}.yml": _REPORT.format(
            name=id.title(), id=id, quotations=quotations, more=more.get(id, "")
        )
        for id, quotations in sources.items()
    }
    story = (make_site(folder, files) / "content/stories/bell/story.yml").read_text("utf-8")
    path = folder / "content/stories/bell/story.yml"
    path.write_text(story.replace("It was heavy. [@post-weight]", line), "utf-8")
    return compile_site(folder)


def key_point(compiled: Compiled) -> StatementVoices:
    assert isinstance(compiled.site, Site), compiled.diagnostics
    (story,) = compiled.site.told
    return statement_voices(compiled.site, story.key_points[0])


def entry(id: str, exact: str, **more: str) -> str:
    rows = [f"  - id: {id}", f"    exact: {exact}"]
    return "\n".join(rows + [f"    {name}: {value}" for name, value in more.items()])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A left [@a], b stayed. [@b]", [("A left", "a", (0,)), (", b stayed.", "b", (1,))]),
        ("A left. [@a; @b]", [("A left.", "a b", (0,))]),
        ("A left. [@a] [@b]", [("A left.", "a b", (0, 1))]),
        ("A left [@a], they say.", [("A left, they say.", "a", (0,))]),
        ("A left [@a], b not. [cf. @b]", [("A left, b not.", "a", (0,))]),
        ("A [@a], b [cf. @b], c. [@c; cf. @a]", [("A", "a", (0,)), (", b, c.", "c", (2,))]),
        ("*A* left [@a], `b` stayed. [@a]", [("A left", "a", (0,)), (", b stayed.", "a", (1,))]),
        ("Nothing is known.", []),
    ],
)
def test_parts_of_a_statement(text: str, parts: list[tuple[str, str, tuple[int, ...]]]) -> None:
    found = document(f"body: |\n  {text}\n")
    ((line,),), _ = read_prose(found, ("body",), citations_needed=False)
    statement = Statement("s.1", line.nodes, line.quotations, False, "", line.place, line.compared)
    words = plain_text(line.nodes)
    assert [
        (words[part.start : part.end], " ".join(part.quotations), part.groups)
        for part in statement_parts(statement)
    ] == parts


def test_ten_thousand_groups_cost_little() -> None:
    def many(count: int) -> Statement:
        nodes = tuple(Cite((f"q{at}",)) for at in range(count))
        ids = tuple(id for node in nodes for id in node.quotations)
        return Statement("s.1", (Text("A"), *nodes), ids, False, "", Place("a.yml"))

    check_growth(many, statement_parts, 10_000)


def test_what_the_editors_say_is_no_sentence_by_two_voices(tmp_path: Path) -> None:
    sources = {
        "herald": entry("h-boats", "The port counted eight boats"),
        "mirror": entry("m-boats", "There were eight boats"),
    }
    lines = (
        "Boats were counted. [@h-boats; @m-boats]\n"
        "  Boats were counted. [@h-boats; @m-boats] [editor]\n"
        "  Sixteen boats were counted. [@h-boats; @m-boats] [derived: eight and eight]"
    )
    reading = """
disagreements:
  - id: boats
    question: How many boats?
    kind: difference
    answers:
      - answer: |
          Eight. [@h-boats]
      - answer: |
          Eight as well. [@m-boats]
    reading: |
      Both count the same. [@h-boats; @m-boats]
"""
    small_site(tmp_path, lines + reading, sources, {})
    compiled = compile_site(tmp_path)
    assert compiled.site, compiled.diagnostics
    numbers = compiled.site.stories["bell"].coverage
    assert (numbers.statements, numbers.editor, numbers.derived) == (8, 2, 1)
    assert (numbers.cited, numbers.two_voices) == (6, 1)


class TestSites:
    """Small invented sites: each sentence, what it cites, and how many voices that is."""

    BOATS = (
        ("The Herald counts eight boats, the Wire seven. [@h-boats; @w-boats]", 1),
        ("The Herald counts eight boats [@h-boats], the Wire seven. [@w-boats]", 1),
        ("Eight boats were counted. [@h-boats; @m-boats]", 2),
        ("Boats were counted. [@h-boats; @w-boats]", 2),
        ("Boats were counted. [@h-boats; cf. @w-boats]", 1),
        ("Boats were counted. [@h-boats] [@w-boats]", 2),
        ("Two reports count boats. [@h-boats; @w-boats]", 2),
        ("Eight boats were counted on Monday. [@h-boats; @m-boats; @w-monday]", 1),
    )

    @pytest.mark.parametrize(("line", "count"), BOATS)
    def test_halves_and_figures(self, tmp_path: Path, line: str, count: int) -> None:
        sources = {
            "herald": entry("h-boats", "The port counted eight boats"),
            "mirror": entry("m-boats", "There were eight boats"),
            "wire": f"{entry('w-boats', 'Seven boats lay there')}\n"
            f"{entry('w-monday', 'The boats lay there on Monday')}",
        }
        assert key_point(small_site(tmp_path, line, sources, {})).count == count

    def test_an_authority_under_both_of_its_names(self, tmp_path: Path) -> None:
        sources = {
            "herald": entry("h-shut", "The tower was shut", attributed_to="the Bell Office"),
            "wire": entry("w-shut", "They shut the tower", attributed_to="BELL"),
        }
        term = "content/glossary/bell-office.yml"
        text = (
            "term: Bell Office\naliases: [BELL]\nkind: organisation\n"
            "definition: |\n  An office. [editor]\n"
        )
        line = "The tower was shut. [@h-shut; @w-shut]"
        compiled = small_site(tmp_path / "one", line, sources, {})
        assert key_point(compiled).count == 2
        (tmp_path / "one" / term).write_text(text, "utf-8")
        compiled = compile_site(tmp_path / "one")
        (group,) = key_point(compiled).groups
        assert [tie.kind for voice in group.voices for tie in voice.ties] == [TieKind.AUTHORITY]

    def test_sharing_one_sentence_joins_only_what_rests_on_it(self, tmp_path: Path) -> None:
        sources = {
            "herald": f"{entry('h-gate', _SHARED)}\n{entry('h-own', 'A cat watched')}",
            "wire": f"{entry('w-gate', _SHARED)}\n{entry('w-own', 'Somebody saw a cat')}",
        }
        rest = " ".join(f"herald{n}" for n in range(60)), " ".join(f"wire{n}" for n in range(60))
        line = "The gate was opened. [@h-gate; @w-gate]"
        not_verified = small_site(tmp_path, line, sources, {})
        assert key_point(not_verified).count == 2, "a lock that says nothing joins nothing"
        archive = tmp_path / "content/archive"
        (archive / "herald.txt").write_text(f"{_SHARED}. A cat watched. {rest[0]}", "utf-8")
        (archive / "wire.txt").write_text(f"{rest[1]}. {_SHARED}. Somebody saw a cat.", "utf-8")
        found = verify_site(tmp_path, "content", archive, "2031-05-01")
        assert found.comparison
        write_lock(found.comparison.lock, found.lock_file)
        compiled = compile_site(tmp_path)
        cited = key_point(compiled)
        assert cited.count == 1
        assert [tie.kind for tie in cited.groups[0].voices[0].ties] == [TieKind.PASSAGE]
        assert compiled.site
        assert compiled.site.voice_of["herald"] != compiled.site.voice_of["wire"]
        story = tmp_path / "content/stories/bell/story.yml"
        story.write_text(story.read_text("utf-8").replace("h-gate; @w-gate", "h-own; @w-own"))
        assert key_point(compile_site(tmp_path)).count == 2
