"""What is found unsupported on invented sites."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from generator.prose import Text, plain_text
from generator.resolve import Statement
from generator.verify.figures import Claim, Kind, Unsupported, read_site
from generator.verify.figures.cited import claimable
from generator.verify.figures.claims import PartialDate
from generator.verify.figures.values import covers
from tests.compiled import Compiled, Site
from tests.verify.figures_of_site import check, check_terms

SOURCE = """\
title: Bell of Ostermill gone
publisher: The Tide Post
short: Tide Post
origin: Harbour Agency
author: [Ada Quill]
published: 2018-04-27
url: https://tide-post.example/bell
kind: news-report
quotations:
  - id: tide
    exact: {exact}
    speaker: Tom Fennel
    role: keeper of the Belgian lighthouse
"""
WIRE = """\
title: No bell
publisher: Gull Wire
short: Gull Wire
published: 2018-04-28
url: https://gull.example/bell
kind: news-report
quotations:
  - id: gull
    exact: The bell was gone
"""
TERM = """\
term: Bell Watch
aliases: [BW, Watch of Bells]
kind: organisation
definition: |
  Bell Watch has 70 keepers. [@tide]
"""
STORY = """\
title: The bell
standfirst: |
  {text} {cites}
status: published
published: 2018-05-01
key_points: |
  The bell was gone. [@gull]
sections:
  - id: night
    title: The night
    body: |
      The bell was gone. [@gull]
