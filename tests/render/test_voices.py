"""Sources in groups of one voice, each with the reasons in words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from generator.index import Link, LinkKind, Overlap, Relations
from generator.render.voices import voice_groups
from generator.render.wording import wording_for

ORIGIN, RULING, TEXT, UPSTREAM = (
    LinkKind.ORIGIN, LinkKind.RULING, LinkKind.TEXT, LinkKind.UPSTREAM,
)  # fmt: skip


def site_of(*links: Link, overlaps: tuple[Overlap, ...] = (), names: str = "abcde") -> Any:
    """A site whose sources are single letters; joined ones have the voice of the first."""
    voice = {id: id for id in names}
    for link in links:
        if link.joins:
            one, other = sorted((voice[link.a], voice[link.b]))
            voice = {id: one if of == other else of for id, of in voice.items()}
    return SimpleNamespace(
        voice_of=voice,
        sources={
            id: SimpleNamespace(source=SimpleNamespace(short=f"Report {id.upper()}"))
            for id in names
        },
        relations={
            id: Relations(
                links=[link for link in links if id in (link.a, link.b)],
                overlaps=[each for each in overlaps if id in (each.a, each.b)],
            )
            for id in names
        },
    )


def told(site: Any, sources: str) -> dict[str, list[str]]:
    """The groups of some sources, with their reasons as plain text."""
    groups = voice_groups(site, wording_for("en"), sources)
    return {
        "".join(group.sources): [str(reason.striptags()) for reason in group.reasons]
        for group in groups
    }


def origin(a: str, b: str, name: str = "The Agency") -> Link:
    return Link(a, b, ORIGIN, name, joins=True)


def test_a_source_by_itself_needs_no_reason() -> None:
    assert told(site_of(), "ba") == {"b": [], "a": []}


def test_what_does_not_join_is_no_reason() -> None:
    links = [
        Link("a", "b", UPSTREAM, "Police", joins=False),
        Link("a", "c", ORIGIN, "The Agency", joins=False, overruled="Two desks."),
    ]
    assert told(site_of(*links), "abc") == {"a": [], "b": [], "c": []}


def test_groups_of_several_come_first_and_stand_where_their_first_source_does() -> None:
    assert list(told(site_of(origin("a", "d")), "bdca")) == ["da", "b", "c"]
    assert list(told(site_of(origin("a", "d"), origin("b", "c")), "ebdca")) == ["bc", "da", "e"]


def test_who_wrote_all_of_a_group_is_named_once() -> None:
    links = [origin("a", "b"), Link("b", "c", RULING, "One desk.", joins=True)]
    wording = wording_for("en")
    (all_of_it,) = voice_groups(site_of(*links), wording, "ab")
    (part_of_it,) = voice_groups(site_of(*links), wording, "abc")
    assert (all_of_it.origin, part_of_it.origin) == ("The Agency", "")


def test_one_origin_is_told_once_for_all_whose_text_is_by_it() -> None:
    links = [origin("a", "b"), origin("a", "c", "the agency"), origin("b", "c")]
    assert told(site_of(*links), "abc") == {"abc": ["The text of each is by The Agency."]}


def test_a_ruling_is_told_in_the_editors_words() -> None:
    site = site_of(Link("a", "b", RULING, "One desk wrote both.", joins=True))
    reasons = ["The editors count them as one: One desk wrote both."]
    assert told(site, "ab") == {"ab": reasons}


@pytest.mark.parametrize(
    ("a_share", "b_share", "expected"),
    [(0.9, 0.2, "Report A, 120 words, stands in Report B"),
     (0.2, 0.9, "Report B, 120 words, stands in Report A")],
)  # fmt: skip
def test_of_two_texts_the_one_is_named_that_stands_in_the_other(
    a_share: float, b_share: float, expected: str
) -> None:
    link = Link("a", "b", TEXT, "the first words", joins=True, words=120)
    site = site_of(link, overlaps=(Overlap("a", "b", 120, a_share, b_share, ()),))
    assert told(site, "ab") == {"ab": [f"Most of the text of {expected} too."]}


def test_a_reason_for_some_of_a_group_names_them() -> None:
    shared = Link("b", "c", TEXT, "the first words", joins=True, words=50)
    assert told(site_of(origin("a", "b"), shared), "abc") == {
        "abc": [
            "Report A; Report B: The text of each is by The Agency.",
            "Most of the text of Report B, 50 words, stands in Report C too.",
        ]
    }


def test_as_few_reasons_are_told_as_join_all() -> None:
    shared = Link("a", "b", TEXT, "the first words", joins=True, words=50)
    reasons = ["The text of each is by The Agency."]
    assert told(site_of(shared, origin("a", "b")), "ab") == {"ab": reasons}


def test_a_third_source_that_joins_two_is_named() -> None:
    ruling = Link("b", "c", RULING, "One desk.", joins=True)
    assert told(site_of(origin("a", "b"), ruling), "ac") == {
        "ac": [
            "Report A; Report B: The text of each is by The Agency.",
            "Report B; Report C: The editors count them as one: One desk.",
        ]
    }


def test_what_editors_write_is_no_html() -> None:
    site = site_of(Link("a", "b", RULING, "<b>{name} & co</b>", joins=True))
    ((group),) = voice_groups(site, wording_for("en"), "ab")
    assert str(group.reasons[0]).endswith("<bdi>&lt;b&gt;{name} &amp; co&lt;/b&gt;</bdi>")
