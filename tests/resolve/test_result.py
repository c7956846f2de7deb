"""What one file gives: a pure function, and summaries that agree with the statements."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load import load
from generator.prose import plain_text, term_uses
from generator.resolve.glossary import Glossary
from generator.resolve.story import resolve_story
from generator.resolve.terms import resolve_term
from generator.validate import Content, valid_content
from tests.compiled import compile_site
from tests.support import DEMO, make_site


def content_of(folder: Path = DEMO) -> Content:
    return valid_content(load(folder)[0])


def glossary_of(content: Content) -> Glossary:
    return Glossary((entry.id, entry.model) for entry in content.terms)


def ids_of(content: Content) -> frozenset[str]:
    return frozenset(each.id for entry in content.sources for each in entry.model.quotations)


def test_the_same_inputs_give_the_same_result() -> None:
    one, other = content_of(), content_of()
    known, glossary = ids_of(one), glossary_of(one)
    for first, second in zip(one.stories, other.stories, strict=True):
        assert resolve_story(first, known, glossary) == resolve_story(
            second, ids_of(other), glossary_of(other)
        )
    for term, again in zip(one.terms, other.terms, strict=True):
        assert resolve_term(term, known, glossary) == resolve_term(again, known, glossary)


def test_summaries_say_what_the_statements_say() -> None:
    content = content_of()
    for entry in content.stories:
        result = resolve_story(entry, ids_of(content), glossary_of(content))
        statements = list(result.entry.statements())
        assert result.problems == ()
        assert result.cited == {id for each in statements for id in each.quotations}
        assert result.marked_terms == {id for each in statements for id in term_uses(each.nodes)}
        assert result.marked_terms <= result.found_terms
        assert result.uses.keys() == result.cited
        for id, uses in result.uses.items():
            assert [(use.anchor, use.text) for use in uses] == [
                (s.anchor, plain_text(s.nodes)) for s in statements if id in s.quotations
            ]
            assert {use.slug for use in uses} == {entry.id}


def test_quotations_that_it_does_not_cite_change_nothing() -> None:
    content = content_of()
    glossary = glossary_of(content)
    for entry in content.stories:
        result = resolve_story(entry, ids_of(content), glossary)
        assert resolve_story(entry, result.cited | {"another"}, glossary) == result


def test_what_is_not_known_is_not_checked() -> None:
    content = content_of()
    glossary = glossary_of(content)
    for entry in content.stories:
        assert resolve_story(entry, None, glossary).problems == ()
        unknown = resolve_story(entry, frozenset(), glossary).problems
        assert {problem.code for problem in unknown} == {"unknown-citation"}


@pytest.mark.parametrize("id", ["zzz", "own"])
def test_a_reference_to_nothing_or_to_itself_is_reported(tmp_path: Path, id: str) -> None:
    terms = {
        f"content/glossary/{name}.yml": f"term: {name}\nkind: other\nsee_also: [{id}]\n"
        f"definition: {name} is it. [editor]\n"
        for name in ("own", "two")
    }
    problems = compile_site(make_site(tmp_path, terms)).diagnostics
    files = [p.place.file for p in problems if p.code == "unknown-reference"]
    assert len(files) == (2 if id == "zzz" else 1)
