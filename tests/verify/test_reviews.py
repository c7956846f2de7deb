"""What reviews say of sentences: what they are bound to, and whose reading counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.index import ReviewCounts, Standing
from generator.model import Review
from generator.resolve import QuotationEntry, Statement
from generator.verify.reviews import (
    count_reviews,
    leftover_reviews,
    reviewed,
    same_person,
    statement_digest,
)
from tests.compiled import Site


@pytest.fixture(scope="module")
def site(compiled_demo: Any) -> Site:
    found = compiled_demo.site
    assert isinstance(found, Site)
    return found


@pytest.fixture(scope="module")
def statement(site: Site) -> Statement:
    """Ostermill lost its town bell from the belfry, [@…] and the CLAPPER stayed behind. [@…]"""
    return next(
        s for s in site.documents["ostermill-bell"].statements() if s.anchor == "s.the-night.1"
    )


def of(statement: Statement, site: Site, **changed: object) -> str:
    """The digest of a sentence, where the first quotation that it cites has other values."""
    id = statement.quotations[0]
    entry = site.quotations[id]
    other = replace(entry, quotation=entry.quotation.model_copy(update=changed))
    quotations: dict[str, QuotationEntry] = {**site.quotations, id: other}
    return statement_digest(statement, quotations)


def review(of: str, by: str = "Odo", verdict: str = "supported", **more: str) -> Review:
    values = {"of": of, "by": by, "on": "2031-05-04", "verdict": verdict, **more}
    return Review.model_validate(values)


def test_a_digest_is_that_of_the_words_and_what_they_cite(site: Site, statement: Statement) -> None:
    own = of(statement, site)
    assert len(own) == 16
    for field, value in {
        "exact": "vanished", "translation": "gone", "speaker": "Tom", "role": "keeper",
        "attributed_to": "the clerk", "language": "fr",
    }.items():  # fmt: skip
        assert of(statement, site, **{field: value}) != own, field
    for field, value in {"id": "other", "note": "damaged", "prefix": "bell"}.items():
        assert of(statement, site, **{field: value}) == own, field


@pytest.mark.parametrize(
    ("was", "now", "is_same"),
    [
        ("Gone. [@post-vanished; @post-weight]", "Gone. [@post-weight; @post-vanished]", True),
        ("It *fell*. [@post-vanished]", "It fell. [@post-vanished]", True),
        ("It  fell. [@post-vanished]", "It fell. [@post-vanished]", True),
        ("The belfry fell. [@post-vanished]", "The belfry fell. [@post-vanished]", True),
        ("It fell. [@post-vanished]", "It fell! [@post-vanished]", False),
        ("It fell. [@post-vanished]", "It may have fallen. [@post-vanished]", False),
        ("It fell. [@post-vanished]", "It fell. [@post-weight]", False),
        ("It, [@post-weight] fell. [@post-vanished]", "It, [@post-vanished] fell. [@post-weight]",
         False),
        ("It fell. [@post-vanished]", "It fell. [@post-vanished] [derived: a guess]", False),
        ("[It](https://a.example/) fell. [@post-vanished]",
         "[It](https://b.example/) fell. [@post-vanished]", False),
    ],
)  # fmt: skip
def test_an_edit_that_changes_what_is_said_ends_a_review(
    compile_files: Any, was: str, now: str, is_same: bool
) -> None:
    found = []
    for text in (was, now):
        story = STORY.replace("It was heavy. [@post-weight]", text)
        compiled = compile_files({"content/stories/bell/story.yml": story})
        statements = compiled.site.told[0].statements()
        told = next(each for each in statements if each.anchor == "k.1")
        found.append(statement_digest(told, compiled.site.quotations))
    assert (found[0] == found[1]) == is_same


STORY = """\
title: Who took the bell?
standfirst: |
  A bell left its belfry by night. [@post-vanished]
status: published
published: 2031-05-01
key_points: |
  It was heavy. [@post-weight]
sections:
  - id: the-night
    title: The night
    body: |
      The bell was gone. [@post-vanished]
"""

WREN, ODO, IDA = "Wren", "Odo", "Ida"


@pytest.mark.parametrize(
    ("said", "authors", "reviewers", "standing"),
    [
        ([], [WREN], [], Standing.UNREAD),
        ([(ODO, "supported")], [WREN], [], Standing.SUPPORTED),
        ([(ODO, "supported")], [], [], Standing.FIRST),
        ([(WREN, "supported")], [WREN], [], Standing.FIRST),
        ([("WREN ", "supported")], [WREN], [], Standing.FIRST),
        ([(ODO, "later")], [WREN], [], Standing.UNREAD),
        ([(ODO, "later"), (IDA, "supported")], [WREN], [], Standing.SUPPORTED),
        ([(ODO, "supported"), (IDA, "change")], [WREN], [], Standing.CHANGE),
        ([(ODO, "change"), (IDA, "supported")], [WREN], [], Standing.CHANGE),
        ([(ODO, "supported"), (WREN, "change")], [WREN], [], Standing.CHANGE),
        ([(ODO, "supported"), (WREN, "supported")], [WREN], [], Standing.SUPPORTED),
        ([(ODO, "supported")], [WREN], [IDA], Standing.UNREAD),
        ([(ODO, "change"), (IDA, "supported")], [WREN], [IDA], Standing.SUPPORTED),
        ([(ODO, "supported")], [WREN], ["odo"], Standing.SUPPORTED),
    ],
)
def test_who_has_read_a_sentence(
    site: Site,
    statement: Statement,
    said: list[tuple[str, str]],
    authors: list[str],
    reviewers: list[str],
    standing: Standing,
) -> None:
    digest = of(statement, site)
    reviews = [review(digest, by, verdict, note="Say who.") for by, verdict in said]
    states = reviewed([statement], site.quotations, reviews, authors, reviewers)
    assert states[statement.anchor].standing is standing
    counts = count_reviews(states)
    assert counts.of == 1
    assert counts.read == (standing is Standing.SUPPORTED)


def test_a_digest_may_be_shorter_or_longer_and_no_other(site: Site, statement: Statement) -> None:
    digest = of(statement, site)
    other = digest[:12] + ("0000" if digest[12:] != "0000" else "1111")
    reviews = [review(digest[:12]), review(f"{digest}abcd", IDA), review(other, "Cy")]
    states = reviewed([statement], site.quotations, reviews, [WREN], [])
    assert states[statement.anchor].by == (IDA, ODO)
    assert leftover_reviews(states, reviews) == reviews[2:]


def test_a_sentence_that_cites_nothing_has_no_state(site: Site, statement: Statement) -> None:
    bare = replace(statement, quotations=())
    assert reviewed([bare], site.quotations, [], [], []) == {}


def test_counts_are_added_up() -> None:
    first = ReviewCounts(1, 4, "2031-05", ("Odo",))
    assert first + ReviewCounts(2, 4, "2031-06-01", ("Ida",)) == ReviewCounts(
        3, 8, "2031-06-01", ("Ida", "Odo")
    )
    assert (first + ReviewCounts(0, 0)).percent == 25.0
    assert ReviewCounts().percent == 100.0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Ada Quill", " ada   quill", True), ("STRAẞE", "strasse", True), ("Ada", "Ida", False),
     ("José", "Jose\u0301", True), ("José", "Jose", False)],
)  # fmt: skip
def test_names_are_compared_without_case_and_spaces(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) == same
