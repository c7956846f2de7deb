"""Passages are found by their words, and by what their figures, dates and names mean."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.passages import find_passages
from generator.authoring.suggestions import Asked, Suggestion, suggest
from generator.authoring.suggestions.keys import MOST_CHARACTERS, weighted
from generator.authoring.suggestions.ranking import Postings, best
from generator.authoring.suggestions.shelf import Copies, fill
from generator.authoring.suggestions.windows import LONGEST, windows
from generator.folding import normalise
from generator.model import Source, Term
from generator.validate import Entry
from tests.support import document

NOISE = "The weather was fine. People walked along the shore. A dog barked at the gulls. "
PIECES = st.sampled_from(
    ["Bell. ", "U.S. ", "Mr. ", "a", "A", "\n", "\n\n", " ", "“loud”", "?", "! ", "。", "鐘。",
     "e\u0301", "\u0301", "\u00ad", "…", "long " * 200, "\ufdd0", "ﬁn"]
)  # fmt: skip


def source(id: str, **fields: object) -> Entry[Source]:
    """A source with these fields."""
    own = {"title": id, "publisher": f"{id} Press", "short": id, "published": "2031-04-05",
           "url": "https://a.example/b", "kind": "news-report"}  # fmt: skip
    return Entry(document("a: b", id), Source.model_validate(own | fields))


def found(
    folder: Path,
    copies: dict[str, str],
    sentence: str,
    entries: list[Entry[Source]] | None = None,
    terms: list[Entry[Term]] | None = None,
) -> list[Suggestion]:
    """What is suggested for a sentence in English."""
    folder.mkdir(exist_ok=True)
    for id, text in copies.items():
        (folder / f"{id}.txt").write_text(text, "utf-8")
    ((suggestions), *_), problems = suggest(
        [Asked(sentence, "en")],
        sources=entries or [source(id) for id in copies],
        terms=terms or [],
        archive=folder,
        language="en",
        count=5,
    )
    assert problems == []
    return suggestions


def cut(text: str) -> list[str]:
    copy = normalise(text)
    return [copy.text[start:end] for start, end in windows(copy)]


def test_passages_are_sentences() -> None:
    assert cut(
        "Headline of two words\nIt rang in the U.S. on Jan. 3, said Mr. Fennel. “Loud!” he said.\n"
        "\nA line that is as long as the page is wide, which its\nreader takes for one. Next."
    ) == [
        "Headline of two words",
        "It rang in the U.S. on Jan. 3, said Mr. Fennel.",
        '"Loud!" he said.',
        "A line that is as long as the page is wide, which its reader takes for one.",
        "Next.",
    ]
    assert cut("鐘がなくなった。夜のことだった。") == ["鐘がなくなった。", "夜のことだった。"]


@given(st.lists(PIECES, max_size=20))
def test_every_word_stands_in_one_short_passage(pieces: list[str]) -> None:
    copy = normalise("".join(pieces))
    spans = [*windows(copy)]
    assert "".join(copy.text[a:b] for a, b in spans).replace(" ", "") == copy.text.replace(" ", "")
    assert all(0 < b - a <= LONGEST for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_rare_words_count_more_and_long_passages_less() -> None:
    postings = Postings(["bell", "rang"])
    for text in ("rang", "rang rang", "bell", "bell a b c d e f g h i j k", "rang"):
        postings.add(text.split(), len(text.split()))
    bell = postings.scores({"bell": 1})
    assert bell[2] > bell[3] > bell[0] == 0
    rang = postings.scores({"rang": 1})
    assert rang[1] > rang[0] > 0
    assert bell[2] > rang[0]
    assert best(rang, 3) == [1, 0, 4]
    assert best(np.zeros(0, np.float32), 3) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The search cost 26,000 crowns.", "It took twenty-six thousand crowns to find it."),
        ("Eleven men were there.", "On the ice stood 11 of them."),
        ("It was taken on 3 April 2031.", "It went missing on Thursday."),
        ("Belgium took part.", "The Belgian police helped."),
        ("The seizure was large.", "They seized much."),
        ("He called it “a sled of ice”.", "What lay there was a sled of ice"),
    ],
)
def test_what_is_written_otherwise_is_found(tmp_path: Path, sentence: str, words: str) -> None:
    first, *_ = found(tmp_path, {"a": NOISE + words, "b": NOISE}, sentence)
    assert (first.source, first.words.strip(" .")) == ("a", words.strip(" ."))


def test_figures_and_names_count_more_than_other_words(tmp_path: Path) -> None:
    copy = f"{NOISE} The large search went on along the harbour wall. Fennel counted 900. {NOISE}"
    first, *_ = found(tmp_path, {"a": copy}, "In the large search along the wall Fennel had 900.")
    assert first.words == "Fennel counted 900."
    weights = weighted(Asked("The bell of Fennel weighs 900.", "en"))
    assert weights["900"] > weights["fennel"] > weights["bell"]
    assert "the" not in weights


def test_another_language_is_found_by_figures_names_and_translations(tmp_path: Path) -> None:
    noise = "Das Wetter war gut. Die Leute gingen am Ufer entlang. Ein Hund bellte. " * 3
    german = "Die Suche dauerte elf Tage. In Belgien half Fennel. Niemand wurde verletzt."
    quotation = {"id": "q", "exact": "Niemand wurde verletzt", "translation": "Nobody was hurt"}
    entries = [source("a"), source("b", language="de", quotations=[quotation])]
    copies = {"a": NOISE, "b": f"{noise}{german} {noise}"}

    def first(sentence: str) -> str:
        return found(tmp_path, copies, sentence, entries)[0].words

    assert first("It took eleven days.") == "Die Suche dauerte elf Tage."
    assert first("There was help from Belgian police.") == "In Belgien half Fennel."
    assert first("Nobody was hurt.") == "Niemand wurde verletzt."


def test_a_term_is_found_in_all_its_spellings(tmp_path: Path) -> None:
    term = Term.model_validate(
        {"term": "Bell Office", "aliases": ["BOFF"], "kind": "body", "definition": "A. [@q]"}
        | {"kind": "organisation"}
    )
    copies = {"a": f"{NOISE} BOFF went there. {NOISE}"}
    entry = Entry(document("a: b", "bell-office"), term)
    first, *_ = found(tmp_path, copies, "The Bell Office came.", terms=[entry])
    assert first.words == "BOFF went there."


def test_a_report_that_is_named_comes_first(tmp_path: Path) -> None:
    copies = {"a": f"{NOISE} The bell rang.", "b": f"{NOISE} The bell rang."}
    assert found(tmp_path, copies, "The bell rang, b Press wrote.")[0].source == "b"


def test_a_passage_says_how_it_is_quoted_and_what_is(tmp_path: Path) -> None:
    copy = "The bell rang. It fell.\nThe bell rang. “It was loud, and I ran,” said Ada."
    quoted = {"id": "q", "exact": "It fell"}
    part = {"id": "p", "exact": "I ran"}
    entries = [source("a", quotations=[quoted, part])]
    rang, again = found(tmp_path, {"a": copy}, "The bell rang.", entries)[:2]
    assert (rang.line, again.line) == (1, 2)
    assert rang.quotable is not None
    assert again.quotable is not None
    assert (rang.quotable.place, again.quotable.place) == (1, 2)
    fell, *_ = found(tmp_path, {"a": copy}, "It fell.", entries)
    assert (fell.quotations, fell.is_quoted, fell.quotable) == (("q",), True, None)
    assert (fell.before.strip(), fell.words) == ("The bell rang.", "It fell.")
    loud, *_ = found(tmp_path, {"a": copy}, "Ada said it was loud.", entries)
    assert (loud.quotations, loud.is_quoted) == (("p",), False)
    assert loud.quotable is not None
    assert isinstance(find_passages(loud.quotable.words, normalise(copy)), list)


def test_a_quotation_without_a_copy_is_found_as_well(tmp_path: Path) -> None:
    entries = [source("a", quotations=[{"id": "q", "exact": "The bell fell"}])]
    found, problems = suggest(
        [Asked("The bell fell.", "en")], sources=entries, terms=[], archive=tmp_path,
        language="en", count=5,
    )  # fmt: skip
    assert problems == [f"there is no copy of 'a' in '{tmp_path.name}'"]
    ((only,),) = found
    assert (only.copy, only.line, only.quotations, only.is_quoted) == ("", 0, ("q",), True)


@pytest.mark.parametrize("sentence", ["", "the", "?!", "\u0301", "zzz " * 5_000])
def test_nothing_is_found_where_nothing_is_said(tmp_path: Path, sentence: str) -> None:
    assert found(tmp_path, {"a": NOISE}, sentence) == []


def test_of_a_long_sentence_the_beginning_is_read(tmp_path: Path) -> None:
    long = "word " * (MOST_CHARACTERS // 5)
    assert found(tmp_path, {"a": NOISE}, f"{long} gulls") == []
    assert found(tmp_path, {"a": NOISE}, f"gulls {long}")[0].words == "A dog barked at the gulls."


def test_what_is_kept_of_passages_is_what_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOISE * 100, "utf-8")
    shelf = fill(Copies([source("a")], tmp_path), ["gulls"])
    assert len(shelf) == 300
    assert int((shelf.postings.scores({"gulls": 1}) > 0).sum()) == 100


def test_many_copies_are_not_all_kept(tmp_path: Path) -> None:
    ids = [f"s{number}" for number in range(40)]
    for id in ids:
        (tmp_path / f"{id}.txt").write_text(f"{NOISE} The bell {id} rang.", "utf-8")
    copies = Copies([source(id) for id in ids], tmp_path)
    assert copies.texts("s0") is copies.texts("s0")
    before = copies.texts("s0")
    fill(copies, ["bell"])
    assert copies.texts("s0") is not before
    assert copies.problems == []