"""
EXACT = (
    "On Wednesday and Thursday more than 26,000 shells were found by the Watch of Bells in "
    "Ostermill, Canada and France; it was Rob Sand who told the Spanish Guard"
)


@pytest.fixture
def unsupported(compile_files: Callable[..., Compiled]) -> Callable[..., list[str]]:
    def run(text: str, exact: str = EXACT, cites: str = "[@tide]") -> list[str]:
        files = {
            "content/sources/post.yml": SOURCE.format(exact=exact),
            "content/sources/gull.yml": WIRE,
            "content/glossary/belfry.yml": TERM,
            "content/stories/bell/story.yml": STORY.format(text=text, cites=cites),
        }
        site = compile_files(files).site
        assert site
        return [found.text for found in check(site, site.told[0])]

    return run


@pytest.mark.parametrize(
    "text",
    [
        "It was found on 25 and 26 April 2018.",
        "It was found on a Thursday, in April 2018, in the spring of 2018.",
        "Over two days there were 26,000 shells, twenty-six thousand in words.",
        "Thousands of shells lay there.",
        "BW and the Bell Watch found shells in Ostermill.",
        "Canadians, Frenchmen and Spain’s Guard were named.",
        "Three places are named.",
        "Tom Fennel of Belgium told The Tide Post and Harbour Agency.",
        "Ada Quill wrote the report of 27 April 2018.",
        "In Ostermill Rob Sand spoke.",
    ],
)
def test_supported(unsupported: Callable[..., list[str]], text: str) -> None:
    assert unsupported(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was found on 24 April 2018.", ["24 April 2018"]),
        ("It was found on 27 April 2018.", ["27 April 2018"]),
        ("It was found on a Friday in May 2018.", ["Friday", "May 2018"]),
        ("It was found on Friday, 26 April 2018.", ["Friday, 26 April 2018"]),
        ("There were 26,001 shells, or 26 percent.", ["26,001", "26 percent"]),
        ("Hundreds of thousands of shells lay there.", ["Hundreds of thousands"]),
        ("Three shells lay there for three days.", ["Three", "three"]),
        ("Two reports say so.", ["Two"]),
        ("Interpol found it in Romania.", ["Interpol", "Romania"]),
        ("It was, they said, Rob Fennel.", ["Rob Fennel"]),
        ("The Europeans left Millhaven to the Gull Wire.", ["Europeans", "Millhaven", "Gull Wire"]),
    ],
)  # fmt: skip
def test_unsupported(unsupported: Callable[..., list[str]], text: str, found: list[str]) -> None:
    assert unsupported(text) == found


def test_reports_are_counted(unsupported: Callable[..., list[str]]) -> None:
    assert unsupported("Two reports say so.", cites="[@tide; @gull]") == []
    assert unsupported("Both reports say so.", cites="[@tide; @gull]") == []
    assert unsupported("Three reports say so.", cites="[@tide; @gull]") == ["Three"]


def test_the_editors_words_are_not_checked(unsupported: Callable[..., list[str]]) -> None:
    assert unsupported("There were 99 crates in Romania.", cites="[editor]") == []


def test_a_term_glued_to_the_next_word_is_read(unsupported: Callable[..., list[str]]) -> None:
    assert unsupported("BW lost it.", exact="the Watch of Bellsmen") == ["BW"]


def test_offsets_are_those_of_the_plain_text(compiled_demo: Compiled) -> None:
    for found in mutated(compiled_demo.site, rounds=1):
        plain = plain_text(found.statement.nodes)
        assert all(plain[hit.start : hit.end] == hit.text for hit in found.hits)


def test_the_demo_is_supported(compiled_demo: Compiled) -> None:
    site = compiled_demo.site
    assert site
    assert check_terms(site) == []
    assert [found for story in site.told for found in check(site, story)] == []


def test_glossary_definitions_are_checked(compile_files: Callable[..., Compiled]) -> None:
    site = compile_files(
        {
            "content/sources/post.yml": SOURCE.format(exact=EXACT),
            "content/sources/gull.yml": WIRE,
            "content/glossary/belfry.yml": TERM,
            "content/stories/bell/story.yml": STORY.format(text="It is gone.", cites="[@gull]"),
        }
    ).site
    assert site
    assert [(f.text, f.kind, f.start, f.end) for f in check_terms(site)] == [
        ("70", Kind.NUMBER, 15, 17)
    ]


def test_derived_statements_are_not_checked(compiled_demo: Compiled) -> None:
    @dataclass(frozen=True)
    class Derived:
        quotations: tuple[str, ...]
        editor: bool
        derived: str

    marked = Derived(("tide",), editor=False, derived="1 + 2")
    assert list(claimable([marked])) == []  # type: ignore[list-item]
    assert list(claimable([replace(marked, derived="")])) != []  # type: ignore[list-item]


def test_a_language_without_a_reader_is_not_checked(compiled_demo: Compiled) -> None:
    site = compiled_demo.site
    assert site
    story = site.told[0]
    unknown = replace(story, story=story.story.model_copy(update={"language": "zxx"}))
    assert read_site(site, "zxx") is None
    assert check(site, unknown) == []


@pytest.mark.parametrize(
    ("given", "claimed", "supported"),
    [
        (PartialDate(2018, 4, 27), PartialDate(2018, 4), True),
        (PartialDate(2018, 4), PartialDate(2018, 4, 27), False),
        (PartialDate(2018, 4, 27), PartialDate(weekday=5), True),
        (PartialDate(2018, 4, 27), PartialDate(2018, 4, 27, 4), False),
        (PartialDate(2015, part="late"), PartialDate(2015), True),
        (PartialDate(2015), PartialDate(2015, part="late"), False),
        (PartialDate(2015, 11), PartialDate(2015, part="late"), True),
        (PartialDate(2018, 4, 27), PartialDate(2018, 4, part="late"), True),
        (PartialDate(2018, 4, 27), PartialDate(2018, 4, part="early"), False),
        (PartialDate(1994), PartialDate(1990, part="decade"), True),
        (PartialDate(1990, part="decade"), PartialDate(1990), False),
        (PartialDate(2018, 2, 31), PartialDate(weekday=1), False),
    ],
)
def test_dates_compare_as_dates(
    given: PartialDate, claimed: PartialDate, *, supported: bool
) -> None:
    assert covers(given, claimed) is supported


@dataclass(frozen=True)
class Mutant:
    before: str
    after: str
    statement: Statement
    hits: list[Unsupported]


def mutated(site: Site | None, rounds: int) -> Iterator[Mutant]:
    """Statements of the published story with one claim made wrong, and what is found in them."""
    assert site
    evidence_index = read_site(site, "en")
    assert evidence_index
    story = next(story for story in site.told if not story.story.language)
    chance = random.Random(31)  # noqa: S311 (the same in every run)
    for statement in [*claimable(story.statements())] * rounds:
        text = plain_text(statement.nodes)
        vocabulary = evidence_index.language.vocabulary(
            evidence_index.cited[statement.quotations[0]].text
        )
        for claim in evidence_index.language.claims(text, vocabulary):
            wrong = spoiled(claim, chance)
            written = text[: claim.start] + wrong + text[claim.end :]
            mutant = replace(statement, nodes=(Text(written),))
            point = replace(mutant, anchor="mutant")
            changed = replace(story, standfirst=((point,),))
            hits = [
                f
                for f in check(site, changed, evidence_index=evidence_index)
                if f.statement.anchor == "mutant"
            ]
            yield Mutant(claim.text, written, point, hits)


def spoiled(claim: Claim, chance: random.Random) -> str:
    """The claim with another digit, number, month, weekday or letter."""
    text = claim.text
    lists = (
        ["two", "three", "four", "five", "eleven", "twelve"],
        ["March", "April", "June", "September"],
        ["Monday", "Tuesday", "Friday"],
    )
    for words in lists:
        for word in words:
            if word in text.lower() or word in text:
                other = chance.choice([w for w in words if w != word])
                return text.replace(word, other).replace(word.capitalize(), other.capitalize())
    places = [at for at, char in enumerate(text) if char.isalnum()]
    digits = [at for at in places if text[at].isdigit()]
    at = chance.choice(digits or places)
    pool = "123456789" if digits else "bcdfghjklm"
    other = chance.choice([char for char in pool if char != text[at].lower()])
    return text[:at] + (other.upper() if text[at].isupper() else other) + text[at + 1 :]


def test_a_wrong_figure_or_name_is_found(compiled_demo: Compiled) -> None:
    # Measured: 94 %; the rest are numbers, as of search parties, that stand in what is cited too.
    mutants = list(mutated(compiled_demo.site, rounds=10))
    caught = sum(bool(mutant.hits) for mutant in mutants)
    assert len(mutants) > 300
    assert caught / len(mutants) >= 0.92, [m.after for m in mutants if not m.hits]
