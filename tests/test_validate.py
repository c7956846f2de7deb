"""Documents → models: everything that is wrong with a file at once, each at its place."""

from __future__ import annotations

import re

import pytest

from generator.diagnostics import CODES, Diagnostic
from generator.model import SiteSettings, Source, SourceKind, Story, Term
from generator.model.base import Model
from generator.validate import validate_document
from tests.support import BASE, document

SITE = (BASE / "content/site.yml").read_text("utf-8")
SOURCE = (BASE / "content/sources/post.yml").read_text("utf-8")
TERM = (BASE / "content/glossary/belfry.yml").read_text("utf-8")
STORY = (BASE / "content/stories/bell/story.yml").read_text("utf-8")
PARTS = {Source: SOURCE, Story: STORY, SiteSettings: SITE, Term: TERM}


def problems(model: type[Model], text: str) -> list[Diagnostic]:
    value, found = validate_document(document(text), model)
    assert (value is None) == bool(found)
    return found


def brief(model: type[Model], text: str) -> list[tuple[str, int, int]]:
    return [(p.code, p.place.line, p.place.column) for p in problems(model, text)]


@pytest.mark.parametrize("model", PARTS)
def test_the_small_site_is_valid(model: type[Model]) -> None:
    assert problems(model, PARTS[model]) == []


@pytest.mark.parametrize(
    "typed", ["NO", "2018-04-25", "12:30", "1_000", "010", "~", "null", "yes", "0x1F", "1e3"]
)
def test_what_looks_like_another_type_is_the_text_that_was_typed(typed: str) -> None:
    value, _ = validate_document(document(SITE.replace("The Bell File\n", f"{typed}\n", 1)),
                                 SiteSettings)  # fmt: skip
    assert value is not None
    assert value.title == typed


def test_all_problems_of_a_file_are_found_at_once() -> None:
    text = (
        "titel: [x]\n"
        "title: [x]\n"
        "publisher: {nam: x}\n"
        "language: Latin\n"
        "contact: nobody\n"
        "corrected_by:\n"
        "licence_address: /licence\n"
        "extra: 1\n"
    )
    assert sorted(brief(SiteSettings, text)) == [
        ("bad-address", 5, 10),
        ("bad-address", 7, 18),
        ("bad-language", 4, 11),
        ("empty-text", 6, 14),
        ("missing-key", 1, 1),  # the description
        ("unknown-key", 1, 1),
        ("unknown-key", 3, 13),  # for this one no name is missing as well
        ("unknown-key", 8, 1),
        ("wrong-type", 2, 8),
    ]


def test_a_misspelt_key_is_one_problem() -> None:
    (problem,) = problems(SiteSettings, SITE.replace("contact:", "kontact:"))
    assert problem.code == "unknown-key"
    assert problem.help == "Did you mean 'contact'?"


@pytest.mark.parametrize(
    ("text", "noun", "known"),
    [
        (STORY + "xyz: 1\n", "story", "standfirst"),
        (
            STORY.replace("    title: The night", "    xyz: 1\n    title: The night"),
            "section", "body",
        ),
        (
            STORY + "events:\n  - {id: a, date: 2018, title: b, text: c, xyz: 1}\n",
            "event", "places",
        ),
        (
            STORY + "participations:\n  - country: AQ\n    operation: a\n    roles:\n"
            "      - {role: led, text: a, xyz: 1}\n",
            "role",
            "disputed",
        ),
        (
            STORY + "disagreements:\n  - id: a\n    question: b\n    kind: date\n    reading: c\n"
            "    answers:\n      - {answer: a}\n      - {answer: b, xyz: 1}\n",
            "answer",
            "answer",
        ),
    ],
)  # fmt: skip
def test_an_unknown_key_is_told_with_the_keys_of_its_owner(
    text: str, noun: str, known: str
) -> None:
    (problem,) = problems(Story, text)
    assert problem.message == f"'xyz' is no key of a {noun}" or problem.message.endswith(f" {noun}")
    assert problem.help.startswith("Known keys: ")
    assert known in re.split(r"[ ,.]+", problem.help)
    line = problem.source_line
    assert line[problem.place.column - 1 :].startswith("xyz")


