"""Disagreements: their order, what they touch, and what they make disputed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.model import DisagreementKind
from generator.resolve import ResolvedStory
from tests.compiled import Compiled, Site
from tests.support import BASE, codes

Compile = Callable[..., Compiled]
STORY = (BASE / "content/stories/bell/story.yml").read_text("utf-8")
SOURCE = (BASE / "content/sources/post.yml").read_text("utf-8")
GULL = """\
title: No bell
publisher: The Gull
short: Gull
published: 2031-04-06
url: https://gull.example/no-bell
kind: news-report
quotations:
  - {id: gull-light, exact: The bell was light}
  - {id: gull-smith, exact: It was heavy, speaker: Ann Smith}
  - {id: gull-jones, exact: It was light indeed, speaker: Bo Jones}
  - {id: gull-smith-too, exact: It was heavy for all, attributed_to: ann  smith}
"""
WEIGHT = ("Heavy. [@post-weight]", "Light. [@gull-light]")
# Quotations made up for a test stand in no lock.
MADE_UP = {"unverified-quotation", "unsupported-figure", "stale-lock", "unused-quotation"}


def disagreement(
    *answers: str, id: str = "weight", kind: str = "contradiction", weight: str = ""
) -> str:
    told = "".join(f"      - {{answer: '{answer}'}}\n" for answer in answers)
    more = f"    weight: {weight}\n" if weight else ""
    head = f"  - id: {id}\n    question: How?\n    kind: {kind}\n{more}"
    return f"{head}    answers:\n{told}    reading: R.\n"


def files(*disagreements: str, body: str = "", more: str = "") -> dict[str, str]:
    rows = body or "The bell was gone. [@post-vanished]"
    text = STORY.replace("The bell was gone. [@post-vanished]", rows)
    return {
        "content/sources/gull.yml": GULL,
        "content/stories/bell/story.yml": f"{text}disagreements:\n{''.join(disagreements)}{more}",
    }


def site_of(compiled: Compiled) -> Site:
    assert set(codes(compiled)) <= MADE_UP
    assert compiled.site is not None
    return compiled.site


def told(compiled: Compiled) -> ResolvedStory:
    (story,) = site_of(compiled).told
    return story


def own_codes(compiled: Compiled) -> list[str]:
    return [code for code in codes(compiled) if code not in MADE_UP]


def test_they_stand_by_weight_then_by_kind_then_as_written(compile_files: Compile) -> None:
    rows = [
        ("w", "wording", "9"), ("d1", "difference", ""), ("d2", "difference", "5"),
        ("d3", "difference", "6"), ("o", "one-report", "0"), ("c1", "contradiction", "0"),
        ("c2", "contradiction", ""),
    ]  # fmt: skip
    each = [
        disagreement(*(WEIGHT[:1] if kind == "one-report" else WEIGHT), id=id, kind=kind, weight=n)
        for id, kind, n in rows
    ]
    story = told(compile_files(files(*each)))
    assert [entry.disagreement.id for entry in story.disagreements] == [
        "w", "d3", "c2", "d1", "d2", "c1", "o",
    ]  # fmt: skip
    assert [d.id for d in story.story.disagreements] == [id for id, *_ in rows]


@pytest.mark.parametrize(
    ("kind", "weight", "is_marked"),
    [
        ("contradiction", "0", True),
        ("difference", "5", False),
        ("difference", "6", True),
        ("wording", "9", False),
    ],
)
def test_which_kinds_leave_a_mark(
    compile_files: Compile, kind: str, weight: str, is_marked: bool
) -> None:
    row = disagreement(*WEIGHT, kind=kind, weight=weight)
    story = told(compile_files(files(row, body="It was heavy. [@post-weight]")))
    assert ("s.the-night.1" in story.differs) == is_marked


@pytest.mark.parametrize(
    ("sentence", "is_marked"),
    [
        ("It was heavy. [@post-weight]", True),
        ("It was light. [@gull-light]", True),
        ("It was heavy. [@post-weight; cf. @gull-light]", True),
        ("It was heavy, or light. [@post-weight; @gull-light]", False),
        ("It was heavy and gone. [@post-weight; @post-vanished]", False),
        ("It was gone. [@post-vanished; cf. @post-weight]", False),
        ("It was gone. [cf. @post-weight] [editor]", False),
        ("It was gone. [editor]", False),
    ],
)
def test_a_contradiction_marks_what_rests_on_one_answer(
    compile_files: Compile, sentence: str, is_marked: bool
) -> None:
    body = f"{sentence} \n      It went. [@post-vanished]"
    story = told(compile_files(files(disagreement(*WEIGHT), body=body)))
    assert ("s.the-night.1" in story.differs) == is_marked


@pytest.mark.parametrize("other", ["It is not known. [editor]", "Heavy indeed. [@post-weight]"])
def test_without_an_answer_that_rests_on_other_words_nothing_is_marked(
    compile_files: Compile, other: str
) -> None:
    row = disagreement("Heavy. [@post-weight; @gull-smith]", other, kind="contradiction")
    compiled = compile_files(files(row, body="It was heavy. [@post-weight]"))
    assert compiled.site is not None
    (story,) = compiled.site.told
    assert "s.the-night.1" not in story.differs


def test_one_report_alone_marks_what_rests_on_it(compile_files: Compile) -> None:
    row = disagreement(WEIGHT[1], kind="one-report")
    story = told(compile_files(files(row, body="It was light. [@gull-light]")))
    assert story.differs["s.the-night.1"].kind is DisagreementKind.ONE_REPORT


def test_a_contradiction_is_nearer_than_what_one_report_says(compile_files: Compile) -> None:
    rows = disagreement(WEIGHT[1], id="one", kind="one-report"), disagreement(*WEIGHT, id="both")
    story = told(compile_files(files(*rows, body="It was light. [@gull-light]")))
    assert story.differs["s.the-night.1"].id == "both"


OPERATION = """\
operations:
  - {{id: search, name: The search, date: 2031}}
