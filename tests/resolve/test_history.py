"""Versions of a story: each says what was published, and nobody can make it say something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.history import with_version
from generator.load import document_from
from generator.model import History, StoryVersion
from generator.resolve.history import (
    BadVersionError,
    ChangeKind,
    State,
    changes,
    check_history,
    count_changes,
    earlier_forms,
    last_said,
    new_version,
    state_digest,
    versions_of,
)
from generator.validate import validate_document

PATH = "content/history/bell.yml"
KEYS = [*(f"s.{n}" for n in range(1, 6)), "h.s.night", "h.e.fall", "h.e.fall.date", "k.1", "k.2"]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)
TITLE = {"h.title": "The bell"}


@st.composite
def states(draw: st.DrawFn) -> State:
    """What a story may say: a title, then any sentences and headings in any order."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True))
    return {"h.title": draw(WORDS), **{key: draw(WORDS) for key in keys}}


def published(*said: State) -> list[StoryVersion]:
    versions: list[StoryVersion] = []
    then: State = {}
    for day, now in enumerate(said, 1):
        date = f"2031-05-{day:02}"
        last = versions[-1] if versions else None
        versions.append(new_version(last, then, now, date, f"Version {day}"))
        then = now
    return versions


def items(state: State) -> list[tuple[str, str]]:
    return [*state.items()]


@given(st.lists(states(), min_size=1, max_size=6))
def test_each_version_says_what_was_published(said: list[State]) -> None:
    versions = published(*said)
    assert [items(each) for each in versions_of(versions)] == [items(each) for each in said]
    assert items(last_said(versions)) == items(said[-1])


@given(st.lists(states(), min_size=1, max_size=4))
def test_a_file_says_what_was_put_into_it(said: list[State]) -> None:
    text = b""
    for each in published(*said):
        before = text
        text = with_version(text, each, "bell")
        assert text.startswith(before)
    history = read(text)
    assert [items(each) for each in versions_of(history.versions)] == [items(s) for s in said]


def read(text: bytes) -> History:
    document, problems = document_from(text, PATH, "bell")
    assert document is not None
    history, wrong = validate_document(document, History)
    assert [*problems, *wrong] == []
    assert history is not None
    assert list(check_history(document, history)) == []
    return history


@given(states(), states())
def test_changes_are_all_that_differs(then: State, now: State) -> None:
    found = [*changes(then, now)]
    kinds = {each.address: each.kind for each in found}
    assert len(kinds) == len(found)
    assert {key for key in then if key not in now} == {
        key for key, kind in kinds.items() if kind is ChangeKind.REMOVED
    }
    assert {key for key in now if key not in then} == {
        key for key, kind in kinds.items() if kind is ChangeKind.ADDED
    }
    both = then.keys() & now.keys()
    assert {key for key in both if then[key] != now[key]} == {
        key for key, kind in kinds.items() if kind is ChangeKind.CHANGED
    }
    assert bool(count_changes(then, now)) == (items(then) != items(now))


def test_only_what_is_other_is_kept() -> None:
    many = {**TITLE, **{f"s.{n}": "Said." for n in range(1, 100)}}
    moved = {
        "h.title": "The bell",
        "s.99": "Said.",
        **{k: v for k, v in many.items() if k[0] == "s"},
    }
    first, second = published(many, moved)
    assert len(first.texts) == 100
    assert (second.texts, second.after, second.removed) == ({}, {"s.99": "h.title"}, [])


ONE = {**TITLE, "s.1": "One. [@a]", "s.2": "Two. [@b]"}
TWO = {**TITLE, "s.1": "One. [@a]", "s.3": "Three. [@c]"}


@pytest.mark.parametrize(
    "change",
    [
        {"date": "2031-05-09"},
        {"note": "Another"},
        {"note": None},
        {"texts": {"s.3": "Four. [@c]"}},
        {"removed": []},
        {"removed": ["s.2", "s.9"]},
        {"removed": ["h.title", "s.2"]},
        {"after": {}},
        {"after": {"s.3": "h.title"}},
        {"after": {"s.3": "s.9"}},
        {"after": {"s.3": "s.3"}},
        {"after": {"s.3": "s.1", "s.9": "s.1"}},
    ],
)
def test_an_altered_history_is_found(change: dict[str, object]) -> None:
    first, second = published(ONE, TWO)
    assert len([*versions_of([first, second])]) == 2
    with pytest.raises(BadVersionError):
        last_said([first, second.model_copy(update=change)])


def test_who_alters_a_version_breaks_all_that_follow() -> None:
    first, second = published(ONE, TWO)
    texts = {**ONE, "s.2": "Other."}
    digest = state_digest(texts, first.date, first.note, "")
    forged = first.model_copy(update={"texts": texts, "digest": digest})
    assert items(last_said([forged])) == items(texts)
    with pytest.raises(BadVersionError):
        last_said([forged, second])


@pytest.mark.parametrize(
    "texts", [{"s.1": "One."}, {"s.1": "One.", "h.title": "The bell"}, {}], ids=str
)
def test_a_first_version_begins_with_the_title(texts: dict[str, str]) -> None:
    (first,) = published(ONE)
    with pytest.raises(BadVersionError, match="title"):
        last_said([first.model_copy(update={"texts": texts})])


def test_a_sentence_has_earlier_forms_if_it_or_what_it_replaced_read_otherwise() -> None:
    versions = published(ONE, {**ONE, "s.1": "One. [@z]"}, {**TITLE, "s.1": "One. [@z]"})
    assert earlier_forms(versions, {}) == {"s.1", "s.2"}
    # The address of what is gone leads to what stands in its place.
    assert earlier_forms(versions, {"s.2": "s.1"}) == {"s.1"}
    assert earlier_forms(versions[:1], {}) == set()


def test_dates_go_forward() -> None:
    text = b""
    for each in published(ONE, TWO):
        text = with_version(text, each, "bell")
    document, _ = document_from(text.replace(b"2031-05-02", b"2031-04-02"), PATH, "bell")
    assert document is not None
    history, _ = validate_document(document, History)
    assert history is not None
    assert [each.code for each in check_history(document, history)] == [
        "date-order",
        "altered-history",
    ]
    assert [each.date for each in read(text).versions] == ["2031-05-01", "2031-05-02"]