def test_a_missing_key_is_described() -> None:
    (problem,) = problems(Source, SOURCE.replace("short: Tide Post\n", ""))
    assert problem.message == "the source has no 'short'"
    assert problem.help.startswith("Add 'short:'. The name that footnotes and tables use for it")
    assert (problem.place.line, problem.place.column) == (1, 1)


def test_a_missing_key_in_a_list_is_marked_at_its_entry() -> None:
    found = brief(Source, SOURCE.replace("    exact: It weighed some 900 kilograms\n", ""))
    assert found == [("missing-key", 10, 5)]


@pytest.mark.parametrize(
    ("model", "old", "new", "wanted"),
    [
        (Source, "title: Bell gone", "title: {a: b}", "text"),
        (Source, "title: Bell gone", "title: [Bell]", "text"),
        (Source, "kind: news-report", "kind: [news-report]", "text"),
        (Source, "kind: news-report", "kind: {a: b}", "text"),
        (Source, "published: 2031-04-05", "published: [2031]", "text"),
        (Source, "kind: news-report", "kind: news-report\nauthor: Ada", "a list"),
        (Source, "kind: news-report", "kind: news-report\nauthor: [[Ada]]", "text"),
        (Source, "kind: news-report", "kind: news-report\nauthor:", "a list"),
        (SiteSettings, "publisher:\n  name: The Bell File editors", "publisher: x", "a mapping"),
        (SiteSettings, "publisher:\n  name: The Bell File editors", "publisher: [x]", "a mapping"),
        (Story, "key_points: |\n  It was heavy. [@post-weight]", "key_points: [a, b]", "text"),
    ],
)
def test_another_kind_of_value_is_named(
    model: type[Model], old: str, new: str, wanted: str
) -> None:
    text = PARTS[model].replace(old, new)
    assert text != PARTS[model]
    (problem,) = problems(model, text)
    assert problem.code == "wrong-type"
    assert problem.message.startswith(wanted)
    assert "is wanted here" in problem.message


@pytest.mark.parametrize("text", ["a\n", "- a\n", "'title: a'\n", "[]\n"])
@pytest.mark.parametrize("model", PARTS)
def test_a_file_that_is_no_mapping_is_one_problem(model: type[Model], text: str) -> None:
    assert brief(model, text) == [("wrong-type", 1, 1)]


@pytest.mark.parametrize(
    ("typed", "help"),
    [
        ("news-raport", "Did you mean 'news-report'?"),
        ("News-Report", "Did you mean 'news-report'?"),
        (
            "rumour",
            "Known words: "
            + ", ".join(kind.value for kind in SourceKind) + ".",
        ),
    ],
)  # fmt: skip
def test_an_unknown_word_is_told_with_the_known_ones(typed: str, help: str) -> None:
    (problem,) = problems(Source, SOURCE.replace("news-report", typed))
    assert problem.message == f"'{typed}' cannot stand here"
    assert problem.help == help


@pytest.mark.parametrize("empty", ["kind:", "kind: ''"])
def test_an_empty_word_is_called_empty(empty: str) -> None:
    (problem,) = problems(Source, SOURCE.replace("kind: news-report", empty))
    assert problem.code == "empty-text"


def test_a_list_that_is_too_short_is_counted() -> None:
    text = STORY + "participations:\n  - country: AQ\n    operation: a\n    roles: []\n"
    (problem,) = problems(Story, text)
    assert (problem.code, problem.place.line, problem.place.column) == ("too-few", 16, 12)


@pytest.mark.parametrize(
    ("typed", "help"),
    [("be", "Did you mean 'BE'?"), ("Belgium", "Did you mean 'BE'?"), ("UK", "Did you mean 'GB'?")],
)
def test_a_country_is_told_by_its_code(typed: str, help: str) -> None:
    text = (
        STORY
        + "events:\n  - id: a\n    date: 2018\n    title: b\n    text: c\n"
        + f"    places: [{{name: d, country: {typed}}}]\n"
    )
    (problem,) = problems(Story, text)
    assert (problem.code, problem.help) == ("unknown-country", help)
    assert problem.source_line[problem.place.column - 1 :].startswith(typed)


def test_every_problem_has_a_code_of_the_catalogue() -> None:
    text = "title: []\nshort: {}\npublished: x\nurl: y\nkind: z\nquotations: [{}, [], a]\n"
    found = problems(Source, text)
    assert len(found) == 10
    assert {problem.code for problem in found} <= set(CODES)