participations:
  - country: AQ
    operation: search
    roles:
      - {{role: led, text: '{text}', disputed: weight}}
"""


@pytest.mark.parametrize(
    ("text", "answers", "kind", "wrong"),
    [
        ("A. [@post-weight]", WEIGHT, "contradiction", []),
        ("A. [@post-weight; cf. @gull-light]", WEIGHT, "contradiction", []),
        ("A. [@post-weight]", WEIGHT, "difference", ["not-disputed"]),
        ("A. [@post-weight]", WEIGHT, "wording", ["not-disputed"]),
        ("A. [@post-vanished]", WEIGHT, "contradiction", ["not-disputed"]),
        ("A. [@post-weight; @gull-light]", WEIGHT, "contradiction", ["not-disputed"]),
        (
            "A. [@post-weight]",
            ("Heavy. [@gull-smith; cf. @post-weight]", "Light. [@gull-light]"),
            "contradiction",
            ["contrasting-source", "not-disputed"],
        ),
        ("A. [@post-vanished]", WEIGHT, "role", ["old-kind"]),
        ("A. [@post-vanished]", WEIGHT, "spelling", ["old-kind"]),
    ],
)
def test_what_may_say_that_it_is_disputed(
    compile_files: Compile, text: str, answers: tuple[str, ...], kind: str, wrong: list[str]
) -> None:
    more = OPERATION.format(text=text)
    compiled = compile_files(files(disagreement(*answers, kind=kind), more=more))
    assert set(own_codes(compiled)) <= set(wrong)
    assert ("not-disputed" in own_codes(compiled)) == ("not-disputed" in wrong)
    assert ("old-kind" in own_codes(compiled)) == ("old-kind" in wrong)


def test_a_place_may_be_disputed_as_a_role_is(compile_files: Compile) -> None:
    place = (
        "places:\n  - {id: tower, name: The tower, latitude: 52.08, longitude: 4.31,\n"
        "     text: 'It hung here. [@post-vanished]', disputed: weight}\n"
    )
    compiled = compile_files(files(disagreement(*WEIGHT), more=place))
    (problem,) = [d for d in compiled.diagnostics if d.code == "not-disputed"]
    assert problem.source_line.strip().endswith("disputed: weight}")


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        (WEIGHT, []),
        # One report passes on what two people say.
        (("Heavy. [@gull-smith]", "Light. [@gull-jones]"), []),
        # The report in its own words, and somebody whom it quotes.
        (("Heavy. [@gull-smith]", "Light. [@gull-light]"), []),
        # The same person, named in two ways.
        (("Heavy. [@gull-smith]", "Light. [@gull-smith-too]"), ["gull-smith-too"]),
        (("Heavy. [@post-weight]", "Light. [@post-vanished]"), ["post-vanished"]),
        (("Heavy. [@post-weight]", "Light. [@gull-light; @post-weight]"), ["post-weight"]),
        (("Heavy. [@post-weight]", "Light. [@gull-light; cf. @post-weight]"), []),
        (
            ("Heavy. [@post-weight]", "Light. [@post-weight]", "Other. [@post-weight]"),
            ["post-weight", "post-weight"],
        ),
    ],
)
def test_a_source_that_stands_under_two_answers(
    compile_files: Compile, answers: tuple[str, ...], found: list[str]
) -> None:
    compiled = compile_files(files(disagreement(*answers)))
    problems = [d for d in compiled.diagnostics if d.code == "contrasting-source"]
    marked = [d.source_line[d.place.column - 1 :][: d.place.width] for d in problems]
    assert marked == found


@pytest.mark.parametrize("kind", ["difference", "wording", "figure"])
def test_a_source_may_stand_under_two_answers_that_can_both_be_true(
    compile_files: Compile, kind: str
) -> None:
    row = disagreement("Heavy. [@post-weight]", "Very. [@post-weight]", kind=kind)
    assert "contrasting-source" not in codes(compile_files(files(row)))


def test_what_one_report_alone_says_has_one_source(compile_files: Compile) -> None:
    alone = disagreement(
        "Heavy. [@gull-smith; cf. @post-weight]", "Light. [@gull-jones]", kind="one-report"
    )
    assert own_codes(compile_files(files(alone))) == []


def test_what_is_only_compared_counts_for_nothing(compile_files: Compile) -> None:
    body = (
        "It was gone. [@post-vanished; cf. @gull-light]\n"
        "      It went, they say. [cf. @gull-light] [editor]"
    )
    site = site_of(compile_files(files(disagreement(*WEIGHT), body=body)))
    (story,) = site.told
    one, own = (s for s in story.statements() if s.anchor.startswith("s.the-night"))
    assert (one.supporting, one.compared) == (("post-vanished",), ("gull-light",))
    assert own.supporting == ()
    numbers = site.stories["bell"].coverage
    # The other words of the editor are the reading.
    assert (numbers.editor, numbers.two_voices) == (2, 0)


def test_a_figure_may_stand_in_what_is_compared(compile_files: Compile) -> None:
    body = "It weighed some 900 kilograms, and not 40. [@post-weight; cf. @gull-forty]"
    sources = GULL + "  - {id: gull-forty, exact: 40 kilograms}\n"
    compiled = compile_files(
        {
            **files(disagreement(*WEIGHT), body=body),
            "content/sources/gull.yml": sources,
        }
    )
    assert "unsupported-figure" not in codes(compiled)
