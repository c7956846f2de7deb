"""What follows from a mistake is one message."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from generator.diagnostics import Diagnostic, Edit, Place, found
from generator.index import StoredIndex
from generator.passes.causes import Known, one_for_one_cause

STORY = "content/stories/bell/story.yml"


def known(locked: dict[str, str] | None = None, **quotations: str) -> Known:
    """A site with a source 'post', quotations by their sources, and what the lock says of some."""
    tables: dict[str, dict[str, Any]] = {
        "locked": {id: SimpleNamespace(source=source) for id, source in (locked or {}).items()},
        "quotation": {id: (source, 0, "") for id, source in quotations.items()},
    }
    index = cast("StoredIndex", SimpleNamespace(table=tables.__getitem__))
    return Known(index, {"post": "content/sources/post.yml"})


def unknown(id: str, line: int, help: str = "", *, fixed: str = "") -> Diagnostic:
    """An unknown citation."""
    place = Place(STORY, line, 3, len(id))
    fix = (Edit(place, id, fixed, prose=True),) if fixed else ()
    message = f"there is no quotation '{id}'"
    return found("unknown-citation", place, message, help, f"[@{id}]", fix)


def told(problems: list[Diagnostic], site: Known | None = None) -> list[str]:
    return [each.message for each in one_for_one_cause(problems, site or known())]


def test_causes_come_first_and_warnings_last() -> None:
    problems = [
        found("unused-quotation", Place("a.yml"), "unused"),
        found("unverified-quotation", Place("b.yml"), "unverified"),
        unknown("one", 1),
        found("yaml-syntax", Place("z.yml"), "syntax"),
    ]
    assert told(problems) == ["syntax", "there is no quotation 'one'", "unverified", "unused"]


def test_two_uses_of_an_unknown_name_are_told_and_more_are_counted() -> None:
    uses = [unknown("one", line, fixed="once") for line in (1, 2, 3)]
    assert told(uses[:2]) == ["there is no quotation 'one'"] * 2
    (only,) = one_for_one_cause(uses, known())
    assert only.message == "there is no quotation 'one', here and in 2 other places"
    assert [edit.place.line for edit in only.fix] == [1, 2, 3]


def test_while_a_source_is_broken_no_other_quotation_is_suggested() -> None:
    uses = [unknown("one", 1, "Did you mean 'once'?", fixed="once"), unknown("two", 2)]
    (only,) = one_for_one_cause(uses, replace(known(), broken=["content/sources/gull.yml"]))
    assert only.message == "2 citations lead to no quotation; the first is of 'one'"
    assert "content/sources/gull.yml" in only.help
    assert only.fix == ()


def test_a_source_that_has_lost_its_quotations_is_named() -> None:
    uses = [unknown(id, line) for line, id in enumerate(("one", "two", "six", "six"), 1)]
    site = known(dict.fromkeys(("one", "two", "six"), "post"))
    (only,) = one_for_one_cause(uses, site)
    assert only.place.file == "content/sources/post.yml"
    assert only.message == (
        f"3 quotations stand here no more, which are cited in {STORY}:1 and 3 other places"
    )
    assert told(uses[:1], site=known({"one": "gone"})) == [
        f"there is no source 'gone' any more, and one of its quotations is cited in {STORY}:1"
    ]


def test_many_unknown_ids_are_one_message_while_a_source_has_no_quotations() -> None:
    uses = [unknown(id, line) for line, id in enumerate("abcdef", 1)]
    site = replace(known(), bare=["content/sources/gull.yml"])
    (only,) = one_for_one_cause(uses, site)
    assert only.message == "6 citations lead to no quotation; the first is of 'a'"
    assert "the sources that have none: content/sources/gull.yml" in only.help
    assert len(told(uses[:5], site)) == 5
    assert len(told(uses)) == 6


def test_a_quotation_of_another_source_than_the_one_it_stood_in_is_not_suggested() -> None:
    use = [unknown("one", 1, "Did you mean 'once'?", fixed="once")]
    (same,) = one_for_one_cause(use, known({"one": "post"}, once="post"))
    assert (same.help, len(same.fix)) == ("Did you mean 'once'?", 1)
    (other,) = one_for_one_cause(use, known({"one": "post"}, once="gull"))
    assert (other.help.startswith("It stood in content/sources/post.yml"), other.fix) == (True, ())


def test_what_is_unused_is_counted_while_there_are_errors() -> None:
    unused = [
        found("unused-term", Place("a.yml", 1, 1, 1), f"'{term}' occurs in no text", line=term)
        for term in "abc"
    ]
    assert len(told(unused)) == 3
    error = found("yaml-syntax", Place("z.yml"), "syntax")
    assert told([*unused, error])[1:] == ["3 terms occur in no text; the first is 'a'"]
